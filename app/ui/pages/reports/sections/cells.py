"""Cells section: one report as a grid of coloured numbers, with choices above it and a line to read below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.api.reports.batch import Question
from app.domain.errors import AppError
from app.ui.charts.cells import CellsView, Grid
from app.ui.charts.ramp_legend import RampLegend
from app.ui.pages.reports.sections.section import Questions, Section
from app.ui.style.theme import CONTROL_HEIGHT, SPACE
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import column, icon_button, row
from app.ui.widgets.state_stack import StateStack

_REPORT = "cells"


class CellsSection(Section):
    """A grid of one report. Subclasses name the report and turn its reply into a grid."""

    def __init__(self, name: str, title: str, *, can_turn: bool = False) -> None:
        super().__init__(name)
        self.setProperty("role", "panel")
        self.view = CellsView(f"{name}_cells", title, can_turn=can_turn)
        self.line = ElidedLabel("caption", f"{name}_line")
        self.legend = RampLegend(f"{name}_legend")
        self._summary = ""
        self.view.read.connect(self._on_read)
        self.view.notice.connect(self.notice)
        self._more = icon_button("download", self.tr("Copy or save"), f"{name}_export", self._open_menu)
        self.stack = StateStack(self._content(), f"{name}_state")
        self.stack.retry.connect(self._ask_again)

    def question(self) -> Question[Any]:
        """Return the report to show."""
        raise NotImplementedError  # each subclass has its own

    def show_report(self, report: Any) -> None:  # Any: the type of the subclass's own report
        """Show the reply: ends with `show_grid`, or with an empty state of `stack`."""
        raise NotImplementedError  # each subclass has its own

    def arrange(self, head: Sequence[QWidget], *below: QWidget) -> None:
        """Lay out the section. head: title and choices; below: widgets between them and the cells."""
        choices = FlowLayout(2 * SPACE)
        for widget in head:
            widget.setMinimumHeight(CONTROL_HEIGHT + 2)  # one line with the choices, whose frame is that high
            choices.addWidget(widget)
        top = row(choices, self._more, gap=2)
        top.setStretch(0, 1)
        top.setAlignment(self._more, Qt.AlignmentFlag.AlignTop)
        layout: QVBoxLayout = column(top, *below, self.stack, gap=3, margins=3)
        layout.setStretch(layout.indexOf(self.stack), 1)
        self.setLayout(layout)

    def show_grid(self, grid: Grid, summary: str, low: str, high: str) -> None:
        """Show cells. summary: the most important fact in a sentence; low, high: numbers at the ends of the ramp."""
        self._summary = summary
        self.legend.show_ends(low, high)
        self.view.show_grid(grid, summary)
        self.stack.show_content()

    def questions(self) -> Questions:
        return {_REPORT: self.question()}

    def show_loading(self) -> None:
        self.stack.show_loading()

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self.show_report(replies[_REPORT].data)

    def show_error(self, error: AppError) -> None:
        self.stack.show_error(error)

    def forget(self) -> None:
        self.stack.forget()

    def _content(self) -> QWidget:
        content = QWidget()
        foot = row(self.line, self.legend, gap=4)
        foot.setStretch(0, 1)
        layout = column(self.view, foot, gap=2)
        layout.addStretch(0)  # what is left below the highest cells
        layout.setStretch(0, 1)
        content.setLayout(layout)
        return content

    def _on_read(self, sentence: str) -> None:
        self.line.setText(sentence or self._summary)

    def _ask_again(self) -> None:
        self.show_loading()
        self.needed.emit(self.questions())

    def _open_menu(self) -> None:
        self.view.export_menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
