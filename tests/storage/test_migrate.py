"""Migrations: each runs once, data stays, and databases of other versions are refused untouched."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from app.domain.websites import NewWebsite, WebsiteId
from app.storage import websites
from app.storage.access import accounts
from app.storage.connection import BLOCK_BYTES, FILE_NAME, Connection, KnownStorageError, configure
from app.storage.database import open_database
from app.storage.ingest.numbers import next_session
from app.storage.schema import upgrade
from app.storage.schema.migrate import LAST_TO_FREE_SPACE, Migration, migrate, migrations
from tests.histories import empty_database

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
NEWEST = migrations()[-1].number
ADA, BOB, EVE, ADA_FIRST = 2**63 + 1, 2**63 + 2, 2**63 + 3, 2**62 + 5  # ids of 64 bits
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


def fill_version_3(con: Connection) -> None:
    """Make a database of version 3: visitors with a live session, with an id of their own, and without a session."""
    migrate(con, migrations()[:3])
    sessions = [  # website, id, id of the visitor, start; the last one is live
        (1, ADA_FIRST, ADA, "2026-03-01 10:00"),
        (1, 2**64 - 1, BOB, "2026-03-01 09:00"),
        (2, ADA_FIRST, ADA, "2026-03-01 10:00"),
        (1, 7, ADA, "2026-03-01 12:00"),
    ]
    for number, (website, session, visitor, at) in enumerate(sessions):
        con.execute(
            f"INSERT INTO {'sessions' if number < 3 else 'sessions_live'} BY NAME SELECT ? AS website, ? AS session,"  # noqa: S608
            " ? AS visitor, ?::TIMESTAMP AS started_at, started_at AS ended_at, 1 AS events, 1 AS pageviews,"
            " true AS begins_with_pageview, false AS has_later_referrer, '' AS entry_origin, '/in' AS entry_path,"
            " '' AS entry_query_and_fragment, '' AS exit_origin, '/out' AS exit_path, '' AS exit_query_and_fragment,"
            " 'Direct' AS channel, true AS is_uniform, 5 AS user_agent_hash, false AS is_bot, 0 AS bot_score,"
            " 0 AS bot_signals",
            [website, session, visitor, at],
        )
    events = [(number, *session) for number, session in enumerate([*sessions, (1, 8, EVE, "2026-02-01 10:00")])]
    for seq, website, session, visitor, at in events:
        con.execute(
            "INSERT INTO events BY NAME SELECT ? AS seq, ? AS website, ? AS session, ? AS visitor, ?::TIMESTAMP AS ts,"
            " 'pageview' AS kind, '' AS origin, '/in' AS path, '' AS query_and_fragment, false AS is_bot,"
            " 0 AS bot_score, 0 AS bot_signals",
            [seq, website, session, visitor, at],
        )
    con.execute("INSERT INTO client_visitors VALUES (1, ?, 'bob')", [BOB])
    con.execute(
        "INSERT INTO first_visits SELECT website, visitor, min(started_at) FROM sessions GROUP BY website, visitor"
    )


def test_sessions_and_visitors_get_short_numbers_and_keep_their_ids() -> None:
    con = unmigrated()
    fill_version_3(con)
    con.begin()
    con.execute(migrations()[3].text)
    con.rollback()  # as when the program is killed meanwhile
    migrate(con)
    ids = "SELECT website, session_id, visitor_id, path FROM events JOIN all_sessions USING (website, session, visitor)"
    assert con.execute(f"{ids} ORDER BY seq").fetchall() == [
        (1, ADA_FIRST, ADA, "/in"),
        (1, 2**64 - 1, BOB, "/in"),
        (2, ADA_FIRST, ADA, "/in"),
        (1, 7, ADA, "/in"),
    ]
    numbers = con.execute("SELECT visitor, session FROM events ORDER BY seq").fetchall()
    assert numbers == [(3, 3), (2, 2), (4, 4), (3, 5), (1, 1)]  # the last event has lost its session
    assert con.execute("SELECT session_id FROM sessions_live").fetchall() == [(7,)]
    assert con.execute("FROM client_visitors").fetchall() == [(1, 2, "bob")]
    firsts = con.execute("SELECT visitor, first_at FROM first_visits ORDER BY ALL").fetchall()
    assert [(visitor, at.hour) for visitor, at in firsts] == [(2, 9), (3, 10), (4, 10)]
    assert next_session(con) == 6


def older_file(path: Path) -> None:
    """Write a database of version 3, as an older program left it."""
    with duckdb.connect(str(path)) as con:
        fill_version_3(con)


@pytest.mark.parametrize("was_killed", [False, True])
async def test_an_upgraded_file_is_written_anew_at_once_or_after_a_kill_and_holds_the_same(
    tmp_path: Path, was_killed: bool
) -> None:
    path = tmp_path / "it's one.duckdb"
    older_file(path)
    if was_killed:
        with duckdb.connect(str(path)) as con:
            migrate(con)
        path.with_name(path.name + ".draft").write_bytes(b"the beginning")
    database = await open_database(path)
    try:
        ((block_bytes,),) = await database.read(
            lambda con: con.execute("SELECT block_size FROM pragma_database_size()").fetchall()
        )
        assert block_bytes == BLOCK_BYTES
        assert await database.read(next_session) == 6
        assert await database.write(websites.new_key) == 1
    finally:
        await database.close()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


async def test_an_upgrade_that_frees_nothing_leaves_the_file_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    with duckdb.connect(str(path)) as con:
        con.begin()
        migrate(con, migrations()[:LAST_TO_FREE_SPACE])
        con.commit()
    before = path.stat().st_ino
    await (await open_database(path)).close()
    assert path.stat().st_ino == before
    with duckdb.connect(str(path)) as con:
        assert con.execute("SELECT count(*) FROM migrations").fetchall() == [(len(migrations()),)]


@pytest.mark.expects_log("its file could not be made smaller")
async def test_an_upgrade_that_cannot_write_the_file_anew_uses_it_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    older_file(path)
    path.with_name(path.name + ".draft").mkdir()
    database = await open_database(path)
    try:
        assert await database.read(next_session) == 6
    finally:
        await database.close()


async def test_an_upgrade_whose_last_step_failed_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE_NAME
    older_file(path)
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "statement", lambda _: "SELECT error('No space left on device')")
        with pytest.raises(KnownStorageError, match=r"The disk is full\. Free some space, then start again\."):
            await open_database(path)
    await (await open_database(path)).close()
    with duckdb.connect(str(path)) as con:
        assert con.execute("SELECT block_size FROM pragma_database_size()").fetchall() == [(BLOCK_BYTES,)]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


async def test_a_damaged_file_of_an_older_version_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    older_file(path)
    with duckdb.connect(str(path)) as con:
        ((block, size),) = con.execute(
            "SELECT DISTINCT block_id, block_size FROM pragma_storage_info('events'), pragma_database_size()"
            " WHERE column_name = 'seq' AND segment_type = 'UBIGINT'"
        ).fetchall()
    content = bytearray(path.read_bytes())
    content[3 * 4096 + block * size + 100] ^= 255  # three headers come first
    path.write_bytes(content)
    with pytest.raises(KnownStorageError) as caught:
        await open_database(path)
    assert caught.value.message.startswith(f"{path} is damaged. Put a copy of it back, then start again. Corrupt")
    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


async def test_an_upgrade_leaves_a_link_to_the_file_in_its_place(tmp_path: Path) -> None:
    path, file = tmp_path / FILE_NAME, tmp_path / "large disk" / "data.duckdb"
    file.parent.mkdir()
    older_file(file)
    path.symlink_to(file)
    await (await open_database(path)).close()
    assert path.is_symlink()
    with duckdb.connect(str(file)) as con:
        assert con.execute("SELECT block_size FROM pragma_database_size()").fetchall() == [(BLOCK_BYTES,)]
        assert next_session(con) == 6
    assert [each.name for each in file.parent.iterdir()] == [file.name]


async def test_an_upgraded_file_has_its_rows_in_order_of_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade, "SPAN_ROWS", 2)
    path = tmp_path / FILE_NAME
    with duckdb.connect(str(path)) as con:
        fill_version_3(con)
        for day in (9, 2, 5):
            con.execute(
                f"INSERT INTO events SELECT * REPLACE (ts + INTERVAL {day} DAY AS ts, seq + {day}00 AS seq) FROM events"  # noqa: S608
                " WHERE seq < 5"
            )
        seqs = {seq for (seq,) in con.execute("SELECT seq FROM events").fetchall()}
    await (await open_database(path)).close()
    with duckdb.connect(str(path)) as con:
        events = con.execute("SELECT ts, website, seq FROM events ORDER BY rowid").fetchall()
        ends = con.execute("SELECT ended_at FROM sessions ORDER BY rowid").fetchall()
    assert {seq for _, _, seq in events} == seqs
    assert len(events) == len(seqs) == 20
    assert [event[:2] for event in events] == sorted(event[:2] for event in events)
    assert ends == sorted(ends)


async def test_an_upgrade_may_use_more_of_the_disk_than_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = []

    def noted(con: Connection) -> int:
        limits.extend(con.execute("SELECT current_setting('max_temp_directory_size')").fetchall())
        return migrate(con)

    monkeypatch.setattr(upgrade, "migrate", noted)
    path = tmp_path / FILE_NAME
    older_file(path)
    database = await open_database(path)
    await database.write(noted)
    await database.close()
    (of_upgrade,), (of_report,) = limits
    assert of_upgrade == "90% of available disk space"
    assert of_report == "3.7 GiB"


async def test_an_upgraded_file_keeps_its_owner_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    older_file(path)
    owner = 12_345 if os.geteuid() == 0 else os.geteuid()  # root upgrades the file of a service
    os.chown(path, owner, -1)
    path.chmod(0o640)
    before = path.stat()
    await (await open_database(path)).close()
    after = path.stat()
    assert after.st_ino != before.st_ino
    assert (after.st_uid, after.st_gid, after.st_mode) == (owner, before.st_gid, before.st_mode)
