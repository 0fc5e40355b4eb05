"""Overview page with the numbers of a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.pages.page import PageContext
from app.ui.pages.reports.measures import MeasureCourse
from app.ui.pages.reports.overview import OverviewPage
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
    page.show_site(shop.site, replace(MONTH, compare="previous_period"))
    qtbot.waitUntil(lambda: page.chart.series is not None and page.chart.series.compare_series is not None)
    course = page.chart.series
    assert isinstance(course, MeasureCourse)
    assert course.compare_series is not None
    assert sum(point.sessions for point in course.series) == counted.sessions
    assert sum(point.sessions for point in course.compare_series) == counted.prev_sessions
    page.show_measure("avg_duration_seconds")
    save_screen(page, "overview-shop-duration", (1080, 1180))
