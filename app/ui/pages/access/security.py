"""Security, a section of the Access page: sign-in, password, second factor, sessions, and the security log."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.api.access import ApiKeyReply, AuditLog, AuthSessionItem, AuthStatusReply, SecondFactorReply
from app.api.connection import PAGE_SIZE
from app.domain.access import AuditRecord
from app.domain.errors import AppError
from app.ui.pages.access.account_page import AccountPage
from app.ui.pages.access.password_card import PasswordCard
from app.ui.pages.access.second_factor_card import SecondFactorCard
from app.ui.pages.access.security_lists import LogCard, SessionsCard
from app.ui.pages.access.sign_in_card import SignInCard
from app.ui.pages.page import PageContext
from app.ui.widgets.parts import column, scroll_area

LOG_PAGE = 20  # records of one request


class SecurityPage(AccountPage):
    """Sign-in, password, second factor, sessions, and the security log."""

    def __init__(self, context: PageContext) -> None:
        content = QWidget()
        layout = column(gap=4, margins=4)
        content.setLayout(layout)
        super().__init__(context, "security_page", scroll_area(content, "security_scroll"))
        self._status: AuthStatusReply | None = None
        self._records: tuple[AuditRecord, ...] = ()
        self._cursor: str | None = None
        self._key_names: dict[str, str] = {}
        self._cards: tuple[QFrame, ...] = ()
        self.create_parts(self._parts(context, layout))

    def _parts(self, context: PageContext, layout: QVBoxLayout) -> Iterator[None]:
        """Create the cards in a layout, one a step. They are hidden until the mode of sign-in is known."""
        self._sign_in = SignInCard(self, context.link)
        self._sign_in.set_up.connect(self.refresh)
        self._sign_in.sign_out_requested.connect(self.sign_out_requested)
        _add_hidden(layout, self._sign_in)
        yield
        self._password = PasswordCard(self)
        self._password.changed.connect(self.sign_in_replaced)
        self._password.changed.connect(self.refresh)
        _add_hidden(layout, self._password)
        yield
        self._factor = SecondFactorCard(self)
        self._factor.changed.connect(self.refresh)
        _add_hidden(layout, self._factor)
        yield
        self._sessions = SessionsCard(self, context.now)
        self._sessions.changed.connect(self.refresh)
        _add_hidden(layout, self._sessions)
        yield
        self._log = LogCard(context.now)
        self._log.more_requested.connect(self._on_more)
        _add_hidden(layout, self._log)
        layout.addStretch(1)
        self._cards = (self._password, self._factor, self._sessions, self._log)

    def show_open(self) -> None:
        if self.link.is_remote:
            self.show_empty(
                self.tr("This server does not require sign-in"),
                self.tr("Turn sign-in on where the server runs, with SPARKLYTICS_AUTH=local."),
                icon="shield",
            )
            return
        self._sign_in.show_open()
        self._sign_in.show()
        self._show_cards(())
        self.stack.show_content()

    def load_accounts(self, status: AuthStatusReply) -> None:
        self._status = status
        if status.setup_required:
            self._sign_in.show_status(status)
            self._sign_in.show()
            self._show_cards(())
            self.stack.show_content()
        else:
            self.ask("factor", self.client.second_factor(), self._on_factor, self.on_failed)

    def _on_factor(self, state: SecondFactorReply) -> None:
        self._factor.show_state(state)
        self.ask("sessions", self.client.list_sessions(), self._on_sessions, self.on_failed)

    def _on_sessions(self, sessions: tuple[AuthSessionItem, ...]) -> None:
        self._sessions.show_sessions(sessions)
        self.ask("keys", self.client.list_api_keys(), self._on_keys, self._on_no_keys)

    def _on_keys(self, keys: tuple[ApiKeyReply, ...]) -> None:
        self._key_names = {key.id: key.name for key in keys}
        limit = min(max(LOG_PAGE, len(self._records)), PAGE_SIZE)
        self.ask("log", self.client.audit_log(limit=limit), self._on_log, self.on_failed)

    def _on_no_keys(self, error: AppError) -> None:
        """Show what is the caller's own: keys and log are for owners and admins."""
        if error.code == "forbidden" and self.is_signed_in:
            self._show_own(has_log=False)
        else:
            self.on_failed(error)

    def _on_log(self, log: AuditLog) -> None:
        self._records = log.data
        self._show_log(log)
        self._show_own(has_log=True)

    def _show_own(self, *, has_log: bool) -> None:
        if self._status is not None:
            self._sign_in.show_status(self._status)
            self._sign_in.show()
            cards = self._cards[1:] if self._status.mode == "password" else self._cards
            self._show_cards(cards if has_log else tuple(card for card in cards if card is not self._log))
        self.stack.show_content()

    def _on_more(self) -> None:
        self.ask("log", self.client.audit_log(self._cursor, LOG_PAGE), self._on_older)

    def _on_older(self, log: AuditLog) -> None:
        self._records += log.data
        self._show_log(log)

    def _show_log(self, log: AuditLog) -> None:
        self._cursor = log.pagination.next_cursor
        self._log.show_records(self._records, self._key_names, self._cursor or "")

    def _show_cards(self, shown: tuple[QFrame, ...]) -> None:
        """Show these cards below the sign-in card, and hide the others."""
        for card in self._cards:
            card.setVisible(card in shown)


def _add_hidden(layout: QVBoxLayout, card: QFrame) -> None:
    card.hide()
    layout.addWidget(card)
