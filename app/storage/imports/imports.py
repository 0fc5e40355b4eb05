"""Imports in the database of the server: their rows, what they store, and how it goes again.

Events and sessions of an import have a range of numbers of their own, so that it can be undone whole. How far it is
stands in the transactions that store them: each event is stored once, whenever the process ends.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any  # values of a row

import msgspec

from app.domain.ids import WebsiteKey
from app.domain.imports.jobs import NUMBERS_EACH, Import, ImportPreview, missing_import
from app.domain.ingest.events import at
from app.storage.arrow import visible
from app.storage.connection import Connection, from_db, one, rows, statement, to_db
from app.storage.facts import ranges
from app.storage.imports.staging import StagedChunk

UNDO_SESSIONS = 10_000  # deleted at once
_STORED = ("events_add", "sessions_add", "first_visits_add", "client_visitors_add")
_DELETED = ("sessions_delete", "first_visits_delete", "client_visitors_delete")


def add(con: Connection, website: WebsiteKey, job: Import) -> int:
    """Add an import, and return the number that it gets."""
    values = {
        "id": job.id,
        "website": website,
        "status": job.status,
        "file_name": job.file_name,
        "digest": job.digest,
        "created_at": to_db(job.created_at),
    }
    row = one(con, "imports/add", values)
    assert row is not None  # it returns the row that it has added
    return int(row[0])


def put(con: Connection, job: Import) -> None:
    """Store what an import has come to. Raises NotFound when it has gone with its website."""
    values = {
        "number": job.number,
        "status": job.status,
        "completed_at": None if job.completed_at is None else to_db(job.completed_at),
        "error_message": job.error_message,
        "preview": None if job.preview is None else msgspec.json.encode(job.preview).decode(),
        "stored": job.stored,
        "stored_sessions": job.stored_sessions,
    }
    if con.execute(statement("imports/put"), values).fetchone() == (0,):
        raise missing_import()


def forget(con: Connection, job: Import) -> None:
    """Delete an import of which nothing is stored."""
    con.execute(statement("imports/forget"), {"number": job.number})


def of_website(con: Connection, website: WebsiteKey) -> tuple[Import, ...]:
    """Return the imports of a website, newest first."""
    return tuple(job for _, job in _all(con, website))


def everywhere(con: Connection) -> tuple[tuple[WebsiteKey, Import], ...]:
    """Return the imports of all websites, each with its website."""
    return _all(con, None)


def _all(con: Connection, website: WebsiteKey | None) -> tuple[tuple[WebsiteKey, Import], ...]:
    return tuple((row[0], _import(row[1:])) for row in rows(con, "imports/all", {"website": website}))


def _import(row: tuple[Any, ...]) -> Import:
    number, import_id, status, file_name, digest, created_at, completed_at, error, preview, stored, sessions = row
    return Import(
        number,
        import_id,
        status,
        file_name,
        digest,
        from_db(created_at),
        None if completed_at is None else from_db(completed_at),
        error,
        None if preview is None else msgspec.json.decode(preview, type=ImportPreview),
        stored,
        sessions,
    )


def overlap(con: Connection, website: WebsiteKey, since: datetime, until: datetime) -> tuple[int, int]:
    """Return the events of a website from `since` to `until` (aware, both included), and the days of UTC with some."""
    row = one(con, "imports/overlap", {"website": website, "since": to_db(since), "until": to_db(until)})
    assert row is not None  # an aggregate always has a row
    return int(row[0]), int(row[1])


def store(con: Connection, website: WebsiteKey, job: Import, chunk: StagedChunk) -> datetime:
    """Store sessions with their events. job: as it is then. Return the time (aware) from which reports change."""
    put(con, job)
    with visible(con, {"import_events": chunk.events, "import_sessions": chunk.sessions}):
        for name in _STORED:
            con.execute(statement(f"imports/{name}"))
    since = at(chunk.since_us)
    ranges.withdraw_from(con, {website: since})
    return since


def undo_last(con: Connection, website: WebsiteKey, job: Import) -> tuple[Import, datetime | None]:
    """Delete the last sessions of an import that are stored. Return it as it is then, with the first time that changed.

    The time is aware, None where data retention has deleted them all before.
    """
    left = max(0, job.stored_sessions - UNDO_SESSIONS)
    span = {
        "website": website,
        "first": job.first_number + left,
        "until": job.first_number + job.stored_sessions,
    }
    started_at = rows(con, "imports/reach", span)[0][0]
    ((events,),) = con.execute(statement("imports/events_delete"), span).fetchall()
    for name in _DELETED:
        con.execute(statement(f"imports/{name}"), span)
    if not left:
        con.execute(statement("imports/scores_delete"), span | {"until": job.first_number + NUMBERS_EACH})
    undone = replace(job, stored=max(0, job.stored - events) if left else 0, stored_sessions=left)
    put(con, undone)
    if started_at is None:
        return undone, None
    since = from_db(started_at)
    ranges.withdraw_from(con, {website: since})
    return undone, since
