"""SQL of a server's owner: one SELECT over `VIEWS`, checked in DuckDB's own parse of it before it runs.

Everything else in the database is out of reach, such as passwords, keys and salts. Files and settings are out of
reach of every connection (`storage.connection.configure`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import duckdb
import msgspec

from app.domain.errors import BadRequest
from app.domain.sql_query import MOST_RESULT_BYTES, VIEWS, SqlColumn, SqlResult
from app.storage.connection import Connection, one, rows, statement
from app.storage.fragments.where import BOUNCE

CHUNK_ROWS = 500
_EXACT = range(-(1 << 53), (1 << 53) + 1)  # whole numbers that every reader of JSON keeps
_NAMES = frozenset(view.name for view in VIEWS)
_ROW_SOURCES = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree"})  # functions after FROM
# Functions whose single result may be larger than all memory, which the engine does not count for them.
_GROWING = frozenset(
    {
        "array_resize",
        "bitstring",
        "format",
        "generate_series",
        "list_resize",
        "lpad",
        "printf",
        "range",
        "repeat",
        "rpad",
    }
)
_HARMLESS = frozenset({"random", "uuid", "uuidv4", "uuidv7", "gen_random_uuid"})  # though no two calls are alike
_NOT_OURS = (duckdb.FatalException, duckdb.InterruptException, duckdb.OutOfMemoryException, duckdb.IOException)


def run_sql(con: Connection, sql: str, most_rows: int) -> SqlResult:
    """Run one SELECT over the views. Raises BadRequest with its fault.

    The views are made in the transaction of the read, which is rolled back in the end.
    """
    _check(con, sql)
    catalog = one(con, "sql_query/catalog")
    assert catalog is not None
    for view in VIEWS:
        con.execute(statement(f"sql_query/{view.name}").format(catalog=catalog[0], is_bounce=BOUNCE))
    try:
        con.execute(sql)
        columns = tuple(SqlColumn(str(column[0]), str(column[1])) for column in con.description or ())
        return _result(con, columns, most_rows)
    except _NOT_OURS:
        raise
    except duckdb.Error as error:
        raise BadRequest(str(error), field="sql") from error


def _result(con: Connection, columns: tuple[SqlColumn, ...], most_rows: int) -> SqlResult:
    """Return the rows that fit. More are never fetched."""
    kept: list[tuple[Any, ...]] = []
    room_bytes = MOST_RESULT_BYTES
    while chunk := con.fetchmany(CHUNK_ROWS):
        for values in chunk:
            row = tuple(map(_of_json, values))
            room_bytes -= len(msgspec.json.encode(row))
            if len(kept) == most_rows or room_bytes < 0:
                return SqlResult(columns, tuple(kept), is_cut=True)
            kept.append(row)
    return SqlResult(columns, tuple(kept), is_cut=False)


def _check(con: Connection, sql: str) -> None:
    """Raise BadRequest unless the SQL is one SELECT that reads nothing but the views and what it makes itself."""
    parsed = one(con, "sql_query/parsed", {"sql": sql})
    assert parsed is not None
    try:
        tree = msgspec.json.decode(parsed[0])
    except (ValueError, RecursionError) as error:
        raise BadRequest("The SQL is nested too deeply.", field="sql") from error
    if tree["error"]:
        is_other = tree.get("error_type") == "not implemented"
        sentence = "Only SELECT is possible here." if is_other else tree["error_message"]
        raise BadRequest(sentence, field="sql")
    if len(tree["statements"]) != 1:
        raise BadRequest("Send one SELECT at a time.", field="sql")
    known: dict[str, set[str]] = {"table": set(), "function": set()}
    for name, kind in rows(con, "sql_query/names"):
        known[kind].add(name)
    nodes = list(_nodes(tree["statements"][0]))
    own = {entry["key"].lower() for node in nodes for entry in node.get("cte_map", {}).get("map", ())}
    if taken := sorted(own & (known["table"] | _NAMES)):
        raise BadRequest(f"Give the part `{taken[0]}` another name: the database has one like it.", field="sql")
    forbidden = (known["function"] - _HARMLESS) | _GROWING
    sources = {id(node["function"]) for node in nodes if node.get("type") == "TABLE_FUNCTION"}
    for node in nodes:
        if id(node) not in sources:  # a source of rows makes one row after the other
            _check_node(node, own | _NAMES, forbidden)


def _check_node(node: dict[str, Any], readable: set[str] | frozenset[str], forbidden: set[str]) -> None:
    """Raise BadRequest when a part of the parse reads what is not `readable`, or calls what is `forbidden`."""
    kind = node.get("type")
    path = [name.lower() for name in node.get("qualified_name", {}).get("path", ())]
    if kind == "BASE_TABLE" and (len(path) != 1 or path[0] not in readable):
        names = ", ".join(f"`{view.name}`" for view in VIEWS)
        raise BadRequest(f"There is no `{'.'.join(path)}` to read here. There are {names}.", field="sql")
    if kind == "TABLE_FUNCTION" and node["function"]["function_name"].lower() not in _ROW_SOURCES:
        raise BadRequest(f"`{node['function']['function_name']}` cannot be read from here.", field="sql")
    if kind == "SHOW_REF" and "query" not in node:
        raise BadRequest("Only SELECT is possible here, besides DESCRIBE and SUMMARIZE of a view.", field="sql")
    if kind == "FUNCTION" and node["function_name"].lower() in forbidden:
        raise BadRequest(f"`{node['function_name']}` cannot be called here.", field="sql")


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Yield every object of a parse."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _of_json(value: object) -> object:
    """Return a value as JSON has it, the nearest text where it has none."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if value in _EXACT else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple):
        return [_of_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _of_json(item) for key, item in value.items()}
    return str(value)
