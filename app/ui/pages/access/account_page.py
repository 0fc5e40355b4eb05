"""Base of the pages about accounts: they belong to the server, not to a website, and a server may have none."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.api.access import AuthStatusReply
from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.ui.pages.page import PageContext, WindowPage
from app.ui.widgets.parts import column
from app.ui.widgets.state_stack import StateStack


class AccountPage(WindowPage):
    """Page that loads whenever it comes on screen. Subclasses write `load_accounts` and `show_open`.

    status_known carries the AuthStatusReply of the server.
    """

    status_known = Signal(object)

    def __init__(self, context: PageContext, name: str, content: QWidget) -> None:
        super().__init__(context)
        self.setObjectName(name)
        self.stack = StateStack(content, f"{name}_stack")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._on_action)
        self._action: Callable[[], object] | None = None
        self.setLayout(column(self.stack))
        self.link.client_changed.connect(self._on_client)

    def show_site(self, site: WebsiteReply | None, request: ReportRequest) -> None:
        """Keep the website without loading: the page does not depend on it."""
        self._site, self._request = site, request

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        self.load(is_other_site=False)

    def load(self, *, is_other_site: bool) -> None:
        self.stack.show_loading()
        self.ask("status", self.client.auth_status(), self._on_status, self.on_failed)

    def _on_status(self, status: AuthStatusReply) -> None:
        self.status_known.emit(status)
        self.load_accounts(status)

    @abstractmethod
    def load_accounts(self, status: AuthStatusReply) -> None:
        """Load the page of a server that requires sign-in."""

    @abstractmethod
    def show_open(self) -> None:
        """Show the page of a server without sign-in."""

    def show_empty(
        self, title: str, advice: str, action_text: str = "", act: Callable[[], object] | None = None, icon: str = "key"
    ) -> None:
        """Show a message in place of the page. act: action of its button."""
        self._action = act
        self.stack.show_empty(title, advice, action_text, icon)

    @property
    def is_signed_in(self) -> bool:
        """True when the window has a session, not an API key. What is refused to it, the role does not allow."""
        return self.link.address is not None and self.link.address.session_token is not None

    def on_failed(self, error: AppError) -> None:
        """Show why the page cannot be loaded. Content that is there already stays."""
        if error.code == "not_found":
            self.withdraw()
            self.show_open()
        elif error.code == "forbidden" and self.is_signed_in:
            self.withdraw()
            self.show_empty(
                self.tr("Not available with your role"),
                self.tr("Only owners and admins can view and change this."),
                icon="lock",
            )
        elif error.code == "forbidden":
            self.withdraw()
            self.show_empty(
                self.tr("Not available with an API key"),
                self.tr("This window is connected with an API key. Sign in with the password to view and change this."),
                self.tr("Sign in with the password\N{HORIZONTAL ELLIPSIS}"),
                self.sign_in_requested.emit,
                "lock",
            )
        else:
            self.stack.show_error(error)

    def _on_action(self) -> None:
        if self._action is not None:
            self._action()

    @Slot(object)
    def _on_client(self, client: ApiClient) -> None:
        self.withdraw()
        self.client = client
        self.stack.forget()
        if self.isVisible():
            self.refresh()
