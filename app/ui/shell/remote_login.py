"""Connection to remote servers: saved credentials are tried first, and the user is asked for the rest."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.domain.access import AuthMode
from app.domain.errors import AppError, BadRequest
from app.domain.server_control import ServerAddress
from app.ui.bridge import SIGN_IN_ERRORS, Bridge
from app.ui.servers.keyring_store import Credential, KeyringStore
from app.ui.servers.server_link import ServerLink, remote_address
from app.ui.servers.server_login import LoginState, ServerLogin
from app.ui.window_state import WindowState
from app.ui.windows.connect_dialog import ConnectDialog


class RemoteLogin(QObject):
    """Switches the link to remote servers. window: parent of its dialogs."""

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        window_state: WindowState,
        window: QWidget,
        keyring: KeyringStore | None = None,
    ) -> None:
        super().__init__(window)
        self._bridge, self._link, self._window_state, self._window = bridge, link, window_state, window
        self._keyring = keyring or KeyringStore()
        self._server_login = ServerLogin(link.client_for)
        self._dialog: ConnectDialog | None = None
        self._address: ServerAddress | None = None  # connected, or being connected to
        self._mode: AuthMode | None = None  # of the server that is connected
        self._probe_call: Future[LoginState] | None = None
        self._is_checking = False
        bridge.refused.connect(self._on_refused)
        bridge.sign_in_required.connect(self._on_sign_in_required)

    @property
    def url(self) -> str:
        """URL of the remote server that is shown or was requested last."""
        return "" if self._address is None else self._address.url

    @Slot()
    def ask(self) -> None:
        """Ask the user for a server, starting with the current one."""
        self._open().ask_address(self.url)

    @Slot(str)
    def connect_to(self, url: str) -> None:
        """Connect to a server, or ask for one when the URL is empty."""
        if url:
            self.go(url)
        else:
            self.ask()

    def ask_sign_in(self) -> None:
        """Ask the user to sign in to the remote server again, in another way."""
        if self._address is not None:
            self._open().show_login(LoginState(self._address, "sign_in", self._mode))

    def go(self, url: str, *, is_ended: bool = False) -> None:
        """Connect to a remote server, asking only for missing credentials. An invalid URL fails through the link.

        is_ended: the credential used so far has expired.
        """
        self._withdraw_probe()
        try:
            self._address = remote_address(url)
        except BadRequest as error:
            self._link.begin_connecting()
            self._link.fail(error)
            return
        self._link.begin_connecting()
        self._probe_call = self._bridge.run(self._probe(self._address, is_ended), self._on_probed, self._link.fail)

    def sign_out(self) -> None:
        """End the session on the remote server and delete its credential. Its URL stays in the list."""
        client, address = self._link.client, self._address
        if client is not None and address is not None:
            self._bridge.run(self._sign_out(client, address.url), self._on_signed_out)

    def keep_sign_in(self) -> None:
        """Save the new session of the client: a change of the password replaces it."""
        client, address = self._link.client, self._address
        if client is not None and address is not None and client.session_token is not None:
            self._bridge.run(self._replace_saved(address.url, Credential(session_token=client.session_token)), _nothing)

    def _open(self) -> ConnectDialog:
        if self._dialog is not None:
            self._dialog.reject()
        has_own = self._link.is_remote and self._link.own is not None
        self._dialog = dialog = ConnectDialog(
            self._bridge,
            self._server_login,
            self._keyring,
            self._window_state.servers,
            self._window,
            has_own=has_own,
            email_of=self._window_state.email_of,
        )
        dialog.entered.connect(self._on_entered)
        dialog.local_requested.connect(self.use_own)
        dialog.forget_requested.connect(self._on_forget)
        dialog.rejected.connect(self._on_cancelled)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        return dialog

    def _withdraw_probe(self) -> None:
        """Withdraw the open probe of a server."""
        if self._probe_call is not None:
            self._probe_call.cancel()
            self._probe_call = None

    async def _probe(self, address: ServerAddress, is_ended: bool) -> LoginState:
        login = await self._server_login.probe(address, await self._keyring.find(address.url))
        return replace(login, is_ended=login.is_ended or is_ended)

    async def _sign_out(self, client: ApiClient, url: str) -> None:
        await self._keyring.forget(url)
        if client.session_token is not None:
            await client.log_out()

    async def _replace_saved(self, url: str, credential: Credential) -> None:
        if await self._keyring.find(url) is not None:
            await self._keyring.keep(url, credential)

    @Slot()
    def use_own(self) -> None:
        """Switch back to the local server."""
        self._withdraw_probe()
        self._address = None
        self._link.use_own()

    @Slot(object)
    def _on_probed(self, login: LoginState) -> None:
        if login.step == "connected":
            self._enter(login)
        else:
            self._open().show_login(login)

    @Slot(object, bool)
    def _on_entered(self, login: LoginState, is_saved: bool) -> None:
        address = login.address
        credential = Credential(address.token, address.session_token)
        if is_saved and (credential.key or credential.session_token):
            self._bridge.run(self._keyring.keep(address.url, credential), _nothing)
        else:
            self._bridge.run(self._keyring.forget(address.url), _nothing)
        self._enter(login)

    def _enter(self, login: LoginState) -> None:
        self._withdraw_probe()
        self._address = remote_address(login.address.url)
        self._mode = login.mode
        self._window_state.add_server(login.address.url)
        if login.email:
            self._window_state.keep_email(login.address.url, login.email)
        self._link.connect_to(login.address)

    @Slot(str)
    def _on_forget(self, url: str) -> None:
        self._window_state.forget_server(url)
        self._bridge.run(self._keyring.forget(url), _nothing)

    @Slot()
    def _on_cancelled(self) -> None:
        """Fail a connection that the user cancelled. A server that is shown stays."""
        if self._link.state == "starting" and self._link.is_remote:
            self._link.fail(AppError("unauthorized", self.tr("You are not signed in to %1.").replace("%1", self.url)))

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None

    @Slot(object)
    def _on_signed_out(self, _: None) -> None:
        self._link.begin_connecting()
        self._on_cancelled()

    @Slot()
    def _on_sign_in_required(self) -> None:
        """Check whether the session or the key has expired, or only a password was wrong."""
        client = self._link.client
        if client is not None and self._can_ask and not self._is_checking:
            self._is_checking = True
            self._bridge.run(client.list_websites(), self._on_checked, self._on_check_failed)

    def _on_checked(self, _: object) -> None:
        self._is_checking = False

    def _on_check_failed(self, error: AppError) -> None:
        self._is_checking = False
        self._on_refused(error)

    @property
    def _can_ask(self) -> bool:
        """True while a remote server is shown without a dialog."""
        return self._link.is_remote and self._link.state == "running" and self._dialog is None

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        """Ask for a new sign-in after a session expired or a key was revoked."""
        if error.code in SIGN_IN_ERRORS and self._can_ask:
            self.go(self.url, is_ended=True)


def _nothing(_: object) -> None:
    """Ignore the result of a change of the keyring."""
