"""Newest times of quiet websites: read once however many there are, and again after a write that may change them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.ids import WebsiteKey
from app.storage.cache import MAX_ENTRIES, NONE
from app.storage.connection import Connection
from app.storage.database import open_database
from app.storage.newest_times import NewestTimes
from tests.histories import utc

MIDNIGHT = utc("2026-03-27 00:00")
DAY = timedelta(days=1)


def kept(times: NewestTimes, *newest: datetime | None, until: datetime = MIDNIGHT) -> None:
    with times.reading(until) as reading:
        times.keep(reading, dict(enumerate(newest, 1)))


async def test_the_times_of_many_websites_are_read_once_and_displace_no_report() -> None:
    reads: list[int] = []

    def last_events(_: Connection, websites: Sequence[WebsiteKey], before: datetime) -> dict[WebsiteKey, datetime]:
        reads.append(len(websites))
        return {website: before - DAY for website in websites if website % 2}

    database = await open_database(Path(":memory:"), threads=1)
    try:
        await database.read_cached(lambda _: "a report", key="a report", website=1, until=MIDNIGHT)
        websites = range(1, MAX_ENTRIES + 101)
        for _ in range(2):
            times = await database.read_newest(last_events, websites, MIDNIGHT)
            assert times == {website: MIDNIGHT - DAY if website % 2 else None for website in websites}
        assert reads == [len(websites)]
        assert database.cache.find("a report") is not None
        await database.write(lambda _: None, invalidates={3: MIDNIGHT - DAY, 5: MIDNIGHT})
        await database.read_newest(last_events, websites, MIDNIGHT)
        assert reads == [len(websites), 1]
        await database.write(lambda _: None, invalidates=NONE)
        await database.read_newest(last_events, websites, MIDNIGHT)
        assert reads == [len(websites), 1]
    finally:
        await database.close()


def test_a_time_before_a_later_end_serves_an_earlier_end_that_it_precedes() -> None:
    times = NewestTimes()
    kept(times, MIDNIGHT - DAY, None)
    assert times.find([1, 2, 3], MIDNIGHT) == {1: MIDNIGHT - DAY, 2: None}
    assert times.find([1, 2], MIDNIGHT - DAY / 2) == {1: MIDNIGHT - DAY, 2: None}
    assert times.find([1, 2], MIDNIGHT - DAY) == {2: None}, "the newest one is not before it"
    assert times.find([1, 2], MIDNIGHT + DAY) == {}, "later events may have come since"


def test_a_time_that_a_write_changes_while_it_is_read_is_not_kept() -> None:
    times = NewestTimes()
    with times.reading(MIDNIGHT) as reading:
        times.invalidate({1: MIDNIGHT - DAY, 2: MIDNIGHT})
        times.keep(reading, {1: None, 2: None, 3: None})
    assert times.find([1, 2, 3], MIDNIGHT) == {2: None, 3: None}
    with times.reading(MIDNIGHT) as reading:
        times.invalidate(None)
        times.keep(reading, {4: None})
    assert times.find([1, 2, 3, 4], MIDNIGHT) == {}


def test_times_live_no_longer_than_they_may_where_others_write_too() -> None:
    for lifetime_s, known in ((60.0, {1: MIDNIGHT - DAY}), (0.0, {})):
        times = NewestTimes(lifetime_s)
        kept(times, MIDNIGHT - DAY)
        assert times.find([WebsiteKey(1)], MIDNIGHT) == known
