"""API keys: shown once, stored as a hash, limited by scope, website and expiry."""

from __future__ import annotations

import asyncio
import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.server.access import api_keys
from app.storage.access import api_keys as stored_keys
from tests.server.conftest import OWNER_TOKEN, Running, Start
from tests.server.sign_in import (
    SESSION_ROUTES,
    ask,
    cookie_of,
    end,
    new_key,
    set_up,
    start_fresh,
    start_local,
)

UNKNOWN = "spk_selfhosted_" + "0" * 32
SITE = {"name": "Shop", "domain": "example.com"}


async def two_websites(running: Running) -> tuple[str, str]:
    return await running.add_website("Shop", "example.com"), await running.add_website("Blog", "example.org")


async def test_a_new_key_has_its_form_is_shown_once_and_stored_as_a_hash(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    key = await new_key(running, cookie, name=" ")
    assert re.fullmatch(r"key_[0-9a-z]{10}", key["id"])
    assert re.fullmatch(r"spk_selfhosted_[0-9a-f]{32}", key["key"])
    assert key["prefix"] == key["key_prefix"] == key["key"][:20]
    assert (key["name"], key["scope"], key["expires_at"], key["website_id"]) == (" ", "write", None, None)
    assert abs(datetime.fromisoformat(key["created_at"]) - datetime.now(UTC)) < timedelta(seconds=10)
    listed = await ask(running, "GET", "/api/auth/keys", cookie=cookie)
    assert key["key"] not in str(listed.body)
    assert listed.body["data"] == [{name: value for name, value in key.items() if name != "key"}]
    (stored,) = await running.context.events.read(stored_keys.all_keys)
    assert stored.key_hash == hashlib.sha256(key["key"].encode()).hexdigest()


async def test_keys_are_listed_newest_first_in_pages_with_revoked_ones(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    keys = [await new_key(running, cookie, name=str(number)) for number in range(3)]
    assert (await ask(running, "DELETE", f"/api/auth/keys/{keys[1]['id']}", cookie=cookie)).status == 204

    async def page(query: str) -> tuple[list[str], dict[str, Any]]:
        answer = await ask(running, "GET", f"/api/auth/keys{query}", cookie=cookie)
        return [item["name"] for item in answer.body["data"]], answer.body["pagination"]

    assert await page("") == (["2", "1", "0"], {"total": 3, "limit": 20, "offset": 0, "has_more": False})
    assert await page("?limit=2") == (["2", "1"], {"total": 3, "limit": 2, "offset": 0, "has_more": True})
    assert await page("?limit=0&offset=1") == (["1"], {"total": 3, "limit": 1, "offset": 1, "has_more": True})
    assert await page("?limit=999&offset=-4") == (
        ["2", "1", "0"],
        {"total": 3, "limit": 100, "offset": 0, "has_more": False},
    )
    assert (await ask(running, "GET", "/api/auth/keys?limit=x", cookie=cookie)).refusal == (400, "bad_request")
    listed = await ask(running, "GET", "/api/auth/keys", cookie=cookie)
    assert [item["revoked_at"] is not None for item in listed.body["data"]] == [False, True, False]


INVALID: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "name"),
    ({"name": ""}, "name"),
    ({"name": "x" * 256}, "name"),
    ({"name": 7}, "name"),
    ({"name": "x", "scope": "root"}, "scope"),
    ({"name": "x", "website_id": "site_unknown"}, "website_id"),
    ({"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
    ({"name": "x", "expires_at": "2099-01-01T00:00:00"}, "expires_at"),
    ({"name": "x", "expires_at": "soon"}, "expires_at"),
)


async def test_an_invalid_new_key_is_refused(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    for body, field in INVALID:
        answer = await ask(running, "POST", "/api/auth/keys", body, cookie=cookie)
        assert (answer.refusal, answer.body["error"]["field"]) == ((400, "bad_request"), field), body


async def test_a_revoked_key_is_refused_at_once_and_cannot_be_revoked_again(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    key, other = await new_key(running, cookie), await new_key(running, cookie)
    address = f"/api/auth/keys/{key['id']}"
    assert (await ask(running, "GET", "/api/websites", key=key["key"])).status == 200
    answers = await asyncio.gather(*(ask(running, "DELETE", address, cookie=cookie) for _ in range(2)))
    assert sorted(answer.status for answer in answers) == [204, 404]
    assert (await ask(running, "GET", "/api/websites", key=key["key"])).refusal == (401, "unauthorized")
    assert (await ask(running, "GET", "/api/websites", key=other["key"])).status == 200
    for path in (address, "/api/auth/keys/key_0000000000"):
        answer = await ask(running, "DELETE", path, cookie=cookie)
        assert (answer.refusal, answer.body["error"]["message"]) == ((404, "not_found"), "API key not found")


async def test_keys_survive_a_restart_with_revocation_and_last_use(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    kept, revoked = await new_key(running, cookie), await new_key(running, cookie)
    await ask(running, "DELETE", f"/api/auth/keys/{revoked['id']}", cookie=cookie)
    assert (await ask(running, "GET", "/api/websites", key=kept["key"])).status == 200
    await end(running)
    running = await start_fresh(start)
    assert (await ask(running, "GET", "/api/websites", key=revoked["key"])).refusal == (401, "unauthorized")
    listed = await ask(running, "GET", "/api/auth/keys", cookie=await cookie_of(running))
    assert [item["last_used_at"] is not None for item in listed.body["data"]] == [False, True]
    assert (await ask(running, "GET", "/api/websites", key=kept["key"])).status == 200


@pytest.mark.parametrize("valid", [True, False])
async def test_session_only_endpoints_refuse_keys_even_with_a_cookie(start: Start, valid: bool) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    key = (await new_key(running, cookie, scope="admin"))["key"] if valid else UNKNOWN
    for method, path in SESSION_ROUTES:
        answer = await ask(running, method, path, {}, key=key, cookie=cookie)
        assert answer.refusal == (403, "forbidden"), path
        assert answer.body["error"]["message"] == "API keys cannot manage auth resources"


async def test_the_number_of_keys_is_bounded_without_revoked_ones(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_keys, "MAX_KEYS", 2)
    running = await start_local(start)
    cookie = await cookie_of(running)
    keys = [await new_key(running, cookie) for _ in range(2)]
    answer = await ask(running, "POST", "/api/auth/keys", {"name": "one more"}, cookie=cookie)
    assert answer.refusal == (422, "limit_exceeded")
    await ask(running, "DELETE", f"/api/auth/keys/{keys[0]['id']}", cookie=cookie)
    await new_key(running, cookie)


async def test_a_key_is_not_a_session(start: Start) -> None:
    running = await start_local(start)
    key = (await new_key(running, await cookie_of(running)))["key"]
    assert (await ask(running, "GET", "/api/auth/status", key=key)).body["authenticated"] is False
    assert (await ask(running, "GET", "/api/websites", cookie=key)).refusal == (401, "unauthorized")


@pytest.mark.parametrize(("scope", "allowed"), [("read", 1), ("write", 2), ("admin", 3)])
async def test_a_key_is_limited_to_its_scope(start: Start, scope: str, allowed: int) -> None:
    running = await start_local(start)
    key = (await new_key(running, await cookie_of(running), scope=scope))["key"]
    answers = [
        await ask(running, "GET", "/api/websites", key=key),
        await ask(running, "POST", "/api/websites", SITE, key=key),
        await ask(running, "GET", "/api/server/status", key=key),
    ]
    assert [answer.status < 300 for answer in answers] == [True] * allowed + [False] * (3 - allowed)
    assert {answer.refusal for answer in answers[allowed:]} <= {(403, "forbidden")}


async def test_a_website_key_is_limited_to_its_website(start: Start) -> None:
    running = await start_local(start)
    mine, other = await two_websites(running)
    cookie = await cookie_of(running)
    key = (await new_key(running, cookie, website_id=mine))["key"]
    assert (await ask(running, "GET", f"/api/websites/{mine}", key=key)).status == 200
    assert (await ask(running, "GET", f"/api/websites/{mine}/stats", key=key)).status == 200
    listed = (await ask(running, "GET", "/api/websites", key=key)).body
    assert ([item["id"] for item in listed["data"]], listed["pagination"]["total"]) == ([mine], 1)
    assert (await ask(running, "GET", f"/api/websites/{mine}/ingest-limits", key=key)).status == 200
    for method, path in [
        ("PUT", f"/api/websites/{mine}"),
        ("DELETE", f"/api/websites/{mine}"),
        ("PUT", f"/api/websites/{mine}/ingest-limits"),
        ("POST", f"/api/websites/{mine}/share"),
        ("DELETE", f"/api/websites/{mine}/share"),
        ("GET", f"/api/websites/{other}"),
        ("GET", f"/api/websites/{other}/stats"),
        ("DELETE", f"/api/websites/{other}"),
        ("GET", "/api/websites/site_unknown"),
        ("GET", "/api/live"),
        ("GET", "/api/server/status"),
        ("POST", "/api/websites"),
        ("POST", "/api/sample-website"),
    ]:
        assert (await ask(running, method, path, key=key)).refusal == (403, "forbidden")
    body = {"name": "x", "scope": "admin", "website_id": mine}
    assert (await ask(running, "POST", "/api/auth/keys", body, cookie=cookie)).refusal == (400, "bad_request")


async def test_deleting_a_website_revokes_only_its_own_keys(start: Start) -> None:
    running = await start_local(start)
    mine, other = await two_websites(running)
    cookie = await cookie_of(running)
    keys = [(await new_key(running, cookie, website_id=id))["key"] for id in (mine, other, None)]
    assert (await ask(running, "DELETE", f"/api/websites/{mine}", cookie=cookie)).status == 204
    answers = [await ask(running, "GET", "/api/websites", key=key) for key in keys]
    assert [(answer.status, len(answer.body.get("data", ()))) for answer in answers] == [(401, 0), (200, 1), (200, 1)]


async def test_a_key_that_ends_or_is_revoked_ends_its_live_stream(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    key = await new_key(running, cookie, scope="admin")
    async with running.http.get("/api/live", headers={"Authorization": f"Bearer {key['key']}"}) as stream:
        assert await stream.content.readline()
        await ask(running, "DELETE", f"/api/auth/keys/{key['id']}", cookie=cookie)
        await asyncio.wait_for(stream.content.read(), 10)


async def test_a_key_is_refused_once_it_has_expired(start: Start) -> None:
    now = [datetime.now(UTC)]
    running = await start_local(start, clock=lambda: now[0])
    expires_at = (now[0] + timedelta(hours=1)).isoformat()
    key = (await new_key(running, await cookie_of(running), expires_at=expires_at))["key"]
    assert (await ask(running, "GET", "/api/websites", key=key)).status == 200
    now[0] += timedelta(hours=1)
    assert (await ask(running, "GET", "/api/websites", key=key)).refusal == (401, "unauthorized")


async def test_a_required_password_change_blocks_keys_but_not_the_owners_token(start: Start) -> None:
    running = await start_fresh(start, bootstrap_password="sparklytics")
    await set_up(running, "sparklytics")
    created = await ask(running, "POST", "/api/auth/keys", {"name": "early"}, key=OWNER_TOKEN)
    key = created.body["data"]["key"]
    assert (await ask(running, "GET", "/api/websites", key=key)).refusal == (403, "password_change_required")
    assert (await ask(running, "GET", "/api/websites", key=UNKNOWN)).refusal == (401, "unauthorized")
    assert (await ask(running, "GET", "/api/websites", key=OWNER_TOKEN)).status == 200
