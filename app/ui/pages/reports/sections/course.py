"""Course section: the traffic of a range over time, with zoom and the way back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.reports.query import COURSES
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.charts.legend import Legend
from app.ui.charts.lines import TRAFFIC
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.reports.measures import ALL, MEASURES, course_of
from app.ui.pages.reports.sections.section import Figures, Section
from app.ui.ranges import CompareChoice, DateRange, compared_days
from app.ui.translation import translator
from app.ui.widgets.parts import button, column, label, row
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("overview")

_HEIGHT, _LOW_HEIGHT, _LEAST_HEIGHT = 260, 190, 120  # of the chart in pixels
_MOST_HEIGHT, _SHARE = 760, 0.6  # on a high page, and of what that has to spare


class CourseSection(Section):
    """Visitors and pageviews over time, or one measure. Dragging over days zooms in.

    all_requested: visitors and pageviews instead of the one measure that is shown.
    """

    all_requested = Signal()

    def __init__(self, clock: Callable[[], datetime], *, has_cards: bool = False, is_low: bool = False) -> None:
        """clock: aware and UTC; has_cards: the measure is chosen by cards of the page, not here.

        is_low: the chart is lower, on a page that is about something else.
        """
        super().__init__("traffic_panel")
        self.setProperty("role", "panel")
        self._zoomed_from: list[DateRange] = []  # ranges to go back to, the newest last
        self._zoomed_to: DateRange | None = None
        self._whole: DateRange | None = None
        self._has_measures = has_cards
        lines = MEASURES if has_cards else TRAFFIC
        self.chart = TrafficChart("traffic", _tr("Visitors and pageviews over time"), clock, lines)
        self._heights = (_LOW_HEIGHT, _LEAST_HEIGHT) if is_low else (_HEIGHT, _LOW_HEIGHT)
        self._is_low, self._spare = False, 0
        self._fit()
        self.chart.range_selected.connect(self._on_zoomed)
        self.chart.reset_requested.connect(self._on_zoom_reset)
        self.chart.takes_annotations = True
        self.chart.annotation_requested.connect(self.annotation_requested)
        self.chart.annotation_removed.connect(self.annotation_removed)
        self.chart.file_saving.connect(self.file_saving)
        self._legend = Legend()
        self._way_back: QPushButton = button("", "zoom_back", self._on_zoom_reset, role="link")
        self._way_back.hide()
        self._heading = label(_tr("Traffic"), "heading", "traffic_heading")
        head = row(self._heading, 2, self._legend, None, self._way_back, self._choice(has_cards), gap=2)
        self.setLayout(column(head, self.chart, gap=2, margins=3))

    @property
    def courses(self) -> Collection[str]:
        return COURSES if self._has_measures else COURSES[:1]

    def set_low(self, is_low: bool) -> None:
        self._is_low = is_low
        self._fit()

    def set_spare(self, pixels: int) -> None:
        self._spare = pixels
        self._fit()

    def show_measure(self, name: str) -> None:
        """Draw one measure, or visitors and pageviews for `ALL`."""
        self.chart.show_measures(name)
        titles = {line.name: line.title() for line in MEASURES}
        self._heading.setText(titles.get(name, _tr("Traffic")))
        self._legend.show_lines(name == ALL)
        self._both.setVisible(name != ALL)

    def show_range(self, request: ReportRequest) -> None:
        self._whole = request.start, request.end
        if self._zoomed_to != self._whole:
            self._zoomed_from.clear()  # the range was changed elsewhere, so there is no way back
        self._way_back.setVisible(bool(self._zoomed_from))
        if self._zoomed_from:
            self._way_back.setText(_tr("Back to %1").replace("%1", format.day_range(*self._zoomed_from[-1])))

    def show_figures(self, figures: Figures) -> None:
        request = figures.request
        self.chart.show_annotations(figures.annotations)
        self.chart.offer(course_of(figures.overview) if self._has_measures else figures.overview.series)
        choice = CompareChoice(request.compare, request.compare_start, request.compare_end)
        self._legend.set_compared(compared_days((request.start, request.end), choice))

    def forget(self) -> None:
        self._zoomed_from.clear()

    def _fit(self) -> None:
        height = self._heights[self._is_low] + round(_SHARE * self._spare)
        self.chart.setMinimumHeight(min(height, _MOST_HEIGHT))

    def _choice(self, has_cards: bool) -> QWidget:
        """Return the control for the lines that stands beside the heading."""
        self._both = button(_tr("Visitors and pageviews"), "traffic_both", self.all_requested.emit, role="link")
        keeps_place = self._both.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)  # or the chart would move
        self._both.setSizePolicy(keeps_place)
        self._both.hide()
        if has_cards:
            return self._both
        choices = ((ALL, _tr("All")), ("visitors", _tr("Visitors")), ("pageviews", _tr("Pageviews")))
        measures = SegmentedControl(choices, "traffic_measures", _tr("Lines"))
        measures.chosen.connect(self.chart.show_measures)
        return measures

    def _on_zoomed(self, days: DateRange) -> None:
        if self._whole is None:
            return
        zoomed = (max(days[0], self._whole[0]), min(days[1], self._whole[1]))
        if zoomed != self._whole:
            self._zoomed_from.append(self._whole)
            self._zoomed_to = zoomed
            self.range_requested.emit(zoomed)

    def _on_zoom_reset(self) -> None:
        if self._zoomed_from:
            self._zoomed_to = self._zoomed_from.pop()
            self.range_requested.emit(self._zoomed_to)
