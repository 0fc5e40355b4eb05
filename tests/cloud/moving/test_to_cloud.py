"""`sparklytics move --to cloud`: a self-hosted database becomes part of a tenant, whatever happens on the way."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from app.commands.move import Outcome, move_to_cloud
from app.config import Settings
from app.data_folder import folder_lock
from app.domain.errors import AppError
from app.domain.ingest.events import record_of
from app.domain.sharing import ShareOptions
from app.server.ingest.journal import Withdrawal, encode_withdrawal
from app.server.ingest.pipeline import JOURNAL_FOLDER
from app.storage.clickhouse.rows import property_texts
from app.storage.connection import FILE_NAME, rows
from app.storage.ingest import data_retention
from app.storage.ingest.events import next_seq
from app.storage.metadata import Transaction
from app.storage.moving import websites as moving
from app.storage.postgres.database import PostgresDatabase
from tests.cloud.conftest import OURS, THEIRS
from tests.cloud.http_engine import HttpEngine
from tests.cloud.moving import self_hosted
from tests.cloud.moving.conftest import Cloud, kill_copy, moved, query, settings_of
from tests.cloud.moving.self_hosted import KEY, NOTES, SHOP, opened
from tests.cloud.server.test_serve import answer, serving
from tests.histories import event
from tests.histories import store as store_locally
from tests.program import ROOT, environment
from tests.server.ingest.test_journal import filled, record

COUNT = "SELECT count() FROM events"


def cells(outcome: Outcome) -> dict[str, list[str]]:
    """The numbers of the table, by website."""
    lines = [line.split() for line in outcome.text.splitlines()]
    return {line[0]: line[4:] for line in lines if line and line[0] in (SHOP, NOTES)}


async def test_a_tenant_gets_websites_with_all_that_belongs_to_them(
    folder: Path, cloud: Cloud, store: PostgresDatabase, original: Path
) -> None:
    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as con:
        ours = moving.read(con)
    await asyncio.to_thread(moved, folder, cloud)
    theirs = await store.of_tenant(OURS).read(moving.read)
    assert [key.id for key in theirs.keys] == ["key_1", "key_0"]
    assert theirs.keys == ours.keys
    assert [(copy.sharing, copy.items) for copy in theirs.websites] == [
        (copy.sharing, copy.items) for copy in ours.websites
    ]
    assert theirs.websites[1].sharing != ShareOptions()
    assert [kind for _, kind, _ in theirs.websites[1].items] == ["bot_block", "delivery", "goal"]  # nothing to be sent
    assert [kept_of(copy.website) for copy in theirs.websites] == [kept_of(copy.website) for copy in ours.websites]
    assert (folder / FILE_NAME).read_bytes() == (original / FILE_NAME).read_bytes()


def kept_of(website: Any) -> list[Any]:
    return [getattr(website, name) for name in website.__slots__ if name not in ("key", "tenant", "segments", "items")]


def test_a_copy_is_equal_and_its_api_keys_open_it(folder: Path, cloud: Cloud, tmp_path: Path) -> None:
    outcome = moved(folder, cloud)
    assert outcome.is_equal, outcome.text
    assert cells(outcome) == {SHOP: ["60", "60", "14", "20", "yes"], NOTES: ["12", "12", "3", "4", "yes"]}
    assert "ten_ours has 3 websites and 2 valid API keys" in outcome.text
    assert "sample website was left out" in outcome.text
    for data, properties in query(cloud, "SELECT DISTINCT event_data, properties FROM events"):
        assert properties == property_texts(data or None)
    with serving(tmp_path / "server", cloud) as server:
        path = f"/api/websites/{SHOP}/stats?start_date=2026-01-01&end_date=2026-03-31"
        assert answer(server, path, key=KEY + "0")[1]["data"]["sessions"] == 15


def test_a_copy_that_was_killed_goes_on_where_it_stopped(tmp_path: Path, cloud: Cloud) -> None:
    folder = tmp_path / "self-hosted"
    self_hosted.fill(folder, (240, 9))
    kill_copy("cloud", folder, cloud, 3)
    ((there,),) = query(cloud, COUNT)
    assert 0 < there < 249
    outcome = moved(folder, cloud)
    assert outcome.is_equal, outcome.text
    assert query(cloud, COUNT) == [(249,)]


def test_events_that_vanished_there_or_came_here_since_are_copied(folder: Path, cloud: Cloud) -> None:
    assert moved(folder, cloud).is_equal
    query(cloud, "ALTER TABLE events DELETE WHERE seq = 1 OR toMonth(ts) = 1 SETTINGS mutations_sync = 2")
    assert query(cloud, COUNT) < [(72,)]
    with opened(folder) as con:
        store_locally(con, self_hosted.visits(1, SHOP, 9))
    outcome = moved(folder, cloud)
    assert outcome.is_equal, outcome.text
    assert cells(outcome)[SHOP][:2] == ["69", "69"]
    assert query(cloud, COUNT) == [(81,)]


def test_a_copy_with_more_events_keeps_them_and_events_of_the_tenant_are_no_difference(
    folder: Path, cloud: Cloud
) -> None:
    moved(folder, cloud)
    query(cloud, "INSERT INTO events SELECT * REPLACE (seq + 1000000 AS seq) FROM events ORDER BY site, ts LIMIT 1")
    query(cloud, "INSERT INTO events SELECT * REPLACE (1 AS writer) FROM events ORDER BY site DESC, ts LIMIT 2")
    outcome = moved(folder, cloud)
    assert not outcome.is_equal
    assert [numbers[-1] for numbers in cells(outcome).values()] == ["no", "yes"]
    assert "note & more: 2026-01-28: 3 events in file, 4 in tenant." in outcome.text
    assert "shop & more: 2 further events came to the tenant itself." in outcome.text
    assert outcome.text.endswith("Not everything is equal. Start the command again: it copies what is missing.")
    assert query(cloud, COUNT) == [(75,)]


def test_sessions_that_were_decided_otherwise_are_told_and_no_difference(folder: Path, cloud: Cloud) -> None:
    late = [event(self_hosted.BEGAN + timedelta(days=60, minutes=minutes), 7, "/") for minutes in (0, 40, 20)]
    with opened(folder) as con:
        store_locally(con, late[:2])
        store_locally(con, late[2:])
    outcome = moved(folder, cloud)
    assert outcome.is_equal, outcome.text
    assert "shop & more: 22 sessions were stored for these events, which by their times have 21" in outcome.text


def test_a_file_whose_old_events_were_deleted_has_an_equal_copy(folder: Path, cloud: Cloud) -> None:
    before = self_hosted.BEGAN + timedelta(minutes=20)
    with opened(folder) as con:
        while data_retention.delete_oldest(con, before.replace(tzinfo=None)) is not None:
            pass
        assert rows(con, "moving/deleted_until") == [(before.replace(tzinfo=None),)]
    outcome = moved(folder, cloud)
    assert outcome.is_equal, outcome.text
    first = "SELECT count() FROM first_visits WHERE first_at < (SELECT min(ts) FROM events)"
    assert query(cloud, first) == [(2,)]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda file: file.unlink(), "There is no database in"),
        (lambda file: file.write_bytes(b"x" * 20_000), "is not a database of Sparklytics Desktop, or it is damaged"),
        (lambda file: changed(file, "INSERT INTO migrations VALUES (99, 'x', now()::TIMESTAMP)"), "a newer version"),
        (lambda file: changed(file, "DELETE FROM migrations WHERE number >= 5"), "an older version"),
        (lambda file: changed(file, "DROP TABLE migrations"), "was not made by Sparklytics Desktop"),
    ],
)
def test_a_file_that_cannot_be_copied_is_refused(
    folder: Path, cloud: Cloud, spoil: Callable[[Path], object], sentence: str
) -> None:
    spoil(folder / FILE_NAME)
    with pytest.raises(AppError, match=sentence):
        moved(folder, cloud)


def changed(file: Path, text: str) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute(text)


async def test_nothing_is_written_for_a_wrong_tenant(folder: Path, cloud: Cloud, store: PostgresDatabase) -> None:
    await asyncio.to_thread(moved, folder, cloud)
    assert len((await store.of_tenant(OURS).read(moving.read)).websites) == 3
    with pytest.raises(AppError, match="The tenant ten_ours has the website site_notes00002 already. Nothing was"):
        await asyncio.to_thread(moved, folder, cloud, THEIRS)
    assert await store.of_tenant(THEIRS).read(is_empty)


def is_empty(con: Transaction) -> bool:
    holdings = moving.read(con)
    return not holdings.websites and not holdings.keys


def test_the_limits_of_cloud_mode_are_told(folder: Path, cloud: Cloud) -> None:
    with psycopg.connect(cloud["postgres_url"]) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        con.execute("UPDATE tenants SET monthly_event_limit = 20 WHERE id = %s", (OURS,))
    outcome = move_to_cloud(replace(settings_of(folder, cloud), retention_days=1), folder, OURS, lambda _: None)
    deleted, limited = outcome.text.splitlines()[-2:]
    assert deleted == "Servers with SPARKLYTICS_RETENTION_DAYS=1 delete older events within a day."
    assert limited.startswith("The last 30 days have 72 events, but ten_ours may send 20 in a month.")


def test_an_unknown_tenant_and_a_server_that_runs_are_refused(folder: Path, cloud: Cloud) -> None:
    with pytest.raises(AppError, match=r"There is no tenant ten_x. Their ids: sparklytics tenant list"):
        moved(folder, cloud, "ten_x")
    with folder_lock(folder), pytest.raises(AppError, match="Stop the server, then start the command again"):
        moved(folder, cloud)


def test_clickhouse_may_go_away_on_the_way(folder: Path, cloud: Cloud, engine: HttpEngine) -> None:
    settings = Settings(data_dir=folder.parent / "cloud", **cloud)
    lines: list[str] = []

    def progress(line: str) -> None:
        lines.append(line)
        engine.kill()

    try:
        with pytest.raises(AppError, match="ClickHouse cannot be reached") as fault:
            move_to_cloud(settings, folder, OURS, progress)
        assert (len(lines), fault.value.hint) == (1, "Start the command again: it goes on where it stopped.")
    finally:
        engine.start()
    assert moved(folder, cloud).is_equal


def test_a_journal_with_events_that_are_not_stored_is_refused(folder: Path, cloud: Cloud) -> None:
    with opened(folder) as con:
        first = record_of(next_seq(con))
    segment = filled(folder / JOURNAL_FOLDER, record(first - 1), record(first))
    with pytest.raises(AppError, match="has events that are not in the database yet. Start the self-hosted server"):
        moved(folder, cloud)
    with segment.open("ab") as file:
        file.write(encode_withdrawal(Withdrawal(first, 1)))
    assert moved(folder, cloud).is_equal


def test_a_full_disk_is_told(folder: Path, cloud: Cloud) -> None:
    settings = environment(**{name.upper(): text for name, text in cloud.items()})
    command = [sys.executable, "-m", "app", "move", "--to", "cloud", "--tenant", OURS, "--data-dir", str(folder)]
    limits = "import resource, os, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000));"
    limited = [sys.executable, "-c", f"{limits} os.execv(sys.argv[1], sys.argv[1:])", *command]
    refused = subprocess.run(limited, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "is full. Free some space. Start the command again: it goes on where it stopped." in refused.stderr
