"""Websites with their events, which are in one file of DuckDB: their deletion, and the sample with its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.domain.websites import NewWebsite, Website, WebsiteId
from app.storage import websites
from app.storage.connection import Connection, statement
from app.storage.facts.ranges import DELETES as FACT_DELETES
from app.storage.ingest import first_visits
from app.storage.ingest.events import ClientVisitor, next_seq, store_batch

_DELETES = (
    "histories/delete_events",
    "histories/delete_sessions",
    "histories/delete_sessions_live",
    "histories/delete_client_visitors",
    "histories/delete_first_visits",
    "histories/delete_bot_agents",
    "histories/delete_bot_recomputes",
    "histories/delete_recomputed_events",
    "histories/delete_imports",
    *FACT_DELETES,
)


@dataclass(frozen=True, slots=True)
class History:
    """Events older than their website, in order of time, with their sessions."""

    events: Sequence[Event]
    sessions: SessionChanges
    client_visitors: Sequence[ClientVisitor]


def add_sample(
    con: Connection,
    website: WebsiteKey,
    new_website: NewWebsite,
    website_id: WebsiteId,
    now: datetime,
    history: History,
) -> Website:
    """Add a website marked as a sample, with its history. website: as in the history. now: aware."""
    sample = websites.add_with_key(con, website, new_website, website_id, now, is_sample=True)
    # These events never were in the journal, so its position stays as it is.
    store_batch(con, history.events, history.sessions, history.client_visitors, next_seq(con))
    first_visits.add_website(con, website)
    return sample


def delete_website(con: Connection, website: WebsiteKey) -> None:
    """Delete a website and everything that belongs to it, its events first."""
    for name in _DELETES:
        con.execute(statement(name), {"website": website})
    websites.delete(con, website)
