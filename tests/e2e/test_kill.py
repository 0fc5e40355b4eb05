"""Real server killed: every acknowledged event is stored once, and seen. `make bench ARGS=kill` runs more rounds."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from benchmarks.kill import kill_rounds
from tests.e2e.window import Customer, Desk, accepted, window
from tests.program import serving


@pytest.mark.parametrize(("mode", "rounds"), [("interval", 2), ("always", 1)])
def test_each_202_is_stored_exactly_once_however_often_the_server_is_killed(mode: str, rounds: int) -> None:
    tally = kill_rounds(mode, rounds, seed=2)
    assert (tally.lost, tally.doubled) == (set(), set())
    assert len(tally.acknowledged) > 100


def add_site(desk: Desk) -> str:
    """Go through the first run up to the snippet, and return it."""
    desk.until(lambda: desk.application.window.focusWidget() is desk.find(QLineEdit, "site_name"))
    desk.write("site_name", "Corner Shop")
    desk.write("site_domain", "127.0.0.1")
    desk.press("first_run_add")
    snippet = desk.find(QPlainTextEdit, "snippet_text").toPlainText()
    desk.press("first_run_next")
    assert "Waiting" in desk.text("live_check_title")
    return snippet


def shown_rows(desk: Desk) -> list[str]:
    model = desk.find(QTableView, "realtime_events").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_event_of_the_last_202_before_a_kill_is_in_the_window_after_the_restart(
    qtbot: QtBot, tmp_path: Path, shopper: Customer
) -> None:
    async def visit_and_kill(snippet: str) -> None:
        shopper.shop.put("/", snippet)
        await accepted(shopper.page, shopper.page.goto(shopper.shop.url))
        program.signal(signal.SIGKILL)

    with serving(tmp_path / "data") as program, window(qtbot, tmp_path, connect_to=program.url) as desk:
        snippet = add_site(desk)
        desk.result(shopper.go(visit_and_kill(snippet)))
        desk.until(lambda: desk.text("status_state") == "Not connected, trying again")
        desk.press("first_run_open")
        with serving(tmp_path / "data", "--port", str(program.port)):
            names = ("visitors", "pageviews", "sessions")
            desk.until(lambda: [desk.text(f"card_{name}_number") for name in names] == ["1", "1", "1"])
            desk.press("nav_realtime")
            desk.until(lambda: shown_rows(desk) == ["Page /"])
            assert desk.quit() == 0
