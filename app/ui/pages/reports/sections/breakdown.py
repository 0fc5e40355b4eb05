"""Breakdown section: a breakdown panel whose first rows come with the figures of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.api.reports.batch import Question
from app.domain.errors import AppError
from app.domain.reports.exports import TABLE_TYPES
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import MetricsReport
from app.domain.server_status import PlacesSource
from app.ui.models.columns import RowsQuery
from app.ui.pages.reports.sections.section import Figures, Questions, Section
from app.ui.widgets.parts import column
from app.ui.widgets.tables.breakdown import PAGE_ROWS, BreakdownPanel, TableFile
from app.ui.widgets.tables.table_panel import SHOWN_ROWS

_ROWS = "rows"


class BreakdownSection(Section):
    """One or more dimensions, a tab each. types: their names, the first is shown; shown_rows: height in rows."""

    def __init__(self, title: str, types: Sequence[str], name: str, *, shown_rows: int = SHOWN_ROWS) -> None:
        super().__init__(f"{name}_section")
        self.panel = BreakdownPanel(title, types, name, shown_rows=shown_rows)
        self.panel.filter_requested.connect(self.filter_requested)
        self.panel.needed.connect(lambda query: self.needed.emit(self._question(query)))
        self.panel.saving.connect(self._on_saving)
        self.setLayout(column(self.panel))

    @property
    def dimension(self) -> str | None:
        return self.panel.tab if self.panel.is_plain else None

    @property
    def shows_places(self) -> bool:
        return self.panel.attribution is not None

    def questions(self) -> Questions:
        query = self.panel.ask()
        return {} if self.panel.is_plain else self._question(query)

    def show_range(self, request: ReportRequest) -> None:
        self.panel.ask(is_other=True)

    def show_loading(self) -> None:
        self.panel.show_loading()

    def show_figures(self, figures: Figures) -> None:
        self.panel.set_all_visitors(figures.overview.stats.visitors)
        if self.dimension is not None and (report := figures.breakdown(self.dimension)) is not None:
            self.panel.show_report(report)

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self.panel.show_report(replies[_ROWS])

    def show_places_source(self, source: PlacesSource) -> None:
        if self.panel.attribution is not None:
            self.panel.attribution.show_source(source)

    def show_error(self, error: AppError) -> None:
        self.panel.show_error(error)

    def forget(self) -> None:
        self.panel.forget()

    def open_search(self) -> bool:
        return self.panel.open_search()

    def _question(self, query: RowsQuery) -> Questions:
        params = {"type": self.panel.tab} | query.params(PAGE_ROWS, "offset")
        return {_ROWS: Question("metrics", MetricsReport, params)}

    def _on_saving(self, path: Path) -> None:
        panel, kind = self.panel, next(kind for kind in TABLE_TYPES if path.suffix.lower() == f".{kind}")
        self.file_requested.emit(TableFile(panel.tab, panel.query, kind, path, panel.model.total or 0))
