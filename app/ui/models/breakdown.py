"""Columns of breakdowns: a value with its mark, then numbers, those of the comparison among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from app.domain.reports.request import Filter
from app.domain.reports.results import MetricsRow
from app.ui import format
from app.ui.models.columns import TableColumn
from app.ui.models.number_columns import Title, change_column, number_column
from app.ui.style.marks import mark
from app.ui.translation import translator

_tr = translator("breakdown")

Column = TableColumn[MetricsRow]
MEASURES = ("visitors", "pageviews")  # that bars can show
_WIDTH = 76


def previous(row: MetricsRow) -> int:
    """Return the visitors of a row in the comparison range, 0 without a comparison."""
    return row.prev_visitors if isinstance(row.prev_visitors, int) else 0


def breakdown_columns(
    dimension: str, sort: str, all_visitors: Callable[[], int], *, is_compared: bool
) -> tuple[Column, ...]:
    """Return the columns of a dimension. sort: its order; all_visitors: returns the base of the shares.

    Where there is no room, visitors, the order, the comparison and pageviews stay longest.
    """
    visitors: Column = number_column(
        "visitors",
        lambda: _tr("Visitors"),
        width=_WIDTH,
        sort="visitors",
        hint=lambda: _tr("Distinct visitors"),
    )
    numbers = (visitors, *(_comparison() if is_compared else ()), *_further(all_visitors))
    important = ["visitors", sort, "change", "before", "pageviews"]
    keys = [column.key for column in numbers]
    order = [key for key in dict.fromkeys((*important, *keys)) if key in keys]
    ranked = (replace(column, rank=order.index(column.key)) for column in numbers)
    return (_value(dimension, sort), *ranked)


def _value(dimension: str, sort: str) -> Column:
    measure = sort if sort in MEASURES else MEASURES[0]
    hint = _tr("Click to show only this, Ctrl+click to exclude it")
    return TableColumn(
        dimension,
        lambda: format.dimension_name(dimension),
        lambda row: row.value,
        partial(format.value_name, dimension),
        "bar",
        measure=lambda row: float(getattr(row, measure)),
        mark=lambda row: mark(dimension, row.value),
        tip=lambda row: f"{format.value_name(dimension, row.value)}\n{hint}",
        filter=lambda row: Filter(dimension, row.value),
    )


def _comparison() -> tuple[Column, ...]:
    return (
        number_column(
            "before",
            lambda: _tr("Before"),
            previous,
            width=_WIDTH,
            hint=lambda: _tr("Visitors in the comparison range"),
            is_quiet=True,
        ),
        change_column(lambda: _tr("Change"), _visitors, previous, width=_WIDTH, hint=lambda: _tr("Change in visitors")),
    )


def _further(all_visitors: Callable[[], int]) -> tuple[Column, ...]:
    """Return the columns after the visitors and their comparison."""

    def share(row: MetricsRow) -> float | None:
        return row.visitors / all_visitors() if all_visitors() else None

    return (
        _quiet("share", lambda: _tr("Share"), lambda: _tr("Share of all visitors in the range"), _share, share),
        _quiet("pageviews", lambda: _tr("Views"), lambda: _tr("Pageviews"), format.count),
        _quiet(
            "bounce_rate",
            lambda: _tr("Bounce"),
            lambda: _tr("Share of sessions with a single event"),
            lambda percent: format.percent(percent, 1),
        ),
        _quiet(
            "avg_duration_seconds",
            lambda: _tr("Duration"),
            lambda: _tr("Average length of a session"),
            format.duration,
        ),
    )


def _quiet(
    key: str,
    title: Title,
    hint: Title,
    write: Callable[[Any], str],  # Any: takes what the column has
    value: Callable[[MetricsRow], float | None] | None = None,
) -> Column:
    """Return a less important number, by which the server sorts unless it is computed here."""
    sort = key if value is None else ""
    return number_column(key, title, value, write, width=_WIDTH, sort=sort, hint=hint, is_quiet=True)


def _visitors(row: MetricsRow) -> int:
    return row.visitors


def _share(fraction: float | None) -> str:
    return format.NOTHING if fraction is None else format.share(fraction, 1)
