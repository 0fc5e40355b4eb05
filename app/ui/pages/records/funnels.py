"""Funnels page: the funnels of a website, and the steps of the chosen one with what was lost between them."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.api.wire import Data, WebsiteReply
from app.domain.errors import AppError
from app.domain.items.funnels import Funnel, FunnelResults
from app.domain.reports.batch import MAX_REPORTS
from app.domain.reports.request import ReportRequest
from app.ui import format
from app.ui.models.cells import Cell, Heading
from app.ui.models.columns import RowsPage
from app.ui.pages.page import PageContext
from app.ui.pages.records.funnel_form import FunnelForm
from app.ui.pages.records.present_records import present
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages.records.suggestions import Suggestions
from app.ui.pages.reports.sections.steps import StepsSection
from app.ui.translation import translator
from app.ui.widgets.form import Form

_tr = translator("funnels")

_EDITOR_WIDTH = 760


class FunnelsPage(RecordsPage[Funnel]):
    """Funnels, and how far the sessions of the range came in the chosen one."""

    width_of_editor = _EDITOR_WIDTH

    def __init__(self, context: PageContext) -> None:
        self._replies: Mapping[str, Data[FunnelResults] | AppError] = {}  # of the request on screen, by id
        columns: tuple[Heading, ...] = (
            (_tr("Funnel"), 12),
            (_tr("Order"), 5),
            (_tr("Time limit"), 4),
            (_tr("Conversion rate"), 6, "right"),
        )
        super().__init__(context, "funnels", columns, shown_rows=4)

    def title(self) -> str:
        return _tr("Funnels")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "funnel",
            "new": _tr("New funnel\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit funnel\N{HORIZONTAL ELLIPSIS}"),
            "count": _tr("%1 funnels", len(self.records)),
            "none": _tr("No funnels yet"),
            "advice": _tr(
                "A funnel shows how many sessions take one step after another, such as product, cart and order, and "
                "where the others leave. Past visits count too."
            ),
            "deleted": _tr("The funnel %1 has been deleted"),
        }

    def show_site(self, site: WebsiteReply | None, request: ReportRequest) -> None:
        self._replies = {}  # they are of other days, or of another website
        super().show_site(site, request)

    def fetch(self) -> Coroutine[Any, Any, Sequence[Funnel]]:
        assert self.site is not None
        return _funnels(self.client, self.site.id)

    def cells(self, record: Funnel) -> tuple[Cell, ...]:
        way = " \N{RIGHTWARDS ARROW} ".join(step.label for step in record.steps)
        count = _tr("%1 steps", len(record.steps)).replace("%1", format.exact(len(record.steps)))
        limit = _tr("None") if record.window_seconds is None else format.span(record.window_seconds)
        return (
            Cell(record.name, way, tip=f"{record.name}\n{way}"),
            Cell(_tr("In any order") if record.any_order else _tr("In order"), count),
            Cell(limit),
            self._rate(record),
        )

    def exported(self, record: Funnel) -> Mapping[str, object]:
        return {
            "name": record.name,
            "steps": " > ".join(step.label for step in record.steps),
            "any_order": record.any_order,
            "window_seconds": record.window_seconds,
        }

    def name_of(self, record: Funnel) -> str:
        return record.name

    def form(self, record: Funnel | None) -> Form:
        assert self.site is not None
        assert self.request is not None
        form = FunnelForm(record)
        Suggestions(self.bridge, self.client, self.site.id, self.request, form.editor.picker)
        return form

    def save(
        self, client: ApiClient, website_id: str, record: Funnel | None, form: Form
    ) -> Coroutine[Any, Any, Funnel]:
        assert isinstance(form, FunnelForm)
        if record is None:
            return client.add_funnel(website_id, form.new_funnel())
        return client.change_funnel(website_id, record.id, form.change())

    def remove(self, website_id: str, record: Funnel) -> Coroutine[Any, Any, None]:
        return self.client.delete_funnel(website_id, record.id)

    def _on_records(self, records: Sequence[Funnel]) -> None:
        super()._on_records(records)
        assert self.site is not None
        assert self.request is not None
        call = _replies(self.client, self.site.id, self.request, [one.id for one in records])
        self.ask("rates", call, self._on_replies, self._on_failed)

    def _on_replies(self, replies: Mapping[str, Data[FunnelResults] | AppError]) -> None:
        self._replies = replies
        self.table.rows.show_first(RowsPage(self.records))

    def _rate(self, record: Funnel) -> Cell:
        """Return how many of the sessions that took the first step went all the way."""
        reply = self._replies.get(record.id)
        if reply is None or isinstance(reply, AppError):
            return Cell(format.NOTHING, tip=reply.message if reply is not None else "")
        entered, last = reply.data.total_sessions_entered, reply.data.steps[-1].sessions_reached
        sessions = _tr("%1 of %2 sessions", entered).replace("%1", format.exact(last))
        rate = format.share(reply.data.final_conversion_rate, 1) if entered else format.NOTHING
        return Cell(rate, sessions.replace("%2", format.exact(entered)))

    def detail(self) -> Iterator[QWidget]:
        self.steps = StepsSection("funnel")
        self.steps.needed.connect(self.refresh)
        yield self.steps

    def show_detail(self, record: Funnel) -> None:
        assert self.site is not None
        assert self.request is not None
        self.steps.funnel_id = record.id
        self.steps.show_loading()
        call = self.client.funnel_results(self.site.id, record.id, self.request)
        self.ask("results", call, self.steps.show_results, self.steps.show_error)


async def _funnels(client: ApiClient, website_id: str) -> tuple[Funnel, ...]:
    """Return the funnels of a website with their steps, which its list leaves out. There are 20 at most."""
    items = await client.list_funnels(website_id)
    return await present(client.funnel(website_id, item.id) for item in items)


async def _replies(
    client: ApiClient, website_id: str, request: ReportRequest, ids: Sequence[str]
) -> dict[str, Data[FunnelResults] | AppError]:
    """Return the results of funnels by their ids, or why there is none."""
    replies: dict[str, Data[FunnelResults] | AppError] = {}
    for first in range(0, len(ids), MAX_REPORTS):
        part = ids[first : first + MAX_REPORTS]
        questions = {one: Question(ApiClient.funnel_results, {"funnel_id": one}) for one in part}
        replies |= await client.reports(website_id, request, questions)
    return replies
