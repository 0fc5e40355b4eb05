"""Reading order: the Tab key goes through a window as one reads it, in whatever order its parts were created.

The order is that of the layouts, read anew at each press: parts come late, in steps, and change their rows with the
width. Layouts are mirrored as a whole where one reads from right to left, so their order is right there, too. A window
calls `step` in its `focusNextPrevChild`, which Qt asks unless the focused widget keeps the key, as some tables do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLayout, QLayoutItem, QScrollArea, QWidget


def step(window: QWidget, *, is_next: bool) -> bool:
    """Focus the next stop of a window, or the one before, and scroll it into view. False when there is no other.

    Qt asks for the next one, too, when the focused widget was hidden or disabled.
    """
    focused, policy = window.focusWidget(), _policy()
    for part in _round(window, focused, is_next=is_next):
        if part is not focused and _is_stop(part, policy):
            part.setFocus(Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason)
            _scroll_to(part)
            return True
    return False


def _round(window: QWidget, focused: QWidget | None, *, is_next: bool) -> Iterator[QWidget]:
    """Yield the visible parts of a window beyond the focused one, then all of them."""
    if focused is not None and is_next:
        yield from _within(focused, is_next=is_next)
    part = focused
    while part is not None and part is not window:
        parent = part.parentWidget()
        assert parent is not None
        parts = _parts(parent)
        at = parts.index(part)
        for other in parts[at + 1 :] if is_next else reversed(parts[:at]):
            yield from _whole(other, is_next=is_next)
        if not is_next:
            yield parent
        part = parent
    yield from _within(window, is_next=is_next)


def _whole(part: QWidget, *, is_next: bool) -> Iterator[QWidget]:
    """Yield a part that is visible and, after it, the parts within it; all of that backwards for the way back."""
    if part.isVisible():
        if is_next:
            yield part
        yield from _within(part, is_next=is_next)
        if not is_next:
            yield part


def _within(widget: QWidget, *, is_next: bool) -> Iterator[QWidget]:
    parts = _parts(widget)
    for part in parts if is_next else reversed(parts):
        yield from _whole(part, is_next=is_next)


def _parts(widget: QWidget) -> list[QWidget]:
    """Return the children in the order of the layout, then those that float over it, by their place."""
    layout = widget.layout()
    laid = dict.fromkeys(_laid(layout)) if layout is not None else {}
    free = [child for child in widget.children() if isinstance(child, QWidget) and child not in laid]
    if len(free) > 1:
        is_mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
        free.sort(key=lambda child: (child.y(), -child.geometry().right() if is_mirrored else child.x()))
    return [*laid, *(child for child in free if not child.isWindow())]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    """Yield the widgets of a layout and of those within it."""
    for item in _items(layout):
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _items(layout: QLayout) -> list[QLayoutItem]:
    """Return the items in their order: in a grid along the rows, one row after the other."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda at: _cell(layout, at))
    items = (layout.itemAt(at) for at in places)
    return [item for item in items if item is not None]


def _cell(grid: QGridLayout, at: int) -> tuple[int, int]:
    row, column, _, _ = cast(tuple[int, int, int, int], grid.getItemPosition(at))
    return row, column


def _is_stop(widget: QWidget, policy: Qt.FocusPolicy) -> bool:
    if not widget.isEnabled() or not widget.isVisible() or widget.focusProxy() is not None:
        return False
    chosen = _chosen(widget)
    return widget is chosen if chosen is not None else widget.focusPolicy() & policy == policy


def _chosen(widget: QWidget) -> QAbstractButton | None:
    """Return the button that is the one stop of a choice of one, which the arrow keys go through.

    Qt takes the others from the chain only once one of them had the focus, and keeps that one when another is chosen.
    """
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    if chosen is None or chosen.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return None
    return chosen if chosen.isVisible() and chosen.isEnabled() else None


def _policy() -> Qt.FocusPolicy:
    """Return the policy of a stop: macOS can be set to stop only where one types."""
    is_everywhere = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    return Qt.FocusPolicy.TabFocus if is_everywhere else Qt.FocusPolicy.StrongFocus


def _scroll_to(stop: QWidget) -> None:
    area = stop.parentWidget()
    while area is not None and not area.isWindow():
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(stop)
        area = area.parentWidget()
