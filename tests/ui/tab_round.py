"""One round through the stops of a window with the Tab key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

MOST_STOPS = 200


@dataclass(frozen=True, slots=True)
class Stop:
    """A widget that had the focus. is_in_view: a part of it was on screen."""

    widget: QWidget
    is_in_view: bool


def tab_round(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[Stop]:
    """Press a key until the focus is where it began, and return the stops from there."""
    stops: list[Stop] = []
    start = focused = QApplication.focusWidget()
    while not stops or focused is not start:
        assert focused is not None
        assert window.isAncestorOf(focused)
        assert len(stops) < MOST_STOPS, f"no way round: {[stop.widget.objectName() for stop in stops[-10:]]}"
        stops.append(Stop(focused, not focused.visibleRegion().isEmpty()))
        QTest.keyClick(focused, key)
        focused = QApplication.focusWidget()
    return stops


def expected_stops(window: QWidget) -> set[QWidget]:
    """Return what takes the focus by Tab: of a choice of one only the chosen button, which arrow keys change."""
    return {
        _chosen(widget) or widget
        for widget in window.findChildren(QWidget)
        if widget.window() is window
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def _chosen(widget: QWidget) -> QAbstractButton | None:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group.checkedButton() if group is not None and group.exclusive() else None
