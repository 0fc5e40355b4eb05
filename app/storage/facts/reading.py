"""Reading of facts: reports over whole days without filters, as sums over closed days, with open days from events.

A visitor of an open day is new in the range when neither a fact of the range nor an earlier event of an open day has
him. Only those can have been seen before whose id lasts, or began on the UTC day on which the open days begin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, statement, to_db
from app.storage.facts.dimensions import ALL, NOT_KEPT, sessions_dimension
from app.storage.facts.making import id_lookback
from app.storage.facts.ranges import DAY, fact_range
from app.storage.fragments.values import Values
from app.storage.fragments.where import BOUNCE, bots_condition, run, value_expression


@dataclass(frozen=True, slots=True)
class FactPeriod:
    """A period of a report whose first days have facts.

    until: the first day without. start, ends, end: first instants of the period, of `until` and after the period, naive
    UTC.
    """

    query: ReportQuery
    period: Period
    until: date
    start: datetime
    ends: datetime
    end: datetime

    @property
    def is_open(self) -> bool:
        """True when the last days of the period have no facts."""
        return self.ends < self.end

    @property
    def open_days(self) -> Period:
        """Return the days without facts."""
        return Period(self.until, self.period.end, self.period.zone)


def fact_period(con: Connection, query: ReportQuery, period: Period) -> FactPeriod | None:
    """Return the period as far as it can be read from facts, None where events have to answer."""
    if query.conditions:
        return None
    known = fact_range(con, query.website)
    if known is None or not known.is_valid:
        return None
    if (known.zone, known.includes_bots) != (period.zone.key, query.include_bots):
        return None
    if not (known.since is None or known.since <= period.start) or known.until <= period.start:
        return None
    end = to_db(period.utc_end)
    if known.until > period.end:
        return FactPeriod(query, period, period.end + DAY, to_db(period.utc_start), end, end)
    return FactPeriod(query, period, known.until, to_db(period.utc_start), known.ends, end)


def has_facts(dimension: Dimension) -> bool:
    """Return whether a breakdown by a dimension can be read from facts."""
    return dimension.name not in NOT_KEPT


def totals(con: Connection, facts: FactPeriod) -> tuple[int, ...]:
    """Return pageviews, visitors, sessions, bounces and their duration in microseconds."""
    numbers = {"numbers": numbers_text(facts, None)}
    return tuple(run(con, "facts/reading/totals", numbers, numbers_values(facts, None))[0])


def numbers_text(facts: FactPeriod, dimension: Dimension | None) -> str:
    """Return the query for the numbers of each value of a dimension, None for those of everything, to stand in another.

    It binds `numbers_values`. Columns: value; visitors; pageviews; sessions; bounces; duration_us.
    """
    slots = _slots(facts, dimension)
    parts = [_part("facts/reading/closed_numbers", slots)]
    if facts.is_open:
        parts.append(_part(f"facts/reading/open_visitors_{slots['table']}", slots))
        parts.append(_part(f"facts/reading/open_sessions{'' if _has_one_value(dimension) else '_of_events'}", slots))
    return _part("facts/reading/numbers", {"parts": "\nUNION ALL\n".join(parts)})


def numbers_values(facts: FactPeriod, dimension: Dimension | None) -> Values:
    """Return the values that `numbers_text` binds."""
    name = ALL if dimension is None else dimension.name
    values: Values = {
        "website": facts.query.website,
        "dimension": name,
        "sessions_dimension": sessions_dimension(name),
        "first": facts.period.start,
        "until": facts.until,
    }
    if facts.is_open:
        lookback = max(facts.start, id_lookback(facts.ends))
        values |= {"start": facts.start, "lookback": lookback, "ends": facts.ends, "end": facts.end}
    return values


def _slots(facts: FactPeriod, dimension: Dimension | None) -> Mapping[str, str]:
    slots = {"bots": bots_condition(facts.query.include_bots), "is_bounce": BOUNCE}
    if dimension is None:
        return slots | {"table": "events", "value": "''", "session_value": "''"}
    value = value_expression(dimension)
    is_page = dimension.name == "page"
    session_value = "CASE WHEN pageviews > 0 THEN entry_path END" if is_page else value
    return slots | {"table": dimension.table, "value": value, "session_value": session_value}


def _has_one_value(dimension: Dimension | None) -> bool:
    """Return whether a session has one value, which its own row tells: it is new when it begins."""
    return dimension is None or dimension.table == "sessions" or dimension.name == "page"


def _part(name: str, slots: Mapping[str, str]) -> str:
    return statement(name).format(**slots)
