"""Report results: the reply of any report as a table of texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.reports.periods import parse_date
from app.domain.saved_reports import ReportConfig
from app.ui import format
from app.ui.translation import translator

_tr = translator("report_results")

# Keys of a reply that hold its rows; the first that is there counts.
_ROWS = ("rows", "steps", "series", "branches")
_SHARES = ("_rate", "share", "_from_start", "_from_previous")
_CELLS = "periods"  # of a row of the retention: one column each
Rows = Sequence[Mapping[str, Any]]  # Any: each report's own values
Table = tuple[list[str], list[tuple[str, ...]]]


def table_of(config: ReportConfig, data: Any, names: Mapping[str, str]) -> Table:  # Any: each report's own
    """Return titles and rows: one row an entry of a report with rows, one row a number of one without.

    names: of goals and funnels, by their ids.
    """
    rows = _rows(data)
    if rows is None:
        numbers = data if isinstance(data, Mapping) else {}
        shown = [(key, value) for key, value in numbers.items() if _is_shown(value)]
        return [_tr("Figure"), _tr("Value")], [(_title(key), _text(config, key, value, names)) for key, value in shown]
    keys = [key for key in (rows[0] if rows else ()) if any(_is_shown(row.get(key)) for row in rows)]
    width = max((len(row.get(_CELLS, ())) for row in rows), default=0)
    titles = [_title(key) for key in keys] + [str(at) for at in range(width)]
    if config.metric_type is not None and "value" in keys:
        titles[keys.index("value")] = format.dimension_name(config.metric_type)
    return titles, [
        (*(_text(config, key, row.get(key), names) for key in keys), *_cells(row.get(_CELLS, ()), width))
        for row in rows
    ]


def _rows(data: Any) -> Rows | None:
    """Return the rows of a reply, None when it has numbers only."""
    rows = data if isinstance(data, list) else None
    if isinstance(data, Mapping):
        rows = next((data[key] for key in _ROWS if isinstance(data.get(key), list)), None)
    return rows


def _cells(cells: Rows, width: int) -> list[str]:
    """Return the rates of the periods of a cohort, nothing for those that have not come yet."""
    rates = [cell.get("rate") for cell in cells]
    texts = [format.NOTHING if rate is None else format.share(rate) for rate in rates]
    return [*texts, *[""] * (width - len(texts))]


def _is_shown(value: object) -> bool:
    return isinstance(value, str | int | float)


def _title(key: str) -> str:
    if key.startswith("prev_"):
        return _tr("%1 before").replace("%1", _title(key.removeprefix("prev_")))
    return key.removesuffix("_id").removesuffix("_seconds").replace("_pct", " %").replace("_", " ").capitalize()


def _text(config: ReportConfig, key: str, value: object, names: Mapping[str, str]) -> str:
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
    if key.endswith("seconds"):
        return format.duration(value)
    return format.exact(value) if float(value).is_integer() else format.decimal(value, 2)
