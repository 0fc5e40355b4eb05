"""Imports of all websites: a file is received and read, then stored on request, and undone on request.

One is read or stored at a time, on threads of its own but for the transactions, each of which stores some sessions with
all their events. What the process leaves half-way goes on at the next start, but for a file that was being read.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar, TypeVarTuple

import msgspec

from app.config import Settings
from app.domain.errors import AppError
from app.domain.ids import new_id
from app.domain.imports.jobs import INTERRUPTED, MAX_IMPORTS, Import, ImportPreview, conflict, missing_import
from app.domain.ingest.events import unix_us
from app.domain.live import EventsStored
from app.domain.websites import Website
from app.loop import spawn
from app.server.directory import WebsiteDirectory
from app.server.imports.files import ImportFiles, Receiver, unwritable
from app.server.imports.halt import Halt, Stopped
from app.server.imports.reading import LineTally, Order, read_file
from app.server.ingest.pipeline import Ingest
from app.server.live import LiveHub
from app.server.trusted_clock import TrustedClock
from app.storage.cache import NONE, Invalidation
from app.storage.connection import Connection
from app.storage.database import Database
from app.storage.imports import imports, staging
from app.storage.imports.staging import StagedChunk, with_known_faults

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

READ_LIMIT_S = 60.0
FAULT = "The program has a fault, and the log has the details. Undo what was stored, or send the file again."

Work = Callable[["_Job"], Coroutine[Any, Any, Import]]


@dataclass(slots=True)
class _Job:
    """An import that is at work. site: of the source, None for all."""

    website: Website
    job: Import
    site: str | None = None
    tally: LineTally = field(default_factory=LineTally)
    halt: Halt = field(default_factory=Halt)


class Imports:
    """The imports of all websites. `running` has them run."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        directory: WebsiteDirectory,
        ingest: Ingest,
        hub: LiveHub,
        clock: TrustedClock,
    ) -> None:
        self._settings = settings
        self._database = database
        self._directory = directory
        self._ingest = ingest
        self._hub = hub
        self._clock = clock
        self._files = ImportFiles(settings.data_dir)
        self._turn = asyncio.Lock()
        self._jobs: dict[str, _Job] = {}  # at work, by id
        self._receiving: set[str] = set()  # ids whose files are still arriving
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let imports run within the context, first those that a process has left behind."""
        await self._take_up()
        try:
            yield
        finally:
            for at_work in self._jobs.values():
                at_work.halt.request()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _take_up(self) -> None:
        known = await self._database.read(imports.everywhere)
        kept = {job.id for _, job in known if job.status in ("ready", "running")}
        await asyncio.to_thread(self._files.clear, kept)
        websites = {website.key: website for website in self._directory.all()}
        for key, job in known:
            website = websites.get(key)
            if website is None:
                continue
            if job.status == "reading":
                left = replace(job, status="failed", error_message=INTERRUPTED, completed_at=self._clock.wall())
                await self._database.write(imports.put, left, invalidates=NONE)
            elif job.status in ("running", "undoing"):
                self._begin(_Job(website, job), self._stored if job.status == "running" else self._undone)

    async def clear(self) -> None:
        """Remove the files of imports that have gone with their websites."""
        known = await self._database.read(imports.everywhere)
        await asyncio.to_thread(self._files.clear, {job.id for _, job in known} | self._receiving)

    async def all(self, website: Website) -> tuple[Import, ...]:
        """Return the imports of a website, newest first."""
        stored = await self._database.read(imports.of_website, website.key)
        return tuple(self._as_it_is(job) for job in stored)

    async def get(self, website: Website, import_id: str) -> Import:
        """Return an import of a website. Raises NotFound."""
        for job in await self.all(website):
            if job.id == import_id:
                return job
        raise missing_import()

    def _as_it_is(self, stored: Import) -> Import:
        at_work = self._jobs.get(stored.id)
        return stored if at_work is None else replace(at_work.job, read=at_work.tally.read)

    @asynccontextmanager
    async def receiving(self) -> AsyncIterator[tuple[str, Receiver]]:
        """Yield a new id and what takes its file, which is removed unless `add` follows within the context."""
        import_id = new_id("import")
        path = self._files.upload(import_id)
        try:
            await asyncio.to_thread(path.parent.mkdir, exist_ok=True)
            file = await asyncio.to_thread(path.open, "wb")
        except OSError as error:
            raise unwritable(error) from error
        self._receiving.add(import_id)
        try:
            with file:
                yield import_id, Receiver(file)
        finally:
            self._receiving.discard(import_id)
            if import_id not in self._jobs:
                await asyncio.to_thread(self._files.remove, import_id)

    async def add(
        self, website: Website, import_id: str, file_name: str, received: Receiver, site: str | None
    ) -> Import:
        """Have a received file read. site: of the source, None for all.

        Raises AppError `conflict`, `limit_exceeded`.
        """
        before = await self.all(website)
        if len(before) >= MAX_IMPORTS:
            raise AppError("limit_exceeded", f"A website has at most {MAX_IMPORTS:,} imports.")
        for known in before:
            if known.digest == received.digest and known.status not in ("failed", "undone"):
                raise conflict(f"this file is there already, as {known.id}")
        await asyncio.to_thread(received.end)
        job = Import(0, import_id, "reading", file_name, received.digest, self._clock.wall())
        number = await self._database.write(imports.add, website.key, job, invalidates=NONE)
        job = replace(job, number=number)
        self._begin(_Job(website, job, site), self._read)
        return job

    async def start(self, website: Website, import_id: str) -> Import:
        """Have the events of an import stored. Raises NotFound, AppError `conflict`."""
        job = await self.get(website, import_id)
        is_left = job.status == "failed" and self._files.staging(import_id).exists()
        if job.status != "ready" and not is_left:
            raise conflict("only an import that was read can be stored")
        return await self._change(website, replace(job, status="running", error_message=None), self._stored)

    async def undo(self, website: Website, import_id: str) -> Import:
        """Have an import undone. Raises NotFound, AppError `conflict`."""
        job = await self.get(website, import_id)
        if job.is_active:
            raise conflict("the import is at work; undo it when it has ended")
        if job.status == "undone":
            raise conflict("the import is undone already")
        if not job.stored_sessions:
            await self._database.write(imports.forget, job, invalidates=NONE)
            await asyncio.to_thread(self._files.remove, job.id)
            return replace(job, status="undone")
        return await self._change(website, replace(job, status="undoing", completed_at=None), self._undone)

    async def _change(self, website: Website, job: Import, work: Work) -> Import:
        at_work = self._jobs[job.id] = _Job(website, job)
        try:
            await self._database.write(imports.put, job, invalidates=NONE)
        except BaseException:  # whatever ended it, nothing has begun; it goes on to the caller
            del self._jobs[job.id]
            raise
        self._begin(at_work, work)
        return job

    def _begin(self, at_work: _Job, work: Work) -> None:
        self._jobs[at_work.job.id] = at_work
        task = spawn("import", self._run(at_work, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, at_work: _Job, work: Work) -> None:
        """Do the work of an import in its turn, and say how it has ended. One that is stopped is left as it is."""
        website = at_work.website
        async with self._turn:
            try:
                at_work.halt.check()
                ended = await work(at_work)
            except Stopped:
                return
            except AppError as error:
                ended = replace(at_work.job, status="failed", error_message=error.message)
            except Exception:  # a bug: this import has ended, and the next one may begin
                log.exception("An import failed")
                ended = replace(at_work.job, status="failed", error_message=FAULT)
            ended = replace(ended, completed_at=self._clock.wall())
            try:
                await self._database.write_durably(imports.put, ended, invalidates=NONE)
            except AppError as error:  # gone with its website, or left for the next start
                log.info("The end of an import could not be stored: %s", error.message)
            if ended.status not in ("ready", "failed") or self._directory.get(website.id) is None:
                await asyncio.to_thread(self._files.remove, ended.id)
        del self._jobs[ended.id]
        self._hub.publish(EventsStored((website.id,)))

    async def _read(self, at_work: _Job) -> Import:
        """Read the file of an import, and see what is there already."""
        website, job = at_work.website, at_work.job
        days, now = self._settings.retention_days, self._clock.now()
        kept_from_us = unix_us(now - timedelta(days=days)) if days else None
        order = Order(job.id, website, at_work.site, kept_from_us, unix_us(now), self._ingest.locate)
        upload, target = self._files.upload(job.id), self._files.staging(job.id)
        try:
            preview = await _on_thread(at_work.halt, read_file, upload, target, order, at_work.tally, at_work.halt)
        except AppError:
            await asyncio.to_thread(self._files.remove, job.id)
            raise
        await asyncio.to_thread(upload.unlink)
        return replace(job, status="ready", preview=await self._compared(website, preview))

    async def _compared(self, website: Website, preview: ImportPreview) -> ImportPreview:
        """Return a preview with what is there already in its time."""
        if preview.start_at is None or preview.end_at is None:
            return preview
        await self._ingest.store_waiting([website.key])
        overlap, days = await self._database.read(
            imports.overlap, website.key, preview.start_at, preview.end_at, pool="reports", limit_s=READ_LIMIT_S
        )
        return msgspec.structs.replace(preview, overlap=overlap, overlap_days=days)

    async def _stored(self, at_work: _Job) -> Import:
        """Store what is not stored yet of an import."""
        website, path, halt = at_work.website, self._files.staging(at_work.job.id), at_work.halt
        if not path.exists():
            raise AppError(
                "storage_unavailable", "What was read of the file is gone. Undo the import, and send it again."
            )
        con = await _on_thread(halt, staging.open_staging, path)
        try:
            with halt.over(con):
                await self._store_from(con, at_work, website)
        finally:
            await asyncio.to_thread(con.close)
        return replace(at_work.job, status="complete")

    async def _store_from(self, con: Connection, at_work: _Job, website: Website) -> None:
        halt, classify = at_work.halt, self._ingest.channels.classify
        waiting = deque(await _on_thread(halt, staging.spans, con, at_work.job.stored_sessions))

        async def following() -> StagedChunk | None:
            if not waiting:
                return None
            return await _on_thread(halt, staging.chunk, con, at_work.job, website.id, waiting.popleft(), classify)

        async def stored(chunk: StagedChunk) -> None:
            job = replace(at_work.job, stored=at_work.job.stored + chunk.count, stored_sessions=chunk.span.until)
            await self._database.write(imports.store, website.key, job, chunk, invalidates=_since(website))
            at_work.job = job

        chunk = await following()
        while chunk is not None:
            halt.check()
            # Both to their end, whatever becomes of the other: the connection is closed after an error.
            end, ahead = await asyncio.gather(stored(chunk), following(), return_exceptions=True)
            for result in (end, ahead):
                if isinstance(result, BaseException):
                    raise result
            chunk = ahead if isinstance(ahead, StagedChunk) else None

    async def _undone(self, at_work: _Job) -> Import:
        """Delete what is stored of an import, the last sessions first."""
        website = at_work.website
        while at_work.job.stored_sessions:
            at_work.halt.check()
            at_work.job, _ = await self._database.write(
                imports.undo_last,
                website.key,
                at_work.job,
                invalidates=lambda undone: NONE if undone[1] is None else {website.key: undone[1]},
            )
        return replace(at_work.job, status="undone")


def _since(website: Website) -> Callable[[datetime], Invalidation]:
    return lambda since: {website.key: since}


async def _on_thread(halt: Halt, fn: Callable[[*Ts], T], *args: *Ts) -> T:
    """Run a step on a thread, and wait for its end. Raises Stopped, and AppError for a fault of disk or engine."""
    try:
        return await asyncio.to_thread(with_known_faults, partial(fn, *args))
    except OSError as error:
        raise unwritable(error) from error
    except Exception:  # of any kind: a query that was interrupted may raise several
        halt.check()
        raise
