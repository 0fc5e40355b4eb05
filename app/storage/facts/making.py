"""Making of facts: which days of a website are next, their rows from a snapshot of the events, and storing a day.

The newest days come first, for they are the ones that reports are asked about.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any  # values of a row

from app.domain.ids import WebsiteKey
from app.storage.arrow import Chunks, Table, visible
from app.storage.connection import Connection, one, rows, statement
from app.storage.facts.dimensions import NAMES, OF_EVENTS, OF_SESSIONS, column_of, columns_of
from app.storage.facts.ranges import (
    DAY,
    RULES,
    FactRange,
    fact_range,
    first_instant,
    first_whole_day,
    forget,
    local_day,
    put,
)
from app.storage.fragments.values import Values
from app.storage.fragments.where import BOUNCE, bots_condition, run

STEP_EVENTS = 60_000  # no more events are read at once, unless one day has more: it bounds memory and time of a read
STEP_DAYS = 31
DIMENSIONS_AT_ONCE = 7  # each event becomes so many rows
FETCH_ROWS = 1_000  # so many rows at a time become Python values: meanwhile no other thread runs
TABLE_ROWS = 5_000  # so many become columns, about a millisecond in which no other thread runs either
_EPOCH = date(1970, 1, 1)
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class MakingStep:
    """Days `first` to `last` of a website, to be made next. before: its range as it is, None for none that counts.

    is_forward: the days follow the range, else they come before it. begins: the day of its first event that may have
    facts. left: days to be made, these included.
    """

    before: FactRange | None
    start: FactRange
    first: date
    last: date
    is_forward: bool
    begins: date
    left: int

    @property
    def website(self) -> WebsiteKey:
        return self.start.website

    @property
    def end(self) -> datetime:
        """The first instant after the days, naive UTC."""
        return first_instant(self.last + DAY, self.start.zone)


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Facts of one day, as tables to be stored. covered: the range of the website's facts with this day."""

    day: date
    visitors: tuple[Table, ...]
    sessions: tuple[Table, ...]
    covered: FactRange


def next_step(
    con: Connection, website: WebsiteKey, zone: str, includes_bots: bool, horizon: datetime
) -> MakingStep | None:
    """Return the next days to be made of a website, None when all that are closed have facts.

    horizon: naive UTC; no event before it waits or is still to come.
    """
    before = fact_range(con, website)
    live = one(con, "facts/making/live_since", {"website": website})
    closed = local_day(min(at for at in (horizon, *(live or ())) if at is not None), zone)
    known = before if before is not None and _is_current(before, zone, includes_bots) else None
    start = known or _none_yet(con, website, zone, includes_bots, closed)
    if start.floor is not None and start.floor >= closed:
        return None
    is_forward = known is not None and _has_events(con, known, closed)
    if not is_forward and (start.since is None or start.since == start.floor):
        return None
    events, first_at = rows(con, "facts/making/website_events", {"website": website})[0]
    if not events:
        return None
    begins = max(local_day(first_at, zone), start.floor or date.min)
    start = replace(start, daily_events=events // max(1, (closed - local_day(first_at, zone)).days))
    missing_before = 0 if start.since is None else max(0, (start.since - begins).days)
    left = missing_before + ((closed - start.until).days if is_forward else 0)
    if is_forward:
        first, last = start.until, min(closed - DAY, start.until + (STEP_DAYS - 1) * DAY)
        days = _days_at_once(con, start, first, last, is_forward=True)
        return MakingStep(before, start, first, min(last, first + (days - 1) * DAY), True, begins, left)
    assert start.since is not None
    last = start.since - DAY
    first = max(begins, last - (STEP_DAYS - 1) * DAY)
    days = _days_at_once(con, start, first, last, is_forward=False)
    return MakingStep(before, start, max(first, last - (days - 1) * DAY), last, False, begins, left)


def _days_at_once(con: Connection, start: FactRange, first: date, last: date, *, is_forward: bool) -> int:
    """Return how many of the days `first` to `last`, from the next one on, have STEP_EVENTS at most; one at least.

    Their own events count, not the average: the days of a campaign may have hundreds of times as many.
    """
    since, until = first_instant(first, start.zone), first_instant(last + DAY, start.zone)
    counts: list[tuple[int, int]] = rows(
        con, "facts/making/daily_events", {"website": start.website, "since": since, "until": until}
    )
    total = 0
    for day, events in counts if is_forward else reversed(counts):
        total += events
        if total > STEP_EVENTS:
            return max(1, day if is_forward else (last - first).days - day)
    return (last - first).days + 1


def _none_yet(con: Connection, website: WebsiteKey, zone: str, includes_bots: bool, closed: date) -> FactRange:
    """Return the range of a website without facts: it grows from the newest closed day back."""
    floor = first_whole_day(con, zone)
    return FactRange(website, zone, includes_bots, RULES, floor, closed, closed, first_instant(closed, zone), 0)


def _is_current(known: FactRange, zone: str, includes_bots: bool) -> bool:
    return known.is_valid and (known.zone, known.includes_bots) == (zone, includes_bots)


def _has_events(con: Connection, known: FactRange, closed: date) -> bool:
    """Return whether there are events on the days after a range that are closed: others need no facts."""
    if closed <= known.until:
        return False
    values = {"website": known.website, "since": known.ends, "until": first_instant(closed, known.zone)}
    return one(con, "facts/making/has_events", values) == (True,)


def facts_of_days(con: Connection, step: MakingStep) -> tuple[DayFacts, ...]:
    """Return the facts of the days of a step, in the order in which they are to be stored."""
    if step.first > step.last:
        return ()
    slots = {"bots": bots_condition(step.start.includes_bots), "is_bounce": BOUNCE}
    columns = {"event_columns": columns_of("events"), "session_columns": columns_of("sessions")}
    run(con, "facts/making/day_events", slots | columns, _event_values(step))
    visitors, sessions = _Rows(), _Rows()
    for names in batched(NAMES, DIMENSIONS_AT_ONCE):
        visitors.add(_fetched(con, "facts/making/day_visitors", names, step))
    for names in batched(OF_EVENTS, DIMENSIONS_AT_ONCE):
        sessions.add(_fetched(con, "facts/making/day_sessions", names, step))
    sessions.add(_fetched(con, "facts/making/day_sessions_whole", OF_SESSIONS, step))
    con.execute(statement("facts/making/day_events_drop"))
    days = [step.first + number * DAY for number in range((step.last - step.first).days + 1)]
    return tuple(
        DayFacts(
            day,
            visitors.tables(day, ("counted", "pageviews")),
            sessions.tables(day, ("counted", "bounces", "duration_us")),
            _covered(step, day),
        )
        for day in (days if step.is_forward else reversed(days))
    )


def keep_none(con: Connection, step: MakingStep) -> None:
    """Record that a website has no events on the days before its range, inside the caller's transaction."""
    _begin(con, step)
    put(con, replace(step.start, since=step.start.floor))


def _begin(con: Connection, step: MakingStep) -> None:
    start = step.start
    if step.before is None or not _is_current(step.before, start.zone, start.includes_bots):
        forget(con, step.website)


def is_unchanged(con: Connection, step: MakingStep, stored: FactRange | None) -> bool:
    """Return whether the range of a website is still the one that a step, or its day stored last, has left."""
    return fact_range(con, step.website) == (stored or step.before)


def keep(con: Connection, step: MakingStep, day: DayFacts, stored: FactRange | None) -> None:
    """Store the facts of a day, inside the caller's transaction. stored: the range with the day stored before it."""
    if stored is None:
        _begin(con, step)
    values = {"website": step.website, "day": day.day}
    for name, tables in (("visitors", day.visitors), ("sessions", day.sessions)):
        con.execute(statement(f"facts/making/delete_{name}_of_day"), values)
        if tables:
            with visible(con, {"made_facts": Chunks(tables)}):
                con.execute(statement(f"facts/making/{name}_add"), values)
    put(con, day.covered)


def _covered(step: MakingStep, day: date) -> FactRange:
    if step.is_forward:
        return replace(step.start, until=day + DAY, ends=first_instant(day + DAY, step.start.zone))
    return replace(step.start, since=step.start.floor if day == step.begins else day)


def _event_values(step: MakingStep) -> Values:
    zone = step.start.zone
    start = first_instant(step.first, zone)
    days = [step.begins + number * DAY for number in range((step.last - step.begins).days + 1)]
    edges = [first_instant(day, zone) for day in (*days, step.last + DAY)]
    lengths_s = [(end - begin) // _SECOND for begin, end in pairwise(edges)]
    slot_s = math.gcd(*lengths_s)
    return {
        "website": step.website,
        "start": start,
        "end": edges[-1],
        "lookback": id_lookback(start),
        "from": edges[0],
        "days": days,
        "step_us": slot_s * 1_000_000,
        "lengths": [length // slot_s for length in lengths_s],
    }


def id_lookback(start: datetime) -> datetime:
    """Return the time from which visitors seen at `start` or later, but for those with ids of their own, were seen.

    Such ids last a UTC day, by the time of their request; the last events of a request may follow it by microseconds.
    """
    return datetime.combine((start - _SECOND).date(), time())


def _fetched(con: Connection, name: str, names: Sequence[str], step: MakingStep) -> Iterator[tuple[Any, ...]]:
    columns = f"[{', '.join(map(column_of, names))}]"
    text = statement(name).format(names=str(list(names)), columns=columns)
    cursor = con.execute(text, {"first": step.first, "last": step.last})
    while some := cursor.fetchmany(FETCH_ROWS):
        yield from some


def batched(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield names in groups of `size`, the last one maybe smaller."""
    for first in range(0, len(names), size):
        yield names[first : first + size]


class _Rows:
    """Rows of several dimensions by day: dimension, earlier, value, numbers."""

    def __init__(self) -> None:
        self._by_day: dict[date, list[tuple[Any, ...]]] = defaultdict(list)

    def add(self, fetched: Iterable[tuple[Any, ...]]) -> None:
        for day, dimension, earlier, *rest in fetched:
            self._by_day[day].append((dimension, -1 if earlier is None else (earlier - _EPOCH).days, *rest))

    def tables(self, day: date, numbers: tuple[str, ...]) -> tuple[Table, ...]:
        facts = self._by_day.pop(day, [])
        return tuple(_table(facts[first : first + TABLE_ROWS], numbers) for first in range(0, len(facts), TABLE_ROWS))


def _table(facts: Sequence[tuple[Any, ...]], numbers: tuple[str, ...]) -> Table:
    dimensions, earlier, values, *counts = zip(*facts, strict=True)
    columns: dict[str, Any] = {"dimension": dimensions, "earlier": array("i", earlier), "value": values}
    return Table(columns | {name: array("q", count) for name, count in zip(numbers, counts, strict=True)}, len(facts))
