"""Events of bots and of people."""

from __future__ import annotations

from app.domain.bot_reports import BotCount
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.where import run, where


def counts(con: Connection, query: ReportQuery) -> list[BotCount]:
    """Return the events of the window by hour, kind of sender and signals."""
    window = where(con, query)
    return [BotCount(*row) for row in run(con, "reports/bots/counts", window.slots, window.values)]
