"""Retention section: cohorts of visitors by their first visit, and how many of them came again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.api.reports.batch import Question
from app.api.wire import Data
from app.domain.reports.request import ReportRequest
from app.domain.reports.retention import CohortGranularity, CohortPeriod, CohortRow, Retention, is_over, later
from app.ui import format
from app.ui.charts.cells import Grid, GridCell
from app.ui.pages.reports.sections.cells import CellsSection
from app.ui.pages.reports.sections.section import Figures
from app.ui.texts import filled
from app.ui.widgets.parts import label
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.toast import Banner

_PERIODS: dict[str, int] = {"day": 30, "week": 12, "month": 12}  # as many as the server follows
_ONE_DECIMAL_BELOW = 0.1  # averages that low differ in the first decimal


def _tr(text: str) -> str:
    return QCoreApplication.translate("retention", text)


class RetentionSection(CellsSection):
    """A row a cohort with its size and its later periods, and the average of all cohorts on top."""

    def __init__(self) -> None:
        super().__init__("retention", _tr("Returning visitors by the time of their first visit"))
        self._report: Retention | None = None
        self._request: ReportRequest | None = None
        self._today = date.min
        self._places = 0  # decimals of the rates
        sizes = (("day", _tr("Day")), ("week", _tr("Week")), ("month", _tr("Month")))
        self.period = SegmentedControl(sizes, "retention_size", _tr("Length of a period"))
        self.period.set_value("week")
        self.period.chosen.connect(self.ask_again)
        self.kind = SegmentedControl(
            (("share", _tr("Share")), ("visitors", _tr("Visitors"))), "retention_kind", _tr("Numbers")
        )
        self.kind.chosen.connect(self._show)
        self.advice = Banner("retention_advice")
        heading = label(_tr("Visitors who came again"), "heading")
        self.arrange((heading, self.period, self.kind), self.advice)

    def question(self) -> Question[Any]:
        size = self.period.value
        params = {"cohort_granularity": size, "max_periods": str(_PERIODS[size])}
        return Question("retention", Data[Retention], params)

    def show_range(self, request: ReportRequest) -> None:
        self._request = request

    def show_figures(self, figures: Figures) -> None:
        self._today = figures.now.astimezone(ZoneInfo(figures.overview.stats.timezone)).date()

    def show_report(self, report: Any) -> None:
        self._report = report
        if report.visitor_id_scope == "day" and report.rows:
            self.advice.show_text(_rotating_advice())
        else:
            self.advice.hide()
        self._show()

    def forget(self) -> None:
        super().forget()
        self._report = None
        self.advice.hide()

    def _show(self) -> None:
        report = self._report
        if report is None:
            return
        if not report.rows:
            self.stack.show_empty(
                _tr("No first visits in this range"),
                _tr("Everyone who came had been here before. Choose a longer range."),
            )
            return
        offsets = [
            offset for offset in range(1, report.max_periods) if any(_has_begun(row, offset) for row in report.rows)
        ]
        rates = [row.periods[offset].rate or 0.0 for row in report.rows for offset in offsets]
        most = max(rates, default=0.0)
        averages = [report.averages[offset].rate or 0.0 for offset in offsets]
        self._places = 1 if 0 < max(averages, default=0.0) < _ONE_DECIMAL_BELOW else 0
        columns = (_tr("Visitors"), *(_period_name(report.granularity, offset) for offset in offsets))
        cells = (self._averages(report, offsets, most), *(self._row(report, row, offsets, most) for row in report.rows))
        titles = (_tr("Average"), *(_cohort_name(report.granularity, row.cohort_start) for row in report.rows))
        grid = Grid(_tr("First visit"), titles, columns, cells, leading=1)
        self.legend.show_open_mark(_tr("not over yet"))
        self.show_grid(grid, _summary(report), format.share(0), format.share(most, self._places))

    def _averages(self, report: Retention, offsets: Sequence[int], most: float) -> tuple[GridCell | None, ...]:
        size = sum(row.cohort_size for row in report.rows)
        spoken = _tr("All cohorts: %1 visitors").replace("%1", format.exact(size))
        cells: list[GridCell | None] = [GridCell(format.count(size), size, spoken)]
        for offset in offsets:
            average = report.averages[offset]
            if average.rate is None:
                cells.append(None)
                continue
            text = _tr("%1, average of %2 cohorts by their size: %3")
            facts = (
                _period_name(report.granularity, offset),
                format.exact(average.cohorts),
                format.share(average.rate, 1),
            )
            shown, value = format.share(average.rate, self._places), round(average.rate, 6)
            cells.append(GridCell(shown, value, filled(text, *facts), _level(average.rate, most)))
        return tuple(cells)

    def _row(
        self, report: Retention, row: CohortRow, offsets: Sequence[int], most: float
    ) -> tuple[GridCell | None, ...]:
        return (
            self._size_cell(report.granularity, row),
            *(self._cell(report.granularity, row, row.periods[offset], most) for offset in offsets),
        )

    def _size_cell(self, size: CohortGranularity, row: CohortRow) -> GridCell:
        assert self._request is not None
        end = later(row.cohort_start, size, 1) - timedelta(days=1)
        is_part = row.cohort_start < self._request.start or end > self._request.end
        facts = _cohort_name(size, row.cohort_start), format.exact(row.cohort_size)
        text = filled(_tr("First visit %1: %2 visitors"), *facts)
        if is_part:
            text += " \N{MIDDLE DOT} " + _tr("the range has only a part of this time")
        return GridCell(format.count(row.cohort_size), row.cohort_size, text, is_open=is_part)

    def _cell(self, size: CohortGranularity, row: CohortRow, period: CohortPeriod, most: float) -> GridCell | None:
        if period.rate is None:
            return None  # in the future
        is_open = not is_over(row.cohort_start, size, period.offset, self._today)
        text = _tr("First visit %1, %2: %3 of %4 visitors came again, %5")
        facts = (
            _cohort_name(size, row.cohort_start),
            _period_name(size, period.offset),
            format.exact(period.retained),
            format.exact(row.cohort_size),
            format.share(period.rate, 1),
        )
        text = filled(text, *facts)
        if is_open:
            text += " \N{MIDDLE DOT} " + _tr("not over yet")
        if self.kind.value == "visitors":
            shown, value = format.count(period.retained), float(period.retained)
        else:
            shown, value = format.share(period.rate, self._places), round(period.rate, 6)
        return GridCell(shown, value, text, _level(period.rate, most), is_open)


def _level(rate: float, most: float) -> float:
    return rate / most if most else 0.0


def _has_begun(row: CohortRow, offset: int) -> bool:
    return row.periods[offset].rate is not None


def _period_name(size: CohortGranularity, offset: int) -> str:
    names = {"day": _tr("Day %1"), "week": _tr("Week %1"), "month": _tr("Month %1")}
    return names[size].replace("%1", str(offset))


def _cohort_name(size: CohortGranularity, start: date) -> str:
    if size == "month":
        return format.bucket_name(f"{start:%Y-%m}", "month", "UTC")
    return format.day(start) if size == "day" else format.day_range(start, start + timedelta(days=6))


def _summary(report: Retention) -> str:
    after = {
        "day": _tr("On the day after their first visit, %1 of the visitors came again on average."),
        "week": _tr("In the week after their first visit, %1 of the visitors came again on average."),
        "month": _tr("In the month after their first visit, %1 of the visitors came again on average."),
    }
    rate = report.averages[1].rate if len(report.averages) > 1 else None
    if rate is None:
        return _tr("The first period after a first visit is not over yet.")
    return after[report.granularity].replace("%1", format.share(rate, 1))


def _rotating_advice() -> str:
    return _tr(
        "Visitors of this site get a new ID every day, so most of them cannot be recognised when they come again, and"
        " the true rates are higher. To recognise visitors for longer, let your pages call sparklytics.identify() with"
        " an ID of your own: only visitors with such an ID count as returning."
    )
