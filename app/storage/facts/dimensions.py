"""Dimensions that have facts, and the statements' names for them."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.ingest.events import ClientContext
from app.domain.reports.filters import DIMENSIONS, Dimension
from app.storage.fragments.where import value_expression

ALL = "all"  # in place of a dimension: every event, under one value
NOT_KEPT = frozenset({"page_url"})  # nearly every event may have a value of its own: as many facts as events
# Sessions of a page are those that entered there, as in the facts of another dimension.
SESSIONS_OF = {"page": "entry_page"}

KEPT: tuple[Dimension, ...] = tuple(item for item in DIMENSIONS.values() if item.name not in NOT_KEPT)
NAMES: tuple[str, ...] = (ALL, *(item.name for item in KEPT))
# Place and device, which most sessions keep: the row of such a session has them too.
CONTEXTS: tuple[Dimension, ...] = tuple(
    item for item in KEPT if item.table == "events" and item.column in ClientContext.__struct_fields__
)
OF_EVENTS: tuple[Dimension, ...] = tuple(item for item in KEPT if item.table == "events" and item not in CONTEXTS)
OF_SESSIONS: tuple[Dimension, ...] = tuple(item for item in KEPT if item.table == "sessions")


def column_of(name: str) -> str:
    """Return the column that a dimension, or ALL, has while facts are made or read."""
    return f"dimension_{name}"


def columns_of(dimensions: Iterable[Dimension]) -> list[str]:
    """Return the columns of some dimensions, as expressions on their table."""
    return [f"{value_expression(item)} AS {column_of(item.name)}" for item in dimensions]


def numbers_of(names: Iterable[str]) -> str:
    """Return the list of the numbers that stand for some dimensions, or for ALL, while facts are made."""
    return f"{[NAMES.index(name) + 1 for name in names]}::UTINYINT[]"


def values_of(names: Iterable[str]) -> str:
    """Return the list of the columns of some dimensions, or of ALL."""
    return f"[{', '.join(map(column_of, names))}]"
