"""Events of bots and of people."""

from __future__ import annotations

from app.domain.bot_reports import MAX_AGENTS, BotAgent, BotCount
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.where import run, where


def counts(con: Connection, query: ReportQuery) -> list[BotCount]:
    """Return the events of the window by hour, kind of sender and signals."""
    window = where(con, query)
    return [BotCount(*row) for row in run(con, "reports/bots/counts", window.slots, window.values)]


def agents(con: Connection, query: ReportQuery) -> list[BotAgent]:
    """Return the most frequent user agents of bots in the window, as far as they are kept."""
    window = where(con, query)
    values = {**window.values, "limit": MAX_AGENTS}
    return [BotAgent(*row) for row in run(con, "reports/bots/agents", window.slots, values)]
