"""Events of bots and of people in ClickHouse."""

from __future__ import annotations

from app.domain.bot_reports import BotAgent, BotCount
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import run, scope


def counts(con: ClickHouse, query: ReportQuery) -> list[BotCount]:
    """Return the events of the window by hour, kind of sender and signals."""
    window = scope(con, query, of_sessions=False)
    rows = run(con, "bots/counts", window.slots, window.values)
    return [BotCount(hour.replace(tzinfo=None), is_bot, signals, events) for hour, is_bot, signals, events in rows]


def agents(_: ClickHouse, query: ReportQuery) -> list[BotAgent]:
    """Return none: user agents are not kept here."""
    return []
