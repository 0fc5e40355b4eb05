"""Server status: figures for the Server page, and health checks that name problems for the owner to fix."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from app import __version__, host_info
from app.config import Settings
from app.domain.clock import JUMP
from app.domain.errors import AppError
from app.domain.server_status import FactsStatus, HealthCheck, PlacesStatus, ServerStatus, because, health
from app.server.ingest.pipeline import Ingest
from app.server.stores.stores import Stores
from app.server.trusted_clock import TrustedClock

log = logging.getLogger(__name__)

LOW_DISK_BYTES = 512 * 1024**2
READ_LIMIT_S = 2.0
CLOCK_TOLERANCE = timedelta(minutes=1)


class StatusReport:
    """Collects the server status. Runs on the event loop, blocking calls on other threads.

    addresses: URLs of the server; more_checks: further health checks.
    """

    def __init__(
        self,
        settings: Settings,
        stores: Stores,
        ingest: Ingest,
        addresses: tuple[str, ...],
        clock: TrustedClock,
        places: Callable[[], PlacesStatus],
        more_checks: Sequence[Callable[[], HealthCheck]] = (),
        facts: Callable[[], FactsStatus] = FactsStatus,
    ) -> None:
        self._settings = settings
        self._stores = stores
        self._ingest = ingest
        self._addresses = addresses
        self._clock = clock
        self._places = places
        self._more_checks = list(more_checks)
        self._facts = facts
        self.started_at = clock.wall()

    def add(self, check: Callable[[], HealthCheck]) -> None:
        """Have the status include one more health check."""
        self._more_checks.append(check)

    async def __call__(self) -> ServerStatus:
        now = self._clock.wall()
        stored_today, database, clock = await self._stored(now)
        database_bytes = await self._size_bytes()
        memory_bytes, disk = await asyncio.to_thread(self._machine)
        more = [check() for check in self._more_checks]
        checks = (database, *self._ingest.checks(), disk, clock, *more)
        return ServerStatus(
            version=__version__,
            pid=os.getpid(),
            started_at=self.started_at,
            uptime_s=max(0.0, (now - self.started_at).total_seconds()),
            addresses=self._addresses,
            data_dir=str(self._settings.data_dir.absolute()),
            auth=self._settings.auth,
            state="degraded" if any(check.is_serious for check in checks) else "ok",
            checks=checks,
            queue=self._ingest.status(),
            stored_today=stored_today,
            database_bytes=database_bytes,
            memory_bytes=memory_bytes,
            caches=(*self._ingest.caches(), self._stores.events.cache.status()),
            is_clock_in_doubt=not self._clock.is_trusted,
            set_aside=self._ingest.set_aside,
            places=self._places(),
            pause_left_s=self._ingest.pause_left_s,
            facts=self._facts(),
        )

    async def _stored(self, now: datetime) -> tuple[int, HealthCheck, HealthCheck]:
        """Return the number of events stored on this UTC day, and the checks of database and clock."""
        naive = now.replace(tzinfo=None)
        today = naive.replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            events = self._stores.events
            stored, newest = await events.read(events.store.status.stored_since, today, limit_s=READ_LIMIT_S)
        except AppError as error:
            clock = self._clock.check()
            if clock.state == "ok":
                text = "The clock could not be compared with stored events."
                clock = health("clock", because("clock_not_compared", text), is_ok=True)
            return 0, HealthCheck("database", "degraded", error.message), clock
        clock = self._clock.check()
        database = await self._stores.check()
        return stored, database, _clock_check(naive, newest) if clock.state == "ok" else clock

    async def _size_bytes(self) -> int:
        try:
            return await self._stores.size_bytes()
        except AppError as error:  # the check of the database says why
            log.debug("The size of the database could not be read: %s", error.message)
            return 0

    def _machine(self) -> tuple[int, HealthCheck]:
        return host_info.memory_bytes(), _disk_check(self._settings.data_dir)


def _disk_check(data_dir: Path) -> HealthCheck:
    try:
        free_bytes = shutil.disk_usage(data_dir).free
    except OSError as error:
        reason = error.strerror or "unknown error"
        text = f"The free space of the data folder cannot be read: {reason}."
        return health("disk", because("disk_unreadable", text, reason), is_ok=False)
    if free_bytes < LOW_DISK_BYTES:
        text = f"Only {free_bytes // 1024**2} MiB are free in the data folder. Free up space before it is full."
        return health("disk", because("disk_low", text, free_bytes), is_ok=False)
    return health("disk", because("disk_free", f"{free_bytes / 1024**3:,.1f} GiB are free.", free_bytes), is_ok=True)


def _clock_check(now: datetime, newest: datetime | None) -> HealthCheck:
    """Compare a trusted clock with the newest event; both naive UTC."""
    if newest is not None and newest > now + JUMP:
        text = f"The clock is right. Some events came while it was ahead: the newest has the time {newest:%Y-%m-%d}."
        return health("clock", because("clock_was_ahead", text, f"{newest:%Y-%m-%d}"), is_ok=True)
    if newest is not None and newest > now + CLOCK_TOLERANCE:
        minutes = round((newest - now).total_seconds() / 60)
        text = f"The clock is {minutes} minutes behind the newest event. Correct it: reports depend on the clock."
        return health("clock", because("clock_behind_events", text, minutes), is_ok=False)
    return health("clock", because("clock_agrees", "The clock agrees with stored events."), is_ok=True)
