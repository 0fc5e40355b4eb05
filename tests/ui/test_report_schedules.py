"""Reports on a schedule: saved once a period, made up for later, tried again, and kept in the dialog."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.report.schedule import ReportSchedule, write_new
from app.ui.printing import report_schedules
from app.ui.printing.report_schedules import ReportSchedules
from app.ui.printing.schedule_dialog import ScheduleDialog
from app.ui.servers.server_link import remote_address
from app.ui.view import View
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.tables.table import DataTable
from app.ui.window_context import WindowContext
from app.ui.window_state import WindowState
from app.ui.workspace import Workspace
from tests.ui.fakes import status
from tests.ui.real_server import Shop
from tests.ui.samples import NOW
from tests.ui.screens import save_screen


class Desk:
    """A window's schedules with the sample shop on screen. now: the time, to be moved on."""

    def __init__(self, qtbot: QtBot, shop: Shop, folder: Path) -> None:
        self._opened = shop.context()
        context = self._opened.__enter__()
        self.now, self.shop, self.folder, self.bridge = NOW, shop, folder, context.bridge
        self.link = context.link
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.state = WindowState(folder / "window.ini")
        self.state.view = View(website_id=shop.site.id)
        self.workspace = Workspace(context.bridge, self.state, lambda: self.now)
        parts = WindowContext(context.bridge, context.link, self.workspace, self.state, self.host)
        self.schedules = ReportSchedules(parts, self.host)
        self.notices: list[str] = []
        self.schedules.notice.connect(self.notices.append)
        context.link.connect_to(remote_address(shop.server.url))
        with qtbot.waitSignal(self.workspace.loaded):
            self.workspace.load(context.client)

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*.html"))

    def close(self) -> None:
        self._opened.__exit__(None, None, None)


@pytest.fixture
def desk(qtbot: QtBot, shop: Shop, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, shop, tmp_path)
    yield desk
    desk.close()


def test_a_report_of_each_day_is_saved_once_although_the_program_was_off_for_two(qtbot: QtBot, desk: Desk) -> None:
    desk.schedules.add(desk.shop.site, "day", "html", desk.folder)
    qtbot.waitUntil(lambda: len(desk.names) == 1 and not desk.bridge.has_open_calls)
    assert desk.names == [f"{desk.shop.site.domain} 2026-03-13.html"]
    assert (desk.folder / desk.names[0]).read_text("utf-8").startswith("<!doctype html>")
    desk.now += timedelta(days=2)
    desk.schedules.check()
    qtbot.waitUntil(lambda: len(desk.names) == 3 and not desk.bridge.has_open_calls)
    desk.schedules.check()
    assert not desk.bridge.has_open_calls, "nothing is due"
    (kept,) = WindowState(desk.folder / "window.ini").report_schedules
    assert str(kept.last_day) == "2026-03-15"
    assert desk.notices == []


def test_a_folder_that_is_gone_is_told_once_and_tried_again(qtbot: QtBot, desk: Desk) -> None:
    gone = desk.folder / "gone"
    desk.schedules.add(desk.shop.site, "month", "html", gone)
    (schedule,) = desk.schedules.schedules
    qtbot.waitUntil(lambda: bool(desk.notices) and not desk.bridge.has_open_calls)
    sentence = f"The folder {gone} does not exist."
    assert desk.notices == [f"A report on a schedule could not be saved. {sentence}"]
    assert desk.schedules.problem(schedule) == sentence
    desk.schedules.check()
    assert not desk.bridge.has_open_calls, "it waits before it tries again"
    gone.mkdir()
    desk.schedules.try_again()
    qtbot.waitUntil(lambda: len(list(gone.iterdir())) == 1 and not desk.bridge.has_open_calls)
    assert desk.schedules.problem(schedule) == ""


class Held:
    """A function that stops after its work until it may go on. is_done: the work, by an event."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work, self.is_done, self.may_go_on = work, threading.Event(), threading.Event()

    def __call__(self, *args: object) -> object:
        result = self._work(*args)
        self.is_done.set()
        assert self.may_go_on.wait(10)
        return result


def test_a_report_whose_window_closes_while_it_is_written_is_made_once(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(write_new)
    monkeypatch.setattr(report_schedules, "write_new", held)
    desk.schedules.add(desk.shop.site, "day", "html", desk.folder)
    qtbot.waitUntil(held.is_done.is_set)
    desk.bridge.cancel_all()  # as a window does at its end
    held.may_go_on.set()
    qtbot.waitUntil(lambda: desk.names == [])
    desk.schedules.check()
    qtbot.waitUntil(lambda: not desk.bridge.has_open_calls)
    assert desk.names == [f"{desk.shop.site.domain} 2026-03-13.html"]


def test_a_report_that_was_written_before_its_window_closed_is_not_made_again(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_over = threading.Event()
    run = desk.bridge.run

    def watched(work: Any, *receivers: Any) -> Any:
        async def watch() -> Any:
            try:
                return await work
            finally:
                is_over.set()

        return run(watch(), *receivers)

    monkeypatch.setattr(desk.bridge, "run", watched)
    desk.schedules.add(desk.shop.site, "day", "html", desk.folder)
    assert is_over.wait(10)  # without the event loop of Qt: nothing is delivered
    desk.bridge.cancel_all()
    (kept,) = WindowState(desk.folder / "window.ini").report_schedules
    assert str(kept.last_day) == "2026-03-13"
    assert len(desk.names) == 1


def detail(table: DataTable[ReportSchedule], row: int = 0) -> str:
    """Return what the dialog says about a schedule, below its folder."""
    return str(table.rows.columns[2].detail(table.rows.row_at(row)))


def test_the_dialog_says_of_a_new_schedule_why_nothing_is_made_yet(qtbot: QtBot, desk: Desk) -> None:
    at = str(desk.folder)
    desk.state.report_schedules = (
        ReportSchedule("1", desk.shop.server.url, desk.shop.site.id, "tea.example", "day", "html", at),
        ReportSchedule("2", desk.shop.server.url, "gone", "gone.example", "day", "html", at),
    )
    dialog = ScheduleDialog(desk.schedules, desk.shop.site, desk.host)
    qtbot.addWidget(dialog)
    table = dialog.findChild(DataTable, "schedules")
    assert [detail(table, row) for row in (0, 1)] == [
        "The first one will be made shortly.",
        "This site is gone: no report is made.",
    ]
    desk.link.fail(AppError("unreachable", "The server cannot be reached."))
    waiting = "The first one will be made once the server is connected."
    assert [detail(table, row) for row in (0, 1)] == [waiting, waiting]


def test_nothing_is_made_while_the_clock_of_the_server_is_in_doubt(qtbot: QtBot, desk: Desk) -> None:
    desk.bridge.server_status.emit(status(is_clock_in_doubt=True))
    desk.schedules.add(desk.shop.site, "day", "html", desk.folder)
    assert not desk.bridge.has_open_calls
    desk.bridge.server_status.emit(status())
    qtbot.waitUntil(lambda: len(desk.names) == 1 and not desk.bridge.has_open_calls)


def test_schedules_are_added_and_removed_in_the_dialog(qtbot: QtBot, desk: Desk) -> None:
    dialog = ScheduleDialog(desk.schedules, desk.shop.site, desk.host)
    qtbot.addWidget(dialog)
    dialog.show()
    folder, table = dialog.findChild(QLineEdit, "schedule_folder"), dialog.findChild(DataTable, "schedules")
    add, remove = (dialog.findChild(QPushButton, f"schedule_{name}") for name in ("add", "remove"))
    folder.setText("reports")
    add.click()
    assert dialog.findChild(QLabel, "schedule_error").text() == "Enter the whole path of a folder."
    folder.setText(str(desk.folder))
    dialog.findChild(SegmentedControl, "schedule_kind").set_value("html")
    dialog.findChild(SegmentedControl, "schedule_every").set_value("week")
    add.click()
    assert dialog.findChild(QLabel, "schedule_error").text() == ""
    assert detail(table) == "The first one is being made\N{HORIZONTAL ELLIPSIS}"
    add.click()  # a double click
    assert dialog.findChild(QLabel, "schedule_error").text() == "There is such a schedule already."
    assert len(desk.schedules.schedules) == 1
    qtbot.waitUntil(lambda: len(desk.names) == 1 and not desk.bridge.has_open_calls)
    assert desk.names == [f"{desk.shop.site.domain} 2026-03-02 to 2026-03-08.html"]
    save_screen(dialog, "schedules")
    assert detail(table) == "Made until Mar 8, 2026"
    table.selectRow(0)
    remove.click()
    assert desk.schedules.schedules == ()
    assert len(desk.names) == 1, "its reports stay"
