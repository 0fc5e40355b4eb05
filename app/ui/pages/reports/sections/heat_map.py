"""Heat map section: the hours of the week on the clocks of the website, by one measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.reports.engagement import HOURS, HeatCell, HeatMap
from app.ui import format
from app.ui.charts.cells import Grid, GridCell
from app.ui.pages.reports.sections.cells import CellsSection
from app.ui.translation import filled, translator
from app.ui.widgets.parts import label
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("heat_map")

_GROUPED = 99.95  # from here on an average needs no decimal


# Measure: name and number of a cell in total. The average of visitors counts a visitor anew in every hour.
_MEASURES: dict[str, tuple[Callable[[], str], Callable[[HeatCell], int]]] = {
    "visitors": (lambda: _tr("Visitors"), lambda cell: cell.visitors),
    "pageviews": (lambda: _tr("Pageviews"), lambda cell: cell.pageviews),
    "sessions": (lambda: _tr("Sessions"), lambda cell: cell.sessions),
    "events": (lambda: _tr("Events"), lambda cell: cell.events),
}


class HeatMapSection(CellsSection):
    """Weekday by hour: averages of an hour, since not every weekday is in a range equally often, or totals."""

    def __init__(self) -> None:
        super().__init__("heat_map", _tr("Hours of the week"), can_turn=True)
        self._report: HeatMap | None = None
        measures = tuple((key, title()) for key, (title, _) in _MEASURES.items())
        self.measure = SegmentedControl(measures, "heat_map_measure", _tr("Measure"))
        self.kind = SegmentedControl(
            (("average", _tr("Average")), ("total", _tr("Total"))), "heat_map_kind", _tr("Numbers")
        )
        for choice in (self.measure, self.kind):
            choice.chosen.connect(self._show)
        self._zone = label("", "caption", "heat_map_zone")
        self.arrange((label(_tr("Hours of the week"), "heading"), self._zone, self.measure, self.kind))

    @property
    def is_empty(self) -> bool:
        return self._report is not None and not any(cell.events for cell in self._report.cells)

    def question(self) -> Question:
        return Question(ApiClient.heat_map)

    def show_report(self, report: Any) -> None:
        self._report = report
        self._zone.setText(_tr("Time of %1").replace("%1", report.timezone))
        self._show()

    def forget(self) -> None:
        super().forget()
        self._report = None

    def _show(self) -> None:
        if self._report is None:
            return
        cells = {(cell.weekday, cell.hour): cell for cell in self._report.cells}
        most = max((self._number(cell) for cell in self._report.cells), default=0.0)
        days = format.week()
        grid = Grid(
            "",
            tuple(format.weekday(day, is_short=True) for day in days),
            tuple(format.hour_of_day(hour) for hour in range(HOURS)),
            lambda row, column: self._value(cells[days[row], column]),
            lambda row, column: self._cell(cells[days[row], column], most),
            tuple(self._write(self._number(cell)) for cell in self._report.cells),
        )
        self.show_grid(grid, self._summary_of(self._report), self._write(0), self._write(most))

    def _number(self, cell: HeatCell) -> float:
        """Return the number of a cell in the chosen measure: its total, or the mean of its hours."""
        if self.kind.value == "total":
            return _MEASURES[self.measure.value][1](cell)
        total = cell.hourly_visitors if self.measure.value == "visitors" else _MEASURES[self.measure.value][1](cell)
        return total / cell.hours if cell.hours else 0.0

    def _write(self, number: float) -> str:
        if self.kind.value == "total" or number >= _GROUPED or not number:
            return format.count(number)
        return format.decimal(number)

    def _value(self, cell: HeatCell) -> float | None:
        return round(self._number(cell), 3) if cell.hours else None  # None for an hour that is not in the range

    def _cell(self, cell: HeatCell, most: float) -> GridCell:
        number = self._number(cell)
        return GridCell(self._write(number), partial(self._spoken, cell), number / most if most else 0.0)

    def _spoken(self, cell: HeatCell) -> str:
        title, total = _MEASURES[self.measure.value]
        text = _tr("%1, %2 \N{MIDDLE DOT} %3: %4 in total")
        if self.kind.value == "average":
            text = _tr("%1, %2 \N{MIDDLE DOT} %3: %5 an hour, %4 in total")
        facts = (format.weekday(cell.weekday), format.hour_span(cell.hour), title(), format.exact(total(cell)))
        return filled(text, *facts, self._write(self._number(cell)))

    def _summary_of(self, report: HeatMap) -> str:
        busiest = max(report.cells, key=self._number)
        if not self._number(busiest):
            return _tr("Nothing of this kind in the range.")
        return _tr("Busiest: %1").replace("%1", self._spoken(busiest))
