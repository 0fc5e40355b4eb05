"""Stack of the pages. A page is created when it is first shown."""

from __future__ import annotations

import linecache
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from importlib import import_module

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.live import ArrivedEvent, ArrivedEvents
from app.domain.reports.request import ReportRequest
from app.ui.bridge import Bridge
from app.ui.charts.maps.world_shapes import world_shapes
from app.ui.pages.leaving import Leaving
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.panel_pictures import PanelPictures
from app.ui.pages.server.server import ServerPage
from app.ui.pages_table import PAGES
from app.ui.servers.server_link import ServerLink
from app.ui.shell.unseen_pages import UnseenPages
from app.ui.steps import Steps
from app.ui.style.dress import dress_ahead, is_dressed
from app.ui.widgets.fields import SearchField
from app.ui.widgets.files.saving import NewFile, saved_file
from app.ui.window_state import WindowState
from app.ui.windows.site_form import zone_names

_MAKERS = {page.key: page.maker for page in PAGES}
_SERVER = "server"
_IMPORT_CHECK_MS = 10
KEPT_EVENTS = 1_000  # usually more than are not stored yet; beyond it a page waits for the next flush


class PageStack(QStackedWidget):
    """Shows one page at a time, for the current website and request. Its signals are those of the pages."""

    filter_requested = Signal(object)  # domain.reports.request.Filter
    range_requested = Signal(object)  # (first day, last day)
    notice = Signal(str)
    failed = Signal(object)  # AppError
    undo_offered = Signal(object)  # UndoOffer
    segment_requested = Signal(object)  # tuple of Filter
    snippet_requested = Signal()
    add_site_requested = Signal()
    delete_site_requested = Signal()
    site_changed = Signal(object)  # WebsiteReply
    page_requested = Signal(str)
    site_requested = Signal(str)
    sign_in_requested = Signal()
    sign_out_requested = Signal()
    sign_in_replaced = Signal()
    built = Signal()  # a page that was chosen before it was there can be shown now

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        server_page: ServerPage,
        window_state: WindowState | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """window_state: keeps what pages remember between starts. now: clock of the pages, aware and UTC."""
        super().__init__()
        self.setObjectName("pages")
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bridge, self._link, self._window_state, self._now = bridge, link, window_state, now
        self._client: ApiClient | None = None
        self._pages: dict[str, WindowPage] = {}
        self._unfinished: dict[str, Iterator[None]] = {}  # steps that are left to build pages, by their keys
        self._newest: deque[ArrivedEvent] = deque(maxlen=KEPT_EVENTS)
        self._outdated: set[WindowPage] = set()  # something came in after they were loaded
        self._leaving = Leaving()
        self._leaving.changed.connect(self._on_leaving)
        self._server_page = server_page
        self.addWidget(server_page)
        self._nothing = QWidget()
        self._nothing.setProperty("role", "page")
        self.addWidget(self._nothing)
        self.pictures = PanelPictures(self, self.notice.emit, self._save_file)
        self._in_steps = False
        self._imports: threading.Thread | None = None
        self._import_check = QTimer(self, interval=_IMPORT_CHECK_MS)
        self._import_check.timeout.connect(self._on_import_check)
        self._building = Steps(self)
        self._building.finished.connect(self._on_built)
        self._building_key = ""
        self._shown_key = ""
        self._scrolled: dict[str, int] = {}  # pixels, of the pages that were let go
        self._unseen = UnseenPages(self, lambda: bridge.has_open_calls)
        self._unseen.gone.connect(self._on_gone)

    @property
    def is_importing(self) -> bool:
        """True while the modules of the pages are imported on their thread."""
        return self._imports is not None and self._imports.is_alive()

    @property
    def page(self) -> WindowPage | None:
        """Page on screen, None for the Server page."""
        shown = self.currentWidget()
        return shown if isinstance(shown, WindowPage) else None

    @property
    def is_asking(self) -> bool:
        """True while the page on screen waits for replies."""
        return self.page is not None and self.page.is_asking

    def set_client(self, client: ApiClient) -> None:
        self._client = client
        self._newest.clear()
        self._outdated.clear()
        for page in self._pages.values():
            page.withdraw()
            page.client = client

    def forget(self) -> None:
        """Destroy every page: the window shows another server or tenant from now on, and nothing of the one before."""
        self.setCurrentWidget(self._nothing)
        self.undo_offered.emit(None)
        for page in tuple(self._pages.values()):
            self._unseen.forget(page)
            self._on_gone(page)
        self._scrolled.clear()

    def prepare(self) -> None:
        """Keep the window responsive from now on: import all pages on a thread, and build each in steps."""
        self._in_steps = True
        self._imports = threading.Thread(target=_import_pages, name="page-imports")
        self._imports.start()

    def show_page(self, key: str, section: str = "") -> None:
        """Put a page on screen, nothing until it is built. `show_site` loads it.

        section: key of a section of the page, which is put on screen; others change nothing.
        """
        maker = _MAKERS.get(key, "")
        if not maker or self._client is None:
            if self._is_ready(_SERVER, self._server_page):
                self.setCurrentWidget(self._server_page)
            return
        if key not in self._pages and self.is_importing:
            self.setCurrentWidget(self._nothing)
            self._import_check.start()
            return
        if key not in self._pages and key not in self._unfinished:
            steps = self._steps(key, maker, self._client)
            if self._in_steps:
                self._unfinished[key] = steps
            else:
                deque(steps, maxlen=0)
        if self._is_ready(key, self._pages.get(key)):
            self._pages[key].show_section(section)
            self.setCurrentWidget(self._pages[key])

    def show_site(self, website: WebsiteReply | None, request: ReportRequest, *, is_refresh: bool = False) -> None:
        """Load the page on screen when website, request or the website's events have changed, or on a refresh."""
        page = self.page
        if page is None:
            return
        is_outdated = page in self._outdated
        self._outdated.discard(page)
        if (page.site, page.request) != (website, request):
            shown_id = page.site.id if page.site is not None else None
            page.show_site(website, request)
            if website is not None and website.id != shown_id:
                page.live_events(ArrivedEvents(tuple(self._newest), 0))  # they may not be stored yet
        elif is_refresh or is_outdated:
            page.refresh()

    def live_events(self, arrived: ArrivedEvents) -> None:
        self._newest.extend(arrived.events)
        self.note_news({event.website_id for event in arrived.events})
        for page in self._pages.values():
            page.live_events(arrived)

    def note_news(self, website_ids: Collection[str]) -> None:
        """Load the pages of these websites again when they come on screen: events have arrived or were stored."""
        pages = self._pages.values()
        self._outdated.update(page for page in pages if page.site is not None and page.site.id in website_ids)

    def withdraw(self) -> None:
        """Withdraw the open calls of every page."""
        for page in self._pages.values():
            page.withdraw()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.pictures.open_menu(event)

    def take_focus(self, key: str, header: QWidget) -> None:
        """Take the focus from a widget that another page hides: it would move to the next button, which may delete."""
        focused = self.window().focusWidget()
        is_hidden = focused is not None and (header.isAncestorOf(focused) or self.isAncestorOf(focused))
        if key != self._shown_key and is_hidden:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shown_key = key

    def focus_search(self) -> bool:
        """Focus the first search field of the page. False when it has none."""
        shown = self.currentWidget()
        if isinstance(shown, WindowPage) and shown.focus_search():
            return True
        fields = [field for field in shown.findChildren(SearchField) if field.isVisibleTo(shown)] if shown else []
        if fields:
            fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            fields[0].selectAll()
        return bool(fields)

    def _save_file(self, file: NewFile) -> None:
        self._bridge.run(saved_file(file), self._on_file_saved)

    def _on_file_saved(self, text: str) -> None:
        self.notice.emit(text)

    def _is_ready(self, key: str, page: QWidget | None) -> bool:
        """Return whether a page can be put on screen. If not, nothing is shown until it is built and styled."""
        is_hidden = page is not None and page is not self.currentWidget()
        if self._in_steps and page is not None and is_hidden and key not in self._unfinished and not is_dressed(page):
            self._unfinished[key] = self._styled(page)
        if key not in self._unfinished:
            return True
        self.setCurrentWidget(self._nothing)
        self._building_key = key
        self._building.start(self._unfinished[key])
        return False

    def _styled(self, page: QWidget, building: Iterator[None] | None = None) -> Iterator[None]:
        """Style a hidden page and arrange it: its showing would do all of that at once. building: its other steps."""
        yield from dress_ahead(page, building or iter(()))
        page.resize(self.size())
        page.grab(QRect(0, 0, 1, 1))  # Qt arranges what is hidden only when it has to paint it
        yield

    def _steps(self, key: str, maker: str, client: ApiClient) -> Iterator[None]:
        """Create a page, style it and arrange it."""
        context = PageContext(
            self._bridge, client, self._link, self._now, self._window_state, self._in_steps, leaving=self._leaving
        )
        page = _new_page(maker, context)
        self._connect(page)
        yield
        if self._in_steps:
            page.hide()  # explicitly, or it would be shown together with the stack before it is ready
            page.setParent(self)  # not in the layout yet, which would have it styled to know its size
            yield from self._styled(page, page.build())
        self.addWidget(page)
        page.client = self._client or client
        self._pages[key] = page
        page.scroll_to(self._scrolled.pop(key, 0))
        self._unseen.watch(page)

    @Slot()
    def _on_import_check(self) -> None:
        if not self.is_importing:
            self._import_check.stop()
            self.built.emit()

    @Slot()
    def _on_built(self) -> None:
        del self._unfinished[self._building_key]
        self.built.emit()

    @Slot()
    def _on_leaving(self) -> None:
        """Load other pages again when they come on screen: they may show the record, or lack one that is back."""
        self._outdated.update(page for page in self._pages.values() if page is not self.page)

    @Slot(object)
    def _on_gone(self, page: WindowPage) -> None:
        """Destroy a page. It is created again when it is chosen."""
        key = next(key for key, known in self._pages.items() if known is page)
        self._scrolled[key] = page.scrolled
        del self._pages[key]
        self._outdated.discard(page)
        page.withdraw()
        self.removeWidget(page)
        page.deleteLater()
        is_styling = self._unfinished.pop(key, None) is not None and key == self._building_key
        if is_styling and self._building.is_running:
            self._building.stop()
            self.built.emit()  # the page is created again

    def _connect(self, page: WindowPage) -> None:
        page.filter_requested.connect(self.filter_requested)
        page.range_requested.connect(self.range_requested)
        page.notice.connect(self.notice)
        page.failed.connect(self.failed)
        page.undo_offered.connect(self.undo_offered)
        page.segment_requested.connect(self.segment_requested)
        page.page_requested.connect(self.page_requested)
        page.site_requested.connect(self.site_requested)
        page.snippet_requested.connect(self.snippet_requested)
        page.add_site_requested.connect(self.add_site_requested)
        page.delete_site_requested.connect(self.delete_site_requested)
        page.site_changed.connect(self.site_changed)
        page.sign_in_requested.connect(self.sign_in_requested)
        page.sign_out_requested.connect(self.sign_out_requested)
        page.sign_in_replaced.connect(self.sign_in_replaced)


def _import_pages() -> None:
    """Load what pages would otherwise wait for: pyqtgraph, the shapes of all countries, the names of time zones."""
    for maker in filter(None, _MAKERS.values()):
        _maker(maker)
    world_shapes()
    zone_names()
    linecache.clearcache()  # as `run_window` does


def _new_page(maker: str, context: PageContext) -> WindowPage:
    """Create a page, and import its module unless that has been done."""
    page: WindowPage = _maker(maker)(context)
    return page


def _maker(maker: str) -> Callable[[PageContext], WindowPage]:
    module, _, name = maker.partition(":")
    kind: Callable[[PageContext], WindowPage] = getattr(import_module(f"app.ui.pages.{module}"), name)
    return kind
