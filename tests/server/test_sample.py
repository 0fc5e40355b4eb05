"""Sample website: a complete and consistent history, the same for the same clock."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.domain.ingest.channels import Channels
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import IDLE_LIMIT
from app.resources import read_text
from app.server.sample.history import DAYS, LONGEST_PAUSE_S, SEQ_BASE, make_history
from app.storage.connection import Connection
from app.storage.histories import History
from tests.histories import COLUMNS, row_of
from tests.server.conftest import Running

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def history() -> History:
    return make_history(7, "site_sample0000", NOW, Channels.parse(read_text("channels.toml")))


def test_the_same_clock_gives_the_same_history(history: History) -> None:
    again = make_history(7, "site_sample0000", NOW, Channels.parse(read_text("channels.toml")))
    assert again.events == history.events
    assert again.sessions == history.sessions


def test_the_history_covers_90_days_and_has_the_size_of_a_small_shop(history: History) -> None:
    assert 15_000 <= len(history.events) <= 25_000
    first, last = history.events[0].ts, history.events[-1].ts
    assert first.date() == (NOW - timedelta(days=DAYS - 1)).date()
    assert NOW - timedelta(minutes=25) < last <= NOW
    days = Counter(event.ts.date() for event in history.events)
    assert len(days) == DAYS
    assert min(count for day, count in days.items() if day != NOW.date()) > 40


def test_events_are_in_order_with_unique_numbers(history: History) -> None:
    assert all(one.ts <= two.ts and one.seq < two.seq for one, two in pairwise(history.events))
    assert history.events[0].seq >= SEQ_BASE


def test_sessions_sum_to_the_events_and_follow_the_30_minute_rule(history: History) -> None:
    by_session: dict[int, list[Event]] = defaultdict(list)
    for event in history.events:
        by_session[event.session].append(event)
    sessions = [*history.sessions.ended, *history.sessions.live.values()]
    assert len(sessions) == len(by_session)
    for session in sessions:
        events = by_session[session.session]
        assert session.events == len(events)
        assert session.pageviews == sum(event.kind == "pageview" for event in events)
        assert (session.started_at, session.ended_at) == (events[0].ts, events[-1].ts)
        assert all(two.ts - one.ts < IDLE_LIMIT for one, two in pairwise(events))
        assert session.is_bot == any(event.is_bot for event in events)
    assert all(session.ended_at > NOW - IDLE_LIMIT for session in history.sessions.live.values())
    assert all(session.ended_at <= NOW - IDLE_LIMIT for session in history.sessions.ended)
    assert timedelta(seconds=LONGEST_PAUSE_S) < IDLE_LIMIT


def test_every_report_has_rows(history: History) -> None:
    events = history.events
    rows = [row_of(event) for event in events]
    for name in (
        *("title", "referrer_domain", "event_name", "country", "region", "city", "browser", "os", "device", "screen"),
        *("language", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "event_data"),
    ):
        assert len({row[COLUMNS.index(name)] for row in rows}) > 1, name
    sessions = [session for session in history.sessions.ended if not session.is_bot]
    assert len({session.channel for session in sessions}) >= 8
    assert 0.25 < sum(session.events == 1 for session in sessions) / len(sessions) < 0.6
    assert 0.01 < sum(event.is_bot for event in events) / len(events) < 0.1
    assert {event.event_name for event in events} >= {"purchase", "add_to_cart", "search", "newsletter_signup"}
    returning = Counter(number for _, number, _ in history.client_visitors)
    days = defaultdict(set)
    for event in events:
        days[event.visitor].add(event.ts.date())
    assert sum(len(days[number]) > 1 for number in returning) > 50, "customers return"


def test_the_shop_has_weekly_and_daily_patterns_and_growth(history: History) -> None:
    hours = Counter(event.ts.hour for event in history.events)
    assert hours[20] > 4 * hours[3]
    days = Counter(event.ts.date() for event in history.events)
    ordered = [days[day] for day in sorted(days)][:-1]
    assert sum(ordered[-30:]) > 1.2 * sum(ordered[:30])


def stored(con: Connection) -> tuple[int, int, int, int]:
    tables = ("events", "sessions", "sessions_live", "client_visitors")
    counts = [con.table(name).count("*").fetchall()[0][0] for name in tables]
    return (counts[0], counts[1], counts[2], counts[3])


async def test_adding_the_sample_stores_and_marks_it_without_blocking_the_server(running: Running) -> None:
    adding = asyncio.ensure_future(running.api.add_sample_website())
    while not adding.done():
        async with running.http.get("/health/live") as response:
            assert response.status == 200
    sample = await adding
    assert sample.is_sample
    events, ended, live, clients = await running.context.events.read(stored)
    assert events > 15_000
    assert ended > 5_000
    assert live > 0
    assert clients > 100
    await running.collect(sample.id)
    await running.api.delete_website(sample.id)
    assert await running.context.events.read(stored) == (0, 0, 0, 0)
