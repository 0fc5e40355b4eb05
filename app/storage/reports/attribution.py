"""Conversions and revenue of a goal by the sources of its visitors."""

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
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.values import Values, bind
from app.storage.fragments.where import expression, run, where

MAX_KEYS = 100_000
"""Different sources (with medium, host and so on) that one report sorts into channel groups."""

_BLANKS = r"E' \t\r\n\f'"
_SOURCE = f"nullif(trim(utm_source, {_BLANKS}), '')"
_MEDIUM = f"nullif(trim(utm_medium, {_BLANKS}), '')"
_REFERRER = f"nullif(trim(referrer_domain, {_BLANKS}), '')"
_HAS_SOURCE = f"coalesce({_SOURCE}, {_REFERRER}) IS NOT NULL"
# Source of a touch, as `Channels.decide` takes it; parts that do not matter next to another part are null.
_ORIGIN = f"""struct_pack(
    referrer := CASE WHEN {_SOURCE} IS NULL THEN {_REFERRER} END,
    source := {_SOURCE},
    medium := {_MEDIUM},
    has_campaign := coalesce(utm_campaign, utm_term, utm_content) IS NOT NULL,
    hostname := CASE WHEN {_SOURCE} IS NULL AND {_REFERRER} IS NOT NULL THEN hostname END,
    click := nullif(regexp_extract(split_part(query_and_fragment, '#', 1), %s, 1), ''))"""
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


def attribution(
    con: Connection, query: ReportQuery, options: AttributionQuery, goal: Goal, channels: Channels
) -> AttributionReport:
    """Return one page of rows with the totals. goal: that of the options."""
    totals = _totals(con, query, query.period, goal)
    rows, total = _page(con, query, options, goal, channels, totals)
    data = Attribution(goal.id, options.model, options.type, rows, totals)
    page = OffsetPage.of(total, options.limit, options.offset)
    if query.comparison is None:
        return AttributionReport(data, page)
    data = replace(data, prev_totals=_totals(con, query, query.comparison.other, goal))
    return AttributionReport(data, page, compare_info(query.comparison))


def revenue(con: Connection, query: ReportQuery, options: AttributionQuery, goal: Goal) -> RevenueReport:
    """Return the totals alone, the same under every model. goal: that of the options."""
    summary = revenue_summary(goal.id, options.model, _totals(con, query, query.period, goal))
    if query.comparison is None:
        return RevenueReport(summary)
    before = _totals(con, query, query.comparison.other, goal)
    summary = replace(
        summary,
        prev_conversions=before.conversions,
        prev_revenue=before.revenue,
        prev_revenue_by_currency=before.revenue_by_currency,
    )
    return RevenueReport(summary, compare_info(query.comparison))


def _totals(con: Connection, query: ReportQuery, period: Period, goal: Goal) -> Conversions:
    slots, values = _conversions(con, query, period, goal)
    slots |= {"amount": amount_expression(goal, values), "currency": currency_expression(goal, values)}
    ((count, sums, sessions, visitors),) = run(con, "reports/attribution/totals", slots, values)
    return domain.conversions(count, sums or {}, goal.currency, sessions=sessions, visitors=visitors)


def _page(
    con: Connection,
    query: ReportQuery,
    options: AttributionQuery,
    goal: Goal,
    channels: Channels,
    totals: Conversions,
) -> tuple[tuple[AttributionRow, ...], int]:
    """Return the rows of the page, and the number of rows of all pages."""
    if not totals.conversions:
        return (), 0
    window = where(con, replace(query, conditions=()))
    since = run(con, "reports/attribution/since", window.slots, window.values)[0][0]
    rows = _rows(con, query, options, goal, channels, since)
    if not rows and options.offset:
        first = _rows(con, query, replace(options, limit=1, offset=0), goal, channels, since)
        return (), first[0][-1]
    return tuple(_row(row, options, goal, channels, totals) for row in rows), rows[0][-1]


def _row(
    row: tuple[Any, ...],  # columns of reports/attribution/rows.sql
    options: AttributionQuery,
    goal: Goal,
    channels: Channels,
    totals: Conversions,
) -> AttributionRow:
    value, count, sums, sessions, visitors, key, _ = row
    conversions = domain.conversions(count, sums or {}, goal.currency, sessions=sessions, visitors=visitors)
    result = credited(value, conversions, totals)
    if options.by == "channel":
        return replace(result, channel=value, channel_group=channels.decide(**key))
    return replace(result, channel_group=value) if options.by == "channel_group" else result


def _rows(
    con: Connection,
    query: ReportQuery,
    options: AttributionQuery,
    goal: Goal,
    channels: Channels,
    since: object,
) -> list[tuple[Any, ...]]:
    """Return the rows of reports/attribution/rows.sql. since: start of the earliest session of the window."""
    slots, values = _conversions(con, query, query.period, goal)
    slots |= {"touch": _TOUCHES[options.model], "key": _key(options, channels, values), "names": "", "value": "key"}
    if not isinstance(options.by, Dimension):
        slots["value"] = _VALUES[options.by]
    if options.by == "channel_group":
        keys = run(con, "reports/attribution/keys", slots, values | {"since": since, "limit": MAX_KEYS + 1})
        if len(keys) > MAX_KEYS:
            raise BadRequest(
                f"there are more than {MAX_KEYS:,} different sources; choose a shorter range", field="type"
            )
        values["keys"] = [number for number, _ in keys]
        values["names"] = [channels.decide(**key) for _, key in keys]
        slots["names"] = _NAMES
    slots |= {"amount": amount_expression(goal, values), "currency": currency_expression(goal, values)}
    page = {"since": since, "limit": options.limit, "offset": options.offset}
    return run(con, "reports/attribution/rows", slots, values | page)


def _key(options: AttributionQuery, channels: Channels, values: Values) -> str:
    """Return the expression of a touch's key, from which the value of its row follows; it is never null."""
    if isinstance(options.by, Dimension):
        label = options.by.null_label or NO_VALUE
        return f"coalesce({expression(options.by)}, '{label}')"
    return _ORIGIN % bind(channels.click_pattern, values)


def _conversions(con: Connection, query: ReportQuery, period: Period, goal: Goal) -> tuple[dict[str, str], Values]:
    """Return the slots that select the conversions of a goal, and the values they bind."""
    window = where(con, query, period)
    values = dict(window.values)
    rule = rule_condition(goal.rule, values, window.letters)
    slots = {
        "bots": window.slots["bots"],
        "conversions": f"{window.slots['matching_sessions']} AND {rule}",
        "is_conversion": f"(ts >= $start AND {rule})",
    }
    return slots, values
