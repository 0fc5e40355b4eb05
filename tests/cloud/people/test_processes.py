"""Several processes share sign-ins, limits of sign-in, keys and quotas, and keep tenants apart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any  # of what a wrapped method is handed

import pytest
from aiohttp import web

from app.domain.live import ArrivedEvents, EventsStored, WebsitesChanged
from app.domain.tenants import LimitOverride, UserId
from app.server.access.cloud.people import People
from app.server.live import TenantView
from app.server.reports import registry
from app.storage.postgres import members, sign_ins, tenants
from app.storage.postgres.database import PostgresDatabase
from tests.cloud.conftest import NOW, OURS, THEIRS
from tests.cloud.people.conftest import ADMIN, OTHER_OWNER, OWNER, VIEWER, Processes, cookie_of, log_in
from tests.server.conftest import BROWSER, Running
from tests.server.sign_in import Answer, ask, new_key

LIMIT_S = 15.0


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until the other process has heard of it."""
    async with asyncio.timeout(LIMIT_S):
        while not await holds():  # noqa: ASYNC110  another process decides it
            await asyncio.sleep(0.02)


async def status(running: Running, path: str = "/api/websites", **more: str) -> int:
    return (await ask(running, "GET", path, **more)).status


async def test_a_sign_in_holds_at_once_in_every_process_and_ends_in_all(processes: Processes) -> None:
    here, there = await processes(), await processes()
    cookie = await cookie_of(here, OWNER)
    assert await status(there, cookie=cookie) == 200
    await ask(there, "POST", "/api/auth/logout", cookie=cookie)
    await until(lambda: _is(here, 401, cookie=cookie))
    viewer = await cookie_of(there, VIEWER)
    assert await status(here, cookie=viewer) == 200
    await ask(here, "DELETE", "/api/members/user_viewer", cookie=await cookie_of(here, ADMIN))
    await until(lambda: _is(there, 401, cookie=viewer))


async def test_a_key_is_of_one_tenant_and_of_all_processes(processes: Processes) -> None:
    here, there = await processes(), await processes()
    owner, other = await cookie_of(here, OWNER), await cookie_of(here, OTHER_OWNER)
    key = await new_key(here, owner)
    assert key["key"].startswith("spk_live_")
    await until(lambda: _is(there, 200, key=key["key"]))
    assert (await ask(there, "GET", "/api/auth/keys", cookie=other)).body["data"] == []
    refused = await ask(there, "DELETE", f"/api/auth/keys/{key['id']}", cookie=other)
    assert refused.refusal == (404, "not_found")
    assert (await ask(there, "DELETE", f"/api/auth/keys/{key['id']}", cookie=owner)).status == 204
    await until(lambda: _is(here, 401, key=key["key"]))


async def test_wrong_passwords_count_in_all_processes_together(processes: Processes) -> None:
    here, there = await processes(), await processes()
    attempts = [log_in(running, OWNER, "wrong") for running in (here, there) * 4]
    refusals = [answer.refusal for answer in await asyncio.gather(*attempts)]
    assert sorted(refusals) == [(401, "unauthorized")] * 5 + [(429, "rate_limited")] * 3
    assert (await log_in(there, OWNER)).refusal == (429, "rate_limited")


async def test_an_account_has_a_limit_of_its_own_unless_its_owner_was_here(cloud: Running) -> None:
    running = cloud
    assert (await log_in(running, OWNER)).status == 200
    for number in range(20):
        for email in (OWNER, ADMIN):
            body = {"email": email, "password": "wrong"}
            answer = await ask(running, "POST", "/api/auth/login", body, headers=_from(number))
            assert answer.refusal == (401, "unauthorized")
    assert (await log_in(running, OWNER)).status == 200
    assert (await log_in(running, ADMIN)).refusal == (429, "rate_limited")


async def test_a_quota_refuses_the_events_of_its_tenant_alone(processes: Processes, store: PostgresDatabase) -> None:
    await store.write(tenants.set_override, OURS, LimitOverride(None, 3, "test", NOW))
    running = await processes()
    owner, other = await cookie_of(running, OWNER), await cookie_of(running, OTHER_OWNER)
    ours, theirs = await _website(running, owner), await _website(running, other)
    assert [(await _collect(running, ours)).status for _ in range(4)] == [202, 202, 202, 429]
    refused = await _collect(running, ours)
    assert (refused.code, int(refused.headers["Retry-After"]) > 0) == ("quota_exceeded", True)
    assert (await _collect(running, theirs)).status == 202
    assert (await _collect(running, ours, theirs)).refusal == (400, "bad_request")
    usage = (await ask(running, "GET", "/api/usage", cookie=owner)).body["data"]
    assert (usage["event_count"], usage["event_limit"], usage["percent_used"]) == (3, 3, 100.0)
    assert (await ask(running, "GET", "/api/usage")).refusal == (401, "unauthorized")
    quotas = running.context.quotas
    assert quotas is not None
    await quotas.share()  # as it does every two seconds
    assert (await _collect(await processes(), ours)).code == "quota_exceeded"


async def test_the_peak_rate_is_that_of_all_websites_of_a_tenant(processes: Processes, store: PostgresDatabase) -> None:
    await store.write(tenants.set_override, OURS, LimitOverride(1, None, "test", NOW))
    running = await processes()
    owner, other = await cookie_of(running, OWNER), await cookie_of(running, OTHER_OWNER)
    shop, blog, theirs = [await _website(running, cookie) for cookie in (owner, owner, other)]
    answers = [await _collect(running, *[site] * 50) for site in (shop, blog, theirs)]
    accepted = [answer.headers["x-sparklytics-ingest-accepted-events"] for answer in answers]
    assert accepted == ["50", "10", "50"]
    assert answers[1].headers["x-sparklytics-ingest-drop-reason"] == "peak_rate"


async def test_the_reports_of_a_tenant_are_those_of_one_caller(cloud: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def note(request: web.Request, real: Callable[[web.Request], str] = registry.fair_caller) -> str:
        seen.append(real(request))
        return seen[-1]

    monkeypatch.setattr(registry, "fair_caller", note)
    owner, other = await cookie_of(cloud, OWNER), await cookie_of(cloud, OTHER_OWNER)
    ours, theirs = await _website(cloud, owner), await _website(cloud, other)
    key = (await new_key(cloud, owner))["key"]
    assert await status(cloud, f"/api/websites/{ours}/realtime", cookie=owner) == 200
    assert await status(cloud, f"/api/websites/{ours}/realtime", cookie=await cookie_of(cloud, VIEWER)) == 200
    assert await status(cloud, f"/api/websites/{ours}/realtime", key=key) == 200
    assert await status(cloud, f"/api/websites/{theirs}/realtime", cookie=other) == 200
    assert seen == [f"tenant {OURS}"] * 3 + [f"tenant {THEIRS}"]


async def test_roles_as_they_were_never_replace_those_of_now(
    cloud: Running, store: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer, people = await cookie_of(cloud, VIEWER), cloud.context.accounts
    assert isinstance(people, People)
    has_read, go_on = asyncio.Event(), asyncio.Event()
    read = PostgresDatabase.read

    async def held(self: PostgresDatabase, fn: Any, *args: Any, **named: Any) -> Any:
        result = await read(self, fn, *args, **named)
        if fn is sign_ins.roles and not has_read.is_set():
            has_read.set()
            await go_on.wait()
        return result

    monkeypatch.setattr(PostgresDatabase, "read", held)
    before = asyncio.ensure_future(people.refresh_roles(OURS))
    await has_read.wait()
    await store.of_tenant(OURS).write(members.leave, UserId("user_viewer"))
    after = asyncio.ensure_future(people.refresh_roles(OURS))
    await asyncio.wait({after}, timeout=0.3)  # enough for it to overtake, where it could
    go_on.set()
    await asyncio.gather(before, after)
    assert await status(cloud, cookie=viewer) == 401


async def test_a_live_stream_shows_the_websites_of_its_tenant(cloud: Running) -> None:
    owner, other = await cookie_of(cloud, OWNER), await cookie_of(cloud, OTHER_OWNER)
    view = TenantView(cloud.context.directory, OURS)
    theirs = await _website(cloud, other)
    assert view.seen(WebsitesChanged()) is None
    ours = await _website(cloud, owner)
    assert view.seen(WebsitesChanged()) == WebsitesChanged()
    assert view.seen(EventsStored((ours, theirs))) == EventsStored((ours,))
    assert view.seen(EventsStored((theirs,))) is None
    assert view.seen(ArrivedEvents((), 5)) is None
    assert view.seen(await cloud.context.status()) is None


async def _is(running: Running, expected: int, **credentials: str) -> bool:
    return await status(running, **credentials) == expected


async def _website(running: Running, cookie: str) -> str:
    answer = await ask(running, "POST", "/api/websites", {"name": "Shop", "domain": "example.com"}, cookie=cookie)
    return str(answer.body["data"]["id"])


async def _collect(running: Running, *websites: str) -> Answer:
    events = [{"type": "pageview", "url": "https://example.com/", "website_id": website} for website in websites]
    return await ask(running, "POST", "/api/collect", events, headers=BROWSER)


def _from(number: int) -> dict[str, str]:
    return {"X-Forwarded-For": f"203.0.113.{number}"}


async def test_bot_scores_of_stored_events_stay_and_the_answer_says_so(processes: Processes) -> None:
    here = await processes()
    cookie = await cookie_of(here, OWNER)
    site = (await ask(here, "POST", "/api/websites", {"name": "A", "domain": "a.example"}, cookie=cookie)).body
    path = f"/api/websites/{site['data']['id']}/bot/recompute"
    for method, body in (("POST", {}), ("GET", None)):
        answer = await ask(here, method, path, body, cookie=cookie)
        sentence = "Bot scores are computed again on self-hosted servers alone."
        assert (answer.status, answer.body["error"]["message"]) == (404, sentence)
