"""All sites page with the websites of a real server: rows, sums, order, search, and the way to an overview."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.reports.request import ReportRequest
from app.domain.reports.results import OffsetPage
from app.domain.reports.summary import DayCounts, SummaryReport, SummaryTotals, WebsiteSummary
from app.domain.websites import NewWebsite
from app.ui import format
from app.ui.pages.page import PageContext
from app.ui.pages.sites.all_sites import AllSitesPage
from app.ui.pages.sites.columns import health_tone
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import NOW, TODAY
from tests.ui.screens import save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)
QUIET = "Zebra quiet site"


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> Iterator[AllSitesPage]:
    client = shop_context.client
    websites = shop.loop.submit(client.list_websites()).result(LIMIT_S)
    if QUIET not in {site.name for site in websites}:
        shop.loop.submit(client.add_website(NewWebsite(QUIET, "quiet.example", "UTC"))).result(LIMIT_S)
    page = AllSitesPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1064, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_site(None, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content" and page.panel.model.rowCount() > 1)
    yield page
    page.withdraw()


def names(page: AllSitesPage) -> list[str]:
    return [site.name for site in page.panel.model.rows]


def text_of(page: AllSitesPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def sites_of(number: int, template: WebsiteSummary) -> SummaryReport:
    """Return the report of many websites of all kinds."""
    titles = (
        "Corner shop",
        "Notes on tea",
        "مدونة القهوة",
        "A site with a name that is much longer than its column",
    )
    rows = tuple(
        replace(
            template,
            website_id=f"site_{at}",
            name=f"{titles[at % 4]} {at}",
            domain=f"{at}.example.com",
            active_visitors=max(0, 9 - at),
            today=DayCounts(2_400 - at * 7, 900 - at * 3),
            yesterday=DayCounts(2_200, 700 if at % 5 else 900 - at * 3),
            sparkline=tuple((hour * (at + 3)) % 17 for hour in range(24)),
            last_event_at=None if at % 7 == 5 else NOW - timedelta(minutes=at**2),
        )
        for at in range(100)
    )
    totals = SummaryTotals(45, DayCounts(412_300, 98_000), DayCounts(398_000, 99_100))
    return SummaryReport(rows, OffsetPage(number, 100, 0, has_more=True), NOW, totals)


def test_paints_the_page_of_all_sites(page: AllSitesPage) -> None:
    save_screen(page, "all-sites", (1064, 700))
    page.panel.ask(is_other=True)
    page._on_report(sites_of(300, page.panel.model.rows[0]))
    assert page.panel.model.rowCount() == 100
    save_screen(page, "all-sites-300", (1064, 740))
    save_screen(page, "all-sites-small", (684, 475))
    save_screen(page, "all-sites-wide", (2344, 1000))


def test_the_sums_and_the_health_of_each_tracker_are_shown(page: AllSitesPage, shop: Shop) -> None:
    summary = shop.loop.submit(page.client.summary()).result(LIMIT_S)
    assert text_of(page, "all_sites_visitors_number") == format.count(summary.totals.today.visitors)
    assert text_of(page, "sites_count") == f"{format.exact(summary.pagination.total)} rows"
    rows = {site.name: site for site in page.panel.model.rows}
    assert health_tone(rows[shop.site.name], NOW) == "up"
    assert health_tone(rows[QUIET], NOW) == "flat"
    assert health_tone(replace(rows[QUIET], last_event_at=NOW - timedelta(days=2)), NOW) == "warning"
    at = page.panel.model.row_of(rows[QUIET].website_id)
    shown = [page.panel.model.index(at, column).data() for column in range(page.panel.model.columnCount())]
    assert "no event yet" in shown


def test_the_busiest_site_comes_first_and_the_server_sorts(qtbot: QtBot, page: AllSitesPage, shop: Shop) -> None:
    assert names(page)[0] == shop.site.name
    page.panel.table.horizontalHeader().sectionClicked.emit(0)
    qtbot.waitUntil(lambda: names(page)[0] == QUIET)


def test_a_search_leaves_the_sites_that_contain_it(qtbot: QtBot, page: AllSitesPage) -> None:
    assert page.focus_search()
    qtbot.keyClicks(page.panel._search, "zebra")
    qtbot.keyClick(page.panel._search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(page) == [QUIET])
    qtbot.keyClicks(page.panel._search, " nobody")
    qtbot.keyClick(page.panel._search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.panel.stack.state == "empty")
    assert page.stack.state == "content", "the search stays at hand"


def test_enter_opens_the_overview_of_a_site(qtbot: QtBot, page: AllSitesPage, shop: Shop) -> None:
    page.panel.table.setFocus()
    page.panel.table.select(shop.site.id)
    with qtbot.waitSignal(page.site_requested, check_params_cb=lambda it: it == shop.site.id):
        qtbot.keyClick(page.panel.table, Qt.Key.Key_Return)


def test_numbers_stay_and_are_marked_when_the_server_is_gone(
    qtbot: QtBot, page: AllSitesPage, shop: Shop, unused_tcp_port: int
) -> None:
    page.client = shop.client(f"http://127.0.0.1:{unused_tcp_port}")
    page.refresh()
    qtbot.waitUntil(lambda: page.stale.isVisible())
    assert page.panel.model.rowCount() > 1
