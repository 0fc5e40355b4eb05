"""Making of facts: which days of a website are next, their rows from a snapshot of the events, and storing them.

The newest days come first, for they are the ones that reports are asked about.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from app.domain.ids import WebsiteKey
from app.storage.arrow import Chunks, fetched, visible
from app.storage.connection import Connection, one, rows, statement
from app.storage.facts.dimensions import (
    ALL,
    CONTEXTS,
    NAMES,
    OF_EVENTS,
    OF_SESSIONS,
    SESSIONS_OF,
    columns_of,
    numbers_of,
    values_of,
)
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
# The day that is not over is made anew when so many of its events have no facts, and such a share of them, so that its
# making costs ten times that of a whole day at most.
PART_EVENTS = 1_000
PART_SHARE = 0.1
_PART_SLOT = timedelta(minutes=15)  # zones differ by multiples of it
_SECOND = timedelta(seconds=1)
_DAY_OF = "(SELECT day_of FROM slot_days)[(epoch_us({}) - epoch_us($from::TIMESTAMP)) // $step_us + 1]"
_WHOLE = (ALL, *(item.name for item in OF_SESSIONS))
_SLOTS: Mapping[str, str] = {
    "is_bounce": BOUNCE,
    "day": _DAY_OF.format("ts"),
    "began": _DAY_OF.format("started_at"),
    "event_columns": ", ".join(columns_of(OF_EVENTS)),
    "session_columns": ", ".join(columns_of((*OF_SESSIONS, *CONTEXTS))),
    "context_columns": ", ".join(columns_of(CONTEXTS)),
    "event_numbers": numbers_of(item.name for item in OF_EVENTS),
    "event_values": values_of(item.name for item in OF_EVENTS),
    "session_numbers": numbers_of(_WHOLE),
    "session_values": values_of(_WHOLE),
    "context_numbers": numbers_of(item.name for item in CONTEXTS),
    "context_values": values_of(item.name for item in CONTEXTS),
    "page": str(NAMES.index("page") + 1),
    "entry_page": str(NAMES.index(SESSIONS_OF["page"]) + 1),
}
# Statements in the order in which they are run, with the parameters of each.
_STATEMENTS: Mapping[str, tuple[str, ...]] = {
    "slot_days": ("days", "lengths"),
    "lasting_visitors": ("website", "start", "end"),
    "day_events": ("website", "start", "end", "lookback", "from", "step_us"),
    "day_sessions": ("website", "first", "end", "lookback", "from", "step_us"),
    "day_contexts": ("website", "end", "from", "step_us"),
}


@dataclass(frozen=True, slots=True)
class MakingStep:
    """Days `first` to `last` of a website, to be made next. before: its range as it is, None for none that counts.

    is_forward: the days follow the range, else they come before it. begins: the day of its first event that may have
    facts. left: days to be made, these included. part_until: the time, naive UTC, up to which the only day is made,
    which is not over; None for whole days.
    """

    before: FactRange | None
    start: FactRange
    first: date
    last: date
    is_forward: bool
    begins: date
    left: int
    part_until: datetime | None = None

    @property
    def website(self) -> WebsiteKey:
        return self.start.website

    @property
    def days(self) -> int:
        """The number of the days: none where the website had no events before its range."""
        return max(0, (self.last - self.first).days + 1)

    @property
    def whole_days(self) -> int:
        """The number of the days that are over."""
        return self.days if self.part_until is None else 0

    @property
    def end(self) -> datetime:
        """The first instant after the days, naive UTC."""
        return self.part_until or first_instant(self.last + DAY, self.start.zone)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """Facts of the days of a step, to be stored. covered: the range of the website's facts with these days."""

    tables: Chunks | None
    covered: FactRange


def next_step(
    con: Connection, website: WebsiteKey, zone: str, includes_bots: bool, horizon: datetime
) -> MakingStep | None:
    """Return the next days to be made of a website, None when all that can be made have facts.

    horizon: naive UTC; no event before it waits or is still to come.
    """
    before = fact_range(con, website)
    live = one(con, "facts/making/live_since", {"website": website})
    settled = min(at for at in (horizon, *(live or ())) if at is not None)
    closed = local_day(settled, zone)
    known = before if before is not None and _is_current(before, zone, includes_bots) else None
    start = known or _none_yet(con, website, zone, includes_bots, closed)
    if start.floor is not None and start.floor >= closed:
        return None
    is_forward = known is not None and _has_events(con, known, closed)
    part_until = None if known is None or is_forward else _part_until(con, known, closed, settled)
    if not is_forward and part_until is None and (start.since is None or start.since == start.floor):
        return None
    events, first_at = rows(con, "facts/making/website_events", {"website": website})[0]
    if not events:
        return None
    begins = max(local_day(first_at, zone), start.floor or date.min)
    start = replace(start, daily_events=events // max(1, (closed - local_day(first_at, zone)).days))
    missing_before = 0 if start.since is None else max(0, (start.since - begins).days)
    left = missing_before + ((closed - start.until).days if is_forward else 0)
    if part_until is not None:
        day = replace(start, until=closed, ends=first_instant(closed, zone))
        return MakingStep(before, day, closed, closed, True, begins, left, part_until)
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


def _part_until(con: Connection, known: FactRange, closed: date, settled: datetime) -> datetime | None:
    """Return the time up to which facts of the day that is not over are worth making, None where they are not.

    known: the range, after which no event came before that day. settled: naive UTC; every session before it has ended.
    """
    begin = first_instant(closed, known.zone)
    until = settled - (settled - datetime.min) % _PART_SLOT  # noqa: DTZ901  columns have no zone
    since = max(begin, known.stop)
    if until <= since:
        return None
    values = {"website": known.website, "begin": begin, "since": since, "until": until}
    events, new = rows(con, "facts/making/part_events", values)[0]
    return until if new >= PART_EVENTS and new >= events * PART_SHARE else None


def facts_of_days(con: Connection, step: MakingStep) -> StepFacts:
    """Return the facts of the days of a step."""
    if step.first > step.last:
        return StepFacts(None, _covered(step))
    values, slots = _step_values(step), {**_SLOTS, "bots": bots_condition(step.start.includes_bots)}
    for name, parameters in _STATEMENTS.items():
        run(con, f"facts/making/{name}", slots, {parameter: values[parameter] for parameter in parameters})
    text = statement("facts/making/day_facts").format(**slots)
    tables = fetched(con, text, {name: values[name] for name in ("first", "number", "names")})
    con.execute(statement("facts/making/drop"))
    return StepFacts(tables, _covered(step))


def is_unchanged(con: Connection, step: MakingStep) -> bool:
    """Return whether the range of a website is still the one that a step begins with."""
    return fact_range(con, step.website) == step.before


def keep(con: Connection, step: MakingStep, facts: StepFacts) -> None:
    """Store the facts of a step, inside the caller's transaction."""
    start = step.start
    if step.before is None or not _is_current(step.before, start.zone, start.includes_bots):
        forget(con, step.website)
    if step.days:  # there may be facts of them that do not count: of a whole day, of which only a part is settled now
        values = {"website": step.website, "first": step.first, "last": step.last}
        con.execute(statement("facts/making/delete_days"), values)
    if facts.tables is not None:
        with visible(con, {"new_facts": facts.tables}):
            con.execute(statement("facts/making/add"), {"website": step.website})
    put(con, facts.covered)


def _covered(step: MakingStep) -> FactRange:
    if step.part_until is not None:
        return replace(step.start, part_until=step.part_until)
    if step.is_forward:
        return replace(step.start, until=step.last + DAY, ends=step.end, part_until=None)
    # The first day with events: no day before it needs facts.
    return replace(step.start, since=step.start.floor if step.first == step.begins else step.first)


def _step_values(step: MakingStep) -> Values:
    zone = step.start.zone
    start = first_instant(step.first, zone)
    days = [step.begins + number * DAY for number in range((step.last - step.begins).days + 1)]
    edges = [*(first_instant(day, zone) for day in days), step.end]
    lengths_s = [(end - begin) // _SECOND for begin, end in pairwise(edges)]
    slot_s = math.gcd(*lengths_s)
    return {
        "website": step.website,
        "first": step.first,
        "number": step.days,
        "names": list(NAMES),
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
