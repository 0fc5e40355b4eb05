"""Results of benchmarks: numbers, verdicts, and their place in docs/benchmarks.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.results import Measure, Report, number, percentile


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(results, "OUT", tmp_path / "out")
    monkeypatch.setattr(results, "PAGE", tmp_path / "benchmarks.md")
    results.PAGE.write_text("# Benchmarks\n\nHow to run them.\n", "utf-8")
    return results.PAGE


def report(key: str, value: float) -> Report:
    report = Report(key, f"Title of {key}")
    report.add(Measure("file", value, "MB", 45))
    return report


@pytest.mark.parametrize(("percent", "value"), [(0, 1), (50, 5), (51, 6), (95, 10), (99.9, 10), (100, 10)])
def test_percentile_is_the_smallest_value_that_so_many_percent_do_not_exceed(percent: float, value: float) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent) == value


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.1234, "0.123"), (1.25, "1.2"), (99.9, "99.9"), (100, "100"), (20_000, "20,000")]
)
def test_numbers_have_three_significant_digits(value: float, text: str) -> None:
    assert number(value) == text


def test_a_target_is_met_by_an_equal_or_better_value() -> None:
    assert Measure("time", 20, "ms", 20).verdict == "met"
    assert Measure("time", 20.1, "ms", 20).verdict == "missed"
    assert Measure("rate", 20, "requests/s", 20, "higher").verdict == "met"
    assert Measure("rate", 19, "requests/s", 20, "higher").verdict == "missed"
    assert Measure("time", 20, "ms").verdict == ""


def test_a_report_replaces_its_own_place_on_the_page_and_no_other(page: Path) -> None:
    for key, value in (("one", 40), ("two", 50), ("one", 60)):
        results.save(report(key, value))
    text = page.read_text("utf-8")
    assert text.startswith("# Benchmarks\n\nHow to run them.\n\n<!-- begin one -->\n## Title of one\n")
    assert text.count("<!-- begin one -->") == text.count("<!-- end one -->") == 1
    assert "| file | 60.0 MB | ≤ 45.0 MB | missed |  |" in text
    assert "| file | 40.0 MB" not in text
    assert text.index("Title of one") < text.index("Title of two")
    assert sorted(path.name for path in (page.parent / "out").iterdir()) == ["one.json", "two.json"]
