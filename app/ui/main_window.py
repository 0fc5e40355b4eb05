"""Main window: sidebar, header, pages and status bar, wired to the workspace and the server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.live import EventsStored
from app.ui.appearance import Appearance
from app.ui.bridge import Bridge
from app.ui.desktop.desktop import Desktop
from app.ui.focus.reading_order import step
from app.ui.pages.server.server import ServerPage
from app.ui.pages_table import PAGES, PageSpec, page_of
from app.ui.printing.reports import Reports
from app.ui.process.language import LanguageChoice
from app.ui.servers.server_link import ServerLink
from app.ui.servers.server_mark import mark_bar, server_bar
from app.ui.shell.auto_refresh import AutoRefresh
from app.ui.shell.banners import Banners
from app.ui.shell.header import Header, page_title
from app.ui.shell.key_routing import claims_key
from app.ui.shell.layers import Layers
from app.ui.shell.menus import Menus
from app.ui.shell.page_stack import PageStack
from app.ui.shell.palette_opener import PaletteOpener
from app.ui.shell.remote_login import RemoteLogin
from app.ui.shell.server_display import ServerDisplay, StartFailures
from app.ui.shell.sidebar import Sidebar
from app.ui.shell.site_actions import SiteActions
from app.ui.shell.status_bar import StatusBar
from app.ui.shell.view_actions import ViewActions
from app.ui.texts import sentence_of
from app.ui.widgets.parts import column, row
from app.ui.widgets.toast import Toast
from app.ui.window_context import WindowContext
from app.ui.window_state import WindowState
from app.ui.workspace import Workspace

_FIRST_SIZE = QSize(1280, 800)
_LEAST_SIZE = QSize(900, 600)
_FOLDED_BELOW = 1_100  # pixels of width, with room for the header's controls and the sidebar's texts
_OVERVIEW = next(page for page in PAGES if page.key == "overview")
_OF_SITE = ("save_report", "schedule_reports")
_OF_RANGE = ("earlier", "later", "choose_range", "compare", "filters", "clear_filters")


class MainWindow(QMainWindow):
    """quit_requested: the user quits. log_folder: of this process. now: clock, aware and UTC."""

    quit_requested = Signal()

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        window_state: WindowState,
        log_folder: Path,
        now: Callable[[], datetime] = utc_now,
        leader: Desktop | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._bridge, self._link, self._window_state = bridge, link, window_state
        self.workspace = Workspace(bridge, window_state, now)
        self._context = WindowContext(bridge, link, self.workspace, window_state, self)
        self.actions_of_view = ViewActions(self.workspace, self)
        self._sites = SiteActions(self._context)
        self.remote_login = RemoteLogin(bridge, link, window_state, self)
        self._refresh = AutoRefresh(lambda: self.pages.is_asking, self)
        self._appearance = Appearance(window_state, self)
        self.desktop = Desktop(self._context, log_folder.parent, leader)
        self._shown_place = ("", "")  # whose websites are shown, see ServerDisplay.place
        self._build()
        self._handlers = self._commands()
        view = self.actions_of_view
        self.menus = Menus(
            self, self._handlers, self._open_page, view.show_preset, self._appearance.set_mode, self._set_language
        )
        self._palette = PaletteOpener(self._context, view, self._handlers, self.menus.is_enabled, self.pages)
        self._server = ServerDisplay(
            bridge, link, self.remote_login, self.status_bar, self.menus, self._banners, self._layers
        )
        self._failures = StartFailures(bridge, link, self.remote_login, self._layers, self.server_page, log_folder)
        self._connect_server()
        self._connect_controls()
        self._show_workspace()
        self.setMinimumSize(_LEAST_SIZE)
        if window_state.geometry.isEmpty() or not self.restoreGeometry(window_state.geometry):
            self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize()))

    def notice(self, text: str) -> None:
        """Show a message that needs no reply."""
        self.desktop.background.tell(text, self._toast.show_text)

    def show_failure(self, error: AppError) -> None:
        """Show an error until the page is left, with a way to the log when only that has details."""
        text = self.tr("Show the log") if error.code == "internal_server_error" and self._link.tenants is None else ""
        self._toast.show_text(sentence_of(error), "down", text, self._show_log)

    @Slot()
    def bring_to_front(self) -> None:
        """Show the window, also when it is hidden or minimised."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self._on_refresh()

    def prepare_to_quit(self) -> None:
        """Save the window's position, stop the timers, withdraw open calls, and hide."""
        self._window_state.geometry = self.saveGeometry()
        self._window_state.save()
        self._refresh.stop()
        self.desktop.stop()
        self.pages.withdraw()
        self.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()  # request_quit ends the program once everything is stored
        self._window_state.geometry = self.saveGeometry()
        self.desktop.background.close_window()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.fold(is_folded=event.size().width() < _FOLDED_BELOW)

    def event(self, event: QEvent) -> bool:
        return claims_key(event) or super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return step(self, is_next=is_next)

    # Construction

    def _build(self) -> None:
        self.sidebar = Sidebar(self._window_state.collapsed_groups)
        self.header = Header(self.workspace.today)
        self.server_page = ServerPage(self._bridge, self._link)
        self.pages = PageStack(self._bridge, self._link, self.server_page, self._window_state, self.workspace.now)
        self.status_bar = StatusBar()
        self._banners = Banners()
        page = column(self.header, self._banners, self.pages, gap=0)
        page.setStretch(2, 1)
        frame = QWidget()
        frame.setObjectName("frame")
        frame.setLayout(row(self.sidebar, page, gap=0))
        self._layers = Layers(self._bridge, frame)
        whole = QWidget()
        self._server_bar = server_bar()
        whole.setLayout(column(self._server_bar, self._layers, self.status_bar, gap=0))
        self.setCentralWidget(whole)
        self._toast = Toast(self._layers)

    def _commands(self) -> dict[str, Callable[[], object]]:
        """Return the handler of each command of `commands.COMMANDS`."""
        view, header = self.actions_of_view, self.header
        reports = Reports(self._context, self._toast, self.notice)
        return {
            "add_site": self._sites.add,
            "edit_site": self._sites.edit,
            "delete_site": self._sites.delete,
            **reports.handlers(),
            "connect": self.remote_login.ask,
            "use_own": self.remote_login.use_own,
            "accept_invitation": self.remote_login.accept_invitation,
            "quit": self.quit_requested.emit,
            "refresh": self._on_refresh,
            "go_to": lambda: self._palette.open(),
            "search": self.pages.focus_search,
            "copy_picture": self.pages.pictures.copy,
            "filters": self._focus_filters,
            "clear_filters": view.clear_filters,
            "choose_site": self.sidebar.picker.open_list,
            **self._appearance.zoom_handlers(),
            "earlier": lambda: view.move(-1),
            "later": lambda: view.move(1),
            "choose_range": header.range_picker.open,
            "compare": header.compare_picker.toggle,
            "server_start": self._link.start,
            "server_stop": self._link.stop,
            "server_restart": self._link.restart,
            "server_log": self._show_log,
            **self.desktop.handlers(),
        }

    def _connect_server(self) -> None:
        bridge, link = self._bridge, self._link
        link.state_changed.connect(self._on_state)
        link.client_changed.connect(self._on_client)
        bridge.failed.connect(self.show_failure)
        bridge.events_arrived.connect(self.pages.live_events)
        bridge.events_stored.connect(self._on_stored)
        bridge.websites_changed.connect(self.workspace.reload)
        self._failures.shown.connect(self._refresh.stop)
        self._failures.reload_requested.connect(self.workspace.load)
        self._failures.settings_requested.connect(self._show_settings)
        self.status_bar.problems_requested.connect(self._show_server)
        self.status_bar.address_copied.connect(self._on_address_copied)
        self._server.reconnected.connect(self._on_reconnected)

    def _connect_controls(self) -> None:
        view = self.actions_of_view
        view.connect_controls(self.sidebar, self.header, self.pages)
        self.sidebar.collapsed_changed.connect(self._on_collapsed)
        self.sidebar.picker.add_requested.connect(self._sites.add)
        self.header.refresh_requested.connect(self._on_refresh)
        self.pages.failed.connect(self.show_failure)
        self.pages.currentChanged.connect(self._toast.end_failures)
        for part in (self.pages, self._sites, self.desktop):
            part.notice.connect(self.notice)
        self.pages.built.connect(self._show_workspace)
        self.pages.undo_offered.connect(self._toast.offer_undo)
        self._sites.serve(self.pages)
        self.server_page.page_requested.connect(view.show_page)
        self.pages.sign_in_requested.connect(self.remote_login.ask_sign_in)
        self.pages.sign_out_requested.connect(self.remote_login.sign_out)
        self.pages.sign_in_replaced.connect(self.remote_login.keep_sign_in)
        self._banners.sample.acted.connect(self._sites.delete)
        self.header.segment_requested.connect(self._sites.save_segment)
        self.workspace.changed.connect(self._show_workspace)
        self.workspace.loaded.connect(self._on_loaded)
        self._layers.first_run_finished.connect(self._on_first_run_finished)
        self._layers.first_run_left.connect(self._on_loaded)
        self.workspace.load_failed.connect(self._on_load_failed)
        self._refresh.due.connect(self._on_refresh)
        self._connect_desktop()

    def _connect_desktop(self) -> None:
        self.desktop.serve(self.menus, self._banners)
        self.desktop.failed.connect(self.show_failure)
        self.desktop.background.quit_requested.connect(self.quit_requested)
        self.desktop.background.open_requested.connect(self.bring_to_front)
        self.desktop.background.command_requested.connect(self.menus.choose)

    # What is shown

    @property
    def _page(self) -> PageSpec:
        """The page that is shown: the overview when the saved page no longer exists."""
        return page_of(self.workspace.view.page) or _OVERVIEW

    @Slot()
    def _show_workspace(self) -> None:
        """Show the view of the workspace in every part of the window."""
        view, website = self.workspace.view, self.workspace.website
        page = self._page
        key = page.key
        can_manage = self._link.can_manage
        self.sidebar.show_websites(self.workspace.websites, website, can_add=can_manage)
        self.sidebar.show_page(key)
        self.pages.take_focus(key, self.header)
        shown = website if page.needs_site else None
        self.header.show_website(shown)
        self.header.show_page(page)
        self.header.show_view(view, self.workspace.today())
        self.menus.set_enabled(_OF_SITE, website is not None)
        self.menus.set_enabled(("edit_site", "delete_site"), website is not None and can_manage)
        self.menus.set_enabled(("add_site",), can_manage)
        self.menus.set_enabled(_OF_RANGE, website is not None and page.has_range)
        self.menus.show_preset(view.preset)
        self.setWindowTitle(page_title(page, website, self._link.place_name))
        self._banners.show_sample(shown is not None and shown.is_sample)
        self.pages.show_page(key, view.page)
        self.pages.show_site(website, self.workspace.request())

    @Slot()
    def _on_loaded(self) -> None:
        """Show the pages, or the first run while there is no website. One that is open stays until it is left."""
        has_sites = bool(self.workspace.websites)
        if has_sites and self._layers.has_frame_on_top:
            self._layers.end_first_run()
        if self._layers.is_in_first_run:
            self._layers.show_way_out(has_sites)
        elif has_sites:
            self._show_frame()
        else:
            self._start_first_run()

    def _show_frame(self) -> None:
        if not self._layers.has_frame_on_top:
            self._layers.show_frame()
            self.pages.setFocus(Qt.FocusReason.OtherFocusReason)  # no control looks chosen, and every key works
        self._refresh.start()

    def _start_first_run(self) -> None:
        """Guide to the first site, or say who may add it."""
        client, address = self._link.client, self._link.address
        if not self._link.can_manage:
            self._layers.show_without_sites(self._link.place_name)
        elif client is not None and address is not None:
            self._layers.start_first_run(client, address.url)

    @Slot(object)
    def _on_first_run_finished(self, website: WebsiteReply) -> None:
        self.workspace.choose(website)
        self.actions_of_view.show_page("overview")
        self._on_loaded()
        self._on_refresh()  # the first visit may have come meanwhile

    @Slot(object)
    def _on_load_failed(self, error: AppError) -> None:
        if self._layers.has_start_page_on_top:
            self._failures.show(error)
        else:
            self.show_failure(error)

    # The server

    @Slot(str)
    def _on_state(self, state: str) -> None:
        if state == "stopped":
            self._refresh.stop()

    @Slot(object)
    def _on_client(self, client: ApiClient) -> None:
        self._layers.end_first_run()
        self._server.show_client()
        mark_bar(self._server_bar, self._link.place_name)
        self.header.show_server(self._link.place_name, can_save=self._link.can_manage)
        self.setWindowTitle(page_title(self._page, self.workspace.website, self._link.place_name))
        self.pages.set_client(client)
        if self._server.place != self._shown_place:  # the pages show another server or tenant
            self._shown_place = self._server.place
            self._server.begin_anew()
            self.pages.forget()
            self.workspace.forget_all()
            self._show_workspace()
        self.workspace.load(client)

    @Slot()
    def _on_reconnected(self) -> None:
        self.workspace.load()
        self._on_refresh()

    @Slot(object)
    def _on_stored(self, stored: EventsStored) -> None:
        self.pages.note_news(stored.websites)
        is_shown = self._layers.has_frame_on_top and self._page.needs_site
        if is_shown and self.workspace.view.website_id in stored.websites:
            self._refresh.stored()

    @Slot()
    def _on_refresh(self) -> None:
        """Load the numbers again, for a new request: at midnight the range moves on."""
        if self.isVisible() and not self.isMinimized():
            self.header.show_view(self.workspace.view, self.workspace.today())
            self.pages.show_site(self.workspace.website, self.workspace.request(), is_refresh=True)

    @Slot(object)
    def _on_collapsed(self, groups: frozenset[str]) -> None:
        self._window_state.collapsed_groups = groups

    # Commands

    def _set_language(self, choice: LanguageChoice) -> None:
        self._window_state.language = choice
        self.notice(self.tr("The language changes at the next start."))

    def _focus_filters(self) -> None:
        if not self.header.focus_filters():
            self.notice(self.tr("No filter is set. Click a table row to filter by it, or Ctrl+click to exclude it."))

    def _open_page(self, key: str) -> None:
        """Show a page, also out of a first run or a failed start, where there is something on it."""
        if self.workspace.websites:
            self._layers.end_first_run()
        if self.workspace.websites or not (page_of(key) or _OVERVIEW).needs_site:
            self._show_frame()
        elif self._layers.has_frame_on_top:
            self._start_first_run()
        self.actions_of_view.show_page(key)

    @Slot()
    def _show_server(self) -> None:
        self._show_frame()
        self.actions_of_view.show_page("server")
        self.server_page.show_status()

    def _show_log(self) -> None:
        self._show_server()
        self.server_page.show_log()

    @Slot()
    def _show_settings(self) -> None:
        self._show_server()
        self.server_page.show_settings()

    @Slot(str)
    def _on_address_copied(self, url: str) -> None:
        self.notice(self.tr("Copied %1").replace("%1", url))
