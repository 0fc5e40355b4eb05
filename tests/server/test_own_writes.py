"""Own writes: whoever sends an event and then asks for a report sees the event in it."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from app.server.ingest import pipeline, writer
from app.storage.ingest import events as store
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start

LIMIT_S = pipeline.OWN_WRITES_LIMIT_S
HOUR_MS = 3_600_000
NEVER = {"flush_interval_ms": HOUR_MS, "flush_max_events": 10_000}  # nothing is stored unless somebody asks


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reports wait as long as a busy machine takes to store an event."""
    monkeypatch.setattr(pipeline, "OWN_WRITES_LIMIT_S", 20.0)


async def send(running: Running, website_id: str, **fields: Any) -> None:
    event = PAGEVIEW | {"website_id": website_id} | fields
    async with running.http.post("/e", json=event, headers=BROWSER) as response:
        assert response.status == 202, await response.text()


async def get(running: Running, path: str) -> Any:
    async with running.http.get(path) as response:
        assert response.status == 200, await response.text()
        return await response.json()


async def views(running: Running, website_id: str) -> int:
    count: int = (await get(running, f"/api/websites/{website_id}/stats"))["data"]["pageviews"]
    return count


async def test_a_report_shows_the_first_event_right_after_it_was_sent(start: Start) -> None:
    running = await start(**NEVER)
    website_id = await running.add_website()
    await send(running, website_id)
    assert await views(running, website_id) == 1


async def test_a_report_in_the_cache_shows_what_was_sent_since(start: Start) -> None:
    running = await start(**NEVER)
    website_id = await running.add_website()
    for expected in (1, 2, 3):
        await send(running, website_id)
        assert await views(running, website_id) == expected
        assert await views(running, website_id) == expected


@pytest.mark.parametrize(
    "path",
    [
        "/api/websites/{id}/pageviews",
        "/api/websites/{id}/metrics?type=page",
        "/api/websites/{id}/overview",
        "/api/websites/{id}/realtime",
        "/api/websites/{id}/sessions",
        "/api/websites/{id}/goal-stats",
        "/api/websites/{id}/retention?start_date={today}&end_date={today}",
        '/api/websites/{id}/query?questions={{"a":{{"report":"stats"}}}}',
        "/api/summary",
    ],
)
async def test_every_report_and_list_shows_what_was_sent_before(start: Start, path: str) -> None:
    running = await start(**NEVER)
    website_id = await running.add_website()
    await send(running, website_id)
    await get(running, path.format(id=website_id, today=running.context.clock().date()))
    assert running.context.ingest.status().depth == 0


async def test_exports_sessions_saved_reports_and_shared_pages_show_what_was_sent_before(start: Start) -> None:
    running = await start(**NEVER)
    website_id = await running.add_website()
    one, today = f"/api/websites/{website_id}", running.context.clock().date()
    await send(running, website_id)
    async with running.http.get(f"{one}/export?format=ndjson&start_date={today}&end_date={today}") as response:
        assert len((await response.text()).splitlines()) == 1
    session_id = (await get(running, f"{one}/sessions"))["data"][0]["session_id"]
    await send(running, website_id)
    assert len((await get(running, f"{one}/sessions/{session_id}"))["data"]["events"]) == 2
    await send(running, website_id)
    config = {"version": 1, "report_type": "stats", "date_range_type": "relative"}
    async with running.http.post(f"{one}/reports/preview", json=config) as response:
        assert (await response.json())["data"]["data"]["pageviews"] == 3
    async with running.http.post(f"{one}/share") as response:
        share_id = (await response.json())["data"]["share_id"]
    await send(running, website_id)
    shared = await get(running, f"/api/share/{share_id}/stats?start_date={today}&end_date={today}")
    assert shared["data"]["pageviews"] == 4


async def test_a_report_waits_for_no_event_of_another_website(start: Start) -> None:
    running = await start(**NEVER)
    mine, other = await running.add_website(), await running.add_website()
    await send(running, other)
    assert await views(running, mine) == 0
    assert running.context.ingest.status().depth == 1


async def test_a_report_waits_half_a_second_at_most(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    running = await start(**NEVER)
    website_id = await running.add_website()
    release = asyncio.Event()
    assert LIMIT_S == 0.5
    monkeypatch.setattr(pipeline, "OWN_WRITES_LIMIT_S", LIMIT_S)

    async def stuck(_: object) -> None:
        await release.wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer.Writer, "_store_some", stuck)
        await send(running, website_id)
        begun = time.monotonic()
        assert await views(running, website_id) == 0
        assert 0.4 < time.monotonic() - begun < 5.0
    release.set()
    await running.context.ingest.flush()
    assert await views(running, website_id) == 1


async def test_readers_who_ask_again_and_again_do_not_make_the_writer_busier(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = await start(**NEVER)
    website_id = await running.add_website()
    stored_at: list[float] = []
    original = store.store_batch

    def counted(*args: Any) -> Any:
        stored_at.append(time.monotonic())
        return original(*args)

    monkeypatch.setattr(store, "store_batch", counted)
    for number in range(1, 6):
        await send(running, website_id)
        assert await views(running, website_id) == number
    gaps = [later - earlier for earlier, later in zip(stored_at, stored_at[1:], strict=False)]
    assert len(stored_at) == 5
    assert min(gaps) > 0.2
