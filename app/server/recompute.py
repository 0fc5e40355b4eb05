"""Recompute of bot scores over stored events: a job of a website in the background, a span of events at a time.

It judges on a reader's thread and stores in short transactions, so that ingest and reports go on. One job runs at a
time; one that is cancelled gives back what it has changed.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVarTuple

from app.domain.bot_recompute import Moved, RecomputeJob, RecomputePreview, RecomputeStatus, conflict, missing_job
from app.domain.errors import AppError
from app.domain.ids import WebsiteKey, new_id
from app.domain.items.bot_rules import ALLOWED, BLOCKED, BotRules, new_change
from app.domain.live import EventsStored
from app.domain.reports.periods import Period
from app.domain.websites import Website
from app.loop import spawn
from app.server.directory import WebsiteDirectory
from app.server.facts import rest
from app.server.ingest.enrich import threshold_of
from app.server.ingest.pipeline import Ingest
from app.server.live import LiveHub
from app.server.trusted_clock import TrustedClock
from app.storage.bots import recompute, rules
from app.storage.bots.agents import forget_old, user_agents
from app.storage.bots.recompute import Change, EventSpan, Judge, SpanTable
from app.storage.cache import ALL, NONE, Invalidation
from app.storage.connection import Connection
from app.storage.database import Database

log = logging.getLogger(__name__)
Ts = TypeVarTuple("Ts")
Work = Callable[[Website], Coroutine[Any, Any, RecomputeStatus]]

READ_LIMIT_S = 60.0
FORGET_FIRST_S = 60.0  # a start has enough to do
FORGET_EVERY_S = 3_600.0
FAULT = "The program has a fault, and the log has the details. Undo what was changed, or start again."


class Recomputes:
    """The recomputes of all websites. `running` has them run."""

    def __init__(
        self,
        database: Database,
        directory: WebsiteDirectory,
        ingest: Ingest,
        hub: LiveHub,
        clock: TrustedClock,
    ) -> None:
        self._database = database
        self._directory = directory
        self._ingest = ingest
        self._hub = hub
        self._clock = clock
        self._turn = asyncio.Lock()
        self._jobs: dict[WebsiteKey, RecomputeJob] = {}  # the last one of each website since the start
        self._cancelled: set[str] = set()  # ids of jobs
        self._tasks: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let jobs run within the context. Those that a process has left behind have failed."""
        await self._database.write(recompute.interrupt, self._clock.wall(), invalidates=NONE)  # changes no event
        self._tasks.add(spawn("bot-agents", self._forget_old()))
        try:
            yield
        finally:
            tasks = tuple(self._tasks)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _forget_old(self) -> None:
        await asyncio.sleep(FORGET_FIRST_S)
        while True:
            try:
                if (now := await self._clock.deletion_time()) is not None:
                    await self._database.write(forget_old, now, invalidates=lambda deleted: ALL if deleted else NONE)
            except AppError as error:
                log.info("User agents of bots will be deleted later: %s", error.message)
            await asyncio.sleep(FORGET_EVERY_S)

    async def preview(self, website: Website, period: Period) -> RecomputePreview:
        """Return what a recompute of these days would move. Raises AppError."""
        judge, events, to_bots, to_people = await self._judge(website), 0, Moved(), Moved()
        for span in await self._spans(website, period.utc_start, period.utc_end):
            step = await self._database.read(recompute.judged, span, judge, pool="reports", limit_s=READ_LIMIT_S)
            part = step.preview
            events += part.events
            to_bots = to_bots.plus(part.to_bots.events, part.to_bots.pageviews)
            to_people = to_people.plus(part.to_people.events, part.to_people.pageviews)
        return RecomputePreview(events, to_bots, to_people)

    async def jobs(self, website: Website) -> tuple[RecomputeJob, ...]:
        """Return the jobs of a website, newest first."""
        stored = await self._database.read(recompute.jobs, website.key)
        last = self._jobs.get(website.key)
        return tuple(_with_state_of(last, job) if last is not None and last.id == job.id else job for job in stored)

    async def job(self, website: Website, job_id: str) -> RecomputeJob:
        """Return a job of a website. Raises NotFound."""
        for job in await self.jobs(website):
            if job.id == job_id:
                return job
        raise missing_job()

    async def start(self, website: Website, period: Period) -> RecomputeJob:
        """Begin to judge the events of some days again. Raises AppError `conflict` while another job is active."""
        self._check_idle(website)
        now = self._clock.wall()
        job = RecomputeJob(new_id("recompute"), "queued", period.utc_start, period.utc_end, now)
        self._jobs[website.key] = job
        days = {"start_date": job.start_at.isoformat(), "end_date": job.end_at.isoformat()}
        change = new_change("recompute_start", {"job_id": job.id, **days}, now)
        try:
            await self._database.write_durably(recompute.add, website.key, job, change, invalidates=NONE)
        except BaseException:  # whatever ended it, no job runs; it goes on to the caller
            del self._jobs[website.key]
            raise
        self._begin(website, self._recomputed)
        return job

    async def cancel(self, website: Website, job_id: str) -> RecomputeJob:
        """Have an active job end, and its changes undone. Raises NotFound, AppError `conflict`."""
        job = await self.job(website, job_id)
        if job.status not in ("queued", "running"):
            raise conflict("recompute is not running")
        self._cancelled.add(job_id)
        return job

    async def undo(self, website: Website, job_id: str) -> RecomputeJob:
        """Give the events of the last job their scores before it. Raises NotFound, AppError `conflict`."""
        job = await self.job(website, job_id)
        self._check_idle(website)
        if not job.can_undo:
            raise conflict("only the last recompute can be undone, for 30 days")
        before, job = job, replace(job, status="undoing", done=0, completed_at=None, error_message=None)
        self._jobs[website.key] = job
        change = new_change("recompute_undo", {"job_id": job.id}, self._clock.wall())
        try:
            await self._database.write(rules.remember, website.key, change, invalidates=NONE)
        except BaseException:  # whatever ended it, nothing is undone; it goes on to the caller
            self._jobs[website.key] = before
            raise
        self._begin(website, self._given_back)
        return job

    def _check_idle(self, website: Website) -> None:
        last = self._jobs.get(website.key)
        if last is not None and last.is_active:
            raise conflict("recompute already running")

    def _begin(self, website: Website, work: Work) -> None:
        task = spawn("bot-recompute", self._run(website, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, website: Website, work: Work) -> None:
        """Do the work of a job in its turn, and say how it has ended."""
        error: str | None = None
        async with self._turn:
            try:
                status = await work(website)
            except AppError as fault:
                status, error = "failed", fault.message
            except Exception:  # a bug: the job has ended, and the next one may begin
                log.exception("A recompute of bot scores failed")
                status, error = "failed", FAULT
        job = replace(self._jobs[website.key], status=status, completed_at=self._clock.wall(), error_message=error)
        self._jobs[website.key] = job
        self._cancelled.discard(job.id)
        try:
            await self._database.write_durably(recompute.put, job, invalidates=NONE)
        except AppError as fault:  # the next start finds the job as one that was left
            log.info("The end of a recompute could not be stored: %s", fault.message)
        self._hub.publish(EventsStored((website.id,)))

    async def _recomputed(self, website: Website) -> RecomputeStatus:
        """Judge the events of the last job of a website. Events after its start were judged by the rules of today."""
        now = self._clock.wall()
        job = self._put(website, status="running", started_at=now)
        await self._ingest.flush()
        steps = await self._spans(website, job.start_at, min(job.end_at, now))
        job = self._put(website, events=sum(span.events for span in steps))
        await self._database.write(recompute.put, job, invalidates=NONE)
        judge = await self._judge(website)
        for span in steps:
            if job.id in self._cancelled or self._directory.get(website.id) is None:
                await self._given_back(website)
                return "cancelled"
            begun_s = time.monotonic()
            step = await self._database.read(recompute.judged, span, judge, pool="reports", limit_s=READ_LIMIT_S)
            change = await self._write(website, recompute.apply, step, job) if step.scores else Change()
            job = self._put(website, done=job.done + span.events, changed=job.changed + change.events)
            await rest(time.monotonic() - begun_s)
        return "success"

    async def _given_back(self, website: Website) -> RecomputeStatus:
        """Give events the scores before the last job of a website."""
        job = self._jobs[website.key]
        steps = await self._spans(website, job.start_at, job.end_at, "recomputed_events")
        job = self._put(website, status="undoing", events=sum(span.events for span in steps), done=0)
        await self._database.write(recompute.put, job, invalidates=NONE)
        for span in steps:
            begun_s = time.monotonic()
            await self._write(website, recompute.undo, span, job)
            job = self._put(website, done=job.done + span.events)
            await rest(time.monotonic() - begun_s)
        return "undone"

    async def _write(self, website: Website, fn: Callable[[Connection, *Ts], Change], *args: *Ts) -> Change:
        """Run a write that changes sessions, between two batches of ingest."""

        def invalidation(change: Change) -> Invalidation:
            return NONE if change.since is None else {website.key: change.since}

        async with self._ingest.sessions_at_rest() as sessions:
            change = await self._database.write(fn, *args, invalidates=invalidation)
            if change.has_live:
                sessions.forget(website.key)
        return change

    async def _judge(self, website: Website) -> Judge:
        known = await self._database.read(user_agents, website.key)
        rules = BotRules(*(website.items.get(kind.name, ()) for kind in (ALLOWED, BLOCKED)))
        return Judge(rules, threshold_of(website), {agent: text.lower() for agent, text in known.items()})

    async def _spans(
        self, website: Website, since: datetime, until: datetime, table: SpanTable = "events"
    ) -> list[EventSpan]:
        read = self._database.read
        return await read(recompute.spans, website.key, since, until, table, pool="reports", limit_s=READ_LIMIT_S)

    def _put(self, website: Website, **changes: Any) -> RecomputeJob:  # Any: values of a job
        job = self._jobs[website.key] = replace(self._jobs[website.key], **changes)
        return job


def _with_state_of(last: RecomputeJob, stored: RecomputeJob) -> RecomputeJob:
    """Return a job as it is in memory: its progress is not stored while no event changes."""
    return replace(last, can_undo=stored.can_undo and not last.is_active)
