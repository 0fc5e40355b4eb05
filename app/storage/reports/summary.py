"""Summary of several websites."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.ids import WebsiteKey
from app.domain.reports.summary import (
    ACTIVE_WINDOW,
    SPARK_HOURS,
    DayCounts,
    SiteCounts,
    SiteDays,
    spark_start,
    summary_start,
)
from app.storage.connection import Connection, from_db, rows, to_db


def summary(con: Connection, sites: Sequence[SiteDays], now: datetime) -> dict[int, SiteCounts]:
    """Return the numbers of these websites by key. Those without an event since `summary_start` are absent.

    now: aware, in UTC.
    """
    if not sites:
        return {}
    first_hour = spark_start(now)
    values = {
        "websites": [site.website for site in sites],
        "with_bots": [site.include_bots for site in sites],
        "today": [to_db(site.today) for site in sites],
        "yesterday": [to_db(site.yesterday) for site in sites],
        "yesterday_until": [to_db(site.yesterday_until) for site in sites],
        "since": to_db(summary_start(sites, now)),
        "active_since": to_db(now - ACTIVE_WINDOW),
        "spark_start": to_db(first_hour),
        "spark_hours": SPARK_HOURS,
    }
    return {
        website: SiteCounts(
            active or 0,
            DayCounts(pageviews or 0, visitors or 0),
            DayCounts(pageviews_before or 0, visitors_before or 0),
            tuple((hours or {}).get(hour, 0) for hour in range(SPARK_HOURS)),
            from_db(last),
        )
        for website, pageviews, visitors, pageviews_before, visitors_before, hours, active, last in rows(
            con, "reports/summary/summary", values
        )
    }


def last_events(con: Connection, websites: Sequence[WebsiteKey], before: datetime) -> dict[WebsiteKey, datetime]:
    """Return the time of the newest event before a time for each website that has one. It reads the whole history."""
    values = {"websites": list(websites), "before": to_db(before)}
    return {website: from_db(last) for website, last in rows(con, "reports/summary/last_events", values)}
