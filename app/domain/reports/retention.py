"""Retention: cohorts of visitors by the period of their first visit, and the share that returned in later periods.

Periods are the days, ISO weeks or months of a zone. Filters do not change a visitor's first visit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.domain.errors import BadRequest
from app.domain.ingest.visitors import VisitorIdScope
from app.domain.reports.periods import Period
from app.domain.reports.query import Params, parse_int_within

CohortGranularity = Literal["day", "week", "month"]

# Granularity -> (default periods, most periods, word in the error message).
_PERIODS: Mapping[CohortGranularity, tuple[int, int, str]] = {
    "day": (30, 30, "daily"),
    "week": (8, 12, "weekly"),
    "month": (12, 12, "monthly"),
}
_SUMMARIZED = (1, 4)
_WEEK_DAYS = 7
Cells = Mapping[tuple[int, int], int]  # (number of the cohort's period, offset) -> visitors


@dataclass(frozen=True, slots=True)
class CohortQuery:
    """Options of retention: the length of a period, and the periods to follow, the cohort's own included."""

    granularity: CohortGranularity = "week"
    max_periods: int = 8

    def bounded(self) -> CohortQuery:
        """Return the query with max_periods within its bound."""
        return CohortQuery(self.granularity, min(self.max_periods, _PERIODS[self.granularity][1]))


@dataclass(frozen=True, slots=True)
class CohortPeriod:
    """One cell. offset: periods since the cohort's own. rate: fraction of the cohort, null for a future period."""

    offset: int
    retained: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One cohort. cohort_start: first day of its period, which may lie before the range for a week."""

    cohort_start: date
    cohort_size: int
    periods: tuple[CohortPeriod, ...]


@dataclass(frozen=True, slots=True)
class RetentionSummary:
    """Mean rates after one and after four periods, over the cohorts whose range is long enough, without weights.

    0 if there is no such cohort; avg_period4_rate is null if at most four periods are shown.
    """

    avg_period1_rate: float
    avg_period4_rate: float | None


@dataclass(frozen=True, slots=True)
class CohortAverage:
    """Mean rate of one offset, weighted by size, over the cohorts whose period there is over; null if cohorts is 0."""

    offset: int
    cohorts: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class Retention:
    """Cohorts with members, earliest first. visitor_id_scope: `day` when visitors get a new id every day."""

    granularity: CohortGranularity
    max_periods: int
    rows: tuple[CohortRow, ...]
    summary: RetentionSummary
    visitor_id_scope: VisitorIdScope | None
    averages: tuple[CohortAverage, ...]


def parse_cohort_query(params: Params) -> CohortQuery:
    """Read `cohort_granularity` and `max_periods`."""
    granularity = parse_cohort_granularity(params.get("cohort_granularity"))
    usual, most, word = _PERIODS[granularity]
    text, where = params.get("max_periods"), f" for {word} granularity"
    periods = parse_int_within("max_periods", text, default=usual, lowest=1, highest=most, where=where)
    return CohortQuery(granularity, periods)


def parse_cohort_granularity(text: str | None) -> CohortGranularity:
    word = "week" if text is None else text.strip()
    granularity = next((known for known in _PERIODS if known == word), None)
    if granularity is None:
        raise BadRequest(f"cohort_granularity must be one of: {', '.join(_PERIODS)}", field="cohort_granularity")
    return granularity


def period_start(day: date, granularity: CohortGranularity) -> date:
    """Return the first day of the period that contains `day`."""
    if granularity == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if granularity == "week" else day


def later(start: date, granularity: CohortGranularity, periods: int) -> date:
    """Return the first day of the period that begins `periods` periods after `start`."""
    if granularity != "month":
        return start + timedelta(days=periods * (_WEEK_DAYS if granularity == "week" else 1))
    years, month = divmod(start.month - 1 + periods, 12)
    return date(start.year + years, month + 1, 1)


def followed(period: Period, query: CohortQuery) -> Period:
    """Return the days in which visitors may return: from the start of the range to the last cohort's last period."""
    last = period_start(period.end, query.granularity)
    end = later(last, query.granularity, query.max_periods) - timedelta(days=1)
    return Period(period.start, end, period.zone)


def retention_of(
    period: Period, query: CohortQuery, cells: Cells, today: date, scope: VisitorIdScope | None
) -> Retention:
    """Return the report of counted cells, as `rows_of`. scope: lifetime of the visitor ids."""
    rows = rows_of(period, query, cells, today)
    return Retention(
        query.granularity,
        query.max_periods,
        rows,
        summary_of(rows, query, period.end),
        scope,
        averages_of(rows, query, today),
    )


def rows_of(period: Period, query: CohortQuery, cells: Cells, today: date) -> tuple[CohortRow, ...]:
    """Return the rows of counted cells. Offset 0 holds the size of the cohort. today: in the zone of the period."""
    first = period_start(period.start, query.granularity)
    rows = []
    for number in sorted({cohort for cohort, _ in cells}):
        start, size = later(first, query.granularity, number), cells[number, 0]
        counts = [cells.get((number, offset), 0) for offset in range(query.max_periods)]
        begun = [later(start, query.granularity, offset) <= today for offset in range(query.max_periods)]
        periods = [
            CohortPeriod(offset, count, count / size if has_begun or count else None)
            for offset, (count, has_begun) in enumerate(zip(counts, begun, strict=True))
        ]
        rows.append(CohortRow(start, size, tuple(periods)))
    return tuple(rows)


def summary_of(rows: Sequence[CohortRow], query: CohortQuery, end: date) -> RetentionSummary:
    """Summarize rows. end: last day of the range."""
    first, fourth = (_mean_rate(rows, query, end, offset) for offset in _SUMMARIZED)
    return RetentionSummary(first, None if query.max_periods <= _SUMMARIZED[1] else fourth)


def is_over(start: date, granularity: CohortGranularity, offset: int, today: date) -> bool:
    """Return whether the period `offset` periods after a cohort's own has ended. start: first day of the cohort."""
    return later(start, granularity, offset + 1) <= today


def averages_of(rows: Sequence[CohortRow], query: CohortQuery, today: date) -> tuple[CohortAverage, ...]:
    """Return the mean rates of all offsets. today: in the zone of the rows."""
    averages = []
    for offset in range(query.max_periods):
        over = [row for row in rows if is_over(row.cohort_start, query.granularity, offset, today)]
        size = sum(row.cohort_size for row in over)
        rate = sum(row.periods[offset].retained for row in over) / size if size else None
        averages.append(CohortAverage(offset, len(over), rate))
    return tuple(averages)


def _mean_rate(rows: Sequence[CohortRow], query: CohortQuery, end: date, offset: int) -> float:
    if offset >= query.max_periods:
        return 0.0
    cells = [row.periods[offset] for row in rows if later(row.cohort_start, query.granularity, offset) <= end]
    rates = [cell.rate for cell in cells if cell.rate is not None]
    return sum(rates) / len(rates) if rates else 0.0
