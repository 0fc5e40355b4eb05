"""The database of websites, items, accounts and keys as their modules need it: DuckDB's file, or PostgreSQL.

Their modules (`websites`, `items`, `sharing`, `access`) and statements are the same for both. So a statement has what
both engines read alike: parameters as `$name`, times without zone in UTC, `ON CONFLICT` rather than `OR REPLACE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

Values = Mapping[str, Any] | Sequence[Any]  # Any: whatever a column takes


class Result(Protocol):
    """The rows of a statement that ran."""

    def fetchall(self) -> list[tuple[Any, ...]]: ...


class Transaction(Protocol):
    """A database within a transaction."""

    def execute(self, query: str, parameters: Any = None, /) -> Result: ...  # Any: Values; DuckDB takes any object


class MetadataStore(Protocol):
    """A database that keeps websites, items, accounts and keys."""

    async def write(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts) -> T:
        """Run `fn` in a transaction, after all earlier ones that may write. Raises KnownStorageError."""
        ...

    async def read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts, limit_s: float = ...) -> T:
        """Run `fn` in one transaction: it sees one state of the data. Raises QueryTooSlow after `limit_s`."""
        ...
