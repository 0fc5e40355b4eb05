"""Events page with the custom events of a real server: names, course, properties in the drawer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter, ReportRequest
from app.ui.models.columns import RowsPage
from app.ui.pages.events.events import EventsPage
from app.ui.pages.page import PageContext
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import TODAY
from tests.ui.screens import save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> Iterator[EventsPage]:
    page = EventsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1064, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.panel.model.rowCount() > 0 and page.course.stack.state == "content")
    yield page
    page.withdraw()


def open_row(qtbot: QtBot, page: EventsPage, name: str) -> None:
    page.panel.table.setFocus()
    page.panel.table.select(name)
    qtbot.keyClick(page.panel.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.details.panel.stack.state in ("content", "empty"))


def test_paints_the_page_of_events(qtbot: QtBot, page: EventsPage) -> None:
    save_screen(page, "events", (1064, 740))
    open_row(qtbot, page, "purchase")
    qtbot.waitUntil(lambda: page.course.stack.state == "content")
    save_screen(page, "events-drawer", (1064, 740))
    save_screen(page, "events-drawer-small", (684, 475))
    page.drawer.close_drawer()
    save_screen(page, "events-small", (684, 475))
    save_screen(page, "events-wide", (2344, 1000))


def test_the_most_frequent_event_comes_first_with_its_course(page: EventsPage, shop: Shop) -> None:
    counted = shop.loop.submit(page.client.event_names(shop.site.id, MONTH)).result(LIMIT_S)
    assert page.panel.model.rows == counted.data.rows
    assert page.course.event_name == counted.data.rows[0].event_name
    assert page.course.chart.series is not None
    assert sum(point.pageviews for point in page.course.chart.series.series) == counted.data.rows[0].count


def test_the_arrows_choose_the_course_and_enter_opens_the_properties(
    qtbot: QtBot, page: EventsPage, shop: Shop
) -> None:
    page.panel.table.setFocus()
    page.panel.table.selectRow(0)
    qtbot.keyClick(page.panel.table, Qt.Key.Key_Down)
    second = page.panel.model.rows[1]
    assert page.course.event_name == second.event_name
    assert not page.drawer.is_open
    open_row(qtbot, page, second.event_name)
    properties = shop.loop.submit(page.client.event_properties(shop.site.id, MONTH, second.event_name)).result(LIMIT_S)
    shown = [(row.key.property_key, row.value, row.count) for row in page.details.panel.model.rows]
    assert shown == [(one.property_key, one.property_value, one.count) for one in properties.properties]
    qtbot.keyClick(page.drawer, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.panel.table


def test_shares_are_those_of_the_occurrences_with_the_property(qtbot: QtBot, page: EventsPage) -> None:
    open_row(qtbot, page, "purchase")
    rows = page.details.panel.model.rows
    for key in {row.key for row in rows}:
        values = [row for row in rows if row.key == key]
        assert [row.is_first for row in values] == [True, *[False] * (len(values) - 1)]
        if key.distinct_values == len(values):
            assert sum(row.share for row in values) == pytest.approx(1)
    page.drawer.close_drawer()


def test_a_value_becomes_a_filter_by_its_property(qtbot: QtBot, page: EventsPage) -> None:
    open_row(qtbot, page, "purchase")
    row = page.details.panel.model.rows[0]
    expected = Filter(f"event_data.{row.key.property_key}", row.value)
    with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it: it == expected):
        page.details.panel.table.setFocus()
        page.details.panel.table.selectRow(0)
        qtbot.keyClick(page.details.panel.table, Qt.Key.Key_Return)
    page.show_site(page.site, ReportRequest(MONTH.start, MONTH.end, filters=(expected,)))
    qtbot.waitUntil(lambda: [shown.event_name for shown in page.panel.model.rows] == ["purchase"])
    assert page.panel.model.rows[0].count == row.count


def test_names_are_searched_and_sorted_by_the_server(qtbot: QtBot, page: EventsPage) -> None:
    page.panel.table.horizontalHeader().sectionClicked.emit(0)
    names = sorted((row.event_name for row in page.panel.model.rows), reverse=True)
    qtbot.waitUntil(lambda: [row.event_name for row in page.panel.model.rows] == names)
    assert page.focus_search()
    qtbot.keyClicks(page.panel._search, "PURCH")
    qtbot.keyClick(page.panel._search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.event_name for row in page.panel.model.rows] == ["purchase"])


def test_a_site_without_events_says_how_to_send_one(page: EventsPage) -> None:
    page.panel.ask(is_other=True)
    page.panel.show_page(RowsPage((), total=0))
    advice = page.findChild(QLabel, "events_state_advice")
    assert isinstance(advice, QLabel)
    assert "track(" in advice.text()
