"""Periodic maintenance of a running server: deletes old events and reloads a renewed place database."""

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
    """Run the maintenance tasks within the context. retention_days: 0 keeps all events; clock: current time, aware."""
    tasks = [spawn("places", _renew_places(ingest))]
    if retention_days:
        tasks.append(spawn("retention", _apply_retention_daily(database, ingest, retention_days, clock)))
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


async def _apply_retention_daily(
    database: Database, ingest: Ingest, retention_days: int, clock: Callable[[], datetime]
) -> None:
    while True:
        try:
            await apply_retention(database, ingest, clock() - timedelta(days=retention_days))
        except AppError as error:
            log.warning("Old events could not be deleted; the next attempt is in an hour: %s", error.message)
            await asyncio.sleep(RETENTION_RETRY_S)
        else:
            await asyncio.sleep(RETENTION_EVERY_S)


async def apply_retention(database: Database, ingest: Ingest, before: datetime) -> int:
    """Delete events received before `before` (aware) and their sessions. Returns the number of events.

    Uses one transaction per day of events, so that ingest can write in between.
    """
    limit = before.replace(tzinfo=None)
    total = 0
    while (deleted := await database.write(data_retention.delete_oldest, limit, invalidates=_invalidation)) is not None:
        total += deleted
    if total:
        ingest.forget_client_ids()  # first: ingest must not use a cached id that is being deleted
        await database.write(data_retention.delete_orphans)
        log.info("Retention: %d events received before %s were deleted", total, f"{limit:%Y-%m-%d %H:%M}Z")
    return total


def _invalidation(deleted: int | None) -> Invalidation:
    """Everything may have changed when something was deleted, else nothing."""
    return {} if deleted is None else None
