"""State of the server in the status bar, the menu, the banner below the header, and on the start page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from app.domain.errors import AppError
from app.domain.server_status import ServerStatus
from app.ui.bridge import Bridge
from app.ui.pages.server.server import ServerPage
from app.ui.servers.server_link import ServerLink
from app.ui.shell.banners import Banners
from app.ui.shell.layers import Layers
from app.ui.shell.menus import Menus
from app.ui.shell.remote_login import RemoteLogin
from app.ui.shell.status_bar import StatusBar
from app.ui.texts import sentence_of


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
        bridge.server_status.connect(self._on_status)
        bridge.connection_changed.connect(self._on_connection)
        bridge.refused.connect(self._on_refused)
        banners.stopped.acted.connect(link.start)
        menus.offer("accept_invitation", is_offered=False)

    @property
    def remote_url(self) -> str:
        """URL of the remote server, empty while the local one is shown."""
        return self._remote_login.url if self._link.is_remote else ""

    @property
    def place(self) -> tuple[str, str]:
        """URL of the remote server, and id of the tenant there or the API key that hides it: what tells data apart."""
        tenant, address = self._link.tenant, self._link.address
        if tenant is not None:
            return self.remote_url, tenant.id
        is_of_key = self._link.tenants is not None and address is not None
        return self.remote_url, (address.token or "") if is_of_key and address is not None else ""

    def show_client(self) -> None:
        """Show the address of a server that was just connected to, and the tenants there."""
        if self._link.address is not None:
            self._status_bar.show_address(self._link.address.url)
        self._menus.show_tenants(self._link.tenants or (), self._remote_login.switch_tenant)
        self._menus.offer("accept_invitation", is_offered=self._link.tenants is not None)

    @Slot(object)
    def _on_status(self, status: ServerStatus) -> None:
        """Show the figures, and of the local server the address for other devices."""
        if not self._link.is_remote and status.addresses:
            self._status_bar.show_address(status.addresses[0])
        self._status_bar.show_status(status)

    def show_starting(self) -> None:
        """Show on the start page that the server starts or is being connected to."""
        self._layers.start_page.show_starting(self.remote_url)

    def begin_anew(self) -> None:
        """Show the start page: what was on screen was of another server or tenant."""
        self.show_starting()
        self._layers.show_start_page()

    @Slot(str)
    def _on_state(self, state: str) -> None:
        link, menus = self._link, self._menus
        self._status_bar.show_state(link.state, is_remote=link.is_remote)
        menus.set_enabled(("use_own",), link.is_remote and link.own is not None)
        menus.set_enabled(("server_start",), link.control is not None and state in ("stopped", "failed"))
        menus.set_enabled(("server_stop", "server_restart"), link.control is not None and state == "running")
        menus.set_enabled(("server_log",), link.tenants is None)
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
            self._status_bar.show_limited(sentence_of(error))


class StartFailures(QObject):
    """Shows on the start page why there is no server, and applies the remedies. log_folder: of this process.

    shown: the start page is on top with an error; reload_requested: the websites are to be loaded again;
    settings_requested: show the settings on the Server page.
    """

    shown = Signal()
    reload_requested = Signal()
    settings_requested = Signal()

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        remote_login: RemoteLogin,
        layers: Layers,
        server_page: ServerPage,
        log_folder: Path,
    ) -> None:
        super().__init__(layers)
        self._bridge, self._link, self._remote_login = bridge, link, remote_login
        self._layers, self._server_page, self._log_folder = layers, server_page, log_folder
        page = layers.start_page
        page.retry_requested.connect(self._on_retry)
        page.port_requested.connect(link.start_on)
        page.default_requested.connect(link.start_with_default)
        page.settings_requested.connect(self.settings_requested)
        page.new_database_requested.connect(link.begin_anew)
        page.connect_requested.connect(remote_login.connect_to)
        page.log_requested.connect(self._open_log_folder)
        link.start_failed.connect(self._on_start_failed)

    def show(self, error: AppError) -> None:
        """Show an error, and the remedies that work for it."""
        can_reset = not (error.field and self._server_page.is_pinned(error.field))
        has_log = self._log_folder.is_dir()
        self._layers.start_page.show_failure(error, has_log=has_log, can_reset=can_reset)
        self._layers.show_start_page()
        self.shown.emit()

    @Slot(object)
    def _on_start_failed(self, error: AppError) -> None:
        self.show(error)
        control = self._link.control
        is_port_taken = error.code == "address_in_use" and error.field != "host"
        if is_port_taken and control is not None and not self._server_page.is_pinned("port"):
            self._bridge.run(control.free_port(), self._layers.start_page.offer_port)

    @Slot()
    def _on_retry(self) -> None:
        link = self._link
        if link.control is not None and link.state in ("stopped", "failed"):
            link.start()
        elif link.state == "failed" or link.tenant is not None:  # the role may have changed since the sign-in
            self._remote_login.connect_to(self._remote_login.url if link.is_remote else "")
        else:
            self._layers.start_page.show_starting(self._remote_login.url if link.is_remote else "")
            self.reload_requested.emit()

    @Slot()
    def _open_log_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))
