"""Sign-in sessions and the audit log: lists, recorded events, and ending one session or all others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.server.access import auth_sessions
from tests.server.conftest import BROWSER, OWNER_TOKEN, Running, Start
from tests.server.sign_in import OTHER, PASSWORD, ask, cookie_of, end, log_in, new_key, start_fresh, start_local

SESSIONS, LOG = "/api/auth/sessions", "/api/auth/audit"
WRONG = (401, "unauthorized")


async def sessions(running: Running, cookie: str, query: str = "") -> list[dict[str, Any]]:
    answer = await ask(running, "GET", SESSIONS + query, cookie=cookie)
    assert answer.status == 200, answer.body
    return list(answer.body["data"])


async def kinds(running: Running, cookie: str, query: str = "?limit=100") -> list[str]:
    return [item["kind"] for item in (await ask(running, "GET", LOG + query, cookie=cookie)).body["data"]]


async def test_sessions_show_times_client_and_the_callers_own(start: Start) -> None:
    now = [datetime.now(UTC)]
    running = await start_local(start, clock=lambda: now[0])
    await cookie_of(running, headers={"User-Agent": "curl/8.5.0"})
    now[0] += timedelta(hours=1)
    mine = await cookie_of(running, headers=BROWSER)
    first, second = await sessions(running, mine)
    assert (first["client"], first["is_current"], second["is_current"]) == ("Firefox on Linux", True, False)
    assert datetime.fromisoformat(first["created_at"]) == now[0]
    assert datetime.fromisoformat(first["last_seen_at"]) == now[0]
    assert datetime.fromisoformat(first["expires_at"]) == now[0].replace(microsecond=0) + timedelta(days=7)
    assert second["last_seen_at"] is None
    assert set(first) == {"id", "created_at", "last_seen_at", "expires_at", "client", "is_current"}
    assert mine not in str(first)


async def test_sessions_come_in_pages_and_survive_a_restart(start: Start) -> None:
    running = await start_local(start)
    cookie = [await cookie_of(running) for _ in range(3)][-1]
    answer = await ask(running, "GET", f"{SESSIONS}?limit=2&offset=1", cookie=cookie)
    assert (len(answer.body["data"]), answer.body["pagination"]) == (
        2,
        {"total": 3, "limit": 2, "offset": 1, "has_more": False},
    )
    before = await sessions(running, cookie)
    await end(running)
    running = await start_fresh(start)
    after = await sessions(running, cookie)
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert after[0]["last_seen_at"] > before[0]["last_seen_at"]


async def test_a_revoked_session_is_refused_at_once_and_others_stay(start: Start) -> None:
    running = await start_local(start)
    mine, other = await cookie_of(running), await cookie_of(running)
    other_id = next(item["id"] for item in await sessions(running, mine) if not item["is_current"])
    assert (await ask(running, "DELETE", f"{SESSIONS}/{other_id}", cookie=mine)).status == 204
    assert (await ask(running, "GET", "/api/websites", cookie=other)).refusal == WRONG
    assert (await ask(running, "GET", "/api/websites", cookie=mine)).status == 200
    for path in (f"{SESSIONS}/{other_id}", f"{SESSIONS}/nobody"):
        assert (await ask(running, "DELETE", path, cookie=mine)).refusal == (404, "not_found")
    await end(running)
    running = await start_fresh(start)
    assert (await ask(running, "GET", "/api/websites", cookie=other)).refusal == WRONG


async def test_ending_other_sessions_keeps_only_the_callers(start: Start) -> None:
    running = await start_local(start)
    cookies = [await cookie_of(running) for _ in range(3)]
    assert (await ask(running, "DELETE", SESSIONS, cookie=cookies[1])).status == 204
    answers = [await ask(running, "GET", "/api/websites", cookie=cookie) for cookie in cookies]
    assert [answer.status for answer in answers] == [401, 200, 401]
    assert (await ask(running, "DELETE", SESSIONS, key=OWNER_TOKEN)).status == 204
    assert (await ask(running, "GET", "/api/websites", cookie=cookies[1])).refusal == WRONG


async def test_a_session_beyond_the_limit_ends_the_least_recently_used(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth_sessions, "MAX_SESSIONS", 2)
    now = [datetime.now(UTC)]
    running = await start_local(start, clock=lambda: now[0])
    cookies = []
    for _ in range(3):
        now[0] += timedelta(seconds=1)
        cookies.append(await cookie_of(running))
        now[0] += timedelta(seconds=1)
        await ask(running, "GET", "/api/websites", cookie=cookies[0])
    answers = [await ask(running, "GET", "/api/websites", cookie=cookie) for cookie in cookies]
    assert [answer.status for answer in answers] == [200, 401, 200]


@pytest.mark.parametrize(
    ("method", "path"), [("GET", SESSIONS), ("DELETE", SESSIONS), ("DELETE", SESSIONS + "/x"), ("GET", LOG)]
)
async def test_sessions_and_audit_log_refuse_keys_and_anonymous_requests(start: Start, method: str, path: str) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    key = (await new_key(running, cookie, scope="admin"))["key"]
    assert (await ask(running, method, path, key=key, cookie=cookie)).refusal == (403, "forbidden")
    assert (await ask(running, method, path)).refusal == WRONG
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200


async def test_the_audit_log_lists_entries_newest_first_with_their_subject(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    await cookie_of(running)
    key = await new_key(running, cookie)
    await ask(running, "DELETE", f"/api/auth/keys/{key['id']}", cookie=cookie)
    other = next(item["id"] for item in await sessions(running, cookie) if not item["is_current"])
    await ask(running, "DELETE", f"{SESSIONS}/{other}", cookie=cookie)
    await ask(running, "DELETE", SESSIONS, cookie=cookie)
    change = {"current_password": PASSWORD, "new_password": OTHER}
    cookie = (await ask(running, "PUT", "/api/auth/password", change, cookie=cookie)).cookie
    records = (await ask(running, "GET", LOG, cookie=cookie)).body["data"]
    assert [(item["kind"], item["subject"]) for item in records] == [
        ("password_changed", None),
        ("sessions_revoked", None),
        ("session_revoked", other),
        ("key_revoked", key["id"]),
        ("key_created", key["id"]),
        ("login", None),
        ("login", None),
        ("setup", None),
    ]
    assert len({item["caller"] for item in records}) == 1
    assert all(datetime.fromisoformat(item["happened_at"]).tzinfo is not None for item in records)
    assert "127.0.0.1" not in str(records)


@pytest.mark.expects_log("is locked out for 15 minutes")
async def test_the_audit_log_has_one_entry_per_lockout(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    for _ in range(8):
        await log_in(running, "a guess")
    assert await kinds(running, cookie) == ["login_locked", *["login_failed"] * 5, "login", "setup"]


async def test_audit_log_cursors_are_stable_while_entries_are_added(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    for number in range(3):
        await new_key(running, cookie, name=str(number))
    page = (await ask(running, "GET", f"{LOG}?limit=2", cookie=cookie)).body
    assert (len(page["data"]), page["pagination"]["limit"], page["pagination"]["has_more"]) == (2, 2, True)
    await new_key(running, cookie)
    cursor = page["pagination"]["next_cursor"]
    rest = (await ask(running, "GET", f"{LOG}?limit=100&cursor={cursor}", cookie=cookie)).body
    assert rest["pagination"] == {"limit": 100, "next_cursor": None, "has_more": False}
    assert [item["kind"] for item in rest["data"]] == ["key_created", "login", "setup"]
    assert await kinds(running, cookie, "?limit=0") == ["key_created"]
    for wrong in ("x", "", "-1", "9" * 30, "１"):
        answer = await ask(running, "GET", f"{LOG}?cursor={wrong}", cookie=cookie)
        assert (answer.refusal, answer.body["error"]["field"]) == ((400, "bad_request"), "cursor")
