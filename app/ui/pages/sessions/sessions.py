"""Sessions page: the visits of the range, live ones marked, and one of them with its events in a drawer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QTimer

from app.api.client import ApiClient
from app.api.reports.sessions import SessionList
from app.domain.reports.request import ReportRequest
from app.domain.reports.sessions import SessionDetail, SessionRow
from app.ui import format
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.models.row_files import Fetch
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import FIRST_DAY, ReportPage
from app.ui.pages.reports.sections.cards import CardsSection
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.pages.rows_feed import RowsFeed
from app.ui.pages.sessions.columns import TimelineRow, file_columns, is_live, list_columns
from app.ui.pages.sessions.details import SessionDetails, events_page
from app.ui.widgets.drawer import Drawer
from app.ui.widgets.tables.table import TWO_LINES
from app.ui.widgets.tables.table_panel import TablePanel

PAGE_ROWS = 100
_AGES_MS = 20_000  # how often the ages are written again
_SHOWN_ROWS = 4


class SessionsPage(ReportPage):
    """The list, the newest visit first, and the drawer."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        cards = partial(CardsSection, "sessions", "visitors", "bounce_rate", "avg_duration_seconds")
        super().__init__(context, "sessions_page", (cards, (self._new_list,)))

    def rest(self) -> Iterator[None]:
        self.details = SessionDetails(self.now)
        yield
        self.drawer = Drawer(self, "session_drawer", self.details, self._context.drawer_width())
        self.drawer.resized.connect(self._context.keep_drawer_width)
        self.drawer.closed.connect(self._on_closed)
        self.drawer.follow(self.panel, self._show)
        self.details.filter_requested.connect(self.filter_requested)
        self.details.visit_chosen.connect(self._on_visit_chosen)
        RowsFeed(self, self.details.visits, "visits", self._visits)
        RowsFeed(self, self.details.events, "session", self._events)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._ages.timeout.connect(self.panel.table.viewport().update)
        self._ages.start()
        yield

    def _new_list(self) -> RowsSection[SessionRow]:
        self.panel: TablePanel[SessionRow] = TablePanel(
            self.tr("Sessions"),
            "sessions",
            list_columns(self.now),
            lambda session: session.session_id,
            row_height=TWO_LINES,
            shown_rows=_SHOWN_ROWS,
        )
        self.panel.query = RowsQuery(sort="last_seen")
        self.panel.file_columns = file_columns()
        self.panel.empty_text = self._empty_text
        return RowsSection(self.panel, ApiClient.sessions, _page, PAGE_ROWS, position="cursor")

    def refresh(self) -> None:
        super().refresh()
        shown = self.details.session
        if self.drawer.is_open and shown is not None and is_live(shown, self.now()):
            self._ask_events(shown)

    def forget(self) -> None:
        super().forget()
        self.drawer.close_drawer()
        self.details.forget()

    def _on_visit_chosen(self, session: SessionRow) -> None:
        self._show(session, True)

    def _on_closed(self) -> None:
        self.withdraw("session", "visits")

    def _show(self, session: SessionRow, takes_focus: bool) -> None:
        before = self.details.session
        is_other = before is None or before.session_id != session.session_id
        is_other_visitor = before is None or before.visitor_id != session.visitor_id
        is_opening = not self.drawer.is_open
        self.drawer.open(_title(session), format.moment(session.first_seen), takes_focus=takes_focus)
        if not (is_other or is_opening):
            return
        self.details.show_session(session)
        self._ask_events(session)
        if is_other_visitor or is_opening:
            self.details.visits.reload()
        else:
            self.details.visits.table.select(session.session_id)

    def _ask_events(self, session: SessionRow) -> None:
        if self.site is not None:
            call = self.client.session(self.site.id, session.session_id)
            self.ask("session", call, self._on_detail, self.details.show_failure)

    def _on_detail(self, detail: SessionDetail) -> None:
        shown = self.details.session
        if shown is not None and shown.session_id == detail.session.session_id:
            self.details.show_detail(detail)

    def _events(self) -> Fetch[TimelineRow] | None:
        """Return the reader of the events that are shown."""
        shown = self.details.session
        if self.site is None or shown is None:
            return None
        return partial(_read_events, self.client, self.site.id, shown.session_id)

    def _visits(self) -> Fetch[SessionRow] | None:
        """Return the reader of all sessions of the visitor."""
        shown = self.details.session
        if self.site is None or self.request is None or shown is None:
            return None
        always = ReportRequest(FIRST_DAY, self.today(), self.request.timezone, include_bots=True)
        return partial(_read_visits, self.client, self.site.id, always, shown.visitor_id)

    def _empty_text(self) -> tuple[str, str]:
        return self.tr("No visits"), self.tr("Nobody visited the site in this range.")


def _title(session: SessionRow) -> str:
    place = format.country_name(session.country) if session.country else ""
    return " \N{MIDDLE DOT} ".join(filter(None, (session.city, place))) or session.entry_page


def _page(reply: SessionList) -> RowsPage[SessionRow]:
    return RowsPage(reply.data, reply.pagination.next_cursor or "")


async def _read_events(client: ApiClient, site_id: str, session_id: str, query: RowsQuery) -> RowsPage[TimelineRow]:
    return events_page(await client.session(site_id, session_id))


async def _read_visits(
    client: ApiClient, site_id: str, always: ReportRequest, visitor_id: str, query: RowsQuery
) -> RowsPage[SessionRow]:
    listed = client.sessions(site_id, always, limit=PAGE_ROWS, cursor=query.position, visitor_id=visitor_id)
    return _page(await listed)
