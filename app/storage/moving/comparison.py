"""Comparison of a website in both stores: its events of each day, its visitors and sessions, and some reports."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar  # Any: connections of a store, and the results of its reports
from zoneinfo import ZoneInfo

from app.domain.ids import WebsiteKey
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, Page, ReportQuery
from app.storage.clickhouse.connection import ClickHouse, Values
from app.storage.clickhouse.store import CLICKHOUSE
from app.storage.connection import Connection, one, rows, statement
from app.storage.event_store import DUCKDB, EventStore

R = TypeVar("R")

ALL_WRITERS = -1
READ_LIMIT_S = 600.0
SLICE_EVENTS = 10_000_000  # whose visitors are counted at once: less than 1 GB of ClickHouse's memory
NAMED_DAYS = 5  # of those that differ
_DAY = timedelta(days=1)
_BREAKDOWNS = ("page", "source", "channel", "country")


@dataclass(frozen=True, slots=True)
class Pair:
    """One website in both stores. website: its key in the file; site: in ClickHouse.

    writer: whose events count there, ALL_WRITERS: of all; until: naive UTC, those before it.
    """

    file: Connection
    cloud: ClickHouse
    website: WebsiteKey
    site: WebsiteKey
    zone: ZoneInfo
    includes_bots: bool
    writer: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of a website in one store. days: events by day of UTC. sessions: by the times of its events."""

    days: Mapping[date, int]
    visitors: int
    sessions: int

    @property
    def events(self) -> int:
        return sum(self.days.values())


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of a comparison. differences: sentences, none for equals; notes: other sentences for the owner."""

    file: Tally
    cloud: Tally
    differences: Sequence[str]
    notes: Sequence[str]


def compare(pair: Pair) -> Verdict:
    """Count a website in both stores. Raises KnownStorageError, QueryTooSlow."""
    file, stored = _tally_of_file(pair)
    cloud = _tally_of_cloud(pair)
    differences, notes = [*_differences(file, cloud)], []
    others = _others(pair, file)
    if stored != file.sessions:
        notes.append(
            f"{stored:,} sessions were stored for these events, which by their times have {file.sessions:,}: some"
            " events came out of order. Reports about sessions differ by that."
        )
    if others:
        notes.append(f"{others:,} further events came to the tenant itself. Reports have them too.")
    if not others and not differences:
        reports = [f"The report {name} of {days} differs." for name, days in _different_reports(pair, file)]
        (differences if stored == file.sessions else notes).extend(reports)
    return Verdict(file, cloud, differences, notes)


def _differences(file: Tally, cloud: Tally) -> Iterator[str]:
    days = [day for day in sorted({*file.days, *cloud.days}) if file.days.get(day, 0) != cloud.days.get(day, 0)]
    for day in days[:NAMED_DAYS]:
        yield f"{day}: {file.days.get(day, 0):,} events in file, {cloud.days.get(day, 0):,} in tenant."
    if len(days) > NAMED_DAYS:
        yield f"{len(days) - NAMED_DAYS:,} more days differ."
    if file.visitors != cloud.visitors:
        yield f"{file.visitors:,} visitors in file, {cloud.visitors:,} in tenant."
    if file.sessions != cloud.sessions:
        yield f"{file.sessions:,} sessions in file, {cloud.sessions:,} in tenant."


def _tally_of_file(pair: Pair) -> tuple[Tally, int]:
    """Return the numbers of the file, and that of the sessions stored in it."""
    values = {"website": pair.website}
    visits = one(pair.file, "moving/visits", values)
    assert visits is not None  # an aggregate always has a row
    return Tally(dict(rows(pair.file, "moving/days", values)), *visits[:2]), visits[2]


def _tally_of_cloud(pair: Pair) -> Tally:
    values: Values = {"website": pair.site, "writer": pair.writer, "until": pair.until}
    days = dict(pair.cloud.read(statement("clickhouse/moving/days"), values, limit_s=READ_LIMIT_S))
    slices = 1 + sum(days.values()) // SLICE_EVENTS
    visitors = sessions = 0
    for number in range(slices):
        slice_values = values | {"slices": slices, "slice": number}
        (row,) = pair.cloud.read(statement("clickhouse/moving/visits"), slice_values, limit_s=READ_LIMIT_S)
        visitors, sessions = visitors + row[0], sessions + row[1]
    return Tally(days, visitors, sessions)


def _others(pair: Pair, file: Tally) -> int:
    """Return how many events others have stored within the days that reports are compared for."""
    if pair.writer == ALL_WRITERS or not file.days:
        return 0
    until = datetime.combine(max(file.days) + 2 * _DAY, datetime.min.time())
    values: Values = {"website": pair.site, "writer": pair.writer, "until": until}
    ((events,),) = pair.cloud.read(statement("clickhouse/moving/others"), values, limit_s=READ_LIMIT_S)
    return int(events)


def _different_reports(pair: Pair, file: Tally) -> Iterator[tuple[str, str]]:
    """Yield name and days of each report that differs: totals of every month, the others of the last one."""
    months = list(_months(pair, file))
    for period in months:
        ours = _reports(DUCKDB, pair.file, pair, pair.website, period, is_last=period == months[-1])
        with pair.cloud.limited(time.monotonic() + READ_LIMIT_S):
            theirs = _reports(CLICKHOUSE, pair.cloud, pair, pair.site, period, is_last=period == months[-1])
        for name, report in ours.items():
            if report != theirs[name]:
                yield name, f"{period.start} to {period.end}"


def _reports(
    store: EventStore[Any, R], con: R, pair: Pair, website: WebsiteKey, period: Period, *, is_last: bool
) -> Mapping[str, object]:
    query = ReportQuery(website, period, include_bots=pair.includes_bots)
    reports: dict[str, object] = {"totals": store.overview.totals(con, query, period)}
    if is_last:
        breakdowns = [MetricsQuery(sort=DIMENSIONS[name].order, dimension=DIMENSIONS[name]) for name in _BREAKDOWNS]
        reports |= zip(_BREAKDOWNS, store.breakdowns.first_rows(con, query, breakdowns), strict=True)
        reports["events"] = store.custom_events.names(con, query, Page())
    return reports


def _months(pair: Pair, file: Tally) -> Iterator[Period]:
    """Yield the days with events by month. Those of sessions whose first events are deleted are left out."""
    if not file.days:
        return
    first, last = min(file.days), max(file.days)
    if (deleted := one(pair.file, "moving/deleted_until")) is not None:
        first = max(first, deleted[0].date() + 2 * _DAY)
    while first <= last:
        following = (first.replace(day=1) + 31 * _DAY).replace(day=1)
        yield Period(first, min(last, following - _DAY), pair.zone)
        first = following
