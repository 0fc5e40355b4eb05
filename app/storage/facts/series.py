"""Reading of facts by bucket: buckets of whole days, cut where the closed days end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.reports.periods import Bucket, BucketSize, Period
from app.storage.connection import Connection, from_db, to_db
from app.storage.facts.dimensions import ALL
from app.storage.facts.ranges import DAY
from app.storage.facts.reading import FactPeriod, OpenTotals
from app.storage.fragments.where import run

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class SplitBuckets:
    """Buckets of a period whose first days have facts.

    firsts: first day of each bucket with a closed day. until: first day after the closed days of the buckets. opened:
    the buckets with open days, without their closed ones. offset: number of the first of them. crossing: the days of
    the bucket that is partly closed, None without one.
    """

    firsts: tuple[date, ...]
    until: date
    opened: tuple[Bucket, ...]
    offset: int
    crossing: Period | None


def split_buckets(facts: FactPeriod, steps: Sequence[Bucket], size: BucketSize) -> SplitBuckets:
    """Return the buckets, of days or longer, as far as they have facts and as far as they are open."""
    ends, period = from_db(facts.ends), facts.period
    closed = [step for step in steps if step.start < ends]
    firsts = tuple(max(_first_day(step, size), period.start) for step in closed)
    is_crossing = bool(closed) and closed[-1].end > ends
    offset = len(closed) - is_crossing
    opened = tuple(replace(step, start=max(step.start, ends)) for step in steps[offset:] if facts.is_open)
    until = min(facts.until, _last_day(steps[-1], period) + DAY) if steps else facts.until
    crossing = Period(firsts[-1], _last_day(closed[-1], period), period.zone) if is_crossing else None
    return SplitBuckets(firsts, until, opened, offset, crossing)


@dataclass(frozen=True, slots=True)
class ClosedBuckets:
    """Buckets of a period, as far as facts know them.

    counts: pageviews, visitors, sessions, bounces and duration_us of their closed days, by number of the bucket; those
    without events are absent. opened: totals of the open days, where they all lie in a bucket that is partly closed.
    """

    facts: FactPeriod
    split: SplitBuckets
    counts: Mapping[int, tuple[int, ...]]
    opened: OpenTotals | None


def closed_buckets(con: Connection, facts: FactPeriod, steps: Sequence[Bucket], size: BucketSize) -> ClosedBuckets:
    """Read the facts of the buckets of a period, which are of days or longer."""
    split = split_buckets(facts, steps, size)
    counts: dict[int, tuple[int, ...]] = {}
    if split.firsts:
        values = {"website": facts.query.website, "dimension": ALL, "first": split.firsts[0], "until": split.until}
        by_day = {first: tuple(row) for first, *row in run(con, "facts/reading/series", {"size": size}, values)}
        counts = {number: by_day[first] for number, first in enumerate(split.firsts) if first in by_day}
    is_last = split.crossing is not None and len(split.opened) == 1
    opened = OpenTotals(con, facts, to_db(steps[split.offset].start)) if is_last else None
    return ClosedBuckets(facts, split, counts, opened)


def _first_day(step: Bucket, size: BucketSize) -> date:
    return date.fromisoformat(f"{step.label}-01" if size == "month" else step.label)


def _last_day(step: Bucket, period: Period) -> date:
    return (step.end - _INSTANT).astimezone(period.zone).date()
