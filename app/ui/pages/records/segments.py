"""Segments page: filters under a name, with the visitors of the range that pass them."""

from __future__ import annotations

from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.items.segments import Segment
from app.domain.reports.batch import MAX_REPORTS
from app.domain.reports.filters import filters_of
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import Stats, StatsReport
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.pages.page import PageContext
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages.records.segment_form import EDITOR_WIDTH, SegmentForm, ValueSuggestions
from app.ui.translation import translator
from app.ui.widgets.form import Form

_tr = translator("segments")


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment with the figures of the range; stats: None when they could not be counted."""

    segment: Segment
    stats: Stats | None

    @property
    def id(self) -> str:
        return self.segment.id


class SegmentsPage(RecordsPage[SegmentRow]):
    """Segments by name. Enter shows the overview with the filters of one."""

    width_of_editor = EDITOR_WIDTH

    def __init__(self, context: PageContext) -> None:
        numbers: tuple[Heading, ...] = tuple(
            (title, 4, "right") for title in (_tr("Visitors"), _tr("Pageviews"), _tr("Bounce rate"))
        )
        columns = ((_tr("Segment"), 12), *numbers)
        super().__init__(context, "segments", columns)

    def title(self) -> str:
        return _tr("Segments")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "segment",
            "new": _tr("New segment\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit segment\N{HORIZONTAL ELLIPSIS}"),
            "open": _tr("Show on the overview"),
            "open_icon": "filter",
            "count": _tr("%1 segments", len(self.records)),
            "none": _tr("No segments yet"),
            "advice": _tr(
                "A segment keeps filters under a name, such as visitors from one country who came by a newsletter. "
                "Filters that are set can also be saved with the link beside them."
            ),
            "deleted": _tr("The segment %1 has been deleted"),
        }

    def fetch(self) -> Coroutine[Any, Any, Sequence[SegmentRow]]:
        assert self.site is not None
        assert self.request is not None
        return _segments(self.client, self.site.id, replace(self.request, filters=(), compare="none"))

    def cells(self, record: SegmentRow) -> tuple[Cell, ...]:
        text = "; ".join(format.filter_text(one) for one in filters_of(record.segment.filters))
        name = Cell(record.segment.name, text, tip=f"{record.segment.name}\n{text}")
        if (stats := record.stats) is None:
            return name, *(Cell(format.NOTHING) for _ in range(3))
        return (
            name,
            Cell(format.exact(stats.visitors), _before(format.exact(stats.prev_visitors))),
            Cell(format.exact(stats.pageviews), _before(format.exact(stats.prev_pageviews))),
            Cell(format.share(stats.bounce_rate, 1), _before(format.share(stats.prev_bounce_rate, 1))),
        )

    def exported(self, record: SegmentRow) -> Mapping[str, object]:
        text = "; ".join(f"{name}={value}" for name, value in record.segment.filters.items())
        counted = ("visitors", "pageviews", "sessions", "bounce_rate", "avg_duration_seconds")
        return {
            "name": record.segment.name,
            "filters": text,
            **{name: getattr(record.stats, name, None) for name in counted},
        }

    def name_of(self, record: SegmentRow) -> str:
        return record.segment.name

    def open_chosen(self) -> None:
        """Show the overview with the filters of the chosen segment."""
        if self.chosen is not None:
            self.segment_requested.emit(filters_of(self.chosen.segment.filters))
            self.page_requested.emit("overview")

    def form(self, record: SegmentRow | None) -> Form:
        assert self.site is not None
        assert self.request is not None
        form = SegmentForm(self.request.filters, record.segment if record is not None else None)
        ValueSuggestions(self.bridge, self.client, self.site.id, self.request, form.editor)
        return form

    def save(
        self, client: ApiClient, website_id: str, record: SegmentRow | None, form: Form
    ) -> Coroutine[Any, Any, Segment]:
        assert isinstance(form, SegmentForm)
        if record is None:
            return client.add_segment(website_id, form.new_segment())
        return client.change_segment(website_id, record.id, form.change())

    def remove(self, website_id: str, record: SegmentRow) -> Coroutine[Any, Any, None]:
        return self.client.delete_segment(website_id, record.id)


async def _segments(client: ApiClient, website_id: str, request: ReportRequest) -> tuple[SegmentRow, ...]:
    """Return the segments of a website with the figures of a range, asked in as few requests as the server allows."""
    segments = await client.list_segments(website_id)
    replies: dict[str, StatsReport | AppError] = {}
    for at in range(0, len(segments), MAX_REPORTS):
        part = segments[at : at + MAX_REPORTS]
        questions = {one.id: Question(ApiClient.stats, {"segment": one.id}) for one in part}
        replies |= await client.reports(website_id, request, questions)
    return tuple(
        SegmentRow(one, reply.data if isinstance(reply := replies[one.id], StatsReport) else None) for one in segments
    )


def _before(text: str) -> str:
    return _tr("before: %1").replace("%1", text)
