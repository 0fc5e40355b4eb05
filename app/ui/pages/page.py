"""Base of the pages: a website, a report request, and calls that are withdrawn once they are out of date."""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.live import ArrivedEvents
from app.domain.reports.request import ReportRequest
from app.ui.bridge import Bridge
from app.ui.pages.leaving import Leaving
from app.ui.servers.server_link import ServerLink
from app.ui.style.dress import dress
from app.ui.widgets.files.saving import NewFile, saved_file
from app.ui.window_state import WindowState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageContext:
    """Parts that every page needs: calls to the server, the server itself, and the clock (aware, UTC).

    window_state: kept between starts; None keeps nothing. in_steps: a page leaves the creation of its parts to `build`.
    is_section: the page is inside another one, and has the style sheet of that one. leaving: shared by all pages.
    """

    bridge: Bridge
    client: ApiClient
    link: ServerLink
    now: Callable[[], datetime] = utc_now
    window_state: WindowState | None = None
    in_steps: bool = False
    is_section: bool = False
    leaving: Leaving = field(default_factory=Leaving)

    def drawer_width(self) -> int:
        """Return the width of drawers in pixels that the user chose, 0 for none."""
        return self.window_state.drawer_width if self.window_state is not None else 0

    def keep_drawer_width(self, width: int) -> None:
        """Remember the width of drawers."""
        if self.window_state is not None:
            self.window_state.drawer_width = width


class WindowPage(QWidget):
    """One page. Subclasses write `load`; a call made with `ask` never outlives the website and request it was for."""

    filter_requested = Signal(object)  # domain.reports.request.Filter
    range_requested = Signal(object)  # (first day, last day)
    notice = Signal(str)  # a sentence for a toast, such as where a file was saved
    failed = Signal(object)  # AppError for a toast that goes when the page is left
    undo_offered = Signal(object)  # UndoOffer of a toast; None ends the time to undo the last one
    segment_requested = Signal(object)  # tuple of Filter that replaces the filters of the view
    page_requested = Signal(str)  # key of another page
    site_requested = Signal(str)  # id of a website whose overview is asked for
    snippet_requested = Signal()
    add_site_requested = Signal()
    delete_site_requested = Signal()  # the website on screen
    site_changed = Signal(object)  # WebsiteReply of a website that was changed
    sign_in_requested = Signal()  # in another way than now
    sign_out_requested = Signal()  # from a remote server
    sign_in_replaced = Signal()  # the client has a new session, as after a change of the password

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        if not context.is_section:
            dress(self)
        self.setProperty("role", "page")
        self.bridge = context.bridge
        self.client = context.client
        self.link = context.link
        self.leaving = context.leaving
        self._site: WebsiteReply | None = None
        self._request: ReportRequest | None = None
        self._calls: dict[str, Future[Any]] = {}  # Any: a page asks for values of many types
        self._in_steps = context.in_steps
        self._left: Iterator[None] = iter(())  # parts that `build` creates

    @property
    def site(self) -> WebsiteReply | None:
        return self._site

    @property
    def request(self) -> ReportRequest | None:
        return self._request

    @property
    def is_asking(self) -> bool:
        """True while a call made with `ask` is open."""
        return not all(call.done() for call in self._calls.values())

    @property
    def can_go(self) -> bool:
        """True when the page loses nothing by being created anew. False for pages with something to edit."""
        return False

    @property
    def scrolled(self) -> int:
        """Pixels by which the page is scrolled."""
        return 0

    def scroll_to(self, pixels: int) -> None:
        """Scroll a new page as soon as it is long enough."""

    def build(self) -> Iterator[None]:
        """Create what the constructor left, one part a step, before anything else is asked of the page."""
        return self._left

    def create_parts(self, parts: Iterator[None]) -> None:
        """Create the parts of the page, one a step: now, or by `build` where pages are built in steps.

        The page is to have its layout before: what is added to it then is styled once, and in its own step.
        """
        if self._in_steps:
            self._left = parts
        else:
            deque(parts, maxlen=0)

    def show_site(self, site: WebsiteReply | None, request: ReportRequest) -> None:
        """Load the page for a website and a request. site: None when there is no website."""
        is_other_site = site is None or self._site is None or site.id != self._site.id
        self._site, self._request = site, request
        self.withdraw()
        self.load(is_other_site=is_other_site)

    def refresh(self) -> None:
        """Load the numbers on screen again."""
        if self._site is not None:
            self.load(is_other_site=False)

    @abstractmethod
    def load(self, *, is_other_site: bool) -> None:
        """Request everything the page shows of `site` for `request`."""

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Receive events accepted a moment ago, of any website. Most pages wait for the next refresh."""

    def show_section(self, key: str) -> None:
        """Put a section on screen, by its key in the table of pages. Most pages have none."""

    def focus_search(self) -> bool:
        """Open and focus a search field that is not on screen yet. False when the page has none."""
        return False

    def ask(
        self,
        name: str,
        coro: Coroutine[Any, Any, T],
        then: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Run a call. An earlier one of the same name is withdrawn, so replies never arrive out of order."""
        self.withdraw(name)
        self._calls[name] = self.bridge.run(coro, then, failed)

    @Slot(object)
    def save_file(self, file: NewFile) -> None:
        """Write a file, whatever the page shows meanwhile. The outcome becomes a notice."""
        self.bridge.run(saved_file(file), self.show_notice)

    def show_notice(self, text: str) -> None:
        """Show the outcome of a call in a toast. Unlike `notice.emit` it is skipped once the page is gone."""
        self.notice.emit(text)

    def show_failure(self, error: AppError) -> None:
        """Show in a toast why a call failed."""
        self.failed.emit(error)

    def withdraw(self, *names: str) -> None:
        """Withdraw the open calls of these names, all of them when none is named."""
        for name in names or tuple(self._calls):
            if (call := self._calls.pop(name, None)) is not None:
                call.cancel()
