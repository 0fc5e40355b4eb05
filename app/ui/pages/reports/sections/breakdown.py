"""Breakdown section: a breakdown panel whose first rows come with the figures of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.api.reports.batch import Question
from app.domain.errors import AppError
from app.domain.reports.results import MetricsReport
from app.domain.server_status import PlacesSource
from app.ui.pages.reports.sections.section import Figures, Questions, Section
from app.ui.widgets.parts import column
from app.ui.widgets.tables.breakdown import SHOWN_ROWS, BreakdownPanel, BreakdownRequest

_ROWS = "rows"


class BreakdownSection(Section):
    """One or more dimensions, a tab each. types: their names, the first is shown; shown_rows: height in rows."""

    def __init__(self, title: str, types: Sequence[str], name: str, *, shown_rows: int = SHOWN_ROWS) -> None:
        super().__init__(f"{name}_section")
        self.panel = BreakdownPanel(title, types, name, shown_rows=shown_rows)
        self.panel.filter_requested.connect(self.filter_requested)
        self.panel.needed.connect(self._on_needed)
        self.panel.file_requested.connect(self.file_requested)
        self.panel.notice.connect(self.notice)
        self.setLayout(column(self.panel))

    @property
    def dimension(self) -> str | None:
        return self.panel.request.type if self.panel.request.is_plain else None

    @property
    def is_read_on(self) -> bool:
        return self.panel.has_more_than_first

    @property
    def shows_places(self) -> bool:
        return "city" in self.panel.types

    def questions(self) -> Questions:
        return {} if self.panel.request.is_plain else _question(self.panel.request)

    def show_loading(self) -> None:
        self.panel.show_loading()

    def show_figures(self, figures: Figures) -> None:
        self.panel.set_all_visitors(figures.overview.stats.visitors)
        if self.dimension is not None and (report := figures.breakdown(self.dimension)) is not None:
            self.panel.show_rows(report)

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        self.panel.show_rows(replies[_ROWS])

    def show_places_source(self, source: PlacesSource) -> None:
        self.panel.attribution.show_source(source)

    def show_error(self, error: AppError) -> None:
        self.panel.show_error(error)

    def open_search(self) -> bool:
        self.panel.open_search()
        return True

    def _on_needed(self, rows: BreakdownRequest) -> None:
        self.needed.emit(_question(rows))


def _question(rows: BreakdownRequest) -> Questions:
    params = {"type": rows.type, "limit": str(rows.limit), "offset": str(rows.offset)}
    params |= {
        name: text for name, text in (("search", rows.search), ("sort", rows.sort), ("order", rows.order)) if text
    }
    return {_ROWS: Question("metrics", MetricsReport, params)}
