"""User agents of bots as they were sent, by the hash that events have of them. Those of people are nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.bot_recompute import KEPT_DAYS
from app.domain.ids import WebsiteKey
from app.storage.connection import Connection, rows, statement, to_db

BotAgent = tuple[WebsiteKey, str, str]  # website, hash, user agent


def add_agents(con: Connection, agents: Sequence[BotAgent], seen_at: datetime) -> None:
    """Remember user agents of bots, or that they were seen again. seen_at: aware."""
    websites, hashes, texts = zip(*agents, strict=True)
    values = {"websites": websites, "agents": hashes, "texts": texts, "day": to_db(seen_at).date()}
    con.execute(statement("bots/agents/add"), values)


def user_agents(con: Connection, website: WebsiteKey) -> dict[str, str]:
    """Return the user agents of the bots of a website by their hash."""
    return dict(rows(con, "bots/agents/of_website", {"website": website}))


def forget_old(con: Connection, now: datetime) -> int:
    """Delete user agents not seen for KEPT_DAYS, and what undoes a recompute as old. now: aware.

    Return the number of user agents.
    """
    before = to_db(now) - timedelta(days=KEPT_DAYS)
    con.execute(statement("bots/recompute/forget_scores"), {"before": before})
    deleted = con.execute(statement("bots/agents/forget"), {"day": before.date()}).fetchone()
    return int(deleted[0]) if deleted else 0
