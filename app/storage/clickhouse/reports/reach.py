"""Reach of a window: the time in which all events of the sessions lie that have an event in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.ids import WebsiteKey
from app.domain.ingest.sessions import IDLE_LIMIT
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.storage.clickhouse.connection import ClickHouse
from app.storage.connection import statement, to_db
from app.storage.fragments.values import Values

FIRST_LOOK = timedelta(hours=4)  # beyond each edge; doubled until no session reaches over it
_MOMENT = timedelta(microseconds=1)
_FIRST, _LAST = to_db(EVENTS_FROM), to_db(EVENTS_UNTIL)


def reach(
    con: ClickHouse, website: WebsiteKey, start: datetime, end: datetime, visitors: Sequence[int] | None = None
) -> tuple[datetime, datetime]:
    """Return from when and until when the sessions of a window have events. All times: naive UTC, of events.

    visitors: those whose sessions are in question, at least one; None for all.
    """
    condition = "true" if visitors is None else "visitor IN $visitors"
    text = statement("clickhouse/sessions/reach").format(visitors=condition)
    look = FIRST_LOOK
    while True:
        bounds = max(_FIRST, start - look), min(_LAST, end + look)
        values: Values = {"website": website, "start": start, "end": end, "from": bounds[0], "until": bounds[1]}
        if visitors is not None:
            values["visitors"] = list(visitors)
        ((seen, since, last),) = con.read(text, values)
        if not seen:
            return start, end
        is_begun = since == start or since >= bounds[0] + IDLE_LIMIT or bounds[0] == _FIRST
        is_over = last == end or last <= bounds[1] - IDLE_LIMIT or bounds[1] == _LAST
        if is_begun and is_over:
            return since, last + _MOMENT
        look *= 2
