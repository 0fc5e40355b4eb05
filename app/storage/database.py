"""The open DuckDB file: one thread writes and a few read (`readers`), without waiting for each other."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar, TypeVarTuple

import duckdb

from app.domain.errors import AppError
from app.domain.tenants import TenantId
from app.durable_files import sync_folder
from app.loop import spawn
from app.storage.cache import ALL, Invalidation
from app.storage.connection import (
    CheckpointHeldBack,
    Connection,
    KnownStorageError,
    QueryTooSlow,
    StorageClosed,
    connect,
    let_go,
    statement,
    storage_error,
)
from app.storage.event_store import DUCKDB, EventStore
from app.storage.readers import READ_LIMIT_S, CachedReads, Pool, Readers
from app.storage.recovery import FileFault, file_fault, identity, set_aside_damaged_log, with_log, write_back
from app.storage.schema.migrate import migrate
from app.storage.schema.upgrade import connect_upgraded

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Invalidates = Invalidation | Callable[[T], Invalidation]

CHECKPOINT_AGAIN_S = 0.5  # after one that a read has held back


class Database(CachedReads[Connection]):
    """An open database, returned by `open_database`; `close` closes each connection on the thread that opened it."""

    def __init__(
        self, path: Path, connect: Callable[[], Connection], con: Connection, writer: ThreadPoolExecutor, memory: str
    ) -> None:
        super().__init__()
        self.path = path
        self._memory_limit = memory
        self.set_aside: Path | None = None  # the write-ahead log, moved here because it was damaged
        self._connect = connect
        self._con = con
        self._identity = identity(path) if path.exists() else None  # None: in memory
        self._writer = writer
        self._readers = Readers(self._cursor)
        self._is_closed = self._is_broken = False
        self._noted_fault = ""
        self._late_checkpoint: asyncio.Task[None] | None = None

    @property
    def file(self) -> Database:
        return self

    @property
    def store(self) -> EventStore[Connection, Connection]:
        return DUCKDB

    def of_tenant(self, tenant: TenantId | None) -> Database:
        """Return this database, which has no tenants."""
        return self

    async def write(self, fn: Callable[[Connection, *Ts], T], *args: *Ts, invalidates: Invalidates[T] = ALL) -> T:
        """Run `fn` in a transaction on the writer thread. It is finished once begun, even if the caller leaves.

        invalidates: the cached reports it may change, or a function that derives them from the result of `fn`.
        """
        if self._is_closed:
            raise StorageClosed
        future = asyncio.get_running_loop().run_in_executor(self._writer, self._transaction, invalidates, fn, *args)
        return await asyncio.shield(future)

    async def write_durably(
        self, fn: Callable[[Connection, *Ts], T], *args: *Ts, invalidates: Invalidates[T] = ALL
    ) -> T:
        """`write`, followed by a checkpoint: for what is in no journal. A failed checkpoint is logged, not raised.

        One that a read holds back follows when the read has ended.
        """
        result = await self.write(fn, *args, invalidates=invalidates)
        if not await self._has_checkpointed() and self._late_checkpoint is None:
            self._late_checkpoint = spawn("late-checkpoint", self._checkpoint_late())
        return result

    async def _has_checkpointed(self) -> bool:
        """Try a checkpoint. Return False when it has to be tried again."""
        try:
            await self.checkpoint()
        except CheckpointHeldBack:
            return False
        except AppError as error:
            log.warning("A change is stored, but only in the database's log: %s", error.message)
        return True

    async def _checkpoint_late(self) -> None:
        try:
            while True:
                await asyncio.sleep(CHECKPOINT_AGAIN_S)
                if await self._has_checkpointed():
                    return
        finally:
            self._late_checkpoint = None

    async def checkpoint(self) -> None:
        """Move DuckDB's write-ahead log into the file. Readers continue meanwhile.

        Raises CheckpointHeldBack while a read still sees rows that were changed or deleted since it began.
        """
        if self._is_closed:
            raise StorageClosed
        future = asyncio.get_running_loop().run_in_executor(self._writer, self._checkpoint)
        await asyncio.shield(future)

    def _checkpoint(self) -> None:
        try:
            _begin(self._con)
            self._con.rollback()  # a checkpoint is no part of a transaction
            self._con.execute(statement("database/checkpoint"))
            with self._readers.held() as is_idle:
                if is_idle:
                    let_go(self._con, self._memory_limit)
        except duckdb.TransactionException as error:
            raise CheckpointHeldBack from error
        except duckdb.Error as error:
            raise self._known(error) from error

    async def read(
        self,
        fn: Callable[[Connection, *Ts], T],
        *args: *Ts,
        limit_s: float = READ_LIMIT_S,
        pool: Pool = "internal",
    ) -> T:
        """`CachedReads.read`, in one transaction: `fn` sees one state of the data."""
        if self._is_closed:
            raise StorageClosed
        return await self._readers.run(functools.partial(self._reading, fn, args), pool, limit_s)

    async def close(self) -> None:
        """Let running reads and writes end, checkpoint, and close every connection. A second call does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._late_checkpoint is not None:
            self._late_checkpoint.cancel()  # the last checkpoint follows below
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.close()
        self._writer.submit(self._close_writer).result()
        self._writer.shutdown(wait=True)

    def _close_writer(self) -> None:
        try:
            _begin(self._con)
            self._con.rollback()  # a checkpoint is no part of a transaction
            self._con.execute(statement("database/checkpoint"))
        except duckdb.Error:
            log.warning("The last checkpoint failed; the next start replays the log instead", exc_info=True)
        self._con.close()

    def _transaction(self, invalidates: Invalidates[T], fn: Callable[[Connection, *Ts], T], *args: *Ts) -> T:
        if self._is_broken:
            self._reopen()
        try:
            result, changed = self._executed(invalidates, fn, *args)
            self._commit(self._con)
        except duckdb.Error as error:
            self._invalidate(None)  # a failed commit may have stored something
            raise self._known(error) from error
        self._invalidate(changed)
        return result

    def _executed(
        self, invalidates: Invalidates[T], fn: Callable[[Connection, *Ts], T], *args: *Ts
    ) -> tuple[T, Invalidation]:
        """Run a transaction up to its commit; when the memory is full, stop the readers and run it again."""
        try:
            return self._attempted(invalidates, fn, *args)
        except duckdb.OutOfMemoryException:
            with self._readers.stopped():
                return self._attempted(invalidates, fn, *args)

    def _attempted(
        self, invalidates: Invalidates[T], fn: Callable[[Connection, *Ts], T], *args: *Ts
    ) -> tuple[T, Invalidation]:
        try:
            _begin(self._con)
            result = fn(self._con, *args)
            # Before the commit: what fails after it would be done again.
            return result, invalidates(result) if callable(invalidates) else invalidates
        except BaseException:  # whatever ended it, no transaction may stay open on the writer; it goes on to the caller
            with contextlib.suppress(duckdb.Error):  # a broken database has nothing left to roll back
                self._con.rollback()
            raise

    def _commit(self, con: Connection) -> None:
        """Commit. A change in DuckDB's log is stored, even when the checkpoint that follows it fails."""
        try:
            con.commit()
        except duckdb.FatalException as error:
            if _COMMITTED not in str(error):
                raise
            self._is_broken = True
            log.error("A change is stored, but only in the database's log: %s", storage_error(error))

    def _known(self, error: duckdb.Error) -> Exception:
        if isinstance(error, duckdb.FatalException) or "database has been invalidated" in str(error):
            self._is_broken = True
        known = storage_error(error)
        if isinstance(known, KnownStorageError):
            self._note_fault(str(error))
        return known

    def _note_fault(self, text: str) -> None:
        """Log what the engine says of a fault, once as long as it says the same."""
        if text != self._noted_fault:
            self._noted_fault = text
            log.info("The database engine reports a fault: %s", text)  # the caller gets its own sentence and logs it

    def _reopen(self) -> None:
        """Close and reopen everything after a fault that DuckDB does not survive, such as a full disk during a commit.

        Runs on the writer thread. Raises KnownStorageError while the fault lasts.
        """
        readers, self._readers = self._readers, Readers(self._cursor)
        readers.close()
        with contextlib.suppress(duckdb.Error):
            self._con.close()
        try:
            self._con = self._connect()
            self._identity = identity(self.path)
        except (AppError, OSError) as error:
            self._note_fault(str(error))
            raise KnownStorageError(
                "The database cannot be reopened after a fault. The log has the details."
            ) from error
        self._is_broken, self._noted_fault = False, ""
        log.info("The database was reopened after a fault")

    async def snapshot(self, path: Path) -> None:
        """Copy the file as it is, with its log, to `path`. Writes wait meanwhile; reads go on.

        Raises AppError, and OSError for what cannot be copied.
        """
        if self._is_closed:
            raise StorageClosed
        copied = asyncio.get_running_loop().run_in_executor(self._writer, self._snapshot, path)
        try:
            await asyncio.shield(copied)
        except asyncio.CancelledError:
            await asyncio.wait([copied])  # what the caller removes then is all there is
            raise

    def _snapshot(self, path: Path) -> None:
        if self._is_broken:
            self._reopen()
        if self.file_fault() is not None:
            raise KnownStorageError("The database file is not in its place.")
        for source, target in zip(with_log(self.path), with_log(path), strict=True):
            if source.exists():
                shutil.copyfile(source, target)

    def file_fault(self) -> FileFault | None:
        """As `DatabaseFile.file_fault`."""
        return None if self._identity is None else file_fault(self.path, self._identity)

    async def write_back(self) -> bool:
        """As `DatabaseFile.write_back`."""
        if self._is_closed:
            raise StorageClosed
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, self._write_back))

    def _write_back(self) -> bool:
        self._checkpoint()
        if self._identity is None or not write_back(self.path, self._identity):
            return False
        self._is_broken = True  # until it is open again, no read may begin
        self._reopen()
        return True

    def _cursor(self) -> Connection:
        """Return a connection of the thread that calls it."""
        self._check_open()
        try:
            return self._con.cursor()
        except duckdb.Error as error:
            raise self._known(error) from error

    def _check_open(self) -> None:
        if self._is_broken:
            raise KnownStorageError("The database is being reopened after a fault. Please try again later.")

    def _reading(self, fn: Callable[[Connection, *Ts], T], args: tuple[*Ts], con: Connection) -> T:
        self._check_open()
        try:
            _begin(con)
            try:
                return fn(con, *args)
            finally:
                with contextlib.suppress(duckdb.Error):  # a cause that lasts is reported by the next read
                    con.rollback()
        except duckdb.InterruptException as error:
            raise QueryTooSlow from error
        except duckdb.Error as error:
            raise self._known(error) from error


def _begin(con: Connection) -> None:
    """Begin a transaction, after rolling back one that a full memory has left open."""
    try:
        con.begin()
    except duckdb.TransactionException:
        con.rollback()
        con.begin()


_COMMITTED = "COMMIT succeeded and is durable"  # in DuckDB's message when only the checkpoint after it failed


def _connect(path: Path, memory_limit: str, threads: int) -> Connection:
    """`connect`, after which the name of a new file survives a power cut as well as what will be committed to it."""
    is_new = not path.exists()
    con = connect(path, memory_limit, threads)
    if is_new and path.exists():  # not in memory
        try:
            sync_folder(path.parent)
        except OSError:
            con.close()
            raise
    return con


async def open_database(
    path: Path, *, memory_limit: str = "1GB", threads: int = 2, keep: Callable[[Path], None] | None = None
) -> Database:
    """Open or create the file at `path` and bring its schema up to date.

    keep: called on a thread with the closed file of an older version before it is changed; what it raises is raised.
    Raises AppError `data_folder_in_use` when another process has it, KnownStorageError when it cannot be read.
    """
    writer = ThreadPoolExecutor(1, "db-writer")
    open_file = functools.partial(_connect, path, memory_limit, threads)
    try:
        set_aside = await asyncio.to_thread(set_aside_damaged_log, path)
        upgraded = functools.partial(connect_upgraded, path, open_file, memory_limit, keep)
        con = await asyncio.get_running_loop().run_in_executor(writer, upgraded)
    except OSError as error:
        writer.shutdown(wait=True)
        raise KnownStorageError(f"{path} cannot be used: {error.strerror}.") from error
    except BaseException:  # a cancelled start too leaves no thread behind; it goes on to the caller
        writer.shutdown(wait=True)
        raise
    database = Database(path, open_file, con, writer, memory_limit)
    database.set_aside = set_aside
    try:
        await database.write(migrate)
    except BaseException:  # a cancelled start too lets go of the file; it goes on to the caller
        await database.close()
        raise
    return database
