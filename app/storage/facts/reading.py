"""Reading of facts: reports over whole days without filters, as sums over closed days, with open days from events.

A visitor of an open day is new in the range when neither a fact of the range nor an earlier event of an open day has
him. Only those can have been seen before whose id lasts, or began on the UTC day on which the open days begin.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property, partial

from app.domain.reports.filters import DIMENSIONS, Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, rows, statement, to_db
from app.storage.facts.dimensions import ALL, NOT_KEPT, SESSIONS_OF, column_of, columns_of
from app.storage.facts.making import id_lookback
from app.storage.facts.ranges import DAY, fact_range, local_day
from app.storage.fragments.values import Values
from app.storage.fragments.where import BOUNCE, bots_condition, run, value_expression

# Events on closed days from which on facts answer sooner than these events where the period has open days too,
# measured on two cores. Without open days they always do.
OPEN_WORTH = 150_000  # one breakdown, or the totals: from 80,000 on where no ids of visitors last, else from 200,000 on
SERIES_WORTH = 30_000  # of days: open ones are simply buckets of their own
MANY_WORTH = 10_000  # several breakdowns in one statement
_OPEN_COLUMNS = "visitor, session, true AS is_open, (kind = 'pageview')::INTEGER AS pageviews"
_EARLIER_COLUMNS = "visitor, session, false AS is_open, 0 AS pageviews"


@dataclass(frozen=True, slots=True)
class FactPeriod:
    """A period of a report whose first days have facts.

    until: the first day without. start, ends, end: first instants of the period, of what has no facts and after the
    period, naive UTC. lasting: returns the numbers of the visitors of the open days whose ids last.
    """

    query: ReportQuery
    period: Period
    until: date
    start: datetime
    ends: datetime
    end: datetime
    lasting: Callable[[], tuple[int, ...]] = field(default=tuple, compare=False)

    @property
    def is_open(self) -> bool:
        """True when the last days of the period have no facts."""
        return self.ends < self.end

    @property
    def open_days(self) -> Period:
        """Return the days without facts, or with such of their first part only."""
        return Period(local_day(self.ends, self.period.zone.key), self.period.end, self.period.zone)


def fact_period(
    con: Connection, query: ReportQuery, period: Period, *, open_worth: int | None = None
) -> FactPeriod | None:
    """Return the period as far as it can be read from facts, None where events have to answer, or do so sooner.

    open_worth: events on the closed days from which on facts are read although open days need events too.
    """
    if query.conditions:
        return None
    known = fact_range(con, query.website)
    if known is None or not known.is_valid:
        return None
    if (known.zone, known.includes_bots) != (period.zone.key, query.include_bots):
        return None
    if not (known.since is None or known.since <= period.start) or known.stop_day <= period.start:
        return None
    end = to_db(period.utc_end)
    if known.stop >= end:
        return FactPeriod(query, period, period.end + DAY, to_db(period.utc_start), end, end)
    worth = OPEN_WORTH if open_worth is None else open_worth
    if known.daily_events * (known.stop_day - period.start).days < worth:
        return None
    bounds = {"website": query.website, "ends": known.stop, "end": end}
    lasting = cache(partial(_lasting_visitors, con, bots_condition(query.include_bots), bounds))
    return FactPeriod(query, period, known.stop_day, to_db(period.utc_start), known.stop, end, lasting)


def has_facts(dimension: Dimension) -> bool:
    """Return whether a breakdown by a dimension can be read from facts."""
    return dimension.name not in NOT_KEPT


def _lasting_visitors(con: Connection, bots: str, bounds: Values) -> tuple[int, ...]:
    visitors = run(con, "facts/reading/lasting_visitors", {"bots": bots}, bounds)
    return tuple(visitor for (visitor,) in visitors)


class OpenTotals:
    """Totals of the open days of a period, each counted once, when it is first asked for.

    bucket: first instant (naive UTC) of a bucket that ends with the period; one that began before the open days has
    facts of its own visitors.
    """

    def __init__(self, con: Connection, facts: FactPeriod, bucket: datetime | None = None) -> None:
        self._con = con
        self._facts = facts
        self._bucket = facts.start if bucket is None else bucket

    @cached_property
    def visits(self) -> tuple[int, int, int]:
        """Pageviews, and the visitors that are new in the period and in the bucket."""
        facts, seen = self._facts, _seen(self._facts)
        slots = {"lasting_events": seen.lasting_events("visitor, ts, 0"), **_slots(facts)}
        values = _open_bounds(facts) | seen.values | {"bucket": self._bucket}
        pageviews, visitors, of_bucket = run(self._con, "facts/reading/open_visitor_totals", slots, values)[0]
        return pageviews, visitors, of_bucket

    @cached_property
    def sessions(self) -> tuple[int, int, int]:
        """Sessions, their bounces, and their duration in microseconds."""
        slots, bounds = _slots(self._facts), _open_bounds(self._facts)
        sessions, bounces, duration_us = run(self._con, "facts/reading/open_session_totals", slots, bounds)[0]
        return sessions, bounces, duration_us


def totals(con: Connection, facts: FactPeriod, opened: OpenTotals | None = None) -> tuple[int, ...]:
    """Return pageviews, visitors, sessions, bounces and their duration in microseconds.

    opened: totals of the open days, None to count them.
    """
    values = {"website": facts.query.website, "dimension": ALL, "first": facts.period.start, "until": facts.until}
    closed = rows(con, "facts/reading/totals", values)[0]
    if not facts.is_open:
        return closed
    opened = opened or OpenTotals(con, facts)
    pageviews, visitors, _ = opened.visits
    return tuple(map(operator.add, closed, (pageviews, visitors, *opened.sessions)))


def numbers(facts: FactPeriod, *dimensions: Dimension) -> tuple[str, Values]:
    """Return the query for the numbers of each value of some dimensions, to stand in another, and the values it binds.

    Columns: dimension; value; visitors; pageviews; sessions; bounces; duration_us.
    """
    values: Values = {"website": facts.query.website, "first": facts.period.start, "until": facts.until}
    chosen = ", ".join(f"'{item.name}'" for item in dimensions)
    events, parts = _open_parts(facts, dimensions, values) if facts.is_open else ("", [])
    return _part("numbers", {"chosen": chosen, "open_events": events, "open_days": "".join(parts)}), values


def _open_parts(facts: FactPeriod, dimensions: Sequence[Dimension], values: Values) -> tuple[str, list[str]]:
    """Return the events of the open days, and the parts of `numbers` for them; what they bind is added to `values`."""
    slots, seen = _slots(facts), _seen(facts)
    values |= _open_bounds(facts) | seen.values
    joined = [item for item in dimensions if item.table == "sessions"]
    read = [item for item in dimensions if item.table != "sessions"]
    columns, earlier = (", ".join([first, *columns_of(read)]) for first in (_OPEN_COLUMNS, _EARLIER_COLUMNS))
    sources = {"columns": columns, "earlier_columns": earlier, "lasting_events": seen.lasting_events(earlier)}
    events = _part("open_events", {**sources, **slots})
    session_values = ""
    if joined:
        columns = ", ".join(columns_of(joined))
        session_values = _part("session_values", {"session_columns": columns, "was_seen": seen.on_sessions})
    parts = [_part("open_days", {"values": _values(dimensions), "session_values": session_values})]
    # A session that has one value, which its own row tells, is new when it begins.
    own = {item.name: DIMENSIONS[SESSIONS_OF.get(item.name, item.name)] for item in dimensions}
    own = {name: item for name, item in own.items() if item.table == "sessions"}
    others = [item for item in read if item.name not in own]
    if own:
        of_sessions = _chosen(list(own), [value_expression(item) for item in own.values()])
        parts.append(_part("open_sessions", {"values": of_sessions, **slots}))
    if others:
        parts.append(_part("open_sessions_of_events", {"values": _values(others), **slots}))
    return events, parts


@dataclass(frozen=True, slots=True)
class _Seen:
    """Times at which visitors of the open days may have been seen before: from `lookback` on, or, if ids last, ever.

    lasting: numbers of the visitors whose ids last. on_sessions: the condition on sessions that had an event since.
    """

    facts: FactPeriod
    lookback: datetime
    lasting: tuple[int, ...]

    @property
    def on_sessions(self) -> str:
        recent = "ended_at >= $lookback"
        if not self.lasting:
            return recent
        return f"({recent} OR ended_at >= $start AND visitor IN (SELECT unnest($lasting::UBIGINT[])))"

    @property
    def values(self) -> Values:
        """The values that are bound."""
        more = {"start": self.facts.start, "lasting": list(self.lasting)} if self.lasting else {}
        return {"lookback": self.lookback, **more}

    def lasting_events(self, columns: str) -> str:
        """Return the part of a query for the earlier events of visitors whose ids last."""
        return _part("lasting_events", {"earlier_columns": columns, **_slots(self.facts)}) if self.lasting else ""


def _seen(facts: FactPeriod) -> _Seen:
    lookback = max(facts.start, id_lookback(facts.ends))
    return _Seen(facts, lookback, facts.lasting() if facts.start < lookback else ())


def _open_bounds(facts: FactPeriod) -> Values:
    return {"website": facts.query.website, "ends": facts.ends, "end": facts.end}


def _slots(facts: FactPeriod) -> Mapping[str, str]:
    return {"bots": bots_condition(facts.query.include_bots), "is_bounce": BOUNCE}


def _values(dimensions: Sequence[Dimension]) -> str:
    """Return dimension and value as expressions on the columns of some dimensions, with a row for each of these."""
    names = [item.name for item in dimensions]
    return _chosen(names, [column_of(name) for name in names])


def _chosen(names: Sequence[str], expressions: Sequence[str]) -> str:
    if len(names) == 1:
        return f"'{names[0]}' AS dimension, {expressions[0]} AS value"
    return f"unnest({list(names)}) AS dimension, unnest([{', '.join(expressions)}]) AS value"


def _part(name: str, slots: Mapping[str, str]) -> str:
    return statement(f"facts/reading/{name}").format(**slots)
