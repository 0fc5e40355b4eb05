"""Bounds of reports: a time limit, memory or a disconnected caller ends one, and all other work continues."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.reports.query import ReportQuery
from app.server.limits.report_slots import SLOT_LIMITS
from app.storage.connection import Connection
from app.storage.reports import overview
from tests.server.conftest import OWNER_TOKEN, Running, Start
from tests.server.raw import get
from tests.server.slots import Stuck

LIMIT = SLOT_LIMITS["reports"]
HUNGRY = "SELECT len(list(range)) FROM range(100_000_000)"


def hungry(con: Connection, query: ReportQuery) -> int:
    return len(con.execute(HUNGRY).fetchall())


@pytest.fixture
async def small(start: Start) -> Running:
    """A server whose database has little memory."""
    return await start(duckdb_memory="64MB")


async def test_a_report_that_needs_too_much_memory_is_refused_with_the_reason(
    small: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = await small.add_website()
    with monkeypatch.context() as greedy:
        greedy.setattr(overview, "stats", hungry)
        answer = await get(small, f"/api/websites/{site}/stats")
    assert answer.refusal == (503, "storage_unavailable")
    assert "needs more memory" in answer.json["error"]["message"]
    assert (await get(small, f"/api/websites/{site}/stats")).status == 200


async def test_events_are_stored_while_reports_fill_the_memory(small: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    site = await small.add_website()
    with monkeypatch.context() as greedy:
        greedy.setattr(overview, "stats", hungry)
        asking = (get(small, f"/api/websites/{site}/stats", start_date=f"2026-03-0{day}") for day in (1, 2, 3))
        answers, _ = await asyncio.gather(
            asyncio.gather(*asking), asyncio.gather(*(small.collect(site) for _ in range(3)))
        )
    assert {answer.refusal for answer in answers} <= {(503, "storage_unavailable"), (503, "query_timeout")}
    stats = await get(small, f"/api/websites/{site}/stats")
    assert stats.json["data"]["pageviews"] == 3


async def test_ingest_and_other_reports_continue_while_reports_are_slow(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, stuck = await running.add_website(), Stuck()
    monkeypatch.setattr(overview, "stats", stuck)
    asking = [
        asyncio.ensure_future(get(running, f"/api/websites/{site}/stats", start_date=f"2026-03-0{day + 1}"))
        for day in range(LIMIT.per_caller)
    ]
    for _ in asking:
        assert await asyncio.to_thread(stuck.busy.acquire, timeout=10)
    await running.collect(site)
    mine = {"Authorization": f"Bearer {OWNER_TOKEN}"}  # another caller than the one whose reports are slow
    series = await get(running, f"/api/websites/{site}/pageviews", mine)
    assert sum(point["pageviews"] for point in series.json["data"]["series"]) == 1
    assert not any(one.done() for one in asking)
    for one in asking:
        one.cancel()
    for _ in asking:
        assert await asyncio.to_thread(stuck.done.acquire, timeout=10)


async def test_a_waiting_report_is_cancelled_with_its_caller(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    site, stuck = await running.add_website(), Stuck()
    monkeypatch.setattr(overview, "stats", stuck)
    asking = [
        asyncio.ensure_future(get(running, f"/api/websites/{site}/stats", start_date=f"2026-03-0{day + 1}"))
        for day in range(LIMIT.per_caller + 2)
    ]
    for _ in range(LIMIT.per_caller):
        assert await asyncio.to_thread(stuck.busy.acquire, timeout=10)
    for one in reversed(asking):
        one.cancel()
    for _ in range(LIMIT.per_caller):
        assert await asyncio.to_thread(stuck.done.acquire, timeout=10)
    monkeypatch.undo()
    assert (await get(running, f"/api/websites/{site}/stats")).status == 200
    assert not stuck.busy.acquire(blocking=False), "a cancelled report never began"


async def test_a_broken_connection_stops_its_report(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    site, stuck = await running.add_website(), Stuck()
    monkeypatch.setattr(overview, "stats", stuck)
    reader, writer = await asyncio.open_connection(running.http.host, running.http.port)
    writer.write(f"GET /api/websites/{site}/stats HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert await asyncio.to_thread(stuck.busy.acquire, timeout=10)
    writer.transport.abort()
    assert await asyncio.to_thread(stuck.done.acquire, timeout=10)


async def test_a_report_past_its_time_limit_is_stopped_and_may_be_retried(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, stuck = await running.add_website(), Stuck()
    with monkeypatch.context() as slow:
        slow.setattr(overview, "stats", stuck)
        slow.setattr("app.server.reports.registry.REPORT_LIMIT_S", 0.05)
        answer = await get(running, f"/api/websites/{site}/stats")
    assert answer.refusal == (503, "query_timeout")
    assert answer.headers["Retry-After"] == "2"
    assert await asyncio.to_thread(stuck.done.acquire, timeout=10)
    assert (await get(running, f"/api/websites/{site}/stats")).status == 200
