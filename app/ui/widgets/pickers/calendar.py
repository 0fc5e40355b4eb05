"""Range calendar: two clicks, or Enter twice, choose a range of days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget, QWidget

from app.ui.ranges import DateRange
from app.ui.style import theme


class RangeCalendar(QCalendarWidget):
    """A calendar. first_chosen carries the first day; days_chosen (first day, last day) after the second choice."""

    days_chosen = Signal(object)
    first_chosen = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Calendar: choose the first and the last day"))
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, QTextCharFormat())
        self._first: date | None = None
        self._days: DateRange | None = None
        self.clicked.connect(self._on_day)
        self.activated.connect(self._on_day)

    @property
    def is_incomplete(self) -> bool:
        """True while the last day is still to be chosen."""
        return self._first is not None

    def set_days(self, days: DateRange | None, today: date | None = None) -> None:
        """Show a range without emitting. today: the last day that can be chosen."""
        self._first, self._days = None, days
        if today is not None:
            self.setMaximumDate(QDate(today.year, today.month, today.day))
        if days is not None:
            self.show_month(days[1])
            last = QDate(days[1].year, days[1].month, days[1].day)
            self.setSelectedDate(last)
        self.updateCells()

    def show_month(self, day: date) -> None:
        """Show the month of a day."""
        self.setCurrentPage(day.year, day.month)

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        value = _date(day)
        look = theme.current()
        is_other_month = value.month != self.monthShown()
        is_inside, is_edge = self._position_of(value)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_inside:
            painter.fillRect(rect.adjusted(0, 2, 0, -2), look.colour("selected"))
        if is_edge:
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), theme.RADIUS, theme.RADIUS)
        elif self.hasFocus() and value == _date(self.selectedDate()):
            painter.setPen(look.colour("accent"))
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), theme.RADIUS, theme.RADIUS)
        is_late = value > _date(self.maximumDate())
        ink = "on_accent" if is_edge else "border_strong" if is_late else "faint" if is_other_month else "text"
        painter.setPen(look.colour(ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(value.day))
        painter.restore()

    def _position_of(self, value: date) -> tuple[bool, bool]:
        """Return (is within the range shown, is its first or last day)."""
        if self._first is not None:
            return False, value == self._first
        if self._days is None:
            return False, False
        return self._days[0] <= value <= self._days[1], value in self._days

    def _on_day(self, day: QDate) -> None:
        value = _date(day)
        if self._first is None:
            self._first = value
            self.updateCells()
            self.first_chosen.emit(value)
            return
        self._days = (min(self._first, value), max(self._first, value))
        self._first = None
        self.updateCells()
        self.days_chosen.emit(self._days)


def show_below(popup: QWidget, anchor: QWidget) -> None:
    """Show a popup below a widget, where it stays on the screen."""
    corner = anchor.mapToGlobal(anchor.rect().bottomLeft())
    screen = (anchor.screen() or QApplication.primaryScreen()).availableGeometry()
    left = max(screen.left(), min(corner.x(), screen.right() - popup.width()))
    popup.move(left, corner.y() + theme.SPACE)
    popup.show()


def _date(day: QDate | date) -> date:
    return day if isinstance(day, date) else date(day.year(), day.month(), day.day())
