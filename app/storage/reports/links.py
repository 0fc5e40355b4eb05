"""Numbers of campaign links and tracking pixels."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.items.goals import Goal
from app.domain.items.links import LINK_CLICK, LinkTotals
from app.domain.items.pixels import PIXEL_VIEW, PixelTotals
from app.domain.reports.query import ReportQuery
from app.storage.answers.links import LinkConversions, link_totals_of
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.where import run, where


def link_totals(
    con: Connection, query: ReportQuery, links: Sequence[str], goals: Sequence[Goal]
) -> dict[str, LinkTotals]:
    """Return the numbers of those links that were clicked, by their id."""
    clicks = _counts(con, query, LINK_CLICK, "link_id", links)
    return link_totals_of(clicks, [row for goal in goals for row in _conversions(con, query, goal)] if clicks else [])


def pixel_totals(con: Connection, query: ReportQuery, pixels: Sequence[str]) -> dict[str, PixelTotals]:
    """Return the numbers of those pixels that were seen, by their id."""
    counted = _counts(con, query, PIXEL_VIEW, "pixel_id", pixels)
    return {pixel: PixelTotals(*counts) for pixel, counts in counted.items()}


def _counts(con: Connection, query: ReportQuery, name: str, key: str, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    window = where(con, query)
    values = {**window.values, "name": name, "key": key, "ids": list(ids)}
    rows = run(con, "reports/links/counts", window.slots, values)
    return {item: (events, visitors) for item, events, visitors in rows}


def _conversions(con: Connection, query: ReportQuery, goal: Goal) -> list[LinkConversions]:
    window = where(con, query)
    values = {**window.values, "name": LINK_CLICK}
    parts = {
        "is_conversion": rule_condition(goal.rule, values, window.letters),
        "amount": amount_expression(goal, values),
        "currency": currency_expression(goal, values),
    }
    rows = run(con, "reports/links/conversions", {**window.slots, **parts}, values)
    return [
        LinkConversions(link, conversions, {} if revenue is None else {currency: revenue})
        for link, conversions, currency, revenue in rows
    ]
