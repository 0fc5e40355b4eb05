"""Periodic maintenance of a running server: facts of closed days, deletion of old events, a renewed place database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

from app.domain.clock import SlowSpan, deletable_ranges
from app.domain.errors import AppError
from app.loop import spawn
from app.server.facts import FactsMaker
from app.server.ingest.pipeline import Ingest
from app.server.jobs import Job, RunOnce, repeat, run_alone
from app.server.trusted_clock import TrustedClock
from app.storage.cache import Invalidation
from app.storage.event_store import EventDatabase

log = logging.getLogger(__name__)
W = TypeVar("W")
R = TypeVar("R")

RETENTION_EVERY_S = 24 * 3600.0
RETENTION_RETRY_S = 3600.0  # after a failure, and while more is left than one run may delete
PUT_OFF_S = 60.0  # between looks at a clock that is not trusted
DAYS_A_RUN = 2  # of events: no run deletes more, whatever the clock or the settings say
PLACES_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class RetentionRun:
    """Result of one run. events: deleted ones; is_complete: nothing is left that is too old."""

    events: int
    is_complete: bool


@asynccontextmanager
async def maintenance_running(
    database: EventDatabase[W, R],
    ingest: Ingest,
    retention_days: int,
    clock: TrustedClock,
    facts: FactsMaker | None = None,
    run_once: RunOnce = run_alone,
) -> AsyncIterator[None]:
    """Run the maintenance tasks within the context. retention_days: 0 keeps all events. facts: where there are some.

    run_once: of the stores, for what one process does for all.
    """
    tasks = [spawn("places", _renew_places(ingest))]
    if facts is not None:
        tasks.append(spawn("facts", facts.run()))
    if retention_days:
        failed = "Old events could not be deleted; the next attempt is in an hour"
        work = partial(apply_when_trusted, database, ingest, retention_days, clock)
        tasks.append(spawn("retention", repeat(Job("retention", work, failed, RETENTION_RETRY_S), run_once)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _renew_places(ingest: Ingest) -> None:
    while True:
        await asyncio.sleep(PLACES_EVERY_S)
        try:
            await ingest.reload_places()
        except AppError as error:  # the database has its own health check; the next attempt may succeed
            log.debug("The place database could not be checked: %s", error.message)


async def apply_when_trusted(
    database: EventDatabase[W, R], ingest: Ingest, retention_days: int, clock: TrustedClock
) -> float:
    """Run retention unless the clock puts it off. Returns the seconds until the next run."""
    as_of = await clock.deletion_time()
    if as_of is None:
        return PUT_OFF_S
    run = await apply_retention(database, ingest, as_of - timedelta(days=retention_days), clock.slow_spans)
    return RETENTION_EVERY_S if run.is_complete else RETENTION_RETRY_S


async def apply_retention(
    database: EventDatabase[W, R], ingest: Ingest, before: datetime, slow_spans: Iterable[SlowSpan] = ()
) -> RetentionRun:
    """Delete events received before `before` (aware) and their sessions, at most two days of them.

    slow_spans: times of a slow clock, which is why events look older than they are. Uses one transaction per day of
    events, so that ingest can write in between.
    """
    retention = database.store.data_retention
    total = days = 0
    for since, until in deletable_ranges(before, slow_spans):
        limits = (_naive(until), None if since is None else _naive(since))
        while days < DAYS_A_RUN:
            deleted = await database.write(retention.delete_oldest, *limits, invalidates=_invalidation)
            if deleted is None:
                break
            total, days = total + deleted, days + 1
    if days:
        ingest.forget_client_ids()  # first: ingest must not use a cached id that is being deleted
        await database.write(retention.delete_orphans)
        log.info("Retention: %d events received before %s were deleted", total, f"{before:%Y-%m-%d %H:%M}Z")
    return RetentionRun(total, days < DAYS_A_RUN)


def _naive(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)


def _invalidation(deleted: int | None) -> Invalidation:
    """Everything may have changed when something was deleted, else nothing."""
    return {} if deleted is None else None
