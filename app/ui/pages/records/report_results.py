"""Report results: the reply of any report as a table of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.items.saved_reports import ReportConfig
from app.domain.reports.periods import parse_date
from app.ui import format
from app.ui.pages.records.report_titles import title_of
from app.ui.translation import translator

_tr = translator("report_results")

# Keys of a reply that hold its rows; the first that is there counts.
_ROWS = ("rows", "steps", "series", "branches")
_SHARES = ("_rate", "share", "_from_start", "_from_previous")
_BEFORE = "prev_"
_COMPARED = "compare_series"
_CELLS = "periods"  # of a row of the retention: one column each
_PATH = "nodes"  # of a branch of journeys
# Values that others of the row say as well.
_REPEATED = {"channel", "trend_pct", "conversions_trend_pct", "delta_visitors_pct"}
Rows = Sequence[Mapping[str, Any]]  # Any: each report's own values


@dataclass(frozen=True, slots=True)
class ResultTable:
    """The reply of a report as texts. numbers: the columns of numbers, by their place."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]


def table_of(config: ReportConfig, data: Any, names: Mapping[str, str]) -> ResultTable:  # Any: each report's own
    """Return one row an entry of a report with rows, one row a number of one without.

    names: of goals and funnels, by their ids.
    """
    rows = _rows(data)
    if rows is None:
        return _figures(config, data if isinstance(data, Mapping) else {}, names)
    first = rows[0] if rows else {}
    keys = [key for key in first if key not in _REPEATED and any(_is_shown(key, row.get(key)) for row in rows)]
    width = max((len(row.get(_CELLS, ())) for row in rows), default=0)
    titles = [title_of(key) for key in keys] + [str(at) for at in range(width)]
    if config.metric_type is not None and "value" in keys:
        titles[keys.index("value")] = format.dimension_name(config.metric_type)
    numbers = {at for at, key in enumerate(keys) if any(_is_number(row.get(key)) for row in rows)}
    texts = tuple(
        (*(_text(config, key, row.get(key), names) for key in keys), *_cells(row.get(_CELLS, ()), width))
        for row in rows
    )
    return ResultTable(tuple(titles), texts, frozenset((*numbers, *range(len(keys), len(keys) + width))))


def _figures(config: ReportConfig, figures: Mapping[str, Any], names: Mapping[str, str]) -> ResultTable:
    """Return a row a figure: its value, and where there is one, the value before and the change."""
    shown = {key: value for key, value in figures.items() if _is_shown(key, value)}
    is_compared = any(key.startswith(_BEFORE) for key in shown)
    rows = []
    for key, value in shown.items():
        if key.startswith(_BEFORE):
            continue
        row = (title_of(key), _text(config, key, value, names))
        before = shown.get(_BEFORE + key)
        compared = ("", "") if before is None else (_text(config, key, before, names), _change(key, value, before))
        rows.append((*row, *compared) if is_compared else row)
    titles = (_tr("Figure"), _tr("Value"), *((_tr("Before"), _tr("Change")) if is_compared else ()))
    return ResultTable(titles, tuple(rows), frozenset(range(1, len(titles))))


def _change(key: str, value: float, before: float) -> str:
    if key.endswith(_SHARES):
        return format.points(value, before, 1)
    return format.change(value, before, 1) or format.NOTHING


def _rows(data: Any) -> Rows | None:
    """Return the rows of a reply, None when it has numbers only."""
    rows = data if isinstance(data, list) else None
    if isinstance(data, Mapping) and data.get(_COMPARED):
        return [_with_before(row, other) for row, other in zip(data["series"], data[_COMPARED], strict=True)]
    if isinstance(data, Mapping):
        rows = next((data[key] for key in _ROWS if isinstance(data.get(key), list)), None)
    return rows


def _with_before(row: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of a series with the numbers of the row that it is compared with."""
    return {**row, **{_BEFORE + key: value for key, value in before.items() if _is_number(value)}}


def _cells(cells: Rows, width: int) -> list[str]:
    """Return the rates of the periods of a cohort, nothing for those that have not come yet."""
    rates = [cell.get("rate") for cell in cells]
    texts = [format.NOTHING if rate is None else format.share(rate) for rate in rates]
    return [*texts, *[""] * (width - len(texts))]


def _is_shown(key: str, value: object) -> bool:
    return isinstance(value, str | int | float) or (key == _PATH and isinstance(value, list))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(config: ReportConfig, key: str, value: object, names: Mapping[str, str]) -> str:
    if key == _PATH and isinstance(value, list):
        return " \N{RIGHTWARDS ARROW} ".join(map(str, value)) or format.NOTHING
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    if isinstance(value, str):
        if key == "value" and config.report_type == "metrics" and config.metric_type:
            return format.value_name(config.metric_type, value)
        day: date | None = parse_date(value)
        return names.get(value, value) if day is None else format.day(day)
    if not isinstance(value, int | float):
        return format.NOTHING
    if key.endswith(_SHARES):
        return format.percent(value, 1) if config.report_type == "metrics" else format.share(value, 1)
    if key.startswith("delta_"):
        return format.signed(value)
    if "seconds" in key:
        return format.duration(value)
    return format.exact(value) if float(value).is_integer() else format.decimal(value, 2)
