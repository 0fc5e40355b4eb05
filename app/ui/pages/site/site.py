"""Site settings page: name, domain and time zone, the snippet, ingest limits, bots, other trackers, an export,
an import, deletion."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QPushButton

from app.api.client import ApiClient
from app.api.items.trackers import OtherTrackersReply
from app.api.wire import IngestLimitsReply, WebsiteReply
from app.domain.errors import AppError
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.site.export_card import ExportCard
from app.ui.pages.site.general_card import GeneralCard
from app.ui.pages.site.import_card import ImportCard
from app.ui.pages.site.limits_card import LimitsCard
from app.ui.pages.site.policy_card import Policy, PolicyCard, policy_of
from app.ui.pages.site.snippet_test import SnippetTest
from app.ui.pages.site.trackers_card import TrackersCard
from app.ui.texts import no_site
from app.ui.widgets.grid import CardPage
from app.ui.widgets.parts import button, column, frame, label, paragraph, row, scroll_area
from app.ui.widgets.state_stack import StateStack
from app.ui.windows.snippet_view import SnippetView


class SitePage(WindowPage):
    """Cards, each of which saves for itself."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._now = context.now
        self.setObjectName("site_page")
        cards = CardPage()
        self.stack = StateStack(scroll_area(cards, "site_scroll"), "site_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self.add_site_requested)
        self.setLayout(column(self.stack))
        self.create_parts(self._parts(cards))

    def load(self, *, is_other_site: bool) -> None:
        if self.site is None:
            self.stack.show_empty(*no_site(), icon_name="settings")
            return
        if is_other_site:
            self.stack.forget()
        if self.stack.state != "content":
            self.stack.show_loading()
        if self.request is not None:
            self._export.show_range(self.request)
        self.ask("site", _loaded(self.client, self.site.id), self._show, self._on_failed)

    def _parts(self, cards: CardPage) -> Iterator[None]:
        """Create the cards in their places, one a step."""
        self._general = GeneralCard(self)
        self._general.saved.connect(self.site_changed)
        cards.add(self._general)
        yield
        self._snippet = SnippetView()
        snippet = column(label(self.tr("Snippet"), "heading"), self._snippet, gap=3, margins=4)
        cards.add(frame("card", "snippet_card", snippet), 1)
        yield
        self._test = SnippetTest(self)
        snippet.addWidget(self._test)
        yield
        self._limits = LimitsCard(self)
        cards.add(self._limits)
        yield
        self._policy = PolicyCard(self, self._now)
        cards.add(self._policy)
        yield
        self._trackers = TrackersCard(self)
        cards.add(self._trackers, 1)
        yield
        self._export = ExportCard(self)
        cards.add(self._export, 1)
        yield
        self._import = ImportCard(self)
        cards.add(self._import)
        yield
        self._danger = self._new_danger()
        cards.add(self._danger)
        cards.add_stretch()

    def _new_danger(self) -> QFrame:
        text = self.tr(
            "Deleting the site deletes every pageview, event and session recorded for it. Export them first if you may "
            "need them."
        )
        dots = self.tr("Delete site\N{HORIZONTAL ELLIPSIS}")
        self._delete: QPushButton = button(
            dots, "site_page_delete", self.delete_site_requested.emit, role="danger", icon_name="trash"
        )
        title = label(self.tr("Danger zone"), "heading")
        return frame(
            "card", "danger_card", column(title, paragraph(text, "muted"), row(self._delete, None), gap=3, margins=4)
        )

    def _show(self, loaded: tuple[WebsiteReply, IngestLimitsReply, Policy, OtherTrackersReply]) -> None:
        website, limits, policy, trackers = loaded
        for card in (self._general, self._limits, self._policy, self._trackers, self._danger):
            card.setVisible(self.link.can_manage)  # what is left can be read and copied
        self._general.show_record(website)
        self._snippet.show_website(website, self.client.base_url)
        self._test.show_website(website)
        self._limits.show_record(limits)
        self._policy.show_policy(policy)
        self._trackers.show_record(trackers)
        self._import.setVisible(self.link.can_manage and self.link.tenants is None)  # cloud mode has none
        if self.link.can_manage and self.link.tenants is None:
            self._import.show_site(website)
        self.stack.show_content()

    def _on_failed(self, error: AppError) -> None:
        if self.stack.state == "content":
            self.bridge.failed.emit(error)
        else:
            self.stack.show_error(error)


async def _loaded(
    client: ApiClient, website_id: str
) -> tuple[WebsiteReply, IngestLimitsReply, Policy, OtherTrackersReply]:
    return await asyncio.gather(
        client.website(website_id),
        client.ingest_limits(website_id),
        policy_of(client, website_id),
        client.other_trackers(website_id),
    )
