"""Retention section: cohorts of visitors by their first visit, and how many of them came again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.domain.reports.retention import CohortGranularity, Retention
from app.ui import format
from app.ui.pages.reports.sections.cells import CellsSection
from app.ui.pages.reports.sections.cohorts import CohortGrid
from app.ui.pages.reports.sections.facts import FactsSection, PlainCard
from app.ui.translation import filled, translator
from app.ui.widgets.parts import label
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.toast import Banner

_tr = translator("retention")

_SOON, _LATER = 1, 4  # periods after the first visit that have a card
_PERIODS: dict[str, int] = {"day": 30, "week": 12, "month": 12}  # as many as the server follows


class RetentionFacts(FactsSection):
    """Cards: the visitors of all cohorts, and the average shares of them that came again, soon and later."""

    def __init__(self) -> None:
        self.visitors = PlainCard(_tr("New visitors"), "retention_visitors_card")
        self.soon = PlainCard(_came_again("week", _SOON), "retention_soon_card")
        self.later = PlainCard(_came_again("week", _LATER), "retention_later_card")
        super().__init__((), (self.visitors, self.soon, self.later))

    @property
    def takes_figures(self) -> bool:
        return False

    @Slot(object)
    def show_report(self, report: Retention | None) -> None:
        """Show the sums of a report. report: None when it could not be read."""
        if report is None or not report.rows:
            self.forget()
            return
        visitors, cohorts = sum(row.cohort_size for row in report.rows), len(report.rows)
        note = filled(_tr("in %1 cohorts", cohorts), format.exact(cohorts))
        self.visitors.show_text(format.count(visitors), note)
        known = [average for average in report.averages if average.rate is not None and average.offset <= _LATER]
        last = max((average.offset for average in known), default=0)
        _show_average(self.soon, report, _SOON)
        _show_average(self.later, report, last if last > _SOON else _LATER)


def _show_average(card: PlainCard, report: Retention, offset: int) -> None:
    """Show the average share of a period in a card."""
    average = report.averages[offset] if offset < len(report.averages) else None
    card.show_title(_came_again(report.granularity, offset))
    if average is None or average.rate is None:
        card.show_text(format.NOTHING, _tr("not over yet"))
        return
    note = filled(_tr("average of %1 cohorts", average.cohorts), format.exact(average.cohorts))
    card.show_text(format.share(average.rate, 1), note)


def _came_again(size: CohortGranularity, offset: int) -> str:
    titles = {
        "day": _tr("Came again after %1 days", offset),
        "week": _tr("Came again after %1 weeks", offset),
        "month": _tr("Came again after %1 months", offset),
    }
    return titles[size].replace("%1", str(offset))


class RetentionSection(CellsSection):
    """A row a cohort with its size and its later periods, and the average of all cohorts on top.

    answered carries every report, None for a question that failed.
    """

    answered = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        """today: returns the day it is in the zone of the request."""
        super().__init__("retention", _tr("Returning visitors by the time of their first visit"))
        self._report: Retention | None = None
        self._request: ReportRequest | None = None
        self._today = today
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

    def question(self) -> Question:
        size = self.period.value
        params = {"cohort_granularity": size, "max_periods": str(_PERIODS[size])}
        return Question(ApiClient.retention, params)

    def show_range(self, request: ReportRequest) -> None:
        self._request = request

    def show_report(self, report: Any) -> None:
        self._report = report
        if report.visitor_id_scope == "day" and report.rows:
            self.advice.show_text(_rotating_advice())
        else:
            self.advice.hide()
        self._show()
        self.answered.emit(report)

    def show_error(self, error: AppError) -> None:
        super().show_error(error)
        self.answered.emit(None)

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
        assert self._request is not None
        in_visitors = self.kind.value == "visitors"
        cohorts = CohortGrid(report, self._request.start, self._request.end, self._today(), in_visitors=in_visitors)
        self.legend.show_open_mark(_tr("not over yet"))
        high = format.share(cohorts.most, cohorts.places)
        self.show_grid(cohorts.grid(), _summary(report), format.share(0), high)


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
