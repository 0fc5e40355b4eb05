"""Refused requests: clients send them again, so what the disk kept of the first attempt must not be stored too."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import AppError
from app.server.ingest.journal import Journal, Record, Withdrawal, encode, encode_withdrawal, scan
from tests.server.ingest.conftest import CLIENT, Running, pageview, running
from tests.server.ingest.power import Disk

SLOW: dict[str, Any] = {"flush_interval_ms": 3_600_000, "flush_max_events": 1_000_000, "collect_rate_limit": 0}


async def refused(run: Running, *paths: str) -> None:
    run.collect(*(pageview(path) for path in paths))
    with pytest.raises(AppError, match="cannot write to its disk"):
        await run.ingest.journalled()


async def stored_after_a_crash(folder: Path, into: Path) -> tuple[list[str], str]:
    """Return the paths stored by the next start on the files as they are now, and the health of the journal's files."""
    shutil.copytree(folder, into)
    async with running(into) as run:
        await run.ingest.flush()
        paths = [path for (path,) in await run.rows("SELECT path FROM events ORDER BY seq")]
        return paths, next(check.state for check in run.ingest.checks() if check.name == "journal_files")


@pytest.mark.expects_log("journal cannot be written")
async def test_with_fsync_always_a_refused_event_is_not_stored_beside_its_retry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"

    def broken(file: int) -> None:
        raise OSError(5, "Input/output error")

    async with running(folder, journal_fsync="always", **SLOW) as run:
        await run.send(pageview("/before"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", broken)
            await refused(run, "/once")
        assert (await stored_after_a_crash(folder, tmp_path / "at-once"))[0] == ["/before"]
        await run.send(pageview("/once"))
        await run.send(pageview("/after"))
        assert await stored_after_a_crash(folder, tmp_path / "later") == (["/before", "/once", "/after"], "ok")
        await run.ingest.flush()
        assert await run.rows("SELECT path FROM events ORDER BY seq") == [("/before",), ("/once",), ("/after",)]
    async with running(folder) as run:
        assert await run.rows("SELECT count(*) FROM events") == [(3,)]
    assert list((folder / "journal").glob("*.log")) == []


@pytest.mark.expects_log("journal cannot be written|could not be cut back|unfinished record at its end")
async def test_a_record_that_could_not_be_cut_off_is_not_stored_beside_its_retry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, real_write = tmp_path / "data", os.write
    calls = 0

    def nearly_all(file: int, data: Any) -> int:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise OSError(28, "No space left on device")
        return real_write(file, bytes(data[:-3]))

    def stuck(file: int, size: int) -> None:
        raise OSError(5, "Input/output error")

    async with running(folder, **SLOW) as run:
        await run.send(pageview("/before"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", nearly_all)
            patch.setattr(os, "ftruncate", stuck)
            run.collect(pageview("/whole"))
            await refused(run, "/torn")
        await run.send(pageview("/whole"))
        await run.send(pageview("/torn"))
        paths, state = await stored_after_a_crash(folder, tmp_path / "crashed")
        assert (paths, state) == (["/before", "/whole", "/torn"], "ok")


@pytest.mark.expects_log("journal cannot be written")
async def test_refused_requests_are_not_taken_for_missing_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"

    def full(file: int, data: Any) -> int:
        raise OSError(28, "No space left on device")

    async with running(folder, **SLOW) as run:
        await run.send(pageview("/before"))
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", full)
            for number in range(5):
                await refused(run, f"/refused/{number}")
        await run.send(pageview("/after"))
        assert await stored_after_a_crash(folder, tmp_path / "crashed") == (["/before", "/after"], "ok")


def test_a_withdrawal_reads_back_and_takes_its_records_out(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.open(0)
    records = [Record(number, 0, 1, CLIENT, b"{}") for number in range(4)]
    journal.append(b"".join(map(encode, records)), 3)
    journal.withdraw(1, 1)
    journal.withdraw(2, 1)
    journal.write_withdrawals()
    journal.close()
    segment = sorted(tmp_path.glob("*.log"))[-1]
    assert list(scan(segment)) == [Withdrawal(1, 2)]
    assert segment.read_bytes().endswith(encode_withdrawal(Withdrawal(1, 2)))
    again = Journal(tmp_path)
    assert [record.number for record in again.open(0)] == [0, 3]
    assert (again.last_number, again.missing_records) == (3, 0)


def test_the_name_of_a_new_segment_is_as_durable_as_its_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "journal"
    disk = Disk(folder, random.Random(1), monkeypatch)
    journal = Journal(folder)
    journal.open(0)
    for number in range(3):
        data = encode(Record(number, 0, 1, CLIENT, b"{}"))
        journal.append(data, number)
        journal.sync()
        journal.rotate()
    journal.sync()
    for _ in range(20):
        assert sorted(map(str, disk.survivors())) == ["00000001.log", "00000002.log", "00000003.log"]
