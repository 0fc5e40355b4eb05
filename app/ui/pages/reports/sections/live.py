"""Live section: the visitors of the last half hour, minute by minute, and the pages they are on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.live import ArrivedEvent
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.charts.minute_bars import MinuteBars
from app.ui.live_window import LiveWindow
from app.ui.models.live_events import named
from app.ui.pages.reports.sections.section import Questions, Section
from app.ui.style import theme
from app.ui.style.icons import SMALL
from app.ui.texts import plain_tip, sentence_of
from app.ui.translation import translator
from app.ui.widgets.parts import button, column, follow_text, frame, label, paragraph, row
from app.ui.widgets.tables.count_list import CountList
from app.ui.widgets.themed_icon import ThemedIcon

_tr = translator("live_section")

_DRAW_EVERY_MS = 250  # however many events arrive
_TICK_MS = 10_000  # the minutes move on without any event
_BARS_HEIGHT = 96  # pixels at a scale of 1
_PAGES = 5  # with the most visitors
_NOW = "now"


class LiveSection(Section):
    """Visitors of this moment, in short. opened: all about them is asked for. clock: aware and UTC."""

    opened = Signal()

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__("live_panel")
        self.setProperty("role", "panel")
        self.setAccessibleName(_tr("Now"))
        self._clock = clock
        self._window = LiveWindow()
        self._number = label(format.NOTHING, "number", "live_active")
        self._bars = MinuteBars("live_minutes")
        self._pages = CountList(_tr("Pages now"), "live_pages")
        self._all = paragraph(_tr("All visits: the filters do not apply here."), "caption", "live_all")
        self._all.hide()
        follow_text(self, self._fit)
        more = button(_tr("Realtime"), "live_open", self.opened.emit, role="link")
        title = label(_tr("Now"), "heading")
        head = row(ThemedIcon("realtime", "accent", SMALL), title, None, more, margins=(3, 1, 2, 0))
        count = row(self._number, label(_tr("visitors in the last 30 minutes"), "muted"), None)
        body = column(count, self._all, self._bars, label(_tr("Pages now"), "caption"), self._pages, None, margins=3)
        self.setLayout(column(head, frame("hairline"), body, gap=0))
        self._draw = QTimer(self, singleShot=True, interval=_DRAW_EVERY_MS)
        self._tick = QTimer(self, interval=_TICK_MS)
        for timer in (self._draw, self._tick):
            timer.timeout.connect(self._show_counts)

    def questions(self) -> Questions:
        return {_NOW: Question(ApiClient.realtime, {})}

    def show_range(self, request: ReportRequest) -> None:
        self._all.setVisible(bool(request.filters))

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self._window.set_stored(replies[_NOW].data)
        self._show_counts()

    def show_error(self, error: AppError) -> None:
        self._number.setText(format.NOTHING)
        self._number.setToolTip(plain_tip(sentence_of(error)))

    def push(self, events: list[ArrivedEvent]) -> None:
        """Count events that were accepted a moment ago."""
        self._window.push(events)
        if self.isVisible() and not self._draw.isActive():
            self._draw.start()

    def forget(self) -> None:
        self._window.clear()

    def showEvent(self, event: QShowEvent) -> None:
        self._tick.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    def _fit(self) -> None:
        self._bars.setFixedHeight(theme.current().sized(_BARS_HEIGHT))

    def _show_counts(self) -> None:
        counts = self._window.counts(self._clock())
        self._number.setText(format.count(counts.active))
        self._number.setToolTip(plain_tip(format.exact(counts.active)))
        text = _tr("%1 visitors in the last 30 minutes", counts.active).replace("%1", format.exact(counts.active))
        self._number.setAccessibleName(text)
        self._bars.set_counts(counts.minutes)
        self._pages.set_rows(named("page", counts.pages[:_PAGES]))
