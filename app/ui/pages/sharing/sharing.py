"""A public link for a website: switch it on and off, replace it, choose what it shows and where."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any  # what coroutines take and send is of no interest

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QScrollArea, QWidget

from app.api.client import ApiClient
from app.api.sharing import ShareChange, ShareReply
from app.domain.errors import AppError
from app.domain.sharing import Embedding, Section
from app.ui.bridge import Bridge
from app.ui.pages.page import Page
from app.ui.pages.sharing.sharing_cards import EmbedCard, LinkCard, SectionsCard
from app.ui.style.theme import SPACE
from app.ui.texts import as_sentence
from app.ui.widgets.parts import column, row, scroll_area
from app.ui.widgets.state_stack import StateStack
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog

Change = Callable[[str], Coroutine[Any, Any, object]]

_WIDTH = 200 * SPACE  # lines longer than this are hard to read


class SharingPage(Page):
    """Every choice is kept at once; one that the server refuses goes back."""

    def __init__(self, bridge: Bridge, client: ApiClient) -> None:
        super().__init__(bridge, client)
        self.setObjectName("sharing_page")
        self._sharing: ShareReply | None = None
        self._changes: list[tuple[str, Future[ShareReply]]] = []  # with the ids of their sites
        self._turn = asyncio.Lock()
        self._link, self._sections, self._embed = LinkCard(), SectionsCard(), EmbedCard()
        self._link.open_requested.connect(self._open)
        self._link.renew_requested.connect(self._ask_renew)
        self._link.stop_requested.connect(self._ask_stop)
        self._sections.changed.connect(self._on_sections)
        self._embed.changed.connect(self._on_embedding)
        self.stack = StateStack(self._content(), "sharing_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._start)
        self.setLayout(column(self.stack))

    def load(self, *, is_other_site: bool) -> None:
        if self.site is None:
            text = self.tr("Add a site first; its numbers can then be shared by a link.")
            self.stack.show_empty(self.tr("No site yet"), text, "", "share")
            return
        if is_other_site:
            self._sharing = None
            self._embed.forget()
            self.stack.forget()
        if self._sharing is None:
            self.stack.show_loading()
        if self._is_changing(self.site.id):
            return  # what is asked now may be older than what is being changed, which is shown when that is done
        self.ask("sharing", self.client.sharing(self.site.id), self._show, self._on_failed)

    def _content(self) -> QScrollArea:
        cards = QWidget()
        cards.setMaximumWidth(_WIDTH)
        cards.setLayout(column(self._link, self._sections, self._embed, None, gap=4))
        page = QWidget()
        layout = row(cards, None, margins=5)
        layout.setStretch(0, 100)  # as wide as it may be; what is left over stays empty
        page.setLayout(layout)
        return scroll_area(page, "sharing_scroll")

    def _show(self, sharing: ShareReply) -> None:
        self._sharing = sharing
        if sharing.share_id is None:
            text = self.tr(
                "A link shows the numbers of this site to everybody who has it, without signing in. You choose what it "
                "shows, and can replace it or switch it off at any time."
            )
            self.stack.show_empty(self.tr("Only you see these numbers"), text, self.tr("Make a public link"), "share")
            return
        for card in (self._link, self._sections, self._embed):
            card.show_sharing(sharing)
        self.stack.show_content()

    def _on_failed(self, error: AppError) -> None:
        if self.stack.state == "content":
            self.bridge.failed.emit(error)
        else:
            self._sharing = None
            self.stack.show_error(error)

    # Changes

    def _change(self, call: Change, said: str = "") -> None:
        """Change how the site is shared, after what is being changed already. call: takes its id; said: afterwards."""
        if self.site is None:
            return
        site_id = self.site.id
        self.withdraw("sharing")
        if self.stack.state != "content":
            self.stack.show_loading()
        # Not a call of the page, which would be withdrawn when the list of sites is loaded again, as it is after this.
        change = self.bridge.run(
            _changed(self._turn, call, self.client.sharing, site_id),
            lambda sharing: self._on_changed(site_id, sharing, said),
            lambda error: self._on_change_failed(site_id, error),
        )
        self._changes.append((site_id, change))

    def _on_changed(self, site_id: str, sharing: ShareReply, said: str) -> None:
        if self._waits_for(site_id):
            self._show(sharing)
        if said:
            self.notice.emit(said)

    def _on_change_failed(self, site_id: str, error: AppError) -> None:
        is_last = self._waits_for(site_id)
        if is_last and self._sharing is not None:
            self._show(self._sharing)
            self._embed.go_back()
        if is_last and error.field == "embed_origins":
            self._embed.show_error(as_sentence(error.message))
            return
        self.bridge.failed.emit(error)
        if is_last:
            self.refresh()  # somebody else may have been quicker

    def _waits_for(self, site_id: str) -> bool:
        """Say of a change that has ended whether it was the last one of the site on screen."""
        return self.site is not None and self.site.id == site_id and not self._is_changing(site_id)

    def _is_changing(self, site_id: str) -> bool:
        self._changes = [change for change in self._changes if not change[1].done()]
        return any(changed_id == site_id for changed_id, _ in self._changes)

    def _start(self) -> None:
        self._change(self.client.share_website)

    def _on_sections(self, sections: tuple[Section, ...]) -> None:
        self._choose(ShareChange(sections=sections))

    def _on_embedding(self, chosen: tuple[Embedding, tuple[str, ...]]) -> None:
        embedding, origins = chosen
        wanted = ShareChange(embedding=embedding, embed_origins=origins)
        self._choose(wanted if embedding == "listed" else ShareChange(embedding=embedding))

    def _choose(self, change: ShareChange) -> None:
        client = self.client
        self._change(lambda site_id: client.change_sharing(site_id, change))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._link.url))

    def _ask_renew(self) -> None:
        answers = (
            Choice("renew_cancel", self.tr("Keep it"), is_default=True),
            Choice("renew_confirm", self.tr("Replace the link"), self._renew, role="danger"),
        )
        question = self.tr("Replace the link by a new one?")
        detail = self.tr(
            "The old link stops working at once, wherever it was sent or put into a page. This cannot be undone."
        )
        ConfirmDialog("renew_dialog", self.tr("New link"), question, detail, answers, self, "warning").open()

    def _renew(self) -> None:
        said = self.tr("This is a new link. The old one opens nothing any more.")
        self._change(self.client.renew_share_link, said)

    def _ask_stop(self) -> None:
        answers = (
            Choice("stop_cancel", self.tr("Keep sharing"), is_default=True),
            Choice("stop_confirm", self.tr("Stop sharing"), self._stop, role="danger"),
        )
        question = self.tr("Stop sharing these numbers?")
        detail = self.tr(
            "The link stops working at once, wherever it was sent or put into a page. Sharing again makes another "
            "link; what you chose for it is kept."
        )
        ConfirmDialog("stop_dialog", self.tr("Stop sharing"), question, detail, answers, self, "warning").open()

    def _stop(self) -> None:
        self._change(self.client.unshare_website, self.tr("The link opens nothing any more."))


async def _changed(
    turn: asyncio.Lock, call: Change, look: Callable[[str], Coroutine[Any, Any, ShareReply]], site_id: str
) -> ShareReply:
    """Change something when it is its turn, and return how the site is shared then."""
    async with turn:
        await call(site_id)
        return await look(site_id)
