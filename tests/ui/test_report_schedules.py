"""Reports on a schedule: saved once a period, made up for later, tried again, and kept in the dialog."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.printing.report_schedules import ReportSchedules
from app.ui.printing.schedule_dialog import ScheduleDialog
from app.ui.servers.server_link import remote_address
from app.ui.view import View
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.tables.table import DataTable
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
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.state = WindowState(folder / "window.ini")
        self.state.view = View(website_id=shop.site.id)
        self.workspace = Workspace(context.bridge, self.state, lambda: self.now)
        self.schedules = ReportSchedules(context.bridge, context.link, self.workspace, self.state, self.host)
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
    qtbot.waitUntil(lambda: len(desk.names) == 1 and not desk.bridge.has_open_calls)
    assert desk.names == [f"{desk.shop.site.domain} 2026-03-02 to 2026-03-08.html"]
    save_screen(dialog, "schedules")
    table.selectRow(0)
    remove.click()
    assert desk.schedules.schedules == ()
    assert len(desk.names) == 1, "its reports stay"
