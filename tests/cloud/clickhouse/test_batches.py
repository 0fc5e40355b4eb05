"""Events are stored in ClickHouse exactly once, whatever ends a process or an insert."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace as with_fields
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges, assign
from app.storage.clickhouse import batches, cuts
from app.storage.clickhouse.batches import ClickHouseWriter, move_position, next_seq, open_writer, store_batch
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.migrate import migrate
from app.storage.clickhouse.rows import Columns, event_columns
from app.storage.clickhouse.websites import delete
from app.storage.connection import KnownStorageError
from tests.histories import event, start_session

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def database(con: ClickHouse) -> ClickHouse:
    migrate(con)
    return con


@pytest.fixture
def writer(database: ClickHouse, tmp_path: Path) -> ClickHouseWriter:
    return open_writer(database, tmp_path / "position.json", has_journal=False)


def history(count: int, first: int = 0) -> tuple[list[Event], SessionChanges]:
    """Events around the end of a month, which an insert stores in two parts, with their sessions."""
    days = ("2026-03-30", "2026-04-01")
    events = [event(days[number % 2], 7, "/", seq=number) for number in range(first, first + count)]
    return list(events), assign(events, {}, start_session)


def store(writer: ClickHouseWriter, count: int) -> None:
    first = next_seq(writer)
    store_batch(writer, *history(count, first), [], first + count)


def send(writer: ClickHouseWriter, count: int, *, month: int | None = None) -> None:
    """Cut a batch and send its rows, of one month or all, as a process does that ends before it moves its position."""
    first = next_seq(writer)
    events, changes = history(count, first)
    cut = batches._cut(writer, events, first + count)
    writer.positions.begin(cut)
    sent = [item for item in events if month is None or item.ts.month == month]
    columns = event_columns(sent, changes, writer.number, cut.batch)
    writer.con.insert("events", columns, cut.token(writer.number, "events"))


def away(*_: object) -> None:
    raise KnownStorageError("ClickHouse is away.")


def seqs(con: ClickHouse) -> list[int]:
    return [seq for (seq,) in con.read("SELECT seq FROM events ORDER BY seq")]


def test_batches_with_equal_events_all_count(writer: ClickHouseWriter) -> None:
    for _ in range(3):
        store(writer, 4)
    assert seqs(writer.con) == list(range(12))
    assert next_seq(writer) == 12


def test_a_batch_that_landed_is_finished_by_the_next_start(writer: ClickHouseWriter, tmp_path: Path) -> None:
    send(writer, 6)
    again = open_writer(writer.con, tmp_path / "position.json", has_journal=True)
    assert next_seq(again) == 6
    store(again, 2)
    assert seqs(writer.con) == list(range(8))


@pytest.mark.parametrize("month", [3, 4])
def test_a_half_landed_batch_is_healed_by_its_events(writer: ClickHouseWriter, tmp_path: Path, month: int) -> None:
    send(writer, 6, month=month)
    again = open_writer(writer.con, tmp_path / "position.json", has_journal=True)
    assert (next_seq(again), len(seqs(writer.con))) == (0, 3)
    store(again, 9)  # three more have come since
    assert (next_seq(again), seqs(writer.con)) == (9, list(range(9)))


def test_a_batch_cut_elsewhere_is_not_sent_under_the_old_token(writer: ClickHouseWriter) -> None:
    send(writer, 6, month=3)
    store(writer, 3)  # a batch that the store refuses is halved by the writer of the server
    store(writer, 3)
    assert seqs(writer.con) == list(range(6))


def test_a_batch_older_than_the_window_is_withdrawn_and_sent_again(writer: ClickHouseWriter) -> None:
    send(writer, 6, month=3)
    cut = writer.positions.position.cut
    assert cut is not None
    writer.positions.begin(replace(cut, cut_at_s=cut.cut_at_s - batches.SEND_AGAIN_LIMIT_S))
    writer.positions.forget_withdrawn()
    store(writer, 6)
    assert seqs(writer.con) == list(range(6))


def test_a_withdrawal_that_ended_half_way_goes_on_at_the_next_start(writer: ClickHouseWriter, tmp_path: Path) -> None:
    send(writer, 6, month=3)
    writer.positions.advance(3)  # of a batch that ends elsewhere
    again = open_writer(writer.con, tmp_path / "position.json", has_journal=True)
    assert seqs(writer.con) == []
    store(again, 3)
    assert seqs(writer.con) == [3, 4, 5]


@pytest.mark.parametrize(
    "set_aside",
    [move_position, lambda writer, next_event: store_batch(writer, [], SessionChanges(), [], next_event)],
)
def test_of_events_that_are_set_aside_none_stays_stored(
    writer: ClickHouseWriter, set_aside: Callable[[ClickHouseWriter, int], None]
) -> None:
    send(writer, 6)  # the server answered with an error, or the process ended
    set_aside(writer, 6)
    assert (next_seq(writer), seqs(writer.con)) == (6, [])


def test_rows_that_another_server_of_a_cluster_still_has_are_deleted(
    writer: ClickHouseWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(writer, 6)
    monkeypatch.setattr(writer, "landed", lambda batch: 0)  # what a server says that has not heard of them yet
    monkeypatch.setattr(writer.con, "address", with_fields(writer.con.address, cluster="main"))
    move_position(writer, 3)
    assert seqs(writer.con) == []


def test_without_its_position_a_journal_with_events_is_not_stored_again(
    writer: ClickHouseWriter, tmp_path: Path
) -> None:
    store(writer, 4)
    (tmp_path / "position.json").unlink()
    with pytest.raises(KnownStorageError, match="position.json is missing"):
        open_writer(writer.con, tmp_path / "position.json", has_journal=True)
    assert not (tmp_path / "position.json").exists()


def test_what_an_attempt_that_failed_has_stored_is_passed_over_by_the_next_one(
    writer: ClickHouseWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(writer, 6)
    insert = writer.con.insert

    def refuse_more(table: str, columns: Columns, token: str | None) -> None:
        if len(columns["seq"][1]) != 6:
            raise KnownStorageError("ClickHouse is away.")
        insert(table, columns, token)

    with monkeypatch.context() as patch:
        patch.setattr(writer.con, "insert", refuse_more)
        with pytest.raises(KnownStorageError):
            store_batch(writer, *history(9), [], 9)  # the six that have landed are finished, the other three fail
    store_batch(writer, *history(9), [], 9)
    store_batch(writer, *history(6), [], 6)
    assert (next_seq(writer), seqs(writer.con)) == (9, list(range(9)))


def test_a_batch_is_stored_although_what_was_withdrawn_cannot_be_deleted_yet(
    writer: ClickHouseWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(writer, 6, month=3)
    with monkeypatch.context() as patch:
        patch.setattr(writer.con, "command", away)
        for _ in range(2):
            with pytest.raises(KnownStorageError):
                store(writer, 4)
    store_batch(writer, *history(4), [], 4)
    assert (next_seq(writer), seqs(writer.con)) == (4, list(range(4)))


def test_a_disk_that_takes_no_position_is_no_fault_of_the_events(
    writer: ClickHouseWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cuts, "replace_durably", full)
    with pytest.raises(KnownStorageError, match="position.json cannot be written: No space left"):
        store(writer, 4)
    assert (next_seq(writer), seqs(writer.con)) == (0, [])


def test_a_text_that_cannot_be_stored_leaves_no_cut(writer: ClickHouseWriter) -> None:
    events, changes = history(2)
    events[1].title = "\ud800"
    with pytest.raises(ValueError, match="surrogates"):
        store_batch(writer, events, changes, [], 2)
    assert writer.positions.position.cut is None


def test_a_deleted_website_leaves_nothing(writer: ClickHouseWriter) -> None:
    events, changes = history(4)
    other = [event("2026-03-30", 9, "/", website=2, seq=4)]
    changes = assign(other, {}, start_session, changes)
    store_batch(writer, [*events, *other], changes, [(1, 7, "anna"), (2, 9, "bert")], 5)
    delete(writer, 1)
    assert writer.con.read("SELECT site, seq FROM events") == [(2, 4)]
    assert writer.con.read("SELECT client_id FROM client_visitors") == [("bert",)]


PROGRAM = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from app.storage.clickhouse.address import parse_address
from app.storage.clickhouse.batches import next_seq, open_writer
from app.storage.clickhouse.connection import open_connection
from app.storage.clickhouse.migrate import migrate
from tests.cloud.clickhouse.test_batches import seqs, store

con = open_connection(parse_address("chdb://" + sys.argv[2]))
migrate(con)
position = Path(sys.argv[2] + ".json")
writer = open_writer(con, position, has_journal=position.exists())

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3] == "before the insert":
    con.insert = kill
elif sys.argv[3] == "after the insert":
    writer.positions.finish = kill
store(writer, 6 - next_seq(writer))
print(seqs(con), next_seq(writer))
"""


@pytest.mark.parametrize("moment", ["before the insert", "after the insert"])
def test_a_killed_process_loses_and_doubles_nothing(tmp_path: Path, moment: str) -> None:
    def run(moment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", PROGRAM, str(ROOT), str(tmp_path / "engine"), moment]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert run(moment).returncode == -signal.SIGKILL
    end = run("never")
    assert end.stdout.strip() == f"{list(range(6))} 6", end.stderr[-500:]
