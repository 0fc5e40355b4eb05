"""Routing of keys: to the focused widget, or to the shortcuts of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.ui.charts.painted import PaintedView

WINDOW_CHARACTERS = ("?", "/")  # help and search, wherever the focus is
WINDOW_KEYS = (Qt.Key.Key_F1, Qt.Key.Key_F5)


def claims_key(event: QEvent) -> bool:
    """Accept the question of Qt whether a key belongs to the focused widget, where it does."""
    is_asked = event.type() == QEvent.Type.ShortcutOverride
    if is_asked and isinstance(event, QKeyEvent) and keeps_key(QApplication.focusWidget(), event):
        event.accept()
        return True
    return False


def keeps_key(focus: QWidget | None, event: QKeyEvent) -> bool:
    """True when a key belongs to the focused widget rather than to the window.

    Text fields claim their keys themselves. Fields that one types into without a text cursor keep letters and digits,
    choices and grids of numbers keep the arrows, which nothing else can replace there. Everything else leaves its keys
    to the window.
    """
    others = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if event.modifiers() & others or event.text() in WINDOW_CHARACTERS or event.key() in WINDOW_KEYS:
        return False
    if isinstance(focus, QComboBox | QAbstractSpinBox):
        return True
    if event.key() not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        return False
    is_choice = isinstance(focus, QToolButton) and focus.property("role") in ("segment", "card")
    return is_choice or isinstance(focus, QTabBar | QAbstractSlider | QRadioButton | PaintedView)
