"""Conversions and revenue of a goal by where the visitors came from, to be run by `Database.read`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.errors import BadRequest
from app.domain.goals import Goal
from app.domain.ingest.channels import Channels
from app.domain.reports import attribution as domain
from app.domain.reports.attribution import (
    DIRECT_MEDIUM,
    DIRECT_SOURCE,
    NO_VALUE,
    Attribution,
    AttributionQuery,
    AttributionReport,
    AttributionRow,
    Conversions,
    Model,
    RevenueReport,
    TouchPart,
    credited,
    revenue_summary,
)
from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import OffsetPage, compare_info
from app.storage import goals
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.where import Values, bind, expression, run, where

MAX_KEYS = 100_000
"""Different sources (with medium, host and so on) that the rules for channels are asked about in one report."""

_BLANKS = r"E' \t\r\n\f'"
_SOURCE = f"nullif(trim(utm_source, {_BLANKS}), '')"
_MEDIUM = f"nullif(trim(utm_medium, {_BLANKS}), '')"
_REFERRER = f"nullif(trim(referrer_domain, {_BLANKS}), '')"
_HAS_SOURCE = f"coalesce({_SOURCE}, {_REFERRER}) IS NOT NULL"
# Where a touch came from, as `Channels.decide` takes it. What another part makes irrelevant is null.
_ORIGIN = f"""struct_pack(
    referrer := CASE WHEN {_SOURCE} IS NULL THEN {_REFERRER} END,
    source := {_SOURCE},
    medium := {_MEDIUM},
    has_campaign := coalesce(utm_campaign, utm_term, utm_content) IS NOT NULL,
    hostname := CASE WHEN {_SOURCE} IS NULL AND {_REFERRER} IS NOT NULL THEN hostname END,
    click := nullif(regexp_extract(split_part(tail, '#', 1), %s, 1), ''))"""
_KEY_SOURCE = f"coalesce(key.source, key.referrer, '{DIRECT_SOURCE}')"
_KEY_MEDIUM = (
    "coalesce(key.medium, CASE WHEN key.source IS NOT NULL THEN 'utm' WHEN key.referrer IS NOT NULL THEN 'referral'"
    f" ELSE '{DIRECT_MEDIUM}' END)"
)
_VALUES: dict[TouchPart, str] = {
    "channel": f"{_KEY_SOURCE} || ' / ' || {_KEY_MEDIUM}",
    "channel_group": "name",
    "source": _KEY_SOURCE,
    "medium": _KEY_MEDIUM,
}
_NAMES = "JOIN (SELECT unnest($keys::UBIGINT[]) AS number, unnest($names::VARCHAR[]) AS name) USING (number)"
_FIRST = "first_value(seq) OVER so_far"
_TOUCHES: dict[Model, str] = {
    "first_touch": _FIRST,
    "last_touch": f"coalesce(last_value(CASE WHEN {_HAS_SOURCE} THEN seq END IGNORE NULLS) OVER so_far, {_FIRST})",
}


def attribution(con: Connection, query: ReportQuery, wanted: AttributionQuery, channels: Channels) -> AttributionReport:
    """One page of rows with the totals. Raises NotFound for an unknown goal."""
    goal = goals.require(con, query.website, wanted.goal_id)
    totals = _totals(con, query, query.period, goal)
    rows, total = _page(con, query, wanted, goal, channels, totals)
    found = Attribution(goal.id, wanted.model, wanted.type, rows, totals)
    page = OffsetPage(total, wanted.limit, wanted.offset, wanted.offset + len(rows) < total)
    if query.comparison is None:
        return AttributionReport(found, page)
    found = replace(found, prev_totals=_totals(con, query, query.comparison.other, goal))
    return AttributionReport(found, page, compare_info(query.comparison))


def revenue(con: Connection, query: ReportQuery, wanted: AttributionQuery) -> RevenueReport:
    """The totals alone, which no model changes. Raises NotFound for an unknown goal."""
    goal = goals.require(con, query.website, wanted.goal_id)
    found = revenue_summary(goal.id, wanted.model, _totals(con, query, query.period, goal))
    if query.comparison is None:
        return RevenueReport(found)
    before = _totals(con, query, query.comparison.other, goal)
    found = replace(
        found,
        prev_conversions=before.conversions,
        prev_revenue=before.revenue,
        prev_revenue_by_currency=before.revenue_by_currency,
    )
    return RevenueReport(found, compare_info(query.comparison))


def _totals(con: Connection, query: ReportQuery, period: Period, goal: Goal) -> Conversions:
    slots, values = _conversions(query, period, goal)
    slots |= {"amount": amount_expression(goal, values), "currency": currency_expression(goal, values)}
    ((count, sums, sessions, visitors),) = run(con, "reports/attribution/totals", slots, values)
    return domain.conversions(count, sums or {}, goal.currency, sessions=sessions, visitors=visitors)


def _page(
    con: Connection,
    query: ReportQuery,
    wanted: AttributionQuery,
    goal: Goal,
    channels: Channels,
    totals: Conversions,
) -> tuple[tuple[AttributionRow, ...], int]:
    """The rows, and how many all pages have."""
    if not totals.conversions:
        return (), 0
    since = run(con, "reports/attribution/since", *_sessions(query))[0][0]
    rows = _rows(con, query, wanted, goal, channels, since)
    if not rows and wanted.offset:
        first = _rows(con, query, replace(wanted, limit=1, offset=0), goal, channels, since)
        return (), first[0][-1]
    shown = tuple(_row(row, wanted, goal, channels, totals) for row in rows)
    return shown, rows[0][-1]


def _row(
    row: tuple[Any, ...],  # as reports/attribution/rows.sql says
    wanted: AttributionQuery,
    goal: Goal,
    channels: Channels,
    totals: Conversions,
) -> AttributionRow:
    value, count, sums, sessions, visitors, key, _ = row
    found = domain.conversions(count, sums or {}, goal.currency, sessions=sessions, visitors=visitors)
    result = credited(value, found, totals)
    if wanted.by == "channel":
        return replace(result, channel=value, channel_group=channels.decide(**key))
    return replace(result, channel_group=value) if wanted.by == "channel_group" else result


def _rows(
    con: Connection,
    query: ReportQuery,
    wanted: AttributionQuery,
    goal: Goal,
    channels: Channels,
    since: object,
) -> list[tuple[Any, ...]]:
    """The rows of reports/attribution/rows.sql. since: when the earliest session of the window began."""
    slots, values = _conversions(query, query.period, goal)
    slots |= {"touch": _TOUCHES[wanted.model], "key": _key(wanted, channels, values), "names": "", "value": "key"}
    if not isinstance(wanted.by, Dimension):
        slots["value"] = _VALUES[wanted.by]
    if wanted.by == "channel_group":
        found = run(con, "reports/attribution/keys", slots, values | {"since": since, "most": MAX_KEYS + 1})
        if len(found) > MAX_KEYS:
            raise BadRequest(
                f"there are more than {MAX_KEYS:,} different sources; choose a shorter range", field="type"
            )
        values["keys"] = [number for number, _ in found]
        values["names"] = [channels.decide(**key) for _, key in found]
        slots["names"] = _NAMES
    slots |= {"amount": amount_expression(goal, values), "currency": currency_expression(goal, values)}
    page = {"since": since, "limit": wanted.limit, "offset": wanted.offset}
    return run(con, "reports/attribution/rows", slots, values | page)


def _key(wanted: AttributionQuery, channels: Channels, values: Values) -> str:
    """The expression of what rows are made of; it is never null."""
    if isinstance(wanted.by, Dimension):
        label = wanted.by.null_label or NO_VALUE
        return f"coalesce({expression(wanted.by)}, '{label}')"
    return _ORIGIN % bind(channels.click_pattern, values)


def _conversions(query: ReportQuery, period: Period, goal: Goal) -> tuple[dict[str, str], Values]:
    """The slots that say which events are conversions, and what they bind."""
    window = where(query, period)
    values = dict(window.values)
    rule = rule_condition(goal.rule, values)
    slots = {
        "bots": window.slots["bots"],
        "conversions": f"{window.slots['matching_sessions']} AND {rule}",
        "reached": f"(ts >= $start AND {rule})",
    }
    return slots, values


def _sessions(query: ReportQuery) -> tuple[dict[str, str], Values]:
    window = where(replace(query, conditions=()))
    return dict(window.slots), dict(window.values)
