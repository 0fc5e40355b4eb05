"""Summary of several websites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.ids import WebsiteKey
from app.domain.reports.summary import SiteCounts, SiteDays
from app.storage.answers.summary import site_counts, summary_values
from app.storage.connection import Connection, from_db, rows, to_db


def summary(con: Connection, sites: Sequence[SiteDays], now: datetime) -> dict[int, SiteCounts]:
    """Return the numbers of these websites by key. Those without an event since `summary_start` are absent.

    now: aware, in UTC.
    """
    return site_counts(rows(con, "reports/summary/summary", summary_values(sites, now))) if sites else {}


def last_events(con: Connection, websites: Sequence[WebsiteKey], before: datetime) -> dict[WebsiteKey, datetime]:
    """Return the time of the newest event before a time for each website that has one. It reads the whole history."""
    values = {"websites": list(websites), "before": to_db(before)}
    return {website: from_db(last) for website, last in rows(con, "reports/summary/last_events", values)}
