"""Retention section: cohorts of visitors by their first visit, and how many of them came again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.reports.request import ReportRequest
from app.domain.reports.retention import Retention
from app.ui import format
from app.ui.pages.reports.sections.cells import CellsSection
from app.ui.pages.reports.sections.cohorts import CohortGrid
from app.ui.translation import translator
from app.ui.widgets.parts import label
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.toast import Banner

_tr = translator("retention")

_PERIODS: dict[str, int] = {"day": 30, "week": 12, "month": 12}  # as many as the server follows


class RetentionSection(CellsSection):
    """A row a cohort with its size and its later periods, and the average of all cohorts on top."""

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
