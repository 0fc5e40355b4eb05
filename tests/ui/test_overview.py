"""The overview page: what it asks, what it shows, what it says when there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.pages.overview import OverviewPage
from tests.ui.samples import MONTH, NOTHING, NOW, SITE, FakeClient
from tests.ui.screens import SMALLEST, UHD, save_screen


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


@pytest.fixture
def page(qtbot: QtBot, loop_thread: LoopThread, client: FakeClient) -> Iterator[OverviewPage]:
    bridge = Bridge(loop_thread)
    made = OverviewPage(bridge, cast(ApiClient, client), lambda: NOW)
    qtbot.addWidget(made)
    made.resize(1060, 740)
    made.show()
    yield made
    bridge.cancel_all()


def shown(qtbot: QtBot, page: OverviewPage, state: str = "content") -> None:
    qtbot.waitUntil(lambda: page.stack.state == state)


def test_the_whole_page_is_painted_dark_and_light_from_small_to_large(
    qtbot: QtBot, page: OverviewPage, client: FakeClient
) -> None:
    page.show_site(SITE, MONTH)
    shown(qtbot, page)
    save_screen(page, "overview", (1080, 1180))
    save_screen(page, "overview-small", (720, 600))
    save_screen(page, "overview-4k", UHD, 2.0)
    page.show_site(SITE, replace(MONTH, compare="previous_period"))
    shown(qtbot, page)
    save_screen(page, "overview-compared", (1080, 1180))
    page.chart.setFocus()
    page.chart.point_at(12)
    save_screen(page, "overview-hover", (1080, 700))
    client.stats_given = NOTHING
    page.show_site(SITE, MONTH)
    shown(qtbot, page, "empty")
    save_screen(page, "overview-empty", (1080, 740))
    client.ever = NOTHING
    page.refresh()
    qtbot.waitUntil(page.first_visit.isVisible)
    save_screen(page, "overview-first-visit", (1080, 740))
    client.error = AppError("unreachable", "The server at http://192.168.1.20:3000 does not answer.")
    page.refresh()
    shown(qtbot, page, "error")
    save_screen(page, "overview-error", (1080, 740))
