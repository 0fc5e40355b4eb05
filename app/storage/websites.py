"""Websites in the database. `app.server.directory` holds the same in memory and has to be kept in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.domain.segments import SEGMENTS, filters_by_id
from app.domain.websites import IngestLimits, NewWebsite, Website, WebsiteChange, WebsiteId
from app.storage import items
from app.storage.connection import Connection, from_db, one, rows, statement, to_db
from app.storage.facts.ranges import DELETES as FACT_DELETES
from app.storage.ingest import first_visits
from app.storage.ingest.events import ClientVisitor, next_seq, store_batch

# The website comes last: should the file be damaged half-way, it is still there to be deleted again.
_DELETES = (
    "websites/delete_events",
    "websites/delete_sessions",
    "websites/delete_sessions_live",
    "websites/delete_client_visitors",
    "websites/delete_first_visits",
    "websites/delete_share_options",
    "websites/delete_items",
    *FACT_DELETES,
    "websites/delete",
)


@dataclass(frozen=True, slots=True)
class History:
    """Events older than their website, in order of time, with their sessions."""

    events: Sequence[Event]
    sessions: SessionChanges
    client_visitors: Sequence[ClientVisitor]


def all_websites(con: Connection) -> tuple[Website, ...]:
    """Return every website with its segments, in the order they were added."""
    segments = items.by_website(con, SEGMENTS)
    websites = map(_website, rows(con, "websites/all"))
    return tuple(replace(website, segments=filters_by_id(segments.get(website.key, ()))) for website in websites)


def new_key(con: Connection) -> WebsiteKey:
    """Return the key of a website that is about to be added."""
    row = one(con, "websites/new_key")
    assert row is not None  # a sequence always has a next number
    return WebsiteKey(row[0])


def add(con: Connection, new_website: NewWebsite, website_id: WebsiteId, now: datetime) -> Website:
    """Add a website. now: aware."""
    return _add(con, new_key(con), new_website, website_id, now, is_sample=False)


def add_sample(
    con: Connection,
    website: WebsiteKey,
    new_website: NewWebsite,
    website_id: WebsiteId,
    now: datetime,
    history: History,
) -> Website:
    """Add a website marked as a sample, with its history. website: from `new_key`, as in the history. now: aware."""
    sample = _add(con, website, new_website, website_id, now, is_sample=True)
    # These events never were in the journal, so its position stays as it is.
    store_batch(con, history.events, history.sessions, history.client_visitors, next_seq(con))
    first_visits.add_website(con, website)
    return sample


def change(con: Connection, website_id: str, values: WebsiteChange, now: datetime) -> Website | None:
    """Give a website new values. now: aware. Returns None when it does not exist."""
    columns = {"id": website_id, "name": values.name, "domain": values.domain, "timezone": values.timezone}
    return _changed(con, "websites/change", columns, now)


def set_ingest_limits(con: Connection, website_id: str, limits: IngestLimits, now: datetime) -> Website | None:
    """Set both ingest limits of a website. now: aware. Returns None when it does not exist."""
    columns = {"id": website_id, "peak_eps": limits.peak_eps, "queue_max_events": limits.queue_max_events}
    return _changed(con, "websites/set_ingest_limits", columns, now)


def set_share_id(con: Connection, website_id: str, share_id: str | None, now: datetime) -> Website | None:
    """Set the share link of a website, None removes it. now: aware. Returns None when the website does not exist."""
    return _changed(con, "websites/set_share_id", {"id": website_id, "share_id": share_id}, now)


def delete(con: Connection, website: WebsiteKey) -> None:
    """Delete a website and everything that belongs to it."""
    for name in _DELETES:
        con.execute(statement(name), {"website": website})


def _add(
    con: Connection,
    website: WebsiteKey,
    new_website: NewWebsite,
    website_id: WebsiteId,
    now: datetime,
    *,
    is_sample: bool,
) -> Website:
    values = {
        "website": website,
        "id": website_id,
        "name": new_website.name,
        "domain": new_website.domain,
        "timezone": new_website.timezone,
        "is_sample": is_sample,
        "at": to_db(now),
    }
    row = one(con, "websites/add", values)
    assert row is not None  # an INSERT that succeeds returns its row
    return _website(row)


def _changed(con: Connection, name: str, values: dict[str, Any], now: datetime) -> Website | None:  # Any: columns
    row = one(con, name, values | {"at": to_db(now)})
    return None if row is None else _website(row)


def _website(row: tuple[Any, ...]) -> Website:  # Any: the columns of a row
    website = Website(*row)
    return replace(website, created_at=from_db(website.created_at), updated_at=from_db(website.updated_at))
