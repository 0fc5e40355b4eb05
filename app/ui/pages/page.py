"""What every page of the window has in common: a site, a question, calls that are dropped once they are out of date."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.live import ArrivedEvents
from app.domain.reports.request import ReportRequest
from app.ui.bridge import Bridge

T = TypeVar("T")


class Page(QWidget):
    """One page. Subclasses write `load`; what they `ask` never outlives the site and question it was for."""

    filter_requested = Signal(object)  # domain.question.Filter
    range_requested = Signal(object)  # (first day, last day)
    notice = Signal(str)  # a sentence for a toast, such as where a file was saved

    def __init__(self, bridge: Bridge, client: ApiClient) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.bridge = bridge
        self.client = client
        self._site: WebsiteReply | None = None
        self._question: ReportRequest | None = None
        self._calls: dict[str, Future[Any]] = {}  # Any: a page asks for values of many types

    @property
    def site(self) -> WebsiteReply | None:
        return self._site

    @property
    def question(self) -> ReportRequest | None:
        return self._question

    def show_site(self, site: WebsiteReply | None, question: ReportRequest) -> None:
        """Load, or load again, for this site and question. site None: there is none to show."""
        is_other_site = site is None or self._site is None or site.id != self._site.id
        self._site, self._question = site, question
        self.withdraw()
        self.load(is_other_site=is_other_site)

    def refresh(self) -> None:
        """Ask again for what is on screen."""
        if self._site is not None:
            self.load(is_other_site=False)

    def load(self, *, is_other_site: bool) -> None:
        """Ask for everything the page shows of `site` and `question`."""
        raise NotImplementedError

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Events were accepted a moment ago, of any site. Most pages wait for the next refresh."""

    def focus_search(self) -> bool:
        """Give the keyboard to a search field that is not on screen yet; False when there is none."""
        return False

    def ask(
        self,
        what: str,
        coro: Coroutine[Any, Any, T],
        then: Callable[[T], None],
        failed: Callable[[AppError], None] | None = None,
    ) -> None:
        """Run a call; an earlier one for the same `what` is withdrawn, so answers never come in the wrong order."""
        self.withdraw(what)
        self._calls[what] = self.bridge.run(coro, then, failed)

    def withdraw(self, *what: str) -> None:
        """Withdraw the open calls for `what`, all of them when nothing is named."""
        for name in what or tuple(self._calls):
            if (call := self._calls.pop(name, None)) is not None:
                call.cancel()
