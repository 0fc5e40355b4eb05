"""Overview page with the numbers of a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QToolButton
from pytestqt.qtbot import QtBot

from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.charts.chart import Chart
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.page import PageContext
from app.ui.pages.reports.measures import MeasureCourse
from app.ui.pages.reports.overview import OverviewPage
from app.ui.pages.reports.sections.live import LiveSection
from app.ui.view import MAX_POINTS, View
from app.ui.window_state import WindowState
from tests.ui.real_server import LIMIT_S, Shop
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


def test_on_a_high_screen_everything_is_in_view_at_once(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> None:
    """The chart takes only what the tables below it can spare."""
    page = OverviewPage(shop_context)
    qtbot.addWidget(page)
    page.resize(2340, 1300)
    page.show()
    page.show_site(shop.site, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "content" and not page.bridge.has_open_calls)
    save_screen(page, "overview-high", (2340, 1300))
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    assert bar.maximum() == 0
    lowest = page.section_of(LiveSection)
    assert lowest.mapTo(page, lowest.rect().bottomLeft()).y() < page.height()


@pytest.mark.parametrize("days", [80, 730])
def test_no_line_of_a_chart_has_more_points_than_it_may_have(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, days: int
) -> None:
    """Hours are asked for as long as they fit; the server adds up the rest to larger steps."""
    view = View(start=TODAY - timedelta(days=days - 1), end=TODAY, preset="", granularity="hour")
    asked = shop_context.client.pageviews(shop.site.id, view.request(TODAY))
    series = shop.loop.submit(asked).result(LIMIT_S)
    kinds = [kind for kind in Chart.__subclasses__() if kind.__module__.startswith("app.")]
    assert kinds == [TrafficChart], "another kind of chart takes another course"
    chart = TrafficChart("chart", "Traffic", shop_context.now)
    qtbot.addWidget(chart)
    chart.show()
    chart.offer(series)
    assert chart.draws
    sizes = [len(item.getData()[0]) for item in lines_of(chart)]
    assert (1_800 if days == 80 else 20) < max(sizes) <= MAX_POINTS


def lines_of(chart: Chart[Any]) -> list[pg.PlotCurveItem | pg.ScatterPlotItem]:
    kinds = pg.PlotCurveItem | pg.ScatterPlotItem
    return [item for item in chart.plot.box.addedItems if isinstance(item, kinds) and item.getData()[0] is not None]


def test_the_story_of_yesterday_is_shown_once_a_day_until_it_is_put_away(
    qtbot: QtBot, shop: Shop, shop_context: PageContext, tmp_path: Path
) -> None:
    state = WindowState(tmp_path / "window.ini")
    page = OverviewPage(replace(shop_context, window_state=state))
    qtbot.addWidget(page)
    page.resize(1080, 900)
    page.show_site(shop.site, MONTH)
    day = TODAY - timedelta(days=1)
    qtbot.waitUntil(lambda: not page.story.isHidden() and not page.bridge.has_open_calls)
    assert not state.has_shown_story(shop.site.id, day)  # the window may be in the tray
    page.show()
    assert page.story.isVisible()
    assert state.has_shown_story(shop.site.id, day)
    asked = shop_context.client.stats(shop.site.id, ReportRequest(day, day))
    visitors = shop.loop.submit(asked).result(LIMIT_S).visitors
    text = page.findChild(QLabel, "story_text").text()
    assert text.startswith(f"{format.exact(visitors)} visitors yesterday, ")
    assert "than on a usual Friday." in text
    save_screen(page, "overview-story", (1080, 900))
    save_screen(page, "overview-story-small", (660, 520))
    page.findChild(QToolButton, "story_away").click()
    assert not page.story.isVisible()
    page.refresh()
    qtbot.waitUntil(lambda: page.stack.state == "content" and not page.bridge.has_open_calls)
    assert not page.story.isVisible()
    assert WindowState(tmp_path / "window.ini").has_shown_story(shop.site.id, day)
