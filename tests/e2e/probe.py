"""Program with a probe in it: a test in another process asks where on the screen a widget is and what it shows.

Nothing else is changed: input reaches the program as any input does, from the screen. Where there is no screen to send
it to (see `person.py`), the probe hands it to Qt.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Listener
from typing import Any

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollArea,
    QTableView,
    QWidget,
)

from app.__main__ import main

Place = tuple[int, int]  # pixels of the screen
_KINDS = (QAbstractButton, QMenuBar)  # the parts that Qt names none of: buttons of its dialogs, the menu bar


@dataclass(frozen=True)
class Row:
    """Row of a table or list, or entry of a menu. place: None while it is out of view."""

    texts: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True)
class Seen:
    """Visible widget. place: of its middle, None while it cannot be clicked: out of view, moving or covered.

    area: middle of the part of the page that scrolls it, and whether it is further down there.
    """

    text: str
    description: str
    is_enabled: bool
    has_focus: bool
    place: Place | None
    area: tuple[Place, bool] | None
    rows: tuple[Row, ...]
    at: int  # current row, -1 for none


class Probe(QObject):
    """Answers requests of the test, each on the GUI thread."""

    _asked = Signal(object)

    def __init__(self, listener: Listener) -> None:
        super().__init__()
        self._listener = listener
        self._connection: Connection | None = None
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()  # ends with the program

    def _listen(self) -> None:
        self._connection = self._listener.accept()
        while True:
            try:
                self._asked.emit(self._connection.recv())
            except EOFError:
                return

    def _answer(self, request: tuple[str, tuple[Any, ...]]) -> None:
        name, arguments = request
        assert self._connection is not None
        try:
            self._connection.send(getattr(self, name)(*arguments))
        except Exception:  # the test raises it
            self._connection.send(AssertionError(traceback.format_exc()))

    def see(self, name: str) -> Seen | None:
        """Return the visible widget of this object name or text, None when there is none."""
        for widget in _visible(name):  # keeps its window: a widget of a window that Python has let go of is unusable
            return _seen(widget)
        return None

    def focus(self) -> tuple[str, int]:
        """Return name and address of the focused widget; a blank name when no window is active."""
        popup = QApplication.activePopupWidget()
        widget = (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()
        if widget is None or QGuiApplication.focusWindow() is None:
            _activate()
            return "", 0
        named = widget
        while not named.objectName() and (parent := named.parentWidget()) is not None:
            named = parent
        return named.objectName() or type(named).__name__, shiboken6.getCppPointer(widget)[0]

    def clipboard(self) -> str:
        return QGuiApplication.clipboard().text()

    def click(self, x: int, y: int, count: int) -> None:
        def act() -> None:
            window = QGuiApplication.topLevelAt(QPoint(x, y))
            press = QTest.mouseClick if count == 1 else QTest.mouseDClick
            press(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, window.mapFromGlobal(QPoint(x, y)))

        QTimer.singleShot(0, act)  # after the answer: a click may open a dialog and come back when that is closed

    def wheel(self, x: int, y: int, steps: int) -> None:
        window = QGuiApplication.topLevelAt(QPoint(x, y))
        QTest.wheelEvent(window, window.mapFromGlobal(QPoint(x, y)), QPoint(0, -120 * steps))

    def key(self, keys: str) -> None:
        combination = QKeySequence.fromString(keys)[0]
        QTimer.singleShot(
            0, lambda: QTest.keyClick(_focus_window(), combination.key(), combination.keyboardModifiers())
        )

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClick(_focus_window(), ord(character))


def _activate() -> None:
    """Activate a window where no window manager does, once the active one is gone."""
    if QGuiApplication.platformName() == "offscreen":
        (QApplication.activeModalWidget() or next(filter(_is_main, QApplication.topLevelWidgets()))).activateWindow()


def _is_main(window: QWidget) -> bool:
    return isinstance(window, QMainWindow) and window.isVisible()


def _focus_window() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window is active"
    return window


def _visible(name: str) -> Iterator[QWidget]:
    """Yield the visible widgets of an object name, else of a text or a class, those of the active window first."""
    windows = sorted(QApplication.topLevelWidgets(), key=lambda window: not window.isActiveWindow())
    for window in windows:
        named = window.findChildren(QWidget, name)
        yield from filter(QWidget.isVisible, [window, *named] if window.objectName() == name else named)
    for window in windows:
        for widget in (window, *(part for kind in _KINDS for part in window.findChildren(kind))):
            if widget.isVisible() and name in (_text(widget), type(widget).__name__):
                yield widget


def _text(widget: QWidget) -> str:
    for read in ("text", "toPlainText", "title"):
        if callable(method := getattr(widget, read, None)):
            return str(method()).replace("&&", "\0").replace("&", "").replace("\0", "&")
    return ""


def _seen(widget: QWidget) -> Seen:
    area = widget.visibleRegion().boundingRect()
    full = widget.rect() if not isinstance(widget, QAbstractScrollArea) else area
    middle = None if area.isEmpty() or not area.contains(full.center()) else full.center()
    view = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
    return Seen(
        _text(widget),
        widget.accessibleDescription(),
        widget.isEnabled(),
        (widget.focusProxy() or widget).hasFocus(),
        None if middle is None else _on_top(widget, middle),
        _scroller(widget),
        tuple(_rows(widget, view)),
        widget.currentIndex().row() if isinstance(widget, QAbstractItemView) else -1,
    )


def _on_top(widget: QWidget, point: QPoint) -> Place | None:
    """Return the place of a point of a widget, None when something else is there."""
    place = widget.mapToGlobal(point)
    top = QApplication.widgetAt(place)
    return (place.x(), place.y()) if top is not None and (top is widget or widget.isAncestorOf(top)) else None


def _scroller(widget: QWidget) -> tuple[Place, bool] | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if parent is None:
        return None
    view = parent.viewport()
    middle = view.mapToGlobal(view.rect().center())
    return (middle.x(), middle.y()), widget.mapTo(view, widget.rect().center()).y() > view.height() // 2


def _rows(widget: QWidget, view: QWidget) -> Iterator[Row]:
    if isinstance(widget, QMenu | QMenuBar):
        for action in widget.actions():
            text = action.text().replace("&", "")
            yield Row((text,), _on_top(widget, widget.actionGeometry(action).center()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model: QAbstractItemModel = widget.model()
        columns = model.columnCount() if isinstance(widget, QTableView) else 1
        for at in range(model.rowCount()):
            texts = tuple(str(model.index(at, column).data()) for column in range(columns))
            place: QRect = widget.visualRect(model.index(at, 0))
            in_view = view.rect().contains(place.center())
            yield Row(texts, _on_top(view, place.center()) if in_view else None)


def run() -> int:
    """Run the program with a probe. Arguments: the address of the probe, then those of the program."""
    probe = Probe(Listener(sys.argv[1], "AF_UNIX"))
    code = main(sys.argv[2:])
    probe.deleteLater()
    return code
