"""Writing of events to ClickHouse: each event of a journal exactly once, without transactions.

The bounds of a batch are recorded durably before its rows are sent. ClickHouse remembers the token of an insert for as
long as its window lasts, so the same rows can be sent again after a failure, and those that have landed are skipped, by
month of events: an insert stores those of a month as a whole. The same token with other rows would lose them without a
word, so a token belongs to one cut. Where that cannot be kept, or the window may be over, the batch is withdrawn: its
rows that have landed are deleted, and its events are sent under another token, for that of before is still remembered.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.storage.bots.agents import BotAgent
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.cuts import Cut, PositionFile
from app.storage.clickhouse.rows import client_visitor_columns, event_columns
from app.storage.connection import statement, to_db
from app.storage.ingest.events import ClientVisitor

log = logging.getLogger(__name__)

ASKED_AT_ONCE = 1_000  # numbers of events: what a statement binds has to fit into a request
SEND_AGAIN_LIMIT_S = 300.0  # far less than the 10,000 inserts of the window take, of all writers together


class ClickHouseWriter:
    """A writer of events: its connection and its position. A ClickHouse database may have several."""

    def __init__(self, con: ClickHouse, positions: PositionFile) -> None:
        self.con = con
        self.positions = positions

    @property
    def number(self) -> int:
        return self.positions.position.writer

    def landed(self, batch: int) -> int:
        """Return how many rows of a batch are stored."""
        values = {"writer": self.number, "batch": batch}
        ((rows,),) = self.con.read(statement("clickhouse/batches/landed"), values)
        return int(rows)

    def delete_withdrawn(self) -> None:
        """Delete what has landed of batches that will not be sent again under their token."""
        for batch in self.positions.position.withdrawn:
            rows = self.landed(batch)
            if rows or self.con.address.cluster:  # where another server may have rows that this one does not know yet
                log.info("%d rows of a batch that cannot be finished are deleted, to be stored again", rows)
                values = {"writer": self.number, "batch": batch}
                self.con.command(statement("clickhouse/batches/withdraw"), values)
        if self.positions.position.withdrawn:
            self.positions.forget_withdrawn()


def open_writer(con: ClickHouse, path: Path, *, has_journal: bool) -> ClickHouseWriter:
    """Return the writer whose position is in the file at `path`.

    has_journal: the journal has events; without any, a missing file is made. A batch of before that has landed as a
    whole is finished; any other is when its events are stored again. Raises KnownStorageError.
    """
    writer = ClickHouseWriter(con, PositionFile(path, has_journal))
    writer.delete_withdrawn()
    cut = writer.positions.position.cut
    if cut is not None and writer.landed(cut.batch) == cut.rows:
        writer.positions.finish(cut)
    return writer


def next_seq(writer: ClickHouseWriter) -> int:
    """Return the number of the first event that is not stored yet."""
    return writer.positions.position.next_seq


def stored_among(writer: ClickHouseWriter, seqs: Sequence[int], since: datetime, until: datetime) -> dict[int, int]:
    """Return the events of this writer with these numbers that were received in a time (aware) and are stored.

    By number: the time of receipt in microseconds. Both ends of the time are included.
    """
    stored: dict[int, int] = {}
    for first in range(0, len(seqs), ASKED_AT_ONCE):
        values = {"writer": writer.number, "since": to_db(since), "until": to_db(until)}
        values["seqs"] = list(seqs[first : first + ASKED_AT_ONCE])
        stored |= dict(writer.con.read(statement("clickhouse/batches/stored_among"), values))
    return stored


def store_batch(
    writer: ClickHouseWriter,
    events: Sequence[Event],
    changes: SessionChanges,
    client_visitors: Sequence[ClientVisitor],
    next_event: int,
    bot_agents: Sequence[BotAgent] = (),
) -> None:
    """Store the events from the position on. next_event: seq of the first event after the batch. bot_agents: not kept.

    Those before the position are stored already, by an attempt that failed later: they are passed over. Raises
    ValueError when one of the events cannot be stored.
    """
    events = [event for event in events if event.seq >= next_seq(writer)]
    if next_event <= next_seq(writer):
        writer.delete_withdrawn()
        return
    cut = writer.positions.position.cut
    if cut is not None and cut.next_seq < next_event and _is_cut_of(cut, events):
        # More came since the batch failed: it is finished as it was, and the rest is a batch of its own.
        store_batch(writer, [event for event in events if event.seq < cut.next_seq], changes, [], cut.next_seq)
        events = [event for event in events if event.seq >= cut.next_seq]
    if client_visitors:
        writer.con.insert("client_visitors", client_visitor_columns(client_visitors))
    if not events:
        move_position(writer, next_event)
        return
    writer.positions.finish(_store(writer, events, changes, next_event))
    writer.delete_withdrawn()


def move_position(writer: ClickHouseWriter, next_event: int) -> None:
    """Record that the events up to `next_event` need not be stored: those that have landed of them are deleted."""
    writer.positions.advance(next_event)
    writer.delete_withdrawn()


def _store(writer: ClickHouseWriter, events: Sequence[Event], changes: SessionChanges, next_event: int) -> Cut:
    cut = _cut(writer, events, next_event)
    columns = event_columns(events, changes, writer.number, cut.batch)
    if cut != writer.positions.position.cut:
        writer.positions.begin(cut)
        writer.delete_withdrawn()
    writer.con.insert("events", columns, cut.token(writer.number, "events"))
    return cut


def _cut(writer: ClickHouseWriter, events: Sequence[Event], next_event: int) -> Cut:
    """Return the cut that was recorded when it is this one and ClickHouse still remembers it, else a new one."""
    position, now_s = writer.positions.position, time.time()
    cut = position.cut
    if cut is not None and cut.next_seq == next_event and _is_cut_of(cut, events) and _is_remembered(cut, now_s):
        return cut
    batch = max(position.last_batch + 1, int(now_s * 1e6))
    return Cut(position.next_seq, next_event, len(events), batch, now_s)


def _is_cut_of(cut: Cut, events: Sequence[Event]) -> bool:
    """Return whether the events up to the end of a cut are as many as it has."""
    return sum(event.seq < cut.next_seq for event in events) == cut.rows


def _is_remembered(cut: Cut, now_s: float) -> bool:
    """Return whether ClickHouse must still know the token of a cut. After a clock was set back it need not."""
    return 0 <= now_s - cut.cut_at_s < SEND_AGAIN_LIMIT_S
