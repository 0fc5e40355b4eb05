"""Realtime page: pushed events appear at once, stored events correct the counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.charts.hover import HoverCard
from app.ui.charts.maps import live_map
from app.ui.pages.reports.realtime import RealtimePage
from app.ui.widgets.tables import row_fade
from app.ui.widgets.toast import Banner
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
    save_screen(page, "realtime-wide", (2344, 1200))


def test_a_pushed_event_is_on_screen_at_once(qtbot: QtBot, page: RealtimePage) -> None:
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: message(page) == "No visitors right now")
    page.live_events(batch(arrived("/tea", ts=NOW)))
    assert [row.url for row in page.model.rows] == ["https://tea.example/tea"]
    qtbot.waitUntil(lambda: number(page) == "1")
    assert page.stack.state == "content"


@pytest.mark.parametrize("duration_ms", [200, 0])
def test_new_rows_fade_in_unless_the_system_wants_no_motion(
    qtbot: QtBot, page: RealtimePage, client: FrameClient, monkeypatch: pytest.MonkeyPatch, duration_ms: int
) -> None:
    client.now_active = busy()
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: page.model.rowCount() == 24 and page.stack.state == "content")
    assert page.fade.rows == 0  # those that were there do not move
    monkeypatch.setattr(row_fade, "animation_ms", lambda _: duration_ms)
    page.live_events(batch(arrived("/one", ts=NOW), arrived("/two", "v2", ts=NOW)))
    assert page.fade.rows == (2 if duration_ms else 0)
    page.grab()
    qtbot.waitUntil(lambda: page.fade.rows == 0 and not page.fade.isVisible())


@pytest.mark.parametrize("duration_ms", [200, 0])
def test_a_new_visit_pulses_on_the_map_unless_the_system_wants_no_motion(
    qtbot: QtBot, page: RealtimePage, client: FrameClient, monkeypatch: pytest.MonkeyPatch, duration_ms: int
) -> None:
    client.now_active = busy()
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: [country.code for country in page.map.countries] == ["DE", "US", "JP", "SG"])
    monkeypatch.setattr(live_map, "animation_ms", lambda _: duration_ms)
    page.live_events(batch(arrived("/before", "v3", country="IT", ts=NOW)))
    assert not page.map.pulsing, "the visit had begun before"
    new = arrived(country="FR", ts=NOW, begins_visit=True)
    page.live_events(batch(new, replace(new, country="XX", visitor_id="v2")))
    assert page.map.pulsing == ({"FR"} if duration_ms else set())
    qtbot.waitUntil(lambda: "FR" in page.map.dots() and not page.map.pulsing)


def test_a_dot_of_the_map_is_read_and_lists_the_events_of_its_country(
    qtbot: QtBot, page: RealtimePage, client: FrameClient
) -> None:
    client.now_active = busy()
    page.resize(1064, 700)
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: len(page.map.countries) == 4)
    japan = page.map.view().map(page.map.dots()["JP"]).toPoint()
    qtbot.mouseMove(page.map, japan)
    assert page.map.current == "JP"
    card = page.map.findChild(HoverCard)
    assert card.spoken() == "Japan. Visitors 2"
    qtbot.mouseClick(page.map, Qt.MouseButton.LeftButton, pos=japan)
    assert {row.country for row in page.model.rows} == {"JP"}
    page.live_events(batch(arrived("/de", ts=NOW), arrived("/jp", "v2", country="JP", ts=NOW)))
    assert [row.url for row in page.model.rows][:1] == ["https://tea.example/jp"]
    everything = cast(QPushButton, page.findChild(QPushButton, "realtime_all"))
    assert everything.text() == "Only Japan. Show all"
    save_screen(page, "realtime-country", (1064, 700), tones=("light",))
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    assert len(page.model.rows) == 26
    assert not everything.isVisible()


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


def test_a_failed_refresh_keeps_the_numbers_and_marks_them(
    qtbot: QtBot, page: RealtimePage, client: FrameClient
) -> None:
    client.now_active = busy()
    page.show_site(SITE, MONTH)
    qtbot.waitUntil(lambda: number(page) == "12")
    client.error = AppError("unreachable", "The server does not answer.")
    stale = page.findChild(Banner, "realtime_stale")
    assert stale is not None
    assert stale.isHidden()
    page.refresh()
    qtbot.waitUntil(lambda: not stale.isHidden())
    assert stale.accessibleName() == "The server does not answer. These figures may be out of date."
    assert (page.stack.state, number(page)) == ("content", "12")
    client.error = None
    page.refresh()
    qtbot.waitUntil(stale.isHidden)


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
