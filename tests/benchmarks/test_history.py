"""Histories that benchmarks measure against: reproducible from a seed, and stored as the program itself would."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import duckdb
import pytest
from msgspec.structs import replace

from app.domain.ingest.channels import Channels
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import IDLE_LIMIT, Numbering, Session, assign, begin
from app.domain.ingest.urls import UrlParts, referrer_domain, split_url, utm_of
from app.domain.ingest.visitors import client_visitor
from app.resources import read_text
from app.storage.connection import Connection, configure
from app.storage.ingest.events import session_of
from app.storage.schema.migrate import migrate
from benchmarks import history, vocabulary
from tests.histories import FlatEvent, event_of

EVENTS = 20_000
DAYS = 12
LAST_DAY = date(2026, 3, 31)


def history_of(events: int, **options: Any) -> Connection:  # Any: the options of `history.make`
    con = duckdb.connect()
    configure(con)
    migrate(con)
    history.make(con, events, last_day=LAST_DAY, **options)
    return con


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    con = history_of(EVENTS, days=DAYS)
    yield con
    con.close()


@pytest.fixture(scope="module")
def stored(con: Connection) -> list[FlatEvent]:
    rows = con.execute(
        "SELECT events.* EXCLUDE (visitor, session), visitor_id AS visitor, session_id AS session,"
        " events.visitor AS visitor_number, events.session AS session_number"
        " FROM events JOIN all_sessions USING (website, session) ORDER BY seq"
    ).fetchall()
    columns = [column[0] for column in con.description or ()]
    named = (dict(zip(columns, row, strict=True)) for row in rows)
    return [event_of(values | {"ts": values["ts"].replace(tzinfo=UTC)}) for values in named]


def number(con: Connection, query: str) -> Any:  # Any: one value
    row = con.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_measured_site_has_exactly_the_requested_events_and_others_have_a_few(con: Connection) -> None:
    counts = dict(con.execute("SELECT website, count(*) FROM events GROUP BY website").fetchall())
    assert counts == {1: EVENTS, 2: EVENTS // 50, 3: EVENTS // 200}
    assert number(con, "SELECT count(*) FROM websites") == 3


def test_same_seed_makes_the_same_history_and_another_seed_another() -> None:
    def rows(seed: int) -> list[tuple[Any, ...]]:
        con = history_of(600, days=3, seed=seed)
        tables = ("events", "sessions", "sessions_live", "client_visitors", "journal_position")
        contents = [row for name in tables for row in con.table(name).order("ALL").fetchall()]
        con.close()
        return contents

    assert rows(1) == rows(1) != rows(2)


def test_sessions_are_those_of_the_session_rule(con: Connection, stored: list[FlatEvent]) -> None:
    channels = Channels.parse(read_text("channels.toml"))
    ids = dict(con.execute("SELECT key, id FROM websites").fetchall())

    def start(event: Event) -> Session:
        channel = channels.classify(event.source.domain, event.utm, event.page.hostname, event.page.query_and_fragment)
        return begin(event, ids[event.website], channel)

    again = [copy(event) for event in stored]
    changes = assign(again, {}, start, numbering=Numbering(1))
    assert [event.session_number for event in again] == [event.session_number for event in stored]
    assert [event.visitor_number for event in again] == [event.visitor_number for event in stored]
    by_rule = {session.session: session for session in (*changes.ended, *changes.live.values())}
    stored_sessions = {
        session.session: session for session in map(session_of, con.execute("FROM all_sessions").fetchall())
    }
    assert stored_sessions.keys() == by_rule.keys()
    for number, session in stored_sessions.items():
        exit = by_rule[number].exit
        session.exit = replace(session.exit, hostname=exit.hostname)  # not stored with sessions
        assert session == by_rule[number]


def test_sessions_within_the_idle_limit_are_live(con: Connection) -> None:
    end = datetime.combine(LAST_DAY + timedelta(days=1), time())
    assert number(con, "SELECT count(*) FROM sessions_live") > 0
    assert number(con, "SELECT min(ended_at) FROM sessions_live") > end - IDLE_LIMIT
    assert number(con, "SELECT max(ended_at) FROM sessions") <= end - IDLE_LIMIT


def test_urls_referrers_and_campaign_tags_are_as_ingest_parses_them(con: Connection, stored: list[FlatEvent]) -> None:
    domains = dict(con.execute("SELECT key, domain FROM websites").fetchall())
    for event in stored:
        url = event.page.full_url
        assert split_url(url) == UrlParts(event.origin, event.hostname, event.path, event.query_and_fragment)
        assert referrer_domain(event.referrer_url, domains[event.website]) == event.referrer_domain
        assert event.utm == utm_of(url)


def test_events_are_in_order_of_receipt_within_the_requested_days(stored: list[FlatEvent]) -> None:
    assert [event.ts for event in stored] == sorted(event.ts for event in stored)
    assert [event.seq for event in stored] == [64 * place for place in range(1, len(stored) + 1)]
    assert {event.ts.date() for event in stored} == {LAST_DAY - timedelta(days=day) for day in range(DAYS)}


def test_a_visitor_returns_on_another_day_only_with_a_client_id(con: Connection, stored: list[FlatEvent]) -> None:
    members = {
        (website, visitor): own
        for website, visitor, own in con.execute(
            "SELECT website, visitor_id, client_id FROM client_visitors JOIN all_sessions USING (website, visitor)"
        ).fetchall()
    }
    assert len(members) == number(con, "SELECT count(*) FROM client_visitors")
    ids = dict(con.execute("SELECT key, id FROM websites").fetchall())
    assert all(visitor == client_visitor(ids[website], own) for (website, visitor), own in members.items())
    days: dict[tuple[int, int], set[date]] = {}
    for event in stored:
        days.setdefault((event.website, event.visitor), set()).add(event.ts.date())
    assert {visit for visit, seen in days.items() if len(seen) > 1} <= members.keys() <= days.keys()
    assert any(len(seen) > 1 for seen in days.values())


def test_bot_share_session_length_and_bounce_rate_are_realistic(con: Connection) -> None:
    assert 0.04 < number(con, "SELECT avg(is_bot::INTEGER) FROM events") < 0.09
    assert 2.4 < number(con, "SELECT avg(events) FROM all_sessions") < 3.1
    assert 0.35 < number(con, "SELECT avg((events = 1)::INTEGER) FROM all_sessions") < 0.6
    assert number(con, "SELECT count(DISTINCT path) FROM events") == len({row[1] for row in vocabulary.pages()}) == 400
    assert number(con, "SELECT count(*) FROM events WHERE kind = 'event' AND event_name IS NULL") == 0


def test_the_next_sequence_number_follows_those_of_the_history(con: Connection, stored: list[FlatEvent]) -> None:
    assert number(con, "SELECT next_seq FROM journal_position") > stored[-1].seq
