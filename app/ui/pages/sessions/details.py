"""Details of a session: its properties as filters, its events in order, and the visits of the same visitor."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from app.api.reports.sessions import SessionList
from app.domain.errors import AppError
from app.domain.reports.sessions import MAX_SESSION_EVENTS, SessionDetail, SessionRow
from app.ui import format
from app.ui.models.columns import RowsPage
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
from app.ui.widgets.filter_button import FilterButton
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import column, label, paragraph, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.tables.table import TWO_LINES
from app.ui.widgets.tables.table_panel import TablePanel

_SHOWN_ROWS = 3


class SessionDetails(QWidget):
    """Content of the drawer. visit_chosen carries another SessionRow of the visitor; filter_requested a Filter."""

    filter_requested = Signal(object)
    visit_chosen = Signal(object)

    def __init__(self, now: Clock) -> None:
        super().__init__()
        self.setObjectName("session_details")
        self._session: SessionRow | None = None
        self._figures: QLabel = label("", "muted", "session_figures")
        self._facts = FlowLayout(SPACE)
        self._hint = paragraph("", "caption", "session_hint")
        self._hint.hide()
        self.events: TablePanel[TimelineRow] = TablePanel(
            self.tr("Events"),
            "session_events",
            event_columns(),
            lambda shown: shown.event.id,
            row_height=TWO_LINES,
            shown_rows=_SHOWN_ROWS,
        )
        self.events.filter_requested.connect(self.filter_requested)
        self.visits: TablePanel[SessionRow] = TablePanel(
            self.tr("Visits of this visitor"),
            "session_visits",
            visit_columns(now),
            lambda visit: visit.session_id,
            row_height=TWO_LINES,
            shown_rows=_SHOWN_ROWS,
        )
        self.visits.file_columns = file_columns()
        self.visits.chosen.connect(self.visit_chosen)
        choices = (("events", self.tr("Events")), ("visits", self.tr("Visits of this visitor")))
        self.parts = SegmentedControl(choices, "session_parts", self.tr("Shown"))
        self.parts.chosen.connect(self._show_part)
        self._stack = QStackedLayout()
        for panel in (self.events, self.visits):
            panel.setProperty("role", "")  # the drawer is the panel
            self._stack.addWidget(panel)
        facts = QWidget()
        facts.setLayout(self._facts)
        head = column(self._figures, facts, row(self.parts, None), self._hint, gap=3, margins=(4, 3, 4, 2))
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
        self.events.show_page(RowsPage(timeline(detail.events), total=len(detail.events)))
        if detail.truncated:
            self._hint.setText(self.tr("Only the first %1 events are listed.").replace("%1", format.exact(MAX_SESSION_EVENTS)))
            self._hint.show()

    def show_visits(self, reply: SessionList) -> None:
        """Show the visits of the visitor, the one that is shown marked."""
        self.visits.show_page(visits_page(reply))
        if self._session is not None:
            self.visits.table.select(self._session.session_id)

    def show_failure(self, error: AppError) -> None:
        self.events.show_error(error)

    def forget(self) -> None:
        self._session = None

    def _show_facts(self, session: SessionRow) -> None:
        pages = self.tr("1 page") if session.pageview_count == 1 else self.tr("%1 pages")
        events = self.tr("1 event") if session.event_count == 1 else self.tr("%1 events")
        figures = [
            format.duration(session.duration_seconds),
            pages.replace("%1", format.exact(session.pageview_count)),
            events.replace("%1", format.exact(session.event_count)),
        ]
        if session.is_bot:
            figures.append(self.tr("bot"))
        self._figures.setText("  \N{MIDDLE DOT}  ".join(figures))
        self._facts.clear()
        for known in session_facts(session):
            button = FilterButton(known, f"session_fact_{known.dimension}")
            button.chosen.connect(self.filter_requested)
            self._facts.addWidget(button)

    def _show_part(self, part: str) -> None:
        self._stack.setCurrentIndex(0 if part == "events" else 1)
        self._show_hint()

    def _show_hint(self) -> None:
        """Say why there are no earlier visits where a visitor has another id each day."""
        is_daily = self._session is not None and self._session.visitor_id_scope == "day"
        self._hint.setText(self.tr("This site knows a visitor for one day, so only visits of that day are listed."))
        self._hint.setVisible(is_daily and self.parts.value == "visits")


def visits_page(reply: SessionList) -> RowsPage[Any]:
    """Return the page of rows in a reply."""
    return RowsPage(reply.data, reply.pagination.next_cursor or "")
