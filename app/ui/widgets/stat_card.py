"""Stat card: one number with its title, change and sparkline, and the button that chooses it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from app.ui import format
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.style.tones import Tone
from app.ui.texts import plain_tip
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import Card, column, follow_text, label, row, set_tone
from app.ui.widgets.sparkline import Sparkline

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOST = 16_777_215  # Qt's own greatest width
ARROWS = {"up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}", "flat": ""}


class CardChoice(QToolButton):
    """A button over a whole card, on while the card is chosen. stepped: an arrow key asks for the card beside it.

    moved carries the place of the pointer within the card, negative when it has left.
    """

    stepped = Signal(int)
    moved = Signal(float, float)

    def __init__(self, card: QFrame, title: str, name: str) -> None:
        super().__init__(card)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        card.installEventFilter(self)
        self.setGeometry(card.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            card = self.parentWidget()
            assert card is not None
            self.setGeometry(card.rect())
            self.raise_()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            key = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}.get(key, key)
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.moved.emit(event.position().x(), event.position().y())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.moved.emit(-1.0, -1.0)
        super().leaveEvent(event)


class StatCard(Card):
    """A number with a badge for its change, coloured by good or bad, with an arrow for up or down.

    is_inverted: growing is bad (bounce rate). is_rate: the numbers are fractions, whose change is one in points.
    pointed: the value of the sparkline at the pointer, -1 for none.
    """

    pointed = Signal(int)

    def __init__(
        self, title: str, name: str, *, is_inverted: bool = False, is_rate: bool = False, has_spark: bool = True
    ) -> None:
        super().__init__(name)
        self._title = title
        self._is_inverted, self._is_rate = is_inverted, is_rate
        self._number = label(format.NOTHING, "number", f"{name}_number")
        self._badge = label("", "badge", f"{name}_badge")
        self._badge.setVisible(False)
        self._before = label("", "caption", f"{name}_before") if has_spark else ElidedLabel("caption", f"{name}_before")
        self._note = ""  # below the number while no moment is shown
        self._choice: CardChoice | None = None
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
        below = row(self._before, self._spark, gap=2)
        below.setStretch(1 if has_spark else 0, 1)
        self._below = QWidget()
        self._below.setLayout(below)
        self._rows = column(top, row(self._number, None), self._below, gap=1, margins=3)
        self.setLayout(self._rows)
        follow_text(self, lambda: self.setMinimumWidth(theme.current().sized(136)))
        self.setAccessibleName(title)

    def set_value(self, text: str, current: float, previous: float, previous_text: str, *, exact: str = "") -> None:
        """Show a number. text, previous_text: as written; exact: every digit, for the tooltip.

        Numbers that are written alike have not changed, whatever digits the writing leaves out.
        """
        self._number.setText(text)
        self._show_tip(exact)
        self._show_note(self.tr("before: %1").replace("%1", previous_text))
        self._before.setToolTip(plain_tip(self.tr("Previous period: %1").replace("%1", previous_text)))
        if text == previous_text:
            current = previous
        if self._is_rate:
            change = format.points(current, previous)
            way = format.direction(format.as_shown(current), format.as_shown(previous))
        else:
            change, way = format.change(current, previous), format.direction(current, previous)
        self._badge.setText(f"{ARROWS[way]} {change}".strip())
        self._badge.setVisible(way != "flat")  # that nothing has changed is no news
        set_tone(self._badge, self._tone(way))
        self._describe(f"{text}. {change}. {self._note}")

    def set_plain(self, text: str, note: str = "") -> None:
        """Show a number without a comparison. note: a few words below it."""
        self._number.setText(text)
        self._badge.setVisible(False)
        self._show_tip("")
        self._show_note(note)
        self._describe(f"{text}. {note}".strip())

    def offer_choice(self, colour: str) -> CardChoice:
        """Let the card be chosen, and return its button. colour: of the line that is drawn then."""
        choice = self._choice = CardChoice(self, self._title, f"{self.objectName()}_choice")
        choice.setProperty("series", colour)
        choice.moved.connect(self._on_moved)
        self._show_tip("")
        return choice

    def set_low(self, is_low: bool) -> None:
        """Leave out what is below the number."""
        if is_low == self._below.isHidden():
            return
        self._below.setVisible(not is_low)
        gap = (2 if is_low else 3) * SPACE
        self._rows.setContentsMargins(3 * SPACE, gap, 3 * SPACE, gap)

    def show_moment(self, at: int, text: str) -> None:
        """Mark a value of the sparkline, and write it below the number. at: -1 for none."""
        self._spark.mark(at)
        if at < 0:
            self._before.setMinimumWidth(0)
            self._before.setMaximumWidth(_MOST)
            self._before.setText(self._note)
            return
        width = max(self._before.width(), self._before.sizeHint().width())  # the card may not be laid out yet
        self._before.setFixedWidth(width)  # or the sparkline would move
        metrics = self._before.fontMetrics()
        self._before.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))

    def set_spark(self, values: Sequence[float]) -> None:
        self._spark.set_values(values)

    def clear(self) -> None:
        """Show that there is no number."""
        self._number.setText(format.NOTHING)
        self._badge.setVisible(False)
        self._show_note("")
        self._spark.set_values(())

    def _show_note(self, note: str) -> None:
        self._note = note
        self.show_moment(-1, "")

    def _show_tip(self, exact: str) -> None:
        """Show every digit as tooltip: of the button that covers the card, where there is one."""
        self._number.setToolTip(plain_tip(exact))
        if self._choice is not None:
            self._choice.setToolTip(plain_tip(exact or self.tr("Show in the chart")))

    def _describe(self, text: str) -> None:
        self.setAccessibleDescription(text)
        if self._choice is not None:
            self._choice.setAccessibleDescription(text)

    def _on_moved(self, x: float, y: float) -> None:
        inside = self._spark.mapFrom(self, QPoint(round(x), round(y)))
        is_there = x >= 0 and self._spark.rect().contains(inside)
        self.pointed.emit(self._spark.value_at(inside.x()) if is_there else -1)

    def _tone(self, way: format.Direction) -> Tone:
        if way == "flat":
            return "flat"
        return "up" if (way == "up") != self._is_inverted else "down"
