"""Items of every kind: none outlives its website, and a write that has begun is completed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.server.conftest import Running
from tests.server.raw import JSON, get, send

STEPS = b'[{"step_type": "event", "match_value": "a"}, {"step_type": "event", "match_value": "b"}]'
CONFIG = b'{"version": 1, "report_type": "stats", "date_range_type": "relative"}'
BODIES = {
    "goals": b'{"name": "Sign-up", "goal_type": "event", "match_value": "signup"}',
    "funnels": b'{"name": "Shop", "steps": ' + STEPS + b"}",
    "segments": b'{"name": "Germans", "filters": {"filter_country": "DE"}}',
    "annotations": b'{"date": "2026-03-01", "text": "Launch"}',
    "reports": b'{"name": "Weekly", "config": ' + CONFIG + b"}",
}


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def stored_items(running: Running) -> list[Any]:
    return await running.context.events.read(lambda con: con.table("items").fetchall())


@pytest.mark.parametrize("kind", BODIES)
async def test_an_item_added_while_its_website_is_deleted_is_refused_or_deleted_with_it(
    running: Running, kind: str
) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/{kind}"
    delete = asyncio.create_task(send(running, "DELETE", f"/api/websites/{site}"))
    replies = await asyncio.gather(*(send(running, "POST", path, BODIES[kind], **JSON) for _ in range(8)))
    assert (await delete).status == 204
    assert {reply.status for reply in replies} <= {201, 404, 422}, replies  # 422: the name is taken
    assert (await send(running, "POST", path, BODIES[kind], **JSON)).refusal == (404, "not_found")
    assert await stored_items(running) == []


@pytest.mark.parametrize("kind", BODIES)
async def test_an_item_is_added_even_when_the_client_disconnects(
    running: Running, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = await running.add_website()
    directory = running.context.directory
    begun, go_on = asyncio.Event(), asyncio.Event()
    change = type(directory).change

    async def held(self: Any, work: Any) -> Any:
        async def later() -> Any:
            begun.set()
            await go_on.wait()
            return await work

        return await change(self, later())

    monkeypatch.setattr(type(directory), "change", held)
    client = asyncio.create_task(send(running, "POST", f"/api/websites/{site}/{kind}", BODIES[kind], **JSON))
    await begun.wait()
    client.cancel()
    await asyncio.wait([client])
    go_on.set()
    await change(directory, asyncio.sleep(0))  # comes after the write
    assert len(await stored_items(running)) == 1
    assert len(directory.require(site).segments) == (kind == "segments")


@pytest.mark.parametrize(
    ("kind", "stale"), [("goals", 1), ("funnels", 1), ("annotations", 1), ("segments", 0), ("reports", 0)]
)
async def test_an_item_that_reports_read_makes_cached_reports_of_its_website_stale_and_no_others(
    running: Running, kind: str, stale: int
) -> None:
    sites = [await running.add_website(), await running.add_website("Elsewhere", "example.org")]
    for site in sites:
        await get(running, f"/api/websites/{site}/pageviews", start_date="2026-03-01", end_date="2026-03-02")
    cache = running.context.events.cache
    assert cache.status().size == 2
    assert (await send(running, "POST", f"/api/websites/{sites[0]}/{kind}", BODIES[kind], **JSON)).status == 201
    assert cache.status().size == 2 - stale
