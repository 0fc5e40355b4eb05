"""Backups of a running server: what is in one, what becomes of faults, and when they are made."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from app.commands.backup import _new_backup
from app.domain.backups import BackupList, backup_name
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.server.backups import restore as restoring
from app.server.backups.backups import Backups
from app.server.backups.restore import restore
from app.storage.backups import copying
from app.storage.backups.child import Child
from app.storage.connection import FILE_NAME, KnownStorageError
from app.storage.database import open_database
from app.storage.schema import migrate
from tests.new_database import place_new_database
from tests.server.conftest import Running, Start, settings_for

LIMIT_S = 60


def backups_of(running: Running) -> Backups:
    backups = running.context.backups
    assert backups is not None
    return backups


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not condition():  # noqa: ASYNC110  a process of its own decides
            await asyncio.sleep(0.05)


async def ended(running: Running) -> BackupList:
    """Wait until no backup is being made."""
    async with asyncio.timeout(LIMIT_S):
        while True:
            backups = await running.api.list_backups()
            if not backups.status.is_running:
                return backups
            await asyncio.sleep(0.05)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


async def test_a_backup_has_all_that_was_accepted_and_no_secret_of_visitors(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site)
    event = {"type": "pageview", "url": "https://example.com/", "website_id": site}
    async with running.http.post("/api/collect", json=event) as response:  # it waits in the queue
        assert response.status == 202
    assert (await running.api.start_backup()).is_running
    backups = await ended(running)
    path = Path(backups.status.folder) / backups.backups[0].name
    assert rows(path, "SELECT count(*) FROM events") == [(2,)]
    assert rows(path, "SELECT id FROM websites") == [(site,)]
    assert backups.backups[0].size_bytes == path.stat().st_size
    assert path.stat().st_mode & 0o077 == 0
    for table in copying.LEFT_OUT:
        assert rows(path, f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608  a name of ours
    data_dir = running.context.settings.data_dir
    assert [left.name for left in data_dir.rglob("*") if left.suffix in (".draft", ".snapshot")] == []


async def test_two_requests_at_once_make_one_backup(running: Running) -> None:
    for _ in range(3):
        await running.api.start_backup()
    assert len((await ended(running)).backups) == 1


@pytest.mark.parametrize("fault", ["missing", "a file"])
async def test_a_folder_that_cannot_be_used_is_told_and_the_server_goes_on(
    start: Start, tmp_path: Path, fault: str
) -> None:
    folder = tmp_path / "disk"
    if fault == "a file":
        folder.write_text("x")
    running = await start(backup_folder=folder)
    await running.api.start_backup()
    await until(lambda: str(folder) in backups_of(running).status.problem)
    assert str(folder) in backups_of(running).status.problem
    status = await running.context.status()
    (check,) = [check for check in status.checks if check.name == "backups"]
    assert (check.state, status.state) == ("degraded", "ok")
    folder.unlink(missing_ok=True)
    folder.mkdir()
    await running.api.start_backup()
    assert (await ended(running)).status.problem == ""
    assert backups_of(running).check().state == "ok"


async def test_backups_are_made_when_due_and_old_ones_removed(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    old = [f"sparklytics-2026010{day}-030000.duckdb" for day in (1, 2, 3)]
    for name in (*old, "notes.txt"):
        (folder / name).write_bytes(b"x")
    running = await start(backup_folder=folder, backup_keep=2)
    async with backups_of(running).running(has_schedule=True):
        await until(lambda: len(list(folder.iterdir())) == 3)
    names = sorted(path.name for path in folder.iterdir())
    assert names[:2] == ["notes.txt", old[-1]]
    assert names[2].startswith(f"sparklytics-{utc_now():%Y}")
    again = Backups(
        running.context.settings,
        running.context.stores.events,
        running.context.ingest.flush,
        running.context.trusted_clock,
    )
    assert await again._make_due() > timedelta(minutes=59).total_seconds()  # nothing is due
    assert len(list(folder.iterdir())) == 3


async def test_backups_that_were_asked_for_are_removed_on_schedule_too(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    running = await start(backup_folder=folder, backup_keep=1)
    for _ in range(2):
        await running.api.start_backup()
        await ended(running)
        await backups_of(running)._make_due()
    assert len(list(folder.iterdir())) == 1


async def test_a_backup_of_a_clock_that_was_ahead_is_neither_due_nor_the_new_one(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    ahead = folder / backup_name(utc_now() + timedelta(days=400))
    ahead.write_bytes(b"x")
    running = await start(backup_folder=folder)
    for _ in range(3):
        await backups_of(running)._make_due()
    assert len(list(folder.iterdir())) == 2
    (made,) = set(folder.iterdir()) - {ahead}
    newest = (await running.api.list_backups()).status.newest
    assert newest is not None
    assert newest.name == made.name
    _, asked_for = await _new_backup(running.api)
    assert asked_for.name not in (ahead.name, made.name)


async def test_a_backup_that_is_cut_short_leaves_nothing(running: Running) -> None:
    await running.api.start_backup()
    await backups_of(running).cancel()
    data_dir = running.context.settings.data_dir
    assert [path.name for path in data_dir.rglob("*.duckdb*") if path.name != FILE_NAME and path.suffix != ".wal"] == []


async def test_what_a_killed_process_left_is_removed_at_the_start(start: Start, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    left = [tmp_path / f"{FILE_NAME}.snapshot", tmp_path / "backups" / "sparklytics-20260101-030000.duckdb.draft"]
    for path in left:
        path.write_bytes(b"x")
    running = await start()
    async with backups_of(running).running(has_schedule=False):
        assert not any(path.exists() for path in left)


def test_a_copy_that_is_not_equal_is_refused() -> None:
    with pytest.raises(KnownStorageError, match=r"not equal to the database \(events, websites\)"):
        copying.check_equal({"events": (2, "5"), "websites": (1, "9")}, {"events": (2, "6")})


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(KnownStorageError, match="ended unexpectedly"):
        Child().run(os._exit, 3)


async def test_a_file_of_an_older_version_is_kept_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, kept = tmp_path / FILE_NAME, []
    with monkeypatch.context() as older:
        known = migrate.migrations()
        older.setattr(migrate, "migrations", lambda: known[:-1])
        await (await open_database(path)).close()
        assert rows(path, "SELECT max(number) FROM migrations") == [(known[-2].number,)]

    def keep(file: Path) -> None:
        kept.append(rows(file, "SELECT max(number) FROM migrations"))

    for _ in range(2):
        await (await open_database(path, keep=keep)).close()
    assert kept == [[(known[-2].number,)]]
    assert rows(path, "SELECT max(number) FROM migrations") == [(known[-1].number,)]


async def test_an_upgrade_without_room_for_the_copy_leaves_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE_NAME
    with monkeypatch.context() as older:
        known = migrate.migrations()
        older.setattr(migrate, "migrations", lambda: known[:-1])
        await (await open_database(path)).close()
    before = path.read_bytes()

    def keep(_: Path) -> None:
        raise AppError("storage_unavailable", "There is no room.")

    with pytest.raises(AppError, match="no room"):
        await open_database(path, keep=keep)
    assert path.read_bytes() == before


def test_restore_keeps_the_link_to_a_database_on_another_disk_and_the_owner(tmp_path: Path) -> None:
    data, disk, backup = tmp_path / "data", tmp_path / "disk", tmp_path / "backup.duckdb"
    for folder in (data, disk):
        folder.mkdir()
    for file in (disk / "big.duckdb", backup):
        place_new_database(file)
    (data / FILE_NAME).symlink_to(disk / "big.duckdb")
    if os.geteuid() == 0:  # an administrator restores what belongs to a service
        os.chown(data, 1000, 1000)
    with duckdb.connect(str(backup)) as con:
        con.execute("INSERT INTO settings VALUES ('restored', 'yes')")
    restore(settings_for(data), backup, lambda _: None)
    assert (data / FILE_NAME).is_symlink()
    assert rows(disk / "big.duckdb", "SELECT value FROM settings WHERE key = 'restored'") == [("yes",)]
    (replaced,) = data.glob("replaced-*")
    for path in (disk / "big.duckdb", replaced):
        assert (path.stat().st_uid, path.stat().st_gid) == (data.stat().st_uid, data.stat().st_gid)
    assert rows(replaced / FILE_NAME, "SELECT count(*) FROM settings WHERE key = 'restored'") == [(0,)]


def change_in_log(path: Path) -> None:
    """Change a database so that its log alone has the change, as after a crash."""
    with duckdb.connect(str(path), config={"checkpoint_threshold": "1GB"}) as con:
        con.execute("PRAGMA disable_checkpoint_on_shutdown")
        con.execute("INSERT INTO settings VALUES ('in_log', 'yes')")


IN_LOG = "SELECT count(*) FROM settings WHERE key = 'in_log'"


def test_what_a_restore_replaces_opens_with_its_log(tmp_path: Path) -> None:
    data, disk, backup = tmp_path / "data", tmp_path / "disk", tmp_path / "backup.duckdb"
    for folder in (data, disk):
        folder.mkdir()
    for file in (disk / "big.duckdb", backup):
        place_new_database(file)
    (data / FILE_NAME).symlink_to(disk / "big.duckdb")
    change_in_log(data / FILE_NAME)
    restore(settings_for(data), backup, lambda _: None)
    (replaced,) = data.glob("replaced-*")
    assert (rows(data / FILE_NAME, IN_LOG), rows(replaced / FILE_NAME, IN_LOG)) == ([(0,)], [(1,)])


def test_a_restore_that_the_disk_refuses_leaves_the_database_and_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, backup = tmp_path / "data", tmp_path / "backup.duckdb"
    data.mkdir()
    for file in (data / FILE_NAME, backup):
        place_new_database(file)
    change_in_log(data / FILE_NAME)

    def refuse(*_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(restoring, "name_copy", refuse)
    with pytest.raises(AppError, match="Nothing is lost"):
        restore(settings_for(data), backup, lambda _: None)
    assert rows(data / FILE_NAME, IN_LOG) == [(1,)]
    assert list(data.glob("replaced-*")) == []


def test_restore_is_refused_in_cloud_mode(tmp_path: Path) -> None:
    data, backup = tmp_path / "data", tmp_path / "backup.duckdb"
    place_new_database(backup)
    with pytest.raises(AppError, match="cloud mode"):
        restore(settings_for(data, mode="cloud"), backup, lambda _: None)
    assert not data.exists()


def test_restore_refuses_what_is_no_backup_and_changes_nothing(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other.duckdb"
    data.mkdir()
    place_new_database(data / FILE_NAME)
    before = (data / FILE_NAME).read_bytes()
    with duckdb.connect(str(other)) as con:
        con.execute("CREATE TABLE mine (a INTEGER)")
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(before[: len(before) // 2])
    (tmp_path / "text").write_text("no database")
    for file in (other, damaged, tmp_path / "text", tmp_path / "nothing", tmp_path):
        with pytest.raises(AppError):
            restore(settings_for(data), file, lambda _: None)
        assert sorted(path.name for path in data.iterdir()) in ([FILE_NAME], [FILE_NAME, "sparklytics.lock"])
        assert (data / FILE_NAME).read_bytes() == before
