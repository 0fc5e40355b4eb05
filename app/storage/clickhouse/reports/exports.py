"""Exports of events of ClickHouse, read chunk by chunk. It formats the lines of CSV and NDJSON."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.exports import COLUMNS, ExportChunk, ExportCursor, ExportFormat, ExportQuery, bounds
from app.storage.answers.exports import export_chunk
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.event_ids import EVENT_ID
from app.storage.clickhouse.reports.sessions import SESSION_ID
from app.storage.clickhouse.reports.where import run, scope_between, session_events
from app.storage.connection import to_db

CHUNK_ROWS = 10_000  # some 4 MB of usual events; 100 MB if every text of all of them is as long as it may be

# The SQL, as text, of each column that is not a column of the table as it stands.
_EXPRESSIONS: Mapping[str, str] = {
    "id": EVENT_ID,
    "website_id": "$website_id",
    "event_type": "toString(kind)",
    "url": "if(url = '', origin || path || query_and_fragment, url)",
    "device_type": "toString(device)",
    "created_at": "replaceOne(formatDateTime(ts, '%Y-%m-%dT%H:%i:%S.%fZ'), '.000000Z', 'Z')",
    "visitor_id": "if(client_id = '', printf('%016x', visitor), client_id)",
    "session_id": f"printf('%016x', {SESSION_ID})",
    "is_bot": "if(is_bot, 'true', 'false')",
}
_NEVER_NULL = ("id", "website_id", "event_type", "url", "path", "created_at", "visitor_id", "session_id", "is_bot")
# As in app.storage.reports.exports, in the spelling of this store's texts.
_FORMULAS = r"""'(^|[;\\t\\r\\n])([ "\']*[=+\\-@＝＋－＠])', '\\1\'\\2'"""
_HIDDEN_START = r"""'^([ "\']*[\\t\\r])', '\'\\1'"""
_HARMLESS = f"raw -> replaceRegexpOne(replaceRegexpAll(raw, {_FORMULAS}), {_HIDDEN_START})"
_QUOTED = r"""cell -> if(match(cell, '[,"\\r\\n]'), concat('"', replaceAll(cell, '"', '""'), '"'), cell)"""


def _expression(name: str) -> str:
    return _EXPRESSIONS.get(name, f"toString({name})")


def _csv() -> str:
    cells = ", ".join(map(_expression, COLUMNS))
    return f"concat(arrayStringConcat(arrayMap({_QUOTED}, arrayMap({_HARMLESS}, [{cells}])), ','), '\\n')"


def _ndjson() -> str:
    """Return the expression of a line; `event_data` and `is_bot` are JSON already."""
    members = ", ',', ".join(f"'\"{name}\":', {_json(name)}" for name in COLUMNS)
    return rf"concat('{{', {members}, '}}\n')"


def _json(name: str) -> str:
    text = _expression(name)
    if name == "is_bot":
        return text
    value = text if name == "event_data" else f"toJSONString({text})"
    return value if name in _NEVER_NULL else f"if({text} = '', 'null', {value})"


def _typed(name: str) -> str:
    """Return the expression of a value of Parquet."""
    if name == "created_at":
        return "toUnixTimestamp64Micro(ts)"
    if name == "is_bot":
        return "is_bot"
    return _expression(name) if name in _NEVER_NULL else f"nullIf({_expression(name)}, '')"


# The expressions a statement selects for each format: a line, or a value for each column.
_SELECTED: Mapping[ExportFormat, str] = {
    "csv": _csv(),
    "ndjson": _ndjson(),
    "parquet": ", ".join(map(_typed, COLUMNS)),
}


def next_chunk(con: ClickHouse, query: ExportQuery, cursor: ExportCursor, offset: int) -> ExportChunk:
    """Return the events from `cursor` on as bytes of the file. offset: bytes of the file before them."""
    _, end = bounds(query.report)
    window = scope_between(con, query.report, to_db(cursor.at), to_db(cursor.until(end)))
    writer, seq = divmod(cursor.seq, 1 << 64)
    values = window.values | {"writer": writer, "seq": seq, "rows": CHUNK_ROWS, "website_id": query.website_id}
    slots = {
        **window.slots,
        "session_keys": session_events("visitor, ts, writer, seq"),
        "columns": _SELECTED[query.format],
    }
    rows = run(con, "exports/events", slots, values)
    return export_chunk(query, cursor, rows, is_full=len(rows) == CHUNK_ROWS, offset=offset)
