"""Conversions and revenue of a goal by the sources of its visitors, in ClickHouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any  # values of a tuple

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
    RevenueReport,
    TouchPart,
)
from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.answers.attribution import (
    MAX_KEYS,
    CreditedRow,
    Origin,
    attribution_report,
    channel_names,
    revenue_report,
)
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.goals import counts
from app.storage.clickhouse.reports.matching import EVENT_PAGE
from app.storage.clickhouse.reports.money import money_slots, revenue_of
from app.storage.clickhouse.reports.where import Scope, expression, run, scope, session_events, visitors_with
from app.storage.connection import statement
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.values import Values, bind

_BLANKS = r"' \t\r\n\f'"
_SOURCE, _MEDIUM, _REFERRER = (
    f"trim(BOTH {_BLANKS} FROM {column})" for column in ("utm_source", "utm_medium", "referrer_domain")
)
_HAS_SOURCE = f"({_SOURCE} != '' OR {_REFERRER} != '')"
# Source of a touch, as `Channels.decide` takes it; parts that do not matter next to another part are empty.
_ORIGIN_PARTS = {
    "referrer": f"toString(if({_SOURCE} = '', {_REFERRER}, ''))",
    "source": f"toString({_SOURCE})",
    "medium": f"toString({_MEDIUM})",
    "has_campaign": "utm_campaign != '' OR utm_term != '' OR utm_content != ''",
    "hostname": f"toString(if({_SOURCE} = '' AND {_REFERRER} != '', hostname, ''))",
    "click": f"regexpExtract({EVENT_PAGE.query}, $click_pattern, 1)",
}
_PLACES = {name: f"key.{place}" for place, name in enumerate(_ORIGIN_PARTS, 1)}
_KEY_SOURCE = "multiIf({source} != '', {source}, {referrer} != '', {referrer}, '{direct}')".format(
    **_PLACES, direct=DIRECT_SOURCE
)
_KEY_MEDIUM = (
    "multiIf({medium} != '', {medium}, {source} != '', 'utm', {referrer} != '', 'referral', '{direct}')".format(
        **_PLACES, direct=DIRECT_MEDIUM
    )
)
# Of several keys with as many conversions the last one in this order is named: a part that is missing comes last.
_KEY_ORDER = ", ".join(f"{place} = '', {place}" for name, place in _PLACES.items() if name != "has_campaign")
_VALUES: dict[TouchPart, str] = {
    "channel": f"{_KEY_SOURCE} || ' / ' || {_KEY_MEDIUM}",
    "source": _KEY_SOURCE,
    "medium": _KEY_MEDIUM,
}


def attribution(
    con: ClickHouse, query: ReportQuery, options: AttributionQuery, goal: Goal, channels: Channels
) -> AttributionReport:
    """Return one page of rows with the totals."""
    rows_of = partial(_rows, con, query, goal, channels)
    return attribution_report(query, options, goal, channels, partial(_totals, con, query, goal), rows_of)


def revenue(con: ClickHouse, query: ReportQuery, options: AttributionQuery, goal: Goal) -> RevenueReport:
    """Return the totals alone, the same under every model."""
    return revenue_report(query, options, goal, partial(_totals, con, query, goal))


def _totals(con: ClickHouse, query: ReportQuery, goal: Goal, period: Period) -> Conversions:
    count = counts(con, query, period, [goal])[0][None]
    return domain.conversions(
        count.conversions, count.revenue or {}, goal.currency, sessions=count.sessions, visitors=count.visitors
    )


def _rows(
    con: ClickHouse,
    query: ReportQuery,
    goal: Goal,
    channels: Channels,
    options: AttributionQuery,
    totals: Conversions,
) -> Sequence[CreditedRow]:
    """Return the rows of attribution/rows.sql."""
    window = scope(con, query)
    values = {**window.values, "limit": options.limit, "offset": options.offset}
    slots = _credited_slots(window, goal, options, channels, values)
    slots["value"] = _value(con, options, channels, slots, values)
    # Sums of several currencies are not compared: the number of all rows is the same in each.
    slots["amount_order"] = "revenue[1].2" if len(totals.revenue_by_currency) == 1 else "total"
    is_origin = not isinstance(options.by, Dimension)
    slots["key_order"] = f"({_KEY_ORDER})" if is_origin else "key"
    return [
        (
            value,
            count,
            revenue_of(revenue),
            sessions,
            visitors,
            _origin(key) if is_origin else key,
            total,
        )
        for value, count, revenue, sessions, visitors, key, total in run(con, "attribution/rows", slots, values)
    ]


def _credited_slots(
    window: Scope, goal: Goal, options: AttributionQuery, channels: Channels, values: Values
) -> dict[str, str]:
    """Return the slots that select the conversions of a goal with their touches; the values are added to `values`."""
    rule = rule_condition(goal.rule, values, window.letters, EVENT_PAGE)
    visitors = visitors_with(window, rule)
    slots = {
        **window.slots,
        **money_slots([goal], values),
        "visitors": visitors,
        "converting_events": session_events(visitors=visitors),
        "conversions": f"{window.slots['matching_sessions']} AND {rule}",
        "has_source": _HAS_SOURCE if options.model == "last_touch" else "false",
        "key": _key(options, channels, values),
    }
    slots["touches"] = statement("clickhouse/attribution/touches").format(**slots)
    slots["credited"] = statement("clickhouse/attribution/credited").format(**slots)
    return slots


def _key(options: AttributionQuery, channels: Channels, values: Values) -> str:
    """Return the expression of a touch's key, from which the value of its row follows."""
    if isinstance(options.by, Dimension):
        text = f"toString({expression(options.by)})"
        return f"if({text} = '', '{options.by.null_label or NO_VALUE}', {text})"
    values["click_pattern"] = channels.click_pattern
    return f"tuple({', '.join(_ORIGIN_PARTS.values())})"


def _value(
    con: ClickHouse, options: AttributionQuery, channels: Channels, slots: dict[str, str], values: Values
) -> str:
    """Return the expression of the value of a key. Channel groups are looked up by the hashes of their keys.

    These hashes are numbers and stand in the statement: a list of so many is too long for a parameter.
    """
    if isinstance(options.by, Dimension):
        return "key"
    if options.by != "channel_group":
        return _VALUES[options.by]
    keys = run(con, "attribution/keys", slots, values | {"limit": MAX_KEYS + 1})
    names = channel_names(channels, [_origin(key) for _, key in keys])
    groups = sorted(set(names))
    places = {name: place for place, name in enumerate(groups, 1)}
    numbers = ", ".join(str(int(number)) for number, _ in keys)
    chosen = ", ".join(str(places[name]) for name in names)
    texts = ", ".join(bind(name, values) for name in groups)
    return f"[{texts}][transform(sipHash64(key), [{numbers}], [{chosen}], 0)]"


def _origin(key: Sequence[Any]) -> Origin:
    """Return the source of a touch; an empty part is a missing one."""
    return {
        name: part if name == "has_campaign" else part or None for name, part in zip(_ORIGIN_PARTS, key, strict=True)
    }
