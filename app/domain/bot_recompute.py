"""Recompute of bot scores: its job, its preview, and the days that it may cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from app.domain.errors import AppError, BadRequest, NotFound
from app.domain.reports.periods import Period, parse_period

RecomputeStatus = Literal["queued", "running", "success", "failed", "undoing", "undone", "cancelled"]
ACTIVE: Final[tuple[RecomputeStatus, ...]] = ("queued", "running", "undoing")
MAX_DAYS = 30
MAX_JOBS = 20  # that are remembered of a website
KEPT_DAYS = 30  # user agents of bots, and what undoes a recompute
INTERRUPTED = "The server was stopped meanwhile. Undo what was changed, or start again."


@dataclass(frozen=True, slots=True)
class RecomputeJob:
    """A recompute of the events from `start_at` until just before `end_at`. Times are aware.

    events: to be looked at; done: of them; changed: in how many the score or its signals are others now. can_undo: the
    scores before are kept.
    """

    id: str
    status: RecomputeStatus
    start_at: datetime
    end_at: datetime
    created_at: datetime
    started_at: datetime | None = None
    completed_at: datetime | None = None
    error_message: str | None = None
    events: int = 0
    done: int = 0
    changed: int = 0
    can_undo: bool = False

    @property
    def is_active(self) -> bool:
        return self.status in ACTIVE


@dataclass(frozen=True, slots=True)
class Moved:
    """Events, and pageviews among them, that count otherwise than before."""

    events: int = 0
    pageviews: int = 0

    def plus(self, events: int, pageviews: int) -> Moved:
        return Moved(self.events + events, self.pageviews + pageviews)


@dataclass(frozen=True, slots=True)
class RecomputePreview:
    """Events that a recompute looks at, and those that it moves: to the bots, and back to people."""

    events: int
    to_bots: Moved
    to_people: Moved


def parse_days(start: str | None, end: str | None, now: datetime) -> Period:
    """Read the first and the last day, of UTC; the last seven without them. now: aware. Raises BadRequest."""
    period = parse_period(start, end, ZoneInfo("UTC"), now, style="strict")
    if period.days > MAX_DAYS:
        raise BadRequest(f"date range too large: {period.days} days (max {MAX_DAYS})", field="start_date")
    return period


def missing_job() -> NotFound:
    return NotFound("recompute job not found")


def conflict(reason: str) -> AppError:
    return AppError("conflict", reason)
