"""Group commit: writes the records of one loop turn to the journal together, before the replies of that turn leave."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.config import Fsync
from app.domain.errors import AppError
from app.domain.server_status import Reason, because
from app.loop import spawn
from app.server.ingest.journal import Journal, Record, encode
from app.server.ingest.queue import EventQueue

log = logging.getLogger(__name__)

SYNC_EVERY_S = 0.2
RETRY_AFTER_S = 5
AGAIN_RECORDS = 1_000  # written again at once

OnJournalled = Callable[[AppError | None], None]
"""Called with None once the records are in the journal, or with the reason why they are not."""


@dataclass(slots=True)
class Batch:
    """The records of one loop turn, and the callbacks to run when they are journalled or refused."""

    records: list[Record] = field(default_factory=list)
    callbacks: list[OnJournalled] = field(default_factory=list)


class GroupCommit:
    """Gathers records, writes them together, and moves the queue's cursor `journalled`.

    Records are journalled once they are written and, in mode `always`, durable. on_journalled: called after each batch.
    longest_wait_s: between two attempts to sync what may be lost, in the other modes.
    Records that are refused although they may be in a segment are withdrawn there, since their clients send them again.
    """

    def __init__(
        self,
        journal: Journal,
        queue: EventQueue,
        mode: Fsync,
        longest_wait_s: float,
        on_journalled: Callable[[], None],
    ) -> None:
        self._journal = journal
        self._queue = queue
        self._mode = mode
        self._longest_wait_s = longest_wait_s
        self._on_journalled = on_journalled
        self._loop = asyncio.get_running_loop()
        self._batch = Batch()
        self._unsynced: list[Batch] = []
        self._has_unsynced = asyncio.Event()
        self._closing = asyncio.Event()
        self.problem: Reason | None = None
        self.sync_problem: Reason | None = None  # in mode `interval`: acknowledged events may not survive a power cut
        self._syncer = spawn("journal-sync", self._sync_always() if mode == "always" else self._sync_often())

    def add(self, record: Record) -> None:
        """Put a record into the batch of this loop turn. Its request must be the last in the queue."""
        if not self._batch.records:
            self._loop.call_soon(self._write)
        self._batch.records.append(record)

    def when_journalled(self, callback: OnJournalled) -> None:
        """Call `callback` when this turn's batch is journalled or refused; at once if the batch is empty."""
        if self._batch.records:
            self._batch.callbacks.append(callback)
        else:
            callback(None)

    async def journalled(self) -> None:
        """Wait until this turn's batch is journalled. Raises AppError when the disk refused it."""
        if self._batch.records:
            result: asyncio.Future[AppError | None] = self._loop.create_future()
            self._batch.callbacks.append(lambda error: None if result.done() else result.set_result(error))
            error = await result
            if error is not None:
                raise error

    async def drain(self) -> None:
        """Wait until each record added so far is journalled or refused."""
        if self._closing.is_set():
            return
        passed: asyncio.Future[None] = self._loop.create_future()
        self._batch.callbacks.append(lambda _: None if passed.done() else passed.set_result(None))
        self._loop.call_soon(self._write)
        await passed

    async def write_again(self, records: Sequence[Record]) -> None:
        """Write records whose segment vanished into the open one. Raises OSError; calling it twice is harmless."""
        await self._append_again(records)
        self._has_unsynced.set()

    async def _append_again(self, records: Sequence[Record]) -> None:
        for first in range(0, len(records), AGAIN_RECORDS):
            some = records[first : first + AGAIN_RECORDS]
            self._journal.append(b"".join(map(encode, some)), some[-1].number)
            await asyncio.sleep(0)  # requests have their turn

    async def close(self) -> None:
        """Write and sync what is left. A disk that refuses is logged: what follows must still be stored."""
        self._write()
        self._closing.set()
        self._has_unsynced.set()
        await self._syncer
        try:
            await asyncio.to_thread(self._journal.close)
        except OSError as error:
            log.error("The journal could not be made durable: %s", error.strerror)

    def _write(self) -> None:
        batch, self._batch = self._batch, Batch()
        if not batch.records and not batch.callbacks:
            return
        try:
            if batch.records:
                self._journal.append(b"".join(map(encode, batch.records)), batch.records[-1].number)
        except OSError as error:
            self._refuse([batch], error)
            return
        if self._mode == "always":
            self._unsynced.append(batch)
        else:
            self._accept(batch)
        self._has_unsynced.set()

    def _accept(self, batch: Batch) -> None:
        if batch.records:
            if self.problem is not None:
                log.info("The journal can be written again")
                self.problem = None
            self._queue.mark_journalled(len(batch.records))
            self._on_journalled()
        for callback in batch.callbacks:
            callback(None)

    def _refuse(self, batches: Sequence[Batch], error: OSError) -> None:
        if self.problem is None:
            log.error("The journal cannot be written, events are refused: %s", error.strerror)
        words = error.strerror or "unknown error"
        self.problem = because("journal_unwritable", f"The journal cannot be written: {words}.", words)
        for batch in batches:
            if batch.records:
                self._queue.withdraw(batch.records[0].number, len(batch.records))
                self._journal.withdraw(batch.records[0].number, len(batch.records))
        sentence = "The server cannot write to its disk at the moment, retry later"
        for batch in batches:
            for callback in batch.callbacks:
                callback(AppError("storage_unavailable", sentence, retry_after_s=RETRY_AFTER_S))

    def _refuse_written(self, batches: Sequence[Batch], error: OSError) -> None:
        """Refuse records that are in a segment but may not be on the disk.

        Later ones of the same file go with them: a failed sync says nothing of them, and the next may succeed without.
        """
        later, self._unsynced = self._unsynced, []
        self._refuse([*batches, *later], error)
        try:
            self._journal.write_withdrawals()
        except OSError as fault:
            log.debug("Refused records are withdrawn when the journal can be written again: %s", fault.strerror)

    async def _sync_often(self) -> None:
        wait_s = SYNC_EVERY_S
        while not self._closing.is_set():
            await self._has_unsynced.wait()
            self._has_unsynced.clear()
            await self._pause(wait_s)
            try:
                await asyncio.to_thread(self._journal.sync, self._mode == "interval")
                if self.sync_problem is not None:
                    await self._make_up_for_failed_sync()
            except OSError as error:
                self._journal.rotate()  # the next sync is of another file
                if self.sync_problem is None:
                    log.error("The journal could not be made durable: %s", error.strerror)
                words = error.strerror or "unknown error"
                text = f"The journal is written, but may not survive a power cut: {words}."
                self.sync_problem = because("journal_unsynced", text, words)
                wait_s = max(SYNC_EVERY_S, min(2 * wait_s, self._longest_wait_s))
                self._has_unsynced.set()  # the fault may pass although no event comes
            else:
                self.sync_problem = None
                wait_s = SYNC_EVERY_S

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)

    async def _make_up_for_failed_sync(self) -> None:
        """Write again what is not stored yet: a sync that succeeds says nothing of what an earlier one failed to sync.

        One record goes first: a disk that fails again would fill up with copies. Raises OSError; then it is called
        again after the next sync.
        """
        records = self._queue.records(self._journal.last_number)
        for some in (records[:1], records[1:]):
            await self._append_again(some)
            await asyncio.to_thread(self._journal.sync, self._mode == "interval")

    async def _sync_always(self) -> None:
        while self._unsynced or not self._closing.is_set():
            await self._has_unsynced.wait()
            batches, self._unsynced = self._unsynced, []
            if not self._closing.is_set():
                self._has_unsynced.clear()
            try:
                await asyncio.to_thread(self._journal.sync)
            except OSError as error:
                self._refuse_written(batches, error)
            else:
                for batch in batches:
                    self._accept(batch)
