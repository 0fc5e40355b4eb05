"""Style sheets where they are seen: each part of the window has its own, renewed when it is next shown.

With one style sheet for the application, Qt styles every widget again each time one of its parents gets a parent, and
the widgets of hidden pages whenever the tone changes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from app.ui.style import theme


def dress(widget: QWidget) -> None:
    """Give a widget and its children the style sheet of the theme: when first shown, and after each change of it."""
    _Dresser(widget)


class _Dresser(QObject):
    """Watches one widget, which owns it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sheet = ""
        widget.installEventFilter(self)
        theme.current().changed.connect(self._on_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.Show):
            self._renew()
        return False

    @Slot()
    def _on_changed(self) -> None:
        if self._widget.isVisible():
            self._renew()

    def _renew(self) -> None:
        sheet = theme.current().stylesheet()
        if sheet != self._sheet:
            self._sheet = sheet
            self._widget.setStyleSheet(sheet)
