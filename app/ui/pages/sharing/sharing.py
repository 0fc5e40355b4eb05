"""Sharing page: turn the public link of a website on and off, renew it, and choose its sections and frames."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import Any  # types that coroutines receive and send

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.api.client import ApiClient
from app.api.sharing import ShareChange, ShareReply
from app.domain.errors import AppError
from app.domain.sharing import Embedding, Section
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.sharing.preview import SHOWN_DAYS, PreviewCard, PublicPage
from app.ui.pages.sharing.sharing_cards import EmbedCard, LinkCard, SectionsCard
from app.ui.snippets import for_visitors
from app.ui.texts import no_site, sentence_of
from app.ui.widgets.grid import CardPage
from app.ui.widgets.parts import column, scroll_area
from app.ui.widgets.state_stack import StateStack
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog

Change = Callable[[str], Coroutine[Any, Any, object]]


class SharingPage(WindowPage):
    """Saves every choice at once. A choice that the server refuses is reverted."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.setObjectName("sharing_page")
        self._sharing: ShareReply | None = None
        self._changes: list[tuple[str, Future[ShareReply]]] = []  # with the ids of their websites
        self._lock = asyncio.Lock()
        cards = CardPage()
        self.stack = StateStack(scroll_area(cards, "sharing_scroll"), "sharing_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._start)
        self.setLayout(column(self.stack))
        self.create_parts(self._parts(cards))

    def load(self, *, is_other_site: bool) -> None:
        if self.site is None:
            self.stack.show_empty(*no_site(), icon_name="share")
            return
        if is_other_site:
            self._sharing = None
            self._embed.forget()
            self._preview.forget()
            self.stack.forget()
        if self._sharing is None:
            self.stack.show_loading()
        if self._is_changing(self.site.id):
            return  # a reply may be older than the open change, which is shown when it is done
        self.ask("sharing", self.client.sharing(self.site.id), self._show, self._on_failed)

    def _parts(self, cards: CardPage) -> Iterator[None]:
        """Create the cards in their places, one a step."""
        self._link = LinkCard()
        self._link.open_requested.connect(self._open)
        self._link.renew_requested.connect(self._ask_renew)
        self._link.stop_requested.connect(self._ask_stop)
        cards.add(self._link)
        yield
        self._sections = SectionsCard()
        self._sections.changed.connect(self._on_sections)
        cards.add(self._sections)
        yield
        self._preview = PreviewCard()
        cards.add(self._preview, 1)
        yield
        self._embed = EmbedCard()
        self._embed.changed.connect(self._on_embedding)
        cards.add(self._embed, 1)
        cards.add_stretch()

    def _show(self, sharing: ShareReply) -> None:
        self._sharing = sharing
        can_manage = self.link.can_manage
        if sharing.share_id is None:
            text = self.tr(
                "Anyone with the link can see the reports of this site without signing in. You choose what it shows, "
                "and can replace it or turn it off at any time."
            )
            verb = self.tr("Create a public link") if can_manage else ""
            self.stack.show_empty(self.tr("Only you can see these reports"), text, verb, "share")
            return
        self._link.offer_changes(is_offered=can_manage)
        for part in (self._sections, self._embed):
            part.setVisible(can_manage)
        for card in (self._link, self._sections, self._embed):
            card.show_sharing(_for_visitors(sharing, self.client.base_url))
        self.stack.show_content()
        preview = _public_page(self.client, sharing.share_id)
        self.ask("preview", preview, self._preview.show_page, self._on_no_preview)

    def _on_no_preview(self, error: AppError) -> None:
        self._preview.show_problem(sentence_of(error))

    def _on_failed(self, error: AppError) -> None:
        if self.stack.state == "content":
            self.bridge.failed.emit(error)
        else:
            self._sharing = None
            self.stack.show_error(error)

    # Changes

    def _change(self, call: Change, notice: str = "") -> None:
        """Change the sharing of the website, after open changes. call: takes its id; notice: shown afterwards."""
        if self.site is None:
            return
        site_id = self.site.id
        self.withdraw("sharing")
        if self.stack.state != "content":
            self.stack.show_loading()
        # Not a call of the page: those are withdrawn when the list of websites is loaded again, which this causes.
        change = self.bridge.run(
            _changed(self._lock, call, self.client.sharing, site_id),
            lambda sharing: self._on_changed(site_id, sharing, notice),
            lambda error: self._on_change_failed(site_id, error),
        )
        self._changes.append((site_id, change))

    def _on_changed(self, site_id: str, sharing: ShareReply, notice: str) -> None:
        if self._waits_for(site_id):
            self._show(sharing)
        if notice:
            self.notice.emit(notice)

    def _on_change_failed(self, site_id: str, error: AppError) -> None:
        is_last = self._waits_for(site_id)
        if is_last and self._sharing is not None:
            self._show(self._sharing)
            self._embed.go_back()
        if is_last and error.field == "embed_origins":
            self._embed.show_error(sentence_of(error))
            return
        self.bridge.failed.emit(error)
        if is_last:
            self.refresh()  # someone else may have changed it meanwhile

    def _waits_for(self, site_id: str) -> bool:
        """True when a finished change was the last one of the website on screen."""
        return self.site is not None and self.site.id == site_id and not self._is_changing(site_id)

    def _is_changing(self, site_id: str) -> bool:
        self._changes = [change for change in self._changes if not change[1].done()]
        return any(changed_id == site_id for changed_id, _ in self._changes)

    def _start(self) -> None:
        if self.site is None:
            self.add_site_requested.emit()
        else:
            self._change(self.client.share_website)

    def _on_sections(self, sections: tuple[Section, ...]) -> None:
        self._choose(ShareChange(sections=sections))

    def _on_embedding(self, chosen: tuple[Embedding, tuple[str, ...]]) -> None:
        embedding, origins = chosen
        if embedding == "listed":
            self._choose(ShareChange(embedding=embedding, embed_origins=origins))
        else:
            self._choose(ShareChange(embedding=embedding))

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
        server = self.link.place_name
        question = self.tr("Replace the link with a new one?")
        detail = self.tr(
            "The old link stops working at once, wherever you have sent or embedded it. This cannot be undone."
        )
        ConfirmDialog("renew_dialog", self.tr("New link"), question, detail, answers, self, "warning", server).open()

    def _renew(self) -> None:
        notice = self.tr("The link has been replaced. The old one no longer works.")
        self._change(self.client.renew_share_link, notice)

    def _ask_stop(self) -> None:
        answers = (
            Choice("stop_cancel", self.tr("Keep sharing"), is_default=True),
            Choice("stop_confirm", self.tr("Stop sharing"), self._stop, role="danger"),
        )
        server = self.link.place_name
        question = self.tr("Stop sharing these reports?")
        detail = self.tr(
            "The link stops working at once, wherever you have sent or embedded it. Sharing again creates a new link "
            "with the same choices."
        )
        ConfirmDialog("stop_dialog", self.tr("Stop sharing"), question, detail, answers, self, "warning", server).open()

    def _stop(self) -> None:
        self._change(self.client.unshare_website, self.tr("The link no longer works."))


def _for_visitors(sharing: ShareReply, server_url: str) -> ShareReply:
    """Return the sharing with addresses that others can reach, as far as the window knows one."""
    url, snippet = sharing.share_url, sharing.embed_snippet
    return replace(
        sharing,
        share_url=for_visitors(url, server_url) if url else url,
        embed_snippet=for_visitors(snippet, server_url) if snippet else snippet,
    )


async def _public_page(client: ApiClient, share_id: str) -> PublicPage:
    """Ask for the public page as its visitors do, for the days it shows first."""
    site = await client.shared_site(share_id)
    overview = await client.shared_overview(share_id, site.today - timedelta(days=SHOWN_DAYS - 1), site.today)
    return PublicPage(site, overview)


async def _changed(
    lock: asyncio.Lock, call: Change, load: Callable[[str], Coroutine[Any, Any, ShareReply]], site_id: str
) -> ShareReply:
    """Make a change after the ones before it, and return the sharing of the website then."""
    async with lock:
        await call(site_id)
        return await load(site_id)
