"""Retention of a store compared with plain counting over histories of many weeks: the same for every store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import CohortGranularity, CohortQuery, Retention
from app.storage.event_store import EventStore
from tests.histories import event
from tests.oracle.counting import Oracle
from tests.oracle.random_histories import FilterCase, params_of

C = TypeVar("C")
# Clocks change in the middle: in Warsaw on 29 March, in St John's on 8 March, in Lord Howe by half an hour on 5 April.
START = datetime(2026, 2, 27, tzinfo=UTC)
HOURS = 24 * 60
ZONES = ("UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe")
LASTING = range(1, 5)  # visitors with a supplied id; all other ids end with the UTC day


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    hour = st.integers(0, HOURS) | st.sampled_from(range(0, HOURS, 24)) | st.sampled_from(range(23, HOURS, 24))
    size = draw(st.integers(0, 25))  # lists of any length come out short
    visits = draw(
        st.lists(
            st.tuples(
                hour,
                st.integers(0, 59),
                st.integers(1, 7),
                st.sampled_from([None, "x"]),
                st.sampled_from([False, True]),
            ),
            min_size=size,
            max_size=size,
        )
    )
    history = []
    for number, (hours, minute, person, country, is_bot) in enumerate(visits):
        at = START + timedelta(hours=hours, minutes=minute, microseconds=number)
        visitor = person if person in LASTING else person * 1000 + (at - START).days
        history.append(event(at, visitor, "/", country=country, is_bot=is_bot and number % 3 == 0))
    return history


class Periods:
    """The days, weeks or months of a zone by their number."""

    def __init__(self, granularity: CohortGranularity, zone: str) -> None:
        self.granularity = granularity
        self.zone = ZoneInfo(zone)

    def number(self, item: Event) -> int:
        return self.of_day(item.ts.astimezone(self.zone).date())

    def of_day(self, day: date) -> int:
        if self.granularity == "month":
            return day.year * 12 + day.month - 1
        return (day.toordinal() - 1) // 7 if self.granularity == "week" else day.toordinal()

    def start(self, number: int) -> date:
        if self.granularity == "month":
            return date(number // 12, number % 12 + 1, 1)
        return date.fromordinal(number * 7 + 1 if self.granularity == "week" else number)


def count(
    oracle: Oracle, period: Period, query: CohortQuery, today: date
) -> list[tuple[date, list[int], list[object]]]:
    """Return each cohort with its start, the visitors of each period, and the rates, by the definition."""
    periods = Periods(query.granularity, period.zone.key)
    cohorts: dict[int, set[int]] = {}
    for visitor in {item.visitor for item in oracle.matching(period.utc_start, period.utc_end)}:
        first = min((item for item in oracle.events if item.visitor == visitor), key=lambda item: item.ts)
        if first.ts >= period.utc_start:
            cohorts.setdefault(periods.number(first), set()).add(visitor)
    last = periods.of_day(period.end) + query.max_periods - 1
    until = Period(period.start, periods.start(last + 1) - timedelta(days=1), period.zone).utc_end
    active = {(item.visitor, periods.number(item)) for item in oracle.in_matching_sessions(period.utc_start, until)}
    cohort_rows = []
    for number, members in sorted(cohorts.items()):
        counts = [len(members)]
        counts += [sum((one, number + n) in active for one in members) for n in range(1, query.max_periods)]
        rates: list[object] = [
            None if periods.start(number + n) > today and not there else there / len(members)
            for n, there in enumerate(counts)
        ]
        cohort_rows.append((periods.start(number), counts, rates))
    return cohort_rows


def mean_rate(rows: Retention, periods: Periods, end: date, offset: int) -> float:
    elapsed = [row for row in rows.rows if periods.of_day(end) - periods.of_day(row.cohort_start) >= offset]
    rates = [rate for row in elapsed if (rate := row.periods[offset].rate) is not None]
    return sum(rates) / len(rates) if rates else 0.0


@dataclass(frozen=True)
class RetentionCase:
    """Cohorts to ask for. today: in the zone of the period."""

    period: Period
    options: CohortQuery
    filters: list[FilterCase]
    include_bots: bool
    today: date


@st.composite
def retention_cases(draw: st.DrawFn) -> RetentionCase:
    country = draw(st.sampled_from([None, "x", "(none)"]))
    cases = []
    if country is not None:
        cases = [FilterCase("country", False, [country] if country == "x" else [], [], country != "x")]
    first = date(2026, 2, 27) + timedelta(days=draw(st.integers(0, 45)))
    period = Period(first, first + timedelta(days=draw(st.integers(0, 30))), ZoneInfo(draw(st.sampled_from(ZONES))))
    options = CohortQuery(draw(st.sampled_from(get_args(CohortGranularity))), draw(st.integers(1, 12)))
    today = date(2026, 2, 27) + timedelta(days=draw(st.integers(0, 100)))
    return RetentionCase(period, options, cases, draw(st.booleans()), today)


def check_retention(
    store: EventStore[Any, C], con: C, website: WebsiteKey, events: Sequence[Event], case: RetentionCase
) -> None:
    """events: of the website, in order."""
    period, options = case.period, case.options
    oracle = Oracle(list(events), case.filters, case.include_bots)
    query = ReportQuery(website, period, parse_filters(params_of(case.filters)), case.include_bots)
    report = store.retention.retention(con, query, options, case.today)
    assert [
        (row.cohort_start, [cell.retained for cell in row.periods], [cell.rate for cell in row.periods])
        for row in report.rows
    ] == count(oracle, period, options, case.today)
    assert all(row.cohort_size == row.periods[0].retained for row in report.rows)
    there = {item.visitor for item in oracle.in_window(period.utc_start, period.utc_end)}
    assert report.visitor_id_scope == (None if there and there <= set(LASTING) else "day")
    periods = Periods(options.granularity, period.zone.key)
    fourth = mean_rate(report, periods, period.end, 4) if options.max_periods > 4 else None
    assert report.summary.avg_period4_rate == fourth
    first = mean_rate(report, periods, period.end, 1) if options.max_periods > 1 else 0.0
    assert report.summary.avg_period1_rate == first
