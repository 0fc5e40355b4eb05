"""What a running server does by itself: deletes what is too old, notices a new place database, tells how it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from app.domain.errors import AppError
from app.loop import spawn
from app.server.ingest.pipeline import Ingest
from app.storage.cache import Invalidation
from app.storage.database import Database
from app.storage.ingest import data_retention

log = logging.getLogger(__name__)

RETENTION_EVERY_S = 24 * 3600.0
RETENTION_RETRY_S = 3600.0
PLACES_EVERY_S = 60.0


@asynccontextmanager
async def maintenance_running(
    database: Database, ingest: Ingest, retention_days: int, clock: Callable[[], datetime]
) -> AsyncIterator[None]:
    """Do the chores while this is open."""
    chores = [spawn("places", _renew_places(ingest))]
    if retention_days:
        chores.append(spawn("retention", _apply_retention_daily(database, ingest, retention_days, clock)))
    try:
        yield
    finally:
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)


async def _renew_places(ingest: Ingest) -> None:
    while True:
        await asyncio.sleep(PLACES_EVERY_S)
        try:
            await ingest.reload_places()
        except AppError as error:  # the database has its own check; the next minute may be better
            log.debug("The place database was not looked at: %s", error.message)


async def _apply_retention_daily(
    database: Database, ingest: Ingest, retention_days: int, clock: Callable[[], datetime]
) -> None:
    while True:
        try:
            await apply_retention(database, ingest, clock() - timedelta(days=retention_days))
        except AppError as error:
            log.warning("Old events could not be deleted, it is tried again in an hour: %s", error.message)
            await asyncio.sleep(RETENTION_RETRY_S)
        else:
            await asyncio.sleep(RETENTION_EVERY_S)


async def apply_retention(database: Database, ingest: Ingest, before: datetime) -> int:
    """Delete the events received before `before` (aware), sessions with them, and return the number of events.

    One transaction a day of events: what ingest wants to write comes in between.
    """
    limit = before.replace(tzinfo=None)
    total = 0
    while (deleted := await database.write(data_retention.delete_oldest, limit, invalidates=_invalidation)) is not None:
        total += deleted
    if total:
        ingest.forget_client_ids()  # first: an id that ingest takes for known must not be deleted under its hands
        await database.write(data_retention.delete_orphans)
        log.info("Retention: %d events received before %s were deleted", total, f"{limit:%Y-%m-%d %H:%M}Z")
    return total


def _invalidation(deleted: int | None) -> Invalidation:
    """Everything may have changed when something was deleted, else nothing."""
    return {} if deleted is None else None
