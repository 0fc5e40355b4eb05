"""Changes that other processes have made to websites, items and keys, heard through PostgreSQL's LISTEN."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Literal

import psycopg

from app.domain.tenants import TenantId
from app.storage.postgres.connections import OPTIONS

log = logging.getLogger(__name__)

RETRY_S = 1.0


async def listen(url: str, on_change: Callable[[TenantId | None], None]) -> None:
    """Call `on_change` with each tenant whose websites, items or keys have changed, this process's changes included.

    None: any may have changed, for the server was away or has not been heard yet. Runs until it is cancelled.
    """
    await listen_to(url, "changes", lambda text: on_change(TenantId(text) if text else None))


async def listen_to(url: str, channel: Literal["changes", "people"], on_change: Callable[[str | None], None]) -> None:
    """Call `on_change` with the text of each notification. None: the server was away or has not been heard yet.

    Texts of `people` are "session ID", of a session that began or ended, and "tenant ID", of members or keys.
    """
    is_away = False
    while True:
        try:
            con = await psycopg.AsyncConnection.connect(url, autocommit=True, **OPTIONS)
            async with con:
                await con.execute(f"LISTEN {channel}".encode())
                is_away = False
                on_change(None)
                async for change in con.notifies():
                    on_change(change.payload)
        except psycopg.OperationalError as error:
            if not is_away:  # once, however long it lasts
                log.info("PostgreSQL cannot be heard: %s", error)
            is_away = True
        await asyncio.sleep(RETRY_S)
