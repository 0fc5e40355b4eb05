"""Style sheets where they are seen: each part of the window has its own, renewed when it is next shown.

With one style sheet for the application, Qt styles every widget again each time one of its parents gets a parent, and
the widgets of hidden pages whenever the tone changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.steps import Steps
from app.ui.style import theme


def dress(widget: QWidget) -> None:
    """Give a widget and its children the style sheet of the theme: when first shown, and after each change of it."""
    _Dresser(widget)


def is_dressed(widget: QWidget) -> bool:
    """Return whether a dressed widget has the style sheet of the theme, so that its showing does not style it."""
    return _dresser_of(widget).is_current


def dress_ahead(widget: QWidget, building: Iterator[None]) -> Iterator[None]:
    """Style a dressed widget, and all that its building adds, before it is shown: one part a step.

    The showing would style all of it at once, and each part twice that was added to a widget without a style sheet.
    """
    _dresser_of(widget).renew()
    yield
    yield from building
    for part in reversed(widget.findChildren(QWidget)):  # children first: Qt styles them with their parents
        if isValid(part):
            part.ensurePolished()
            yield
    widget.ensurePolished()


def _dresser_of(widget: QWidget) -> _Dresser:
    dresser = widget.findChild(_Dresser, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(dresser, _Dresser)
    return dresser


@contextmanager
def dressing_in_steps() -> Iterator[None]:
    """Keep the window responsive while the theme changes: its parts are renewed one a step, then painted together."""
    global _renewal
    _renewal = _Renewal()
    try:
        yield
    finally:
        _renewal.end()
        _renewal = None


class _Dresser(QObject):
    """Watches one widget, which owns it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._sheet = ""
        widget.installEventFilter(self)
        theme.current().changed.connect(self._on_changed)

    @property
    def is_current(self) -> bool:
        return self._sheet == theme.current().stylesheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.Show):
            self.renew()
        return False

    @Slot()
    def _on_changed(self) -> None:
        if not self._widget.isVisible():
            return
        if _renewal is None:
            self.renew()
        else:
            _renewal.add(self)

    def renew(self) -> None:
        """Give the widget the style sheet of the theme, unless it has it."""
        sheet = theme.current().stylesheet()
        if sheet != self._sheet:
            self._sheet = sheet
            self._widget.setStyleSheet(sheet)


class _Renewal(QObject):
    """Renews the parts on screen one a step. Meanwhile windows keep their picture, so none shows two themes at once."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[_Dresser] = []
        self._frozen: list[QWidget] = []
        self._steps = Steps(self)
        # One turn later: changes of palettes and layouts that are still to be delivered would paint everything again.
        self._thaw = QTimer(self)
        self._thaw.setSingleShot(True)
        self._thaw.setInterval(0)
        self._thaw.timeout.connect(self._on_thaw)

    def add(self, dresser: _Dresser) -> None:
        self._waiting.append(dresser)
        if not self._steps.is_running:
            self._freeze()
            self._steps.start(self._renewed())

    def end(self) -> None:
        """Renew what waits at once."""
        self._steps.stop()
        for _ in self._renewed():
            pass
        self._on_thaw()

    def _freeze(self) -> None:
        self._thaw.stop()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.updatesEnabled():
                window.setUpdatesEnabled(False)
                self._frozen.append(window)

    def _renewed(self) -> Iterator[None]:
        try:
            while self._waiting:
                dresser = self._waiting.pop(0)
                if isValid(dresser):
                    dresser.renew()
                yield
        finally:
            self._thaw.start()

    @Slot()
    def _on_thaw(self) -> None:
        self._thaw.stop()
        for window in filter(isValid, self._frozen):
            window.setUpdatesEnabled(True)
        self._frozen.clear()


_renewal: _Renewal | None = None
