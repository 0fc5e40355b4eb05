"""Every page of the window once, on a real server with markup in all data: faults of a kind, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.reports.request import Filter
from app.ui.charts.hover import HoverCard
from app.ui.charts.painted import PaintedView
from app.ui.charts.steps import StepBars
from app.ui.pages.events.events import EventsPage
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.sessions.sessions import SessionsPage
from app.ui.pages_table import PAGES
from app.ui.view import View
from app.ui.widgets.pickers.anchor_picker import AnchorPicker
from app.ui.widgets.tables.table_panel import TablePanel
from app.ui.window_state import WindowState
from tests.ui.fakes import FakeControl
from tests.ui.frame import Frame
from tests.ui.hostile_site import MARKUP, add_hostile_site
from tests.ui.html_places import html_places, is_read_as_html, shows_markup
from tests.ui.keys import KeyWalk
from tests.ui.real_server import LIMIT_S, Shop, ShopServer, running_loop
from tests.ui.screens import SMALLEST
from tests.ui.tab_round import expected_stops, tab_round

FAKED = {"server", "access"}  # about the server: test_strangers_text and test_shortcuts have them
# Pages with rows or texts of strangers; others have numbers, names of the world, or fields.
OF_STRANGERS = {"sites", "overview", "pages", "sources", "systems", "events", "sessions", "realtime", "journeys"}
OF_OWNERS = {"goals", "funnels", "segments", "annotations", "saved_reports", "links", "pixels"}
TIP_STEP = 16  # pixels between the places whose tooltip is asked for


@dataclass
class Walk:
    """Faults seen on the way. shown: pages with markup on screen."""

    shown: set[str] = field(default_factory=set)
    read_as_html: set[str] = field(default_factory=set)
    hidden_searches: set[str] = field(default_factory=set)
    searches: set[str] = field(default_factory=set)
    lost_stops: set[str] = field(default_factory=set)
    keys: KeyWalk | None = None


@pytest.fixture(scope="module")
def walk(
    request: pytest.FixtureRequest, shop_server: ShopServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Walk]:
    """Walk through all pages once for all tests of this file."""
    with running_loop() as loop, pytest.MonkeyPatch.context() as patch:
        shop = Shop(shop_server, shop_server.site, loop)
        with shop.context() as context:
            site = add_hostile_site(shop, context.client)
            client = cast(Any, SimpleNamespace(at=lambda _: shop.client()))
            folder = tmp_path_factory.mktemp("window")
            WindowState(folder / "window.ini").view = View(site.id)
            frame = Frame(QtBot(request), loop, client, folder, FakeControl(), utc_now)
            try:
                yield Walker(frame, patch).run()
            finally:
                frame.close()
                loop.submit(context.client.delete_website(site.id)).result(LIMIT_S)


class Walker:
    """Goes through the pages of a window and opens what they have."""

    def __init__(self, frame: Frame, patch: pytest.MonkeyPatch) -> None:
        self.frame, self.qtbot, self.walk = frame, frame.qtbot, Walk()
        self._page = ""
        self._tips: list[str] = []
        patch.setattr(QToolTip, "showText", lambda _, text, *more: self._tips.append(text))

    def run(self) -> Walk:
        window = self.frame.window
        window.resize(*SMALLEST)
        self.frame.start()
        self.qtbot.waitUntil(lambda: self.frame.is_visible("frame"))
        self._settle()
        self._open_dialogs_of_the_window()
        keys = [page.key for page in PAGES if page.key not in FAKED]
        for key in keys:
            self._show(key)
            self._open_parts()
            self._look()
            self._close_popups()
        window.actions_of_view.add_filter(Filter("title", MARKUP))
        window.show_failure(AppError("internal_server_error", MARKUP))
        self._look()
        window.actions_of_view.clear_filters()
        self.walk.keys = KeyWalk(self.frame)
        for key in keys:
            self._show(key)
            self._go_round()
            self._search()
            self._close_popups()  # a page may have its search in one
            self.walk.keys.visit()
        return self.walk

    def _show(self, key: str) -> None:
        self._page = key
        self.frame.window.sidebar.page_chosen.emit(key)
        self._settle()
        if isinstance(page := self.frame.window.pages.page, ReportPage):
            self.qtbot.waitUntil(lambda: page.stack.state != "loading")

    def _settle(self) -> None:
        for _ in range(2):  # a reply may lead to a further question
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.frame.bridge.has_open_calls)
        QApplication.processEvents()

    def _on_screen(self, *kinds: type[QWidget]) -> list[Any]:
        window = self.frame.window
        return [widget for kind in kinds for widget in window.findChildren(kind) if widget.isVisible()]

    # What is opened

    def _open_dialogs_of_the_window(self) -> None:
        for name in ("add_site", "edit_site", "delete_site", "go_to", "choose_site", "connect"):
            action = self.frame.window.findChild(QAction, name)
            assert action is not None
            action.trigger()
            self._settle()
            self._look()
            self._close_popups()

    def _open_parts(self) -> None:
        page = self.frame.window.pages.page
        if isinstance(page, SessionsPage | EventsPage):
            self.qtbot.waitUntil(lambda: bool(page.panel.model.rows))
            page.panel.chosen.emit(page.panel.model.rows[0])
        if isinstance(page, RecordsPage) and page.chosen is not None:
            page.delete_chosen()
            self._look()
            page.undo()
            page.edit_chosen()
        for picker in self._on_screen(AnchorPicker):
            picker.open_list()
        self._settle()
        for card in self.frame.window.findChildren(HoverCard):
            if (chart := card.parentWidget()).isVisible():
                self.qtbot.keyClick(chart, Qt.Key.Key_End)
        for box in self._on_screen(QComboBox):
            if box.completer() is not None:
                box.completer().complete()

    def _close_popups(self) -> None:
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and (isinstance(top, QDialog) or top.windowType() == Qt.WindowType.Popup):
                top.close()
        QApplication.processEvents()
        self.frame.window.activateWindow()
        self.qtbot.waitUntil(self.frame.window.isActiveWindow)

    # What is looked at

    def _look(self) -> None:
        """Note whether the page shows markup, and what reads it as HTML."""
        self._tips.clear()
        for widget in self._on_screen(PaintedView, StepBars):
            self._ask_for_tips(widget)
        places = html_places() | ({"tip of a picture"} if any(map(is_read_as_html, self._tips)) else set())
        self.walk.read_as_html |= {f"{self._page}: {place}" for place in places}
        if shows_markup(self.frame.window.pages):
            self.walk.shown.add(self._page)

    def _ask_for_tips(self, widget: QWidget) -> None:
        target = widget.viewport() if isinstance(widget, PaintedView) else widget
        for y in range(4, target.height(), TIP_STEP):
            for x in range(4, target.width(), 4 * TIP_STEP):
                place = QPoint(x, y)
                QApplication.sendEvent(target, QHelpEvent(QEvent.Type.ToolTip, place, target.mapToGlobal(place)))

    # Tab and search

    def _go_round(self) -> None:
        """Note the stops that the Tab key does not reach once in a round, and those that it should not reach."""
        window = self.frame.window
        window.sidebar.picker.setFocus()
        reached = [stop.widget for stop in tab_round(window)]
        twice = {stop for stop in reached if reached.count(stop) > 1}
        lost = twice | expected_stops(window) ^ set(reached)
        self.walk.lost_stops |= {f"{self._page}: {stop.objectName()}" for stop in lost}

    def _search(self) -> None:
        """Open the search of the page and of each of its tables: the field has to be in view as a whole."""
        for panel in (None, *self._on_screen(TablePanel)):
            opened = self.frame.window.pages.focus_search() if panel is None else panel.open_search()
            QApplication.processEvents()
            field_ = QApplication.focusWidget()
            if opened is not False and isinstance(field_, QLineEdit):
                name = f"{self._page}: {field_.objectName()}"
                self.walk.searches.add(name)
                if field_.visibleRegion().boundingRect() != field_.rect():
                    self.walk.hidden_searches.add(name)


def test_no_text_of_a_stranger_is_read_as_html_on_any_page(walk: Walk) -> None:
    assert walk.read_as_html == set()
    assert walk.shown >= OF_STRANGERS | OF_OWNERS, "the markup has to be on screen to say anything"


def test_every_search_opens_within_the_visible_edge(walk: Walk) -> None:
    assert walk.hidden_searches == set()
    assert {name.partition(":")[0] for name in walk.searches} >= {"overview", "pages", "events", "sites"}


def test_the_tab_key_reaches_every_stop_of_every_page_once_a_round(walk: Walk) -> None:
    assert walk.lost_stops == set()


def test_every_listed_key_works_with_the_focus_on_any_page(walk: Walk) -> None:
    assert walk.keys is not None
    assert walk.keys.silent == set()
    assert {name for name, _ in walk.keys.done} > {"DataTable", "TrafficChart", "CellsView", "FlowView"}
