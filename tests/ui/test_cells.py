"""Heat map and retention: the numbers of a real server as coloured cells, read by keyboard and screen reader."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.reports.request import Filter, ReportRequest
from app.domain.reports.results import Stats
from app.ui import format
from app.ui.charts.cells import CellsView, Grid, GridCell
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.reports.heat_map import HeatMapPage
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.retention import RetentionPage
from app.ui.shell.key_routing import keeps_key
from app.ui.style import ramp
from app.ui.style.colours import contrast
from tests.ui.real_server import LIMIT_S, Shop
from tests.ui.samples import STATS, TODAY
from tests.ui.screens import BOTH, IS_WRITTEN, Tone, save_screen, toned

QUARTER = ReportRequest(TODAY - timedelta(days=89), TODAY)


def shown(qtbot: QtBot, page: ReportPage, shop: Shop, request: ReportRequest = QUARTER) -> None:
    """Show a page of the shop and wait for its numbers."""
    qtbot.addWidget(page)
    page.resize(1060, 740)
    page.show()
    page.show_site(shop.site, request)
    qtbot.waitUntil(lambda: page.stack.state == "content")


@pytest.fixture
def heat_map(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> HeatMapPage:
    page = HeatMapPage(shop_context)
    shown(qtbot, page, shop)
    return page


@pytest.fixture
def retention(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> RetentionPage:
    page = RetentionPage(shop_context)
    shown(qtbot, page, shop)
    return page


def choose(page: WindowPage, name: str) -> None:
    button = page.findChild(QToolButton, name)
    assert isinstance(button, QToolButton)
    button.click()


# --- Colours


@pytest.mark.parametrize("tone", BOTH)
def test_numbers_are_readable_on_every_colour_of_the_ramp(tone: Tone) -> None:
    with toned(tone):
        pairs = {(ramp.ink(share / 100).name(), ramp.fill(share / 100).name()) for share in range(101)}
    assert len(pairs) > 50
    assert all(contrast(text, ground) >= 4.5 for text, ground in pairs)


# --- The view of cells


@pytest.fixture
def view(qtbot: QtBot) -> CellsView:
    view = CellsView("numbers", "Numbers", can_turn=True)
    qtbot.addWidget(view)

    def value(row: int, column: int) -> float | None:
        return None if (row, column) == (1, 3) else row * 4 + column

    def cell(row: int, column: int) -> GridCell:
        return GridCell(str(row * 4 + column), lambda: f"{row}, {column}", column / 3)

    view.show_grid(Grid("Row", ("one", "two"), ("a", "b", "c", "d"), value, cell, ("7",)), "All of it.")
    view.resize(400, 200)
    view.show()
    view.setFocus()
    return view


def test_arrow_keys_read_one_cell_after_the_other(qtbot: QtBot, view: CellsView) -> None:
    assert view.accessibleDescription().startswith("All of it.")
    for key, sentence in (
        (Qt.Key.Key_Right, "0, 0"),
        (Qt.Key.Key_Down, "1, 0"),
        (Qt.Key.Key_Left, "1, 0"),
        (Qt.Key.Key_End, "Nothing there yet."),
        (Qt.Key.Key_Up, "0, 3"),
    ):
        qtbot.keyClick(view, key)
        assert view.accessibleDescription() == sentence
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "3"
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.reading is None


def test_arrows_belong_to_the_cells_and_other_keys_to_the_window(view: CellsView) -> None:
    for key, is_kept in ((Qt.Key.Key_Left, True), (Qt.Key.Key_Right, True), (Qt.Key.Key_7, False)):
        press = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        assert keeps_key(view, press) is is_kept


def test_the_table_is_copied_and_saved_with_blanks_for_cells_without_a_number(view: CellsView, tmp_path: Path) -> None:
    view.copy_table()
    assert QGuiApplication.clipboard().text() == "Row\ta\tb\tc\td\none\t0\t1\t2\t3\ntwo\t4\t5\t6\t"
    view.file_saving.connect(lambda file: file.write())
    view.save_table(tmp_path / "numbers.csv")
    assert (tmp_path / "numbers.csv").read_text().splitlines()[2] == "two,4,5,6,"
    assert view.picture().size() == view.whole() * 2


def test_columns_too_narrow_for_their_numbers_become_rows(view: CellsView) -> None:
    assert len(view.grid.columns) == 4
    view.resize(90, 300)
    assert len(view.grid.columns) == 2
    assert view.table()[0] == ["Row", "a", "b", "c", "d"]


def test_of_thousands_of_cells_only_those_in_view_are_written(view: CellsView) -> None:
    written: list[tuple[int, int]] = []

    def cell(row: int, column: int) -> GridCell:
        written.append((row, column))
        return GridCell(f"{row}", str, 0.5)

    days = tuple(str(day) for day in range(400))
    view.show_grid(Grid("Day", days, days[:30], lambda row, column: row, cell, ("399",)))
    view.viewport().repaint()
    assert 20 < len(written) < 1_000
    view.move_cursor((399, 29))
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


# --- Heat map


def test_the_heat_map_shows_every_hour_of_the_week(
    qtbot: QtBot, heat_map: HeatMapPage, shop: Shop, shop_context: PageContext
) -> None:
    report = shop.loop.submit(shop_context.client.heat_map(shop.site.id, QUARTER)).result(5)
    view = heat_map.section.view
    assert (len(view.grid.rows), len(view.grid.columns)) == (7, 24)
    choose(heat_map, "heat_map_measure_pageviews")
    choose(heat_map, "heat_map_kind_total")
    monday = view.grid.values(view.grid.rows.index("Mon"))
    assert list(monday) == [cell.pageviews for cell in report.cells if cell.weekday == 1]
    choose(heat_map, "heat_map_kind_average")
    at = next(cell for cell in report.cells if cell.weekday == 1 and cell.hour == 12)
    assert view.grid.value(view.grid.rows.index("Mon"), 12) == pytest.approx(at.pageviews / at.hours, abs=0.001)
    heat_map.resize(2340, 1300)
    qtbot.waitUntil(lambda: view.rect_of((0, 0)).width() == view.rect_of((0, 0)).height())  # where there is room
    assert heat_map.section.line.text().startswith("Busiest: ")


def test_a_page_asks_for_nothing_that_it_does_not_show(
    qtbot: QtBot, heat_map: HeatMapPage, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    reports = heat_map.client.reports

    def noting(site_id: str, request: ReportRequest, questions: Mapping[str, Question]) -> Any:
        asked.extend(question.report for question in questions.values())
        return reports(site_id, request, questions)

    monkeypatch.setattr(heat_map.client, "reports", noting)
    nobody = replace(QUARTER, filters=(Filter("country", "XX"),))
    heat_map.show_site(shop.site, nobody)
    qtbot.waitUntil(lambda: heat_map.stack.state == "empty")
    assert asked == ["heatmap"]
    heat_map.show_site(shop.site, QUARTER)
    qtbot.waitUntil(lambda: heat_map.stack.state == "content" and not heat_map.bridge.has_open_calls)
    assert not heat_map.section.is_empty


def test_a_question_about_older_replies_is_withdrawn_when_newer_ones_come(
    qtbot: QtBot, heat_map: HeatMapPage, shop: Shop
) -> None:
    async def no_visits(answer: asyncio.Event) -> Stats:
        await answer.wait()
        return replace(STATS, visitors=0)

    qtbot.waitUntil(lambda: not heat_map.bridge.has_open_calls)
    answer = asyncio.Event()
    heat_map.refresh()
    heat_map.ask("any_visits", no_visits(answer), heat_map._on_visits)  # as the replies before do while they are shown
    qtbot.waitUntil(lambda: heat_map.stack.state == "content")
    shop.loop.submit(_set(answer)).result(LIMIT_S)
    qtbot.waitUntil(lambda: not heat_map.bridge.has_open_calls)
    assert heat_map.stack.state == "content"


def test_a_page_with_content_stays_when_it_is_unknown_why_a_section_is_empty(
    qtbot: QtBot, heat_map: HeatMapPage
) -> None:
    async def unanswered() -> Stats:
        raise AppError("query_timeout", "The report took too long.")

    qtbot.waitUntil(lambda: not heat_map.bridge.has_open_calls)
    heat_map.ask("any_visits", unanswered(), heat_map._on_visits, heat_map._on_no_visits)
    qtbot.waitUntil(heat_map.stale.isVisible)
    assert heat_map.stale.accessibleName() == "The report took too long."
    assert heat_map.stack.state == "content"


async def _set(event: asyncio.Event) -> None:
    event.set()


def test_the_week_begins_as_the_locale_says_and_a_day_outside_the_range_is_blank(
    qtbot: QtBot, heat_map: HeatMapPage, shop: Shop
) -> None:
    assert heat_map.section.view.grid.rows[0] == "Sun"
    QLocale.setDefault(QLocale("de_DE"))
    try:
        heat_map.show_site(shop.site, replace(QUARTER, start=TODAY - timedelta(days=3)))
        qtbot.waitUntil(lambda: heat_map.section.view.grid.rows[0] == "Mo")
    finally:
        QLocale.setDefault(QLocale("en_US"))
    grid = heat_map.section.view.grid
    assert [grid.values(row)[12] is not None for row in range(7)] == [False, False, True, True, True, True, False]


# --- Retention


def test_cohorts_show_their_size_and_leave_the_future_blank(retention: RetentionPage) -> None:
    grid = retention.section.view.grid
    assert (grid.rows[0], grid.columns[:2]) == ("Average", ("Visitors", "Week 1"))
    newest = len(grid.rows) - 1
    assert grid.values(newest)[1:] == (None,) * (len(grid.columns) - 1)
    assert grid.cell(newest, 0).is_open
    assert None not in grid.values(1)
    this_week = [grid.cell(newest - offset, offset) for offset in range(1, len(grid.columns))]
    assert all(cell.is_open and "not over yet" in cell.spoken() for cell in this_week)


def test_the_average_is_that_of_the_server_and_shares_can_be_visitors(
    qtbot: QtBot, retention: RetentionPage, shop: Shop, shop_context: PageContext
) -> None:
    report = shop.loop.submit(shop_context.client.retention(shop.site.id, QUARTER, "month", 12)).result(5)
    choose(retention, "retention_size_month")
    qtbot.waitUntil(lambda: "Month 1" in retention.section.view.grid.columns)
    grid = retention.section.view.grid
    assert grid.value(0, 1) == pytest.approx(report.averages[1].rate, abs=1e-6)
    texts = [(card.accessibleName(), card.value.text()) for card in (retention.facts.soon, retention.facts.later)]
    last = max(item.offset for item in report.averages[:5] if item.rate is not None)
    expected = (report.averages[1], report.averages[last])
    assert [share for _, share in texts] == [format.share(item.rate, 1) for item in expected]
    for (title, _), item in zip(texts, expected, strict=True):
        assert title.startswith(f"Came again after {item.offset} month")
    assert retention.facts.visitors.value.text() == format.count(sum(row.cohort_size for row in report.rows))
    choose(retention, "retention_kind_visitors")
    assert retention.section.view.grid.value(1, 1) == report.rows[0].periods[1].retained


def test_daily_ids_are_explained_and_what_to_do_about_them(retention: RetentionPage) -> None:
    assert retention.section.advice.isVisible()
    assert "identify()" in retention.section.advice.accessibleName()


def test_a_section_that_fails_offers_to_try_again(qtbot: QtBot, retention: RetentionPage, shop: Shop) -> None:
    state = retention.section.stack
    before = retention.request
    assert before is not None
    retention._request = replace(before, start=date(1800, 1, 1), end=date(2900, 1, 1))  # more days than are followed
    choose(retention, "retention_size_day")
    qtbot.waitUntil(lambda: state.state == "error")
    retention._request = before
    state.retry.emit()
    qtbot.waitUntil(lambda: state.state == "content")


def test_pictures_of_cells(qtbot: QtBot, heat_map: HeatMapPage, retention: RetentionPage, shop: Shop) -> None:
    sizes = ((680, 540), (1060, 740), (2340, 1300)) if IS_WRITTEN else ((680, 540),)
    for size in sizes:
        save_screen(heat_map, f"heat-map-{size[0]}", size)
        save_screen(retention, f"retention-{size[0]}", size)
    retention.section.view.setFocus()
    retention.section.view.move_cursor((2, 2))
    save_screen(retention, "retention-cursor", (1060, 740), 2.0)
    choose(retention, "retention_size_day")
    qtbot.waitUntil(lambda: "Day 1" in retention.section.view.grid.columns)
    save_screen(retention, "retention-day", (1060, 740))
    retention.show_site(shop.site, replace(QUARTER, filters=(Filter("country", "XX"),)))
    qtbot.waitUntil(lambda: retention.stack.state == "empty")
    save_screen(retention, "retention-empty", (1060, 740))


# --- A server that is gone


def test_a_refresh_that_fails_leaves_the_cells_as_they_are(
    qtbot: QtBot, heat_map: HeatMapPage, shop: Shop, unused_tcp_port: int
) -> None:
    qtbot.waitUntil(lambda: heat_map.section.stack.state == "content")
    heat_map.client = shop.client(f"http://127.0.0.1:{unused_tcp_port}")
    heat_map.refresh()
    assert heat_map.section.stack.state == "loading"
    qtbot.waitUntil(heat_map.stale.isVisible)
    assert heat_map.section.stack.state == "content"


def test_cells_of_another_period_do_not_stay_when_it_cannot_be_loaded(
    qtbot: QtBot, retention: RetentionPage, shop: Shop, unused_tcp_port: int
) -> None:
    qtbot.waitUntil(lambda: retention.section.stack.state == "content")
    retention.client = shop.client(f"http://127.0.0.1:{unused_tcp_port}")
    choose(retention, "retention_size_day")
    retention.refresh()
    qtbot.waitUntil(retention.stale.isVisible)
    assert retention.section.stack.state == "error"
