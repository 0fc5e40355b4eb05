"""Exports of events, read chunk by chunk with short queries, so that one of any length takes little memory and a slow
client holds no reader. DuckDB formats the lines of CSV and NDJSON.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.exports import COLUMNS, ExportChunk, ExportCursor, ExportFormat, ExportQuery, bounds
from app.storage.answers.exports import export_chunk
from app.storage.connection import Connection, to_db
from app.storage.fragments.event_ids import EVENT_ID
from app.storage.fragments.where import run, where

CHUNK_ROWS = 10_000  # some 4 MB of usual events; 100 MB if every text of all of them is as long as it may be

# The SQL, as text, of each column that is not a column of the table as it stands.
_EXPRESSIONS: Mapping[str, str] = {
    "id": EVENT_ID,
    "website_id": "$website_id",
    "event_type": "kind::VARCHAR",
    "url": "coalesce(url, origin || path || query_and_fragment)",
    "device_type": "device",
    "created_at": "replace(strftime(ts, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z')",
    "visitor_id": "coalesce(client_id, printf('%016x', visitor_id))",
    "session_id": "printf('%016x', session_id)",
    "is_bot": "is_bot::VARCHAR",
}
# A spreadsheet takes a text that begins like this for a formula, and where it parts cells at `;`, at tabs or, since it
# takes other quotes for ours, at line breaks, also one that goes on like this after them. It gets a `'` there, and so
# does a text that looks as if it had got one: whoever takes one `'` away from each such place has all as it was.
_FORMULAS = r"""'(^|[;\t\r\n])([ "'']*[=+\-@＝＋－＠])', '\1''\2', 'g'"""
_HIDDEN_START = r"""'^([ "'']*[\t\r])', '''\1'"""
_HARMLESS = f"lambda raw: regexp_replace(regexp_replace(raw, {_FORMULAS}), {_HIDDEN_START})"
_QUOTED = (
    r"""lambda cell: CASE WHEN regexp_matches(cell, '[,"\r\n]') THEN '"' || replace(cell, '"', '""') || '"' """
    "ELSE coalesce(cell, '') END"
)
# The SQL, as a value of its type, of each column that Parquet does not store as text.
_TYPED: Mapping[str, str] = {"created_at": "epoch_us(ts)", "is_bot": "is_bot"}


def _expression(name: str) -> str:
    return _EXPRESSIONS.get(name, name)


def _csv() -> str:
    cells = ", ".join(map(_expression, COLUMNS))
    return f"array_to_string(list_transform(list_transform([{cells}], {_HARMLESS}), {_QUOTED}), ',') || chr(10)"


def _ndjson() -> str:
    """Return the expression of a line; `event_data` and `is_bot` are JSON already."""
    is_json = ("event_data", "is_bot")
    values = {name: _expression(name) for name in COLUMNS}
    texts = {name: text if name in is_json else f"to_json({text})::VARCHAR" for name, text in values.items()}
    members = " || ',' || ".join(f"'\"{name}\":' || coalesce({text}, 'null')" for name, text in texts.items())
    return f"'{{' || {members} || '}}' || chr(10)"


# The expressions a statement selects for each format: a line, or a value for each column.
_SELECTED: Mapping[ExportFormat, str] = {
    "csv": _csv(),
    "ndjson": _ndjson(),
    "parquet": ", ".join(_TYPED[name] if name in _TYPED else _expression(name) for name in COLUMNS),
}


def next_chunk(con: Connection, query: ExportQuery, cursor: ExportCursor, offset: int) -> ExportChunk:
    """Return the events from `cursor` on as bytes of the file. offset: bytes of the file before them."""
    _, end = bounds(query.report)
    condition = where(con, query.report)
    values = condition.values | {
        "start": to_db(cursor.at),
        "end": to_db(cursor.until(end)),
        "seq": cursor.seq,
        "rows": CHUNK_ROWS,
        "website_id": query.website_id,
    }
    slots = {"events": condition.slots["events"], "columns": _SELECTED[query.format]}
    rows = run(con, "reports/exports/events", slots, values)
    return export_chunk(query, cursor, rows, is_full=len(rows) == CHUNK_ROWS, offset=offset)
