"""Compare picker: no comparison, the previous period, the previous year or other days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QRadioButton, QWidget

from app.domain.reports.request import CompareMode
from app.ui import format
from app.ui.ranges import CompareChoice, DateRange, compared_days, problem_of, shifted
from app.ui.style import theme
from app.ui.style.icons import icon
from app.ui.texts import plain_tip
from app.ui.widgets.parts import button, column, follow_text, frame, paragraph, row, set_tone
from app.ui.widgets.pickers.calendar import RangeCalendar, show_below

_MODES: tuple[CompareMode, ...] = ("none", "previous_period", "previous_year", "custom")
_WIDTH = 272


class ComparePicker(QPushButton):
    """A button that names the comparison. changed carries a complete, valid `CompareChoice`."""

    changed = Signal(object)

    def __init__(self, name: str = "compare_picker") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setIcon(icon("compare"))
        self._primary: DateRange = (date.min, date.min)
        self._choice = CompareChoice()
        self._popup = _ComparePopup(self, name)
        self._popup.chosen.connect(self._choose)
        self.clicked.connect(self.open)
        self._show()

    @property
    def choice(self) -> CompareChoice:
        return self._choice

    def set_primary(self, days: DateRange) -> None:
        """Set the range that is compared; it limits a custom comparison."""
        self._primary = days
        self._show()

    def set_choice(self, choice: CompareChoice) -> None:
        """Show a choice without emitting `changed`."""
        self._choice = choice
        self._show()

    def toggle(self) -> None:
        """Switch between no comparison and the previous period."""
        self._choose(CompareChoice("previous_period" if self._choice.mode == "none" else "none"))

    def open(self) -> None:
        self._popup.open_below(self, self._choice, self._primary)

    def _choose(self, choice: CompareChoice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._show()
            self.changed.emit(choice)

    def _show(self) -> None:
        titles = {
            "none": self.tr("Compare"),
            "previous_period": self.tr("Previous period"),
            "previous_year": self.tr("Previous year"),
        }
        other = compared_days(self._primary, self._choice) if self._primary[0] != date.min else None
        days = format.day_range(*other) if other is not None else ""
        text = titles.get(self._choice.mode, days)
        self.setText(text)
        self.setToolTip(plain_tip(days) or self.tr("Compare with other days"))
        self.setAccessibleName(self.tr("Comparison: %1 %2").replace("%1", text).replace("%2", days))


class _ComparePopup(QWidget):
    """Four choices; the last one opens a calendar. An invalid range stays here, with the reason."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"{name}_popup")
        self._primary: DateRange = (date.min, date.min)
        self._draft = CompareChoice()
        self._group = QButtonGroup(self)
        titles = (self.tr("No comparison"), self.tr("Previous period"), self.tr("Previous year"), self.tr("Other days"))
        radios = []
        for at, (mode, title) in enumerate(zip(_MODES, titles, strict=True)):
            radio = QRadioButton(title)
            radio.setObjectName(f"{name}_{mode}")
            self._group.addButton(radio, at)
            radios.append(radio)
        self._calendar = RangeCalendar(f"{name}_calendar")
        self._calendar.first_chosen.connect(self._on_first)
        self._calendar.days_chosen.connect(self._on_days)
        self._message = paragraph("", "caption", f"{name}_message")
        follow_text(self._message, lambda: self._message.setMaximumWidth(theme.current().sized(_WIDTH)))
        self._apply = button(self.tr("Compare"), f"{name}_apply", self._on_apply, role="primary")
        self._custom = frame("", f"{name}_custom", column(self._calendar, self._message, row(None, self._apply)))
        self._group.idClicked.connect(self._on_mode)
        self.setLayout(column(frame("popup", "", column(*radios, self._custom, gap=1, margins=2))))

    def open_below(self, anchor: QWidget, choice: CompareChoice, primary: DateRange) -> None:
        self._primary, self._draft = primary, choice
        self._group.button(_MODES.index(choice.mode)).setChecked(True)
        self._calendar.set_days(compared_days(primary, choice) if choice.mode == "custom" else None)
        self._show_draft()
        show_below(self, anchor)
        self._group.button(_MODES.index(choice.mode)).setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_mode(self, at: int) -> None:
        self._draft = CompareChoice(_MODES[at])
        if self._draft.mode == "custom":
            self._calendar.set_days(None)
            self._calendar.show_month(shifted(self._primary, -1)[0])
            self._show_draft()
        else:
            self._on_apply()

    def _on_first(self, day: date) -> None:
        self._draft = CompareChoice("custom", start=day)
        self._show_draft()

    def _on_days(self, days: DateRange) -> None:
        self._draft = CompareChoice("custom", *days)
        self._show_draft()

    def _on_apply(self) -> None:
        self.hide()
        self.chosen.emit(self._draft)

    def _show_draft(self) -> None:
        problem = problem_of(self._primary, self._draft)
        reasons = {
            "incomplete": self.tr("Choose the first and the last day of the comparison."),
            "reversed": self.tr("The last day is before the first."),
            "too_long": self.tr("A comparison can be at most twice as long as its range."),
        }
        days = compared_days(self._primary, self._draft)
        chosen = format.day_range(*days) if days is not None else ""
        self._message.setText(reasons[problem] if problem else chosen)
        set_tone(self._message, "down" if problem in ("reversed", "too_long") else "")
        self._apply.setEnabled(problem is None)
        self._custom.setVisible(self._draft.mode == "custom")
        self.adjustSize()
