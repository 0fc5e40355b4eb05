"""Websites in the database. Whoever changes one here also tells the directory of `app.server.directory`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.domain.websites import IngestLimits, NewWebsite, Website, WebsiteChange, WebsiteId
from app.storage.connection import Connection, one, rows, statement
from app.storage.ingest import first_visits
from app.storage.ingest.events import ClientVisitor, next_seq, store_batch
from app.storage.segments import filters_by_website

# In this order: should the file be damaged half-way, the website is still there to be deleted again.
_DELETES = (
    "websites/delete_events",
    "websites/delete_sessions",
    "websites/delete_sessions_live",
    "websites/delete_client_visitors",
    "websites/delete_goals",
    "websites/delete_funnel_steps",
    "websites/delete_funnels",
    "websites/delete_share_options",
    "websites/delete_segments",
    "websites/delete_annotations",
    "websites/delete_saved_reports",
    "websites/delete_first_visits",
    "websites/delete",
)


@dataclass(frozen=True, slots=True)
class History:
    """Events that happened before their website was added, in order of time, with their sessions."""

    events: Sequence[Event]
    sessions: SessionChanges
    client_visitors: Sequence[ClientVisitor]


def all_websites(con: Connection) -> tuple[Website, ...]:
    """Every website in the order they were added."""
    segments = filters_by_website(con)
    found = map(_website, rows(con, "websites/all"))
    return tuple(replace(website, segments=segments.get(website.key, {})) for website in found)


def new_key(con: Connection) -> int:
    """A number for a website that is about to be added."""
    found = one(con, "websites/new_key")
    assert found is not None  # a sequence always has a next number
    return int(found[0])


def add(con: Connection, wanted: NewWebsite, website_id: WebsiteId, now: datetime) -> Website:
    """Add a website. now: aware."""
    return _add(con, new_key(con), wanted, website_id, now, is_sample=False)


def add_sample(
    con: Connection, key: int, wanted: NewWebsite, website_id: WebsiteId, now: datetime, history: History
) -> Website:
    """Add a website marked as a sample, with its history. key: from `new_key`, as in the history."""
    website = _add(con, key, wanted, website_id, now, is_sample=True)
    # These events never were in the journal, so its position stays where it is.
    store_batch(con, history.events, history.sessions, history.client_visitors, next_seq(con))
    first_visits.add_website(con, key)
    return website


def change(con: Connection, website_id: str, wanted: WebsiteChange, now: datetime) -> Website | None:
    """Give a website new values in one statement. None when it does not exist."""
    values = {"id": website_id, "name": wanted.name, "domain": wanted.domain, "timezone": wanted.timezone}
    found = one(con, "websites/change", values | {"at": _stored(now)})
    return None if found is None else _website(found)


def set_ingest_limits(con: Connection, website_id: str, limits: IngestLimits, now: datetime) -> Website | None:
    """Give a website both limits. None when it does not exist."""
    values = {"id": website_id, "peak_eps": limits.peak_eps, "queue_max_events": limits.queue_max_events}
    found = one(con, "websites/set_ingest_limits", values | {"at": _stored(now)})
    return None if found is None else _website(found)


def set_share_id(con: Connection, website_id: str, share_id: str | None, now: datetime) -> Website | None:
    """Give a website a link, another one, or none. None when it does not exist."""
    found = one(con, "websites/set_share_id", {"id": website_id, "share_id": share_id, "at": _stored(now)})
    return None if found is None else _website(found)


def delete(con: Connection, key: int) -> None:
    """Delete a website and everything that belongs to it."""
    for name in _DELETES:
        con.execute(statement(name), {"key": key})


def _add(
    con: Connection, key: int, wanted: NewWebsite, website_id: WebsiteId, now: datetime, *, is_sample: bool
) -> Website:
    values = {
        "key": key,
        "id": website_id,
        "name": wanted.name,
        "domain": wanted.domain,
        "timezone": wanted.timezone,
        "is_sample": is_sample,
        "at": _stored(now),
    }
    found = one(con, "websites/add", values)
    assert found is not None  # an INSERT that succeeds returns its row
    return _website(found)


def _stored(at: datetime) -> datetime:
    """A time as the database keeps it: in UTC, without zone."""
    return at.astimezone(UTC).replace(tzinfo=None)


def _website(row: tuple[Any, ...]) -> Website:  # Any: the columns of a row
    website = Website(*row)
    created_at, updated_at = website.created_at.replace(tzinfo=UTC), website.updated_at.replace(tzinfo=UTC)
    return replace(website, created_at=created_at, updated_at=updated_at)
