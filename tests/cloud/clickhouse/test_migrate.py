"""Schema of the ClickHouse database."""

from __future__ import annotations

import pytest

from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.migrate import migrate, migrations, statements
from app.storage.connection import KnownStorageError
from app.storage.schema.migrate import Migration

EXTRA = Migration(len(migrations()) + 1, "ALTER TABLE events {on_cluster} ADD COLUMN IF NOT EXISTS more String;\n")


def test_a_second_start_changes_nothing_and_a_newer_program_adds_its_own(con: ClickHouse) -> None:
    assert migrate(con) == migrate(con) == len(migrations())
    assert migrate(con, [*migrations(), EXTRA]) == EXTRA.number
    assert con.read("SELECT count() FROM system.columns WHERE database = currentDatabase() AND name = 'more'") == [(1,)]


def test_a_migration_that_ended_half_way_is_run_again(con: ClickHouse) -> None:
    first, *_ = migrations()
    beginning = Migration(first.number, first.text.split(";\n")[0])
    migrate(con, [beginning])
    con.command("TRUNCATE TABLE migrations")  # the process ended before it recorded the migration
    assert migrate(con) == len(migrations())
    assert con.read("SELECT count() FROM client_visitors") == [(0,)]


def test_a_database_of_a_newer_version_or_of_another_program_is_refused(con: ClickHouse) -> None:
    migrate(con, [*migrations(), EXTRA])
    with pytest.raises(KnownStorageError, match="newer version"):
        migrate(con)
    con.command("TRUNCATE TABLE migrations")
    con.command("INSERT INTO migrations (number, digest) VALUES (1, 'other')")
    with pytest.raises(KnownStorageError, match="released version"):
        migrate(con)
    con.command("DROP TABLE migrations")
    with pytest.raises(KnownStorageError, match="another program"):
        migrate(con)


def test_with_a_cluster_every_table_is_replicated_on_all_its_servers() -> None:
    texts = [text for one in migrations() for text in statements(one.text, ClickHouseAddress(cluster="main"))]
    tables = [text for text in texts if "CREATE TABLE" in text]
    assert len(tables) == 4
    assert all("ON CLUSTER main" in text and "ENGINE = Replicated" in text for text in tables)
