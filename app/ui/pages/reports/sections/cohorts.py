"""Grid of cohorts: retention as rows of numbers, with the average on top. Cells are written as they come into view."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from app.domain.reports.retention import CohortGranularity, CohortRow, Retention, is_over, later
from app.ui import format
from app.ui.charts.cells import Grid, GridCell
from app.ui.translation import filled, translator

_tr = translator("retention")

_ONE_DECIMAL_BELOW = 0.1  # averages that low differ in the first decimal
_AND = " \N{MIDDLE DOT} "


class CohortGrid:
    """Cells of a report. Row 0 has the averages, column 0 the sizes; the number of another column is its offset.

    first, last: days of the range; today: in its zone. in_visitors: numbers of visitors instead of shares.
    """

    def __init__(self, report: Retention, first: date, last: date, today: date, *, in_visitors: bool) -> None:
        self._report, self._first, self._last, self._today = report, first, last, today
        self._in_visitors = in_visitors
        begun = (
            offset for offset in range(report.max_periods) if any(_rate(row, offset) is not None for row in report.rows)
        )
        self._periods = max(begun, default=0)
        offsets = range(1, self._periods + 1)
        self.most = max((_rate(row, offset) or 0.0 for row in report.rows for offset in offsets), default=0.0)
        averages = max((report.averages[offset].rate or 0.0 for offset in offsets), default=0.0)
        self.places = 1 if 0 < averages < _ONE_DECIMAL_BELOW else 0

    def grid(self) -> Grid:
        report = self._report
        columns = (_tr("Visitors"), *(period_name(report.granularity, at) for at in range(1, self._periods + 1)))
        rows = (_tr("Average"), *(cohort_name(report.granularity, row.cohort_start) for row in report.rows))
        size = sum(row.cohort_size for row in report.rows)
        texts = (
            format.count(size),
            *(format.count(row.cohort_size) for row in report.rows[:1]),
            self._share(self.most),
        )
        return Grid(_tr("First visit"), rows, columns, self._value, self._cell, texts, leading=1)

    def _value(self, row: int, column: int) -> float | None:
        """Return a number as exported; None for a period in the future, or an average of no cohort."""
        if row == 0:
            if not column:
                return sum(cohort.cohort_size for cohort in self._report.rows)
            average = self._report.averages[column].rate
            return None if average is None else round(average, 6)
        cohort = self._report.rows[row - 1]
        if not column:
            return cohort.cohort_size
        rate = _rate(cohort, column)
        if rate is None:
            return None
        return cohort.periods[column].retained if self._in_visitors else round(rate, 6)

    def _cell(self, row: int, column: int) -> GridCell:
        if row == 0:
            return self._average(column)
        cohort = self._report.rows[row - 1]
        if not column:
            is_open = self._is_part(cohort)
            return GridCell(format.count(cohort.cohort_size), partial(self._size_spoken, cohort), is_open=is_open)
        rate = _rate(cohort, column) or 0.0
        is_open = not is_over(cohort.cohort_start, self._report.granularity, column, self._today)
        text = format.count(cohort.periods[column].retained) if self._in_visitors else self._share(rate)
        return GridCell(text, partial(self._spoken, cohort, column, is_open=is_open), self._level(rate), is_open)

    def _average(self, column: int) -> GridCell:
        if not column:
            size = sum(row.cohort_size for row in self._report.rows)
            text = _tr("All cohorts: %1 visitors", size)
            return GridCell(format.count(size), lambda: filled(text, format.exact(size)))
        rate = self._report.averages[column].rate or 0.0
        return GridCell(self._share(rate), partial(self._average_spoken, column), self._level(rate))

    def _average_spoken(self, column: int) -> str:
        average = self._report.averages[column]
        facts = period_name(self._report.granularity, column), format.exact(average.cohorts)
        text = _tr("%1, average of %2 cohorts by their size: %3", average.cohorts)
        return filled(text, *facts, format.share(average.rate or 0.0, 1))

    def _size_spoken(self, row: CohortRow) -> str:
        name = cohort_name(self._report.granularity, row.cohort_start)
        text = filled(_tr("First visit %1: %2 visitors", row.cohort_size), name, format.exact(row.cohort_size))
        return text + _AND + _tr("the range has only a part of this time") if self._is_part(row) else text

    def _spoken(self, row: CohortRow, column: int, *, is_open: bool) -> str:
        size, period = self._report.granularity, row.periods[column]
        text = filled(
            _tr("First visit %1, %2: %3 of %4 visitors came again, %5", row.cohort_size),
            cohort_name(size, row.cohort_start),
            period_name(size, column),
            format.exact(period.retained),
            format.exact(row.cohort_size),
            format.share(period.rate or 0.0, 1),
        )
        return text + _AND + _tr("not over yet") if is_open else text

    def _is_part(self, row: CohortRow) -> bool:
        """Return whether the range has only a part of a cohort's own period."""
        end = later(row.cohort_start, self._report.granularity, 1) - timedelta(days=1)
        return row.cohort_start < self._first or end > self._last

    def _share(self, rate: float) -> str:
        return format.share(rate, self.places)

    def _level(self, rate: float) -> float:
        return rate / self.most if self.most else 0.0


def period_name(size: CohortGranularity, offset: int) -> str:
    names = {"day": _tr("Day %1"), "week": _tr("Week %1"), "month": _tr("Month %1")}
    return names[size].replace("%1", str(offset))


def cohort_name(size: CohortGranularity, start: date) -> str:
    if size == "month":
        return format.bucket_name(f"{start:%Y-%m}", "month", "UTC")
    return format.day(start) if size == "day" else format.day_range(start, start + timedelta(days=6))


def _rate(row: CohortRow, offset: int) -> float | None:
    return row.periods[offset].rate
