"""A change that one process makes is heard by the others, also after PostgreSQL was away."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from app.domain.tenants import TenantId
from app.domain.websites import NewWebsite, WebsiteId
from app.loop import spawn
from app.storage import websites
from app.storage.postgres.changes import listen
from app.storage.postgres.database import PostgresDatabase
from tests.cloud.postgres.conftest import NOW, OURS, PostgresServer

LIMIT_S = 15.0


@pytest.fixture
async def heard(store: PostgresDatabase, store_url: str) -> AsyncIterator[asyncio.Queue[TenantId | None]]:
    """Tenants of the changes that are heard."""
    changes: asyncio.Queue[TenantId | None] = asyncio.Queue()
    listening = spawn("listen", listen(store_url, changes.put_nowait))
    assert await asyncio.wait_for(changes.get(), LIMIT_S) is None
    yield changes
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening


async def test_a_change_is_heard_with_its_tenant(
    store: PostgresDatabase, heard: asyncio.Queue[TenantId | None]
) -> None:
    await store.of_tenant(OURS).write(websites.add, NewWebsite("Shop", "example.com"), WebsiteId("site_a"), NOW)
    assert await asyncio.wait_for(heard.get(), LIMIT_S) == OURS
    with pytest.raises(ZeroDivisionError):
        await store.of_tenant(OURS).write(lambda con: (websites.set_share_id(con, "site_a", "x", NOW), 1 / 0))
    await store.of_tenant(OURS).write(websites.set_share_id, "site_a", "y", NOW)
    assert await asyncio.wait_for(heard.get(), LIMIT_S) == OURS
    assert heard.empty()  # nothing of what was rolled back


async def test_after_the_server_was_away_anything_may_have_changed(
    postgres_server: PostgresServer, heard: asyncio.Queue[TenantId | None]
) -> None:
    postgres_server.stop()
    postgres_server.start()
    assert await asyncio.wait_for(heard.get(), LIMIT_S) is None
