"""Style sheets where they are seen: each part of the window has its own, renewed when it is next shown.

With one style sheet for the application, Qt styles every widget again each time one of its parents gets a parent, and
the widgets of hidden pages whenever the tone changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.ui.style import theme


def dress(widget: QWidget) -> None:
    """Give a widget and its children the style sheet of the theme: when first shown, and after each change of it."""
    _Dresser(widget)


def dress_ahead(widget: QWidget, building: Iterator[None]) -> Iterator[None]:
    """Style a dressed widget, and all that its building adds, before it is shown: one part a step.

    The showing would style all of it at once, and each part twice that was added to a widget without a style sheet.
    """
    dresser = widget.findChild(_Dresser, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(dresser, _Dresser)
    dresser.renew()
    yield
    yield from building
    for part in reversed(widget.findChildren(QWidget)):  # children first: Qt styles them with their parents
        if isValid(part):
            part.ensurePolished()
            yield
    widget.ensurePolished()


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
            self.renew()
        return False

    @Slot()
    def _on_changed(self) -> None:
        if self._widget.isVisible():
            self.renew()

    def renew(self) -> None:
        """Give the widget the style sheet of the theme, unless it has it."""
        sheet = theme.current().stylesheet()
        if sheet != self._sheet:
            self._sheet = sheet
            self._widget.setStyleSheet(sheet)
