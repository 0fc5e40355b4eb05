"""Annotations page: notes on days that explain the numbers, as they are marked on the charts."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from app.api.client import ApiClient
from app.domain.items.annotations import Annotation
from app.ui import format
from app.ui.models.cells import Cell
from app.ui.pages.page import PageContext
from app.ui.pages.records.annotation_form import EDITOR_WIDTH, AnnotationForm, save_annotation
from app.ui.pages.records.records_page import RecordsPage
from app.ui.translation import translator
from app.ui.widgets.form import Form

_tr = translator("annotations")

_SHORT = 40  # characters of a text in a notice


class AnnotationsPage(RecordsPage[Annotation]):
    """Annotations of a website, the newest day first."""

    width_of_editor = EDITOR_WIDTH

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, "annotations", ((_tr("Day"), 5), (_tr("Text"), 14)))

    def title(self) -> str:
        return _tr("Annotations")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "note",
            "new": _tr("New annotation\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit annotation\N{HORIZONTAL ELLIPSIS}"),
            "count": _tr("%1 annotations", len(self.records)),
            "none": _tr("No annotations yet"),
            "advice": _tr(
                "Note what happened on a day, such as a newsletter or a new design. It is marked on the charts, where "
                "a right-click adds one as well."
            ),
            "deleted": _tr("The annotation “%1” has been deleted"),
        }

    def fetch(self) -> Coroutine[Any, Any, Sequence[Annotation]]:
        assert self.site is not None
        return _newest_first(self.client, self.site.id)

    def cells(self, record: Annotation) -> tuple[Cell, ...]:
        zone = self.site.timezone if self.site is not None else None
        when = _tr("whole day")
        if record.at is not None:
            when = f"{format.clock(record.at, record.timezone)}"
            when += "" if record.timezone == zone else f" {record.timezone}"
        return (
            Cell(format.day(record.date, with_weekday=True), when),
            Cell(record.text, tip=record.text),
        )

    def exported(self, record: Annotation) -> Mapping[str, object]:
        return {name: getattr(record, name) for name in ("date", "time", "timezone", "text")}

    def name_of(self, record: Annotation) -> str:
        return record.text if len(record.text) <= _SHORT else f"{record.text[:_SHORT]}\N{HORIZONTAL ELLIPSIS}"

    def form(self, record: Annotation | None) -> Form:
        assert self.site is not None
        today = self.now().astimezone(ZoneInfo(self.site.timezone)).date()
        return AnnotationForm(today, record)

    def save(
        self, client: ApiClient, website_id: str, record: Annotation | None, form: Form
    ) -> Coroutine[Any, Any, Annotation]:
        assert isinstance(form, AnnotationForm)
        return save_annotation(client, website_id, record, form)

    def remove(self, website_id: str, record: Annotation) -> Coroutine[Any, Any, None]:
        return self.client.delete_annotation(website_id, record.id)


async def _newest_first(client: ApiClient, website_id: str) -> tuple[Annotation, ...]:
    return tuple(reversed(await client.list_annotations(website_id)))
