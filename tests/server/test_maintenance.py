"""Maintenance by the server itself: old events and their ids are deleted, newer ones kept."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.clock import new_record
from app.domain.errors import AppError
from app.server import maintenance
from app.server.maintenance import RetentionRun, apply_retention, maintenance_running
from app.server.trusted_clock import TrustedClock
from tests.server.hand_clock import HandClock
from tests.server.ingest.conftest import NOON_US, Running, pageview, running

NOON = datetime.fromtimestamp(NOON_US / 1e6, UTC)
DAY = timedelta(days=1)


async def visit(run: Running, path: str, visitor: str) -> None:
    await run.send(pageview(f"https://shop.example/{path}", visitor_id=visitor))
    await run.ingest.flush()


def clock_of(run: Running, hand: HandClock) -> TrustedClock:
    return TrustedClock(run.database, hand, hand.steady_s, new_record(hand.now))


async def paths(run: Running) -> list[str]:
    return [path for (path,) in await run.rows("SELECT path FROM events ORDER BY ts")]


async def client_ids(run: Running) -> list[str]:
    return [client_id for (client_id,) in await run.rows("SELECT client_id FROM client_visitors ORDER BY client_id")]


async def test_events_older_than_the_retention_period_are_deleted(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        for day, path in enumerate(("first", "second", "third")):
            run.clock.wall_us = NOON_US + day * 86_400_000_000
            await visit(run, path, f"visitor {day}")
        assert await apply_retention(run.database, run.ingest, NOON + DAY) == RetentionRun(1, is_complete=True)
        assert await paths(run) == ["/second", "/third"]
        assert await apply_retention(run.database, run.ingest, NOON + DAY) == RetentionRun(0, is_complete=True)


async def test_one_run_deletes_at_most_two_days_of_events(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        for day in range(5):
            run.clock.wall_us = NOON_US + day * 86_400_000_000
            await visit(run, f"day {day}", "ada")
        runs = [await apply_retention(run.database, run.ingest, NOON + 400 * DAY) for _ in range(3)]
        assert runs == [
            RetentionRun(2, is_complete=False),
            RetentionRun(2, is_complete=False),
            RetentionRun(1, is_complete=True),
        ]


async def test_a_returning_visitor_keeps_a_supplied_id_after_deletion(tmp_path: Path) -> None:
    async with running(tmp_path) as run:
        await visit(run, "before", "ada")
        await visit(run, "before", "bob")
        run.clock.advance(10 * 86_400)
        await visit(run, "meanwhile", "bob")
        await run.database.write(lambda con: con.execute("DELETE FROM sessions_live"))
        await apply_retention(run.database, run.ingest, NOON + DAY)
        assert await client_ids(run) == ["bob"]
        await visit(run, "after", "ada")
        assert await client_ids(run) == ["ada", "bob"]


async def test_old_events_are_deleted_at_the_start_and_every_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maintenance, "RETENTION_EVERY_S", 0.0)
    async with running(tmp_path) as run, asyncio.timeout(20):
        await visit(run, "old", "ada")
        hand = HandClock(NOON + 29 * DAY)
        async with maintenance_running(run.database, run.ingest, 30, clock_of(run, hand)):
            await run.rows("SELECT 1")
            assert await paths(run) == ["/old"]
            hand.advance(2 * DAY)
            while await paths(run):
                pass


async def test_retention_of_0_days_keeps_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "apply_retention", None)
    async with running(tmp_path) as run:
        await visit(run, "old", "ada")
        hand = HandClock(NOON + 9999 * DAY)
        async with maintenance_running(run.database, run.ingest, 0, clock_of(run, hand)):
            assert await paths(run) == ["/old"]


@pytest.mark.expects_log("Old events could not be deleted")
async def test_a_failed_deletion_is_reported_and_retried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = asyncio.Event()
    calls = 0

    async def fail_once(*_: object) -> RetentionRun:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise AppError("storage_unavailable", "The disk is full.")
        tried.set()
        return RetentionRun(0, is_complete=True)

    monkeypatch.setattr(maintenance, "apply_retention", fail_once)
    monkeypatch.setattr(maintenance, "RETENTION_RETRY_S", 0.0)
    async with running(tmp_path) as run:
        clock = clock_of(run, HandClock(NOON))
        async with maintenance_running(run.database, run.ingest, 30, clock):
            await asyncio.wait_for(tried.wait(), 20)


async def test_a_new_place_database_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintenance, "PLACES_EVERY_S", 0.0)
    async with running(tmp_path) as run, asyncio.timeout(20):
        assert "not found" in places_message(run)
        async with maintenance_running(run.database, run.ingest, 0, clock_of(run, HandClock(NOON))):
            (tmp_path / "none.mmdb").write_bytes(b"not a database")
            while "not found" in places_message(run):
                await run.rows("SELECT 1")
        assert "damaged" in places_message(run)


def places_message(run: Running) -> str:
    return next(check.message for check in run.ingest.checks() if check.name == "places")
