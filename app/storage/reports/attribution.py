"""Conversions and revenue of a goal by the sources of its visitors."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from app.domain.ingest.channels import Channels
from app.domain.items.goals import Goal
from app.domain.reports import attribution as domain
from app.domain.reports.attribution import (
    DIRECT_MEDIUM,
    DIRECT_SOURCE,
    NO_VALUE,
    AttributionQuery,
    AttributionReport,
    Conversions,
    Model,
    RevenueReport,
    TouchPart,
)
from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.answers.attribution import (
    MAX_KEYS,
    CreditedRow,
    attribution_report,
    channel_names,
    revenue_report,
)
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.values import Values, bind
from app.storage.fragments.where import expression, run, where

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

    @cache
    def since() -> object:
        """Return the start of the earliest session of the window."""
        window = where(con, replace(query, conditions=()))
        return run(con, "reports/attribution/since", window.slots, window.values)[0][0]

    def rows_of(shown: AttributionQuery, _: Conversions) -> list[CreditedRow]:
        return _rows(con, query, shown, goal, channels, since())

    return attribution_report(query, options, goal, channels, partial(_totals, con, query, goal), rows_of)


def revenue(con: Connection, query: ReportQuery, options: AttributionQuery, goal: Goal) -> RevenueReport:
    """Return the totals alone, the same under every model. goal: that of the options."""
    return revenue_report(query, options, goal, partial(_totals, con, query, goal))


def _totals(con: Connection, query: ReportQuery, goal: Goal, period: Period) -> Conversions:
    slots, values = _conversions(con, query, period, goal)
    slots |= {"amount": amount_expression(goal, values), "currency": currency_expression(goal, values)}
    ((count, sums, sessions, visitors),) = run(con, "reports/attribution/totals", slots, values)
    return domain.conversions(count, sums or {}, goal.currency, sessions=sessions, visitors=visitors)


def _rows(
    con: Connection,
    query: ReportQuery,
    options: AttributionQuery,
    goal: Goal,
    channels: Channels,
    since: object,
) -> list[CreditedRow]:
    """Return the rows of reports/attribution/rows.sql. since: start of the earliest session of the window."""
    slots, values = _conversions(con, query, query.period, goal)
    slots |= {"touch": _TOUCHES[options.model], "key": _key(options, channels, values), "names": "", "value": "key"}
    if not isinstance(options.by, Dimension):
        slots["value"] = _VALUES[options.by]
    if options.by == "channel_group":
        keys = run(con, "reports/attribution/keys", slots, values | {"since": since, "limit": MAX_KEYS + 1})
        values["names"] = channel_names(channels, [key for _, key in keys])
        values["keys"] = [number for number, _ in keys]
        slots["names"] = _NAMES
    slots |= {"amount": amount_expression(goal, values), "currency": currency_expression(goal, values)}
    page = {"since": since, "limit": options.limit, "offset": options.offset}
    return [
        (value, count, sums or {}, sessions, visitors, key, total)
        for value, count, sums, sessions, visitors, key, total in run(
            con, "reports/attribution/rows", slots, values | page
        )
    ]


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
