"""Connection of the window to its server: the local one, started and stopped here, or a remote one."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal, Slot

from app.api.client import ApiClient
from app.api.tenants import TenantItem
from app.domain.errors import AppError, BadRequest
from app.domain.server_control import ServerAddress, ServerControl, ServerState
from app.ui.bridge import Bridge
from app.ui.servers.server_mark import place_name, server_name

ClientFor = Callable[[ServerAddress], ApiClient]
_DEFAULT_PORTS = {"http": 80, "https": 443}


class OwnChange(NamedTuple):
    """Change of the local server. address: once it runs; error: why it does not."""

    state: ServerState
    address: ServerAddress | None = None
    error: AppError | None = None


class ServerLink(QObject):
    """Starts, stops and replaces server and client of the window, and signals the result.

    leader: link of the first window, None for itself. It runs what changes the local server, which so goes on when the
    window that asked for it is closed.
    """

    state_changed = Signal(str)  # ServerState
    client_changed = Signal(object)  # ApiClient, newly connected
    start_failed = Signal(object)  # AppError
    own_changed = Signal(object)  # OwnChange, which this link has followed itself

    def __init__(
        self,
        bridge: Bridge,
        control: ServerControl | None,
        client_for: ClientFor,
        parent: QObject | None = None,
        leader: ServerLink | None = None,
    ) -> None:
        super().__init__(parent)
        self._leader = leader or self
        self._bridge = bridge
        self._control = control
        self.client_for = client_for
        self._state: ServerState = "stopped"
        self._address: ServerAddress | None = None
        self._client: ApiClient | None = None
        self._is_remote = control is None
        self._server_name = ""
        self._tenants: tuple[TenantItem, ...] | None = None

    @property
    def state(self) -> ServerState:
        return self._state

    @property
    def is_remote(self) -> bool:
        """True when the server is remote: this window can neither start nor stop it."""
        return self._is_remote

    @property
    def control(self) -> ServerControl | None:
        """Local server; None while the window shows a remote one."""
        return None if self._is_remote else self._control

    @property
    def own(self) -> ServerControl | None:
        """Local server, whichever the window shows."""
        return self._control

    @property
    def address(self) -> ServerAddress | None:
        return self._address

    @property
    def client(self) -> ApiClient | None:
        return self._client

    @property
    def server_name(self) -> str:
        """Name of the remote server that the client calls; blank for the local one."""
        return self._server_name

    @property
    def tenants(self) -> tuple[TenantItem, ...] | None:
        """Tenants of the person who is signed in, empty with an API key; None where the server has no tenants."""
        return self._tenants

    @property
    def tenant(self) -> TenantItem | None:
        """Tenant that the client works in; None where there is none, and with an API key."""
        return next((tenant for tenant in self._tenants or () if tenant.is_current), None)

    @property
    def place_name(self) -> str:
        """Name of the remote server, and of the tenant there; blank for the local one."""
        return place_name(self._server_name, self.tenant.name if self.tenant is not None else "")

    @property
    def can_manage(self) -> bool:
        """False when the role of the person allows no changes. What an API key allows is not known."""
        return self.tenant is None or self.tenant.role != "viewer"

    def start(self) -> None:
        """Start the local server. Does nothing while it starts, runs or stops."""
        if (control := self.control) is not None and self._state in ("stopped", "failed"):
            self._start_by(control.start())

    def stop(self) -> None:
        """Stop the local server, after it has stored all accepted events."""
        if (control := self.control) is not None and self._state == "running":
            self._announce(OwnChange("stopping"))
            self._leader.await_stop(control.stop())

    def restart(self) -> None:
        """Stop and start again with the current settings."""
        if (control := self.control) is not None and self._state == "running":
            self._announce(OwnChange("starting"))
            self._leader.await_start(control.restart())

    def start_on(self, port: int) -> None:
        """Save another port and start on it."""
        if (control := self.control) is not None:
            self._start_by(_start_with(control, "port", str(port)))

    def start_with_default(self, name: str) -> None:
        """Restore the default of a setting that stopped the start, and start."""
        if (control := self.control) is not None:
            self._start_by(_start_with(control, name, ""))

    def begin_anew(self) -> None:
        """Start with an empty database, although the journal belongs to one that is missing."""
        if (control := self.control) is not None:
            self._start_by(control.start(may_begin_anew=True))

    def change_settings(self, changes: Mapping[str, str]) -> None:
        """Write settings of the local server, and restart it when it runs."""
        if (control := self.control) is not None:
            self._leader.await_settings(_write(control, changes), self._on_write_failed)

    def await_start(self, call: Coroutine[Any, Any, ServerAddress]) -> None:
        """Run a start of the local server for the window of any link, and announce how it ended."""
        self._bridge.run(call, self._on_started, self._on_own_failed)

    def await_stop(self, call: Coroutine[Any, Any, None]) -> None:
        """Run a stop of the local server for the window of any link, and announce how it ended."""
        self._bridge.run(call, self._on_stopped, self._on_own_failed)

    def await_settings(self, call: Coroutine[Any, Any, None], failed: Callable[[AppError], None]) -> None:
        """Run a change of settings for the window of any link, then restart the local server when it runs."""
        self._bridge.run(call, self._on_written, failed)

    def connect_to(self, address: ServerAddress, tenants: tuple[TenantItem, ...] | None = None) -> None:
        """Switch to a remote server, or to another tenant there. The local one keeps running. tenants: as `tenants`."""
        self._is_remote = True
        self._set_state("starting")
        self._use(address, tenants)

    def begin_connecting(self) -> None:
        """Switch to a remote server while its sign-in is checked. `connect_to` or `fail` follows."""
        self._is_remote, self._tenants = True, None
        self._leave("starting")

    def fail(self, error: AppError) -> None:
        """Show that the remote server cannot be reached or refuses access."""
        self._on_start_failed(error)

    def use_own(self) -> None:
        """Switch back to the local server, and start it if needed."""
        if self._control is not None and self._is_remote:
            self._is_remote, self._tenants = False, None
            self._bridge.stop_listening()
            self._set_state("stopped")
            self.start()

    def follow(self, change: OwnChange) -> None:
        """Follow a change of the local server that any window of this process made."""
        if self._is_remote or self._control is None:  # the user may have switched to a remote one meanwhile
            return
        if change.error is not None:
            self._bridge.stop_listening()
            self._on_start_failed(change.error)
        elif change.address is None:
            self._leave(change.state)
        elif change.address != self._address or self._state != "running":
            self._use(change.address)

    async def close_client(self) -> None:
        """Close the client alone: another window uses the local server. Runs last, on the asyncio thread."""
        if self._client is not None:
            await self._client.close()

    async def close(self) -> None:
        """Close the client and stop the local server. Runs last, on the asyncio thread."""
        await self.close_client()
        if self._control is not None and self._control.state != "stopped":
            await self._control.stop()

    def _start_by(self, call: Coroutine[Any, Any, ServerAddress]) -> None:
        self._set_state("starting")
        self._leader.await_start(call)

    def _announce(self, change: OwnChange) -> None:
        """Follow a change of the local server here and in all other windows."""
        self.follow(change)
        self.own_changed.emit(change)

    def _leave(self, state: ServerState) -> None:
        self._bridge.stop_listening()
        self._set_state(state)

    def _use(self, address: ServerAddress, tenants: tuple[TenantItem, ...] | None = None) -> None:
        if self._client is not None:
            self._bridge.run(self._client.close(), _ignore)
        self._address = address
        self._client = self.client_for(address)
        self._server_name = server_name(address.url) if self._is_remote else ""
        self._tenants = tenants
        self._set_state("running")
        self._bridge.listen(self._client)
        self.client_changed.emit(self._client)

    def _set_state(self, state: ServerState) -> None:
        self._state = state
        self.state_changed.emit(state)

    @Slot(object)
    def _on_started(self, address: ServerAddress) -> None:
        self._announce(OwnChange("running", address))

    @Slot(object)
    def _on_stopped(self, _: None) -> None:
        self._announce(OwnChange("stopped"))

    @Slot(object)
    def _on_written(self, _: None) -> None:
        if (control := self._control) is None:
            return
        if control.state == "running":
            self._announce(OwnChange("starting"))
            self.await_start(control.restart())
        else:
            self._announce(OwnChange(control.state))  # settings on screen are read again

    @Slot(object)
    def _on_write_failed(self, error: AppError) -> None:
        self._bridge.failed.emit(error)

    @Slot(object)
    def _on_own_failed(self, error: AppError) -> None:
        self._announce(OwnChange("failed", error=error))

    def _on_start_failed(self, error: AppError) -> None:
        self._set_state("failed")
        self.start_failed.emit(error)


def remote_address(url: str) -> ServerAddress:
    """Parse the URL of a remote server; `http://` is the default. Raises BadRequest for anything else."""
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        is_address = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # unclosed brackets, a port out of range
        is_address = False
    if not is_address or "@" in parts.netloc or parts.query or parts.fragment or any(map(str.isspace, text)):
        raise BadRequest(f"“{url}” is not a server address. Use a form such as http://192.168.1.20:3000.")
    base = parts.geturl().rstrip("/")
    return ServerAddress(base, base, parts.port or _DEFAULT_PORTS[parts.scheme])


async def _start_with(control: ServerControl, name: str, value: str) -> ServerAddress:
    await control.change_setting(name, value)
    return await control.start()


async def _write(control: ServerControl, changes: Mapping[str, str]) -> None:
    for name, value in changes.items():
        await control.change_setting(name, value)


def _ignore(_: None) -> None:
    """Ignore the result of closing a client."""
