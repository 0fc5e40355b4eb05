"""Journal: appended records are read back, even after a crash or disk damage at its end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.server.ingest import journal as journal_module
from app.server.ingest.journal import MAGIC, ClientFacts, Journal, Record, decode, encode
from app.server.ingest.segment_files import remove_files

CLIENT = ClientFacts("203.0.113.7", "Mozilla/5.0", True, False)


def record(number: int, body: bytes = b'{"a":1}') -> Record:
    return Record(number, 1_767_225_600_000_000 + number, 1, CLIENT, body)


def filled(folder: Path, *records: Record) -> Path:
    journal = Journal(folder)
    journal.open(0)
    for entry in records:
        journal.append(encode(entry), entry.number)
    journal.close()
    return next(iter(sorted(folder.glob("*.log"))))


def reopened(folder: Path, first: int = 0) -> tuple[list[Record], Journal]:
    journal = Journal(folder)
    return journal.open(first), journal


@given(
    st.integers(0, 2**63),
    st.integers(-(2**62), 2**62),
    st.integers(0, 2**50 - 1),
    st.text(max_size=40),
    st.text(max_size=600),
    st.booleans(),
    st.booleans(),
    st.binary(max_size=2000),
)
def test_a_record_reads_back_as_it_was_written(
    number: int, received_us: int, taken: int, address: str, agent: str, accept: bool, language: bool, body: bytes
) -> None:
    entry = Record(number, received_us, taken, ClientFacts(address, agent, accept, language), body)
    data = encode(entry)
    assert decode(data, 0) == (entry, len(data))


def test_records_are_read_in_order_from_the_given_number(tmp_path: Path) -> None:
    filled(tmp_path, record(1), record(2), record(3))
    assert [entry.number for entry in reopened(tmp_path, 2)[0]] == [2, 3]


@pytest.mark.expects_log("Journal segment")
def test_a_journal_cut_at_any_byte_of_its_last_record_loses_that_record_alone(tmp_path: Path) -> None:
    segment = filled(tmp_path, record(1), record(2), record(3))
    whole = segment.read_bytes()
    last_at = len(whole) - len(encode(record(3)))
    for size in range(last_at, len(whole)):
        segment.write_bytes(whole[:size])
        records, journal = reopened(tmp_path)
        assert [entry.number for entry in records] == [1, 2]
        assert segment.stat().st_size == last_at
        assert journal.damaged_records == (0 if size == last_at else 1)
        assert [entry.number for entry in reopened(tmp_path)[0]] == [1, 2]


@pytest.mark.expects_log("Journal segment")
def test_one_flipped_byte_anywhere_loses_at_most_the_record_it_hit(tmp_path: Path) -> None:
    segment = filled(tmp_path, record(1), record(2), record(3))
    whole = segment.read_bytes()
    for at in range(len(MAGIC), len(whole)):
        damaged = bytearray(whole)
        damaged[at] ^= 0x41
        segment.write_bytes(bytes(damaged))
        records, journal = reopened(tmp_path)
        assert len(records) == 2
        assert journal.damaged_records == 1
        assert set(records) < {record(1), record(2), record(3)}


@pytest.mark.expects_log("Journal segment")
def test_damaged_bytes_are_quarantined(tmp_path: Path) -> None:
    segment = filled(tmp_path, record(1), record(2))
    data = bytearray(segment.read_bytes())
    data[len(MAGIC) + 30] ^= 1
    segment.write_bytes(bytes(data))
    reopened(tmp_path)
    (kept,) = (tmp_path / "quarantine").glob("*.damaged")
    assert kept.read_bytes() == bytes(data[len(MAGIC) : len(MAGIC) + len(encode(record(1)))])


def test_a_failed_write_leaves_nothing_behind_and_the_next_one_succeeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    journal.open(0)
    journal.append(encode(record(1)), 1)
    real_write = os.write

    def half_then_full(file: int, data: memoryview) -> int:
        monkeypatch.setattr(journal_module.os, "write", refuse)
        return real_write(file, bytes(data[: len(data) // 2]))

    def refuse(file: int, data: memoryview) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal_module.os, "write", half_then_full)
    with pytest.raises(OSError, match="No space left"):
        journal.append(encode(record(2)), 2)
    monkeypatch.setattr(journal_module.os, "write", real_write)
    journal.append(encode(record(3)), 3)
    journal.close()
    records, again = reopened(tmp_path)
    assert [entry.number for entry in records] == [1, 3]
    assert again.damaged_records == 0


def test_full_segments_are_closed_and_removed_only_below_the_durable_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "SEGMENT_BYTES", 200)
    journal = Journal(tmp_path)
    journal.open(0)
    for number in range(1, 21):
        journal.append(encode(record(number)), number)
    assert len(list(tmp_path.glob("*.log"))) > 3
    remove_files(journal.leave_before(11))
    journal.close()
    numbers = [entry.number for entry in reopened(tmp_path)[0]]
    assert set(range(11, 21)) <= set(numbers)
    assert min(numbers) > 1


def test_segments_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    segment = filled(tmp_path / "journal", record(1))
    assert segment.stat().st_mode & 0o077 == 0
    assert segment.parent.stat().st_mode & 0o077 == 0
