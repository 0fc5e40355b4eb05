"""The keys of the list that `?` shows, and the widgets in which they must work."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.ui.charts.painted import PaintedView
from app.ui.commands import COMMANDS, page_key, preset_keys
from app.ui.pages_table import PAGES
from tests.ui.frame import Frame

# Key, and the action that it triggers.
LISTED = (
    *((key, command.name) for command in COMMANDS for key in command.keys),
    *((key, f"page_{entry.key}") for at, entry in enumerate(PAGES) if (key := page_key(at))),
    *((key, f"range_{preset}") for key, preset, _ in preset_keys()),
)
_ARROWS = ("Left", "Right")

Kind = tuple[str, str]


class KeyWalk:
    """Presses every listed key in one widget of each kind. The actions of the window only say that they were reached.

    done: kinds so far. silent: kind and key that did not reach its action.
    """

    def __init__(self, frame: Frame) -> None:
        self.done: set[Kind] = set()
        self.silent: set[tuple[Kind, str]] = set()
        self._frame = frame
        self._reached = recorded(frame)

    def visit(self) -> None:
        """Press the keys in the widgets on screen, as far as their kind is new."""
        for action in self._frame.window.findChildren(QAction):
            action.setEnabled(True)
        for kind, widget in _focusable(self._frame).items():
            if kind in self.done or _is_typed_into(widget):
                continue
            self.done.add(kind)
            for key, action in LISTED:
                self._reached.clear()
                press(self._frame, widget, key)
                if self._reached != [action] and not (key in _ARROWS and _keeps_arrows(widget)):
                    self.silent.add((kind, key))


def recorded(frame: Frame) -> list[str]:
    """Have every action only add its name to the list that is returned."""
    names: list[str] = []
    for action in frame.window.findChildren(QAction):
        if action.shortcuts():
            action.triggered.disconnect()
            action.triggered.connect(partial(names.append, action.objectName()))
    return names


def press(frame: Frame, widget: QWidget, key: str) -> None:
    """Press a key in a widget, which takes the focus."""
    combination = QKeySequence(key)[0]
    widget.setFocus()
    assert QApplication.focusWidget() is widget
    frame.qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


def _focusable(frame: Frame) -> dict[Kind, QWidget]:
    """One widget on screen of each kind that takes the focus."""
    return {
        (type(widget).__name__, str(widget.property("role") or "")): widget
        for widget in frame.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def _is_typed_into(widget: QWidget) -> bool:
    if isinstance(widget, QPlainTextEdit | QLineEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox | QAbstractSpinBox)


def _keeps_arrows(widget: QWidget) -> bool:
    """Return whether the arrows choose or move a text cursor: there is no other way to do it without a mouse."""
    is_choice = isinstance(widget, QToolButton) and widget.property("role") in ("segment", "card")
    return is_choice or isinstance(widget, QTabBar | QAbstractSlider | QRadioButton | QLineEdit | PaintedView)
