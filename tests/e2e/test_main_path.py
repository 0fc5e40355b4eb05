"""Main path: a site added in the window, its snippet in a page, a visitor, and the numbers in the window."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from app.ui.charts.traffic import TrafficChart
from app.ui.widgets.sparkline import Sparkline
from app.ui.widgets.tables.breakdown import BreakdownPanel
from tests.e2e.window import Customer, Desk, customer, window
from tests.program import serving
from tests.ui.screens import save_screen

PUSH = "path => { history.pushState(null, '', path); document.title = 'Page ' + path }"
TRACK = "name => sparklytics.track(name, { total: 49.9 })"
# Nothing is stored before the last of the five events: until then the window shows pushed events.
FIVE_EVENTS = {"FLUSH_MAX_EVENTS": "5", "FLUSH_INTERVAL_MS": "3600000"}


@pytest.fixture
def shopper(browser_path: str) -> Iterator[Customer]:
    with customer(browser_path) as shopper:
        yield shopper


def add_site(desk: Desk) -> str:
    """Go through the first run up to the snippet, and return it."""
    desk.until(lambda: desk.application.window.focusWidget() is desk.find(QLineEdit, "site_name"))
    desk.write("site_name", "Corner Shop")
    desk.write("site_domain", "127.0.0.1")
    desk.press("first_run_add")
    snippet = desk.find(QPlainTextEdit, "snippet_text").toPlainText()
    desk.press("first_run_next")
    assert "Waiting" in desk.text("live_check_title")
    return snippet


async def visit(customer: Customer, snippet: str) -> None:
    """Open the shop and walk through it: three views and an event, each accepted before the next."""
    customer.shop.put("/", snippet)
    await accepted(customer.page, customer.page.goto(customer.shop.url))
    for path in ("/shoes", "/shoes/red"):
        await accepted(customer.page, customer.page.evaluate(PUSH, path))
    await accepted(customer.page, customer.page.evaluate(TRACK, "order"))


async def accepted(page: Page, act: Awaitable[object]) -> None:
    """Await `act`, which sends an event, and check that the event is accepted."""
    async with page.expect_response("**/e") as response:
        await act
    assert (await response.value).status == 202


def shown_rows(desk: Desk) -> list[str]:
    model = desk.find(QTableView, "realtime_events").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def cards(desk: Desk) -> dict[str, str]:
    names = ("visitors", "pageviews", "sessions")
    return {name: desk.text(f"card_{name}_number") for name in names}


def values(desk: Desk, panel: str) -> list[tuple[str, int]]:
    return [(row.value, row.visitors) for row in desk.find(BreakdownPanel, panel).model.rows]


def test_a_visit_to_a_new_site_is_shown_on_every_page_of_the_window(
    qtbot: QtBot, tmp_path: Path, shopper: Customer
) -> None:
    with window(qtbot, tmp_path / "data", **FIVE_EVENTS) as desk:
        snippet = add_site(desk)
        assert snippet.startswith("<script defer src=")

        desk.result(shopper.go(visit(shopper, snippet)))
        desk.until(lambda: "It works" in desk.text("live_check_title"))
        desk.press("first_run_open")
        desk.until(lambda: cards(desk) == {"visitors": "1", "pageviews": "3", "sessions": "1"})

        desk.press("nav_realtime")
        desk.until(lambda: len(shown_rows(desk)) == 4)
        assert shown_rows(desk) == [
            "order · /shoes/red",
            "Page /shoes/red · /shoes/red",
            "Page /shoes · /shoes",
            "Page / · /",
        ]
        desk.until(lambda: desk.text("realtime_active") == "1")

        desk.result(shopper.go(shopper.page.evaluate(TRACK, "newsletter")))
        desk.until(lambda: len(shown_rows(desk)) == 5)
        save_screen(desk.application.window, "e2e-realtime")

        desk.press("nav_overview")
        desk.until(lambda: cards(desk) == {"visitors": "1", "pageviews": "3", "sessions": "1"})
        series = desk.find(TrafficChart, "traffic").series
        assert series is not None
        assert [(point.visitors, point.pageviews) for point in series.series if point.visitors] == [(1, 3)]
        assert desk.find(Sparkline, "card_pageviews_spark").values[-1] == 3
        assert sorted(values(desk, "pages_panel")) == [("/", 1), ("/shoes", 1), ("/shoes/red", 1)]
        save_screen(desk.application.window, "e2e-overview")

        desk.press("nav_sharing")
        desk.press("sharing_state_button")
        link = desk.find(QLineEdit, "share_url").text()
        desk.result(shopper.go(shopper.page.goto(link)))
        desk.result(shopper.go(expect(shopper.page.locator("#cards .number").nth(1)).to_have_text("3")))
        assert desk.quit() == 0


def test_the_event_of_the_last_202_before_a_kill_is_in_the_window_after_the_restart(
    qtbot: QtBot, tmp_path: Path, shopper: Customer
) -> None:
    async def visit_and_kill(snippet: str) -> None:
        shopper.shop.put("/", snippet)
        await accepted(shopper.page, shopper.page.goto(shopper.shop.url))
        program.signal(signal.SIGKILL)

    with serving(tmp_path / "data") as program, window(qtbot, tmp_path, connect_to=program.url) as desk:
        snippet = add_site(desk)
        desk.result(shopper.go(visit_and_kill(snippet)))
        desk.until(lambda: desk.text("status_state") == "Not connected, trying again")
        desk.press("first_run_open")
        with serving(tmp_path / "data", "--port", str(program.port)):
            desk.until(lambda: cards(desk) == {"visitors": "1", "pageviews": "1", "sessions": "1"})
            desk.press("nav_realtime")
            desk.until(lambda: shown_rows(desk) == ["Page / · /"])
            assert desk.quit() == 0
