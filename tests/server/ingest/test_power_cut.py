"""Power cuts at any moment: what each mode of fsync promises, and small files that are whole before and after."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from app.config import FILE_NAME as SETTINGS
from app.config_loader import write_setting
from app.domain.errors import AppError
from app.server.access import second_factor
from app.server.access.bootstrap_password import FILE_NAME as BOOTSTRAP_PASSWORD
from app.server.access.bootstrap_password import load_bootstrap_password
from app.server.access.second_factor import FILE_NAME as SECOND_FACTOR
from app.server.ingest import commit, writer
from app.server.ingest import journal as journal_module
from app.server.ingest.journal import ClientFacts, Journal, Record, encode
from app.server.ingest.recovery.quarantine import Quarantine
from app.server.ingest.segment_files import remove_files
from app.storage import database as database_module
from app.storage import recovery
from app.storage.database import open_database
from app.storage.ingest import events as store
from tests.server.ingest.conftest import pageview, running
from tests.server.ingest.power import Disk

CLIENT = ClientFacts("203.0.113.7", "Mozilla/5.0", True, True)


class Sender:
    """Appends bodies to a journal in groups and syncs them; what is refused is sent again under a new number."""

    def __init__(self, folder: Path, disk: Disk, chance: random.Random) -> None:
        self.acknowledged: list[bytes] = []
        self.stored_upto = 0  # number of the first record that is not in the database
        self._stored: list[bytes] = []
        self._journal = Journal(folder)
        self._journal.open(0)
        self._disk = disk
        self._chance = chance
        self._number = 0
        self._by_number: dict[int, bytes] = {}
        self._to_send: list[bytes] = []

    def step(self) -> None:
        action = self._chance.random()
        if action < 0.7:
            self._send()
        elif action < 0.8:
            self._journal.rotate()
        else:
            self._store()

    def stored(self) -> list[bytes]:
        return list(self._stored)

    def _send(self) -> None:
        bodies = self._to_send or [b"%d" % (self._number + index) for index in range(self._chance.randint(1, 4))]
        records = [Record(self._number + index, 0, 1, CLIENT, body) for index, body in enumerate(bodies)]
        first, self._number = self._number, self._number + len(records)
        self._journal.append(b"".join(map(encode, records)), records[-1].number)
        self._disk.fails = self._chance.random() < 0.2
        try:
            self._journal.sync()
        except OSError:
            self._disk.fails = False
            self._journal.withdraw(first, len(records))
            self._journal.write_withdrawals()
            self._to_send = bodies
            return
        self.acknowledged += bodies
        self._by_number |= {record.number: record.body for record in records}
        self._to_send = []

    def _store(self) -> None:
        """Store what was acknowledged, and remove the segments it came from."""
        self._stored += [body for number, body in self._by_number.items() if number >= self.stored_upto]
        self.stored_upto = self._number
        self._disk.fails = False
        remove_files(self._journal.leave_before(self.stored_upto))


@pytest.mark.parametrize("seed", range(60))
def test_a_journal_that_lost_its_power_has_everything_acknowledged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(journal_module, "SEGMENT_BYTES", 300)
    with monkeypatch.context() as patch:
        disk = Disk(tmp_path / "journal", chance, patch)
        sender = Sender(tmp_path / "journal", disk, chance)
        for _ in range(chance.randint(1, 40)):
            sender.step()
        survivors = disk.survivors()
    after = Journal(_written(tmp_path / "after", survivors))
    replayed = [record.body for record in after.open(sender.stored_upto)]
    times = Counter([*sender.stored(), *replayed])
    assert set(sender.acknowledged) <= times.keys()
    assert {body for body, count in times.items() if count > 1} == set()
    caplog.clear()  # by chance a tail is torn


def _written(folder: Path, files: dict[Path, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


async def _stored_after(before: Path, disk: Disk, after: Path) -> Counter[str]:
    """Cut the power, start again, and return how often each path is stored."""
    after.mkdir()
    for file in before.glob("test.duckdb*"):
        shutil.copyfile(file, after / file.name)
    _written(after / "journal", disk.survivors())
    async with running(after) as run:
        await run.ingest.flush()
        return Counter(path for (path,) in await run.rows("SELECT path FROM events"))


@pytest.mark.parametrize("seed", range(6))
async def test_a_server_that_lost_its_power_stores_each_acknowledged_event_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(journal_module, "SEGMENT_BYTES", 2_000)
    acknowledged: set[str] = set()
    before = tmp_path / "before"
    with monkeypatch.context() as patch:
        disk = Disk(before / "journal", chance, patch)
        async with running(before, journal_fsync="always", flush_interval_ms=3_600_000, collect_rate_limit=0) as run:
            path = ""
            for number in range(chance.randint(5, 40)):
                disk.fails = chance.random() < 0.2
                path = path or f"/{number}"  # refused events are sent again
                run.collect(pageview(path))
                try:
                    await run.ingest.journalled()
                except AppError:
                    continue
                acknowledged.add(path)
                path = ""
                if chance.random() < 0.1:
                    disk.fails = False
                    await run.ingest.flush()
            disk.fails = False
            stored = await _stored_after(before, disk, tmp_path / "after")
    assert acknowledged <= stored.keys()
    assert {path for path, count in stored.items() if count > 1} == set()
    caplog.clear()  # by chance a sync fails, and a tail is torn


async def _until_durable(disk: Disk, paths: set[str]) -> None:
    async with asyncio.timeout(10):
        while not all(f'"{path}"'.encode() in disk.durable() for path in paths):
            await asyncio.to_thread(lambda: None)


@pytest.mark.parametrize(("mode", "seed"), [("interval", 0), ("interval", 1), ("interval", 2), ("never", 3)])
async def test_a_power_cut_costs_at_most_what_came_since_the_last_sync_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, mode: str, seed: int
) -> None:
    chance, before = random.Random(seed), tmp_path / "before"
    monkeypatch.setattr(journal_module, "SEGMENT_BYTES", 2_000)
    monkeypatch.setattr(commit, "SYNC_EVERY_S", 0.0)
    acknowledged, synced, waiting = set[str](), set[str](), set[str]()
    with monkeypatch.context() as patch:
        disk = Disk(before / "journal", chance, patch)
        async with running(before, journal_fsync=mode, flush_interval_ms=3_600_000, collect_rate_limit=0) as run:
            for number in range(chance.randint(10, 40)):
                disk.fails = chance.random() < 0.3  # which in these modes refuses no event
                await run.send(pageview(f"/{number}"))
                acknowledged.add(f"/{number}")
                waiting.add(f"/{number}")
                await asyncio.sleep(0)
                if chance.random() < 0.1:
                    await run.ingest.flush()
                    synced |= waiting
                    waiting.clear()
                elif chance.random() < 0.2 and mode == "interval":
                    disk.fails = False
                    await run.send(pageview("/wakes-the-sync"))
                    await _until_durable(disk, waiting)
                    synced |= waiting
            disk.fails = False
            stored = await _stored_after(before, disk, tmp_path / "after")
    stored.pop("/wakes-the-sync", None)
    assert synced <= stored.keys() <= acknowledged
    assert {path for path, count in stored.items() if count > 1} == set()
    caplog.clear()  # by chance a sync fails, and a tail is torn


async def _until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not is_so():
            await asyncio.to_thread(lambda: None)


@pytest.mark.expects_log("could not be made durable|does not begin as it should|unfinished record")
async def test_a_sync_that_failed_is_tried_again_although_no_event_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "SYNC_EVERY_S", 0.0)
    before = tmp_path / "before"
    with monkeypatch.context() as patch:
        disk = Disk(before / "journal", random.Random(1), patch)
        async with running(before, journal_fsync="interval", flush_interval_ms=3_600_000) as run:
            disk.fails = True
            await run.send(pageview("/the-only-one"))
            await _until(lambda: not run.ingest.is_ready)
            disk.fails = False
            await _until(lambda: run.ingest.is_ready)
            assert b"/the-only-one" in disk.durable()
            assert await _stored_after(before, disk, tmp_path / "after") == {"/the-only-one": 1}


@pytest.mark.expects_log("could not be made durable|does not begin as it should|unfinished record")
async def test_a_disk_that_fails_for_each_file_does_not_fill_up_with_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commit, "SYNC_EVERY_S", 0.0)
    before, paths = tmp_path / "before", {f"/{number}" for number in range(100)}
    with monkeypatch.context() as patch:
        disk = Disk(before / "journal", random.Random(1), patch)
        settings = {"flush_interval_ms": 3_600_000, "flush_max_events": 1_000, "collect_rate_limit": 0}
        async with running(before, journal_fsync="interval", **settings) as run:  # nothing is stored meanwhile
            disk.fails_once = True
            for path in paths:
                run.collect(pageview(path))
            await run.ingest.journalled()
            size_bytes = run.ingest.status().journal_bytes
            await _until(lambda: disk.failures >= 20)
            assert run.ingest.status().journal_bytes < 2 * size_bytes
            disk.fails_once = False
            await _until(lambda: run.ingest.is_ready)
            await _until_durable(disk, paths)
            assert await _stored_after(before, disk, tmp_path / "after") == dict.fromkeys(paths, 1)


@pytest.mark.expects_log("could not be made durable")
async def test_each_failed_sync_is_followed_by_a_longer_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def note(_: commit.GroupCommit, seconds: float) -> None:
        waits.append(seconds)
        disk.fails = len(waits) < 7
        await asyncio.sleep(0)

    monkeypatch.setattr(commit.GroupCommit, "_pause", note)
    with monkeypatch.context() as patch:
        disk = Disk(tmp_path / "journal", random.Random(1), patch)
        async with running(tmp_path, flush_interval_ms=3_600_000, ingest_retry_max_ms=5_000) as run:
            await run.send(pageview("/1"))
            await _until(lambda: len(waits) == 7 and run.ingest.is_ready)
            await run.send(pageview("/2"))
            await _until(lambda: len(waits) == 8)
    assert waits[:8] == [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 0.2]


# --- Small files


@pytest.mark.expects_log("cannot be stored and was set aside")
async def test_an_event_that_the_store_refuses_survives_a_power_cut_in_the_quarantine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> object:
        raise ValueError("a bug")

    monkeypatch.setattr(store, "hand_over", refuse)
    monkeypatch.setattr(writer, "CHECKPOINT_EVERY_S", 0.0)
    with monkeypatch.context() as patch:
        disk = Disk(tmp_path / "journal", random.Random(1), patch)
        async with running(tmp_path, journal_fsync="always") as run:
            await run.send(pageview("/refused-by-the-store"))
            await run.ingest.flush()
            while list((tmp_path / "journal").glob("*.log")):
                await run.rows("SELECT 1")
            assert b"/refused-by-the-store" in disk.durable()


Write = Callable[[Path, str], object]
SMALL_FILES: dict[str, Write] = {
    SECOND_FACTOR: lambda folder, text: second_factor.write_secret(folder / SECOND_FACTOR, text),
    SETTINGS: lambda folder, text: write_setting(folder, "public_url", f"http://{text}.example"),
    BOOTSTRAP_PASSWORD: lambda folder, _: load_bootstrap_password(folder),
    "record.log": lambda folder, text: Quarantine(folder).write(
        folder / "record.log", [Record(1, 0, 1, CLIENT, text.encode())]
    ),
}


@pytest.mark.parametrize("name", SMALL_FILES)
def test_a_small_file_is_the_old_one_or_the_new_after_a_power_cut_and_never_half_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def survivors() -> set[bytes | None]:
        return {disk.survivors().get(Path(name)) for _ in range(40)}

    write, path = SMALL_FILES[name], tmp_path / name
    with monkeypatch.context() as patch:
        disk = Disk(tmp_path, random.Random(1), patch)
        disk.fails = True
        with pytest.raises((OSError, AppError)):
            write(tmp_path, "first")
        assert survivors() <= {None}
        disk.fails = False
        write(tmp_path, "first")
        first = path.read_bytes()
        assert survivors() == {first}
        if name == BOOTSTRAP_PASSWORD:  # written once
            return
        disk.fails = True
        with pytest.raises((OSError, AppError)):
            write(tmp_path, "second")
        assert survivors() == {first}
        disk.fails = False
        write(tmp_path, "second")
        assert survivors() == {path.read_bytes()} != {first}


async def test_the_name_of_a_database_survives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    for module in (database_module, recovery):
        monkeypatch.setattr(module, "sync_folder", synced.append)
    database = await open_database(tmp_path / "test.duckdb")
    try:
        assert synced == [tmp_path]
        (tmp_path / "test.duckdb").unlink()
        is_written = await database.write_back()
        assert synced == [tmp_path] * (1 + is_written)
    finally:
        await database.close()
