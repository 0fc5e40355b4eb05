"""Fitted dialog: its height follows its content, because its steps differ in height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.focus.reading_order import step
from app.ui.style import theme
from app.ui.style.dress import dress


class FittedDialog(QDialog):
    """A dialog that is deleted when it closes. width: minimum, in pixels at a scale of 1, see `Theme.sized`."""

    def __init__(self, name: str, width: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        dress(self)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.current().sized(width))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return step(self, is_next=is_next)

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            # Qt's own adjustment stops at two thirds of the screen, where parts would overlap.
            self.resize(self.width(), self.heightForWidth(self.width()))
        return is_done
