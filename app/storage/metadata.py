"""The database of websites, items, accounts and keys as their modules need it: DuckDB's file, or PostgreSQL.

Their modules (`websites`, `items`, `sharing`, `access`) and statements are the same for both. So a statement has what
both engines read alike: parameters as `$name`, times without zone in UTC, `ON CONFLICT` rather than `OR REPLACE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar, TypeVarTuple

from app.domain.tenants import TenantId
from app.storage.cache import Invalidation

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
    """The store of websites, items, accounts and keys: DuckDB's `Database`, or `PostgresDatabase`.

    invalidates: the cached reports that a write may change, or a function that derives them from the result of `fn`.
    """

    def of_tenant(self, tenant: TenantId | None) -> MetadataStore:
        """Return the store of this tenant's rows. Self-hosted there is no tenant: None, and the same store."""
        ...

    async def read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts, limit_s: float = ...) -> T:
        """Run `fn` in one transaction: it sees one state of the data. Raises QueryTooSlow after `limit_s`."""
        ...

    async def write(
        self,
        fn: Callable[[Transaction, *Ts], T],
        *args: *Ts,
        invalidates: Invalidation | Callable[[T], Invalidation] = ...,
    ) -> T:
        """Run `fn` in a transaction, after the writes before it. Raises KnownStorageError."""
        ...

    async def write_durably(
        self,
        fn: Callable[[Transaction, *Ts], T],
        *args: *Ts,
        invalidates: Invalidation | Callable[[T], Invalidation] = ...,
    ) -> T:
        """`write`, for what would be missed most: it survives the loss of the log that a write may still be in."""
        ...
