"""Databases of cloud mode: ClickHouse for events, PostgreSQL for the rest. Other processes use them too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from typing import NoReturn, TypeVar, TypeVarTuple

from app.config import Settings
from app.domain.errors import AppError, NotFound, WrongSetting
from app.domain.ingest.channels import Channels
from app.domain.server_status import HealthCheck, because, health
from app.domain.tenants import TenantId
from app.domain.websites import Website, WebsiteId
from app.loop import spawn
from app.server.access.account_service import OpenAccounts
from app.server.access.cloud.members import Members
from app.server.access.cloud.opening import open_people
from app.server.directory import WebsiteDirectory
from app.server.ingest.pipeline import JOURNAL_FOLDER, Ingest
from app.server.ingest.recovery.missing_database import has_records
from app.server.limits.tenant_quotas import open_quotas
from app.server.live import LiveHub
from app.server.stores.changes import Refresher
from app.server.stores.shared_jobs import SharedJobs
from app.server.trusted_clock import TrustedClock
from app.storage import clock as stored_clock
from app.storage import websites
from app.storage.cache import Invalidation
from app.storage.clickhouse import status
from app.storage.clickhouse.address import ClickHouseAddress, parse_address
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.database import ClickHouseDatabase, open_clickhouse
from app.storage.metadata import Transaction
from app.storage.postgres import tenants
from app.storage.postgres.changes import listen
from app.storage.postgres.database import PostgresDatabase, check_url, open_postgres
from app.storage.report_source import ReportSource

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

CHECK_LIMIT_S = 2.0
ITEMS_LIMIT_S = 5.0  # for the items of a report


class CloudStores:
    """The `Stores` of cloud mode. url: of PostgreSQL."""

    newest_stored = staticmethod(stored_clock.newest_of_metadata)
    is_shared = True

    def __init__(self, events: ClickHouseDatabase, metadata: PostgresDatabase, url: str) -> None:
        self.events = events
        self.metadata = metadata
        self.run_once = SharedJobs(metadata).run_once
        self._url = url

    async def websites(self) -> tuple[Website, ...]:
        return await self.metadata.read(tenants.all_websites)

    @asynccontextmanager
    async def accounts(
        self, settings: Settings, clock: TrustedClock, *, is_private: bool
    ) -> AsyncIterator[OpenAccounts]:
        async with (
            open_people(settings, self.metadata, clock, self._url) as people,
            open_quotas(self.metadata, clock.wall) as quotas,
        ):
            yield OpenAccounts(people, Members(people, self.metadata, clock.now), quotas)

    def source(self, con: ClickHouse, tenant: TenantId | None) -> ReportSource[ClickHouse]:
        def look_up(fn: Callable[[Transaction, *Ts], T], /, *args: *Ts) -> T:
            return self.metadata.of_tenant(tenant).read_here(fn, *args, limit_s=ITEMS_LIMIT_S)

        return ReportSource(con, self.events.store, look_up)

    async def delete_website(self, website: Website) -> None:
        """Delete the events first: should PostgreSQL fail then, the website is still there to be deleted again."""
        await self.events.write(self.events.store.websites.delete, website.key)
        await self.metadata.of_tenant(website.tenant).write(websites.delete, website.key)

    async def add_sample(self, website_id: WebsiteId, now: datetime, channels: Channels) -> NoReturn:
        raise NotFound("Sample websites exist on self-hosted servers alone.")

    async def ask(self, limit_s: float) -> None:
        await self.events.read(status.ping, limit_s=limit_s, pool="health")
        await self.metadata.read(tenants.plans, limit_s=limit_s)

    async def size_bytes(self) -> int:
        return await self.events.read(status.size_bytes)

    async def check(self) -> HealthCheck:
        try:
            await self.metadata.read(tenants.plans, limit_s=CHECK_LIMIT_S)
        except AppError as error:
            return HealthCheck("database", "degraded", error.message)
        return health("database", because("database_right", "The database is available."), is_ok=True)

    def facts_maker(self, websites: Callable[[], Iterable[Website]], settled_until: Callable[[], datetime]) -> None:
        """Return None: ClickHouse reads the events of closed days."""

    def backups(self, settings: Settings, ingest: Ingest, clock: TrustedClock) -> None:
        return None

    def recomputes(self, directory: WebsiteDirectory, ingest: Ingest, hub: LiveHub, clock: TrustedClock) -> None:
        """Return None: rows of ClickHouse stay as they were written."""

    def imports(
        self, settings: Settings, directory: WebsiteDirectory, ingest: Ingest, hub: LiveHub, clock: TrustedClock
    ) -> None:
        """Return None: an import has numbers of its own, which ClickHouse does not keep apart."""

    @asynccontextmanager
    async def kept_fresh(
        self, directory: WebsiteDirectory, ingest: Ingest, announce: Callable[[], None]
    ) -> AsyncIterator[None]:
        refresher = Refresher(self.events, self.metadata, directory, ingest.flush, announce)
        tasks = [spawn("listen", listen(self._url, refresher.note)), spawn("refresh", refresher.run())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


@asynccontextmanager
async def open_cloud(settings: Settings) -> AsyncIterator[CloudStores]:
    """Connect to ClickHouse and PostgreSQL. Raises WrongSetting for a wrong address, KnownStorageError."""
    address = addresses(settings)
    async with AsyncExitStack() as stack:
        has_journal = await asyncio.to_thread(has_records, settings.data_dir / JOURNAL_FOLDER)
        events = await open_clickhouse(address, settings.data_dir, has_journal=has_journal)
        stack.push_async_callback(events.close)

        def stale(invalidation: Invalidation) -> None:
            events.cache.invalidate(invalidation)
            events.newest.invalidate(invalidation)

        metadata = await open_postgres(settings.postgres_url, stale)
        stack.push_async_callback(metadata.close)
        yield CloudStores(events, metadata, settings.postgres_url)


def addresses(settings: Settings) -> ClickHouseAddress:
    """Check both addresses, and return that of ClickHouse. Raises WrongSetting."""
    try:
        check_url(settings.postgres_url)
    except ValueError as error:
        sentence = f"SPARKLYTICS_POSTGRES_URL is no address of a PostgreSQL database: {error}."
        raise WrongSetting(sentence, field="postgres_url") from None  # its text may have a password
    try:
        return parse_address(settings.clickhouse_url)
    except ValueError as error:
        raise WrongSetting(f"SPARKLYTICS_CLICKHOUSE_URL {error}", field="clickhouse_url") from None
