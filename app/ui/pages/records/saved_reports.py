"""Saved reports page: reports under a name, with a preview of the chosen one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.items.saved_reports import ReportRun, SavedReport
from app.ui import format
from app.ui.models.cells import Cell
from app.ui.pages.page import PageContext
from app.ui.pages.records.present_records import present
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages.records.report_form import EDITOR_WIDTH, ReportChoices, ReportForm, type_name
from app.ui.pages.records.report_view import ReportPreview, ReportView, days_of
from app.ui.pages.records.segment_form import ValueSuggestions
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.parts import column, frame

_tr = translator("saved_reports")

_SHOWN_RESULTS = 9


class SavedReportsPage(RecordsPage[SavedReport]):
    """Saved reports by name. The chosen one is previewed; Enter runs it, which is noted as its last run."""

    width_of_editor = EDITOR_WIDTH

    def __init__(self, context: PageContext) -> None:
        self._choices = ReportChoices()
        columns = ((_tr("Report"), 12), (_tr("Shows"), 6), (_tr("Last run"), 5))
        super().__init__(context, "saved_reports", columns, shown_rows=4)

    def title(self) -> str:
        return _tr("Saved reports")

    def texts(self) -> Mapping[str, str]:
        return {
            "icon": "report",
            "new": _tr("New report\N{HORIZONTAL ELLIPSIS}"),
            "edit": _tr("Edit report\N{HORIZONTAL ELLIPSIS}"),
            "open": _tr("Run"),
            "open_icon": "play",
            "count": _tr("%1 saved reports", len(self.records)),
            "none": _tr("No saved reports yet"),
            "advice": _tr(
                "A saved report keeps a question under a name: the figures, their days and filters. It is run here, or "
                "by a script."
            ),
            "deleted": _tr("The report %1 has been deleted"),
        }

    def load(self, *, is_other_site: bool) -> None:
        if self.site is not None:
            self.ask("choices", _choices(self.client, self.site.id), self._on_choices, self._on_no_choices)
        super().load(is_other_site=is_other_site)

    def fetch(self) -> Coroutine[Any, Any, Sequence[SavedReport]]:
        assert self.site is not None
        return _reports(self.client, self.site.id)

    def cells(self, record: SavedReport) -> tuple[Cell, ...]:
        config = record.config
        about = (format.dimension_name(config.metric_type) if config.metric_type else "", days_of(config))
        ran = _tr("never")
        if record.last_run_at is not None:
            ran = format.age((self.now() - record.last_run_at).total_seconds())
        return (
            Cell(record.name, record.description or "", tip=f"{record.name}\n{record.description or ''}".strip()),
            Cell(type_name(config.report_type), " \N{MIDDLE DOT} ".join(filter(None, about))),
            Cell(ran),
        )

    def exported(self, record: SavedReport) -> Mapping[str, object]:
        return {
            "name": record.name,
            "description": record.description,
            "report_type": record.config.report_type,
            "last_run_at": record.last_run_at,
        }

    def name_of(self, record: SavedReport) -> str:
        return record.name

    def open_chosen(self) -> None:
        """Run the chosen report."""
        if self.chosen is not None and self.site is not None:
            self.result_stack.show_loading()
            call = self.client.run_saved_report(self.site.id, self.chosen.id)
            self.ask("results", call, self._on_run, self.result_stack.show_error)

    def form(self, record: SavedReport | None) -> Form:
        assert self.site is not None
        assert self.request is not None
        form = ReportForm(self.request, self._choices.without(self.leaving), record)
        ValueSuggestions(self.bridge, self.client, self.site.id, self.request, form.editor)
        preview = ReportPreview(self.bridge, self.client, self.site.id, form, self._choices.names())
        form.add_below(preview.button)
        form.add_beside(preview)
        return form

    def save(
        self, client: ApiClient, website_id: str, record: SavedReport | None, form: Form
    ) -> Coroutine[Any, Any, SavedReport]:
        assert isinstance(form, ReportForm)
        if record is None:
            return client.add_saved_report(website_id, form.new_report())
        return client.change_saved_report(website_id, record.id, form.change())

    def remove(self, website_id: str, record: SavedReport) -> Coroutine[Any, Any, None]:
        return self.client.delete_saved_report(website_id, record.id)

    def detail(self) -> Iterator[QWidget]:
        self._view = ReportView("report", _SHOWN_RESULTS, ends=True)
        self.results, self.result_stack = self._view.results, self._view.stack
        self.result_stack.retry.connect(self.refresh)
        results = column(self._view, margins=3)
        results.setSizeConstraint(QLayout.SizeConstraint.SetMaximumSize)  # the panel ends where the view does
        yield frame("panel", "report_panel", results)

    def show_detail(self, record: SavedReport) -> None:
        assert self.site is not None
        self._view.heading.setText(record.name)
        self.result_stack.show_loading()
        call = self.client.preview_report(self.site.id, record.config)
        self.ask("results", call, self._show_results, self.result_stack.show_error)

    def _show_results(self, run: ReportRun) -> None:
        self._view.show_run(run, self._choices.names())

    def _on_run(self, run: ReportRun) -> None:
        self._show_results(run)
        self.notice.emit(_tr("The report has been run"))
        assert self.site is not None
        self.ask("records", self.fetch(), self._on_records, self._on_failed)

    def _on_choices(self, choices: ReportChoices) -> None:
        self._choices = choices

    def _on_no_choices(self, error: AppError) -> None:
        """Offer no goals and funnels: the list, asked of the same server, shows why it cannot be reached."""
        self._choices = ReportChoices()


async def _reports(client: ApiClient, website_id: str) -> tuple[SavedReport, ...]:
    """Return the saved reports with their configs, which the list leaves out."""
    items = await client.list_saved_reports(website_id)
    return await present(client.saved_report(website_id, item.id) for item in items)


async def _choices(client: ApiClient, website_id: str) -> ReportChoices:
    goals, funnels = await asyncio.gather(client.list_goals(website_id), client.list_funnels(website_id))
    return ReportChoices(
        tuple((goal.id, goal.name) for goal in goals), tuple((funnel.id, funnel.name) for funnel in funnels)
    )
