"""Reading of facts: reports over whole days without filters, as sums over closed days, with open days from events.

A visitor of an open day is new in the range when neither a fact of the range nor an earlier event of an open day has
him. Only those can have been seen before whose id lasts, or began on the UTC day on which the open days begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.reports.filters import DIMENSIONS, Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, statement, to_db
from app.storage.facts.dimensions import ALL, NOT_KEPT, column_of, sessions_dimension
from app.storage.facts.making import id_lookback
from app.storage.facts.ranges import DAY, fact_range
from app.storage.fragments.values import Values
from app.storage.fragments.where import BOUNCE, bots_condition, run, value_expression

# Events on closed days from which on facts answer sooner than these events, measured on two cores. To plan a statement
# on facts and on the events of open days takes as long as to read some 300,000 events.
CLOSED_WORTH = 30_000
OPEN_WORTH = 400_000
SERIES_WORTH = 30_000  # of days: open ones are simply buckets of their own
MANY_WORTH = 150_000  # several breakdowns in one statement


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
    if not (known.since is None or known.since <= period.start) or known.until <= period.start:
        return None
    end = to_db(period.utc_end)
    is_open = known.until <= period.end
    worth = (OPEN_WORTH if open_worth is None else open_worth) if is_open else CLOSED_WORTH
    if known.daily_events * (min(known.until, period.end + DAY) - period.start).days < worth:
        return None
    if not is_open:
        return FactPeriod(query, period, period.end + DAY, to_db(period.utc_start), end, end)
    return FactPeriod(query, period, known.until, to_db(period.utc_start), known.ends, end)


def has_facts(dimension: Dimension) -> bool:
    """Return whether a breakdown by a dimension can be read from facts."""
    return dimension.name not in NOT_KEPT


def totals(con: Connection, facts: FactPeriod) -> tuple[int, ...]:
    """Return pageviews, visitors, sessions, bounces and their duration in microseconds."""
    text, values = numbers(con, facts)
    return tuple(run(con, "facts/reading/totals", {"numbers": text}, values)[0])


def numbers(con: Connection, facts: FactPeriod, *dimensions: Dimension) -> tuple[str, Values]:
    """Return the query for the numbers of each value of some dimensions, to stand in another, and the values it binds.

    Without a dimension it is for the numbers of everything. Columns: dimension; value; visitors; pageviews; sessions;
    bounces; duration_us.
    """
    names = [item.name for item in dimensions] or [ALL]
    of_sessions = [sessions_dimension(name) for name in names]
    closed = {"chosen": _in(names), "chosen_sessions": _in(of_sessions)}
    parts = [_part("closed_numbers", {"names": str(names), "session_names": str(of_sessions), **closed})]
    values: Values = {"website": facts.query.website, "first": facts.period.start, "until": facts.until}
    if facts.is_open:
        parts += _open_parts(con, facts, dimensions, values)
    return _part("numbers", {"parts": "\nUNION ALL\n".join(parts)}), values


def _open_parts(con: Connection, facts: FactPeriod, dimensions: Sequence[Dimension], values: Values) -> list[str]:
    """Return the parts of `numbers` for the open days; what they bind is added to `values`."""
    slots = {"bots": bots_condition(facts.query.include_bots), "is_bounce": BOUNCE}
    bounds = {"website": facts.query.website, "ends": facts.ends, "end": facts.end}
    began, lasting = run(con, "facts/reading/open_bounds", slots, bounds)[0]
    lookback = max(facts.start, id_lookback(facts.ends))
    values |= {"ends": facts.ends, "end": facts.end, "lookback": lookback}
    seen_from, lasting_events = lookback, ""
    if lasting and facts.start < lookback:
        seen_from, lasting_events = facts.start, _part("lasting_events", slots)
        values |= {"start": facts.start, "lasting": lasting}
    joined = {item.name: value_expression(item) for item in dimensions if item.table == "sessions"}
    seen = {item.name: column_of(item.name) if item.name in joined else value_expression(item) for item in dimensions}
    visitors = {**slots, **_lists(seen or {ALL: "''"}), "lasting_events": lasting_events, "session_values": ""}
    if joined:
        columns = ", ".join(f"{value} AS {column_of(name)}" for name, value in joined.items())
        visitors["session_values"] = _part("session_values", {"session_columns": columns})
        values["seen_from"] = seen_from
    parts = [_part("open_visitors", visitors)]
    # A session that has one value, which its own row tells, is new when it begins.
    own = {name: value_expression(DIMENSIONS[of]) for name in seen if (of := sessions_dimension(name)) != name}
    own = own | joined if dimensions else {ALL: "''"}
    others = {name: value for name, value in seen.items() if name not in own}
    if own:
        parts.append(_part("open_sessions", {**slots, **_lists(own)}))
    if others:
        parts.append(_part("open_sessions_of_events", {**slots, **_lists(others)}))
        values["began"] = max(facts.start, facts.ends if began is None else began)
    return parts


def _lists(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the slots with the names of some dimensions and with their expressions, in the same order."""
    return {"names": str(list(values)), "values": f"[{', '.join(values.values())}]"}


def _in(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _part(name: str, slots: Mapping[str, str]) -> str:
    return statement(f"facts/reading/{name}").format(**slots)
