"""Overview page with the numbers of a real server."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.charts.chart import Chart
from app.ui.pages.events.events import EventsPage
from app.ui.pages.page import PageContext
from app.ui.pages.reports.overview import OverviewPage
from app.ui.pages.reports.report_page import ReportPage
from app.ui.view import MAX_POINTS, View
from tests.ui.real_server import Shop
from tests.ui.samples import TODAY
from tests.ui.screens import save_screen

MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)


def test_the_overview_shows_what_the_server_counts(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    page = OverviewPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1080, 1180)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content")
    counted = shop.loop.submit(shop_context.client.stats(shop.site.id, MONTH)).result(5)
    assert counted.visitors > 100
    assert page.findChild(QLabel, "card_visitors_number").text() == format.count(counted.visitors)
    save_screen(page, "overview-shop", (1080, 1180))


@pytest.mark.parametrize("maker", [OverviewPage, EventsPage])
@pytest.mark.parametrize("days", [80, 730])
def test_no_line_of_a_chart_has_more_points_than_it_may_have(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, maker: type[ReportPage], days: int
) -> None:
    """Hours are asked for as long as they fit; the server adds up the rest to larger steps."""
    view = View(start=TODAY - timedelta(days=days - 1), end=TODAY, preset="", granularity="hour")
    page = maker(shop_context)
    qtbot.addWidget(page)
    page.show()
    page.show_site(shop.site, view.request(TODAY))
    charts = page.findChildren(Chart)
    qtbot.waitUntil(lambda: all(chart.draws for chart in charts) and not shop_context.bridge.has_open_calls)
    assert {type(chart) for chart in charts} == {
        kind for kind in Chart.__subclasses__() if kind.__module__[:4] == "app."
    }
    sizes = [len(item.getData()[0]) for chart in charts for item in lines_of(chart)]
    assert (1_800 if days == 80 else 20) < max(sizes) <= MAX_POINTS


def lines_of(chart: Chart[Any]) -> list[pg.PlotCurveItem | pg.ScatterPlotItem]:
    kinds = pg.PlotCurveItem | pg.ScatterPlotItem
    return [item for item in chart.plot.box.addedItems if isinstance(item, kinds) and item.getData()[0] is not None]
