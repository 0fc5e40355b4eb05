"""PostgreSQL as a store: opening, migrating, two processes at once, a server that goes away and comes back."""

from __future__ import annotations

import asyncio
import threading

import psycopg
import pytest
from psycopg_pool.base import AttemptWithBackoff

from app.domain.errors import AppError, BadRequest
from app.domain.items.goals import GOALS, MAX_GOALS, GoalChange, new_goal
from app.domain.websites import NewWebsite, WebsiteId
from app.storage import items, websites
from app.storage.cache import ALL, Invalidation, ReportCache
from app.storage.connection import KnownStorageError, QueryTooSlow, StorageClosed
from app.storage.metadata import Transaction
from app.storage.postgres import connections, tenants
from app.storage.postgres import database as postgres
from app.storage.postgres.connections import COUNT
from app.storage.postgres.database import PostgresDatabase, check_url, open_postgres
from tests.cloud.postgres.conftest import NOW, OURS, THEIRS, PostgresServer

LIMIT_S = 15.0


async def test_processes_that_start_together_migrate_once(postgres_server: PostgresServer) -> None:
    url = postgres_server.new_database()
    databases = await asyncio.gather(*(open_postgres(url, ReportCache().invalidate) for _ in range(3)))
    for opened in databases:
        assert await opened.read(lambda con: con.execute("SELECT number FROM migrations").fetchall()) == [(1,)]
        await opened.close()
        with pytest.raises(StorageClosed):
            await opened.read(websites.all_websites)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("UPDATE migrations SET digest = 'another'", "another program or by an unreleased version"),
        ("INSERT INTO migrations VALUES (2, 'newer', now())", "made by a newer version"),
    ],
)
async def test_a_schema_of_another_program_is_left_alone(
    postgres_server: PostgresServer, change: str, message: str
) -> None:
    url = postgres_server.new_database()
    await (await open_postgres(url, ReportCache().invalidate)).close()
    with psycopg.connect(url) as con:
        con.execute(change.encode())
    with pytest.raises(KnownStorageError, match=message):
        await open_postgres(url, ReportCache().invalidate)


async def test_a_login_that_row_level_security_does_not_bind_is_refused(postgres_server: PostgresServer) -> None:
    with pytest.raises(KnownStorageError, match="admin is not subject to row-level security"):
        await open_postgres(postgres_server.new_database("admin"), ReportCache().invalidate)


@pytest.mark.parametrize(
    "url", ["postgresql://sparklytics:secret@127.0.0.1:1/x", "postgresql://nobody:secret@/x?host=/nonexistent"]
)
async def test_an_unreachable_server_is_said_without_its_password(url: str) -> None:
    with pytest.raises(KnownStorageError) as refused:
        await open_postgres(url, ReportCache().invalidate)
    assert "secret" not in refused.value.message
    assert "PostgreSQL cannot be reached" in refused.value.message


@pytest.mark.parametrize("url", ["", "mysql://x/y", "postgresql://a:b@host:notaport/x%", "/var/run"])
def test_an_address_of_another_form_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        check_url(url)


@pytest.mark.parametrize("url", ["postgresql://user:p@ssecret@db/x", "postgresql://user:p/ssecret@db:5432/x"])
def test_a_password_that_would_be_taken_for_a_host_is_refused_unsaid(url: str) -> None:
    with pytest.raises(ValueError, match="%40") as refused:
        check_url(url)
    assert "ssecret" not in str(refused.value)


def test_an_address_of_the_right_form_is_accepted() -> None:
    check_url("postgresql://user:p%40ss@db.example:5432/sparklytics?sslmode=require")


async def test_a_read_ends_at_its_time_limit_and_changes_nothing(store: PostgresDatabase) -> None:
    with pytest.raises(QueryTooSlow):
        await store.read(lambda con: con.execute("SELECT pg_sleep(30)"), limit_s=0.1)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        await store.read(lambda con: con.execute("DELETE FROM settings"))


async def test_a_write_that_fails_leaves_nothing_behind(store: PostgresDatabase) -> None:
    def fails(con: Transaction) -> None:
        websites.add(con, NewWebsite("Shop", "example.com"), WebsiteId("site_a"), NOW)
        raise AppError("conflict", "refused")

    ours = store.of_tenant(OURS)
    with pytest.raises(AppError, match="refused"):
        await ours.write(fails)
    assert await ours.read(websites.all_websites) == ()


async def test_reports_are_stale_once_a_write_is_committed_and_not_before(
    postgres_server: PostgresServer, two_tenants: str
) -> None:
    stale: list[Invalidation] = []
    database = await open_postgres(postgres_server.new_database(template=two_tenants), stale.append)
    try:
        with pytest.raises(ZeroDivisionError):
            await database.write(lambda con: 1 / 0)
        assert stale == []
        await database.write(lambda con: 7, invalidates=lambda result: {result: NOW})
        await database.write_durably(lambda con: None)
        assert stale == [{7: NOW}, ALL]
    finally:
        await database.close()


async def test_a_limit_holds_when_two_writes_add_at_once(store: PostgresDatabase) -> None:
    ours = store.of_tenant(OURS)
    site = await ours.write(websites.add, NewWebsite("Shop", "example.com"), WebsiteId("site_a"), NOW)

    def add(con: Transaction, name: str) -> None:
        others = items.all_items(con, site.key, GOALS)
        con.execute("SELECT pg_sleep(0.1)")  # time for the other write to read as well, if it may
        assert items.all_items(con, site.key, GOALS) == others
        items.add(con, site.key, GOALS, new_goal(f"goal_{name}", site.id, "event", GoalChange(name, "x"), NOW))

    for number in range(MAX_GOALS - 1):
        await ours.write(
            items.add, site.key, GOALS, new_goal(f"goal_{number}", site.id, "event", GoalChange(str(number), "x"), NOW)
        )
    results = await asyncio.gather(ours.write(add, "one"), ours.write(add, "two"), return_exceptions=True)
    assert [type(result) for result in results if result is not None] == [AppError]
    assert len(await ours.read(items.all_items, site.key, GOALS)) == MAX_GOALS


async def test_a_text_that_postgresql_does_not_store_is_refused_as_a_request(store: PostgresDatabase) -> None:
    with pytest.raises(BadRequest, match="U\\+0000"):
        await store.of_tenant(OURS).write(websites.add, NewWebsite("a\0b", "example.com"), WebsiteId("site_a"), NOW)


async def test_a_database_that_cannot_be_used_is_said_at_the_start(postgres_server: PostgresServer) -> None:
    latin = postgres_server.new_database(template="template0", more="ENCODING LATIN1")
    with pytest.raises(KnownStorageError, match="LATIN1"):
        await open_postgres(latin, ReportCache().invalidate)
    of_another = postgres_server.new_database("admin").replace("admin@", "sparklytics@")
    with psycopg.connect(of_another.replace("sparklytics@", "admin@")) as con:
        con.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")  # as it is from version 15 on
    with pytest.raises(KnownStorageError, match="owner of the database"):
        await open_postgres(of_another, ReportCache().invalidate)


async def test_a_tenant_whose_writes_wait_does_not_keep_others_waiting(store: PostgresDatabase) -> None:
    may_end = threading.Event()
    ours = store.of_tenant(OURS)
    writes = [asyncio.ensure_future(ours.write(lambda con: may_end.wait(LIMIT_S))) for _ in range(2 * COUNT)]
    writes[-1].cancel()
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(LIMIT_S):
            assert len(await store.of_tenant(THEIRS).read(tenants.all_tenants)) == 1
            await store.of_tenant(THEIRS).write(lambda con: None)
    finally:
        may_end.set()
    assert [await write for write in writes[:-1]] == [True] * (len(writes) - 1)


async def test_a_process_that_stands_still_loses_its_locks(
    store: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, begun, may_end = store.of_tenant(OURS), threading.Event(), threading.Event()
    lock = "SELECT pg_advisory_xact_lock(hashtextextended($tenant, 0))"

    def stands_still(con: Transaction) -> None:
        websites.add(con, NewWebsite("Shop", "example.com"), WebsiteId("site_a"), NOW)
        begun.set()
        may_end.wait(LIMIT_S)

    monkeypatch.setattr(postgres, "PAUSE_LIMIT_S", 0.1)
    write = asyncio.ensure_future(ours.write(stands_still))
    try:
        assert await asyncio.to_thread(begun.wait, LIMIT_S)
        async with asyncio.timeout(LIMIT_S):
            await store.read(lambda con: con.execute(lock, {"tenant": OURS}))
    finally:
        may_end.set()
    with pytest.raises(KnownStorageError):
        await write
    assert await ours.read(websites.all_websites) == ()


async def test_after_a_long_absence_of_the_server_the_first_caller_reaches_it(
    postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "WAIT_S", 1.0)
    monkeypatch.setattr(AttemptWithBackoff, "DELAY_BACKOFF", 1000.0)  # between attempts, as after many of them
    database = await open_postgres(postgres_server.new_database(), ReportCache().invalidate)
    try:
        assert await database.read(websites.all_websites) == ()
        postgres_server.stop()
        with pytest.raises(KnownStorageError, match="PostgreSQL"):
            await database.read(websites.all_websites)
        await asyncio.sleep(0.2)
        postgres_server.start()
        assert await database.read(websites.all_websites) == ()
    finally:
        await database.close()
