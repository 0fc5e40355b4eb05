"""Dimensions that have facts, and the statements' names for them."""

from __future__ import annotations

from app.domain.reports.filters import DIMENSIONS, Dimension
from app.storage.fragments.where import value_expression

ALL = "all"  # in place of a dimension: every event, under one value
NOT_KEPT = frozenset({"page_url"})  # nearly every event may have a value of its own: as many facts as events
# Sessions of a page are those that entered there: the facts of another dimension.
_SESSIONS_OF = {"page": "entry_page"}

KEPT: tuple[Dimension, ...] = tuple(item for item in DIMENSIONS.values() if item.name not in NOT_KEPT)
# Names that facts are made under: of visitors; of sessions by values of events; of sessions by the one value of each.
NAMES: tuple[str, ...] = (ALL, *(item.name for item in KEPT))
OF_EVENTS: tuple[str, ...] = tuple(
    item.name for item in KEPT if item.table == "events" and item.name not in _SESSIONS_OF
)
OF_SESSIONS: tuple[str, ...] = (ALL, *(item.name for item in KEPT if item.table == "sessions"))


def sessions_dimension(name: str) -> str:
    """Return the dimension whose facts of sessions a breakdown by another shows."""
    return _SESSIONS_OF.get(name, name)


def column_of(name: str) -> str:
    """Return the column of table `day_events` for a dimension or for ALL."""
    return f"dimension_{name}"


def columns_of(table: str) -> str:
    """Return the columns of `day_events` that come from table `events` or `sessions`, as a list of expressions."""
    columns = [f"{value_expression(item)} AS {column_of(item.name)}" for item in KEPT if item.table == table]
    return ", ".join([f"'' AS {column_of(ALL)}", *columns] if table == "events" else columns)
