"""Report cache: always equal to a fresh read, bounded, and kept until a write may change it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges, assign
from app.domain.reports.periods import Comparison, Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import StatsReport
from app.storage.cache import MAX_ENTRY_BYTES, NONE, ReportCache
from app.storage.connection import Connection
from app.storage.database import Database, open_database
from app.storage.fragments.where import where
from app.storage.ingest import data_retention
from app.storage.ingest import events as storage
from app.storage.reports import overview
from tests.examples import examples
from tests.histories import event, numbering, start_session, utc

T = TypeVar("T")

UTC_ZONE = ZoneInfo("UTC")
DAYS = [date(2026, 3, 27) + timedelta(days=offset) for offset in range(4)]
MIDNIGHT = utc("2026-03-27 00:00")


def asked(first: date, last: date, other: Period | None = None, website: int = 1) -> ReportQuery:
    period = Period(first, last, UTC_ZONE)
    return ReportQuery(website, period, comparison=Comparison("custom", period, other) if other else None)


def day(number: int) -> ReportQuery:
    return asked(DAYS[number], DAYS[number])


@asynccontextmanager
async def opened() -> AsyncIterator[Database]:
    database = await open_database(Path(":memory:"), threads=1)
    try:
        yield database
    finally:
        await database.close()


def add(con: Connection, batch: Sequence[Event]) -> SessionChanges:
    """Store a batch as ingest does: live sessions continue."""
    ordered = sorted(batch, key=lambda item: item.ts)
    known = storage.live_sessions(con, [(item.website, item.visitor) for item in ordered])
    changes = assign(ordered, known, start_session, numbering=numbering(con))
    storage.store_batch(con, ordered, changes, [], 0)
    return changes


async def store(database: Database, *batch: Event) -> None:
    await database.write(add, batch, invalidates=storage.invalidation_of)


def at(hours: float, visitor: int = 1, website: int = 1) -> Event:
    return event(MIDNIGHT + timedelta(hours=hours), visitor, "/", website=website)


async def cached(database: Database, fn: Callable[[Connection, ReportQuery], T], query: ReportQuery) -> T:
    return await database.read_cached(
        lambda con: fn(con, query), key=(fn, query), website=query.website, until=query.utc_end
    )


def hits(database: Database) -> int:
    return database.cache.status().hits


async def test_a_past_day_stays_cached_when_later_events_arrive() -> None:
    async with opened() as database:
        await store(database, at(1), at(25))
        first = await cached(database, overview.stats, day(0))
        await store(database, at(26), at(27, 2))
        assert await cached(database, overview.stats, day(0)) is first
        assert (hits(database), first.data.pageviews) == (1, 1)


async def test_an_event_that_touches_the_day_invalidates_its_entry() -> None:
    async with opened() as database:
        await store(database, at(23.75))
        before = await cached(database, overview.stats, day(0))
        await store(database, at(24.1))  # after midnight, in the session of yesterday, which is no bounce any more
        after = await cached(database, overview.stats, day(0))
        assert (before.data.bounce_rate, after.data.bounce_rate) == (1.0, 0.0)
        await store(database, at(3, 2))
        assert (await cached(database, overview.stats, day(0))).data.pageviews == 2
        assert hits(database) == 0


async def test_an_event_in_the_compared_window_invalidates_the_entry() -> None:
    async with opened() as database:
        query = asked(DAYS[0], DAYS[0], Period(DAYS[2], DAYS[2], UTC_ZONE))
        assert (await cached(database, overview.stats, query)).data.prev_pageviews == 0
        await store(database, at(50))
        assert (await cached(database, overview.stats, query)).data.prev_pageviews == 1


async def test_writes_to_other_websites_or_without_effect_on_reports_keep_the_cache() -> None:
    async with opened() as database:
        await store(database, at(1))
        first = await cached(database, overview.stats, day(0))
        await store(database, at(1, website=2))
        await database.write(storage.end_sessions, datetime(2026, 4, 1), invalidates=NONE)  # noqa: DTZ001  as stored
        assert await cached(database, overview.stats, day(0)) is first


async def test_a_write_without_an_invalidation_clears_the_cache() -> None:
    async with opened() as database:
        await store(database, at(1), at(30))
        await cached(database, overview.stats, day(0))
        await cached(database, overview.stats, asked(DAYS[0], DAYS[0], website=2))
        await database.write(data_retention.delete_oldest, datetime(2026, 3, 28))  # noqa: DTZ001  as stored
        assert database.cache.status().size == 0
        assert (await cached(database, overview.stats, day(0))).data.pageviews == 0


async def test_a_write_that_fails_in_the_database_clears_the_cache() -> None:
    async with opened() as database:
        await cached(database, overview.stats, day(0))
        with pytest.raises(duckdb.Error, match="broken"):
            await database.write(lambda con: con.execute("SELECT error('broken')").fetchall(), invalidates=NONE)
        assert database.cache.status().size == 0


async def test_a_result_that_a_concurrent_write_changes_is_not_cached() -> None:
    async with opened() as database:
        loop, begun, written = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

        def slow(con: Connection, query: ReportQuery) -> StatsReport:
            stats = overview.stats(con, query)
            loop.call_soon_threadsafe(begun.set)
            asyncio.run_coroutine_threadsafe(written.wait(), loop).result(5)
            return stats

        answering = asyncio.ensure_future(cached(database, slow, day(0)))
        await begun.wait()
        await store(database, at(1))
        written.set()
        assert (await answering).data.pageviews == 0
        assert database.cache.status().size == 0
        assert (await cached(database, slow, day(0))).data.pageviews == 1


async def test_a_cancelled_read_leaves_no_entry() -> None:
    async with opened() as database:
        loop, begun = asyncio.get_running_loop(), asyncio.Event()

        def endless(con: Connection, query: ReportQuery) -> int:
            loop.call_soon_threadsafe(begun.set)
            return len(con.execute("SELECT count(*) FROM range(100_000_000) AS a, range(100_000_000) AS b").fetchall())

        answering = asyncio.ensure_future(cached(database, endless, day(0)))
        await begun.wait()
        answering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answering
        assert database.cache.status().size == 0
        await store(database, at(1))
        assert (await cached(database, overview.stats, day(0))).data.pageviews == 1


def kept(cache: ReportCache, number: int, answer: object) -> None:
    claim = cache.begin(1, MIDNIGHT)
    cache.keep(claim, (number,), answer)
    cache.end(claim)


def test_the_least_recently_used_entries_are_evicted_beyond_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ReportCache()
    monkeypatch.setattr("app.storage.cache.MAX_ENTRIES", 3)
    for number in range(4):
        kept(cache, number, number)
    assert cache.find((0,)) is None
    assert cache.find((1,)) is not None
    kept(cache, 4, 4)
    assert cache.find((2,)) is None, "the least recently used entry is evicted first"
    monkeypatch.setattr("app.storage.cache.MAX_BYTES", 1_000)
    kept(cache, 5, "x" * 990)
    assert cache.status().size == 1
    kept(cache, 6, "x" * MAX_ENTRY_BYTES)
    assert cache.find((6,)) is None
    kept(cache, 5, "y")
    kept(cache, 7, "x" * 900)
    assert cache.status().size == 2, "replacing an entry frees its bytes"


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[asyncio.Runner, Database]]:
    """One database for all examples, each of which has two websites of its own, and the loop it lives on."""
    with asyncio.Runner() as runner:
        context = opened()
        yield runner, runner.run(context.__aenter__())
        runner.run(context.__aexit__(None, None, None))


websites_ever = itertools.count(1)


HOURS = st.sampled_from([1, 23.5, 23.75, 23.9, 24.1, 24.25, 24.5, 49])  # most of them around the first midnight
steps = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), st.integers(0, 4)),
        st.tuples(
            st.just("events"),
            st.lists(st.tuples(HOURS, st.just(1), st.sampled_from([0, 0, 1])), min_size=1, max_size=3),
        ),
        st.tuples(st.just("end"), st.sampled_from([23, 25, 60])),
        st.tuples(st.just("retention"), st.sampled_from([2, 24, 60])),
    ),
    min_size=3,
    max_size=7,
)


# The data that all reports read: the events of a window, and whole sessions that overlap it.
FACTS = """
    SELECT (SELECT count(*) FROM events WHERE website = $website AND ts >= $start AND ts < $end),
           count(*), sum(events), sum(epoch_us(ended_at) - epoch_us(started_at))
    FROM all_sessions WHERE website = $website AND started_at < $end AND ended_at >= $start
"""


def facts(con: Connection, query: ReportQuery) -> tuple[object, ...]:
    windows = (query.period, query.comparison.other) if query.comparison else (query.period,)
    unfiltered = replace(query, conditions=())
    return tuple(con.execute(FACTS, where(con, unfiltered, window).values).fetchall()[0] for window in windows)


@pytest.mark.timeout(240)  # many histories, also on a busy machine
@examples(60)
@given(history=steps, at_once=st.integers(1, 3))
def test_a_cached_result_equals_a_fresh_read_after_any_history(
    shared: tuple[asyncio.Runner, Database], history: list[tuple[str, object]], at_once: int
) -> None:
    runner, database = shared
    runner.run(check_history(database, history, at_once, (next(websites_ever), next(websites_ever))))


async def check_history(
    database: Database, history: list[tuple[str, object]], at_once: int, sites: tuple[int, int]
) -> None:
    """Carry out the steps, so many at once, and compare the cache after each of them. sites: keys of websites."""
    questions = [
        asked(DAYS[0], DAYS[0], website=sites[0]),
        asked(DAYS[1], DAYS[2], website=sites[0]),
        asked(DAYS[0], DAYS[3], website=sites[0]),
        asked(DAYS[0], DAYS[0], Period(DAYS[2], DAYS[3], UTC_ZONE), website=sites[0]),
        asked(DAYS[1], DAYS[1], website=sites[1]),
    ]
    for first in range(0, len(history), at_once):
        group = history[first : first + at_once]
        await asyncio.gather(*(step(database, kind, argument, sites, questions) for kind, argument in group))
        query = questions[0 if first % 2 else first % len(questions)]
        assert await cached(database, facts, query) == await database.read(facts, query)


async def step(
    database: Database, kind: str, argument: object, sites: tuple[int, int], questions: Sequence[ReportQuery]
) -> None:
    if isinstance(argument, list):
        await store(database, *(at(hours, visitor, sites[website]) for hours, visitor, website in argument))
        return
    assert isinstance(argument, int)
    moment = (MIDNIGHT + timedelta(hours=argument)).replace(tzinfo=None)
    if kind == "ask":
        await cached(database, facts, questions[argument])
    elif kind == "end":
        await database.write(storage.end_sessions, moment, invalidates=NONE)
    else:
        await database.write(data_retention.delete_oldest, moment)


def test_results_live_no_longer_than_they_may_where_others_write_too() -> None:
    for lifetime_s, is_known in ((60.0, True), (0.0, False)):
        cache = ReportCache(lifetime_s)
        cache.keep(cache.begin(1, MIDNIGHT), "a report", "a result")
        assert (cache.find("a report") is not None) == is_known
