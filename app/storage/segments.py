"""Segments in the database. Whoever changes one here also tells the directory of `app.server.directory`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec

from app.domain.errors import NotFound
from app.domain.segments import Segment, SegmentChange, checked_segment
from app.storage.connection import Connection, one, rows, statement, to_db


def filters_by_website(con: Connection) -> dict[int, dict[str, dict[str, str]]]:
    """The filters of every segment, by the key of its website and its id."""
    found: dict[int, dict[str, dict[str, str]]] = {}
    for website, segment_id, filters in rows(con, "segments_all"):
        found.setdefault(website, {})[segment_id] = _filters(filters)
    return found


def segments_of(con: Connection, website: int) -> tuple[Segment, ...]:
    """The segments of a website, by name. website: its key."""
    return tuple(map(_segment, rows(con, "segments_of", {"website": website})))


def segment_of(con: Connection, website: int, segment_id: str) -> Segment:
    """One segment. Raises NotFound."""
    for segment in segments_of(con, website):
        if segment.id == segment_id:
            return segment
    raise NotFound("Segment not found")


def add_segment(con: Connection, website: int, wanted: Segment) -> Segment:
    """Add a segment and return it as stored. Raises AppError when it breaks a rule of `checked_segment`."""
    return _put(con, website, wanted)


def change_segment(con: Connection, website: int, segment_id: str, change: SegmentChange, now: datetime) -> Segment:
    """Give a segment new values. now: aware. Raises NotFound, and AppError as `add_segment`."""
    known = segment_of(con, website, segment_id)
    name = known.name if change.name is None else change.name
    filters = known.filters if change.filters is None else change.filters
    return _put(con, website, replace(known, name=name, filters=filters, updated_at=now))


def delete_segment(con: Connection, website: int, segment_id: str) -> None:
    """Raises NotFound when there is none of this id."""
    if one(con, "segment_delete", {"website": website, "id": segment_id}) is None:
        raise NotFound("Segment not found")


def _put(con: Connection, website: int, wanted: Segment) -> Segment:
    segment = checked_segment(wanted, segments_of(con, website))
    values = {
        "id": segment.id,
        "website": website,
        "name": segment.name,
        "filters": msgspec.json.encode(segment.filters).decode(),
        "created_at": to_db(segment.created_at),
        "updated_at": to_db(segment.updated_at),
    }
    con.execute(statement("segment_put"), values)
    return segment


def _segment(row: tuple[Any, ...]) -> Segment:  # Any: the columns of a row
    segment_id, name, filters, created_at, updated_at = row
    times = (at.replace(tzinfo=UTC) for at in (created_at, updated_at))
    return Segment(segment_id, name, _filters(filters), *times)


def _filters(text: str) -> dict[str, str]:
    return msgspec.json.decode(text, type=dict[str, str])
