"""Cells section: one report as a grid of coloured numbers, with choices above it and a line to read below."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from app.api.reports.question import Question
from app.ui.charts.cells import CellsView, Grid
from app.ui.charts.ramp_legend import RampLegend
from app.ui.pages.reports.sections.painted import PaintedSection
from app.ui.pages.reports.sections.section import Questions

_REPORT = "cells"


class CellsSection(PaintedSection):
    """A grid of one report. Subclasses name the report and turn its reply into a grid."""

    def __init__(self, name: str, title: str, *, can_turn: bool = False) -> None:
        self.view = CellsView(f"{name}_cells", title, can_turn=can_turn)
        self.legend = RampLegend(f"{name}_legend")
        super().__init__(name, self.view, self.legend)

    @abstractmethod
    def question(self) -> Question:
        """Return the report to show."""

    @abstractmethod
    def show_report(self, report: Any) -> None:  # Any: the type of the subclass's own report
        """Show the reply: ends with `show_grid`, or with an empty state of `stack`."""

    def show_grid(self, grid: Grid, fact: str, low: str, high: str) -> None:
        """Show cells. fact: the most important one in a sentence; low, high: numbers at the ends of the ramp."""
        self.show_fact(fact)
        self.legend.show_ends(low, high)
        self.view.show_grid(grid, fact)
        self.stack.show_content()

    def questions(self) -> Questions:
        return {_REPORT: self.question()}

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self.show_report(replies[_REPORT].data)
