"""Report about bots: events of bots and of people by day or hour, and what gave the bots away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.errors import BadRequest
from app.domain.ingest.bots import reason, score

BotBucket = Literal["day", "hour"]
MAX_REASONS = MAX_AGENTS = 10
UNKNOWN = "unknown"  # of a bot that no rule and no signal explains
_BUCKETS: tuple[BotBucket, ...] = ("hour", "day")
_FORMATS = {"day": "%Y-%m-%d", "hour": "%Y-%m-%d %H:%M:%S"}


@dataclass(frozen=True, slots=True)
class BotCount:
    """Events of an hour. hour: its start, UTC, naive; signals: of the events."""

    hour: datetime
    is_bot: bool
    signals: int
    events: int


@dataclass(frozen=True, slots=True)
class BotSplit:
    """Events of bots and of people. bot_rate: share of the bots, 0 to 1."""

    bot_events: int
    human_events: int
    bot_rate: float


@dataclass(frozen=True, slots=True)
class BotReason:
    """Events of bots with one reason. code: of the rule, or of the strongest signal."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class BotAgent:
    """Events of bots with one user agent."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class BotPoint:
    """Events of a bucket. period_start: `2026-03-01`, or `2026-03-01 14:00:00`, UTC."""

    period_start: str
    bot_events: int
    human_events: int


def parse_bucket(text: str | None) -> BotBucket:
    """Read a bucket size in any case; blank or absent is `day`. Raises BadRequest."""
    word = (text or "").strip().lower() or "day"
    for bucket in _BUCKETS:
        if word == bucket:
            return bucket
    raise BadRequest("granularity must be one of: hour, day", field="granularity")


def split(counts: Iterable[BotCount]) -> BotSplit:
    """Return the events of bots and of people."""
    bots, people = _bots_and_people(counts)
    return BotSplit(bots, people, bots / (bots + people) if bots + people else 0.0)


def top_reasons(counts: Iterable[BotCount]) -> tuple[BotReason, ...]:
    """Return the most frequent reasons, at most 10."""
    reasons: Counter[str] = Counter()
    for count in counts:
        if count.is_bot:
            reasons[reason(count.signals, score(count.signals), 0) or UNKNOWN] += count.events
    ordered = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(BotReason(code, events) for code, events in ordered[:MAX_REASONS])


def points(counts: Iterable[BotCount], bucket: BotBucket) -> tuple[BotPoint, ...]:
    """Return the buckets that have events, in order of time."""
    by_label: dict[str, list[BotCount]] = {}
    for count in counts:
        by_label.setdefault(count.hour.strftime(_FORMATS[bucket]), []).append(count)
    return tuple(BotPoint(start, *_bots_and_people(those)) for start, those in sorted(by_label.items()))


def _bots_and_people(counts: Iterable[BotCount]) -> tuple[int, int]:
    sums = {True: 0, False: 0}
    for count in counts:
        sums[count.is_bot] += count.events
    return sums[True], sums[False]
