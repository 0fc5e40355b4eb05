"""The rows that PostgreSQL keeps, of all tenants or of one: each read and write is a transaction on a thread.

PostgreSQL itself decides whose rows a transaction sees (row-level security, `migrations/0001_start.sql`).
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable
from typing import TypeAlias, TypeVar, TypeVarTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from app.domain.tenants import TenantId
from app.storage.cache import ALL, Invalidation
from app.storage.connection import KnownStorageError
from app.storage.metadata import Transaction
from app.storage.postgres.connections import OPTIONS, Connections
from app.storage.postgres.migrate import check_encoding, check_login, migrate
from app.storage.postgres.transaction import PostgresTransaction, known_error

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Con: TypeAlias = psycopg.Connection[TupleRow]

READ_LIMIT_S = 5.0
WRITE_LIMIT_S = 30.0
PAUSE_LIMIT_S = 30.0  # between statements: a process that stands still would keep its locks from all others
MIGRATION_LIMIT_S = 3_600.0


class PostgresDatabase:
    """A `MetadataStore` in PostgreSQL, returned by `open_postgres`. tenant: whose rows it has, None: those of all."""

    def __init__(
        self, connections: Connections, stale: Callable[[Invalidation], None], tenant: TenantId | None = None
    ) -> None:
        self._connections = connections
        self._stale = stale
        self._tenant = tenant

    def of_tenant(self, tenant: TenantId | None) -> PostgresDatabase:
        """Return a store that sees and writes the rows of this tenant alone. Raises ValueError without one."""
        if tenant is None:
            raise ValueError("the store of a tenant was asked for without one")
        return PostgresDatabase(self._connections, self._stale, tenant)

    async def read(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts, limit_s: float = READ_LIMIT_S) -> T:
        """Run `fn` in a transaction that sees one state of the data and changes nothing.

        Raises QueryTooSlow, KnownStorageError, StorageClosed.
        """
        return await self._connections.run(functools.partial(self._reading, limit_s, fn, args))

    def read_here(self, fn: Callable[[Transaction, *Ts], T], *args: *Ts, limit_s: float = READ_LIMIT_S) -> T:
        """`read` on the thread that calls it. Blocks."""
        return self._reading(limit_s, fn, args)

    async def write(
        self,
        fn: Callable[[Transaction, *Ts], T],
        *args: *Ts,
        invalidates: Invalidation | Callable[[T], Invalidation] = ALL,
    ) -> T:
        """Run `fn` in a transaction. It is finished once begun, even if the caller leaves.

        invalidates: as in `MetadataStore`. Raises KnownStorageError, StorageClosed.
        """
        work = functools.partial(self._writing, invalidates, fn, args)
        return await self._connections.run_in_turn(self._tenant or "", work)

    async def write_durably(
        self,
        fn: Callable[[Transaction, *Ts], T],
        *args: *Ts,
        invalidates: Invalidation | Callable[[T], Invalidation] = ALL,
    ) -> T:
        """`write`: what PostgreSQL has committed is durable."""
        return await self.write(fn, *args, invalidates=invalidates)

    async def close(self) -> None:
        """Let running transactions end, and close every connection. A second call does nothing."""
        await self._connections.close()

    def _writing(
        self,
        invalidates: Invalidation | Callable[[T], Invalidation],
        fn: Callable[[Transaction, *Ts], T],
        args: tuple[*Ts],
    ) -> T:
        with self._connections.transaction() as con:
            _see(con, self._tenant, WRITE_LIMIT_S)
            # One write of a tenant after the other, those of other processes too, as DuckDB has one writer: what `fn`
            # has checked still holds when it writes.
            con.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (self._tenant or "",))
            result = fn(PostgresTransaction(con), *args)
        self._stale(invalidates(result) if callable(invalidates) else invalidates)
        return result

    def _reading(self, limit_s: float, fn: Callable[[Transaction, *Ts], T], args: tuple[*Ts]) -> T:
        with self._connections.transaction() as con:
            con.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            _see(con, self._tenant, limit_s)
            return fn(PostgresTransaction(con), *args)


def _see(con: Con, tenant: TenantId | None, limit_s: float) -> None:
    """Set for this transaction whose rows it sees, and how long a statement and the time between two may take."""
    con.execute(
        "SELECT set_config('app.tenant', %s, true), set_config('app.sees_all', %s, true),"
        " set_config('statement_timeout', %s, true), set_config('idle_in_transaction_session_timeout', %s, true)",
        (tenant or "", "yes" if tenant is None else "", _milliseconds(limit_s), _milliseconds(PAUSE_LIMIT_S)),
    )


def _milliseconds(seconds: float) -> str:
    return str(max(1, round(seconds * 1000)))  # 0 would be no limit


def check_url(url: str) -> None:
    """Raise ValueError when this is no address of a PostgreSQL server, without repeating its password."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise ValueError("it begins with postgresql://")
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise ValueError("it is not of the form postgresql://user:password@host:5432/database") from None
    if any("@" in str(parts.get(name, "")) for name in ("host", "dbname")):  # else a part of it would be logged as host
        raise ValueError("special characters of the password are written as in URLs, @ as %40 and / as %2F")


async def open_postgres(url: str, stale: Callable[[Invalidation], None]) -> PostgresDatabase:
    """Connect to the server at `url` and bring its schema up to date; other processes that start meanwhile wait.

    stale: called after each write, on any thread, with the cached reports it may have changed. Raises KnownStorageError
    when the server cannot be reached or used; no message repeats the address, which has a password.
    """
    try:
        await asyncio.to_thread(_prepare, url)
    except psycopg.errors.InsufficientPrivilege as error:
        log.info("PostgreSQL cannot be opened: %s", error)
        raise KnownStorageError(
            "The PostgreSQL user may not make tables in this database. Make that user the owner of the database."
        ) from error
    except psycopg.Error as error:
        log.info("PostgreSQL cannot be opened: %s", error)
        raise known_error(error) from error
    return PostgresDatabase(Connections(url), stale)


def _prepare(url: str) -> None:
    with psycopg.connect(url, **OPTIONS) as con:
        check_login(con)
        check_encoding(con)
        _see(con, None, MIGRATION_LIMIT_S)
        migrate(con)
