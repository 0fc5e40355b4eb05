"""Table of the times on pages, for the page of pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from app.api.client import ApiClient
from app.domain.reports.engagement import PageTime
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.models.number_columns import number_column
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.translation import translator
from app.ui.widgets.tables.breakdown import PAGE_ROWS
from app.ui.widgets.tables.table_panel import TablePanel

_tr = translator("page_times")

_WIDTH = 84
_NARROW = 620  # pixels of the table below which a column gives way


def page_times_section() -> RowsSection[PageTime]:
    """Return the section of the times on pages. Clicking a row filters by its page."""
    panel = TablePanel(
        _tr("Time on page"), "times_panel", _columns(), lambda row: row.value, search=_tr("Search all pages")
    )
    panel.clicks_filter = True
    section = RowsSection(
        panel,
        ApiClient.page_times,
        lambda reply: RowsPage.by_offset(reply.data.rows, reply.pagination),
        PAGE_ROWS,
    )
    section.weight = 2  # as the table of entry and exit
    return section


def _columns() -> tuple[TableColumn[PageTime], ...]:
    return (
        TableColumn(
            "page",
            lambda: _tr("Page"),
            lambda row: row.value,
            partial(format.value_name, "page"),
            filter=lambda row: Filter("page", row.value),
        ),
        _number("median_time_seconds", lambda: _tr("Median"), _time, _half),
        _number("avg_time_seconds", lambda: _tr("Average"), _time),
        _number("timed_pageviews", lambda: _tr("Timed"), format.count, _timed, hide_below=_NARROW),
        _number("pageviews", lambda: _tr("Views"), format.count),
    )


def _number(
    key: str,
    title: Callable[[], str],
    write: Callable[[Any], str],  # Any: takes what the column has
    hint: Callable[[], str] | None = None,
    *,
    hide_below: int = 0,
) -> TableColumn[PageTime]:
    """Return the column of a number that the server can sort by. key: its field, and the name of that order."""
    is_quiet = key != "median_time_seconds"
    return number_column(
        key, title, None, write, width=_WIDTH, sort=key, hide_below=hide_below, hint=hint, is_quiet=is_quiet
    )


def _half() -> str:
    return _tr("Half of the views that have a time lasted longer")


def _timed() -> str:
    return _tr("Pageviews that another one followed: the last page of a visit has no time")


def _time(seconds: float | None) -> str:
    return format.NOTHING if seconds is None else format.duration(seconds)
