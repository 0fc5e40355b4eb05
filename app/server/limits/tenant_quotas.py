"""Quotas of tenants: how many events each may still send in this month of UTC, counted by all processes together."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.errors import AppError, BadRequest, NotFound
from app.domain.tenants import Tenant, TenantId, Usage, month_of
from app.domain.websites import Website
from app.loop import spawn
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore, Transaction
from app.storage.postgres import tenants

log = logging.getLogger(__name__)

SHARE_EVERY_S = 2.0  # so long other processes may not know of events


@dataclass(frozen=True, slots=True)
class TenantUsage:
    """A tenant with the events it has sent in a month."""

    tenant: Tenant
    usage: Usage


class TenantQuotas:
    """Usage and limits of all tenants in memory. Used on the event loop only. metadata: the store of all tenants.

    clock: current time, aware, in UTC.
    """

    def __init__(self, metadata: MetadataStore, clock: Callable[[], datetime]) -> None:
        self._metadata = metadata
        self._clock = clock
        self._known: dict[TenantId, TenantUsage] = {}
        self._unsaved: Counter[TenantId] = Counter()

    def excess(self, websites: Sequence[Website]) -> AppError | None:
        """Return the error `quota_exceeded` unless the tenant of these websites, one an event, may send the events.

        A `bad_request` for websites of several tenants.
        """
        tenant = websites[0].tenant
        if any(website.tenant != tenant for website in websites):
            return BadRequest("batch must contain events for a single tenant")
        if tenant is None or (known := self._known.get(tenant)) is None:
            return None  # added a moment ago
        if known.usage.events + self._unsaved[tenant] + len(websites) > known.tenant.limits.monthly_events:
            sentence = "The events of this month are used up. The quota begins anew with the next month."
            return AppError("quota_exceeded", sentence, retry_after_s=self._until_next_month_s())
        return None

    def count(self, tenant: TenantId | None, events: int) -> None:
        """Count events that were accepted."""
        if tenant is not None:
            self._unsaved[tenant] += events

    async def usage_of(self, tenant: TenantId) -> TenantUsage:
        """Return the usage of a tenant in this month, of other processes as far as it is stored. Raises NotFound.

        From memory: whoever asks often keeps no one from PostgreSQL.
        """
        if tenant not in self._known:  # added a moment ago
            await self.share()
        if (known := self._known.get(tenant)) is None:
            raise NotFound("Tenant not found")
        usage = known.usage
        return TenantUsage(known.tenant, Usage(usage.month, usage.events + self._unsaved[tenant]))

    async def share(self) -> None:
        """Store what was counted, and read what others have counted. What could not be stored is stored next time."""
        month = month_of(self._clock().date())
        counted, self._unsaved = self._unsaved, Counter()
        try:
            self._known = await self._metadata.write(_shared, dict(counted), month, invalidates=NONE)
        except BaseException:  # cancelled as well: memory is put back, then it is raised again
            self._unsaved += counted
            raise

    def _until_next_month_s(self) -> int:
        now = self._clock()
        following = (now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return max(1, round((following - now).total_seconds()))


def _shared(con: Transaction, counted: dict[TenantId, int], month: date) -> dict[TenantId, TenantUsage]:
    tenants.add_usage(con, counted, month)
    events = tenants.usage_of_all(con, month)
    return {
        tenant.id: TenantUsage(tenant, Usage(month, events.get(tenant.id, 0))) for tenant in tenants.all_tenants(con)
    }


@asynccontextmanager
async def open_quotas(metadata: MetadataStore, clock: Callable[[], datetime]) -> AsyncIterator[TenantQuotas]:
    """Yield the quotas of all tenants, which are shared with other processes while the context is open."""
    quotas = TenantQuotas(metadata, clock)
    await quotas.share()
    sharing = spawn("quotas", _keep_shared(quotas))
    try:
        yield quotas
    finally:
        sharing.cancel()
        with suppress(asyncio.CancelledError):
            await sharing
        await _try_share(quotas)


async def _keep_shared(quotas: TenantQuotas) -> None:
    while True:
        await asyncio.sleep(SHARE_EVERY_S)
        await _try_share(quotas)


async def _try_share(quotas: TenantQuotas) -> None:
    try:
        await quotas.share()
    except AppError as error:  # the next round may succeed; nothing is lost meanwhile
        log.info("The usage of tenants could not be stored: %s", error.message)
