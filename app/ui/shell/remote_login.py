"""Connection to remote servers: saved credentials are tried first, and the user is asked for the rest."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from functools import partial

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
from app.ui.windows.connect.connect_dialog import ConnectDialog


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
        self._tenant_ids: dict[str, str] = {}  # the last one of each server, by its URL
        self._probe_call: Future[LoginState] | None = None
        self._is_checking = False
        self._is_switching = False
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

    def accept_invitation(self) -> None:
        """Ask the user for the secret of an invitation to a tenant of the remote server."""
        if self._address is not None:
            dialog = self._open()
            dialog.show_login(LoginState(self._address, "sign_in", self._mode))
            dialog.show_invitation()

    def switch_tenant(self, tenant_id: str) -> None:
        """Go on in another tenant of the remote server."""
        client, address, tenants = self._link.client, self._address, self._link.tenants
        is_other = self._link.tenant is not None and self._link.tenant.id != tenant_id
        if client is not None and address is not None and is_other and self._can_ask:
            self._link.session_ends.emit()
            self._is_switching = True  # the session ends before its successor is known
            login = LoginState(
                replace(address, session_token=client.session_token), "connected", self._mode, tenants=tenants
            )
            call = self._server_login.switch(login, tenant_id)
            self._bridge.run(call, partial(self._on_switched, client), self._on_switch_failed)

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
        in_use = None if is_ended else self._session_in_use()
        self._link.begin_connecting()
        probe = self._probe(self._address, in_use, is_ended)
        self._probe_call = self._bridge.run(probe, self._on_probed, self._link.fail)

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

    def _session_in_use(self) -> Credential | None:
        """Return the session of the server that is shown, which the keyring need not have."""
        client, address = self._link.client, self._link.address
        is_same = address is not None and address.url == self.url and self._link.state == "running"
        if client is None or client.session_token is None or not is_same:
            return None
        return Credential(session_token=client.session_token)

    async def _probe(self, address: ServerAddress, in_use: Credential | None, is_ended: bool) -> LoginState:
        login = await self._server_login.probe(address, await self._keyring.find(address.url) or in_use)
        tenant_id = self._tenant_ids.get(address.url, "")
        return replace(login, is_ended=login.is_ended or is_ended, tenant_id=tenant_id)

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

    def _on_switched(self, asked: ApiClient, login: LoginState) -> None:
        self._is_switching = False
        credential = Credential(session_token=login.address.session_token)
        self._bridge.run(self._replace_saved(login.address.url, credential), _nothing)
        if self._link.client is asked and self._link.state == "running":  # else the user has left the server meanwhile
            self._enter(login)

    def _on_switch_failed(self, error: AppError) -> None:
        self._is_switching = False
        self._bridge.failed.emit(error)
        if error.code == "not_found" and self._can_ask:
            self.go(self.url)  # asks for the tenants that are left

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
        self._link.connect_to(login.address, login.tenants)
        if self._link.tenant is not None:
            self._tenant_ids[login.address.url] = self._link.tenant.id

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
            self._bridge.run(client.list_websites(), self._on_checked, partial(self._on_check_failed, client))

    def _on_checked(self, _: object) -> None:
        self._is_checking = False

    def _on_check_failed(self, asked: ApiClient, error: AppError) -> None:
        self._is_checking = False
        if asked is self._link.client:  # the session of an earlier client ended when its tenant was left
            self._on_refused(error)

    @property
    def _can_ask(self) -> bool:
        """True while a remote server is shown without a dialog, and its session stays the same."""
        is_shown = self._link.is_remote and self._link.state == "running"
        return is_shown and self._dialog is None and not self._is_switching

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        """Ask for a new sign-in after a session expired or a key was revoked."""
        if error.code in SIGN_IN_ERRORS and self._can_ask:
            self.go(self.url, is_ended=True)


def _nothing(_: object) -> None:
    """Ignore the result of a change of the keyring."""
