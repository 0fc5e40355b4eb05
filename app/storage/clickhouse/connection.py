"""Connections to ClickHouse: statements with bound values, columns to insert, and errors as sentences.

A connection is used by one thread at a time. Its library is loaded when the first one is opened, so that a self-hosted
server never loads it.
"""

from __future__ import annotations

import importlib
import logging
import math
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any  # values of rows, and the library, which is not there for the type check

from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.connection import KnownStorageError, QueryTooSlow

log = logging.getLogger(__name__)

Values = dict[str, Any]  # parameters that a statement binds: whole numbers, texts, naive UTC times, lists of them

CONNECT_LIMIT_S = 10.0
READ_LIMIT_S = 5.0
WRITE_LIMIT_S = 120.0
READ_MEMORY_BYTES = 2_000_000_000
STATEMENT_BYTES = 8_000_000  # of a query, at most: an attribution names up to 100,000 sources by number

_PARAMETER = re.compile(r"\$(\w+)")
_QUERY_OF_URL = re.compile(r"(?<=with url: /)\?\S*")  # has the values of the statement: 100 KB of them at times
# Numbers of ClickHouse's errors.
_TIMEOUT = 159
_AWAY = "ClickHouse cannot be reached or does not answer at the moment. The log has the details."
_SENTENCES: Mapping[int, str] = {
    81: "ClickHouse has no database of this name. Create it, or correct the address.",
    516: "ClickHouse does not accept this user and password.",
    164: "ClickHouse lets this user do nothing but read (readonly). Grant it the rights of the manual.",
    497: "The ClickHouse user lacks rights. Grant it those of the manual.",
    241: "The query needs more memory than ClickHouse may use.",
    243: "The disk of ClickHouse is full. Free some space; the server goes on by itself.",
    242: "A table of ClickHouse is read-only at the moment. The server goes on by itself.",
    252: "ClickHouse merges too slowly to take more events at the moment. The server goes on by itself.",
}
# Those about a statement or its values. Any other is about the server, also one that is not known yet: a batch that it
# refuses now is sent again later, while one that is refused for its values is taken apart and set aside.
_ABOUT_STATEMENTS = frozenset(
    (
        *(1, 6, 19, 26, 27, 36, 38, 41, 42, 43, 44, 46, 47, 48, 50, 53, 62, 69, 70, 72),
        *(117, 130, 131, 153, 179, 184, 215, 321, 349, 386, 395, 456, 457, 691),
    )
)


class ClickHouse:
    """One connection. It is made when it is first needed, and each method raises KnownStorageError where it cannot be.

    prepare: called with a new connection before its first statement.
    """

    def __init__(self, address: ClickHouseAddress, prepare: Callable[[ClickHouse], object] | None = None) -> None:
        self.address = address
        self._prepare = prepare
        self._client: Any = None
        self._until_s = math.inf
        self.running = ""  # mark of the query that runs, by which another connection can end it

    def connect(self) -> None:
        """Make the connection unless there is one."""
        self._connected()

    @contextmanager
    def limited(self, until_s: float) -> Iterator[None]:
        """Let no read within go on after `until_s` of the monotonic clock."""
        self._until_s = until_s
        try:
            yield
        finally:
            self._until_s = math.inf

    def read(self, text: str, values: Values | None = None, *, limit_s: float = math.inf) -> list[tuple[Any, ...]]:
        """Run a query that changes nothing and return every row.

        `$name` in `text` stands for the value of that name. Raises QueryTooSlow when it takes longer than `limit_s` or
        what `limited` leaves; READ_LIMIT_S without either.
        """
        limit_s = min(limit_s, self._until_s - time.monotonic())
        if limit_s < 0.001:  # ClickHouse takes 0 for no limit
            raise QueryTooSlow
        settings = {
            "readonly": 2,
            "max_execution_time": READ_LIMIT_S if limit_s == math.inf else limit_s,
            "max_memory_usage": READ_MEMORY_BYTES,
            "max_query_size": STATEMENT_BYTES,
            "log_comment": (mark := secrets.token_hex(8)),
        }
        client, self.running = self._connected(), mark
        try:
            with _errors_as_sentences():
                result = client.query(_typed(text, values or {}), parameters=values, settings=settings)
                return [tuple(row) for row in result.result_rows]
        except Exception:  # whatever it is goes on to the caller: the connection has to be fit for the next query
            if self.address.folder:  # in this process the settings of a query that failed stay on it
                self.close()
            raise
        finally:
            self.running = ""

    def command(self, text: str, values: Values | None = None) -> None:
        """Run a statement without rows, and wait until all servers have done it."""
        settings = {
            "mutations_sync": 2,
            "alter_sync": 2,
            "allow_nondeterministic_mutations": 1,  # a deletion may look into another table
            "max_execution_time": WRITE_LIMIT_S,
        }
        client = self._connected()
        with _errors_as_sentences():
            client.command(_typed(text, values or {}), parameters=values, settings=settings)

    def insert(self, table: str, columns: Mapping[str, tuple[str, Sequence[Any]]], token: str | None = None) -> None:
        """Insert rows, but with a token not twice. columns: type and values, by name."""
        client = self._connected()
        with _errors_as_sentences():
            client.insert(
                table,
                [list(values) for _, values in columns.values()],
                column_names=list(columns),
                column_type_names=[kind for kind, _ in columns.values()],
                column_oriented=True,
                settings=_settings_of_insert(token),
            )

    def insert_file(self, table: str, file: bytes, form: str, token: str) -> None:
        """Insert the rows of a file, but with a token not twice. form: as ClickHouse calls it, such as Parquet."""
        client = self._connected()
        with _errors_as_sentences():
            client.raw_insert(table, insert_block=file, fmt=form, settings=_settings_of_insert(token))

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self) -> Any:
        if self._client is None:
            with _errors_as_sentences():
                if self.address.folder:
                    _create_database(self.address)
                self._client = _connect(self.address, self.address.database)
            if self._prepare is not None:
                try:
                    self._prepare(self)
                except BaseException:  # whatever it is goes on to the caller, and the next one prepares anew
                    self.close()
                    raise
        return self._client


def _settings_of_insert(token: str | None) -> dict[str, Any]:
    return {
        "insert_deduplicate": int(token is not None),
        "insert_deduplication_token": token or "",
        "async_insert": 0,
        "max_execution_time": WRITE_LIMIT_S,
    }


def open_connection(address: ClickHouseAddress) -> ClickHouse:
    """Connect to a database; in a folder it is created. Raises KnownStorageError."""
    con = ClickHouse(address)
    con.connect()
    return con


def _create_database(address: ClickHouseAddress) -> None:
    client = _connect(address, "default")
    try:
        client.command(f"CREATE DATABASE IF NOT EXISTS {address.database}")
    finally:
        client.close()


def _connect(address: ClickHouseAddress, database: str) -> Any:
    library = importlib.import_module("clickhouse_connect")
    for name in ("clickhouse_connect", "urllib3.connectionpool"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # they log what they raise, which is logged here
    if address.folder:
        return library.get_client(interface="chdb", path=address.folder, database=database)
    return library.get_client(
        host=address.host,
        port=address.port,
        interface="https" if address.is_secure else "http",
        username=address.user,
        password=address.password,
        database=database,
        connect_timeout=CONNECT_LIMIT_S,
        send_receive_timeout=WRITE_LIMIT_S,
        autogenerate_session_id=False,
    )


def _typed(text: str, values: Values) -> str:
    """Return a statement with its parameters in the form of ClickHouse, which names their types."""
    return _PARAMETER.sub(lambda match: f"{{{match[1]}:{_type_of(values[match[1]])}}}", text)


def _type_of(value: Any) -> str:
    match value:
        case bool():
            return "Bool"
        case int():
            return "Int64" if value < 2**63 else "UInt64"
        case datetime():
            return "DateTime64(6, 'UTC')"
        case str():
            return "String"
        case [first, *_]:
            return f"Array({_type_of(max(value) if isinstance(first, int) else first)})"
        case _:
            raise TypeError(f"ClickHouse cannot bind a value of type {type(value).__name__}")


@contextmanager
def _errors_as_sentences() -> Iterator[None]:
    """Raise KnownStorageError for a fault of server or network; an error about values or SQL stays: a bug."""
    errors = importlib.import_module("clickhouse_connect.driver.exceptions")
    try:
        yield
    except errors.ProgrammingError as error:
        if "chdb engine" not in str(error):
            raise
        raise KnownStorageError("The folder of ClickHouse cannot be opened. The log has the details.") from error
    except (errors.DataError, errors.InternalError, errors.NotSupportedError):  # of the library itself
        raise
    except OSError as error:  # of the files in which rows are handed over within this process
        log.info("ClickHouse cannot be used: %s", error)
        raise KnownStorageError(_AWAY) from error
    except errors.DatabaseError as error:
        if error.code == _TIMEOUT:
            raise QueryTooSlow from error
        if error.code in _ABOUT_STATEMENTS:
            raise
        log.info("ClickHouse reports a fault: %s", _QUERY_OF_URL.sub("", str(error)))
        raise KnownStorageError(_SENTENCES.get(error.code, _AWAY)) from error
