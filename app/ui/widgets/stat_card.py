"""Stat card: one number with its title, change and sparkline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy

from app.ui import format
from app.ui.style import theme
from app.ui.style.tones import Tone
from app.ui.texts import plain_tip
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import column, follow_text, label, row, set_tone
from app.ui.widgets.sparkline import Sparkline

ARROWS = {"up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}", "flat": ""}


class StatCard(QFrame):
    """A number with a badge for its change, coloured by good or bad, with an arrow for up or down.

    is_inverted: growing is bad (bounce rate). is_rate: the numbers are fractions, whose change is one in points.
    """

    def __init__(
        self, title: str, name: str, *, is_inverted: bool = False, is_rate: bool = False, has_spark: bool = True
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName(name)
        self._title = title
        self._is_inverted, self._is_rate = is_inverted, is_rate
        self._number = label(format.NOTHING, "number", f"{name}_number")
        self._badge = label("", "badge", f"{name}_badge")
        self._badge.setVisible(False)
        self._before = label("", "caption", f"{name}_before")
        self._spark = Sparkline(f"{name}_spark")
        if not has_spark:  # hide only: a widget shown before it has a parent opens as a window
            self._spark.hide()
        keeps_place = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        keeps_place.setRetainSizeWhenHidden(True)  # or the number below would move when there is a change to show
        self._badge.setSizePolicy(keeps_place)
        heading = ElidedLabel("caption", f"{name}_title")
        heading.setText(title)
        top = row(heading, self._badge, gap=1)
        top.setStretch(0, 1)
        bottom = row(self._before, self._spark, gap=2)
        bottom.setStretch(1, 1)
        self.setLayout(column(top, row(self._number, None), bottom, gap=1, margins=3))
        follow_text(self, lambda: self.setMinimumWidth(theme.current().sized(136)))
        self.setAccessibleName(title)

    def set_value(self, text: str, current: float, previous: float, previous_text: str, *, exact: str = "") -> None:
        """Show a number. text, previous_text: as written; exact: every digit, for the tooltip.

        Numbers that are written alike have not changed, whatever digits the writing leaves out.
        """
        self._number.setText(text)
        self._number.setToolTip(plain_tip(exact))
        self._before.setText(self.tr("before: %1").replace("%1", previous_text))
        self._before.setToolTip(plain_tip(self.tr("Previous period: %1").replace("%1", previous_text)))
        if text == previous_text:
            current = previous
        if self._is_rate:
            change = format.points(current, previous)
            way = format.direction(format.as_shown(current), format.as_shown(previous))
        else:
            change, way = format.change(current, previous), format.direction(current, previous)
        self._badge.setText(f"{ARROWS[way]} {change}".strip())
        self._badge.setVisible(bool(change))
        set_tone(self._badge, self._tone(way))
        self.setAccessibleDescription(f"{text}. {change}. {self._before.text()}")

    def set_plain(self, text: str, note: str = "") -> None:
        """Show a number without a comparison. note: a few words below it."""
        self._number.setText(text)
        self._badge.setVisible(False)
        self._before.setText(note)
        self.setAccessibleDescription(f"{text}. {note}".strip())

    def set_spark(self, values: Sequence[float]) -> None:
        self._spark.set_values(values)

    def clear(self) -> None:
        """Show that there is no number."""
        self._number.setText(format.NOTHING)
        self._badge.setVisible(False)
        self._before.setText("")
        self._spark.set_values(())

    def _tone(self, way: format.Direction) -> Tone:
        if way == "flat":
            return "flat"
        return "up" if (way == "up") != self._is_inverted else "down"
