"""Slow reports and slow downloads of one caller: health, share pages and the reports of others go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.server.context import DOWNLOADS, REPORT_SLOTS
from app.server.limits.downloads import DownloadLimiter
from app.server.limits.report_slots import SLOT_LIMITS
from app.server.reports import registry, turns
from app.storage.reports import overview
from tests.server.conftest import OWNER_TOKEN, Running, Start
from tests.server.raw import Answer, get
from tests.server.sign_in import ask, cookie_of, new_key, start_local
from tests.server.slots import Stuck
from tests.server.test_exports import JANUARY, use, with_many

LIMIT = SLOT_LIMITS["reports"]
OWNER = {"Authorization": f"Bearer {OWNER_TOKEN}"}


@pytest.fixture
async def site(running: Running) -> str:
    return await running.add_website()


@pytest.fixture
async def link(running: Running, site: str) -> str:
    """The id of a share link of the site."""
    return str((await running.api.share_website(site)).share_id)


@pytest.fixture
async def asking(
    running: Running, site: str, link: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[asyncio.Task[Answer]]]:
    """Slow reports of one caller, more than may run at once, and all that may are running."""
    stuck = Stuck()
    monkeypatch.setattr(overview, "stats", stuck)
    path = f"/api/websites/{site}/stats"
    tasks = [asyncio.create_task(get(running, path, start_date=f"2026-03-{day:02}")) for day in range(1, 9)]
    for _ in range(LIMIT.per_caller):
        assert await asyncio.to_thread(stuck.busy.acquire, timeout=10)
    yield tasks
    for task in reversed(tasks):
        task.cancel()
    for _ in range(LIMIT.per_caller):
        assert await asyncio.to_thread(stuck.done.acquire, timeout=10)
    assert stuck.begun == LIMIT.per_caller


async def test_slow_reports_of_one_caller_hold_neither_health_nor_items_nor_others(
    running: Running, site: str, asking: list[asyncio.Task[Answer]]
) -> None:
    for path in ("/health", "/health/ready", "/api/health"):
        assert (await get(running, path)).status == 200
    assert (await get(running, f"/api/websites/{site}/goals")).json == {"data": []}
    for report in ("pageviews", "realtime", "sessions", "heatmap"):
        assert (await get(running, f"/api/websites/{site}/{report}", OWNER)).status == 200
    assert not any(task.done() for task in asking)


async def test_slow_reports_of_one_caller_do_not_hold_share_pages(
    running: Running, link: str, asking: list[asyncio.Task[Answer]]
) -> None:
    for path in (f"/share/{link}", f"/api/share/{link}", f"/api/share/{link}/pageviews"):
        assert (await get(running, path)).status == 200
    assert not any(task.done() for task in asking)


async def test_slow_reports_of_one_share_link_hold_no_other_link(
    running: Running, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = Stuck()
    monkeypatch.setattr(overview, "stats", stuck)
    slow = (await running.api.share_website(site)).share_id
    other = (await running.api.share_website(await running.add_website("Other"))).share_id
    path = f"/api/share/{slow}/stats"
    tasks = [
        asyncio.create_task(get(running, path, start_date=f"2026-03-0{day}", end_date="2026-03-09"))
        for day in range(1, 5)
    ]
    assert await asyncio.to_thread(stuck.busy.acquire, timeout=10)
    assert (await get(running, f"/api/share/{other}/pageviews")).status == 200
    assert not any(task.done() for task in tasks)
    for task in reversed(tasks):
        task.cancel()
    assert await asyncio.to_thread(stuck.done.acquire, timeout=10)
    assert stuck.begun == 1, "one at a time of each link"


async def test_a_report_that_waits_for_a_slot_ends_at_its_limit(
    running: Running, site: str, asking: list[asyncio.Task[Answer]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.server.reports.registry.REPORT_LIMIT_S", 0.05)
    answer = await get(running, f"/api/websites/{site}/pageviews")
    assert (answer.refusal, answer.headers["Retry-After"]) == ((503, "query_timeout"), "2")
    assert not any(task.done() for task in asking)


async def test_a_cached_report_needs_no_slot(running: Running, site: str) -> None:
    path, day = f"/api/websites/{site}/pageviews", {"start_date": "2026-03-01", "end_date": "2026-03-02"}
    first = await get(running, path, **day)
    slots = running.http.app[REPORT_SLOTS]["reports"]
    async with slots.hold(MINE), slots.hold(MINE), slots.hold(MINE):
        assert (await get(running, path, **day)).json == first.json


MINE = "client 127.0.0.1"


async def test_two_exports_that_are_not_read_hold_no_other_one(running: Running) -> None:
    site = await with_many(running)
    path = f"/api/websites/{site}/export"
    downloads = use(running, DownloadLimiter(total=2, per_caller=2, silent_s=0.0, wait_s=10.0))
    slow = [await running.http.get(path, params=JANUARY) for _ in range(2)]
    day = {"start_date": "2025-01-01", "end_date": "2025-01-01"}
    for _ in range(3):
        assert (await get(running, path, **day)).status == 200
    assert (await get(running, f"/api/websites/{site}/pageviews", **day)).status == 200, "no slot is held meanwhile"
    assert len(downloads) <= 2
    for response in slow:
        response.close()


async def test_an_export_that_waits_for_its_client_holds_no_slot(running: Running) -> None:
    site = await with_many(running)
    slots = running.http.app[REPORT_SLOTS]["reports"]
    response = await running.http.get(f"/api/websites/{site}/export", params=JANUARY)
    async with slots.hold(MINE, wait_s=10), slots.hold(MINE, wait_s=10), slots.hold(MINE, wait_s=10):
        assert len(running.http.app[DOWNLOADS]) == 1
    response.close()


@pytest.fixture
def callers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The callers to whom reports are counted, as they come."""
    seen: list[str] = []

    def note(request: Any, real: Any = turns.fair_caller) -> str:
        seen.append(real(request))
        return seen[-1]

    monkeypatch.setattr(registry, "fair_caller", note)
    return seen


async def test_callers_without_sign_in_are_told_apart(running: Running, site: str, callers: list[str]) -> None:
    await get(running, f"/api/websites/{site}/stats")
    await get(running, f"/api/websites/{site}/pageviews", OWNER)
    link = (await running.api.share_website(site)).share_id
    await get(running, f"/api/share/{link}/stats", start_date="2026-03-01", end_date="2026-03-02")
    assert callers == [MINE, "owner", f"link {link}"]


async def test_keys_and_the_user_are_told_apart(start: Start, callers: list[str]) -> None:
    running = await start_local(start)
    cookie, site = await cookie_of(running), await running.add_website()
    keys = [await new_key(running, cookie, scope="read") for _ in range(2)]
    path = f"/api/websites/{site}/realtime"
    for credentials in ({"key": keys[0]["key"]}, {"key": keys[1]["key"]}, {"cookie": cookie}):
        assert (await ask(running, "GET", path, **credentials)).status == 200
    assert callers == [f"key {keys[0]['id']}", f"key {keys[1]['id']}", "user"]
