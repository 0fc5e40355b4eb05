"""A real PostgreSQL for the tests of cloud mode, in a folder of its own, reached by its socket alone."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest

from app.domain.tenants import TenantId, User, UserId
from app.storage.cache import ReportCache
from app.storage.metadata import Transaction
from app.storage.postgres import tenants
from app.storage.postgres.database import PostgresDatabase, open_postgres
from app.storage.postgres.migrate import migrate
from app.storage.postgres.transaction import PostgresTransaction

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
OURS, THEIRS = TenantId("ten_ours"), TenantId("ten_theirs")
START_LIMIT_S = 30.0

# Data of tests need not survive a power cut. Times and their notation are those of a server elsewhere.
_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60"),
    *("timezone=Asia/Kathmandu", "datestyle=German"),
)


@dataclass
class PostgresServer:
    """A running server. Its folder holds the data and the socket."""

    folder: Path
    programs: Path
    process: subprocess.Popen[bytes] | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        options = [part for setting in _SETTINGS for part in ("-c", setting)]
        socket = ["-c", f"unix_socket_directories={self.folder}", "-c", "listen_addresses="]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *socket, *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(_as_ordinary_user(command), stdout=log, stderr=log)
        until = time.monotonic() + START_LIMIT_S
        while True:
            try:
                psycopg.connect(self.url("admin", "postgres")).close()
            except psycopg.OperationalError as error:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from error
                time.sleep(0.05)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the server at once, with the connections of its clients."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(START_LIMIT_S)
            self.process = None

    def url(self, user: str, database: str) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def new_database(self, owner: str = "sparklytics", template: str = "template1", more: str = "") -> str:
        """Make a database, empty or with what `template` has, and return its address for `owner`."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url("admin", "postgres"), autocommit=True) as con:
            con.execute(f"CREATE DATABASE {name} OWNER {owner} TEMPLATE {template} {more}".encode())
        return self.url(owner, name)


def _as_ordinary_user(command: Sequence[str]) -> list[str]:
    """The command as a user whom PostgreSQL accepts (it refuses to run as root), until this process ends."""
    if shutil.which("setpriv") is None:  # not Linux
        return list(command)
    user = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    return ["setpriv", *user, "--pdeathsig=INT", *command]


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
        subprocess.run(_as_ordinary_user([*make, "--encoding=UTF8", "--locale=C"]), check=True, capture_output=True)
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


@pytest.fixture(scope="module")
def prepared_url(postgres_server: PostgresServer, two_tenants: str) -> str:
    """A database with two tenants for the tests of a file, which write nothing to it."""
    return postgres_server.new_database(template=two_tenants)


@pytest.fixture
def con(prepared_url: str) -> Iterator[Transaction]:
    """A transaction over the rows of one of two tenants, which is rolled back after the test."""
    yield from _transaction(prepared_url, "app.tenant", OURS)


@pytest.fixture
def con_of_all(prepared_url: str) -> Iterator[Transaction]:
    """A transaction over all rows, which is rolled back after the test."""
    yield from _transaction(prepared_url, "app.sees_all", "yes")


def _transaction(url: str, scope: str, value: str) -> Iterator[Transaction]:
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config(%s, %s, true)", (scope, value))
        yield PostgresTransaction(connection)
        connection.rollback()
