"""Getting to a server elsewhere and staying there: what is kept is tried first, the user is asked for the rest."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError, BadRequest
from app.domain.server_control import ServerAddress
from app.ui.bridge import NOT_LET_IN, Bridge
from app.ui.servers.keyring_store import Credential, KeyringStore
from app.ui.servers.server_link import ServerLink, remote_address
from app.ui.servers.server_login import LoginState, ServerLogin
from app.ui.window_state import WindowState
from app.ui.windows.connect_dialog import ConnectDialog


class RemoteLogin(QObject):
    """Turns the link to servers elsewhere; opens its dialog over `window`."""

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
        self._doors = ServerLogin(link.client_for)
        self._dialog: ConnectDialog | None = None
        self._wanted: ServerAddress | None = None  # on the way there, or there
        self._looking: Future[LoginState] | None = None
        self._is_checking = False
        bridge.refused.connect(self._on_refused)
        bridge.not_let_in.connect(self._on_not_let_in)

    @property
    def url(self) -> str:
        """The server elsewhere that is shown, or was asked for last."""
        return "" if self._wanted is None else self._wanted.url

    def ask(self, url: str = "") -> None:
        """Let the user say where to connect to. url: what stands in the field already."""
        self._open().ask_address(url)

    def ask_sign_in(self) -> None:
        """Let the user sign in to the server elsewhere that is shown, in another way than now."""
        if self._wanted is not None:
            self._open().show_login(LoginState(self._wanted, "sign_in"))

    def go(self, url: str, *, is_ended: bool = False) -> None:
        """Go to a server elsewhere, asking only for what is missing. A wrong address is told by the link.

        is_ended: what opened it so far opens it no more.
        """
        self._stop_looking()
        try:
            self._wanted = remote_address(url)
        except BadRequest as error:
            self._link.begin_connecting()
            self._link.fail(error)
            return
        self._link.begin_connecting()
        self._looking = self._bridge.run(self._look(self._wanted, is_ended), self._on_door, self._link.fail)

    def sign_out(self) -> None:
        """Leave the server elsewhere that is shown: the sign-in ends, and nothing but the address is kept."""
        client, wanted = self._link.client, self._wanted
        if client is not None and wanted is not None:
            self._bridge.run(self._sign_out(client, wanted.url), self._on_signed_out)

    def keep_sign_in(self) -> None:
        """Keep the sign-in of the client anew: a server replaces it when the password is changed."""
        client, wanted = self._link.client, self._wanted
        if client is not None and wanted is not None and client.session_token is not None:
            self._bridge.run(self._keep_again(wanted.url, Credential(sign_in=client.session_token)), _nothing)

    def _open(self) -> ConnectDialog:
        if self._dialog is not None:
            self._dialog.reject()
        has_own = self._link.is_remote and self._link.own is not None
        self._dialog = dialog = ConnectDialog(
            self._bridge, self._doors, self._keyring, self._window_state.servers, self._window, has_own=has_own
        )
        dialog.entered.connect(self._on_entered)
        dialog.local_requested.connect(self.use_own)
        dialog.forget_requested.connect(self._on_forget)
        dialog.rejected.connect(self._on_cancelled)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        return dialog

    def _stop_looking(self) -> None:
        """Withdraw the question how a server lets people in: the user wants another one now."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def _look(self, address: ServerAddress, is_ended: bool) -> LoginState:
        door = await self._doors.look(address, await self._keyring.find(address.url))
        return replace(door, is_ended=door.is_ended or is_ended)

    async def _sign_out(self, client: ApiClient, url: str) -> None:
        await self._keyring.forget(url)
        if client.session_token is not None:
            await client.log_out()

    async def _keep_again(self, url: str, credential: Credential) -> None:
        if await self._keyring.find(url) is not None:
            await self._keyring.keep(url, credential)

    @Slot()
    def use_own(self) -> None:
        """Show the server of this computer again."""
        self._stop_looking()
        self._wanted = None
        self._link.use_own()

    @Slot(object)
    def _on_door(self, door: LoginState) -> None:
        if door.step == "inside":
            self._enter(door)
        else:
            self._open().show_login(door)

    @Slot(object, bool)
    def _on_entered(self, door: LoginState, is_kept: bool) -> None:
        address = door.address
        credential = Credential(address.token, address.session_token)
        if is_kept and (credential.key or credential.sign_in):
            self._bridge.run(self._keyring.keep(address.url, credential), _nothing)
        else:
            self._bridge.run(self._keyring.forget(address.url), _nothing)
        self._enter(door)

    def _enter(self, door: LoginState) -> None:
        self._stop_looking()
        self._wanted = remote_address(door.address.url)
        self._window_state.add_server(door.address.url)
        self._link.connect_to(door.address)

    @Slot(str)
    def _on_forget(self, url: str) -> None:
        self._window_state.forget_server(url)
        self._bridge.run(self._keyring.forget(url), _nothing)

    @Slot()
    def _on_cancelled(self) -> None:
        """Say what the user cancelled. Over a server that is shown nothing is lost, and nothing said."""
        if self._link.state == "starting" and self._link.is_remote:
            self._link.fail(AppError("unauthorized", self.tr("You are not signed in at %1.").replace("%1", self.url)))

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None

    @Slot(object)
    def _on_signed_out(self, _: None) -> None:
        self._link.begin_connecting()
        self._on_cancelled()

    @Slot()
    def _on_not_let_in(self) -> None:
        """Find out whether a refusal means that the sign-in or the key has ended, or just a password typed wrong."""
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
        """Whether a server elsewhere is shown and nothing is asked yet."""
        return self._link.is_remote and self._link.state == "running" and self._dialog is None

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        """Ask again where a sign-in has ended or a key was revoked while the window was open."""
        if error.code in NOT_LET_IN and self._can_ask:
            self.go(self.url, is_ended=True)


def _nothing(_: object) -> None:
    """What is kept or dropped is not talked about."""
