"""Reach of a window: the time in which all events of the sessions lie that have an event in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.ids import WebsiteKey
from app.domain.ingest.sessions import IDLE_LIMIT
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.storage.clickhouse.connection import ClickHouse
from app.storage.connection import statement, to_db

FIRST_LOOK = timedelta(hours=4)  # beyond each edge; doubled until no session reaches over it
_MOMENT = timedelta(microseconds=1)
_FIRST, _LAST = to_db(EVENTS_FROM), to_db(EVENTS_UNTIL)


def reach(con: ClickHouse, website: WebsiteKey, start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Return from when and until when the sessions of a window have events. All times: naive UTC, of events."""
    look = FIRST_LOOK
    while True:
        bounds = max(_FIRST, start - look), min(_LAST, end + look)
        values = {"website": website, "start": start, "end": end, "from": bounds[0], "until": bounds[1]}
        ((visitors, since, last),) = con.read(statement("clickhouse/sessions/reach"), values)
        if not visitors:
            return start, end
        is_begun = since == start or since >= bounds[0] + IDLE_LIMIT or bounds[0] == _FIRST
        is_over = last == end or last <= bounds[1] - IDLE_LIMIT or bounds[1] == _LAST
        if is_begun and is_over:
            return since, last + _MOMENT
        look *= 2
