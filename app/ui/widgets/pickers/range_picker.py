"""Range picker: presets, a custom range, one step back and forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui import format
from app.ui.ranges import PRESETS, DateRange, can_go_forward, preset_of, shifted
from app.ui.style import theme
from app.ui.style.icons import icon
from app.ui.texts import plain_tip, preset_name
from app.ui.widgets.parts import button, column, follow_text, frame, icon_button, label, row
from app.ui.widgets.pickers.calendar import RangeCalendar, show_below

_PRESET_WIDTH = 148


class DateRangePicker(QWidget):
    """Shows `<` [Last 30 days] `>`. range_changed carries (first day, last day)."""

    range_changed = Signal(object)

    def __init__(self, today: Callable[[], date], name: str = "range_picker") -> None:
        """today: returns the current day in the time zone of the site."""
        super().__init__()
        self.setObjectName(name)
        self._today = today
        self._days: DateRange = PRESETS["30d"](today())
        self._button = QPushButton()
        self._button.setObjectName(f"{name}_button")
        self._button.setIcon(icon("calendar"))
        self._button.clicked.connect(self.open)
        self._back = icon_button("chevron-left", self.tr("Earlier"), f"{name}_back", self.go_back, role="bordered")
        self._forward = icon_button("chevron-right", self.tr("Later"), f"{name}_next", self.go_forward, role="bordered")
        self.setLayout(row(self._back, self._button, self._forward, gap=1))
        self._popup = _RangePopup(self, name)
        self._popup.chosen.connect(self._choose)
        self._show()

    @property
    def days(self) -> DateRange:
        return self._days

    @property
    def preset(self) -> str:
        """Name of the preset shown, see `ranges.PRESETS`; empty for other ranges."""
        return preset_of(self._days, self._today())

    def set_days(self, days: DateRange) -> None:
        """Show a range without emitting `range_changed`."""
        self._days = days
        self._show()

    def go_back(self) -> None:
        self._choose(shifted(self._days, -1))

    def go_forward(self) -> None:
        if can_go_forward(self._days, self._today()):
            self._choose(shifted(self._days, 1))

    def open(self) -> None:
        """Open the list of presets and the calendar."""
        self._popup.open_below(self._button, self._days, self._today())

    def _choose(self, days: DateRange) -> None:
        self._popup.hide()
        if days != self._days:
            self._days = days
            self._show()
            self.range_changed.emit(days)

    def _show(self) -> None:
        name = self.preset
        text = preset_name(name) if name else format.day_range(*self._days)
        self._button.setText(text)
        self._button.setToolTip(format.day_range(*self._days))
        self._button.setAccessibleName(self.tr("Range: %1").replace("%1", text))
        self._forward.setEnabled(can_go_forward(self._days, self._today()))


class _RangePopup(QWidget):
    """Presets on the left, a calendar on the right."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"{name}_popup")
        self._presets: dict[str, QPushButton] = {}
        self._today = date.min
        for at, key in enumerate(PRESETS, 1):
            choice = button(preset_name(key), f"{name}_{key}", partial(self._on_preset, key), role="preset")
            choice.setCheckable(True)
            follow_text(choice, partial(self._fit, choice))
            choice.setToolTip(plain_tip(self.tr("Key %1").replace("%1", str(at))))
            self._presets[key] = choice
        self._hint = label("", "caption", f"{name}_hint")
        self._calendar = RangeCalendar(f"{name}_calendar")
        self._calendar.first_chosen.connect(self._on_first)
        self._calendar.days_chosen.connect(self.chosen)
        left = column(*self._presets.values(), None, gap=0)
        right = column(self._calendar, self._hint, gap=1)
        self.setLayout(column(frame("popup", "", row(left, right, gap=3, margins=2))))

    def open_below(self, anchor: QWidget, days: DateRange, today: date) -> None:
        self._today = today
        for key, choice in self._presets.items():
            choice.setChecked(PRESETS[key](today) == days)
        self._calendar.set_days(days, today)
        self._hint.setText(self.tr("Choose the first day"))
        self.adjustSize()
        show_below(self, anchor)
        checked = next((choice for choice in self._presets.values() if choice.isChecked()), self._presets["today"])
        checked.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self, choice: QPushButton) -> None:
        choice.setMinimumWidth(theme.current().sized(_PRESET_WIDTH))

    def _on_preset(self, key: str) -> None:
        self.chosen.emit(PRESETS[key](self._today))

    def _on_first(self, day: date) -> None:
        self._hint.setText(self.tr("From %1. Choose the last day").replace("%1", format.short_day(day)))
