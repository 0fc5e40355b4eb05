"""Jobs of several processes: one of them does each, and another takes over when it fails, leaves or is killed."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from app.domain.errors import AppError
from app.server.stores.shared_jobs import LEASE_S, SharedJobs
from app.storage.cache import ReportCache
from app.storage.connection import KnownStorageError
from app.storage.postgres.database import PostgresDatabase, open_postgres
from tests.cloud.conftest import OURS

HOUR_S = 3600.0
LIMIT_S = 30.0


class Work:
    """Work that takes until `may_end`, once for each time in `begun`."""

    def __init__(self) -> None:
        self.begun = 0
        self.has_begun, self.may_end = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> float:
        self.begun += 1
        self.has_begun.set()
        await self.may_end.wait()
        return HOUR_S


async def quick() -> float:
    return HOUR_S


@pytest.fixture
async def other(store_url: str, store: PostgresDatabase) -> AsyncIterator[PostgresDatabase]:
    """The store of another process over the database of `store`."""
    database = await open_postgres(store_url, ReportCache().invalidate)
    yield database
    await database.close()


async def test_one_of_two_processes_does_a_job_and_neither_before_it_is_due_again(
    store: PostgresDatabase, other: PostgresDatabase
) -> None:
    one, two, work = SharedJobs(store), SharedJobs(other), Work()
    both = [asyncio.ensure_future(jobs.run_once("tidy", work)) for jobs in (one, two)]
    async with asyncio.timeout(LIMIT_S):
        await work.has_begun.wait()
        (idle, *_), _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        assert LEASE_S / 2 < idle.result() <= LEASE_S
        assert await two.run_once("another", quick) == HOUR_S
        work.may_end.set()
        assert HOUR_S in await asyncio.gather(*both)
        waits = [await jobs.run_once("tidy", work) for jobs in (one, two)]
    assert all(HOUR_S / 2 < wait_s <= HOUR_S for wait_s in waits)
    assert work.begun == 1


async def test_the_job_of_a_killed_process_is_taken_over_and_that_of_a_slow_one_is_not(
    store: PostgresDatabase, store_url: str
) -> None:
    jobs, lease_s, work = SharedJobs(store), 1.0, Work()
    work.may_end.set()
    command = (sys.executable, "-m", "tests.cloud.server.job_holder", store_url, "tidy", str(lease_s))
    holder = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    loop = asyncio.get_running_loop()
    try:
        assert holder.stdout is not None
        async with asyncio.timeout(LIMIT_S):
            assert await holder.stdout.readline() == b"held\n"
            held_s = loop.time()
            while loop.time() < held_s + 2 * lease_s:  # noqa: ASYNC110  as a process asks that is idle
                await asyncio.sleep(await jobs.run_once("tidy", work))
        assert work.begun == 0
        holder.kill()
        async with asyncio.timeout(LIMIT_S):
            while not work.begun:  # noqa: ASYNC110  as a process asks that is idle
                await asyncio.sleep(min(lease_s, await jobs.run_once("tidy", work)))
    finally:
        with suppress(ProcessLookupError):
            holder.kill()
        await holder.wait()


async def test_a_job_that_fails_is_at_once_free_for_another_process(
    store: PostgresDatabase, other: PostgresDatabase
) -> None:
    async def fails() -> float:
        raise AppError("storage_unavailable", "The disk is full.")

    with pytest.raises(AppError, match="disk is full"):
        await SharedJobs(store).run_once("tidy", fails)
    assert await SharedJobs(other).run_once("tidy", quick) == HOUR_S


async def test_a_process_that_ends_leaves_its_job_to_another(store: PostgresDatabase, other: PostgresDatabase) -> None:
    work = Work()
    leaving = asyncio.ensure_future(SharedJobs(store).run_once("tidy", work))
    await asyncio.wait_for(work.has_begun.wait(), LIMIT_S)
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert await SharedJobs(other).run_once("tidy", quick) == HOUR_S


async def test_a_process_that_has_lost_its_job_stops_doing_it(store: PostgresDatabase) -> None:
    was_cancelled = asyncio.Event()
    has_begun = asyncio.Event()

    async def work() -> float:
        has_begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            was_cancelled.set()
        return HOUR_S

    doing = asyncio.ensure_future(SharedJobs(store, lease_s=0.4).run_once("tidy", work))
    await asyncio.wait_for(has_begun.wait(), LIMIT_S)
    await store.write(lambda con: con.execute("UPDATE jobs SET holder = 'another', held_until = 'infinity'"))
    with pytest.raises(KnownStorageError, match="another process may do the job tidy"):
        await asyncio.wait_for(doing, LIMIT_S)
    assert was_cancelled.is_set()
    holders = await store.read(lambda con: con.execute("SELECT holder FROM jobs").fetchall())
    assert holders == [("another",)]


async def test_a_tenant_sees_and_changes_no_job(store: PostgresDatabase) -> None:
    assert await SharedJobs(store).run_once("tidy", quick) == HOUR_S
    ours = store.of_tenant(OURS)
    assert await ours.read(lambda con: con.execute("SELECT name FROM jobs").fetchall()) == []
    await ours.write(lambda con: con.execute("DELETE FROM jobs"))
    assert await store.read(lambda con: con.execute("SELECT name FROM jobs").fetchall()) == [("tidy",)]
