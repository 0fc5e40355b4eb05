"""ClickHouse and PostgreSQL for the tests of cloud mode, and a database with two tenants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from itertools import count

import psycopg
import pytest

from app.domain.tenants import TenantId, User, UserId
from app.storage.cache import ReportCache
from app.storage.postgres import tenants
from app.storage.postgres.database import PostgresDatabase, open_postgres
from app.storage.postgres.migrate import migrate
from app.storage.postgres.transaction import PostgresTransaction
from tests.cloud.http_engine import HttpEngine
from tests.cloud.postgres_server import PostgresServer, new_server

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
_numbers = count(1)
OURS, THEIRS = TenantId("ten_ours"), TenantId("ten_theirs")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests."""
    with new_server() as server:
        with psycopg.connect(server.url(server.admin, "postgres"), autocommit=True) as con:
            con.execute("CREATE ROLE sparklytics LOGIN")
        yield server


@pytest.fixture(scope="session")
def two_tenants(postgres_server: PostgresServer) -> str:
    """Name of a database with two tenants, which is copied for others."""
    with psycopg.connect(postgres_server.new_database()) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        migrate(con)
        for tenant, email in ((OURS, "ours@example.com"), (THEIRS, "theirs@example.com")):
            owner = User(UserId(f"user_{tenant}"), email, "hash", NOW)
            tenants.add(PostgresTransaction(con), tenant, tenant, owner, NOW)
        return con.info.dbname


@pytest.fixture
def store_url(postgres_server: PostgresServer, two_tenants: str) -> str:
    """Address of a database with two tenants, for one test."""
    return postgres_server.new_database(template=two_tenants)


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[PostgresDatabase]:
    """A database with two tenants, for one test."""
    database = await open_postgres(store_url, ReportCache().invalidate)
    yield database
    await database.close()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpEngine]:
    """An engine for all tests, each of which leaves it running."""
    engine = HttpEngine(tmp_path_factory.mktemp("engine"))
    engine.start()
    yield engine
    engine.kill()


@pytest.fixture
def cloud(engine: HttpEngine, store_url: str) -> dict[str, str]:
    """Settings of servers that share an empty ClickHouse database and a PostgreSQL database with two tenants."""
    return cloud_settings(engine, store_url)


def cloud_settings(engine: HttpEngine, store_url: str) -> dict[str, str]:
    """Return settings of servers that share an empty ClickHouse database and a PostgreSQL database."""
    address = engine.address(f"shared_{next(_numbers)}")
    url = f"clickhouse://127.0.0.1:{address.port}/{address.database}"
    return {"mode": "cloud", "clickhouse_url": url, "postgres_url": store_url}
