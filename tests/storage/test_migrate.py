"""Migrations: each runs once, data stays, and databases of other versions are refused untouched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from app.domain.websites import NewWebsite, WebsiteId
from app.storage import websites
from app.storage.access import accounts
from app.storage.connection import FILE_NAME, Connection, KnownStorageError, configure
from app.storage.database import open_database
from app.storage.migrate import Migration, migrate, migrations
from tests.histories import empty_database

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
NEWEST = migrations()[-1].number
NEXT = Migration(NEWEST + 1, "CREATE TABLE colours (name VARCHAR); INSERT INTO colours VALUES ('red');")


def unmigrated() -> Connection:
    con = duckdb.connect(config={"threads": 1})
    configure(con)
    return con


def test_a_new_database_gets_every_migration_and_records_it() -> None:
    con = unmigrated()
    assert migrate(con, [*migrations(), NEXT]) == NEXT.number
    records = con.execute("SELECT number, digest FROM migrations ORDER BY number").fetchall()
    assert records == [migration.record for migration in (*migrations(), NEXT)]
    assert accounts.load_secrets(con).admin_hash is None


def test_an_older_database_gets_the_missing_migrations_and_keeps_its_websites() -> None:
    con = empty_database()
    website = websites.add(con, NewWebsite("Shop", "example.com", "UTC"), WebsiteId("site_a"), NOW)
    assert [migrate(con, [*migrations(), NEXT]) for _ in range(2)] == [NEXT.number] * 2
    assert websites.all_websites(con) == (website,)
    assert con.table("colours").fetchall() == [("red",)]


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    known = migrations()
    assert [migration.number for migration in known] == list(range(1, len(known) + 1))


def test_a_newer_database_is_refused_with_its_own_message() -> None:
    con = unmigrated()
    migrate(con, [*migrations(), NEXT])
    versions = rf"\(schema {NEXT.number}, this program knows {NEWEST}\)"
    with pytest.raises(KnownStorageError, match=f"newer version of Sparklytics Desktop {versions}"):
        migrate(con)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL)",
        "UPDATE migrations SET digest = 'of another text'",
        "INSERT INTO migrations VALUES (0, 'one more', now()::TIMESTAMP)",
    ],
    ids=["old numbering", "other text", "another migration"],
)
async def test_a_database_of_an_unreleased_version_is_refused_and_left_alone(tmp_path: Path, change: str) -> None:
    path = tmp_path / FILE_NAME
    await (await open_database(path)).close()
    with duckdb.connect(str(path)) as con:
        con.execute(change)
    content = path.read_bytes()
    with pytest.raises(KnownStorageError) as caught:
        await open_database(path)
    assert caught.value.message == (
        "The database was made by an unreleased version of Sparklytics Desktop and cannot be opened. Move"
        f" {path} away and start again."
    )
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused() -> None:
    con = unmigrated()
    con.execute("CREATE TABLE colours (name VARCHAR)")
    with pytest.raises(KnownStorageError, match="was not made by Sparklytics Desktop"):
        migrate(con)
