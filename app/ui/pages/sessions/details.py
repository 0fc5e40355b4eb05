"""Details of a session: its properties as filters, its events in order, and the visits of the same visitor."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from app.domain.errors import AppError
from app.domain.reports.request import Filter
from app.domain.reports.sessions import MAX_SESSION_EVENTS, SessionDetail, SessionRow
from app.ui import format
from app.ui.models.columns import RowsPage
from app.ui.pages.sessions.bot_verdict import verdict_text
from app.ui.pages.sessions.columns import (
    Clock,
    TimelineRow,
    event_columns,
    file_columns,
    session_facts,
    timeline,
    visit_columns,
)
from app.ui.style.theme import SPACE
from app.ui.widgets.fields import FilterButton
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import column, paragraph, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.tables.table import TWO_LINES
from app.ui.widgets.tables.table_panel import TablePanel

_SHOWN_ROWS = 1  # a low drawer keeps room for the facts above them


class SessionDetails(QWidget):
    """Content of the drawer. visit_chosen carries another SessionRow of the visitor; filter_requested a Filter."""

    filter_requested = Signal(object)
    visit_chosen = Signal(object)

    def __init__(self, now: Clock) -> None:
        super().__init__()
        self.setObjectName("session_details")
        self._session: SessionRow | None = None
        self._shown_facts: tuple[Filter, ...] = ()
        self._is_cut = False  # the session has more events than are listed
        self._figures: QLabel = paragraph("", "muted", "session_figures")
        self._facts = FlowLayout(SPACE)
        self._hint = paragraph("", "caption", "session_hint")
        self._hint.hide()
        self.events, self.visits = self._new_events(), self._new_visits(now)
        choices = (("events", self.tr("Events")), ("visits", self.tr("Sessions of this visitor")))
        self.parts = SegmentedControl(choices, "session_parts", self.tr("Shown"))
        self.parts.chosen.connect(self._show_part)
        self._stack = QStackedLayout()
        for panel in (self.events, self.visits):
            panel.lay_bare()
            panel.head.hide()
            self._stack.addWidget(panel)
        self.visits.more.hide()
        self._verdict = paragraph("", "caption", "session_verdict")
        self._verdict.hide()
        facts = QWidget()
        facts.setLayout(self._facts)
        choice = row(self.parts, None, self.events.more, self.visits.more)
        head = column(self._figures, self._verdict, facts, choice, self._hint, gap=3, margins=(4, 3, 2, 2))
        whole = column(head, self._stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def session(self) -> SessionRow | None:
        """The session that is shown, None before the first."""
        return self._session

    def show_session(self, session: SessionRow) -> None:
        """Show a session of the list; its events and visits follow."""
        is_other = self._session is None or self._session.session_id != session.session_id
        is_same_visitor = self._session is not None and self._session.visitor_id == session.visitor_id
        is_changed, self._session = session != self._session, session
        if is_changed:
            self._show_facts(session)
        if is_other:
            self._is_cut = False
            self._verdict.hide()
            self.events.forget()
            self.events.stack.show_loading()
        if not is_same_visitor:
            self.visits.forget()
            self.visits.stack.show_loading()
        self._show_hint()

    def show_detail(self, detail: SessionDetail) -> None:
        """Show the events of the session."""
        self.show_session(detail.session)
        self.events.ask()
        self.events.show_page(events_page(detail))
        self._is_cut = detail.truncated
        verdict = verdict_text(detail)
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        self._show_hint()

    def show_failure(self, error: AppError) -> None:
        self.events.show_error(error)

    def forget(self) -> None:
        self._session = None

    def _new_events(self) -> TablePanel[TimelineRow]:
        panel: TablePanel[TimelineRow] = TablePanel(
            self.tr("Events"),
            "session_events",
            event_columns(),
            lambda shown: shown.event.id,
            row_height=TWO_LINES,
            shown_rows=_SHOWN_ROWS,
        )
        panel.filter_requested.connect(self.filter_requested)
        return panel

    def _new_visits(self, now: Clock) -> TablePanel[SessionRow]:
        panel: TablePanel[SessionRow] = TablePanel(
            self.tr("Sessions of this visitor"),
            "session_visits",
            visit_columns(now),
            lambda visit: visit.session_id,
            row_height=TWO_LINES,
            shown_rows=_SHOWN_ROWS,
        )
        panel.file_columns = file_columns()
        panel.chosen.connect(self.visit_chosen)
        panel.shown.connect(self._mark_visit)
        return panel

    def _mark_visit(self) -> None:
        """Mark the session that is shown among those of its visitor."""
        if self._session is not None:
            self.visits.table.select(self._session.session_id)

    def _show_facts(self, session: SessionRow) -> None:
        pages = self.tr("%1 pages", n=session.pageview_count)
        events = self.tr("%1 events", n=session.event_count)
        figures = [
            format.duration(session.duration_seconds),
            pages.replace("%1", format.exact(session.pageview_count)),
            events.replace("%1", format.exact(session.event_count)),
        ]
        if session.is_bot:
            figures.append(self.tr("bot"))
        self._figures.setText("  \N{MIDDLE DOT}  ".join(figures))
        facts = session_facts(session)
        if facts == self._shown_facts:
            return  # the buttons stay: one may be pressed or have the focus
        self._shown_facts = facts
        self._facts.clear()
        for known in facts:
            button = FilterButton(known, f"session_fact_{known.dimension}")
            button.chosen.connect(self.filter_requested)
            self._facts.addWidget(button)

    def _show_part(self, part: str) -> None:
        self._stack.setCurrentWidget(self.events if part == "events" else self.visits)
        self.events.more.setVisible(part == "events")
        self.visits.more.setVisible(part == "visits")
        self._show_hint()

    def _show_hint(self) -> None:
        """Say why events or earlier visits are missing."""
        text = ""
        if self.parts.value == "events" and self._is_cut:
            text = self.tr("Only the first %1 events are listed.").replace("%1", format.exact(MAX_SESSION_EVENTS))
        elif self.parts.value == "visits" and self._session is not None and self._session.visitor_id_scope == "day":
            text = self.tr("This site knows a visitor for one day, so only sessions of that day are listed.")
        self._hint.setText(text)
        self._hint.setVisible(bool(text))


def events_page(detail: SessionDetail) -> RowsPage[TimelineRow]:
    """Return the events of a session as one page of rows."""
    return RowsPage(timeline(detail.events), total=len(detail.events))
