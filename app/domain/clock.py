"""The trusted time: tells a clock that jumped from one that runs on, so that nothing is deleted or ends because of it.

A jump is a clock more than two days away from where it should be by the newest time ever seen and by the time that a
steady clock has measured since. The new time is trusted once it has run on for a day, or when a person confirms it.

Idleness is measured by steady time after every step ahead, however small against a jump (`IdleTime`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.domain.ingest.sessions import IDLE_LIMIT

JUMP = timedelta(days=2)
STEADY_FOR = timedelta(days=1)
DRIFT = timedelta(minutes=5)  # of a clock that runs on: it may be corrected by a little
# Age is measured for deletion by a time that follows the clock by at most this much a day: should a wrong time be
# trusted after all, there are months to notice it before the history is gone.
DELETION_STEP = timedelta(days=2)
DELETION_EVERY = timedelta(hours=23)  # a run a day may begin a little early
MARGIN = timedelta(days=1)  # around events that came on a slow clock: the record of it is written now and then
MAX_SLOW_SPANS = 50  # more are merged, so that a clock that always starts wrong does not fill the record


def utc_now() -> datetime:
    """Return the time of the computer's clock, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A time that is not trusted. since: the clock when it had jumped; latest: its newest time since."""

    since: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class SlowSpan:
    """Times that a slow clock gave to what came at `received_at` or before. first, last: on that clock."""

    first: datetime
    last: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """The memory of the clock, as stored. Times are aware.

    newest: the newest trusted time. doubt: None while the clock is trusted. deletes_at: the time by which age is
    measured for deletion; moved_at: the clock when that was moved last, None before the first time.
    """

    newest: datetime
    deletes_at: datetime
    moved_at: datetime | None = None
    doubt: Doubt | None = None
    slow_spans: tuple[SlowSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class IdleTime:
    """The time by which sessions are idle. Its steps ahead count only once every session from before them was idle.

    wall: the clock at the last look. ahead: how far it was set ahead lately. left: steady time until that counts.
    """

    wall: datetime
    ahead: timedelta = timedelta(0)
    left: timedelta = timedelta(0)

    @property
    def now(self) -> datetime:
        return self.wall - self.ahead


def look(idle: IdleTime, now: datetime, elapsed: timedelta) -> IdleTime:
    """Return the time by which sessions are idle after a look at the clock. elapsed: steady time since the last look.

    After a start, when nothing tells how much time has passed, it is none: the clock may have been set meanwhile.
    """
    step = now - idle.wall - elapsed
    left = max(idle.left - elapsed, timedelta(0))
    ahead = idle.ahead if left else timedelta(0)
    if step > DRIFT:
        return IdleTime(now, ahead + step, IDLE_LIMIT)
    if step < -DRIFT:
        ahead = max(ahead + step, timedelta(0))
    return IdleTime(now, ahead, left)


def new_record(newest: datetime) -> ClockRecord:
    """Return the record of a server that remembers nothing but the newest time it has seen."""
    return ClockRecord(newest, newest)


def has_jumped(record: ClockRecord, now: datetime, elapsed: timedelta) -> bool:
    """Return whether the time of the clock, `now`, is not to be trusted. elapsed: steady time since `record`."""
    return abs(now - record.newest - elapsed) > JUMP


def observe(record: ClockRecord, now: datetime, elapsed: timedelta | None) -> ClockRecord:
    """Return the record after a look at the clock. elapsed: steady time since the last look, None at a start."""
    if not has_jumped(record, now, elapsed or timedelta(0)):
        return replace(_without_doubt(record), newest=max(record.newest, now))
    doubt = record.doubt
    if doubt is not None and _runs_on(doubt, now, elapsed):
        if now - doubt.since >= STEADY_FOR:
            return trust(record, now)
        return replace(_passed(record, elapsed), doubt=Doubt(doubt.since, max(doubt.latest, now)))
    return replace(_passed(_without_doubt(record), elapsed), doubt=Doubt(now, now))


def trust(record: ClockRecord, now: datetime) -> ClockRecord:
    """Return the record after the time of the clock has proved right."""
    return replace(record, newest=now, doubt=None, deletes_at=min(record.deletes_at, now))


def move_deletions(record: ClockRecord, now: datetime) -> ClockRecord:
    """Return the record with the time of deletions moved towards `now`, a trusted time; at most once a day."""
    if record.moved_at is not None and timedelta(0) <= now - record.moved_at < DELETION_EVERY:
        return record
    return replace(record, deletes_at=min(now, record.deletes_at + DELETION_STEP), moved_at=now)


def deletable_ranges(before: datetime, spans: Iterable[SlowSpan]) -> list[tuple[datetime | None, datetime]]:
    """Return the ranges of time, (from, until), older than `before`. A first one from None has no beginning.

    What came on a slow clock looks older than it is: it stays until the time at which it came is as old.
    """
    ranges: list[tuple[datetime | None, datetime]] = []
    since: datetime | None = None
    for span in sorted((span for span in spans if span.received_at >= before), key=lambda span: span.first):
        if span.first >= before:
            break
        if since is None or span.first > since:
            ranges.append((since, span.first))
        since = span.last if since is None else max(since, span.last)
    if since is None or since < before:
        ranges.append((since, before))
    return ranges


def _runs_on(doubt: Doubt, now: datetime, elapsed: timedelta | None) -> bool:
    """Return whether a clock in doubt is where it should be. After a stop it may be later, but not by a jump."""
    step = now - doubt.latest - (elapsed or timedelta(0))
    return -DRIFT <= step <= (JUMP if elapsed is None else DRIFT)


def _passed(record: ClockRecord, elapsed: timedelta | None) -> ClockRecord:
    """Return the record after steady time has passed while the clock was in doubt."""
    return replace(record, newest=record.newest + (elapsed or timedelta(0)))


def _without_doubt(record: ClockRecord) -> ClockRecord:
    """Return the record after the time in doubt has proved wrong. What came on a slow clock is remembered."""
    doubt = record.doubt
    if doubt is None or doubt.latest >= record.newest:
        return replace(record, doubt=None)
    spans = [*record.slow_spans, SlowSpan(doubt.since - MARGIN, doubt.latest + MARGIN, record.newest)]
    if len(spans) > 1 and spans[-1].first <= spans[-2].last and spans[-2].first <= spans[-1].last:
        spans[-2:] = [_merged(spans[-2], spans[-1])]
    if len(spans) > MAX_SLOW_SPANS:
        spans[:2] = [_merged(spans[0], spans[1])]
    return replace(record, doubt=None, slow_spans=tuple(spans))


def _merged(one: SlowSpan, other: SlowSpan) -> SlowSpan:
    return SlowSpan(min(one.first, other.first), max(one.last, other.last), max(one.received_at, other.received_at))
