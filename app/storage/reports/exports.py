"""Events going out: one piece after the other, each by a short read of its own, so that exports of any length take
little memory and a slow receiver holds no reader. The texts of a piece are made by DuckDB.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

from app.domain.reports.exports import COLUMNS, ExportFormat, ExportQuery, Place, bounds
from app.storage.connection import Connection, to_db
from app.storage.fragments.where import run, where
from app.storage.reports import parquet

PIECE_ROWS = 10_000  # some 4 MB of usual events; 100 MB if every text of all of them is as long as it may be

# SQL of each column that is not simply one of the table, as text.
_EXPRESSIONS: Mapping[str, str] = {
    "id": "printf('%016x', seq)",
    "website_id": "$website_id",
    "event_type": "kind::VARCHAR",
    "url": "coalesce(url, origin || path || tail)",
    "device_type": "device",
    "created_at": "replace(strftime(ts, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z')",
    "visitor_id": "coalesce(client_id, printf('%016x', visitor))",
    "session_id": "printf('%016x', session)",
    "is_bot": "is_bot::VARCHAR",
}
# A spreadsheet takes a text that begins like this for a formula. It gets a `'` in front, and so does a text that looks
# as if it had got one: whoever takes one `'` away from before such a beginning has every text as it was.
_HARMLESS = r"lambda raw: regexp_replace(raw, '^(''*[=+\-@\t\r])', '''\1')"
_QUOTED = (
    r"""lambda cell: CASE WHEN regexp_matches(cell, '[,"\r\n]') THEN '"' || replace(cell, '"', '""') || '"' """
    "ELSE coalesce(cell, '') END"
)
# What Parquet has as something else than texts.
_TYPED: Mapping[str, tuple[parquet.Kind, str]] = {
    "created_at": ("time", "epoch_us(ts)"),
    "is_bot": ("boolean", "is_bot"),
}
PARQUET_COLUMNS = tuple(parquet.Column(name, _TYPED[name][0] if name in _TYPED else "text") for name in COLUMNS)


def _expression(name: str) -> str:
    return _EXPRESSIONS.get(name, name)


def _csv() -> str:
    cells = ", ".join(map(_expression, COLUMNS))
    return f"array_to_string(list_transform(list_transform([{cells}], {_HARMLESS}), {_QUOTED}), ',') || chr(10)"


def _ndjson() -> str:
    """What an event carries and whether it is a bot's are JSON as they stand."""
    is_json = ("event_data", "is_bot")
    values = {name: _expression(name) for name in COLUMNS}
    texts = {name: text if name in is_json else f"to_json({text})::VARCHAR" for name, text in values.items()}
    members = " || ',' || ".join(f"'\"{name}\":' || coalesce({text}, 'null')" for name, text in texts.items())
    return f"'{{' || {members} || '}}' || chr(10)"


# What a statement selects for each format: lines, or the values of the columns.
_SELECTED: Mapping[ExportFormat, str] = {
    "csv": _csv(),
    "ndjson": _ndjson(),
    "parquet": ", ".join(_TYPED[name][1] if name in _TYPED else _expression(name) for name in COLUMNS),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an export. group: what Parquet says of it at its end; following: where the next one begins, if any."""

    body: bytes
    group: parquet.RowGroup | None
    following: Place | None


def next_piece(con: Connection, query: ExportQuery, place: Place, offset: int) -> Piece:
    """The events from `place` on, as they go into the file. offset: bytes that the file has before them."""
    _, end = bounds(query.report)
    chosen = where(query.report)
    values = chosen.values | {
        "start": to_db(place.at),
        "end": to_db(place.until(end)),
        "seq": place.seq,
        "rows": PIECE_ROWS,
        "website_id": query.website_id,
    }
    slots = {"events": chosen.slots["events"], "columns": _SELECTED[query.format]}
    found = run(con, "reports/exports/events", slots, values)
    if len(found) < PIECE_ROWS:
        following = place.after_all(end)
    else:
        following = place.after_full(found[-1][0].replace(tzinfo=UTC), found[-1][1])
    if query.format != "parquet":
        return Piece("".join([line for _, _, line in found]).encode(), None, following)
    if not found:
        return Piece(b"", None, following)
    return Piece(*parquet.row_group(PARQUET_COLUMNS, [row[2:] for row in found], offset), following)
