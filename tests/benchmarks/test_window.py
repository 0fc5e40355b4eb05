"""The benchmark of the window: methods of the client that no page calls, and the table it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import window
from benchmarks.results import Report


def step(name: str, ms: float) -> dict[str, object]:
    return {"name": name, "block_ms": ms, "cpu_ms": ms / 2, "shown_ms": 2 * ms}


def test_calls_of_the_client_are_its_public_methods_that_run_on_the_loop() -> None:
    methods = window.client_methods()
    assert {"reports", "list_websites", "live", "delete_website"} <= methods
    assert not any(name.startswith("_") for name in methods)


def test_a_method_counts_as_called_when_a_module_below_the_folder_reads_it(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.py").write_text("bridge.run(self.client.goals(site), show)  # client.funnels\n")
    names = window.called_names(tmp_path)
    assert "goals" in names
    assert "funnels" not in names


def test_the_table_names_the_steps_that_took_longest(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [step("pages", 40), step("goals", 60), step("sites", 20), step("server", 10)]
    kinds = ("first", "openings", "returns", "changes", "switches", "switched_pages")
    report = Report("window", "The window")
    window.add_blocks(report, dict.fromkeys(kinds, steps))
    window.add_waits(report, dict.fromkeys(kinds, steps))
    opening = next(measure for measure in report.measures if measure.name == "longest block: a page's first opening")
    assert (opening.value, opening.verdict) == (60, "missed")
    assert opening.note.startswith("at most 30.0 ms of processor time, median 15.0; median 30.0 ms of 4")
    assert opening.note.endswith("longest: goals 60.0, pages 40.0, sites 20.0")
    waits = {measure.name: measure.value for measure in report.measures}
    assert waits["page chosen again, to new numbers"] == 60
    assert waits["page chosen again, to new numbers, p95"] == 120
