"""Pages of breakdowns with the numbers of a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter, ReportRequest
from app.ui.pages.page import PageContext
from app.ui.pages.reports.breakdown_pages import BreakdownPage, PagesPage, SourcesPage, SystemsPage
from tests.ui.real_server import Shop
from tests.ui.samples import TODAY
from tests.ui.screens import SMALLEST, save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)
PAGES = {"pages": PagesPage, "sources": SourcesPage, "systems": SystemsPage}


@pytest.fixture(params=PAGES, ids=str)
def page(request: pytest.FixtureRequest, qtbot: QtBot, shop: Shop, shop_context: PageContext) -> BreakdownPage:
    page: BreakdownPage = PAGES[request.param](shop_context)
    qtbot.addWidget(page)
    page.resize(1060, 1100)
    page.show()
    page.show_site(shop.site, replace(MONTH, compare="previous_period"))
    qtbot.waitUntil(lambda: page.stack.state == "content")
    return page


def test_every_table_of_a_page_has_rows_of_the_server_and_filters_by_them(qtbot: QtBot, page: BreakdownPage) -> None:
    """Every dimension of every panel, one after another."""
    save_screen(page, page.objectName(), (1060, 1100))
    save_screen(page, f"{page.objectName()}-small", SMALLEST)
    for panel in page.panels:
        for at, dimension in enumerate(panel.types):
            panel._tabs.setCurrentIndex(at)
            qtbot.waitUntil(lambda panel=panel: panel.stack.state in ("content", "empty"))
            if panel.stack.state == "empty":
                continue
            value = panel.model.rows[0].value
            expected = Filter(dimension, value)
            with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it, expected=expected: it == expected):
                panel._on_chosen(0, False)
