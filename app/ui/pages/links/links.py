"""Links page: campaign links with their clicks, and what came of them."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from app.api.client import ApiClient
from app.api.items.links import LinkReply
from app.domain.items.targets import UTM_NAMES
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.pages.links.link_form import LinkForm
from app.ui.pages.page import PageContext
from app.ui.pages.records.records_page import RecordsPage
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.windows.qr_dialog import QrDialog

_tr = translator("links")


class LinksPage(RecordsPage[LinkReply]):
    """Campaign links of a website, newest first."""

    def __init__(self, context: PageContext) -> None:
        columns: tuple[Heading, ...] = (
            (_tr("Link"), 12),
            (_tr("Address"), 12),
            (_tr("Clicks"), 4, "right"),
            (_tr("Visitors"), 4, "right"),
            (_tr("Goals reached"), 5, "right"),
            (_tr("Revenue"), 6, "right"),
        )
        super().__init__(context, "links", columns)

    def title(self) -> str:
        return _tr("Links")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "link",
            "new": _tr("New link\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit link\N{HORIZONTAL ELLIPSIS}"),
            "open": _tr("QR code\N{HORIZONTAL ELLIPSIS}"),
            "open_icon": "qr",
            "count": _tr("%1 links", len(self.records)),
            "none": _tr("No links yet"),
            "advice": _tr(
                "A link is a short address for a newsletter, a post or a poster. It leads to a page of your site, "
                "counts who follows it, and says whether they reach your goals."
            ),
            "deleted": _tr("The link %1 has been deleted"),
        }

    def fetch(self) -> Coroutine[Any, Any, Sequence[LinkReply]]:
        assert self.site is not None
        return self.client.list_links(self.site.id)

    def cells(self, record: LinkReply) -> tuple[Cell, ...]:
        campaign = " / ".join(value for name in UTM_NAMES if (value := getattr(record, name)))
        lines = format.money_lines(record.revenue_by_currency)
        state = campaign if record.is_active else _tr("switched off")
        return (
            Cell(record.name, state, tip=record.name),
            Cell(record.tracking_url, record.destination_url, tip=record.destination_url),
            Cell(format.exact(record.clicks)),
            Cell(format.exact(record.unique_visitors)),
            Cell(format.exact(record.conversions)),
            Cell(lines[0] if lines else format.NOTHING, " \N{MIDDLE DOT} ".join(lines[1:])),
        )

    def exported(self, record: LinkReply) -> Mapping[str, object]:
        names = ("name", "tracking_url", "destination_url", *UTM_NAMES, "is_active")
        numbers = ("clicks", "unique_visitors", "conversions", "revenue")
        return {name: getattr(record, name) for name in (*names, *numbers)}

    def name_of(self, record: LinkReply) -> str:
        return record.name

    def form(self, record: LinkReply | None) -> Form:
        assert self.site is not None
        return LinkForm(self.site.domain, record)

    def save(
        self, client: ApiClient, website_id: str, record: LinkReply | None, form: Form
    ) -> Coroutine[Any, Any, LinkReply]:
        assert isinstance(form, LinkForm)
        if record is None:
            return client.add_link(website_id, form.new_link())
        return client.change_link(website_id, record.id, form.change())

    def remove(self, website_id: str, record: LinkReply) -> Coroutine[Any, Any, None]:
        return self.client.delete_link(website_id, record.id)

    def open_chosen(self) -> None:
        """Show the address as a QR code, for a poster or another device, with a button to copy it."""
        if (link := self.chosen) is not None:
            note = _tr("Leads to %1").replace("%1", link.destination_url)
            QrDialog(link.tracking_url, note, self.window()).open()
