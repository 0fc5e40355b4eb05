"""Backups of a self-hosted server: one at a time, on a schedule or when asked for, while it goes on serving."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial

from app.config import Settings
from app.domain.backups import Backup, BackupList, BackupsStatus
from app.domain.errors import AppError
from app.domain.server_status import HealthCheck, because, health
from app.loop import spawn
from app.server.jobs import Job, repeat, run_alone
from app.server.trusted_clock import TrustedClock
from app.storage.backups.child import Child, on_thread
from app.storage.backups.folder import DEFAULT, BackupFolder
from app.storage.connection import FILE_NAME
from app.storage.database import Database
from app.storage.moving.draft import remove_draft

log = logging.getLogger(__name__)

RETRY_S = 900.0  # after a failure
LOOK_EVERY_S = 3600.0  # for a folder whose backups others have removed, and a clock that was set
LATE = 2  # times the hours between two backups, after which the newest one is too old


def folder_of(settings: Settings) -> BackupFolder:
    """Return the folder of the backups of a server: that of the settings, else one in the data folder."""
    own = settings.data_dir / DEFAULT
    chosen = settings.backup_folder
    return BackupFolder(chosen or own, settings.data_dir / FILE_NAME, may_create=chosen is None)


class Backups:
    """Makes backups. Belongs to the event loop; files are copied on threads and by child processes.

    flush: stores what was accepted before.
    """

    def __init__(
        self, settings: Settings, database: Database, flush: Callable[[], Awaitable[None]], clock: TrustedClock
    ) -> None:
        self._settings = settings
        self._database = database
        self._flush = flush
        self._clock = clock
        self._folder = folder_of(settings)
        self._task: asyncio.Task[Backup] | None = None
        hours = 0 if settings.backup_folder is None else settings.backup_every_hours
        self._status = BackupsStatus(str(self._folder.path.absolute()), hours)
        self._begun_at = clock.now()

    @property
    def status(self) -> BackupsStatus:
        """The newest backup as known, and the last attempt."""
        return replace(self._status, is_running=self._is_running)

    @property
    def _is_running(self) -> bool:
        return self._task is not None and not self._task.done()

    @asynccontextmanager
    async def running(self, *, has_schedule: bool) -> AsyncIterator[None]:
        """Make backups when they are due, within the context. has_schedule: False for those asked for alone."""
        await asyncio.to_thread(self._tidy)
        try:
            await self.list()
        except AppError as error:
            self._fail(error)
        failed = "A backup could not be made; the next attempt is in a quarter of an hour"
        job = Job("backups", self._make_due, failed, RETRY_S)
        tasks = [spawn("backups", repeat(job, run_alone))] if has_schedule and self._status.every_hours else []
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.cancel()

    def _tidy(self) -> None:
        try:
            self._folder.tidy()
        except OSError as error:  # the next backup tells what is wrong with its folder
            log.info("What a backup has left could not be removed: %s", error)

    async def list(self) -> BackupList:
        """Look at the folder. Raises AppError."""
        backups = await asyncio.to_thread(self._folder.backups)
        now = self._clock.now()
        newest = next((backup for backup in backups if backup.at <= now), None)  # not one of a clock that was ahead
        self._status = replace(self._status, newest=newest)
        return BackupList(self.status, tuple(backups))

    def start(self) -> BackupsStatus:
        """Begin a backup, unless one is being made. The status says when it has ended."""
        if not self._is_running:
            self._begin().add_done_callback(_log_failure)
        return self.status

    async def cancel(self) -> None:
        """End the backup that is being made, if there is one. It leaves nothing behind."""
        task = self._task
        if task is not None and not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError, AppError):
                await task

    def check(self) -> HealthCheck:
        """Return the health of the backups: degraded when the last attempt failed, or the newest one is too old."""
        status = self._status
        if status.problem:
            text = f"The last backup failed: {status.problem}"
            return health("backups", because("backups_failed", text, status.problem), is_ok=False)
        if not status.every_hours:
            return health("backups", because("backups_off", "No backups are made on a schedule."), is_ok=True)
        if status.newest is None:
            return health("backups", because("backups_none", "There is no backup yet."), is_ok=True)
        day = f"{status.newest.at:%Y-%m-%d}"
        late = timedelta(hours=LATE * status.every_hours)
        if self._clock.now() - max(status.newest.at, self._begun_at) > late:
            text = f"The newest backup is of {day}."
            return health("backups", because("backups_old", text, day), is_ok=False)
        return health("backups", because("backups_right", f"The newest backup is of {day}.", day), is_ok=True)

    def _begin(self) -> asyncio.Task[Backup]:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._attempt(), name="backup")
        return self._task

    async def _make_due(self) -> float:
        """Make the backup that is due, and remove old ones. Returns the seconds until to look again."""
        every = timedelta(hours=self._status.every_hours)
        try:
            newest = (await self.list()).status.newest
        except AppError as error:
            self._fail(error)
            raise
        age = None if newest is None else self._clock.now() - newest.at
        left = every
        if age is None or age >= every:
            await asyncio.shield(self._begin())
        else:
            left -= age
        await self._remove_old()  # those that were asked for count too
        return min(left.total_seconds(), LOOK_EVERY_S)

    async def _remove_old(self) -> None:
        days, before = self._settings.backup_keep_days, None
        if days and (as_of := await self._clock.deletion_time()) is not None:
            before = as_of - timedelta(days=days)
        await asyncio.to_thread(self._folder.remove_old, self._settings.backup_keep, before)

    async def _attempt(self) -> Backup:
        try:
            backup = await self._make()
        except AppError as error:
            self._fail(error)
            raise
        log.info("The backup %s was made", backup.name)
        self._status = replace(self._status, newest=backup, problem="")
        return backup

    def _fail(self, error: AppError) -> None:
        self._status = replace(self._status, problem=error.message)

    async def _make(self) -> Backup:
        await asyncio.to_thread(self._folder.prepare)
        child, at = Child(), self._clock.now()
        await self._flush()
        try:
            try:
                await self._database.snapshot(self._folder.snapshot)
            except OSError as error:
                raise AppError("storage_unavailable", f"The database cannot be copied: {error.strerror}.") from error
            return await on_thread(child, partial(self._folder.make, child, self._folder.snapshot, at))
        finally:
            await asyncio.to_thread(remove_draft, self._folder.snapshot)


def _log_failure(task: asyncio.Task[Backup]) -> None:
    """Log why a backup that was asked for failed; nobody else awaits it."""
    if task.cancelled() or (error := task.exception()) is None:
        return
    if isinstance(error, AppError):
        log.info("The backup failed: %s", error.message)  # the list and the health check tell it
    else:
        log.error("The backup failed", exc_info=error)
