"""Sign-in, sign-out, the session cookie and password changes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

import duckdb
import pytest

from app.storage.access import accounts as stored
from app.storage.connection import Connection
from tests.server.conftest import OWNER_TOKEN, Start
from tests.server.sign_in import (
    CHEAP,
    OTHER,
    PASSWORD,
    ask,
    cookie_of,
    end,
    log_in,
    new_key,
    set_up,
    start_fresh,
    start_local,
)

CHANGE = {"current_password": PASSWORD, "new_password": OTHER}
WEEK_S = 604_800
PROXY = (ip_network("127.0.0.1/32"),)


async def test_sign_in_sets_the_cookie_and_returns_its_expiry_but_no_token(start: Start) -> None:
    running = await start_local(start)
    before = datetime.now(UTC)
    answer = await log_in(running)
    parts = answer.headers["Set-Cookie"].split("; ")
    assert parts[0] == f"spk_session={answer.cookie}"
    assert set(parts[1:]) == {"HttpOnly", "SameSite=Strict", "Path=/", f"Max-Age={WEEK_S}"}
    assert list(answer.body["data"]) == ["expires_at"]
    expires_at = datetime.fromisoformat(answer.body["data"]["expires_at"])
    assert abs(expires_at - before - timedelta(days=7)) < timedelta(seconds=10)
    assert (expires_at.microsecond, answer.body["data"]["expires_at"][-1]) == (0, "Z")
    session = await ask(running, "GET", "/api/auth/session", cookie=answer.cookie)
    assert session.body["data"] == {"authenticated": True, "mode": "local"} | answer.body["data"]


@pytest.mark.parametrize(
    ("changes", "headers", "is_secure"),
    [
        ({}, {}, False),
        ({"https": "true"}, {}, True),
        ({"https": "false", "public_url": "https://stats.example.com"}, {}, False),
        ({"public_url": "https://stats.example.com"}, {}, True),
        ({"trusted_proxies": PROXY}, {"X-Forwarded-Proto": "https"}, True),
        ({"trusted_proxies": PROXY}, {"X-Forwarded-Proto": "http"}, False),
        ({}, {"X-Forwarded-Proto": "https"}, False),
    ],
)
async def test_the_cookie_is_secure_where_https_is_used(
    start: Start, changes: dict[str, Any], headers: dict[str, str], is_secure: bool
) -> None:
    running = await start_local(start, **changes)
    answer = await log_in(running, headers=headers)
    assert ("Secure" in answer.headers["Set-Cookie"].split("; ")) is is_secure


async def test_missing_credentials_are_401_even_for_unknown_websites(start: Start) -> None:
    running = await start_local(start)
    for path in ("/api/websites", "/api/websites/site_unknown/stats", "/api/server/status", "/api/auth/keys"):
        answer = await ask(running, "GET", path)
        assert (answer.refusal, answer.body["error"]["message"]) == ((401, "unauthorized"), "Not authenticated")
    basic = {"Authorization": "Basic YWRtaW46YWRtaW4="}
    assert (await ask(running, "GET", "/api/websites", headers=basic)).refusal == (401, "unauthorized")
    cookie = await cookie_of(running)
    assert (await ask(running, "GET", "/api/websites", headers=basic, cookie=cookie)).status == 200
    assert (await ask(running, "GET", "/api/websites/site_unknown/stats", cookie=cookie)).status == 404


async def test_a_wrong_key_with_a_valid_cookie_is_refused(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    for key in ("", "wrong", "spk_selfhosted_" + "0" * 32):
        assert (await ask(running, "GET", "/api/websites", cookie=cookie, key=key)).refusal == (401, "unauthorized")


async def test_sign_out_ends_only_its_own_session(start: Start) -> None:
    running = await start_local(start)
    first, second = await cookie_of(running), await cookie_of(running)
    answer = await ask(running, "POST", "/api/auth/logout", cookie=first)
    assert (answer.status, answer.body) == (200, {"data": {"ok": True}})
    parts = answer.headers["Set-Cookie"].split("; ")
    assert (parts[0], sorted(parts[1:])) == ("spk_session=", ["HttpOnly", "Max-Age=0", "Path=/", "SameSite=Strict"])
    assert (await ask(running, "GET", "/api/websites", cookie=first)).refusal == (401, "unauthorized")
    assert (await ask(running, "GET", "/api/websites", cookie=second)).status == 200
    status = await ask(running, "GET", "/api/auth/status", cookie=first)
    assert status.body["authenticated"] is False


@pytest.mark.parametrize("cookie", [None, "", "nonsense"])
async def test_sign_out_without_a_session_succeeds(start: Start, cookie: str | None) -> None:
    running = await start_local(start)
    answer = await ask(running, "POST", "/api/auth/logout", cookie=cookie)
    assert (answer.status, answer.body, answer.cookie) == (200, {"data": {"ok": True}}, "")


async def test_changing_the_password_ends_every_session_and_gives_the_caller_a_new_one(start: Start) -> None:
    running = await start_local(start)
    mine, other = await cookie_of(running), await cookie_of(running)
    key = (await new_key(running, mine))["key"]
    changed = await ask(running, "PUT", "/api/auth/password", CHANGE, cookie=mine)
    assert (changed.status, changed.body) == (200, {"data": {"ok": True}})
    for cookie in (mine, other):
        assert (await ask(running, "GET", "/api/websites", cookie=cookie)).refusal == (401, "unauthorized")
    assert (await ask(running, "GET", "/api/websites", cookie=changed.cookie)).status == 200
    assert (await ask(running, "GET", "/api/websites", key=key)).status == 200
    assert (await log_in(running)).refusal == (401, "unauthorized")
    await cookie_of(running, OTHER)


@pytest.mark.parametrize(
    ("current", "new", "refusal"),
    [
        ("wrong", OTHER, (401, "unauthorized")),
        ("x" * 5000, OTHER, (401, "unauthorized")),
        (PASSWORD, "   ", (400, "bad_request")),
        (PASSWORD, "too short", (400, "bad_request")),
        (PASSWORD, "y" * 1025, (400, "bad_request")),
        (PASSWORD, PASSWORD, (400, "bad_request")),
    ],
)
async def test_a_refused_change_of_the_password_changes_nothing(
    start: Start, current: str, new: str, refusal: tuple[int, str]
) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    body = {"current_password": current, "new_password": new}
    assert (await ask(running, "PUT", "/api/auth/password", body, cookie=cookie)).refusal == refusal
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200
    await cookie_of(running)


async def test_a_change_that_cannot_be_stored_is_rolled_back(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)

    def fail(con: Connection, entry: stored.AuditEntry) -> None:
        raise duckdb.IOException("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "append_audit", fail)
        answer = await ask(running, "PUT", "/api/auth/password", CHANGE, cookie=cookie)
        assert answer.refusal == (503, "storage_unavailable")
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200
    assert (await log_in(running, OTHER)).refusal == (401, "unauthorized")
    await cookie_of(running)


async def test_of_two_concurrent_password_changes_one_succeeds(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    passwords = [OTHER, OTHER + "!"]
    answers = await asyncio.gather(
        *(ask(running, "PUT", "/api/auth/password", CHANGE | {"new_password": new}, cookie=cookie) for new in passwords)
    )
    assert sorted(answer.status for answer in answers) == [200, 401]
    winner = next(new for new, answer in zip(passwords, answers, strict=True) if answer.status == 200)
    await cookie_of(running, winner)


@pytest.mark.parametrize("days", [1, 30])
async def test_sessions_expire_after_the_configured_time(start: Start, days: int) -> None:
    now = [datetime.now(UTC)]
    running = await start_local(start, session_days=days, clock=lambda: now[0])
    answer = await log_in(running)
    assert f"Max-Age={days * 86_400}" in answer.headers["Set-Cookie"]
    now[0] += timedelta(days=days, minutes=2)
    assert running.context.accounts is not None
    await running.context.accounts.forget_old(now[0])
    assert (await ask(running, "GET", "/api/websites", cookie=answer.cookie)).refusal == (401, "unauthorized")


async def test_mode_password_accepts_the_configured_password_without_setup(start: Start) -> None:
    running = await start(auth="password", password="short", **CHEAP)
    status = await ask(running, "GET", "/api/auth/status")
    assert (status.body["mode"], status.body["setup_required"]) == ("password", False)
    assert (await log_in(running, "wrong")).refusal == (401, "unauthorized")
    cookie = await cookie_of(running, "short")
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200
    answer = await set_up(running)
    assert (answer.refusal, answer.body["error"]["message"]) == (
        (400, "bad_request"),
        "setup only available in local mode",
    )
    answer = await ask(running, "PUT", "/api/auth/password", CHANGE, cookie=cookie)
    assert (answer.refusal, answer.body["error"]["message"]) == (
        (405, "method_not_allowed"),
        "Method not allowed for this auth mode",
    )


@pytest.mark.parametrize("password", ["", "  "])
async def test_mode_password_refuses_an_empty_password(start: Start, password: str) -> None:
    with pytest.raises(ValueError, match="empty password"):
        await start(auth="password", password=password, **CHEAP)


async def test_mode_password_ignores_a_pending_password_change_of_mode_local(start: Start) -> None:
    running = await start_fresh(start, bootstrap_password="sparklytics")
    await set_up(running, "sparklytics")
    await end(running)
    running = await start(auth="password", password=OTHER, **CHEAP)
    cookie = await cookie_of(running, OTHER)
    status = await ask(running, "GET", "/api/auth/status", cookie=cookie)
    assert (status.body["authenticated"], status.body["password_change_required"]) == (True, False)
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200


async def test_sessions_survive_a_restart_unless_the_configured_password_changes(start: Start) -> None:
    running = await start(auth="password", password="first", **CHEAP)
    cookie = await cookie_of(running, "first")
    await end(running)
    running = await start(auth="password", password="first", **CHEAP)
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200
    await end(running)
    running = await start(auth="password", password="second", **CHEAP)
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).refusal == (401, "unauthorized")


async def test_a_session_of_one_mode_is_refused_in_the_other(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    await end(running)
    running = await start(auth="password", password=PASSWORD, **CHEAP)
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).refusal == (401, "unauthorized")


async def test_the_owners_token_is_accepted_everywhere(start: Start) -> None:
    running = await start_fresh(start, bootstrap_password="sparklytics")
    assert (await ask(running, "GET", "/api/server/status", key=OWNER_TOKEN)).status == 200
    await set_up(running, "sparklytics")
    for path in ("/api/websites", "/api/server/status", "/api/auth/keys", "/api/auth/session"):
        assert (await ask(running, "GET", path, key=OWNER_TOKEN)).status == 200
    assert (await ask(running, "POST", "/api/auth/logout", key=OWNER_TOKEN)).status == 200
    assert (await running.api.list_websites()) == ()


async def test_a_live_stream_ends_on_sign_out(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    async with running.http.get("/api/live", headers={"Cookie": f"spk_session={cookie}"}) as stream:
        assert await stream.content.readline()
        await ask(running, "POST", "/api/auth/logout", cookie=cookie)
        await asyncio.wait_for(stream.content.read(), 10)


async def test_the_audit_log_holds_no_addresses_or_secrets(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    await log_in(running, "a wrong one")
    key = await new_key(running, cookie)
    await ask(running, "DELETE", f"/api/auth/keys/{key['id']}", cookie=cookie)
    changed = await ask(running, "PUT", "/api/auth/password", CHANGE, cookie=cookie)
    await ask(running, "POST", "/api/auth/logout", cookie=changed.cookie)

    def every_row(con: Connection) -> dict[str, list[tuple[Any, ...]]]:
        tables = ("audit_entries", "login_failures", "auth_sessions", "api_keys", "settings")
        return {name: con.table(name).fetchall() for name in tables}

    tables_by_name = await running.context.events.read(every_row)
    kinds = [row[1] for row in sorted(tables_by_name["audit_entries"])]
    expected = ["setup", "login", "login_failed", "key_created", "key_revoked", "password_changed", "logout"]
    assert sorted(kinds) == sorted(expected)
    text = repr(tables_by_name)
    for secret in ("127.0.0.1", PASSWORD, OTHER, "a wrong one", key["key"], changed.cookie):
        assert secret not in text
