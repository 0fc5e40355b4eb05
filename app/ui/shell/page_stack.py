"""The pages, made when they are first needed, and what reaches which of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.live import ArrivedEvent, ArrivedEvents
from app.domain.reports.request import ReportRequest
from app.ui.bridge import Bridge
from app.ui.pages.access.account_page import AccountPage
from app.ui.pages.page import Page
from app.ui.pages.server.server import ServerPage
from app.ui.servers.server_link import ServerLink
from app.ui.widgets.fields import SearchField

KEPT_EVENTS = 1_000  # more than what is usually not stored yet; beyond it a page has to wait for the next flush


class PageStack(QStackedWidget):
    """Shows one page of the website and question it is told."""

    filter_requested = Signal(object)  # domain.question.Filter
    range_requested = Signal(object)  # (first day, last day)
    notice = Signal(str)
    snippet_requested = Signal()
    page_requested = Signal(str)
    sign_in_requested = Signal()
    sign_out_requested = Signal()
    sign_in_replaced = Signal()

    def __init__(self, bridge: Bridge, link: ServerLink, server_page: ServerPage) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.setProperty("role", "page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bridge, self._link = bridge, link
        self._client: ApiClient | None = None
        self._pages: dict[str, Page] = {}
        self._newest: deque[ArrivedEvent] = deque(maxlen=KEPT_EVENTS)
        self._server_page = server_page
        self.addWidget(server_page)
        self._makers: dict[str, Callable[[ApiClient], Page]] = {
            "overview": self._make_overview,
            "realtime": self._make_realtime,
            "api_keys": self._make_api_keys,
            "sharing": self._make_sharing,
            "security": self._make_security,
        }

    @property
    def page(self) -> Page | None:
        """The page of a website that is on screen, None when it is another one."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    def set_client(self, client: ApiClient) -> None:
        self._client = client
        self._newest.clear()
        for page in self._pages.values():
            page.withdraw()
            page.client = client

    def show_page(self, key: str) -> None:
        """Put a page on screen; `show` says of what."""
        if key not in self._makers or self._client is None:
            self.setCurrentWidget(self._server_page)
            return
        if key not in self._pages:
            self._pages[key] = page = self._makers[key](self._client)
            page.filter_requested.connect(self.filter_requested)
            page.range_requested.connect(self.range_requested)
            page.notice.connect(self.notice)
            self.addWidget(page)
        self.setCurrentWidget(self._pages[key])

    def show_site(self, website: WebsiteReply | None, question: ReportRequest, *, is_refresh: bool = False) -> None:
        """Load what is on screen where it is not there yet, and again on a refresh."""
        page = self.page
        if page is None:
            return
        if (page.site, page.question) != (website, question):
            shown_id = page.site.id if page.site is not None else None
            page.show_site(website, question)
            if website is not None and website.id != shown_id:
                page.live_events(ArrivedEvents(tuple(self._newest), 0))  # the store may not have them yet
        elif is_refresh:
            page.refresh()

    def live_events(self, arrived: ArrivedEvents) -> None:
        self._newest.extend(arrived.events)
        for page in self._pages.values():
            page.live_events(arrived)

    def withdraw(self) -> None:
        """Withdraw what every page has asked."""
        for page in self._pages.values():
            page.withdraw()

    def focus_search(self) -> bool:
        """Give the first search field of the page the keyboard; False when it has none."""
        shown = self.currentWidget()
        if isinstance(shown, Page) and shown.focus_search():
            return True
        fields = [field for field in _descendants(shown) if field.isVisibleTo(shown)] if shown else []
        if fields:
            fields[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            fields[0].selectAll()
        return bool(fields)

    def _make_overview(self, client: ApiClient) -> Page:
        from app.ui.pages.reports.overview import (
            OverviewPage,  # loads pyqtgraph, which the first paint does not wait for
        )

        return OverviewPage(self._bridge, client)

    def _make_realtime(self, client: ApiClient) -> Page:
        from app.ui.pages.reports.realtime import RealtimePage

        page = RealtimePage(self._bridge, client)
        page.snippet_requested.connect(self.snippet_requested)
        return page

    def _make_api_keys(self, client: ApiClient) -> Page:
        from app.ui.pages.access.api_keys import ApiKeysPage

        return self._of_accounts(ApiKeysPage(self._bridge, client, self._link))

    def _make_security(self, client: ApiClient) -> Page:
        from app.ui.pages.access.security import SecurityPage

        page = SecurityPage(self._bridge, client, self._link)
        page.sign_out_requested.connect(self.sign_out_requested)
        page.sign_in_replaced.connect(self.sign_in_replaced)
        return self._of_accounts(page)

    def _of_accounts(self, page: AccountPage) -> Page:
        page.page_requested.connect(self.page_requested)
        page.sign_in_requested.connect(self.sign_in_requested)
        return page

    def _make_sharing(self, client: ApiClient) -> Page:
        from app.ui.pages.sharing.sharing import SharingPage

        return SharingPage(self._bridge, client)


def _descendants(widget: QWidget) -> list[SearchField]:
    return widget.findChildren(SearchField)
