"""Main path: a newcomer's first hour, from the first site to a second server, by mouse and keyboard."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter
from app.ui.charts.steps import StepBars
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.records.steps_editor import StepsEditor
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


def first_row(desk: Desk, name: str) -> list[str]:
    """Return the texts of the first row of a table, nothing while it has none."""
    model = desk.find(QTableView, name).model()
    return [str(model.index(0, at).data()) for at in range(model.columnCount())] if model.rowCount() else []


def values(desk: Desk, panel: str) -> list[tuple[str, int]]:
    return [(row.value, row.visitors) for row in desk.find(BreakdownPanel, panel).model.rows]


def see_the_visit(desk: Desk, shopper: Customer) -> None:
    """Add a site, visit it, and find the visit in the window while it is not stored yet, and after."""
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


def narrow_down(desk: Desk) -> None:
    """Filter by a click on a page, compare with a key, and keep the filter as a segment."""
    panel, workspace = desk.find(BreakdownPanel, "pages_panel"), desk.application.window.workspace
    table = panel.findChild(QTableView)
    assert isinstance(table, QTableView)
    at = [row.value for row in panel.model.rows].index("/shoes")
    place = table.visualRect(table.model().index(at, 0)).center()
    desk.bot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.until(lambda: workspace.view.filters == (Filter("page", "/shoes"),))
    desk.key(Qt.Key.Key_C)
    desk.until(lambda: workspace.view.compare.mode != "none")
    desk.press("filters_save")
    desk.write("segment_name", "Shoes")
    desk.enter("segment_name")
    desk.press("nav_segments")
    desk.until(lambda: first_row(desk, "segments_table")[:2] == ["Shoes", "1"])
    desk.key(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    desk.until(lambda: workspace.view.filters == ())


def count_orders(desk: Desk) -> None:
    """Make a goal and a funnel of what was seen, and see both count."""
    desk.press("nav_goals")
    desk.press("goals_state_button")
    desk.until(lambda: desk.find(QListWidget, "goal_rule_list").count() > 1)
    desk.write("goal_rule_search", "order")
    desk.enter("goal_rule_search")
    desk.until(lambda: desk.find(QLineEdit, "goal_name").text() == "order")
    desk.press("record_save")
    desk.until(lambda: first_row(desk, "goals_table")[:2] == ["order", "1"])
    desk.press("nav_funnels")
    desk.press("funnels_state_button")
    steps = desk.find(StepsEditor, "funnel_steps")
    desk.until(lambda: steps.picker.list.count() > 1)
    for value in ("/shoes/red", "order"):
        desk.bot.keyClicks(steps.picker.search, value)
        desk.bot.keyClick(steps.picker.search, Qt.Key.Key_Return)
    desk.write("funnel_name", "Red shoes")
    desk.enter("funnel_name")
    bars = desk.find(StepBars, "funnel_bars")
    desk.until(lambda: [step.sessions_reached for step in bars.steps] == [1, 1])


def keep(desk: Desk, saved: list[Path]) -> None:
    """Write a note, export the events of the site, and print its report."""
    desk.press("nav_annotations")
    desk.press("annotations_state_button")
    desk.write("annotation_text", "Opened")
    desk.enter("annotation_text")
    desk.until(lambda: first_row(desk, "annotations_table")[1:] == ["Opened"])
    desk.press("nav_site")
    desk.press("export_save")
    desk.until(lambda: saved and saved[0].exists())
    assert saved[0].read_text().count("newsletter") == 1
    desk.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: len(saved) == 2 and saved[1].exists())
    assert saved[1].read_bytes().startswith(b"%PDF-")


def share(desk: Desk, shopper: Customer) -> None:
    """Create a public link, and open it as a visitor."""
    desk.press("nav_sharing")
    desk.press("sharing_state_button")
    link = desk.find(QLineEdit, "share_url").text()
    desk.until(lambda: "Visitors: 1" in desk.find(QWidget, "share_preview").accessibleDescription())
    desk.result(shopper.go(shopper.page.goto(link)))
    desk.result(shopper.go(expect(shopper.page.locator("#cards .number").nth(1)).to_have_text("3")))


def connect(desk: Desk, url: str) -> None:
    """Go to another server by the palette, with keys alone."""
    desk.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.write("palette_field", "connect to server")
    desk.enter("palette_field")
    desk.write("connect_url", url)
    desk.enter("connect_url")
    desk.until(lambda: desk.application.link.is_remote and desk.application.link.state == "running")
    desk.find(QWidget, "first_run")  # it has no site yet


def test_the_first_hour_of_a_newcomer(
    qtbot: QtBot, tmp_path: Path, shopper: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[Path] = []

    def save_as(_: QWidget, title: str, suggested: str, *filters: str) -> tuple[str, str]:
        saved.append(tmp_path / Path(suggested).name)
        return str(saved[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_as)
    with serving(tmp_path / "nas") as nas, window(qtbot, tmp_path / "data", **FIVE_EVENTS) as desk:
        see_the_visit(desk, shopper)
        narrow_down(desk)
        count_orders(desk)
        keep(desk, saved)
        share(desk, shopper)
        connect(desk, nas.url)
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
