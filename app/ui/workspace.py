"""Websites of the server and the view of one of them: the state behind sidebar, header and pages."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal, Slot

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.reports.periods import parse_zone
from app.domain.reports.request import ReportRequest
from app.ui.bridge import Bridge
from app.ui.view import View
from app.ui.window_state import WindowState


class Workspace(QObject):
    """Keeps view and list of websites consistent: the view names an existing website, if there is one."""

    changed = Signal()  # the view, the list, or the website shown
    loaded = Signal()  # the list is up to date, changed or not
    load_failed = Signal(object)  # AppError

    def __init__(self, bridge: Bridge, window_state: WindowState, now: Callable[[], datetime] = utc_now) -> None:
        super().__init__()
        self._bridge = bridge
        self._window_state = window_state
        self._now = now
        self._view = window_state.view
        self._websites: tuple[WebsiteReply, ...] = ()
        self._client: ApiClient | None = None
        self._call: Future[tuple[WebsiteReply, ...]] | None = None

    @property
    def view(self) -> View:
        return self._view

    @property
    def websites(self) -> tuple[WebsiteReply, ...]:
        return self._websites

    @property
    def website(self) -> WebsiteReply | None:
        return next((website for website in self._websites if website.id == self._view.website_id), None)

    def today(self) -> date:
        """Return the current date in the time zone of the website."""
        website = self.website
        return self._now().astimezone(parse_zone(None, website.timezone) if website else None).date()

    def now(self) -> datetime:
        """Return the aware time."""
        return self._now()

    def request(self) -> ReportRequest:
        return self._view.request(self.today())

    def show(self, view: View) -> None:
        """Show another view, and save it."""
        if view != self._view:
            self._view = view
            self._window_state.view = view
            self.changed.emit()

    def load(self, client: ApiClient | None = None) -> None:
        """Load the websites again; an earlier answer does not count any more. client: replaces the current one."""
        self._client = client or self._client
        if self._call is not None:
            self._call.cancel()
        if self._client is not None:
            self._call = self._bridge.run(self._client.list_websites(), self._on_websites, self._on_failed)

    def forget_all(self) -> None:
        """Forget the websites: the window shows another server or tenant from now on."""
        self._set_websites((), "")

    @Slot(object)
    def reload(self, _: object) -> None:
        """Load the websites again after they were changed elsewhere."""
        self.load()

    def choose(self, website: WebsiteReply) -> None:
        """Show a website that may be newer than the list."""
        known = tuple(site for site in self._websites if site.id != website.id)
        self._set_websites((*known, website), website.id)

    @Slot(object)
    def update(self, website: WebsiteReply) -> None:
        """Keep what a website is like now. It need not be the one that is shown."""
        websites = tuple(website if site.id == website.id else site for site in self._websites)
        self._set_websites(websites, self._view.website_id)

    def forget(self, website_id: str) -> None:
        """Remove a deleted website."""
        self._set_websites(tuple(site for site in self._websites if site.id != website_id), self._view.website_id)
        self.loaded.emit()

    def _set_websites(self, websites: tuple[WebsiteReply, ...], website_id: str) -> None:
        ids = [website.id for website in websites]
        shown_id = website_id if website_id in ids else ids[0] if ids else ""
        view = self._view.with_site(shown_id) if ids else self._view  # an empty list keeps the last website
        if websites != self._websites or view != self._view:
            self._websites, self._view = websites, view
            self._window_state.view = view
            self.changed.emit()

    @Slot(object)
    def _on_websites(self, websites: tuple[WebsiteReply, ...]) -> None:
        self._set_websites(websites, self._view.website_id)
        self.loaded.emit()

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self.load_failed.emit(error)
