"""Realtime page: pushed events appear at once, stored events correct the counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.pages.reports.realtime import RealtimePage
from tests.ui.fakes import SAMPLE, FrameClient, arrived, batch, busy
from tests.ui.samples import MONTH, NOW, SITE, page_context
from tests.ui.screens import save_screen


@pytest.fixture
def client() -> FrameClient:
    return FrameClient(SITE)


@pytest.fixture
def page(qtbot: QtBot, loop_thread: LoopThread, client: FrameClient) -> Iterator[RealtimePage]:
    bridge = Bridge(loop_thread)
    page = RealtimePage(page_context(bridge, client, lambda: NOW))
    qtbot.addWidget(page)
    page.show()
    yield page
    bridge.stop()


def number(page: RealtimePage) -> str:
    return cast(QLabel, page.findChild(QLabel, "realtime_active")).text()


def message(page: RealtimePage) -> str:
    label = page.findChild(QLabel, "realtime_state_message")
    return label.text() if label is not None else ""


def test_paints_the_realtime_page(qtbot: QtBot, page: RealtimePage, client: FrameClient) -> None:
    client.now_active = busy()
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: number(page) == "12")
    save_screen(page, "realtime", (1064, 700))
    save_screen(page, "realtime-small", (684, 500))


def test_a_pushed_event_is_on_screen_at_once(qtbot: QtBot, page: RealtimePage) -> None:
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: message(page) == "No visitors right now")
    page.live_events(batch(arrived("/tea", ts=NOW)))
    assert [row.url for row in page.model.rows] == ["https://tea.example/tea"]
    qtbot.waitUntil(lambda: number(page) == "1")
    assert page.stack.state == "content"


def test_events_of_other_sites_and_bots_are_ignored(qtbot: QtBot, page: RealtimePage) -> None:
    page.show_site(SITE, MONTH)
    page.live_events(batch(arrived(site="another"), arrived(is_bot=True)))
    assert page.model.rowCount() == 0


def test_an_event_pushed_and_then_stored_is_one_row(qtbot: QtBot, page: RealtimePage, client: FrameClient) -> None:
    stored = busy()
    first = stored.recent_events[0]
    page.show_site(SITE, MONTH)
    page.live_events(batch(arrived(ts=first.ts, url=first.url, path=first.path)))
    client.now_active = stored
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == len(stored.recent_events))


def test_without_visitors_the_page_leads_to_the_snippet(qtbot: QtBot, page: RealtimePage) -> None:
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: message(page) == "No visitors right now")
    save_screen(page, "realtime-empty", (1064, 700))
    button = cast(QPushButton, page.findChild(QPushButton, "realtime_state_button"))
    with qtbot.waitSignal(page.snippet_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_sample_data_has_no_snippet_to_paste_and_offers_a_site_of_ones_own(qtbot: QtBot, page: RealtimePage) -> None:
    page.show_site(SAMPLE, MONTH)
    qtbot.waitUntil(lambda: message(page) == "No visitors right now")
    with qtbot.waitSignal(page.add_site_requested):
        cast(QPushButton, page.findChild(QPushButton, "realtime_state_button")).click()


def test_without_a_site_the_page_offers_to_add_one(qtbot: QtBot, page: RealtimePage) -> None:
    page.show_site(None, MONTH)
    assert message(page) == "No site yet"
    with qtbot.waitSignal(page.add_site_requested):
        cast(QPushButton, page.findChild(QPushButton, "realtime_state_button")).click()


def test_a_failed_load_can_be_retried(qtbot: QtBot, page: RealtimePage, client: FrameClient) -> None:
    client.error = AppError("unreachable", "The server does not answer.")
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "error")
    save_screen(page, "realtime-error", (1064, 700), tones=("dark",))
    client.error, client.now_active = None, busy()
    qtbot.mouseClick(page.findChild(QPushButton, "realtime_state_button"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: number(page) == "12")


def test_a_failed_refresh_keeps_the_numbers(qtbot: QtBot, page: RealtimePage, client: FrameClient) -> None:
    client.now_active = busy()
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: number(page) == "12")
    client.error = AppError("unreachable", "The server does not answer.")
    with qtbot.waitSignal(page.bridge.failed):
        page.refresh()
    assert (page.stack.state, number(page)) == ("content", "12")


def test_another_site_starts_without_rows(qtbot: QtBot, page: RealtimePage, client: FrameClient) -> None:
    client.now_active = busy()
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: number(page) == "12")
    client.error = AppError("unreachable", "The server does not answer.")
    page.show_site(SAMPLE, MONTH)
    qtbot.waitUntil(lambda: page.stack.state == "error")
    assert page.model.rowCount() == 0


def test_ages_grow_and_rows_disappear_after_half_an_hour(
    qtbot: QtBot, loop_thread: LoopThread, client: FrameClient
) -> None:
    now = [datetime(2026, 3, 14, 12, 0, tzinfo=UTC)]
    bridge = Bridge(loop_thread)
    page = RealtimePage(page_context(bridge, client, lambda: now[0]))
    qtbot.addWidget(page)
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: message(page) == "No visitors right now")
    page.live_events(batch(arrived(ts=now[0])))
    age = page.model.index(0, 4)
    assert age.data() == "just now"
    now[0] += timedelta(minutes=3)
    page.tick()
    assert age.data() == "3 min ago"
    now[0] += timedelta(minutes=28)
    page.tick()
    assert page.model.rowCount() == 0
    assert message(page) == "No visitors right now"
    bridge.stop()
