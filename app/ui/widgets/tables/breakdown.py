"""Breakdown panel: the values of one or more dimensions, a tab each. A click filters by a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import UNSET

from app.domain.reports.exports import TableFormat
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.results import MetricsReport, MetricsRow
from app.ui import format
from app.ui.models.breakdown import Column, breakdown_columns
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.translation import translator
from app.ui.widgets.attribution import AttributionLink
from app.ui.widgets.tables.table_panel import SHOWN_ROWS, TablePanel

_tr = translator("BreakdownPanel")

PAGE_ROWS = 100  # the most the server returns at once


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file to write: all rows of a dimension, with the search and the order of a query. total: their number."""

    dimension: str
    query: RowsQuery
    format: TableFormat
    path: Path
    total: int


class BreakdownPanel(TablePanel[MetricsRow]):
    """One or more dimensions of a report. types: their names, the first is shown; shown_rows: height in rows."""

    def __init__(self, title: str, types: Sequence[str], name: str, *, shown_rows: int = SHOWN_ROWS) -> None:
        self.types = tuple(types)
        self._all_visitors = 0
        first = self.types[0]
        self._look: tuple[str, str, bool] = (first, DIMENSIONS[first].order, False)  # dimension, order, is compared
        super().__init__(
            title,
            name,
            self._columns(),
            lambda row: row.value,
            search=_tr("Search all rows"),
            shown_rows=shown_rows,
            tabs=[(kind, format.tab_name(kind)) for kind in self.types],
        )
        self.clicks_filter = True
        self.empty_text = self._no_values
        self.attribution = AttributionLink(f"{name}_attribution") if "city" in self.types else None
        if self.attribution is not None:
            self.foot.addWidget(self.attribution)

    @property
    def is_plain(self) -> bool:
        """True for the first rows in default order, which the overview report contains as well."""
        return self.query == RowsQuery()

    def show_report(self, report: MetricsReport) -> None:
        """Show a page of rows, those from offset 0 or later ones."""
        rows, is_next = report.data.rows, report.pagination.offset > 0
        look = (report.data.type, self.sorted_by, any(row.prev_visitors is not UNSET for row in rows))
        if look != self._look and not is_next:
            self._look = look
            self.set_columns(self._columns())
        self.show_page(RowsPage.by_offset(rows, report.pagination), is_next=is_next)

    def set_all_visitors(self, visitors: int) -> None:
        """Set the visitors of the whole range, the base of the shares."""
        if visitors != self._all_visitors:
            self._all_visitors = visitors
            self.table.viewport().update()

    def usual_sort(self) -> str:
        return DIMENSIONS[self.tab].order

    def _columns(self) -> tuple[Column, ...]:
        dimension, sort, is_compared = self._look
        return breakdown_columns(dimension, sort, lambda: self._all_visitors, is_compared=is_compared)

    def _no_values(self) -> tuple[str, str]:
        return _tr("No data yet"), _tr("No visit in this range has a value here.")
