"""Copies of websites and API keys from one database to another, by the modules that both have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from app.domain.access import ApiKey
from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import BotMode, BotPolicy
from app.domain.notifications.deliveries import OUTGOING
from app.domain.sharing import ShareOptions
from app.domain.websites import IngestLimits, NewWebsite, Website, WebsiteId
from app.storage import sharing, websites
from app.storage.access import api_keys
from app.storage.connection import one, rows, statement, to_db
from app.storage.metadata import Transaction

_TIMES = ("created_at", "last_used_at", "expires_at", "revoked_at")  # of a key


@dataclass(frozen=True, slots=True)
class WebsiteCopy:
    """A website with everything but its events. items: id, kind and body of each.

    A message that waits to be sent is left to the server that has recorded it.
    """

    website: Website
    sharing: ShareOptions
    items: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Websites and API keys of a database. samples: number of sample websites, which are left out."""

    websites: Sequence[WebsiteCopy]
    keys: Sequence[ApiKey]
    samples: int


def read(con: Transaction) -> Holdings:
    """Return all websites but the sample, and the keys that open one of them or all."""
    known = websites.all_websites(con)
    copies = [
        WebsiteCopy(
            website,
            sharing.options_of(con, website.key),
            [
                (row[0], row[1], row[2])
                for row in rows(con, "moving/items", {"website": website.key, "without": OUTGOING.name})
            ],
        )
        for website in known
        if not website.is_sample
    ]
    samples = {website.id for website in known if website.is_sample}
    keys = [key for key in api_keys.all_keys(con) if key.website_id not in samples]
    return Holdings(copies, keys, len(samples))


def add(con: Transaction, holdings: Holdings) -> Mapping[WebsiteId, WebsiteKey]:
    """Add websites and keys, and return the key of each website. Those that are there already stay as they are."""
    known = {website.id: website.key for website in websites.all_websites(con)}
    for copy in holdings.websites:
        if copy.website.id not in known:
            known[copy.website.id] = _add(con, copy)
    for key in holdings.keys:
        values = asdict(key)
        del values["tenant"]
        times = {name: None if values[name] is None else to_db(values[name]) for name in _TIMES}
        con.execute(statement("moving/api_key_add"), values | times)
    return {copy.website.id: known[copy.website.id] for copy in holdings.websites}


def _add(con: Transaction, copy: WebsiteCopy) -> WebsiteKey:
    old, at = copy.website, copy.website.updated_at
    new = websites.add(con, NewWebsite(old.name, old.domain, old.timezone), old.id, old.created_at)
    websites.set_ingest_limits(con, old.id, IngestLimits(old.ingest_peak_eps, old.ingest_queue_max_events), at)
    websites.set_bot_policy(con, old.id, BotPolicy(BotMode(old.bot_mode), old.bot_threshold), at)
    websites.set_share_id(con, old.id, old.share_id, at)
    if copy.sharing != ShareOptions():
        sharing.set_options(con, new.key, copy.sharing)
    for item_id, kind, body in copy.items:
        values = {"id": item_id, "website": new.key, "kind": kind, "body": body}
        con.execute(statement("items/add"), values)
    return new.key


def event_id_key(con: Transaction) -> str:
    """Return the key of the ids of events, by which databases differ."""
    row = one(con, "moving/event_id_key")
    assert row is not None  # a database of the current schema has it
    return str(row[0])
