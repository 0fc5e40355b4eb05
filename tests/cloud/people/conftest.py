"""Server processes of cloud mode with people in two tenants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from ipaddress import ip_network
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from app.config import CITY_FILE, Settings
from app.domain.clock import utc_now
from app.domain.live import WebsitesChanged
from app.domain.tenants import Role, TenantId, User, UserId
from app.logs import LogRing
from app.server.context import ServerContext
from app.server.directory import WebsiteDirectory
from app.server.ingest.pipeline import open_ingest
from app.server.live import LiveHub
from app.server.places.city_fetch import CityFetch
from app.server.places.city_file import CityFile
from app.server.status import StatusReport
from app.server.stores.cloud import open_cloud
from app.server.trusted_clock import open_trusted_clock
from app.storage.metadata import Transaction
from app.storage.postgres import members
from app.storage.postgres.database import PostgresDatabase
from tests.cloud.conftest import NOW, OURS, THEIRS
from tests.cloud.http_engine import HttpEngine
from tests.server.conftest import Running, served, settings_for
from tests.server.sign_in import CHEAP, Answer, ask

PASSWORD = "correct horse battery"
OWNER, ADMIN, VIEWER = "owner@example.com", "admin@example.com", "viewer@example.com"
OTHER_OWNER = "other@example.com"
BOTH = "both@example.com"  # viewer of both tenants

Processes = Callable[[], Awaitable[Running]]
_numbers = count(1)


@pytest.fixture(scope="session")
def password_hash() -> str:
    """The hash of PASSWORD, cheap."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def add_people(con: Transaction, password_hash: str) -> None:
    """Add the people above to the two tenants."""
    roles: tuple[tuple[str, TenantId, Role], ...] = (
        (OWNER, OURS, "owner"),
        (ADMIN, OURS, "admin"),
        (VIEWER, OURS, "viewer"),
        (OTHER_OWNER, THEIRS, "owner"),
        (BOTH, OURS, "viewer"),
        (BOTH, THEIRS, "viewer"),
    )
    for email, tenant, role in roles:
        user = User(UserId(f"user_{email.partition('@')[0]}"), email, password_hash, NOW)
        members.join(con, tenant, user, role, NOW)


@pytest.fixture
async def processes(
    engine: HttpEngine, store: PostgresDatabase, store_url: str, password_hash: str, tmp_path: Path
) -> AsyncIterator[Processes]:
    """Start one more server process over the same ClickHouse and PostgreSQL, with people in two tenants."""
    await store.write(add_people, password_hash)
    address = engine.address(f"people_{next(_numbers)}")
    clickhouse_url = f"clickhouse://127.0.0.1:{address.port}/{address.database}"
    async with AsyncExitStack() as stack:

        async def start() -> Running:
            folder = tmp_path / str(next(_numbers))
            folder.mkdir()
            settings = settings_for(
                folder,
                mode="cloud",
                clickhouse_url=clickhouse_url,
                postgres_url=store_url,
                trusted_proxies=(ip_network("127.0.0.1"),),
                **CHEAP,
            )
            return await served(await open_cloud_parts(settings, stack), stack)

        yield start


async def open_cloud_parts(settings: Settings, stack: AsyncExitStack) -> ServerContext:
    """Open what a server of cloud mode has open."""
    stores = await stack.enter_async_context(open_cloud(settings))
    trusted = await stack.enter_async_context(
        open_trusted_clock(stores.metadata, utc_now, newest_stored=stores.newest_stored)
    )
    access = await stack.enter_async_context(stores.accounts(settings, trusted, is_private=False))
    directory, hub = WebsiteDirectory(await stores.websites()), LiveHub()
    ingest = await stack.enter_async_context(open_ingest(settings, stores.events, stores.metadata, directory, hub))
    ingest.collector.quotas = access.quotas
    await stack.enter_async_context(stores.kept_fresh(directory, ingest, lambda: hub.publish(WebsitesChanged())))
    city_file = CityFile(settings.data_dir / CITY_FILE, ingest)
    city_fetch = CityFetch(city_file, utc_now, "http://127.0.0.1:9")  # nobody answers there
    stack.push_async_callback(city_fetch.cancel)
    return ServerContext(
        settings=settings,
        stores=stores,
        directory=directory,
        ingest=ingest,
        hub=hub,
        owner_token=None,
        started_at=utc_now(),
        clock=utc_now,
        log_lines=LogRing(),
        status=StatusReport(settings, stores, ingest, ("http://localhost:3000",), trusted, city_fetch.places),
        trusted_clock=trusted,
        city_file=city_file,
        city_fetch=city_fetch,
        access=access,
        recomputes=stores.recomputes(directory, ingest, hub, trusted),
    )


@pytest.fixture
async def cloud(processes: Processes) -> Running:
    """A server with people in two tenants."""
    return await processes()


async def log_in(running: Running, email: str, password: str = PASSWORD, **more: Any) -> Answer:
    return await ask(running, "POST", "/api/auth/login", {"email": email, "password": password} | more)


async def cookie_of(running: Running, email: str, **more: Any) -> str:
    """The session token of a new sign-in."""
    answer = await log_in(running, email, **more)
    assert answer.status == 200, answer.body
    return answer.cookie
