"""State of the server in the status bar, the menu, the banner below the header, and on the start page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import AppError
from app.ui.bridge import Bridge
from app.ui.servers.server_link import ServerLink
from app.ui.shell.banners import Banners
from app.ui.shell.layers import Layers
from app.ui.shell.menus import Menus
from app.ui.shell.remote_login import RemoteLogin
from app.ui.shell.status_bar import StatusBar
from app.ui.texts import as_sentence


class ServerDisplay(QObject):
    """Follows the link and the live stream. reconnected: the stream is back, and nothing was pushed meanwhile."""

    reconnected = Signal()

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        remote_login: RemoteLogin,
        status_bar: StatusBar,
        menus: Menus,
        banners: Banners,
        layers: Layers,
    ) -> None:
        super().__init__(layers)
        self._link, self._remote_login = link, remote_login
        self._status_bar, self._menus, self._banners, self._layers = status_bar, menus, banners, layers
        self._is_lost = False
        link.state_changed.connect(self._on_state)
        bridge.server_status.connect(status_bar.show_status)
        bridge.connection_changed.connect(self._on_connection)
        bridge.refused.connect(self._on_refused)
        banners.stopped.acted.connect(link.start)

    @property
    def remote_url(self) -> str:
        """URL of the remote server, empty while the local one is shown."""
        return self._remote_login.url if self._link.is_remote else ""

    def show_client(self) -> None:
        """Show the address of a server that was just connected to."""
        if self._link.address is not None:
            self._status_bar.show_address(self._link.address.url)

    def show_starting(self) -> None:
        """Show on the start page that the server starts or is being connected to."""
        self._layers.start_page.show_starting(self.remote_url)

    @Slot(str)
    def _on_state(self, state: str) -> None:
        link, menus = self._link, self._menus
        self._status_bar.show_state(link.state, is_remote=link.is_remote)
        menus.set_enabled(("use_own",), link.is_remote and link.own is not None)
        menus.set_enabled(("server_start",), link.control is not None and state in ("stopped", "failed"))
        menus.set_enabled(("server_stop", "server_restart"), link.control is not None and state == "running")
        if state == "starting" and self._layers.has_start_page_on_top:
            self.show_starting()
        self._banners.show_stopped(state == "stopped")

    @Slot(bool, str)
    def _on_connection(self, is_connected: bool, reason: str) -> None:
        if not is_connected:
            self._is_lost = self._link.state == "running"
            if self._is_lost:
                self._status_bar.show_lost(reason)
        elif self._is_lost:
            self._is_lost = False
            self._status_bar.show_state(self._link.state)
            self.reconnected.emit()

    @Slot(object)
    def _on_refused(self, error: AppError) -> None:
        if error.code == "forbidden":  # reports work and are refreshed every minute
            self._status_bar.show_limited(as_sentence(error.message))
