"""Group commit: the records of one loop turn are written with one call, before the replies of that turn leave."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from app.domain.errors import AppError
from app.loop import spawn
from app.server.ingest.journal import Journal, Record, encode

log = logging.getLogger(__name__)

FsyncMode = Literal["interval", "always", "never"]
SYNC_EVERY_S = 0.2
RETRY_AFTER_S = 5

Settled = Callable[[AppError | None], None]


@dataclass(slots=True)
class Turn:
    """The records of one loop turn, and who wants to know when they are safe."""

    records: list[Record] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)


class GroupCommit:
    """Gathers records, writes them together, and tells when they are safe.

    on_safe: called with the records in order once they are written (and durable, in mode `always`).
    on_lost: called with the records that could not be written; nothing of them is acknowledged.
    """

    def __init__(
        self,
        journal: Journal,
        mode: FsyncMode,
        on_safe: Callable[[list[Record]], None],
        on_lost: Callable[[list[Record]], None],
    ) -> None:
        self._journal = journal
        self._mode = mode
        self._on_safe = on_safe
        self._on_lost = on_lost
        self._loop = asyncio.get_running_loop()
        self._turn = Turn()
        self._unsynced: list[Turn] = []
        self._has_unsynced = asyncio.Event()
        self._is_closing = False
        self.problem: str | None = None
        self.sync_problem: str | None = None  # of mode `interval`: what is acknowledged may not survive a power cut
        self._syncer = spawn("journal-sync", self._sync_always() if mode == "always" else self._sync_often())

    def add(self, record: Record) -> None:
        """Put a record into this turn's write."""
        if not self._turn.records:
            self._loop.call_soon(self._write)
        self._turn.records.append(record)

    def after(self, settled: Settled) -> None:
        """Call `settled` when every record added so far is safe, with None, or with the reason why one is not.

        Called at once when nothing was added in this turn.
        """
        if self._turn.records:
            self._turn.settled.append(settled)
        else:
            settled(None)

    async def settled(self) -> None:
        """Wait until every record added so far is safe. Raises AppError when the disk refused this turn's write."""
        if self._turn.records:
            waiting: asyncio.Future[AppError | None] = self._loop.create_future()
            self._turn.settled.append(lambda error: None if waiting.done() else waiting.set_result(error))
            error = await waiting
            if error is not None:
                raise error

    async def all_settled(self) -> None:
        """Wait until no record added so far is under way: each is safe, or was refused."""
        if self._is_closing:
            return
        passed: asyncio.Future[None] = self._loop.create_future()
        self._turn.settled.append(lambda _: None if passed.done() else passed.set_result(None))
        self._loop.call_soon(self._write)
        await passed

    async def close(self) -> None:
        """Write and sync what is left. A disk that refuses is logged: what follows must still be stored."""
        self._write()
        self._is_closing = True
        self._has_unsynced.set()
        await self._syncer
        try:
            await asyncio.to_thread(self._journal.close)
        except OSError as error:
            log.error("The journal could not be made durable: %s", error.strerror)

    def _write(self) -> None:
        turn, self._turn = self._turn, Turn()
        if not turn.records and not turn.settled:
            return
        try:
            if turn.records:
                self._journal.append(b"".join(map(encode, turn.records)), turn.records[-1].number)
        except OSError as error:
            self._refuse(turn, error)
            return
        if self._mode == "always":
            self._unsynced.append(turn)
        else:
            self._accept(turn)
        self._has_unsynced.set()

    def _accept(self, turn: Turn) -> None:
        if self.problem is not None and turn.records:
            log.info("The journal can be written again")
            self.problem = None
        self._on_safe(turn.records)
        for settled in turn.settled:
            settled(None)

    def _refuse(self, turn: Turn, error: OSError) -> None:
        if self.problem is None:
            log.error("The journal cannot be written, events are refused: %s", error.strerror)
        self.problem = f"The journal cannot be written: {error.strerror}."
        self._on_lost(turn.records)
        sentence = "The server cannot write to its disk at the moment, retry later"
        for settled in turn.settled:
            settled(AppError("storage_unavailable", sentence, retry_after_s=RETRY_AFTER_S))

    async def _sync_often(self) -> None:
        while not self._is_closing:
            await self._has_unsynced.wait()
            self._has_unsynced.clear()
            await asyncio.sleep(0 if self._is_closing else SYNC_EVERY_S)
            try:
                await asyncio.to_thread(self._journal.sync, self._mode == "interval")
            except OSError as error:
                if self.sync_problem is None:
                    log.error("The journal could not be made durable: %s", error.strerror)
                self.sync_problem = f"The journal is written, but may not survive a power cut: {error.strerror}."
            else:
                self.sync_problem = None

    async def _sync_always(self) -> None:
        while self._unsynced or not self._is_closing:
            await self._has_unsynced.wait()
            turns, self._unsynced = self._unsynced, []
            if not self._is_closing:
                self._has_unsynced.clear()
            try:
                await asyncio.to_thread(self._journal.sync)
            except OSError as error:
                for turn in turns:
                    self._refuse(turn, error)
            else:
                for turn in turns:
                    self._accept(turn)
