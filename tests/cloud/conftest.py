"""ClickHouse and PostgreSQL for the tests of cloud mode, and a database with two tenants."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from app.domain.tenants import TenantId, User, UserId
from app.storage.cache import ReportCache
from app.storage.postgres import tenants
from app.storage.postgres.database import PostgresDatabase, open_postgres
from app.storage.postgres.migrate import migrate
from app.storage.postgres.transaction import PostgresTransaction
from tests.cloud.http_engine import HttpEngine
from tests.cloud.postgres_server import PostgresServer, as_ordinary_user

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
OURS, THEIRS = TenantId("ten_ours"), TenantId("ten_theirs")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for all tests."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    # Short: the address of a socket has at most 107 bytes. In memory where the other files of tests are, for there are
    # 400 MB of it.
    folder = Path(tempfile.mkdtemp(prefix="postgres-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT") or None))
    if os.getuid() == 0:
        os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
    server = PostgresServer(folder, programs)
    try:
        make = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", "admin", "--auth=trust", "--no-sync"]
        subprocess.run(as_ordinary_user([*make, "--encoding=UTF8", "--locale=C"]), check=True, capture_output=True)
        server.start()
        with psycopg.connect(server.url("admin", "postgres"), autocommit=True) as con:
            con.execute("CREATE ROLE sparklytics LOGIN")
        yield server
    finally:
        server.stop(signal.SIGQUIT)  # without writing down what is removed now
        shutil.rmtree(folder)


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
