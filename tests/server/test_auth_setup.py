"""Setup of the administrator: once, with the bootstrap password; nothing else is available before."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import duckdb
import pytest

from app.config import Settings
from app.server.access.bootstrap_password import FILE_NAME, load_bootstrap_password
from app.server.lifecycle import open_server
from app.storage.access import accounts as stored
from app.storage.connection import Connection
from tests.server.conftest import OWNER_TOKEN, Start
from tests.server.sign_in import (
    BOOTSTRAP,
    CHEAP,
    OTHER,
    PASSWORD,
    SESSION_ROUTES,
    ask,
    cookie_of,
    log_in,
    set_up,
    start_fresh,
)

AUTH_ROUTES = [
    ("GET", "/api/auth/status"),
    ("POST", "/api/auth/setup"),
    ("POST", "/api/auth/login"),
    *SESSION_ROUTES,
]
PROTECTED = [
    ("GET", "/api/websites"),
    ("POST", "/api/websites"),
    ("GET", "/api/websites/site_unknown/stats"),
    ("GET", "/api/server/status"),
    ("GET", "/api/live"),
    ("POST", "/api/auth/logout"),
    ("GET", "/api/auth/session"),
    ("PUT", "/api/auth/password"),
    ("GET", "/api/auth/keys"),
]


async def test_mode_none_has_no_sign_in_routes(start: Start) -> None:
    running = await start()
    for method, path in AUTH_ROUTES:
        assert (await ask(running, method, path, {})).refusal == (404, "not_found"), path
    assert (await ask(running, "GET", "/api/websites")).status == 200
    assert (await ask(running, "GET", "/api/websites", key="spk_selfhosted_x")).refusal == (401, "unauthorized")


async def test_before_setup_protected_routes_require_it(start: Start) -> None:
    running = await start_fresh(start)
    for method, path in PROTECTED:
        for key in (None, "spk_selfhosted_0"):
            answer = await ask(running, method, path, key=key, cookie="x")
            assert answer.refusal == (403, "setup_required"), (path, key)


async def test_before_setup_sign_in_requires_it_and_public_routes_answer(start: Start) -> None:
    running = await start_fresh(start)
    assert (await log_in(running)).refusal == (403, "setup_required")
    status = await ask(running, "GET", "/api/auth/status")
    assert status.body == {
        "mode": "local",
        "setup_required": True,
        "authenticated": False,
        "password_change_required": False,
    }
    assert (await ask(running, "GET", "/health")).status == 200
    assert (await ask(running, "GET", "/api/websites", key=OWNER_TOKEN)).status == 200


async def test_setup_returns_201_without_a_cookie_and_enables_sign_in(start: Start) -> None:
    running = await start_fresh(start)
    answer = await set_up(running)
    assert (answer.status, answer.body) == (201, {"data": {"ok": True}})
    assert "Set-Cookie" not in answer.headers
    listed = await ask(running, "GET", "/api/websites", cookie=await cookie_of(running))
    assert (listed.status, listed.body["data"], listed.body["pagination"]["total"]) == (200, [], 0)


@pytest.mark.parametrize("bootstrap", ["", "wrong", BOOTSTRAP + " ", BOOTSTRAP.upper(), "x" * 10_000])
async def test_setup_with_a_wrong_bootstrap_password_is_unauthorized(start: Start, bootstrap: str) -> None:
    running = await start_fresh(start)
    assert (await set_up(running, bootstrap)).refusal == (401, "unauthorized")
    assert (await log_in(running)).refusal == (403, "setup_required")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "password cannot be empty or whitespace-only"),
        (" " * 20, "password cannot be empty or whitespace-only"),
        ("elevenchars", "password must be at least 12 characters"),
        ("x" * 1025, "password must be at most 1024 bytes"),
    ],
)
async def test_setup_refuses_blank_short_and_overlong_passwords(start: Start, password: str, sentence: str) -> None:
    running = await start_fresh(start)
    answer = await set_up(running, password=password)
    assert (answer.refusal, answer.body["error"]["message"]) == ((400, "bad_request"), sentence)
    assert (await set_up(running, "wrong", password)).refusal == (401, "unauthorized")


async def test_a_second_setup_is_410_and_changes_nothing(start: Start) -> None:
    running = await start_fresh(start)
    await set_up(running)
    for bootstrap in (BOOTSTRAP, "wrong"):
        assert (await set_up(running, bootstrap, OTHER)).refusal == (410, "gone")
    assert (await log_in(running, OTHER)).refusal == (401, "unauthorized")
    await cookie_of(running)


async def test_of_two_concurrent_setups_one_succeeds_and_the_other_is_410(start: Start) -> None:
    running = await start_fresh(start)
    passwords = (PASSWORD, OTHER)
    answers = await asyncio.gather(*(set_up(running, password=password) for password in passwords))
    assert sorted(answer.status for answer in answers) == [201, 410]
    winner = next(password for password, answer in zip(passwords, answers, strict=True) if answer.status == 201)
    await cookie_of(running, winner)


@pytest.mark.expects_log("five times")
async def test_attempts_at_the_bootstrap_password_are_limited(start: Start) -> None:
    running = await start_fresh(start)
    for _ in range(5):
        assert (await set_up(running, "guess")).refusal == (401, "unauthorized")
    answer = await set_up(running)
    assert (answer.refusal, answer.headers["Retry-After"]) == ((429, "rate_limited"), "900")


async def test_the_default_bootstrap_password_requires_a_password_change(start: Start) -> None:
    running = await start_fresh(start, bootstrap_password="sparklytics")
    await set_up(running, "sparklytics")
    cookie = await cookie_of(running)
    status = await ask(running, "GET", "/api/auth/status", cookie=cookie)
    assert (status.body["authenticated"], status.body["password_change_required"]) == (True, True)
    for path in ("/api/websites", "/api/server/status", "/api/auth/keys"):
        assert (await ask(running, "GET", path, cookie=cookie)).refusal == (403, "password_change_required")
    assert (await ask(running, "GET", "/api/auth/session", cookie=cookie)).status == 200
    same = {"current_password": PASSWORD, "new_password": PASSWORD}
    assert (await ask(running, "PUT", "/api/auth/password", same, cookie=cookie)).refusal == (400, "bad_request")
    change = {"current_password": PASSWORD, "new_password": OTHER}
    changed = await ask(running, "PUT", "/api/auth/password", change, cookie=cookie)
    assert (await ask(running, "GET", "/api/websites", cookie=changed.cookie)).status == 200
    status = await ask(running, "GET", "/api/auth/status", cookie=changed.cookie)
    assert status.body["password_change_required"] is False


async def test_a_custom_bootstrap_password_requires_no_password_change(start: Start) -> None:
    running = await start_fresh(start)
    await set_up(running)
    status = await ask(running, "GET", "/api/auth/status", cookie=await cookie_of(running))
    assert (status.body["authenticated"], status.body["password_change_required"]) == (True, False)


async def test_a_setup_that_cannot_be_stored_leaves_nothing_behind(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = await start_fresh(start)

    def fail(con: Connection, entry: stored.AuditEntry) -> None:
        raise duckdb.IOException("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(stored, "append_audit", fail)
        assert (await set_up(running)).refusal == (503, "storage_unavailable")
        assert (await ask(running, "GET", "/api/auth/status")).body["setup_required"] is True
    secrets = await running.context.events.write(stored.load_secrets)
    assert (secrets.admin_hash, secrets.must_change) == (None, False)
    assert (await set_up(running)).status == 201


async def test_the_bootstrap_password_file_is_random_private_and_deleted_after_setup(
    start: Start, tmp_path: Path
) -> None:
    running = await start_fresh(start, bootstrap_password="")
    path = tmp_path / FILE_NAME
    password = path.read_text().strip()
    assert (len(password) >= 24, stat.S_IMODE(path.stat().st_mode)) == (True, 0o600)
    assert running.context.accounts is not None
    assert running.context.accounts.bootstrap_password == password
    assert (await set_up(running, "")).refusal == (401, "unauthorized")
    assert (await set_up(running, password)).status == 201
    assert (path.exists(), running.context.accounts.bootstrap_password) == (False, None)
    status = await ask(running, "GET", "/api/auth/status", cookie=await cookie_of(running))
    assert status.body["password_change_required"] is False


def test_a_restart_keeps_the_bootstrap_password_and_makes_its_file_private(tmp_path: Path) -> None:
    first = load_bootstrap_password(tmp_path)
    (tmp_path / FILE_NAME).chmod(0o644)
    assert load_bootstrap_password(tmp_path) == first
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    (tmp_path / FILE_NAME).write_text("\n")
    assert load_bootstrap_password(tmp_path) not in ("", first)


async def test_the_running_server_exposes_its_bootstrap_password_outside_its_repr(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0, auth="local", **CHEAP)
    async with open_server(settings) as server:
        assert server.bootstrap_password == (tmp_path / FILE_NAME).read_text().strip()
        assert server.bootstrap_password not in repr(server)
    async with open_server(
        Settings(data_dir=tmp_path, port=0, auth="local", bootstrap_password="x", **CHEAP)
    ) as server:
        assert (server.bootstrap_password, (tmp_path / FILE_NAME).exists()) == (None, False)
