"""Access page: who may use the server, in sections: sign-in with all that belongs to it, API keys, and members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabWidget

from app.api.access import AuthStatusReply
from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from app.ui.pages.access.account_page import AccountPage
from app.ui.pages.access.api_keys import ApiKeysPage
from app.ui.pages.access.members import MembersPage
from app.ui.pages.access.security import SecurityPage
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages_table import page_of
from app.ui.widgets.parts import column


class AccessPage(WindowPage):
    """Shows one section at a time. A section loads whenever it comes on screen."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("access_page")
        self._tabs = QTabWidget()
        self._tabs.setObjectName("access_tabs")
        self._tabs.setAccessibleName(self.tr("Sections of the Access page"))
        self._sections: dict[str, AccountPage] = {}
        self.setLayout(column(self._tabs, margins=(0, 2, 0, 0)))
        self.create_parts(self._parts(replace(context, is_section=True)))

    def _parts(self, context: PageContext) -> Iterator[None]:
        """Create the sections, one part a step."""
        for key, section, title in (
            ("security", SecurityPage(context), self.tr("Security")),
            ("api_keys", ApiKeysPage(context), self.tr("API keys")),
            ("members", MembersPage(context), self.tr("Members")),
        ):
            self._sections[key] = section
            self._tabs.addTab(section, title)
            section.notice.connect(self.notice)
            section.failed.connect(self.failed)
            section.page_requested.connect(self.page_requested)
            section.sign_in_requested.connect(self.sign_in_requested)
            section.sign_out_requested.connect(self.sign_out_requested)
            section.sign_in_replaced.connect(self.sign_in_replaced)
            section.status_known.connect(self._on_status)
            yield
            yield from section.build()
        self._tabs.setTabVisible(self._tabs.count() - 1, False)  # until the server is known to have people
        self._tabs.currentChanged.connect(self._on_tab)

    def show_section(self, key: str) -> None:
        if key in self._sections:
            blocker = QSignalBlocker(self._tabs)
            self._tabs.setCurrentWidget(self._sections[key])
            blocker.unblock()

    def show_site(self, site: WebsiteReply | None, request: ReportRequest) -> None:
        """Keep the website without loading: the page does not depend on it."""
        self._site, self._request = site, request

    def refresh(self) -> None:
        self._section.refresh()

    def withdraw(self, *names: str) -> None:
        super().withdraw(*names)
        for section in self._sections.values():
            section.withdraw(*names)

    @property
    def _section(self) -> AccountPage:
        return list(self._sections.values())[self._tabs.currentIndex()]

    def _on_status(self, status: AuthStatusReply) -> None:
        self._tabs.setTabVisible(list(self._sections).index("members"), status.mode == "cloud")

    def _on_tab(self, at: int) -> None:
        """Have the window keep the section that is shown now, as it keeps the page."""
        key = list(self._sections)[at]
        if page_of(key) is not None:  # that of members exists on some servers alone
            self.page_requested.emit(key)
