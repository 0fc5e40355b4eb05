"""Changes that other processes make to websites and items, brought into the memory of this one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime

from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.tenants import TenantId
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.storage.clickhouse.database import ClickHouseDatabase
from app.storage.postgres import tenants
from app.storage.postgres.database import PostgresDatabase

log = logging.getLogger(__name__)

PAUSE_S = 0.1  # between two looks, so that many changes at once are read together
RETRY_S = 1.0
_ANY_TIME = datetime.min.replace(tzinfo=UTC)


class Refresher:
    """Reads again what has changed. flush: has the events stored that wait in this process; announce: tells live
    clients of other websites. run() is its task.

    Where a website is gone, the events of it that this process still stored are deleted as well: whoever deleted it
    could not know them.
    """

    def __init__(
        self,
        events: ClickHouseDatabase,
        metadata: PostgresDatabase,
        directory: WebsiteDirectory,
        flush: Callable[[], Awaitable[None]],
        announce: Callable[[], None],
    ) -> None:
        self._events = events
        self._metadata = metadata
        self._directory = directory
        self._flush = flush
        self._announce = announce
        self._noted = asyncio.Event()
        self._changed: set[TenantId | None] = set()  # None: any tenant
        self._gone: set[WebsiteKey] = set()

    def note(self, tenant: TenantId | None) -> None:
        """Note that something of a tenant has changed, None: of any."""
        self._changed.add(tenant)
        self._noted.set()

    async def run(self) -> None:
        """Refresh what is noted until cancelled; after a failure, again."""
        while True:
            await self._noted.wait()
            self._noted.clear()
            try:
                await self._refresh()
                await self._delete_events()
            except AppError as error:  # the databases have their own health check; the next attempt may succeed
                log.info("Changes of other processes cannot be read yet: %s", error.message)
                self._noted.set()
                await asyncio.sleep(RETRY_S)
            await asyncio.sleep(PAUSE_S)

    async def _refresh(self) -> None:
        changed, self._changed = self._changed, set()
        if None in changed:
            changed = {None}
        try:
            for tenant in changed:
                await self._directory.change(self._read(tenant))
        except AppError:
            self._changed |= changed
            raise

    async def _read(self, tenant: TenantId | None) -> None:
        metadata = self._metadata if tenant is None else self._metadata.of_tenant(tenant)
        websites = await metadata.read(tenants.all_websites)
        before = self._directory.all()
        self._gone |= {website.key for website in self._directory.renew(tenant, websites)}
        if self._directory.all() != before:
            self._announce()
        self._events.cache.invalidate(_all_of(websites))  # for items are part of reports

    async def _delete_events(self) -> None:
        if self._gone:
            await self._flush()
        while self._gone:
            key = next(iter(self._gone))
            await self._events.write(self._events.store.websites.delete, key)
            self._gone.discard(key)


def _all_of(websites: Iterable[Website]) -> dict[int, datetime]:
    return {website.key: _ANY_TIME for website in websites}
