"""Saved reports page: reports under a name, with a preview of the chosen one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.reports.periods import parse_date
from app.domain.saved_reports import DEFAULT_RELATIVE_DAYS, ReportConfig, ReportRun, SavedReport
from app.ui import format
from app.ui.models.cells import Cell
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.pages.page import PageContext
from app.ui.pages.records.present_records import present
from app.ui.pages.records.records_page import RecordsPage
from app.ui.pages.records.report_form import EDITOR_WIDTH, ReportChoices, ReportForm, type_name
from app.ui.pages.records.report_results import ResultTable, table_of
from app.ui.pages.records.segment_form import ValueSuggestions
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.translation import translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.form import Form
from app.ui.widgets.parts import column, frame, label, row
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import DataTable

_tr = translator("saved_reports")

Row = tuple[int, tuple[str, ...]]  # number and texts of a row of results

_SHOWN_RESULTS = 9
_WIDEST = 320  # pixels of a column at a scale of 1
_FEW, _ROOMY = 5, 150  # so few columns are so wide: their numbers stand near the names that they belong to


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
        about = (format.dimension_name(config.metric_type) if config.metric_type else "", _days_of(config))
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
        form = ReportForm(self.request, self._choices, record)
        ValueSuggestions(self.bridge, self.client, self.site.id, self.request, form.editor)
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
        self._heading = ElidedLabel("heading", "report_heading")
        self._days = label("", "muted", "report_days_shown")
        self.results: DataTable[Row] = DataTable(
            "report_results", _tr("Results"), (), itemgetter(0), shown_rows=_SHOWN_RESULTS
        )
        self.results.set_use("read")
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.result_stack = StateStack(self.results, "report_results_state")
        self.result_stack.retry.connect(self.refresh)
        head = row(self._heading, self._days, gap=3)
        head.setStretch(0, 1)
        yield frame("panel", "report_panel", column(head, self.result_stack, gap=2, margins=3))

    def show_detail(self, record: SavedReport) -> None:
        assert self.site is not None
        self._heading.setText(record.name)
        self.result_stack.show_loading()
        call = self.client.preview_report(self.site.id, record.config)
        self.ask("results", call, self._show_results, self.result_stack.show_error)

    def _show_results(self, run: ReportRun) -> None:
        config = run.config
        shown = _days_of(config)
        if run.compare is not None:
            compared = _tr("compared with %1").replace("%1", format.day_range(*run.compare.comparison_range))
            shown = f"{shown} \N{MIDDLE DOT} {compared}"
        self._days.setText(shown)
        names = dict((*self._choices.goals, *self._choices.funnels))
        table = table_of(config, run.data, names)
        self._fill(table)
        if table.rows:
            self.result_stack.show_content()
        else:
            self.result_stack.show_empty(_tr("Nothing in these days"), _tr("The report has no rows."), "", "report")

    def _fill(self, table: ResultTable) -> None:
        shown = self.results.rows
        shown.show_other(RowsPage(()))  # rows of another report have other columns
        shown.set_columns([_column(table, at) for at in range(len(table.titles))])
        shown.show_other(RowsPage(tuple(enumerate(table.rows))))
        self.results.fit()

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


def _days_of(config: ReportConfig) -> str:
    """Return the days of a report in words, blank when they cannot be read."""
    if config.date_range_type == "relative":
        days = config.relative_days or DEFAULT_RELATIVE_DAYS
        return _tr("last %1 days", days).replace("%1", format.exact(days))
    first, last = parse_date(config.start_date), parse_date(config.end_date)
    return format.day_range(first, last) if first and last else ""


def _column(table: ResultTable, at: int) -> TableColumn[Row]:
    """Return the column of one text of each row, as wide as the longest; the first one takes the room that is left."""
    look = theme.current()
    advance = QFontMetrics(look.font()).horizontalAdvance
    longest = max((advance(row[at]) for row in table.rows), default=0) / look.scale
    least = _ROOMY if len(table.titles) <= _FEW else 0
    width = min(_WIDEST, max(least, round(longest) + 4 * SPACE)) if at else 0
    title = table.titles[at]
    align: Literal["left", "right"] = "right" if at in table.numbers else "left"
    return TableColumn(title, lambda: title, lambda row: row[1][at], align=align, width=width)


async def _reports(client: ApiClient, website_id: str) -> tuple[SavedReport, ...]:
    """Return the saved reports with their configs, which the list leaves out."""
    items = await client.list_saved_reports(website_id)
    return await present(client.saved_report(website_id, item.id) for item in items)


async def _choices(client: ApiClient, website_id: str) -> ReportChoices:
    goals, funnels = await asyncio.gather(client.list_goals(website_id), client.list_funnels(website_id))
    return ReportChoices(
        tuple((goal.id, goal.name) for goal in goals), tuple((funnel.id, funnel.name) for funnel in funnels)
    )
