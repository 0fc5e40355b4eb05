"""Course of one custom event, which is chosen in the table below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.reports.custom_events import EventSeries
from app.domain.reports.results import Series
from app.ui.charts.legend import Legend
from app.ui.charts.lines import OCCURRENCES
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.reports.sections.section import Questions
from app.ui.pages.reports.sections.state_section import StateSection
from app.ui.translation import translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import column, row
from app.ui.widgets.state_stack import StateStack

_tr = translator("events")

_CHART_HEIGHT, _MOST_HEIGHT = 200, 800
_SHARE = 1.0  # of what a high page has to spare: few sites have more events than a screen has rows
_COURSE = "course"


class EventCourse(StateSection):
    """Occurrences and visitors of an event over time. Dragging over days zooms in."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """clock: aware."""
        super().__init__("event_course")
        self.event_name = ""  # blank while none is chosen
        self.chart = TrafficChart("event_chart", _tr("Occurrences and visitors over time"), clock, OCCURRENCES)
        self.chart.setMinimumHeight(_CHART_HEIGHT)
        self.chart.range_selected.connect(self.range_requested)
        self.chart.file_saving.connect(self.file_saving)
        self._heading = ElidedLabel("heading", "event_heading")
        self.stack = StateStack(self.chart, "event_course_state")
        self.stack.retry.connect(self.ask_again)
        head = row(self._heading, Legend("event_legend", OCCURRENCES), gap=3)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.stack, gap=2, margins=3))
        self.hide()

    def set_spare(self, pixels: int) -> None:
        self.chart.setMinimumHeight(min(_MOST_HEIGHT, _CHART_HEIGHT + round(_SHARE * pixels)))

    def choose(self, event_name: str) -> None:
        """Show the course of an event."""
        if event_name != self.event_name:
            self.event_name = event_name
            self._heading.setText(event_name)
            self.show()
            self.ask_again()

    def questions(self) -> Questions:
        if not self.event_name:
            return {}
        return {_COURSE: Question(ApiClient.event_series, {"event_name": self.event_name})}

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        course: EventSeries = replies[_COURSE].data
        self.chart.offer(Series(course.series, course.granularity, None, course.timezone))
        self.stack.show_content()

    def forget(self) -> None:
        super().forget()
        self.event_name = ""
        self.hide()
