"""Breakdown section: a breakdown panel whose first rows come with the figures of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.reports.exports import TABLE_TYPES
from app.domain.server_status import PlacesSource
from app.ui.models.columns import RowsQuery
from app.ui.pages.reports.sections.panel import PanelSection
from app.ui.pages.reports.sections.section import Figures, Questions
from app.ui.widgets.tables.breakdown import PAGE_ROWS, BreakdownPanel, TableFile
from app.ui.widgets.tables.table_panel import SHOWN_ROWS

_ROWS = "rows"


class BreakdownSection(PanelSection):
    """One or more dimensions, a tab each. types: their names, the first is shown; shown_rows: height in rows."""

    panel: BreakdownPanel

    def __init__(self, title: str, types: Sequence[str], name: str, *, shown_rows: int = SHOWN_ROWS) -> None:
        super().__init__(BreakdownPanel(title, types, name, shown_rows=shown_rows))

    @property
    def dimension(self) -> str | None:
        return self.panel.tab if self.panel.is_plain else None

    @property
    def shows_places(self) -> bool:
        return self.panel.attribution is not None

    def questions(self) -> Questions:
        questions = super().questions()
        return {} if self.panel.is_plain else questions

    def show_figures(self, figures: Figures) -> None:
        self.panel.set_all_visitors(figures.overview.stats.visitors)
        if self.dimension is not None and (report := figures.breakdown(self.dimension)) is not None:
            self.panel.show_report(report)

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self.panel.show_report(replies[_ROWS])

    def show_places_source(self, source: PlacesSource) -> None:
        if self.panel.attribution is not None:
            self.panel.attribution.show_source(source)

    def asked(self, query: RowsQuery) -> Questions:
        params = {"type": self.panel.tab} | query.params(PAGE_ROWS, "offset")
        return {_ROWS: Question(ApiClient.metrics, params)}

    def save(self, path: Path) -> None:
        panel, kind = self.panel, next(kind for kind in TABLE_TYPES if path.suffix.lower() == f".{kind}")
        self.file_requested.emit(TableFile(panel.tab, panel.query, kind, path, panel.model.total or 0))
