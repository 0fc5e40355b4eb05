"""Funnel bars: a bar for each step, the part lost on the way to it, and the time it took, as one painted item."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.items.funnels import FunnelStepResult
from app.ui import format
from app.ui.charts.writing import draw_text
from app.ui.style import theme
from app.ui.style.theme import RADIUS, SPACE
from app.ui.texts import plain_tip
from app.ui.translation import filled

_LABEL = 6 * SPACE
_BAR = 6 * SPACE
_BETWEEN = 8 * SPACE
_STEP = _LABEL + _BAR + _BETWEEN
_INSET = SPACE  # room for the frame of the focus
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class StepBars(QWidget):
    """Bars of a funnel, as wide as the share of its sessions. Up and Down go through the steps."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._steps: tuple[FunnelStepResult, ...] = ()
        self.at = -1  # the step that is pointed at

    @property
    def steps(self) -> tuple[FunnelStepResult, ...]:
        return self._steps

    def set_steps(self, steps: Sequence[FunnelStepResult]) -> None:
        """Show the steps in order."""
        self._steps, self.at = tuple(steps), -1
        self.setAccessibleDescription(". ".join(self.spoken(at) for at in range(len(steps))))
        self.updateGeometry()
        self.update()

    def point_at(self, at: int) -> None:
        """Point at a step; -1 for none."""
        if at != self.at:
            self.at = at
            if at >= 0:
                self.setAccessibleDescription(self.spoken(at))
                QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.update()

    def spoken(self, at: int) -> str:
        """Return a step in words, with all its numbers."""
        step = self._steps[at]
        text = self.tr("Step %1, %2: %3 sessions, %4 of all", n=step.sessions_reached)
        facts = (str(at + 1), step.label, format.exact(step.sessions_reached), _share(step.conversion_rate_from_start))
        return f"{filled(text, *facts)}. {self._way_text(at)}" if at else filled(text, *facts)

    def as_text(self) -> str:
        """Return the steps as lines of cells, separated by tabs."""
        lines = [(self.tr("Step"), self.tr("Sessions"), self.tr("Of all"), self.tr("Lost"), self.tr("Median time"))]
        for at, step in enumerate(self._steps):
            lost = self._steps[at - 1].drop_off_count if at else 0
            median = step.median_seconds_from_previous
            time = format.NOTHING if median is None else format.duration(median)
            share = _share(step.conversion_rate_from_start)
            lines.append((step.label, format.exact(step.sessions_reached), share, format.exact(lost), time))
        return "\n".join("\t".join(line) for line in lines)

    def sizeHint(self) -> QSize:
        return QSize(120 * SPACE, max(1, len(self._steps)) * _STEP - _BETWEEN + 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        return QSize(70 * SPACE, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif key in steps and self._steps:
            self.point_at(min(len(self._steps) - 1, max(0, self.at + steps[key])))
        elif key == Qt.Key.Key_Escape and self.at >= 0:
            self.point_at(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self._at(event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(-1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(event.pos().y())
            QToolTip.showText(event.globalPos(), plain_tip(self.spoken(at)) if at >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        worst = max(range(1, len(self._steps)), key=lambda at: self._steps[at - 1].drop_off_count, default=0)
        for at in range(len(self._steps)):
            top = _INSET + at * _STEP
            area = QRectF(_INSET + SPACE, top, self.width() - 2 * (_INSET + SPACE), _LABEL + _BAR)
            if at == self.at:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("hover"))
                painter.drawRoundedRect(area.adjusted(-SPACE, 0, SPACE, SPACE), RADIUS, RADIUS)
            self._paint_step(painter, area, at)
            if at:
                self._paint_way(painter, QRectF(area.left(), top - _BETWEEN, area.width(), _BETWEEN), at, at == worst)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_step(self, painter: QPainter, area: QRectF, at: int) -> None:
        look, step = theme.current(), self._steps[at]
        line = QRectF(area.left(), area.top(), area.width(), _LABEL)
        painter.setFont(look.font())
        numbers = f"{format.exact(step.sessions_reached)}  \N{MIDDLE DOT}  {_share(step.conversion_rate_from_start)}"
        room = painter.fontMetrics().horizontalAdvance(numbers) + 4 * SPACE
        painter.setPen(look.colour("text"))
        draw_text(painter, line, Qt.AlignmentFlag.AlignRight | _MIDDLE, numbers)
        left = line.adjusted(0, 0, -room, 0)
        text = painter.fontMetrics().elidedText(
            f"{at + 1}.  {step.label}", Qt.TextElideMode.ElideMiddle, int(left.width())
        )
        draw_text(painter, left, Qt.AlignmentFlag.AlignLeft | _MIDDLE, text)
        track = QRectF(area.left(), area.top() + _LABEL, area.width(), _BAR)
        before = self._steps[at - 1].conversion_rate_from_start if at else 0.0
        painter.setPen(Qt.PenStyle.NoPen)
        for share, colour, strength in (
            (1.0, "border", 0.5),
            (before, "down", 0.22),
            (step.conversion_rate_from_start, "panel", 1.0),  # or the loss would shine through
            (step.conversion_rate_from_start, "accent", 0.6),
        ):
            painter.setBrush(look.colour(colour, strength))
            if share > 0:
                width = max(2.0, track.width() * min(1.0, share))
                painter.drawRoundedRect(QRectF(track.left(), track.top(), width, track.height()), 4, 4)

    def _paint_way(self, painter: QPainter, area: QRectF, at: int, is_worst: bool) -> None:
        """Paint what happened between a step and the one before it. is_worst: most sessions are lost here."""
        look = theme.current()
        painter.setFont(look.font("caption"))
        has_loss = self._steps[at - 1].drop_off_count > 0
        painter.setPen(look.colour("down" if is_worst and has_loss else "muted"))
        text = painter.fontMetrics().elidedText(self._way_text(at), Qt.TextElideMode.ElideRight, int(area.width()))
        draw_text(painter, area.adjusted(5 * SPACE, SPACE, 0, 0), Qt.AlignmentFlag.AlignLeft | _MIDDLE, text)

    def _way_text(self, at: int) -> str:
        before, step = self._steps[at - 1], self._steps[at]
        text = filled(self.tr("%1 lost (%2)"), format.exact(before.drop_off_count), _share(before.drop_off_rate))
        if step.median_seconds_from_previous is None:
            return text
        time = self.tr("half took up to %1").replace("%1", format.duration(step.median_seconds_from_previous))
        return f"{text}  \N{MIDDLE DOT}  {time}"

    def _at(self, y: float) -> int:
        """Return the step at a height, -1 for none."""
        at = int((y - _INSET) // _STEP)
        return at if 0 <= at < len(self._steps) else -1


def _share(fraction: float) -> str:
    return format.share(fraction, 1)
