"""Databases of a self-hosted server: one DuckDB file with everything."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from app.config import Settings
from app.domain.ingest.channels import Channels
from app.domain.server_status import HealthCheck, because, health
from app.domain.tenants import TenantId
from app.domain.websites import Website, WebsiteId
from app.server.access.account_service import OpenAccounts
from app.server.access.open_accounts import open_accounts
from app.server.backups.backups import Backups, folder_of
from app.server.directory import WebsiteDirectory
from app.server.facts import FactsMaker
from app.server.imports.imports import Imports
from app.server.ingest.pipeline import JOURNAL_FOLDER, Ingest
from app.server.ingest.recovery.missing_database import check_database
from app.server.jobs import run_alone
from app.server.live import LiveHub
from app.server.recompute import Recomputes
from app.server.sample.history import WEBSITE, make_history
from app.server.trusted_clock import TrustedClock
from app.storage import clock as stored_clock
from app.storage import histories, websites
from app.storage.backups.folder import keep_before_upgrade
from app.storage.connection import FILE_NAME, Connection, one
from app.storage.database import Database, open_database
from app.storage.report_source import ReportSource, of_one_database


class SelfHostedStores:
    """The `Stores` of one file."""

    newest_stored = staticmethod(stored_clock.newest_stored)
    is_shared = False
    run_once = staticmethod(run_alone)

    def __init__(self, database: Database) -> None:
        self.events = database
        self.metadata = database

    async def websites(self) -> tuple[Website, ...]:
        return await self.events.read(websites.all_websites)

    @asynccontextmanager
    async def accounts(
        self, settings: Settings, clock: TrustedClock, *, is_private: bool
    ) -> AsyncIterator[OpenAccounts]:
        async with open_accounts(settings, self.metadata, clock, is_private=is_private) as accounts:
            yield OpenAccounts(accounts)

    def source(self, con: Connection, tenant: TenantId | None) -> ReportSource[Connection]:
        return ReportSource(con, self.events.store, of_one_database(con))

    async def delete_website(self, website: Website) -> None:
        await self.events.write_durably(histories.delete_website, website.key)

    async def add_sample(self, website_id: WebsiteId, now: datetime, channels: Channels) -> Website:
        key = await self.events.write(websites.new_key)
        history = await asyncio.to_thread(make_history, key, website_id, now, channels)
        return await self.events.write_durably(histories.add_sample, key, WEBSITE, website_id, now, history)

    async def ask(self, limit_s: float) -> None:
        await self.events.read(_ping, limit_s=limit_s, pool="health")

    async def size_bytes(self) -> int:
        return await asyncio.to_thread(_sizes, self.events.path)

    async def check(self) -> HealthCheck:
        aside = self.events.set_aside
        if aside is None:
            return health("database", because("database_right", "The database is available."), is_ok=True)
        text = f"The database's write-ahead log was damaged and moved to {aside.name}; the journal replaced it."
        return health("database", because("database_log_replaced", text, aside.name), is_ok=False)

    def facts_maker(
        self, websites: Callable[[], Iterable[Website]], settled_until: Callable[[], datetime]
    ) -> FactsMaker:
        return FactsMaker(self.events, websites, settled_until)

    def recomputes(self, directory: WebsiteDirectory, ingest: Ingest, hub: LiveHub, clock: TrustedClock) -> Recomputes:
        return Recomputes(self.events, directory, ingest, hub, clock)

    def backups(self, settings: Settings, ingest: Ingest, clock: TrustedClock) -> Backups:
        return Backups(settings, self.events, ingest.flush, clock)

    def imports(
        self, settings: Settings, directory: WebsiteDirectory, ingest: Ingest, hub: LiveHub, clock: TrustedClock
    ) -> Imports:
        return Imports(settings, self.events, directory, ingest, hub, clock)

    @asynccontextmanager
    async def kept_fresh(
        self, directory: WebsiteDirectory, ingest: Ingest, announce: Callable[[], None]
    ) -> AsyncIterator[None]:
        """Do nothing: no other process can open the file."""
        yield


@asynccontextmanager
async def open_self_hosted(settings: Settings) -> AsyncIterator[SelfHostedStores]:
    """Open the database in the data folder. Raises KnownStorageError, AppError `storage_unavailable`."""
    path, journal = settings.data_dir / FILE_NAME, settings.data_dir / JOURNAL_FOLDER
    await asyncio.to_thread(check_database, path, journal, may_begin_anew=settings.new_database)
    keep = partial(keep_before_upgrade, folder_of(settings), settings.backup_keep)
    database = await open_database(path, memory_limit=settings.duckdb_memory, keep=keep)
    try:
        yield SelfHostedStores(database)
    finally:
        await database.close()


def _ping(con: Connection) -> None:
    one(con, "database/ping")


def _sizes(path: Path) -> int:
    return sum(map(_size, (path, path.with_name(path.name + ".wal"))))


def _size(path: Path) -> int:
    """Return the size of a file in bytes; 0 when there is none, as of a log that a checkpoint has just removed."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
