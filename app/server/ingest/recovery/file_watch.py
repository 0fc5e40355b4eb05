"""File watch: notices within a second that a file of the journal or of the database vanished, and acts on it.

Files vanish in many ways: removed by hand, moved by a backup tool, emptied, replaced by a copy. The process goes on
writing to a file that has no name any more, and nothing fails.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any  # the connections of a store, which do not matter here

from app.domain.errors import AppError
from app.domain.server_status import HealthCheck, Reason, because, health
from app.server.ingest.commit import GroupCommit
from app.server.ingest.journal import Journal
from app.server.ingest.queue import EventQueue
from app.server.ingest.segment_files import vanished
from app.server.ingest.writer import Writer
from app.storage.recovery import DatabaseFile

log = logging.getLogger(__name__)

CHECK_EVERY_S = 1.0
HOLD = "the database file vanished"
_LOST = {
    "removed": because("database_file_removed", "The database file was removed while the server was running."),
    "moved": because("database_file_moved", "The database file was moved or renamed while the server was running."),
    "replaced": because("database_file_replaced", "The database file was replaced while the server was running."),
    "emptied": because("database_file_emptied", "The database file was emptied while the server was running."),
}
_REMEDY = because(
    "database_file_remedy",
    "New events are kept in the journal. Stop the server, put the right file back and start again.",
)
_WRITTEN = because("database_file_written_again", "It was written again, complete.")
_CUT = (
    "A file of the journal was removed or cut while the server was running. The events in it that were not stored yet "
    "have been written again, so none is lost. Find out which program touches the data folder."
)


class FileWatch:
    """Compares the files with what the process knows of them. run() is its task.

    database: None where the database is on a server.
    """

    def __init__(
        self,
        database: DatabaseFile | None,
        journal: Journal,
        queue: EventQueue,
        commit: GroupCommit,
        writer: Writer[Any, Any],
    ) -> None:
        self._database = database
        self._journal = journal
        self._queue = queue
        self._commit = commit
        self._writer = writer
        self._again_upto = -1  # greatest number of a record to be written again
        self.journal_problem: Reason | None = None
        self.database_problem: tuple[Reason, ...] = ()

    def database_checks(self) -> tuple[HealthCheck, ...]:
        """Return the health of the database file, nothing where there is none."""
        if self._database is None:
            return ()
        lost, in_place = self.database_problem, because("database_file_right", "The database file is in its place.")
        return (health("database_file", *(lost or (in_place,)), is_ok=not lost),)

    async def run(self) -> None:
        """Check until cancelled."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            try:
                await self.check()
            except (AppError, OSError) as error:  # the next second may succeed
                log.warning("The files of the journal and the database could not be checked: %s", error)

    async def check(self) -> None:
        """Check once. Raises OSError or AppError when something could not be read or written; then call it again."""
        await self._check_journal()
        if self._database is not None:
            await self._check_database(self._database)

    async def _check_journal(self) -> None:
        """Write what is not stored again when a segment vanished, so that no acknowledged event depends on it."""
        lost = await asyncio.to_thread(vanished, self._journal.sizes())
        last = self._journal.forget(lost)
        if last is not None:
            log.error("Files of the journal vanished or were cut: %s", ", ".join(file.path.name for file in lost))
            self._again_upto = max(self._again_upto, last)
            self.journal_problem = because("journal_files_lost", _CUT)
        if self._again_upto >= 0:
            await self._commit.write_again(self._queue.records(self._again_upto))
            self._again_upto = -1
            await self._writer.checkpoint()  # what is stored is in the database's own file then

    async def _check_database(self, database: DatabaseFile) -> None:
        fault = await asyncio.to_thread(database.file_fault)
        if fault is None:
            if HOLD in self._journal.holds:
                self._journal.holds.discard(HOLD)
                self.database_problem = ()
                log.info("The database file is back")
            return
        if HOLD not in self._journal.holds:
            log.error("%s", _LOST[fault].text)
            self._journal.holds.add(HOLD)
            self.database_problem = (_LOST[fault], _REMEDY)
        if fault == "removed" and await database.write_back():
            self._journal.holds.discard(HOLD)
            self.database_problem = (_LOST[fault], _WRITTEN)
            log.warning("The database file was written again")
