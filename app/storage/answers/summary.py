"""Summaries of all websites, from the numbers that a store has counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any  # values of rows

from app.domain.reports.summary import (
    ACTIVE_WINDOW,
    SPARK_HOURS,
    DayCounts,
    SiteCounts,
    SiteDays,
    spark_start,
    summary_start,
)
from app.storage.connection import from_db, to_db


def summary_values(sites: Sequence[SiteDays], now: datetime) -> dict[str, Any]:
    """Return the values that the statement of a summary binds: lists by website, and times as naive UTC."""
    return {
        "websites": [site.website for site in sites],
        "with_bots": [site.include_bots for site in sites],
        "today": [to_db(site.today) for site in sites],
        "yesterday": [to_db(site.yesterday) for site in sites],
        "yesterday_until": [to_db(site.yesterday_until) for site in sites],
        "since": to_db(summary_start(sites, now)),
        "active_since": to_db(now - ACTIVE_WINDOW),
        "spark_start": to_db(spark_start(now)),
        "spark_hours": SPARK_HOURS,
    }


def site_counts(rows: Iterable[Sequence[Any]]) -> dict[int, SiteCounts]:
    """Return the numbers of websites by key. rows: as the statement of a summary lists them."""
    return {
        website: SiteCounts(
            active or 0,
            DayCounts(pageviews or 0, visitors or 0),
            DayCounts(pageviews_before or 0, visitors_before or 0),
            tuple((hours or {}).get(hour, 0) for hour in range(SPARK_HOURS)),
            from_db(last),
        )
        for website, pageviews, visitors, pageviews_before, visitors_before, hours, active, last in rows
    }
