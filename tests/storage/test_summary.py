"""Summary of several websites, counted by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.reports.summary import DayCounts, SiteCounts, SiteDays, site_days, spark_start, summary_start
from app.storage.connection import Connection
from app.storage.ingest import events as storage
from app.storage.reports.summary import last_events, summary
from tests.histories import event, store, utc

NOW = utc("2026-06-17 09:30")


@dataclass(frozen=True)
class Site:
    key: int = 1
    timezone: str = "UTC"
    bot_mode: str = "balanced"
    segments: dict[str, dict[str, str]] = field(default_factory=dict)


def days(key: int = 1, zone: str = "UTC", *, include_bots: bool = False, now: datetime = NOW) -> SiteDays:
    return site_days(Site(key, zone), include_bots, now)


def at(time: str, visitor: int = 1, website: int = 1, *, kind: str = "pageview", is_bot: bool = False) -> Event:
    return event(f"2026-06-{time}", visitor, "/", website=website, kind=kind, is_bot=is_bot)


@pytest.mark.parametrize(
    ("zone", "now", "today", "yesterday", "until"),
    [
        ("UTC", "2026-06-17 09:30", "2026-06-17 00:00", "2026-06-16 00:00", "2026-06-16 09:30"),
        ("Asia/Tokyo", "2026-06-17 16:00", "2026-06-17 15:00", "2026-06-16 15:00", "2026-06-16 16:00"),
        # The clocks went forward at one in the night: 12:00 was 11:00 UTC the day before, and is 10:00 UTC now.
        ("Europe/Berlin", "2026-03-29 10:00", "2026-03-28 23:00", "2026-03-27 23:00", "2026-03-28 11:00"),
        ("Europe/Berlin", "2026-10-25 11:00", "2026-10-24 22:00", "2026-10-23 22:00", "2026-10-24 10:00"),
        # Half past two did not exist the day before: it is counted on from where the clocks stood.
        ("Europe/Berlin", "2026-03-30 00:30", "2026-03-29 22:00", "2026-03-28 23:00", "2026-03-29 01:30"),
    ],
)
def test_yesterday_ends_at_the_time_the_clocks_show_now(
    zone: str, now: str, today: str, yesterday: str, until: str
) -> None:
    site = days(zone=zone, now=utc(now))
    assert (site.today, site.yesterday, site.yesterday_until) == (utc(today), utc(yesterday), utc(until))


def test_each_website_has_its_own_day_and_numbers(con: Connection) -> None:
    store(
        con,
        [
            at("16 09:29", 1),
            at("16 09:30", 2),
            at("16 23:30", 3),
            at("17 00:10", 4),
            at("17 09:27", 4),
            at("17 09:28", 5, kind="event"),
            at("16 16:00", 6, website=2),
            at("17 08:00", 7, website=3),
        ],
    )
    counts = summary(con, [days(), days(2, "Asia/Tokyo"), days(4)], NOW)
    hours = [0] * 24
    hours[13], hours[14], hours[23] = 1, 1, 1
    assert counts == {
        1: SiteCounts(2, DayCounts(2, 2), DayCounts(1, 1), tuple(hours), utc("2026-06-17 09:28")),
        2: SiteCounts(
            0,
            DayCounts(1, 1),
            DayCounts(),
            tuple(1 if hour == 6 else 0 for hour in range(24)),
            utc("2026-06-16 16:00"),
        ),
    }
    assert spark_start(NOW) == utc("2026-06-16 10:00")


def test_bots_count_where_they_are_included(con: Connection) -> None:
    store(con, [at("17 09:28", 1, is_bot=True), at("17 09:28", 1, website=2, is_bot=True)])
    by_key = summary(con, [days(), days(2, include_bots=True)], NOW)
    assert {key: (counts.active_visitors, counts.today) for key, counts in by_key.items()} == {
        1: (0, DayCounts()),
        2: (1, DayCounts(1, 1)),
    }


def test_visitors_without_events_for_five_minutes_are_not_active(con: Connection) -> None:
    store(con, [at("17 09:25", 1), at("17 09:26", 2)])
    storage.end_sessions(con, NOW)
    assert summary(con, [days()], NOW)[1].active_visitors == 1


def test_the_last_event_is_told_however_long_ago_it_was(con: Connection) -> None:
    store(con, [event("2025-01-03 12:00", 1, "/"), event("2025-01-03 12:01", 1, "/", is_bot=True)])
    storage.end_sessions(con, NOW)
    assert summary(con, [days()], NOW) == {}
    start = summary_start([days()], NOW)
    assert start == utc("2026-06-16 00:00")
    assert last_events(con, [WebsiteKey(1), WebsiteKey(2)], start) == {1: utc("2025-01-03 12:01")}


def test_a_summary_of_no_websites_is_empty(con: Connection) -> None:
    assert summary(con, [], datetime(2026, 6, 17, tzinfo=UTC)) == {}
