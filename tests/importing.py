"""Imports of events that are there already, for tests of their storage: read by no format, but stored as a file is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter

import duckdb

from app.domain.ids import WebsiteKey
from app.domain.imports.jobs import Import
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import Session
from app.domain.websites import WebsiteId
from app.storage.connection import Connection, configure
from app.storage.imports import imports, staging
from tests.histories import start_session

SITE, SITE_ID = WebsiteKey(1), WebsiteId("site")
AT = datetime(2026, 4, 1, tzinfo=UTC)


def staged(events: Sequence[Event]) -> Connection:
    """Return a staging in memory of events in the order of their file. session: of each its visit, 0 by the rule."""
    con = duckdb.connect(config={"threads": 1})
    configure(con)
    staging.begin(con)
    for line, item in enumerate(events, 1):
        item.seq, item.visitor_number = line, item.visitor
    staging.add_events(con, events)
    staging.finish(con)
    return con


def add_import(con: Connection, import_id: str = "import_1") -> Import:
    """Add an import that has begun."""
    job = Import(0, import_id, "running", "file.csv", import_id, AT)
    return replace(job, number=imports.add(con, SITE, job))


def store_import(con: Connection, job: Import, source: Connection, most_parts: int | None = None) -> Import:
    """Store what is not stored yet of an import, each part in a transaction of its own. Return it as it is then."""
    for span in staging.spans(source, job.stored_sessions)[:most_parts]:
        chunk = staging.chunk(source, job, SITE_ID, span, lambda domain, *_: domain or "Direct")
        job = replace(job, stored=job.stored + chunk.count, stored_sessions=span.until)
        con.begin()
        imports.store(con, SITE, job, chunk)
        con.commit()
    return job


def undo_import(con: Connection, job: Import) -> Import:
    """Undo an import, each part in a transaction of its own."""
    while job.stored_sessions:
        con.begin()
        job, _ = imports.undo_last(con, SITE, job)
        con.commit()
    return job


def sessions_of(events: Sequence[Event]) -> list[Session]:
    """Return the sessions that imported events should have, in order of their numbers, by plain grouping.

    The events get theirs.
    """
    groups: list[tuple[Session, int, list[Event]]] = []
    live: dict[tuple[int, int], tuple[Session, list[Event]]] = {}
    for item in sorted(events, key=attrgetter("at_us", "seq")):
        key = (item.visitor, item.session)
        known = live.get(key)
        if known is not None and (item.session or known[0].takes(item.at_us)):
            known[0].add(item)
            known[1].append(item)
            continue
        session, own = start_session(item), [item]
        live[key] = (session, own)
        groups.append((session, min(item.seq for item in own), own))
    groups.sort(key=lambda group: (group[0].started_us, min(item.seq for item in group[2])))
    numbers: dict[int, int] = {}
    for number, (session, _, own) in enumerate(groups):
        session.session_number = number
        session.visitor_number = numbers.setdefault(session.visitor, number)
        for item in own:
            item.session = session.session
            item.session_number, item.visitor_number = session.session_number, session.visitor_number
    return [session for session, _, _ in groups]
