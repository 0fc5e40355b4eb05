"""Pages of breakdowns with the numbers of a real server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.domain.reports.request import Filter, ReportRequest
from app.domain.reports.results import Metrics, MetricsReport, MetricsRow, OffsetPage
from app.domain.websites import NewWebsite
from app.ui import format
from app.ui.pages.page import PageContext
from app.ui.pages.reports.pages import PagesPage
from app.ui.pages.reports.places import PlacesPage
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.facts import Fact, FactCard, FactsSection
from app.ui.pages.reports.sources import SourcesPage
from app.ui.pages.reports.systems import SystemsPage
from app.ui.style import theme
from tests.ui.real_server import Shop
from tests.ui.samples import STATS, TODAY
from tests.ui.screens import SMALLEST, save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)
PANELS = ("source", "browser", "device")
PAGES = {"pages": PagesPage, "sources": SourcesPage, "systems": SystemsPage}


@pytest.fixture(params=PAGES, ids=str)
def page(request: pytest.FixtureRequest, qtbot: QtBot, shop: Shop, shop_context: PageContext) -> ReportPage:
    page: ReportPage = PAGES[request.param](shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 1100)
    page.show()
    page.show_site(shop.site, replace(MONTH, compare="previous_period"))
    qtbot.waitUntil(lambda: page.stack.state == "content")
    return page


def test_every_table_of_a_page_has_rows_of_the_server_and_filters_by_them(qtbot: QtBot, page: ReportPage) -> None:
    """Every dimension of every panel, one after another."""
    save_screen(page, page.objectName(), (1060, 1100))
    save_screen(page, f"{page.objectName()}-small", SMALLEST)
    save_screen(page, f"{page.objectName()}-wide", (2340, 1500))
    for panel in page.panels:
        for at, dimension in enumerate(panel.types):
            panel.tabs.setCurrentIndex(at)
            qtbot.waitUntil(lambda panel=panel: panel.stack.state in ("content", "empty"))
            if panel.stack.state == "empty":
                continue
            value = panel.model.rows[0].value
            expected = Filter(dimension, value)
            with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it, expected=expected: it == expected):
                panel._on_chosen(0, False)


@pytest.mark.parametrize(
    ("page", "named", "shared"),
    [("sources", "source", ("source", "(direct)")), ("systems", "browser", ("device", "mobile"))],
    indirect=["page"],
)
def test_cards_name_the_first_known_value_and_write_the_share_of_a_given_one(
    page: ReportPage, shop: Shop, named: str, shared: tuple[str, str]
) -> None:
    client, request = shop.client(), page.request
    stats = shop.loop.submit(client.stats(shop.site.id, request)).result(5)
    rows = {name: shop.loop.submit(client.metrics(shop.site.id, request, name)).result(5).data.rows for name in PANELS}
    first = next(row for row in rows[named] if row.value != "(direct)")
    cards = {(fact.dimension, fact.value): card for fact, card in page.section_of(FactsSection).cards.items()}
    assert cards[named, ""].value.text() == format.value_name(named, first.value)
    share, before = first.visitors / stats.visitors, first.prev_visitors / stats.prev_visitors
    assert cards[named, ""].note.text() == f"{format.share(share)} of visitors · before: {format.share(before)}"
    given = next(row for row in rows[shared[0]] if row.value == shared[1])
    assert cards[shared].value.text() == format.share(given.visitors / stats.visitors)
    assert cards[shared].note.text().startswith(f"{format.count(given.visitors)} visitors · before: ")


@pytest.mark.parametrize("page", ["pages", "systems"], indirect=True)
def test_the_first_rows_are_in_view_in_the_smallest_window(qtbot: QtBot, page: ReportPage) -> None:
    save_screen(page, f"{page.objectName()}-smallest", (690, 470))  # beside the sidebar, below the header
    table = page.panels[0].table
    third = table.visualRect(table.model().index(2, 0)).translated(table.viewport().mapTo(page, QPoint(0, 0)))
    assert page.rect().contains(third)
    assert all(card.note.isHidden() for card in page.section_of(FactsSection).cards.values())


@pytest.mark.parametrize("page", ["systems"], indirect=True)
def test_a_page_that_was_scrolled_does_not_jump_to_where_it_was_left(page: ReportPage) -> None:
    save_screen(page, "systems-smallest", (690, 470))
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    page.scroll_to(bar.maximum() + 100)
    bar.setValue(10)
    bar.setMaximum(bar.maximum() + 200)
    assert page.scrolled == 10
    page.scroll_to(20)
    assert page.scrolled == 20


@pytest.mark.parametrize("page", ["systems"], indirect=True)
def test_on_a_high_screen_the_chart_grows_and_panels_end_with_the_longest_list(qtbot: QtBot, page: ReportPage) -> None:
    """The chart does not depend on the rows: another tab must not move from under the mouse."""
    save_screen(page, "systems-high", (2340, 1300))
    assert page.section_of(CourseSection).chart.height() > 400
    longest = max(page.panels, key=lambda panel: panel.model.rowCount())
    assert longest.table.whole_height() > longest.table.minimumHeight()
    qtbot.waitUntil(lambda: longest.table.height() == longest.table.whole_height())
    assert {panel.height() for panel in page.panels} == {longest.height()}
    place = page.panels[0].mapTo(page, QPoint(0, 0))
    page.panels[0].tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.panels[0].stack.state == "content")
    assert page.panels[0].mapTo(page, QPoint(0, 0)) == place


@pytest.mark.parametrize("page", ["systems"], indirect=True)
def test_the_chart_gives_way_when_larger_text_leaves_little_height(
    request: pytest.FixtureRequest, page: ReportPage
) -> None:
    request.addfinalizer(lambda: theme.current().set_zoom(100))
    chart = page.section_of(CourseSection).chart
    usual = chart.minimumHeight()
    theme.current().set_zoom(200)
    assert chart.minimumHeight() < usual


def test_a_card_keeps_shares_whole_whose_sign_comes_first(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("tr_TR"))  # writes %25: a fourth of the visitors
    try:
        card = FactCard(Fact("country", lambda: "Top country"))
        qtbot.addWidget(card)
        rows = (MetricsRow("TR", 25, 50, 0.0, 0.0, 10, 20),)
        report = MetricsReport(Metrics("country", rows), OffsetPage(1, 1, 0, False), None)
        card.show_report(report, replace(STATS, visitors=100, prev_visitors=100))
        assert card.note.text() == "%25 of visitors · before: %10"
    finally:
        QLocale.setDefault(before)


def test_a_card_without_a_comparison_says_how_many_values_there_are(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page = PlacesPage(shop_context)
    qtbot.addWidget(page)
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    report = shop.loop.submit(shop_context.client.metrics(shop.site.id, MONTH, "city")).result(5)
    note = page.findChild(QLabel, "fact_city_note").text()
    assert note.endswith(f" of visitors · {report.pagination.total} in all")
    page.show_site(None, MONTH)
    assert page.findChild(QLabel, "fact_city_value").text() == format.NOTHING


@pytest.mark.parametrize("page", ["pages"], indirect=True)
def test_the_times_on_pages_are_those_of_the_server_and_filter_by_page(
    qtbot: QtBot, page: PagesPage, shop: Shop, shop_context: PageContext
) -> None:
    table = page.times.panel.table
    counted = shop.loop.submit(shop_context.client.page_times(shop.site.id, MONTH, limit=100)).result(5)
    assert page.times.panel.model.rows == counted.data.rows
    totals = counted.data.totals
    assert page.findChild(QLabel, "fact_page_time_value").text() == format.duration(totals.median_time_seconds)
    assert page.findChild(QLabel, "fact_page_time_note").text().endswith(format.duration(totals.avg_time_seconds))
    page.times.show_error(AppError("query_timeout", "Query timed out, retry later"))  # of the next rows
    assert page.findChild(QLabel, "fact_page_time_value").text() == format.duration(totals.median_time_seconds)
    first = counted.data.rows[0].value
    table.setCurrentIndex(table.model().index(0, 0))
    with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it: it == Filter("page", first)):
        qtbot.keyClick(table, Qt.Key.Key_Return)


@pytest.mark.parametrize("page", ["pages"], indirect=True)
def test_every_row_is_saved_whatever_is_loaded(qtbot: QtBot, page: ReportPage, tmp_path: Path) -> None:
    panel = page.panels[0]
    sizes = {}
    kinds = ("csv", "json", "parquet")
    for kind in kinds:
        path = tmp_path / f"pages.{kind}"
        with qtbot.waitSignal(page.notice) as said:
            panel.saving.emit(path)
        assert said.args == [f"Saved all {panel.model.total} rows to {path.name}."]
        sizes[kind] = path.stat().st_size
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"pages.{kind}" for kind in kinds)
    rows = json.loads((tmp_path / "pages.json").read_text("utf-8"))
    assert [row["page"] for row in rows] == [row.value for row in panel.model.rows]
    assert all(sizes.values())


@pytest.mark.parametrize("page", ["pages"], indirect=True)
def test_a_file_that_cannot_be_written_is_reported(qtbot: QtBot, page: ReportPage, tmp_path: Path) -> None:
    panel = page.panels[0]
    with qtbot.waitSignal(page.failed) as said:
        panel.saving.emit(tmp_path / "missing" / "pages.csv")
    assert [error.message for error in said.args] == ["pages.csv could not be written: No such file or directory."]


def test_one_page_has_a_view_of_its_own_and_escape_leads_back_to_all(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    page = PagesPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1080, 740)
    page.show()
    only = Filter("page", "/products")
    page.show_site(shop.site, replace(MONTH, filters=(Filter("country", "DE"), only)))
    qtbot.waitUntil(lambda: page.one is not None and not shop_context.bridge.has_open_calls)
    one = page.one
    assert one is not None
    assert (one.stack.state, one.flow.stack.state) == ("content", "content")
    save_screen(page, "one-page", (1080, 1600))
    call = shop_context.client.page_times(shop.site.id, page.request, limit=1)
    row = shop.loop.submit(call).result(5).data.rows[0]
    assert row.value == "/products"
    assert one.findChild(QLabel, "page_address").text() == "/products"
    assert one.findChild(QLabel, "card_pageviews_number").text() == format.count(row.pageviews)
    assert one.findChild(QLabel, "page_median_number").text() == format.duration(row.median_time_seconds)
    assert one.findChild(QLabel, "page_entry_page_number").text() != format.NOTHING
    with qtbot.waitSignal(page.segment_requested, check_params_cb=lambda it: it == (Filter("country", "DE"),)):
        qtbot.keyClick(one, Qt.Key.Key_Escape)
    page.show_site(shop.site, MONTH)
    assert page.one is None
    qtbot.waitUntil(lambda: page.stack.state == "content" and not shop_context.bridge.has_open_calls)
    assert page.panels[0].model.rowCount() > 5


def test_a_page_of_a_site_never_visited_leads_to_its_snippet(
    qtbot: QtBot, shop: Shop, shop_context: PageContext
) -> None:
    empty = shop.loop.submit(shop_context.client.add_website(NewWebsite("Empty", "empty.example", "UTC"))).result(5)
    page = SystemsPage(shop_context)
    qtbot.addWidget(page)
    page.show()
    page.show_site(empty, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    with qtbot.waitSignal(page.snippet_requested):
        qtbot.mouseClick(page.findChild(QPushButton, "systems_state_button"), Qt.MouseButton.LeftButton)
    page.show_site(shop.site, replace(MONTH, filters=(Filter("page", "/no-such-page"),)))
    qtbot.waitUntil(lambda: page.stack.state == "empty")
    with qtbot.waitSignal(page.range_requested):
        qtbot.mouseClick(page.findChild(QPushButton, "systems_state_button"), Qt.MouseButton.LeftButton)
