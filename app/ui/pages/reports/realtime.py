"""Realtime page: active visitors and events. Events are pushed and shown as soon as they are accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from app.domain.errors import AppError
from app.domain.live import ArrivedEvents
from app.domain.reports.results import Realtime
from app.ui import format
from app.ui.charts.maps.live_map import LiveMap
from app.ui.charts.minute_bars import MinuteBars
from app.ui.live_window import WINDOW, LiveWindow, events_of
from app.ui.models.columns import RowsPage
from app.ui.models.live_events import LiveRow, live_columns, named, newest, row_of
from app.ui.pages.page import PageContext, WindowPage
from app.ui.style import theme
from app.ui.style.icons import SMALL
from app.ui.style.theme import SPACE
from app.ui.texts import no_site, outdated
from app.ui.translation import filled, translator
from app.ui.widgets.parts import button, column, follow_text, frame, label, row, scroll_area
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.count_list import CountList
from app.ui.widgets.tables.row_fade import RowFade
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.widgets.themed_icon import ThemedIcon
from app.ui.widgets.toast import Banner

_report_tr = translator("report_page")

DRAW_EVERY_MS = 250  # the counts, however many events arrive; rows appear at once
TICK_MS = 1_000
RELOAD_MS = 10_000  # a visitor who leaves sends nothing: only the stored counts show it
NARROW = 230 * SPACE  # pixels at a scale of 1; below it the lists go under the table
_SHOWN_ROWS = 7


class RealtimePage(WindowPage):
    """The last half hour of a website, as its events arrive."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("realtime_page")
        self._now = context.now
        self._has_loaded = False
        self._window = LiveWindow()
        self._events: tuple[LiveRow, ...] = ()  # newest first
        self._only = ""  # code of the country whose events alone are listed, blank for all
        self._bars = MinuteBars("realtime_minutes")
        self.map = LiveMap("realtime_map", self.tr("Visitors now by country"))
        self.map.chosen.connect(self._on_country)
        self._pages = CountList(self.tr("Pages now"), "realtime_pages")
        self._sources = CountList(self.tr("Sources now"), "realtime_sources")
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.stack = StateStack(self._content(), "realtime_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._on_action)
        self.setLayout(column(self.stack))
        follow_text(self, self._arrange)
        self._draw = _timer(self, DRAW_EVERY_MS, self._show_counts, is_single=True)
        self._tick = _timer(self, TICK_MS, self.tick)
        self._reload = _timer(self, RELOAD_MS, self.refresh)

    def load(self, *, is_other_site: bool) -> None:
        if is_other_site:
            self._has_loaded = False
            self._stale.hide()
            self._window.clear()
            self._events = ()
            self._show_only("")
        if self.site is None:
            self.stack.show_empty(*no_site(), icon_name="realtime")
        elif self.request is not None:
            if is_other_site:
                self.stack.show_loading()
            call = self.client.realtime(self.site.id, self.request.include_bots)
            self.ask("realtime", call, self._on_realtime, self._on_failed)

    def live_events(self, arrived: ArrivedEvents) -> None:
        if self.site is None or self.request is None:
            return
        if events := events_of(arrived, self.site.id, has_bots=self.request.include_bots is True):
            self.map.pulse(event.country for event in events if event.begins_visit and event.country)
            self._window.push(events)
            known = {row.key for row in self._events}
            self._show_events(newest(self._events, map(row_of, events)))
            self.fade.start(sum(1 for _ in takewhile(lambda row: row.key not in known, self.model.rows)))
            if self.isVisible() and not self._draw.isActive():
                self._draw.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._tick.start()
        self._reload.start()
        if self._has_loaded:
            self.tick()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        self._reload.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        is_narrow = self.width() < theme.current().sized(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._lower.setDirection(direction)

    def _content(self) -> QWidget:
        self._number = label(format.NOTHING, "counter", "realtime_active")
        self._short = label("", "muted", "realtime_active_short")
        title = row(ThemedIcon("realtime", "accent", SMALL), label(self.tr("Visitors now"), "caption"), None, gap=1)
        wide = label(self.tr("in the last 30 minutes"), "muted")
        facts = column(title, self._number, wide, self._short, None, gap=1, margins=4)
        counter = frame("card", "realtime_counter", facts)
        follow_text(counter, lambda: counter.setFixedWidth(theme.current().sized(60 * SPACE)))
        bars = frame("card", "realtime_bars", column(self._bars, margins=4))
        upper = row(counter, bars, gap=2)
        self._lower.setSpacing(2 * SPACE)
        self._lower.addWidget(self._table_card(), 3)
        cards = (
            _list_card(self.map.accessibleName(), self.map),
            _list_card(self.tr("Pages now"), self._pages),
            _list_card(self.tr("Sources now"), self._sources),
        )
        self._lower.addLayout(column(*cards, None, gap=2), 1)
        page = QWidget()
        self._stale = Banner("realtime_stale", "warning")
        self._stale.acted.connect(self.refresh)
        layout = column(self._stale, upper, self._lower, gap=2, margins=4)
        layout.setStretch(2, 1)
        page.setLayout(layout)
        return scroll_area(page, "realtime_scroll")

    def _table_card(self) -> QFrame:
        self._shown = label("", "caption", "realtime_shown")
        name, title = "realtime_events", self.tr("Newest events")
        columns = live_columns(self._now)
        self._table = DataTable(name, title, columns, lambda row: row.key, row_height=TWO_LINES, shown_rows=_SHOWN_ROWS)
        self._table.set_use("read")
        self.model = self._table.rows
        self.fade = RowFade(self._table)
        self._all = button("", "realtime_all", lambda: self._show_only(""), role="link")
        self._all.hide()
        text = label(self.tr("Happening now"), "heading")
        policy = self._all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the rows stay in place
        self._all.setSizePolicy(policy)
        heading = row(text, self._all, None, self._shown, gap=2, margins=(2, 0, 2, 0))
        return frame("card", "realtime_table", column(heading, self._table, gap=1, margins=2))

    @Slot()
    def tick(self) -> None:
        """Update ages and counts to the current second."""
        first = self._now() - WINDOW
        self._show_events([row for row in self._events if row.ts > first])
        self._table.viewport().update()  # the ages
        self._show_counts()

    def _on_realtime(self, realtime: Realtime) -> None:
        self._has_loaded = True
        self._stale.hide()
        self._window.set_stored(realtime)
        self._show_events(newest(self._events, map(row_of, realtime.recent_events)))
        self._show_counts()

    def _show_events(self, rows: Sequence[LiveRow]) -> None:
        """Show these events. Those on screen stay where they are when the table is scrolled."""
        self._events = tuple(rows)
        listed = tuple(row for row in rows if self._only in ("", row.country))
        if listed != self.model.rows:
            with self._table.held():
                self.model.show_first(RowsPage(listed))

    def _on_country(self, code: str, is_excluded: bool) -> None:
        """List the events of a country alone, or all again: the page has no filters besides."""
        self._show_only("" if code == self._only else code)

    def _show_only(self, code: str) -> None:
        self._only = code
        self._all.setText(filled(self.tr("Only %1. Show all"), format.country_name(code)) if code else "")
        self._all.setVisible(bool(code))
        self._show_events(self._events)
        self._show_number_of_rows()

    def _show_number_of_rows(self) -> None:
        self._shown.setText(self.tr("Newest %1").replace("%1", format.exact(self.model.rowCount())))

    def _on_failed(self, error: AppError) -> None:
        if self.stack.state == "content":  # pushed events are still shown
            self._stale.show_text(outdated(error), _report_tr("Try again"))
        else:
            self._has_loaded = False
            self.stack.show_error(error)

    @Slot()
    def _show_counts(self) -> None:
        counts = self._window.counts(self._now())
        self._number.setText(format.count(counts.active))
        self._number.setToolTip(format.exact(counts.active))
        self._number.setAccessibleName(
            self.tr("%1 visitors in the last 30 minutes", n=counts.active).replace("%1", format.exact(counts.active))
        )
        self._short.setText(self.tr("%1 in the last 5 minutes").replace("%1", format.count(counts.active_short)))
        self._bars.set_counts(counts.minutes)
        self._pages.set_rows(named("page", counts.pages))
        self._sources.set_rows(named("referrer", counts.sources))
        self.map.show_counts(counts.countries)
        self._show_number_of_rows()
        self._show_state(counts.active)

    def _show_state(self, active: int) -> None:
        if active or self._events:
            self.stack.show_content()
        elif self._has_loaded:
            self._show_no_visitors()

    def _on_action(self) -> None:
        is_own = self.site is not None and not self.site.is_sample
        (self.snippet_requested if is_own else self.add_site_requested).emit()

    def _show_no_visitors(self) -> None:
        if self.site is not None and self.site.is_sample:
            advice = self.tr("Sample data has no live visits. Add a site of your own to see visits arrive.")
            self.stack.show_empty(self.tr("No visitors right now"), advice, no_site()[2], "realtime")
            return
        advice = self.tr("Visits appear here as they happen. Is the snippet on your pages?")
        self.stack.show_empty(self.tr("No visitors right now"), advice, self.tr("Show the snippet"), "realtime")


def _list_card(title: str, content: QWidget) -> QFrame:
    return frame("card", "", column(label(title, "heading"), content, gap=2, margins=(3, 3, 3, 3)))


def _timer(owner: QWidget, interval_ms: int, receiver: Callable[[], None], *, is_single: bool = False) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(interval_ms)
    timer.setSingleShot(is_single)
    timer.timeout.connect(receiver)
    return timer
