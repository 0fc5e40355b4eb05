"""The Tab key goes through windows as one reads them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.focus.reading_order import step
from app.ui.pages.records.goal_form import GoalForm
from app.ui.pages.records.record_dialog import RecordDialog
from app.ui.pages.reports.overview import OverviewPage
from app.ui.view import View
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import column, row
from app.ui.window_state import WindowState
from app.ui.windows.shortcuts_dialog import ShortcutsDialog
from tests.ui.fakes import FakeControl
from tests.ui.frame import Frame
from tests.ui.real_server import Shop
from tests.ui.samples import NOW
from tests.ui.screens import SMALLEST
from tests.ui.tab_round import tab_round

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft

_PANELS = ("pages", "sources", "places", "systems")
_TOOLS = ("search_button", "files", "more", "table")
OVERVIEW = [
    *("site_picker", "nav_overview"),
    *("range_picker_back", "range_picker_button", "compare_picker", "view_options", "refresh"),
    *("chip_country_DE", "filters_save", "sample_banner_action"),
    *("pages", "overview_scroll", "story_away"),
    *("card_pageviews_choice", "card_visitors_choice", "card_sessions_choice", "card_bounce_rate_choice"),
    *("card_avg_duration_seconds_choice", "card_pages_per_session_choice", "traffic"),
    *(f"{panel}_panel_{part}" for panel in _PANELS for part in ("tabs", *_TOOLS)),
    *(f"events_panel_{part}" for part in _TOOLS),
    *("live_open", "live_pages", "status_address", "toast_close"),
]


def test_the_overview_is_gone_through_from_the_sidebar_to_the_status_bar_and_back(
    qtbot: QtBot, shop: Shop, loop_thread: LoopThread, tmp_path: Path
) -> None:
    with shop.context():
        WindowState(tmp_path / "window.ini").view = View(shop.site.id)
        client = cast(Any, SimpleNamespace(at=lambda _: shop.client()))
        frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl(), lambda: NOW)
        try:
            frame.window.resize(*SMALLEST)
            frame.start()
            qtbot.waitUntil(lambda: frame.is_visible("story_away") and frame.is_visible("live_pages"))
            page = frame.window.pages.page
            assert isinstance(page, OverviewPage)
            frame.window.actions_of_view.add_filter(Filter("country", "DE"))
            qtbot.waitUntil(lambda: not (frame.bridge.has_open_calls or page.is_filling))
            frame.window.notice("Saved")
            frame.part(QWidget, "site_picker").setFocus()
            there = tab_round(frame.window)
            assert [stop.widget.objectName() for stop in there] == OVERVIEW
            assert [stop.widget.objectName() for stop in there if not stop.is_in_view] == []
            back = tab_round(frame.window, Qt.Key.Key_Backtab)
            assert [stop.widget for stop in back[1:]] == [stop.widget for stop in reversed(there[1:])]
        finally:
            frame.close()


class Reader(QDialog):
    """A window with parts that were created last to first: a column, a flow, a grid, and a part over them."""

    def __init__(self, direction: Qt.LayoutDirection) -> None:
        super().__init__()
        self.setLayoutDirection(direction)
        self.floating = QPushButton("11", self)
        self.buttons = {name: QPushButton(name, self) for name in map(str, reversed(range(11)))}
        for name, button in self.buttons.items():
            button.setObjectName(name)
        self.floating.setObjectName("11")
        one, two, three, four, five, six, seven, eight, nine, ten = (self.buttons[str(at)] for at in range(1, 11))
        flow, chips = FlowLayout(8), QWidget()
        for part in (four, five, six):
            flow.addWidget(part)
        chips.setLayout(flow)
        grid = ResponsiveGrid((seven, eight, nine, ten), 120, (2,), "grid")
        self.setLayout(column(row(column(self.buttons["0"], one), column(two, three)), chips, grid))
        self.resize(400, 300)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802  # Qt's name
        return step(self, is_next=is_next)


@pytest.mark.parametrize("direction", [LEFT, RIGHT])
def test_columns_flows_and_grids_are_read_in_the_direction_of_the_language(
    qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    reader = Reader(direction)
    qtbot.addWidget(reader)
    with qtbot.waitActive(reader):
        reader.show()
        reader.activateWindow()
    reader.buttons["0"].setFocus()
    assert [stop.widget.objectName() for stop in tab_round(reader)] == [str(at) for at in range(12)]
    places = {name: button.mapTo(reader, QPoint()).x() for name, button in reader.buttons.items()}
    for first, second in (("0", "2"), ("4", "5"), ("7", "8"), ("9", "10")):
        assert (places[first] < places[second]) is (direction == LEFT)


def test_the_focus_of_a_part_that_goes_moves_to_the_next_one(qtbot: QtBot) -> None:
    reader = Reader(LEFT)
    qtbot.addWidget(reader)
    with qtbot.waitActive(reader):
        reader.show()
        reader.activateWindow()
    reader.buttons["3"].setFocus()
    reader.buttons["4"].setEnabled(False)
    reader.buttons["3"].hide()
    assert reader.focusWidget() is reader.buttons["5"]
    reader.buttons["5"].setEnabled(False)
    assert reader.focusWidget() is reader.buttons["6"]


def test_dialogs_are_read_from_top_to_bottom(qtbot: QtBot, loop_thread: LoopThread) -> None:
    bridge = Bridge(loop_thread)
    form = RecordDialog(bridge, GoalForm(None), lambda: pytest.fail("nothing is saved"), "New goal", 480, None)
    keys = ShortcutsDialog(None)
    stops = {}
    for dialog, first in ((form, "goal_rule_search"), (keys, "shortcuts_scroll")):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        start = dialog.findChild(QWidget, first)
        start.setFocus()
        stops[dialog] = [stop.widget.objectName() for stop in tab_round(dialog)]
    fields = ["goal_rule_search", "goal_rule_list", "goal_name", "goal_value_mode_none"]
    assert stops[form] == [*fields, "record_cancel", "record_save"]
    assert stops[keys] == ["shortcuts_scroll", "shortcuts_close"]
    bridge.stop()
