"""Painted section: one report as a picture, with choices above it and a line to read below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.charts.painted import PaintedView
from app.ui.pages.reports.sections.state_section import StateSection
from app.ui.style.theme import SPACE
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import NO_LIMIT, column, icon_button, level_with_choices, popup_below, row
from app.ui.widgets.state_stack import StateStack

_LINE_WIDTH = 400  # of the line to read beside the legend, which gives way to it


class PaintedSection(StateSection):
    """A painted view in its states. legend: next to the line to read. Subclasses ask and turn replies into pictures."""

    takes_rest = True

    def __init__(self, name: str, view: PaintedView, legend: QWidget | None = None) -> None:
        super().__init__(name)
        self.line = ElidedLabel("caption", f"{name}_line")
        self._fact = ""
        view.read.connect(self._on_read)
        view.file_saving.connect(self.file_saving)
        self._painted = view
        save = self.tr("Copy or save")
        self._more = icon_button("download", save, f"{name}_export", self._open_menu, panel=view.accessibleName())
        self._content = self._new_content(legend)
        self.stack = StateStack(self._content, f"{name}_state")
        self.stack.retry.connect(self.ask_again)

    def arrange(self, head: Sequence[QWidget], *below: QWidget) -> None:
        """Lay out the section. head: title and choices; below: widgets between them and the picture."""
        choices = FlowLayout(2 * SPACE)
        for widget in head:
            level_with_choices(widget)
            choices.addWidget(widget)
        top = row(choices, self._more, gap=2)
        top.setStretch(0, 1)
        top.setAlignment(self._more, Qt.AlignmentFlag.AlignTop)
        layout: QVBoxLayout = column(top, *below, self.stack, gap=3, margins=3)
        layout.setStretch(layout.indexOf(self.stack), 1)
        self.setLayout(layout)

    def show_fact(self, sentence: str) -> None:
        """Show the most important fact below the picture, while nothing is read there."""
        self._fact = sentence
        self.line.setText(sentence)

    def event(self, event: QEvent) -> bool:
        """End below the highest picture: the layout has just been done."""
        is_done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._limit_height()
        return is_done

    def _limit_height(self) -> None:
        most = NO_LIMIT
        if self.stack.state in ("content", "loading") and self._painted.isVisible():
            around = self.height() - self._content.height()
            most = min(most, around + self._foot.height() + 2 * SPACE + self._painted.maximumHeight())
        if most != self.maximumHeight():
            self.setMaximumHeight(most)

    def _new_content(self, legend: QWidget | None) -> QWidget:
        content = QWidget()
        parts: tuple[QWidget, ...] = (self.line,)
        if legend is not None:
            held = QWidget()  # at the side where its own line begins
            held.setLayout(row(legend, None))
            parts = self.line, held
        foot = f"{self.objectName()}_foot"
        self._foot = ResponsiveGrid(parts, _LINE_WIDTH, (len(parts), 1), foot, weights=(1, 0))
        layout = column(self._painted, self._foot, gap=2)
        layout.addStretch(0)  # what is left below the highest picture
        layout.setStretch(0, 1)
        content.setLayout(layout)
        return content

    def _on_read(self, sentence: str) -> None:
        self.line.setText(sentence or self._fact)

    def _open_menu(self) -> None:
        popup_below(self._painted.export_menu(), self._more)
