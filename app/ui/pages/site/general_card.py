"""Card of the name, the domain and the time zone of a site."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.api.wire import WebsiteReply
from app.domain.websites import WebsiteChange
from app.ui.pages.page import WindowPage
from app.ui.pages.site.form_card import FormCard
from app.ui.windows.site_form import SiteForm


class GeneralCard(FormCard[WebsiteReply]):
    """Changes a website with the form of the dialog that adds one."""

    def __init__(self, page: WindowPage) -> None:
        self._site = SiteForm()
        title = QCoreApplication.translate("GeneralCard", "General")
        super().__init__(page, self._site, "general", title)

    def id_of(self, record: WebsiteReply) -> str:
        return record.id

    def fill(self, record: WebsiteReply) -> None:
        self._site.show_website(record)

    def is_changed(self, record: WebsiteReply) -> bool:
        return self._site.change() != WebsiteChange(record.name, record.domain, record.timezone)

    def call(self, record: WebsiteReply) -> Coroutine[Any, Any, WebsiteReply]:
        return self._page.client.change_website(record.id, self._site.change())
