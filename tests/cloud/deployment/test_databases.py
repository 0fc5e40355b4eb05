"""The files of `packaging/cloud/` for ClickHouse and PostgreSQL do on the real engines what they are for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from app.domain.ids import WebsiteKey
from app.domain.tenants import TenantId, User, UserId
from app.domain.websites import NewWebsite, WebsiteId
from app.storage import websites
from app.storage.clickhouse import status
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.batches import ClickHouseWriter, open_writer
from app.storage.clickhouse.connection import ClickHouse, open_connection
from app.storage.clickhouse.data_retention import delete_oldest, delete_orphans
from app.storage.clickhouse.migrate import migrate
from app.storage.clickhouse.websites import delete
from app.storage.connection import KnownStorageError
from app.storage.postgres import tenants
from app.storage.postgres.migrate import check_encoding, check_login
from app.storage.postgres.migrate import migrate as migrate_postgres
from app.storage.postgres.transaction import PostgresTransaction
from tests.cloud.clickhouse.two_writers import store
from tests.cloud.deployment.engine import FOLDER, LOGS, configured, docker
from tests.cloud.postgres_server import PostgresServer, new_server
from tests.histories import event

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
SHOP, BLOG = WebsiteKey(101), WebsiteKey(102)
REFUSED = (
    *("DROP TABLE events", "TRUNCATE TABLE events", "DROP DATABASE sparklytics", "CREATE DATABASE other"),
    *("CREATE USER other", "SYSTEM FLUSH LOGS", "SELECT * FROM file('/etc/passwd', 'LineAsString')"),
)


def filled(address: ClickHouseAddress, folder: Path) -> ClickHouseWriter:
    """Return a writer whose database has three events of one website and one of another."""
    con = open_connection(address)
    migrate(con)
    writer = open_writer(con, folder / "position.json", has_journal=False)
    moments = (("2026-03-30 10:00", 7), ("2026-03-30 11:00", 8), ("2026-04-02 10:00", 7))
    store([writer], SHOP, [event(ts, visitor, "/") for ts, visitor in moments], {7: "anna"})
    store([writer], BLOG, [event("2026-04-02 12:00", 9, "/")])
    return writer


def count(con: ClickHouse) -> int:
    ((events,),) = con.read("SELECT count() FROM events")
    return int(events)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARKLYTICS_CLICKHOUSE_PASSWORD", "password")


@pytest.fixture
def program_rights(tmp_path: Path) -> Iterator[ClickHouseAddress]:
    """An empty database, as the user of the program sees it."""
    with configured(tmp_path) as engine:
        engine.address("sparklytics")
    with configured(tmp_path, as_program=True) as engine:
        yield ClickHouseAddress("127.0.0.1", engine.port, database="sparklytics")


def test_the_clickhouse_user_may_do_what_the_program_does_and_no_more(
    tmp_path: Path, program_rights: ClickHouseAddress
) -> None:
    writer = filled(program_rights, tmp_path)
    con = writer.con
    status.ping(con)
    assert status.size_bytes(con) > 0
    assert delete_oldest(writer, datetime(2026, 4, 1)) == 2  # noqa: DTZ001  naive UTC
    delete_orphans(writer)
    delete(writer, SHOP)
    assert count(con) == 1
    for text in REFUSED:
        with pytest.raises(KnownStorageError, match="lacks rights"):
            con.command(text)
    con.close()


def test_clickhouse_keeps_no_logs_in_tables_and_bounds_its_memory(tmp_path: Path) -> None:
    names = ["max_server_memory_usage_to_ram_ratio", "mark_cache_size"]
    with configured(tmp_path) as engine:
        con = open_connection(engine.address("sparklytics"))
        con.command("SYSTEM FLUSH LOGS")
        tables = con.read(
            "SELECT name FROM system.tables WHERE database = 'system' AND has($names, name)", {"names": LOGS}
        )
        settings = con.read("SELECT name, value FROM system.server_settings WHERE has($names, name)", {"names": names})
        con.close()
    assert (tables, len(LOGS)) == ([], 22)
    assert dict(settings) == {names[0]: "0.75", names[1]: "268435456"}


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    """A server with the roles of the project."""
    with new_server("postgres") as server:
        psql = [str(server.programs / "psql"), "--no-psqlrc", "--quiet", "--host", str(server.folder)]
        roles = ["--username", "postgres", "--dbname", "postgres", "--file", str(FOLDER / "postgres" / "roles.sql")]
        env = os.environ | {"SPARKLYTICS_POSTGRES_PASSWORD": 'it\'s "secret"'}
        subprocess.run([*psql, *roles], check=True, env=env)
        yield server


def test_the_postgres_user_owns_its_database_and_is_subject_to_row_level_security(postgres: PostgresServer) -> None:
    with psycopg.connect(postgres.url("sparklytics", "sparklytics")) as con:
        check_login(con)
        check_encoding(con)
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        migrate_postgres(con)
        con.rollback()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            con.execute("CREATE ROLE other")
    with psycopg.connect(postgres.url("sparklytics_backup", "sparklytics")) as con:
        with pytest.raises(KnownStorageError, match="row-level security"):
            check_login(con)
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            con.execute("CREATE TABLE other (number INTEGER)")


def test_a_backup_has_both_databases_and_is_restored_over_what_came_later(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    with configured(tmp_path) as engine:
        writer = filled(engine.address("sparklytics"), tmp_path)
        docker(tmp_path, engine.port, str(postgres.programs), str(postgres.folder))
        url = postgres.url("sparklytics", "sparklytics")
        _add_tenant(url, "ten_ours")
        _run("backup.sh", tmp_path)
        _add_tenant(url, "ten_later")
        delete(writer, SHOP)
        assert (count(writer.con), _tenants_with_websites(url)) == (1, ["ten_later", "ten_ours"])
        writer.con.close()
        _run("restore.sh", tmp_path)
        assert (count(writer.con), _tenants_with_websites(url)) == (4, ["ten_ours"])
        writer.con.close()
    backup = tmp_path / "backup"
    assert sorted(path.name for path in backup.iterdir()) == ["events.tar", "metadata.dump"]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (backup, *backup.iterdir()))
    assert list((tmp_path / "backups").iterdir()) == []
    lines = (tmp_path / "compose.log").read_text().splitlines()
    assert lines == ["ps --services --status running", "stop server-1", "start server-1"]
    with psycopg.connect(url) as con:  # row-level security is in the backup too
        con.execute("SELECT set_config('app.tenant', 'ten_other', true)")
        assert con.execute("SELECT count(*) FROM websites").fetchone() == (0,)


def _run(script: str, folder: Path) -> None:
    command = [shutil.which("sh") or "sh", str(FOLDER / script), str(folder / "backup")]
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    ended = subprocess.run(command, env=os.environ | {"PATH": path}, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def _add_tenant(url: str, name: str) -> None:
    with psycopg.connect(url) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true), set_config('app.tenant', %s, true)", (name,))
        migrate_postgres(con)
        transaction = PostgresTransaction(con)
        owner = User(UserId(f"user_{name}"), f"{name}@example.com", "hash", NOW)
        tenants.add(transaction, TenantId(name), name, owner, NOW)
        websites.add(transaction, NewWebsite("Shop", "shop.example", "UTC"), WebsiteId(f"site_{name}"), NOW)


def _tenants_with_websites(url: str) -> list[str]:
    with psycopg.connect(url) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        return [name for (name,) in con.execute("SELECT tenant FROM websites ORDER BY tenant").fetchall()]
