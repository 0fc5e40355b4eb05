"""Widgets whose number of columns follows their width: a grid, two sides, and a page of cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QSizePolicy, QWidget

from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import NO_LIMIT, column, follow_text, row

# Pixels at a scale of 1.
_MOST_CARD = 200 * SPACE  # width of a card: lines are easy to read
_WIDE_PAGE = 320 * SPACE  # width of a page from which its cards stand in two columns
_MOST_PAGE = 2 * _MOST_CARD + 4 * SPACE  # width of a page of one list: that of two cards
_SETTLE_MS = 80  # several items may become higher one after another: laying out all of them each time is slow
_SIDES = 2, 3  # shares of the width of a list, and of what it is about


@runtime_checkable
class HasWhole(Protocol):
    """Item of a grid that may be higher than its content."""

    def whole_height(self) -> int:
        """Return the height in pixels at which it shows everything, 0 where others may decide."""


class ResponsiveGrid(QWidget):
    """Lays out `items` in the largest `allowed` number of columns that gives each at least `item_width` pixels.

    item_width: at a scale of 1, see `Theme.sized`.
    """

    def __init__(
        self,
        items: Sequence[QWidget],
        item_width: int,
        allowed: Sequence[int],
        name: str,
        *,
        gap: int = 2,
        grows: bool = False,
        weights: Sequence[int] = (),
    ) -> None:
        """allowed: numbers of columns, each at least 1; gap: in grid steps.

        grows: takes the height that is left, until each item shows everything, see `HasWhole` and `limit_height`.
        weights: shares of the width, one for each item, while all items stand in one row; equal when there are none.
        """
        super().__init__()
        self.setObjectName(name)
        self._items = list(items)
        self._item_width = item_width
        self._weights = list(weights)
        self._allowed = sorted(allowed, reverse=True)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap * SPACE)
        self.columns = 0
        self._grows = grows
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settling.timeout.connect(self.limit_height)
        upright = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self._arrange(self._allowed[-1])
        follow_text(self, self._fit_text)

    def add(self, item: QWidget, weight: int = 1) -> None:
        """Add an item after the others. weight: share of the width, while all items stand in one row."""
        self._items.append(item)
        self._weights.append(weight)
        self._arrange(self.columns, is_changed=True)
        self.limit_soon()

    @Slot()
    def limit_soon(self) -> None:
        """Limit the height once no other item has changed for a moment."""
        self._settling.start()

    @Slot()
    def limit_height(self) -> None:
        """Let each row grow to the height of its highest item: an item may have become higher or lower."""
        if not self._grows or not self._items:
            return
        rows = [self._row_of(item) for item in self._items]
        wishes = [item.whole_height() if isinstance(item, HasWhole) else 0 for item in self._items]
        most = {at: max(wish for wish, row in zip(wishes, rows, strict=True) if row == at) for at in rows}
        for item, at in zip(self._items, rows, strict=True):
            most[at] = max(most[at], item.minimumSizeHint().height()) if most[at] else 0
        for item, at in zip(self._items, rows, strict=True):
            item.setMaximumHeight(most[at] or NO_LIMIT)
        gaps = self._layout.spacing() * (len(most) - 1)
        self.setMaximumHeight(sum(most.values()) + gaps if all(most.values()) else NO_LIMIT)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the fewest columns, so that the window can shrink below its current width."""
        return QSize(self._least_width() * self._allowed[-1], super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.columns
        self._arrange(self._fitting(event.size().width()))
        if self.columns != before:
            self.limit_height()

    def _row_of(self, item: QWidget) -> int:
        place = self._layout.getItemPosition(self._layout.indexOf(item))
        assert isinstance(place, tuple)  # row, column and spans, which Qt's annotations do not say
        return int(place[0])

    def _fit_text(self) -> None:
        self._arrange(self._fitting(self.width()))
        self.limit_soon()  # the items have fitted their own sizes by then

    def _least_width(self) -> int:
        return theme.current().sized(self._item_width)

    def _fitting(self, width: int) -> int:
        gap = self._layout.spacing()
        fitting = (number for number in self._allowed if number * (self._least_width() + gap) - gap <= width)
        return next(fitting, self._allowed[-1])

    def _arrange(self, columns: int, *, is_changed: bool = False) -> None:
        if columns == self.columns and not is_changed:
            return
        weights = self._weights if columns == len(self._items) and self._weights else (1,) * columns
        for number in range(max(columns, self.columns)):
            self._layout.setColumnStretch(number, weights[number] if number < columns else 0)
        self.columns = columns
        cell, spare = 0, -len(self._items) % columns
        for at, item in enumerate(self._items):
            span = 1 + spare if at == self._widest() and len(self._items) > columns else 1
            cell += columns - cell % columns if cell % columns + span > columns else 0
            self._layout.addWidget(item, cell // columns, cell % columns, 1, span)
            cell += span

    def _widest(self) -> int:
        """Return the item that takes the room which its row has left: the heaviest, the last where all are alike."""
        last = len(self._items) - 1
        weights = self._weights if len(self._weights) == len(self._items) else ()
        return weights.index(max(weights)) if len(set(weights)) > 1 else last


class Sides(QWidget):
    """A list, and what it is about: side by side on a wide screen, otherwise one below the other.

    turned: whether they stand side by side now.
    """

    turned = Signal(bool)

    def __init__(self, *parts: QLayout) -> None:
        super().__init__()
        self._is_wide = False
        self._layout = column(gap=3)
        for part in parts:
            side = QWidget()
            side.setLayout(part)
            self._layout.addWidget(side)
        self.setLayout(self._layout)
        self._layout.setStretch(1, 1)
        follow_text(self, lambda: self._fit(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        is_wide = width >= theme.current().sized(_MOST_PAGE)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        directions = QBoxLayout.Direction
        self._layout.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        for at, weight in enumerate(_SIDES if is_wide else (0, 1)):
            self._layout.setStretch(at, weight)
        self.turned.emit(is_wide)


def readable(page: QWidget) -> QWidget:
    """Return a widget with a page that is no wider than a list is easy to read; lines begin where they did."""
    whole = QWidget()
    layout = row(page, gap=0, margins=4)
    layout.setStretch(0, 1)
    layout.addStretch(0)  # the rest
    whole.setLayout(layout)
    follow_text(page, lambda: page.setMaximumWidth(theme.current().sized(_MOST_PAGE)))
    return whole


class CardPage(QWidget):
    """Page of cards with fields and sentences: one below the other, and in two columns on a wide screen."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[tuple[QWidget, int]] = []
        self._is_wide = False
        self._columns = QWidget(), QWidget()
        for part in self._columns:
            part.setLayout(column(gap=4))
        self._columns[1].hide()
        whole = row(*self._columns, gap=4, margins=4)
        whole.addStretch(0)  # the rest, once the cards are as wide as allowed
        for at in range(len(self._columns)):
            whole.setStretch(at, 1)
        self.setLayout(whole)
        follow_text(self, self._fit_text)

    def add(self, card: QWidget, side: int = 0) -> None:
        """Add a card below the others. side: its column on a wide screen, 0 or 1."""
        self._cards.append((card, side))
        self._place(card, side)

    def add_stretch(self) -> None:
        """Leave what is below the last card empty."""
        for part in self._columns:
            _layout_of(part).addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit_text(self) -> None:
        for part in self._columns:
            part.setMaximumWidth(theme.current().sized(_MOST_CARD))
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        is_wide = width >= theme.current().sized(_WIDE_PAGE)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self._columns[1].setVisible(is_wide)
        focused = self.window().focusWidget()
        for number, (card, side) in enumerate(self._cards):
            is_shown = not card.isHidden()
            _layout_of(self._columns[0]).removeWidget(card)
            _layout_of(self._columns[1]).removeWidget(card)
            self._place(card, side, number)
            card.setVisible(is_shown)  # Qt hides what gets another parent
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)  # its card may have lost it on the way

    def _place(self, card: QWidget, side: int, number: int = -1) -> None:
        """Put a card in its column. number: of the card, of which those before are in place; -1 for the last."""
        at = side if self._is_wide else 0
        before = [other for other, wide in self._cards[:number] if not self._is_wide or wide == side]
        _layout_of(self._columns[at]).insertWidget(len(before), card)


def _layout_of(part: QWidget) -> QBoxLayout:
    layout = part.layout()
    assert isinstance(layout, QBoxLayout)
    return layout
