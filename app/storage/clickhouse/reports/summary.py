"""Summary of several websites from ClickHouse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.ids import WebsiteKey
from app.domain.reports.summary import SiteCounts, SiteDays
from app.storage.answers.summary import site_counts, summary_values
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import run
from app.storage.connection import from_db, to_db


def summary(con: ClickHouse, sites: Sequence[SiteDays], now: datetime) -> dict[int, SiteCounts]:
    """Return the numbers of these websites by key. Those without an event since `summary_start` are absent.

    now: aware, in UTC.
    """
    return site_counts(run(con, "summary/summary", {}, summary_values(sites, now))) if sites else {}


def last_events(con: ClickHouse, websites: Sequence[WebsiteKey], before: datetime) -> dict[WebsiteKey, datetime]:
    """Return the time of the newest event before a time for each website that has one. It reads the whole history."""
    if not websites:
        return {}
    values = {"websites": list(websites), "before": to_db(before)}
    return {WebsiteKey(website): from_db(last) for website, last in run(con, "summary/last_events", {}, values)}
