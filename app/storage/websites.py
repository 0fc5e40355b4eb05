"""Websites in the database. `app.server.directory` holds the same in memory and has to be kept in step."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import BotPolicy
from app.domain.items.bot_rules import ALLOWED, BLOCKED
from app.domain.items.kind import ItemKind
from app.domain.items.links import LINKS
from app.domain.items.pixels import PIXELS
from app.domain.items.segments import SEGMENTS, filters_by_id
from app.domain.items.trackers import OTHER_TRACKERS
from app.domain.websites import IngestLimits, NewWebsite, Website, WebsiteChange, WebsiteId
from app.storage import items
from app.storage.connection import from_db, one, rows, statement, to_db
from app.storage.metadata import Transaction

# The website comes last: should the database be damaged half-way, it is still there to be deleted again.
_DELETES = ("websites/delete_share_options", "websites/delete_items", "websites/delete")


CARRIED: tuple[ItemKind[Any], ...] = (LINKS, PIXELS, ALLOWED, BLOCKED, OTHER_TRACKERS)  # items in memory


def all_websites(con: Transaction) -> tuple[Website, ...]:
    """Return every website with the items that it has in memory, in the order they were added."""
    segments = items.by_website(con, SEGMENTS)
    carried: dict[str, dict[WebsiteKey, tuple[Any, ...]]] = {kind.name: items.by_website(con, kind) for kind in CARRIED}
    return tuple(
        replace(
            website,
            segments=filters_by_id(segments.get(website.key, ())),
            items={kind: of_kind.get(website.key, ()) for kind, of_kind in carried.items()},
        )
        for website in map(_website, rows(con, "websites/all"))
    )


def new_key(con: Transaction) -> WebsiteKey:
    """Return the key of a website that is about to be added."""
    row = one(con, "websites/new_key")
    assert row is not None  # a sequence always has a next number
    return WebsiteKey(row[0])


def add(con: Transaction, new_website: NewWebsite, website_id: WebsiteId, now: datetime) -> Website:
    """Add a website. now: aware."""
    return add_with_key(con, new_key(con), new_website, website_id, now)


def add_with_key(
    con: Transaction,
    website: WebsiteKey,
    new_website: NewWebsite,
    website_id: WebsiteId,
    now: datetime,
    *,
    is_sample: bool = False,
) -> Website:
    """Add a website. website: from `new_key`. now: aware."""
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


def change(con: Transaction, website_id: str, values: WebsiteChange, now: datetime) -> Website | None:
    """Give a website new values. now: aware. Returns None when it does not exist."""
    columns = {"id": website_id, "name": values.name, "domain": values.domain, "timezone": values.timezone}
    return _changed(con, "websites/change", columns, now)


def set_ingest_limits(con: Transaction, website_id: str, limits: IngestLimits, now: datetime) -> Website | None:
    """Set both ingest limits of a website. now: aware. Returns None when it does not exist."""
    columns = {"id": website_id, "peak_eps": limits.peak_eps, "queue_max_events": limits.queue_max_events}
    return _changed(con, "websites/set_ingest_limits", columns, now)


def set_bot_policy(con: Transaction, website_id: str, policy: BotPolicy, now: datetime) -> Website | None:
    """Set the bot policy of a website. now: aware. Returns None when it does not exist."""
    columns = {"id": website_id, "mode": policy.mode.value, "threshold": policy.threshold}
    return _changed(con, "websites/set_bot_policy", columns, now)


def set_share_id(con: Transaction, website_id: str, share_id: str | None, now: datetime) -> Website | None:
    """Set the share link of a website, None removes it. now: aware. Returns None when the website does not exist."""
    return _changed(con, "websites/set_share_id", {"id": website_id, "share_id": share_id}, now)


def delete(con: Transaction, website: WebsiteKey) -> None:
    """Delete a website with its items and choices. Its events are not here (`histories`)."""
    for name in _DELETES:
        con.execute(statement(name), {"website": website})


def _changed(con: Transaction, name: str, values: dict[str, Any], now: datetime) -> Website | None:  # Any: columns
    row = one(con, name, values | {"at": to_db(now)})
    return None if row is None else _website(row)


def _website(row: tuple[Any, ...]) -> Website:  # Any: the columns of a row
    website = Website(*row)
    return replace(website, created_at=from_db(website.created_at), updated_at=from_db(website.updated_at))
