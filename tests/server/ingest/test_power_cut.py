"""Power cuts at any moment: with fsync `always` acknowledged events are stored once, and refused ones never twice."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.server.ingest import journal as journal_module
from app.server.ingest.journal import ClientFacts, Journal, Record, encode
from app.server.ingest.segment_files import remove_files
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


def _written(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("seed", range(6))
async def test_a_server_that_lost_its_power_stores_each_acknowledged_event_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(journal_module, "SEGMENT_BYTES", 2_000)
    acknowledged: set[str] = set()
    before, after = tmp_path / "before", tmp_path / "after"
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
            after.mkdir()
            for file in before.glob("test.duckdb*"):
                shutil.copyfile(file, after / file.name)
            _written(after / "journal", disk.survivors())
    async with running(after) as run:
        await run.ingest.flush()
        stored = Counter(path for (path,) in await run.rows("SELECT path FROM events"))
        assert acknowledged <= stored.keys()
        assert {path for path, count in stored.items() if count > 1} == set()
    caplog.clear()  # by chance a sync fails, and a tail is torn
