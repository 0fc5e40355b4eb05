"""Cards of the Security page: open sessions and the security log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton

from app.api.access import AuthSessionItem
from app.domain.access import AuditKind, AuditRecord
from app.ui import format
from app.ui.models.cells import Cell, cell_columns
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.pages.page import WindowPage
from app.ui.translation import translator
from app.ui.widgets.parts import Card, button, column, label, paragraph, row
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog

_tr = translator("SecurityPage")

T = TypeVar("T")

MOST_SESSIONS = 8  # rows in view; more scroll
_MOST_RECORDS = 1_000_000  # the page scrolls, not the log
_CALLER_LENGTH = 4  # characters of a client hash: enough to tell two apart


class SessionsCard(Card):
    """changed: a session was ended."""

    changed = Signal()

    def __init__(self, page: WindowPage, now: Callable[[], datetime]) -> None:
        super().__init__("sessions_card")
        self._page, self._now = page, now
        self._none: QLabel = paragraph(self.tr("No one is signed in."), "muted", "sessions_nobody")
        columns = ((self.tr("Client"), 5), (self.tr("Last seen"), 3), (self.tr("Expires"), 3))
        self._table = _table("sessions_table", self.tr("Sessions"), cell_columns(columns, self._cells), "id")
        self._table.set_use("double_click")
        self._table.show_whole(MOST_SESSIONS)
        self._table.row_changed.connect(lambda _: self._show_end())
        self._table.delete_requested.connect(self._on_end)
        self._end: QPushButton = button(self.tr("End session"), "session_end", self._on_end)
        self._others: QPushButton = button(
            self.tr("End all other sessions\N{HORIZONTAL ELLIPSIS}"), "sessions_end_others", self._ask_others
        )
        head = row(label(self.tr("Sessions"), "heading"), None, self._end, self._others)
        self.setLayout(column(head, self._none, self._table, gap=2, margins=4))

    def show_sessions(self, sessions: tuple[AuthSessionItem, ...]) -> None:
        self._table.rows.show_first(RowsPage(sessions))
        self._table.setVisible(bool(sessions))
        self._none.setVisible(not sessions)
        self._others.setEnabled(any(not item.is_current for item in sessions))
        self._show_end()

    def _cells(self, item: AuthSessionItem) -> tuple[Cell, ...]:
        now = self._now()
        who = item.client or self.tr("Window or program")
        since = self.tr("since %1").replace("%1", format.moment(item.created_at))
        seen = item.last_seen_at or item.created_at
        ends = format.day(item.expires_at.astimezone().date())
        return (
            Cell(self.tr("This window") if item.is_current else who, since, "up" if item.is_current else ""),
            Cell(format.age((now - seen).total_seconds()), "", "", format.moment(seen)),
            Cell(ends, "", "", format.moment(item.expires_at)),
        )

    def _chosen(self) -> AuthSessionItem | None:
        chosen = self._table.current
        return chosen if chosen is not None and not chosen.is_current else None

    def _show_end(self) -> None:
        self._end.setEnabled(self._chosen() is not None)

    def _on_end(self) -> None:
        if (item := self._chosen()) is not None:
            self._page.ask("end", self._page.client.revoke_session(item.id), self._on_ended)

    def _ask_others(self) -> None:
        detail = self.tr("People signed in elsewhere have to sign in again. API keys keep working.")
        answers = (
            Choice("others_cancel", self.tr("Cancel"), is_default=True),
            Choice("others_confirm", self.tr("End all other sessions"), self._end_others, role="danger"),
        )
        server = self._page.link.place_name
        title, question = self.tr("Sessions"), self.tr("End all sessions except this one?")
        ConfirmDialog("others_dialog", title, question, detail, answers, self.window(), "warning", server).open()

    def _end_others(self) -> None:
        self._page.ask("end", self._page.client.revoke_other_sessions(), self._on_ended)

    def _on_ended(self, _: None) -> None:
        self.changed.emit()


class LogCard(Card):
    """Security log, newest entry first. more_requested: the next page of older entries."""

    more_requested = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__("security_log_card")
        self._now = now
        self._names: Mapping[str, str] = {}  # of API keys, by id
        columns = ((self.tr("Event"), 5), (self.tr("Time"), 3), (self.tr("Origin"), 3))
        self._table = _table("audit_log", self.tr("Security log"), cell_columns(columns, self._cells), "number")
        self._table.set_use("read")
        self._table.show_whole(_MOST_RECORDS)
        self._nothing: QLabel = paragraph(self.tr("Nothing yet."), "muted", "security_log_nothing")
        self._more: QPushButton = button(self.tr("Show older"), "security_log_more", self.more_requested.emit)
        title = label(self.tr("Security log"), "heading")
        self.setLayout(column(title, self._nothing, self._table, row(self._more, None), gap=2, margins=4))

    def show_records(self, records: Sequence[AuditRecord], names: Mapping[str, str], following: str) -> None:
        """Show log entries. names: of API keys, by id; following: position of older entries, blank without any."""
        self._names = names
        self._table.rows.show_first(RowsPage(tuple(records), following))
        self._table.setVisible(bool(records))
        self._nothing.setVisible(not records)
        self._more.setVisible(bool(following))

    def _cells(self, record: AuditRecord) -> tuple[Cell, ...]:
        ink = {"login_failed": "warning", "login_locked": "down"}.get(record.kind, "")
        subject = self._names.get(record.subject or "", "")
        is_here = record.caller is None
        caller = "" if record.caller is None else _tr("client %1").replace("%1", record.caller[:_CALLER_LENGTH])
        return (
            Cell(event_name(record.kind), subject, ink),
            Cell(format.age((self._now() - record.happened_at).total_seconds()), format.moment(record.happened_at)),
            Cell(_tr("Server's computer") if is_here else _tr("Remote"), caller),
        )


def _table(name: str, title: str, columns: Sequence[TableColumn[T]], key: str) -> DataTable[T]:
    """Return a table of two-line rows. key: field that tells them apart."""
    return DataTable(name, title, columns, attrgetter(key), row_height=TWO_LINES)


def event_name(kind: AuditKind) -> str:
    """Return the title of a kind of log entry."""
    names: dict[AuditKind, str] = {
        "setup": _tr("Administrator set up"),
        "login": _tr("Signed in"),
        "login_failed": _tr("Wrong password or code"),
        "login_locked": _tr("Locked after failed attempts"),
        "logout": _tr("Signed out"),
        "password_changed": _tr("Password changed"),
        "password_reset": _tr("Password reset on the command line"),
        "key_created": _tr("API key created"),
        "key_revoked": _tr("API key revoked"),
        "session_revoked": _tr("Session ended"),
        "sessions_revoked": _tr("All other sessions ended"),
        "second_factor_on": _tr("Second factor turned on"),
        "second_factor_off": _tr("Second factor turned off"),
        "recovery_code_used": _tr("Recovery code used"),
        "member_invited": _tr("Member invited"),
        "member_joined": _tr("Member joined"),
        "member_role_changed": _tr("Role of a member changed"),
        "member_removed": _tr("Member removed"),
    }
    return names[kind]
