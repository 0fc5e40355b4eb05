"""A transaction of PostgreSQL that reads the statements of `sql/` as DuckDB does, and its errors as sentences."""

from __future__ import annotations

import functools
import re
from typing import Any

import psycopg
from psycopg.rows import TupleRow

from app.domain.errors import BadRequest
from app.storage.connection import KnownStorageError, QueryTooSlow
from app.storage.metadata import Result

_COMMENT = re.compile(r"--[^\n]*")
_PARAMETER = re.compile(r"\$([a-z_]+)")
_FULL = ("53000", "53100", "53200")  # SQLSTATE: out of resources, disk full, out of memory
_TOO_SLOW = "57014"  # query_canceled: by statement_timeout
_STOOD_STILL = "25P03"  # idle_in_transaction_session_timeout: the server has ended the connection
_ABOUT_VALUES = (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError, psycopg.InternalError)


class PostgresTransaction:
    """A `Transaction` on a connection that has begun one."""

    def __init__(self, con: psycopg.Connection[TupleRow]) -> None:
        self._con = con

    def execute(self, query: str, parameters: Any = None, /) -> Result:  # Any: as in Transaction
        """Run a statement. parameters: by name. Raises psycopg.Error; `known_error` turns it into a sentence."""
        cursor = self._con.cursor()
        cursor.execute(_bound(query), dict(parameters or {}))  # bound on the server: a value never becomes SQL
        return _Rows(cursor)


class _Rows:
    """The rows of a cursor, none for a statement that returns none."""

    def __init__(self, cursor: psycopg.Cursor[TupleRow]) -> None:
        self._rows = cursor.fetchall() if cursor.description is not None else []

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._rows


def known_error(error: psycopg.Error) -> Exception:
    """Return the error that callers know for one of PostgreSQL; one about values or SQL stays: a bug."""
    if error.sqlstate == _TOO_SLOW:
        return QueryTooSlow()
    if error.sqlstate in _FULL:
        return KnownStorageError("The disk or the memory of PostgreSQL is full.")
    if isinstance(error, psycopg.DataError) and "NUL" in str(error):
        return BadRequest("a text contains the character U+0000")  # which DuckDB stores
    if isinstance(error, _ABOUT_VALUES) and error.sqlstate != _STOOD_STILL:
        about_values: Exception = error
        return about_values
    # The engine's own text names hosts, users and statements, and some replies are public.
    return KnownStorageError("PostgreSQL cannot be reached or does not answer. The log has the details.")


@functools.cache
def _bound(query: str) -> bytes:
    """The statement with parameters as psycopg has them: `%(name)s`. Comments name parameters too, and go."""
    text = _COMMENT.sub("", query).replace("%", "%%")
    return _PARAMETER.sub(r"%(\1)s", text).encode()
