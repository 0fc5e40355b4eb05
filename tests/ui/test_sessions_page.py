"""Sessions page with the visits of a real server: list, drawer, timeline, other visits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.ingest.bots import ReasonCode
from app.domain.reports.request import Filter, ReportRequest
from app.domain.reports.sessions import SessionDetail, SessionEvent
from app.ui.models.columns import RowsPage
from app.ui.pages.page import PageContext
from app.ui.pages.sessions.columns import list_columns, session_facts
from app.ui.pages.sessions.sessions import SessionsPage
from app.ui.process.language import Catalogue
from app.ui.style import theme
from app.ui.widgets.fields import FilterButton
from tests.ui.real_server import Shop
from tests.ui.samples import EXCLUDING, NOW, TODAY
from tests.ui.screens import save_screen

WEEK = ReportRequest(TODAY - timedelta(days=6), TODAY)


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, shop_context: PageContext) -> Iterator[SessionsPage]:
    page = SessionsPage(shop_context)
    qtbot.addWidget(page)
    page.resize(1064, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_site(shop.site, WEEK)
    qtbot.waitUntil(lambda: page.stack.state == "content" and page.panel.model.rowCount() > 0)
    yield page
    page.withdraw()


def open_first(qtbot: QtBot, page: SessionsPage, at: int = 0) -> None:
    page.panel.table.setFocus()
    page.panel.table.selectRow(at)
    qtbot.keyClick(page.panel.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.details.events.model.rowCount() > 0)


def test_paints_the_sessions_page(qtbot: QtBot, page: SessionsPage) -> None:
    save_screen(page, "sessions", (1064, 740))
    open_first(qtbot, page)
    qtbot.waitUntil(lambda: page.details.visits.model.rowCount() > 0)
    save_screen(page, "sessions-drawer", (1064, 740))
    save_screen(page, "sessions-drawer-small", (684, 404))
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    save_screen(page, "sessions-drawer-rtl", (1064, 740))
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    page.drawer.close_drawer()
    save_screen(page, "sessions-small", (684, 540))
    save_screen(page, "sessions-wide", (2344, 1000))


def test_sessions_come_newest_first_with_the_live_ones_marked(page: SessionsPage) -> None:
    rows = page.panel.model.rows
    assert [row.last_seen for row in rows] == sorted((row.last_seen for row in rows), reverse=True)
    index = page.panel.model.index(0, 0)
    assert "Live" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Live" not in page.panel.model.index(len(rows) - 1, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_channel_has_its_name_in_the_language(page: SessionsPage, qapp: QApplication) -> None:
    column = next(column for column in list_columns(lambda: NOW) if column.key == "source")
    row = next(row for row in page.panel.model.rows if row.channel == "Organic Search")
    german = Catalogue("de")
    qapp.installTranslator(german)
    try:
        assert column.details(row) == "Organische Suche"
    finally:
        qapp.removeTranslator(german)


def test_a_source_that_only_a_later_event_has_is_shown_and_filters(page: SessionsPage) -> None:
    direct = next(row for row in page.panel.model.rows if row.source is None)
    session = replace(direct, source="news.example")
    column = next(column for column in list_columns(lambda: NOW) if column.key == "source")
    assert (column.value(session), column.detail and column.detail(session)) == ("news.example", "")
    assert (column.value(direct), column.detail and column.detail(direct)) == ("(direct)", "")
    assert Filter("source", "news.example") in session_facts(session)


def test_facts_that_read_alike_are_shown_once(page: SessionsPage) -> None:
    direct = next(row for row in page.panel.model.rows if row.source is None)
    facts = session_facts(replace(direct, channel="Direct", region="Hamburg", city="Hamburg"))
    assert [one.dimension for one in facts if one.dimension in ("source", "channel", "city", "region")] == [
        "source",
        "city",
    ]


def test_rows_are_marked_by_flag_and_channel(page: SessionsPage) -> None:
    marked = {column.key: column.mark for column in list_columns(lambda: NOW) if column.mark is not None}
    row = replace(page.panel.model.rows[0], country="DE")
    assert all(marked[key](row) is not None for key in ("country", "source"))
    assert marked["country"](replace(row, country=None)) is None


def test_scrolling_on_loads_the_next_page(qtbot: QtBot, page: SessionsPage) -> None:
    loaded = page.panel.model.rowCount()
    page.panel.table.scrollToBottom()
    page.panel.model.fetchMore()
    qtbot.waitUntil(lambda: page.panel.model.rowCount() == 2 * loaded)
    ids = [row.session_id for row in page.panel.model.rows]
    assert len(set(ids)) == len(ids)


def test_the_drawer_shows_events_with_their_times_and_follows_the_arrows(qtbot: QtBot, page: SessionsPage) -> None:
    open_first(qtbot, page)
    first = page.panel.model.rows[0]
    assert page.details.events.model.rowCount() == first.event_count
    times = [row.event.created_at for row in page.details.events.model.rows]
    assert times == sorted(times)
    assert QApplication.focusWidget() is page.drawer
    qtbot.keyClick(page.drawer, Qt.Key.Key_Down)
    second = page.panel.model.rows[1]
    qtbot.waitUntil(lambda: page.details.events.model.rowCount() == second.event_count)
    assert page.details.session == second
    assert page.panel.table.currentIndex().row() == 1
    qtbot.keyClick(page.drawer, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.panel.table


def test_the_drawer_lists_the_other_sessions_of_the_visitor(qtbot: QtBot, page: SessionsPage) -> None:
    open_first(qtbot, page)
    page.details.parts.chosen.emit("visits")
    qtbot.waitUntil(lambda: page.details.visits.model.rowCount() > 0)
    shown = page.details.session
    assert shown is not None
    assert {row.visitor_id for row in page.details.visits.model.rows} == {shown.visitor_id}
    assert page.details.visits.table.current == shown


def test_a_fact_of_the_drawer_becomes_a_filter_and_with_control_excludes(qtbot: QtBot, page: SessionsPage) -> None:
    open_first(qtbot, page)
    fact = page.drawer.findChild(FilterButton, "session_fact_country")
    assert fact is not None
    country = page.panel.model.rows[0].country or ""
    for modifier, is_excluded in EXCLUDING:
        expected = Filter("country", country, is_excluded)
        with qtbot.waitSignal(page.filter_requested, check_params_cb=lambda it, one=expected: it == one):
            qtbot.mouseClick(fact, Qt.MouseButton.LeftButton, modifier)
    page.show_site(page.site, ReportRequest(WEEK.start, WEEK.end, filters=(Filter("country", country),)))
    qtbot.waitUntil(lambda: {row.country for row in page.panel.model.rows} == {country})


def test_all_sessions_of_the_range_are_saved_and_those_of_a_visitor(
    qtbot: QtBot, page: SessionsPage, shop: Shop, tmp_path: Path
) -> None:
    stats = shop.loop.submit(page.client.stats(shop.site.id, WEEK)).result(5)
    path = tmp_path / "sessions.csv"
    with qtbot.waitSignal(
        page.notice, check_params_cb=lambda it: it == f"Saved {stats.sessions} rows to sessions.csv."
    ):
        page.panel.saving.emit(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == stats.sessions + 1
    assert lines[0].startswith("session_id,visitor_id,visitor_id_scope,first_seen,last_seen,")
    open_first(qtbot, page)
    path = tmp_path / "events.json"
    with qtbot.waitSignal(page.notice):
        page.details.events.saving.emit(path)
    assert len(json.loads(path.read_text(encoding="utf-8"))) == page.panel.model.rows[0].event_count
    with qtbot.waitSignal(page.failed, check_params_cb=lambda it: "could not be written" in it.message):
        page.panel.saving.emit(tmp_path / "none" / "sessions.csv")


def test_the_entry_page_has_room_in_the_smallest_window(qtbot: QtBot, page: SessionsPage) -> None:
    save_screen(page, "sessions-smallest", (844, 470))
    table = page.panel.table
    qtbot.waitUntil(lambda: table.columnWidth(1) >= theme.current().sized(170))
    shown = [column.key for at, column in enumerate(page.panel.model.columns) if not table.isColumnHidden(at)]
    assert {"source", "country", "event_count"} <= set(shown)
    page.resize(900, 600)
    qtbot.waitUntil(lambda: table.columnWidth(1) >= theme.current().sized(170))
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_a_server_that_is_gone_is_said_in_the_drawer_and_in_the_list(
    qtbot: QtBot, page: SessionsPage, shop: Shop, unused_tcp_port: int
) -> None:
    page.client = shop.client(f"http://127.0.0.1:{unused_tcp_port}")
    open_row = page.panel.model.rows[0]
    page.panel.chosen.emit(open_row)
    qtbot.waitUntil(lambda: page.details.events.stack.state == "error")
    page.refresh()
    qtbot.waitUntil(lambda: page.stale.isVisible())
    assert page.panel.model.rowCount() > 0, "the sessions loaded before stay"


def test_texts_of_strangers_are_shown_as_they_are_written(qtbot: QtBot, page: SessionsPage) -> None:
    markup = '<img src="file://host/x.png"><b>bold</b>'
    known = page.panel.model.rows[0]
    hostile = replace(
        known, entry_page=f"/{markup}", entry_url=f"https://{markup}", city=markup, referrer_domain=markup
    )
    event = SessionEvent(
        "e1", "event", f"https://{markup}", "/", markup, markup, f'{{"a":"{markup}"}}', known.last_seen
    )
    page.panel.ask(is_other=True)
    page.panel.show_page(RowsPage((hostile,)))
    page.drawer.open(hostile.city or "")
    page.details.show_detail(SessionDetail(hostile, (event,), truncated=True))
    tips = [
        str(model.index(0, at).data(Qt.ItemDataRole.ToolTipRole))
        for model in (page.panel.model, page.details.events.model)
        for at in range(model.columnCount())
    ]
    tips += [button.toolTip() for button in page.drawer.findChildren(FilterButton)]
    assert any("&lt;img" in tip for tip in tips), "the markup has to be on screen for this test to say anything"
    assert not [tip for tip in tips if "<img" in tip]
    labels = [label for label in page.drawer.findChildren(QLabel) if markup in label.text()]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


VERDICTS: list[tuple[bool, int, tuple[ReasonCode, ...], str]] = [
    (True, 100, ("blocklist", "ua_signature"), "Counts as a bot: it meets a rule that you made."),
    (False, 0, ("allowlist", "ua_signature"), "Counts as a person: it meets a rule that you made."),
    (False, 25, ("header_anomaly",), "Counts as a person: 25 of 100 points for missing what browsers send along."),
    (
        True,
        75,
        ("burst_rate", "path_sweep"),
        "Counts as a bot: 75 of 100 points for many events within seconds, many pages within seconds.",
    ),
    (False, 0, (), ""),
]


def test_details_say_why_a_session_is_kept_or_dropped(page: SessionsPage) -> None:
    verdict = page.details.findChild(QLabel, "session_verdict")
    assert verdict is not None
    for is_bot, score, reasons, text in VERDICTS:
        session = replace(page.panel.model.rows[0], is_bot=is_bot)
        page.details.show_detail(SessionDetail(session, (), False, score, reasons))
        assert (verdict.text(), verdict.isHidden()) == (text, not text)
