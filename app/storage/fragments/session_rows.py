"""Breakdowns from the rows of sessions, as queries to stand in statements: by what most sessions have one value of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.ingest.events import ClientContext
from app.domain.reports.filters import Dimension
from app.storage.connection import statement
from app.storage.fragments.where import Where, expression, is_context, value_expression

FEWEST_CONTEXTS = 3  # dimensions of place and device; below this to count by context costs more than to count each


def is_told_by_rows(dimension: Dimension) -> bool:
    """Return whether the row of a session mostly says which of its events have which value of a dimension."""
    return dimension.table == "sessions" or dimension.name == "referrer" or is_context(dimension)


def is_plain_context(dimension: Dimension) -> bool:
    """Return whether the values of a dimension are those of one column of place or device."""
    return is_context(dimension) and expression(dimension) == dimension.column


def dimension_rows(window: Where, dimension: Dimension) -> str:
    """Return the query for the sessions of each value of a dimension. window: one that rows answer."""
    return _from_session_rows(window, [dimension], _rows_of(dimension))


def partial_totals(window: Where, dimensions: Sequence[Dimension]) -> str:
    """Return the query for the totals, in parts, of each value of some dimensions by their numbers from 0."""
    numbered = dict(enumerate(dimensions))
    contexts = {number: item.column for number, item in numbered.items() if is_plain_context(item)}
    if len(contexts) < FEWEST_CONTEXTS:
        contexts = {}
    parts = [_part("totals_of_contexts", context_slots(contexts))] if contexts else []
    parts += [
        _part("totals_of_rows", {"number": str(number), "dimension_rows": _rows_of(item)})
        for number, item in numbered.items()
        if number not in contexts
    ]
    return _from_session_rows(window, dimensions, "\nUNION ALL\n".join(parts))


def context_slots(columns: dict[int, str]) -> dict[str, str]:
    """Return the slots of statements that count several columns of place and device by context. columns: by number."""
    return {
        "columns": ", ".join(columns.values()),
        "any_values": ", ".join(f"any_value({column}) AS {column}" for column in columns.values()),
        "numbers": str(list(columns)),
        "values": f"[{', '.join(columns.values())}]",
    }


def _rows_of(dimension: Dimension) -> str:
    name = "rows_of_referrers" if dimension.name == "referrer" else "rows_of_sessions"
    value = _name_of(dimension) if dimension.table == "sessions" else value_expression(dimension)
    return _part(name, {"value": value})


def _from_session_rows(window: Where, dimensions: Sequence[Dimension], part: str) -> str:
    names = {item.name for item in dimensions}
    text = " ".join(value_expression(item) for item in dimensions if item.table == "events")
    columns = [
        name for name in ("referrer_domain", *ClientContext.__struct_fields__) if re.search(rf"\b{name}\b", text)
    ]
    values = [f", {value_expression(item)} AS {_name_of(item)}" for item in dimensions if item.table == "sessions"]
    slots = {
        "part": part,
        "event_columns": "".join(f"{column}, " for column in columns),
        "session_values": "".join(values),
        "from_own_row": "NOT has_later_referrer" if "referrer" in names else "true",
    }
    return _part("from_session_rows", {**window.slots, **slots})


def _name_of(dimension: Dimension) -> str:
    """Return the name of the column with the values of a dimension of sessions."""
    return f"{dimension.name}_of_session"


def _part(name: str, slots: dict[str, str]) -> str:
    return statement(f"reports/breakdowns/{name}").format(**slots)
