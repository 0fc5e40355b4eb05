"""Bot policy and bot rules of a website, each change with its entry in the record of changes."""

from __future__ import annotations

from datetime import datetime

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import BotPolicy
from app.domain.items.bot_rules import CHANGES, BotChange, BotRule
from app.domain.items.kind import ItemKind
from app.domain.websites import Website
from app.storage import items, websites
from app.storage.metadata import Transaction


def add_rule(
    con: Transaction, website: WebsiteKey, kind: ItemKind[BotRule], rule: BotRule, change: BotChange
) -> BotRule:
    """Add an entry to a list and return it. Raises AppError `limit_exceeded`, `duplicate_name`."""
    added = items.add(con, website, kind, rule)
    _remember(con, website, change)
    return added


def delete_rule(
    con: Transaction, website: WebsiteKey, kind: ItemKind[BotRule], rule_id: str, change: BotChange
) -> None:
    """Delete an entry of a list. Raises NotFound."""
    items.delete(con, website, kind, rule_id)
    _remember(con, website, change)


def set_policy(
    con: Transaction, website: Website, policy: BotPolicy, change: BotChange, now: datetime
) -> Website | None:
    """Set the policy of a website. now: aware. Returns None when the website does not exist."""
    changed = websites.set_bot_policy(con, website.id, policy, now)
    if changed is not None:
        _remember(con, website.key, change)
    return changed


def _remember(con: Transaction, website: WebsiteKey, change: BotChange) -> None:
    """Append to the record of changes; the oldest ones go."""
    for old in items.all_items(con, website, CHANGES)[CHANGES.limit - 1 :]:
        items.delete(con, website, CHANGES, old.id)
    items.add(con, website, CHANGES, change)
