"""Pixels page: tracking pixels with their views, and the line to paste for each."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from app.api.client import ApiClient
from app.api.items.pixels import PixelReply
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.pages.links.pixel_dialog import PixelDialog
from app.ui.pages.links.pixel_form import PixelForm
from app.ui.pages.page import PageContext
from app.ui.pages.records.records_page import RecordsPage
from app.ui.translation import translator
from app.ui.widgets.form import Form

_tr = translator("pixels")


class PixelsPage(RecordsPage[PixelReply]):
    """Tracking pixels of a website, newest first."""

    def __init__(self, context: PageContext) -> None:
        columns: tuple[Heading, ...] = (
            (_tr("Pixel"), 10),
            (_tr("Address"), 14),
            (_tr("Views"), 4, "right"),
            (_tr("Visitors"), 4, "right"),
        )
        super().__init__(context, "pixels", columns)

    def title(self) -> str:
        return _tr("Pixels")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "pixel",
            "new": _tr("New pixel\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit pixel\N{HORIZONTAL ELLIPSIS}"),
            "open": _tr("Line to paste\N{HORIZONTAL ELLIPSIS}"),
            "open_icon": "code",
            "count": _tr("%1 pixels", len(self.records)),
            "none": _tr("No pixels yet"),
            "advice": _tr(
                "A pixel is an invisible picture for mails and for pages where no script can run. It counts each time "
                "it is shown."
            ),
            "deleted": _tr("The pixel %1 has been deleted"),
        }

    def fetch(self) -> Coroutine[Any, Any, Sequence[PixelReply]]:
        assert self.site is not None
        return self.client.list_pixels(self.site.id)

    def cells(self, record: PixelReply) -> tuple[Cell, ...]:
        return (
            Cell(record.name, "" if record.is_active else _tr("switched off"), tip=record.name),
            Cell(record.pixel_url, record.default_url or "", tip=record.pixel_url),
            Cell(format.exact(record.views)),
            Cell(format.exact(record.unique_visitors)),
        )

    def exported(self, record: PixelReply) -> Mapping[str, object]:
        names = ("name", "pixel_url", "default_url", "is_active", "views", "unique_visitors")
        return {name: getattr(record, name) for name in names}

    def name_of(self, record: PixelReply) -> str:
        return record.name

    def form(self, record: PixelReply | None) -> Form:
        assert self.site is not None
        return PixelForm(self.site.domain, record)

    def save(
        self, client: ApiClient, website_id: str, record: PixelReply | None, form: Form
    ) -> Coroutine[Any, Any, PixelReply]:
        assert isinstance(form, PixelForm)
        if record is None:
            return client.add_pixel(website_id, form.new_pixel())
        return client.change_pixel(website_id, record.id, form.change())

    def remove(self, website_id: str, record: PixelReply) -> Coroutine[Any, Any, None]:
        return self.client.delete_pixel(website_id, record.id)

    def open_chosen(self) -> None:
        """Show the line to paste into a mail or a page."""
        if (pixel := self.chosen) is not None:
            PixelDialog(pixel.snippet, self.window()).open()
