"""The folder of a self-hosted server with everything that a database can have, written as the program writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from app.domain.access import ApiKey, key_hash
from app.domain.ingest.bots import BotMode, BotPolicy
from app.domain.ingest.events import Event
from app.domain.ingest.visitors import client_visitor
from app.domain.items.bot_rules import BLOCKED, new_rule
from app.domain.items.goals import GOALS, GoalChange, new_goal
from app.domain.notifications.deliveries import DELIVERIES, OUTGOING, new_outgoing
from app.domain.notifications.targets import Target
from app.domain.sharing import ShareOptions
from app.domain.websites import IngestLimits, NewWebsite, WebsiteId
from app.storage import items, sharing, websites
from app.storage.access import api_keys
from app.storage.access.accounts import AuditEntry
from app.storage.connection import BLOCK_BYTES, FILE_NAME, Connection, configure
from app.storage.ingest.events import end_sessions
from app.storage.schema.migrate import migrate
from tests.histories import event, store, utc

SHOP, NOTES = WebsiteId("site_shop000001"), WebsiteId("site_notes00002")
SAMPLE, SILENT = WebsiteId("site_sample0003"), WebsiteId("site_silent0004")
MEMBER = "member é'"  # id that a client chose
KEY = "spk_selfhosted_0123456789abcdef0123456789abcdef"
BEGAN = utc("2026-01-28 08:00")
DATA = (None, '{"a":{"b":[1,2.5]},"n":29.0,"none":null,"z":"é/\\"\\n"}', "{}")


@contextmanager
def opened(folder: Path) -> Iterator[Connection]:
    """Open the database of a folder as its server would, in one transaction."""
    with duckdb.connect(str(folder / FILE_NAME), config={"default_block_size": str(BLOCK_BYTES)}) as con:
        configure(con)
        con.begin()
        yield con
        con.commit()


def visits(website: int, website_id: str, count: int) -> list[Event]:
    """Return visits of eight days in two months: some over midnight, of bots, of a member, with every kind of value."""
    history = []
    for number in range(count):
        at = BEGAN + timedelta(minutes=(number // 3) * (36_000 // count) + number % 3 * 17, microseconds=number)
        is_named = number % 5 == 2
        visitor = client_visitor(website_id, MEMBER) if number % 9 < 3 else 2**63 + (number // 3) * 7919
        history.append(
            event(
                at,
                visitor,
                ("/", "/a", "/ü", "/b/")[number % 4],
                website=website,
                kind="event" if is_named else "pageview",
                event_name="sign,up" if is_named else None,
                event_data=DATA[number % 3] if is_named else None,
                query_and_fragment=("", "?q=1#x")[number % 3 == 1],
                url="HTTPS://EX.com/" if number % 10 == 4 else None,
                title=("Start", "=1", None)[number % 3],
                referrer_domain=(None, None, "google.com", "bing.com")[number % 7 % 4],
                utm_source=(None, "  ", "news")[number % 3],
                country=(None, "US", "DE")[number % 3],
                browser="Chrome" if number % 2 else None,
                is_bot=number % 13 == 6,
                bot_score=80 if number % 13 == 6 else 0,
            )
        )
    return history


def fill(folder: Path, counts: Sequence[int] = (60, 12)) -> None:
    """Make a database with a shop, notes, a sample and a website without events. counts: events of the first two."""
    folder.mkdir(exist_ok=True)
    with opened(folder) as con:
        migrate(con)
        for website_id, number in zip((SHOP, NOTES), counts, strict=True):
            new = NewWebsite(f"{website_id[5:9]} & more", f"{website_id[5:9]}.example", "Europe/Warsaw")
            added = websites.add(con, new, website_id, BEGAN)
            chosen = {client_visitor(website_id, MEMBER): MEMBER}
            store(con, visits(added.key, website_id, number), client_ids=chosen)
        websites.add(con, NewWebsite("Silent", "silent.example", "UTC"), SILENT, BEGAN)
        _add_settings(con)
        add_sample(con)
        end_sessions(con, BEGAN + timedelta(days=5))


def _add_settings(con: Connection) -> None:
    now = utc("2026-02-01 12:00")
    shop = websites.set_share_id(con, SHOP, "share-of-the-shop", now)
    assert shop is not None
    websites.set_bot_policy(con, SHOP, BotPolicy(BotMode.STRICT, 55), now)
    websites.set_ingest_limits(con, SHOP, IngestLimits(7, None), now)
    websites.set_bot_policy(con, NOTES, BotPolicy(BotMode.OFF, 70), now)
    sharing.set_options(con, shop.key, ShareOptions("listed", ("https://ex.com",), ("pages",)))
    values = GoalChange("Sign-ups", "sign,up", "equals", "none", currency="EUR")
    items.add(con, shop.key, GOALS, new_goal("goal_1", SHOP, "event", values, now))
    items.add(con, shop.key, BLOCKED, new_rule(BLOCKED, "ip_cidr", "10.0.0.1", None, now))
    mail = new_outgoing("alert", "alr_1", "key", Target("email", "owner@ex.com"), now)
    items.add(con, shop.key, DELIVERIES, mail.delivery)
    items.add(con, shop.key, OUTGOING, new_outgoing("alert", "alr_1", "other", mail.target, now))
    for number, website_id in enumerate((None, SHOP, SAMPLE)):
        key = ApiKey(f"key_{number}", "Key", key_hash(KEY + str(number)), KEY[:20], "read", website_id, now)
        api_keys.add(con, key, AuditEntry("key_created", now, None, key.id))


def add_sample(con: Connection) -> None:
    sample = websites.add_with_key(
        con, websites.new_key(con), NewWebsite("Sample", "sample.example", "UTC"), SAMPLE, BEGAN, is_sample=True
    )
    store(con, [event(datetime(2026, 2, 1, tzinfo=UTC), 5, "/", website=sample.key)])
