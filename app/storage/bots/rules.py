"""Bot policy and bot rules of a website, each change with its entry in the record of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import BotPolicy
from app.domain.items.bot_rules import CHANGES, BotChange, BotRule, addition, removal
from app.domain.items.kind import ItemKind
from app.domain.websites import Website
from app.storage import items, websites
from app.storage.metadata import Transaction


def add_rule(con: Transaction, website: WebsiteKey, kind: ItemKind[BotRule], rule: BotRule, now: datetime) -> BotRule:
    """Add an entry to a list and return it. now: aware. Raises AppError `limit_exceeded`, `duplicate_name`."""
    added = items.add(con, website, kind, rule)
    remember(con, website, addition(kind, rule, now))
    return added


def change_rule(
    con: Transaction,
    website: WebsiteKey,
    kind: ItemKind[BotRule],
    rule_id: str,
    changed: Callable[[BotRule], BotRule],
    now: datetime,
) -> BotRule:
    """Replace an entry by `changed(rule)`, which is remembered as a removal and an addition. Return the new one.

    now: aware. Raises NotFound, what `changed` raises, AppError `duplicate_name`.
    """
    rule = items.change(con, website, kind, rule_id, changed)
    remember(con, website, removal(kind, rule_id, now))
    remember(con, website, addition(kind, rule, now))
    return rule


def delete_rule(con: Transaction, website: WebsiteKey, kind: ItemKind[BotRule], rule_id: str, now: datetime) -> None:
    """Delete an entry of a list. now: aware. Raises NotFound."""
    items.delete(con, website, kind, rule_id)
    remember(con, website, removal(kind, rule_id, now))


def set_policy(
    con: Transaction, website: Website, policy: BotPolicy, change: BotChange, now: datetime
) -> Website | None:
    """Set the policy of a website. now: aware. Returns None when the website does not exist."""
    changed = websites.set_bot_policy(con, website.id, policy, now)
    if changed is not None:
        remember(con, website.key, change)
    return changed


def remember(con: Transaction, website: WebsiteKey, change: BotChange) -> None:
    """Append to the record of changes; the oldest ones go."""
    for old in items.all_items(con, website, CHANGES)[CHANGES.limit - 1 :]:
        items.delete(con, website, CHANGES, old.id)
    items.add(con, website, CHANGES, change)
