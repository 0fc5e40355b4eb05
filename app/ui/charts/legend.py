"""Legend: names of the series, and the days of the dashed comparison."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.ui import format
from app.ui.charts.lines import TRAFFIC, Line
from app.ui.ranges import DateRange
from app.ui.widgets.parts import label, row

_DOT = 10


class Legend(QWidget):
    """A dot and a name for each series, and the days of the comparison."""

    def __init__(self, name: str = "legend", lines: Sequence[Line] = TRAFFIC) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines = QWidget()
        items = []
        for line in lines:
            dot = label()
            dot.setFixedSize(_DOT, _DOT)
            dot.setProperty("series", line.colour)
            items.append(row(dot, label(line.title(), "caption"), gap=1))
        self._lines.setLayout(row(*items, gap=3))
        self._compared = label("", "caption", f"{name}_compared")
        self._compared.hide()
        self.setLayout(row(self._lines, self._compared, gap=3))

    def show_lines(self, is_shown: bool) -> None:
        """Show or hide the names: a line that is alone is named by the heading."""
        self._lines.setVisible(is_shown)

    def set_compared(self, days: DateRange | None) -> None:
        """Show the days of the dashed lines, None without a comparison."""
        self._compared.setVisible(days is not None)
        if days is not None:
            self._compared.setText(self.tr("dashed: %1").replace("%1", format.day_range(*days)))
