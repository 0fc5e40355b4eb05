"""Server processes of cloud mode as far as people go: real accounts, members, keys and quotas in PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from app.domain.tenants import Role, TenantId, User, UserId
from app.server.access.cloud.members import Members
from app.server.access.cloud.opening import open_people
from app.server.context import ServerContext
from app.server.limits.tenant_quotas import open_quotas
from app.storage.cache import ReportCache
from app.storage.metadata import MetadataStore, Transaction
from app.storage.postgres import members, tenants
from app.storage.postgres.database import PostgresDatabase, open_postgres
from tests.cloud.postgres.conftest import NOW, OURS, THEIRS
from tests.server.conftest import Running, open_parts, served, settings_for
from tests.server.sign_in import CHEAP, Answer, ask

PASSWORD = "correct horse battery"
OWNER, ADMIN, VIEWER = "owner@example.com", "admin@example.com", "viewer@example.com"
OTHER_OWNER = "other@example.com"
BOTH = "both@example.com"  # viewer of both tenants

Processes = Callable[[], Awaitable[Running]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudContext(ServerContext):
    """The context of a server whose metadata is in PostgreSQL."""

    shared: MetadataStore

    @property
    def metadata(self) -> MetadataStore:
        return self.shared


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
    store: PostgresDatabase, store_url: str, password_hash: str, tmp_path: Path
) -> AsyncIterator[Processes]:
    """Start one more server process over the same PostgreSQL, with people in two tenants."""
    await store.write(add_people, password_hash)
    async with AsyncExitStack() as stack:
        number = 0

        async def start() -> Running:
            nonlocal number
            number += 1
            folder = tmp_path / str(number)
            folder.mkdir()
            return await served(await open_cloud(folder, store_url, stack), stack)

        yield start


async def open_cloud(folder: Path, url: str, stack: AsyncExitStack) -> ServerContext:
    settings = settings_for(folder, trusted_proxies=(ip_network("127.0.0.1"),), **CHEAP)
    parts = await open_parts(settings, None, stack)
    shared = await open_postgres(url, ReportCache().invalidate)
    stack.push_async_callback(shared.close)
    people = await stack.enter_async_context(open_people(settings, shared, parts.trusted_clock, url))
    quotas = await stack.enter_async_context(open_quotas(shared, parts.clock))
    parts.ingest.collector.quotas = quotas
    for website in await shared.read(tenants.all_websites):
        parts.directory.put(website)
    known: dict[str, Any] = {field.name: getattr(parts, field.name) for field in fields(parts)}
    cloud = {"accounts": people, "tenants": Members(people, shared, parts.clock), "quotas": quotas}
    return CloudContext(**(known | cloud), shared=shared)


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
