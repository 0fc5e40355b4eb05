"""Turns of reports: the caller to whom a report is counted, and its wait for a slot."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from app.domain.addresses import client_network
from app.domain.errors import AppError
from app.server.access.guard import CALLER
from app.server.context import ADDRESSES, REPORT_SLOTS
from app.server.limits.report_slots import ReportSlots
from app.storage.connection import QueryTooSlow
from app.storage.readers import Pool

HEAVY_WAIT_S = 5.0  # for a slot of a heavy report, whose clients know that they may be refused


def fair_caller(request: web.Request) -> str:
    """Return the caller among whom slots are shared: a share link, a key, the user, the owner or a client's network.

    In cloud mode a tenant is one caller, however many people and keys it has.
    """
    if (link := request.match_info.get("share_id")) is not None:
        return f"link {link}"
    caller = request[CALLER]
    if caller.tenant is not None:
        return f"tenant {caller.tenant}"
    if caller.key is not None:
        return f"key {caller.key.id}"
    if caller.session is not None:
        return "user"
    return "owner" if caller.is_owner else f"client {client_network(request.app[ADDRESSES].of(request))}"


@asynccontextmanager
async def report_turn(request: web.Request, pool: Pool, limit_s: float, *, is_heavy: bool) -> AsyncIterator[float]:
    """Hold a slot for the caller of a request, as `turn_of`."""
    slots, caller = request.app[REPORT_SLOTS], fair_caller(request)
    async with turn_of(slots, caller, pool, limit_s, is_heavy=is_heavy) as left_s:
        yield left_s


@asynccontextmanager
async def turn_of(
    slots: ReportSlots, caller: str, pool: Pool, limit_s: float, *, is_heavy: bool
) -> AsyncIterator[float]:
    """Hold a slot while the body runs, and yield the seconds that are left of `limit_s` for the report itself.

    Raises QueryTooSlow when no slot became free; AppError `rate_limited` for a heavy report, after HEAVY_WAIT_S.
    """
    until_s, has_slot = time.monotonic() + limit_s, False
    wait_s = min(limit_s, HEAVY_WAIT_S) if is_heavy else limit_s
    try:
        async with slots[pool].hold(caller, is_heavy=is_heavy, wait_s=wait_s):
            has_slot = True
            yield until_s - time.monotonic()
    except TimeoutError:
        if has_slot:
            raise
        if is_heavy:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=int(HEAVY_WAIT_S)) from None
        raise QueryTooSlow from None
