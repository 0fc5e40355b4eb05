"""Report titles: the names of the values of a report's reply, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.ui.translation import translator

_tr = translator("report_results")

_TITLES: Mapping[str, Callable[[], str]] = {
    "pageviews": lambda: _tr("Pageviews"),
    "visitors": lambda: _tr("Visitors"),
    "sessions": lambda: _tr("Sessions"),
    "bounce_rate": lambda: _tr("Bounce rate"),
    "avg_duration_seconds": lambda: _tr("Avg. duration"),
    "timezone": lambda: _tr("Time zone"),
    "date": lambda: _tr("Day"),
    "event_name": lambda: _tr("Event"),
    "count": lambda: _tr("Count"),
    "is_new": lambda: _tr("New"),
    "goal_id": lambda: _tr("Goal"),
    "conversions": lambda: _tr("Conversions"),
    "converting_sessions": lambda: _tr("Sessions that converted"),
    "converting_visitors": lambda: _tr("Visitors who converted"),
    "total_sessions": lambda: _tr("All sessions"),
    "conversion_rate": lambda: _tr("Conversion rate"),
    "revenue": lambda: _tr("Revenue"),
    "average_value": lambda: _tr("Average value"),
    "share": lambda: _tr("Share"),
    "revenue_share": lambda: _tr("Share of the revenue"),
    "value": lambda: _tr("Value"),
    "channel_group": lambda: _tr("Channel"),
    "model": lambda: _tr("Model"),
    "cohort_start": lambda: _tr("First visit"),
    "cohort_size": lambda: _tr("Visitors"),
    "nodes": lambda: _tr("Path"),
    "step_order": lambda: _tr("Number"),
    "label": lambda: _tr("Step"),
    "sessions_reached": lambda: _tr("Sessions"),
    "drop_off_count": lambda: _tr("Lost"),
    "drop_off_rate": lambda: _tr("Lost, share"),
    "conversion_rate_from_start": lambda: _tr("Of the first step"),
    "conversion_rate_from_previous": lambda: _tr("Of the step before"),
    "mean_seconds_from_previous": lambda: _tr("Average time"),
    "median_seconds_from_previous": lambda: _tr("Median time"),
    "delta_visitors_abs": lambda: _tr("Change in visitors"),
}


def title_of(key: str) -> str:
    """Return the title of a value by its key in the reply; of an unknown one, the key as words."""
    if key.startswith("prev_"):
        return _tr("%1 before").replace("%1", title_of(key.removeprefix("prev_")))
    if (title := _TITLES.get(key)) is not None:
        return title()
    return key.removesuffix("_id").removesuffix("_seconds").replace("_", " ").capitalize()
