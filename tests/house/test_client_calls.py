"""Every call of the client is made by the window or the report, or its report is asked in a batch."""

from __future__ import annotations

from pathlib import Path

from benchmarks.window import called_names, client_methods, report_of, texts_in, uncalled

APP = Path(__file__).resolve().parents[2] / "app"


def test_every_call_of_the_client_is_made_by_a_page_or_the_report() -> None:
    rooms = (APP / "ui", APP / "report")
    names = set().union(*map(called_names, rooms))
    assert uncalled(client_methods(), names, set().union(*map(texts_in, rooms))) == set()


def test_the_report_of_a_call_is_the_end_of_its_address() -> None:
    assert (report_of("heat_map"), report_of("list_goals")) == ("heatmap", "goals")
