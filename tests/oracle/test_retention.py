"""Random histories of many weeks: retention equals plain counting over all events in Python."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import CohortGranularity, CohortQuery, Retention
from app.storage.connection import Connection
from app.storage.reports.retention import retention
from tests.examples import examples
from tests.histories import empty_database, event, store
from tests.oracle.counting import Oracle
from tests.oracle.random_histories import FilterCase, params_of

# Clocks change in the middle: in Warsaw on 29 March, in St John's on 8 March, in Lord Howe by half an hour on 5 April.
START = datetime(2026, 2, 27, tzinfo=UTC)
HOURS = 24 * 60
ZONES = ("UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe")
LASTING = range(1, 5)  # visitors with a supplied id; all other ids end with the UTC day


@pytest.fixture(scope="module")
def database() -> Iterator[Connection]:
    con = empty_database()
    yield con
    con.close()


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


@pytest.mark.timeout(240)  # each of the 200 histories is stored, also on a busy machine
@examples(50)
@given(
    history=histories(),
    filter_by=st.sampled_from([None, "x", "(none)"]),
    zone=st.sampled_from(ZONES),
    granularity=st.sampled_from(get_args(CohortGranularity)),
    max_periods=st.integers(1, 12),
    span=st.tuples(st.integers(0, 45), st.integers(0, 30)),
    swept_day=st.integers(0, 70) | st.none(),
    today=st.integers(0, 100),
    include_bots=st.booleans(),
)
def test_retention_equals_plain_counting(
    database: Connection,
    history: list[Event],
    filter_by: str | None,
    zone: str,
    granularity: CohortGranularity,
    max_periods: int,
    span: tuple[int, int],
    swept_day: int | None,
    today: int,
    include_bots: bool,
) -> None:
    cases = []
    if filter_by is not None:
        cases = [FilterCase("country", False, [filter_by] if filter_by == "x" else [], [], filter_by != "x")]
    first = date(2026, 2, 27) + timedelta(days=span[0])
    period = Period(first, first + timedelta(days=span[1]), ZoneInfo(zone))
    query = CohortQuery(granularity, max_periods)
    now = date(2026, 2, 27) + timedelta(days=today)
    database.begin()
    try:
        swept = None if swept_day is None else START + timedelta(days=swept_day)
        stored = store(database, history, ended_before=swept, client_ids=dict.fromkeys(LASTING, "id"))
        oracle = Oracle(stored, cases, include_bots)
        conditions = parse_filters(params_of(cases))
        report = retention(database, ReportQuery(1, period, conditions, include_bots), query, now)
        assert [
            (row.cohort_start, [cell.retained for cell in row.periods], [cell.rate for cell in row.periods])
            for row in report.rows
        ] == count(oracle, period, query, now)
        assert all(row.cohort_size == row.periods[0].retained for row in report.rows)
        there = {item.visitor for item in oracle.in_window(period.utc_start, period.utc_end)}
        assert report.visitor_id_scope == (None if there and there <= set(LASTING) else "day")
        periods = Periods(granularity, zone)
        fourth = mean_rate(report, periods, period.end, 4) if max_periods > 4 else None
        assert report.summary.avg_period4_rate == fourth
        assert report.summary.avg_period1_rate == (
            mean_rate(report, periods, period.end, 1) if max_periods > 1 else 0.0
        )
    finally:
        database.rollback()
