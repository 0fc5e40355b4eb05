"""Responsive grid: its number of columns follows its width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import follow_text


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
        """allowed: numbers of columns, each at least 1; gap: in grid steps; grows: takes the height that is left.

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
        upright = QSizePolicy.Policy.Expanding if grows else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self._arrange(self._allowed[-1])
        follow_text(self, lambda: self._arrange(self._fitting(self.width())))

    def add(self, item: QWidget, weight: int = 1) -> None:
        """Add an item after the others. weight: share of the width, while all items stand in one row."""
        self._items.append(item)
        self._weights.append(weight)
        self._arrange(self.columns, is_changed=True)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the fewest columns, so that the window can shrink below its current width."""
        return QSize(self._least_width() * self._allowed[-1], super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self._fitting(event.size().width()))

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
        for at, item in enumerate(self._items):
            self._layout.addWidget(item, at // columns, at % columns)
