"""Numbers of campaign links and tracking pixels in ClickHouse."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.items.goals import Goal
from app.domain.items.links import LINK_CLICK, LinkTotals
from app.domain.items.pixels import PIXEL_VIEW, PixelTotals
from app.domain.reports.query import ReportQuery
from app.storage.answers.links import LinkConversions, link_totals_of
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.matching import EVENT_PAGE
from app.storage.clickhouse.reports.money import money_slots, revenue_of
from app.storage.clickhouse.reports.where import run, scope, session_events, visitors_with
from app.storage.fragments.matching import rule_condition


def link_totals(
    con: ClickHouse, query: ReportQuery, links: Sequence[str], goals: Sequence[Goal]
) -> dict[str, LinkTotals]:
    """Return the numbers of those links that were clicked, by their id."""
    clicks = _counts(con, query, LINK_CLICK, "link_id", links)
    return link_totals_of(clicks, _conversions(con, query, goals) if clicks and goals else [])


def pixel_totals(con: ClickHouse, query: ReportQuery, pixels: Sequence[str]) -> dict[str, PixelTotals]:
    """Return the numbers of those pixels that were seen, by their id."""
    counted = _counts(con, query, PIXEL_VIEW, "pixel_id", pixels)
    return {pixel: PixelTotals(*counts) for pixel, counts in counted.items()}


def _counts(con: ClickHouse, query: ReportQuery, name: str, key: str, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    window = scope(con, query, of_sessions=False)
    rows = run(con, "links/counts", window.slots, {**window.values, "name": name, "key": key, "ids": list(ids)})
    return {item: (events, visitors) for item, events, visitors in rows}


def _conversions(con: ClickHouse, query: ReportQuery, goals: Sequence[Goal]) -> list[LinkConversions]:
    window = scope(con, query)
    values = {**window.values, "name": LINK_CLICK}
    rules = [rule_condition(goal.rule, values, window.letters, EVENT_PAGE) for goal in goals]
    hits = ", ".join(f"if({rule}, {number}, -1)" for number, rule in enumerate(rules))
    slots = {
        **window.slots,
        "clicking_events": session_events(visitors=visitors_with(window, "kind = 'event' AND event_name = $name")),
        "goals": f"arrayFilter(goal -> goal >= 0, [{hits}])",
        **money_slots(goals, values),
    }
    rows = run(con, "links/conversions", slots, values)
    return [LinkConversions(link, conversions, revenue_of(revenue)) for link, conversions, _, revenue in rows]
