"""Attacks on sign-in: forged tokens, repeated attempts from one and many addresses, cross-site requests."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

import jwt
import pytest

from app.domain.errors import AppError
from app.server.access import login_attempts as attempts_module
from app.server.access.login_attempts import LoginThrottle
from app.server.access.password_hashing import MAX_WAITING, PasswordHashing
from app.storage.access import accounts as stored
from tests.server.conftest import Running, Start
from tests.server.sign_in import (
    OTHER,
    PASSWORD,
    Answer,
    ask,
    cookie_of,
    end,
    log_in,
    set_up,
    start_fresh,
    start_local,
)

PROXY = (ip_network("127.0.0.1/32"),)
LOCKED = (429, "rate_limited")
WRONG = (401, "unauthorized")
locks_out = pytest.mark.expects_log("is locked out for 15 minutes")


async def signing_secret(running: Running) -> str:
    return (await running.context.events.write(stored.load_secrets)).signing


def claims_of(token: str) -> dict[str, Any]:
    return dict(jwt.decode(token, options={"verify_signature": False}))


def encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


async def is_let_in(running: Running, token: str) -> bool:
    answer = await ask(running, "GET", "/api/websites", cookie=token)
    assert answer.status == 200 or answer.refusal == WRONG
    return answer.status == 200


async def test_a_token_with_another_signature_or_none_is_refused(start: Start) -> None:
    running = await start_local(start)
    token = await cookie_of(running)
    header, payload, signature = token.split(".")
    claims, secret = claims_of(token), await signing_secret(running)
    forged = [
        jwt.encode(claims, "0" * 64, algorithm="HS256"),
        jwt.encode(claims, secret, algorithm="HS512"),
        jwt.encode(claims, None, algorithm="none"),
        f"{encoded({'alg': 'none', 'typ': 'JWT'})}.{payload}.",
        f"{encoded({'alg': 'None'})}.{payload}.{signature}",
        f"{header}.{payload}.",
        f"{header}.{encoded(claims | {'exp': 99999999999})}.{signature}",
        f"{header}.{payload}.{signature}".swapcase(),
        token[:-2],
        f"{token}.{signature}",
        "." * 10,
        "x" * 5000,
        "",
    ]
    assert [await is_let_in(running, forgery) for forgery in forged] == [False] * len(forged)
    assert await is_let_in(running, token)
    assert await is_let_in(running, jwt.encode(claims, secret, algorithm="HS256"))


CLAIMS: tuple[dict[str, Any], ...] = (
    {"sub": "root"},
    {"sub": None},
    {"jti": "of-nobody"},
    {"jti": None},
    {"jti": ["a", "list"]},
    {"exp": None},
    {"iat": None},
    {"exp": datetime.now(UTC) - timedelta(seconds=90)},
    {"iat": datetime.now(UTC) + timedelta(days=1)},
    {"nbf": datetime.now(UTC) + timedelta(days=1)},
)


async def test_a_signed_token_with_other_claims_is_refused(start: Start) -> None:
    running = await start_local(start)
    good, secret = claims_of(await cookie_of(running)), await signing_secret(running)
    for change in CLAIMS:
        claims = {name: value for name, value in (good | change).items() if value is not None}
        assert not await is_let_in(running, signed(claims, secret)), change


def signed(claims: dict[str, Any], secret: str) -> str:
    """Return a token of these claims, also of those that the library itself does not sign."""
    try:
        return jwt.encode(claims, secret, algorithm="HS256")
    except TypeError:
        head = f"{encoded({'alg': 'HS256', 'typ': 'JWT'})}.{encoded(claims)}"
        digest = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(head.encode(), secret.encode())
        return f"{head}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


async def test_a_copy_of_the_database_yields_no_valid_token(start: Start) -> None:
    running = await start_local(start)
    token = await cookie_of(running)
    claims, secret = claims_of(token), await signing_secret(running)
    (stored_session,) = await running.context.events.read(stored.auth_sessions_of, "local")
    assert not await is_let_in(running, jwt.encode(claims | {"jti": stored_session.id}, secret, algorithm="HS256"))
    tables = await running.context.events.read(lambda con: repr(con.table("auth_sessions").fetchall()))
    assert claims["jti"] not in tables
    assert await is_let_in(running, token)


async def test_a_token_of_another_server_is_refused(start: Start) -> None:
    running = await start_local(start)
    claims = claims_of(await cookie_of(running))
    await running.context.events.write(stored.replace_configured_hash, "x", stored.new_secret())
    other = jwt.encode(claims, await signing_secret(running), algorithm="HS256")
    assert not await is_let_in(running, other)


@locks_out
async def test_the_sixth_attempt_is_refused_even_with_the_right_password(start: Start) -> None:
    running = await start_local(start)
    for _ in range(5):
        assert (await log_in(running, "wrong password")).refusal == WRONG
    answer = await log_in(running)
    assert (answer.refusal, answer.headers["Retry-After"]) == (LOCKED, "900")
    assert "Set-Cookie" not in answer.headers


@locks_out
async def test_concurrent_attempts_share_the_limit_of_five(start: Start) -> None:
    running = await start_local(start)
    answers = await asyncio.gather(*(log_in(running, f"wrong {number}") for number in range(40)))
    assert [answer.refusal for answer in answers].count(WRONG) == 5
    assert [answer.refusal for answer in answers].count(LOCKED) == 35
    assert (await log_in(running)).refusal == LOCKED


async def test_right_passwords_neither_count_nor_reset_the_count(start: Start) -> None:
    running = await start_local(start)
    for _ in range(4):
        assert (await log_in(running, "wrong password")).refusal == WRONG
    for _ in range(7):
        await cookie_of(running)


@locks_out
async def test_sign_in_password_change_and_setup_share_the_attempt_limit(start: Start) -> None:
    running = await start_fresh(start)
    for _ in range(2):
        assert (await set_up(running, "wrong password")).refusal == WRONG
    await set_up(running)
    cookie = await cookie_of(running)
    body = {"current_password": "wrong password", "new_password": OTHER}
    for _ in range(2):
        assert (await ask(running, "PUT", "/api/auth/password", body, cookie=cookie)).refusal == WRONG
    assert (await log_in(running, "wrong password")).refusal == WRONG
    body["current_password"] = PASSWORD
    assert (await ask(running, "PUT", "/api/auth/password", body, cookie=cookie)).refusal == LOCKED
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200


@locks_out
async def test_the_lockout_lasts_fifteen_minutes_and_survives_a_restart(start: Start) -> None:
    now = [datetime.now(UTC)]

    def clock() -> datetime:
        return now[0]

    running = await start_local(start, clock=clock)
    for _ in range(5):
        await log_in(running, "wrong password")
    await end(running)
    running = await start_fresh(start, clock=clock)
    now[0] += timedelta(minutes=14, seconds=59)
    assert (await log_in(running)).refusal == LOCKED
    now[0] += timedelta(seconds=2)
    assert (await log_in(running)).status == 200


async def wrong_attempts(running: Running, addresses: list[str]) -> list[Answer]:
    return [await log_in(running, "wrong password", headers={"X-Forwarded-For": address}) for address in addresses]


@locks_out
@pytest.mark.expects_log("no proxy is trusted")
async def test_a_forged_forwarded_address_does_not_evade_the_lockout(start: Start) -> None:
    running = await start_local(start)
    answers = await wrong_attempts(running, [f"203.0.113.{number}" for number in range(7)])
    assert [answer.refusal for answer in answers] == [WRONG] * 5 + [LOCKED] * 2


@locks_out
async def test_behind_a_proxy_only_the_last_forwarded_address_counts(start: Start) -> None:
    running = await start_local(start, trusted_proxies=PROXY)
    answers = await wrong_attempts(running, [f"198.51.100.{number}, 203.0.113.9" for number in range(6)])
    assert [answer.refusal for answer in answers] == [WRONG] * 5 + [LOCKED]
    assert (await log_in(running, headers={"X-Forwarded-For": "203.0.113.10"})).status == 200


@locks_out
async def test_addresses_of_one_ipv6_network_share_the_attempt_limit(start: Start) -> None:
    running = await start_local(start, trusted_proxies=PROXY)
    answers = await wrong_attempts(running, [f"2001:db8:1:2::{number:x}" for number in range(1, 7)])
    assert [answer.refusal for answer in answers] == [WRONG] * 5 + [LOCKED]
    assert (await log_in(running, headers={"X-Forwarded-For": "2001:db8:1:3::1"})).status == 200


async def test_concurrent_attempts_from_many_addresses_wait_in_a_bounded_queue(start: Start) -> None:
    running = await start_local(start, trusted_proxies=PROXY, argon2_memory_kb=16_384)
    answers = await asyncio.gather(
        *(log_in(running, "wrong", headers={"X-Forwarded-For": f"203.0.113.{number}"}) for number in range(60))
    )
    refusals = [answer.refusal for answer in answers]
    assert set(refusals) <= {WRONG, LOCKED}
    assert refusals.count(WRONG) >= MAX_WAITING
    assert {answer.headers["Retry-After"] for answer in answers if answer.refusal == LOCKED} <= {"5"}
    assert (await log_in(running, headers={"X-Forwarded-For": "203.0.113.1"})).status == 200


@locks_out
@pytest.mark.expects_log("Many wrong passwords came from many addresses")
async def test_attempts_from_unknown_addresses_leave_known_callers_their_five(start: Start) -> None:
    now = [datetime.now(UTC)]
    running = await start_local(start, trusted_proxies=PROXY, clock=lambda: now[0])
    home = {"X-Forwarded-For": "198.51.100.7"}
    await cookie_of(running, headers=home)
    await end(running)
    running = await start_fresh(start, trusted_proxies=PROXY, clock=lambda: now[0])
    refusals = [answer.refusal for answer in await wrong_attempts(running, [f"203.0.113.{n}" for n in range(105)])]
    assert refusals == [WRONG] * 100 + [LOCKED] * 5
    assert (await log_in(running, headers={"X-Forwarded-For": "192.0.2.1"})).refusal == LOCKED
    assert (await log_in(running, headers=home)).status == 200
    for _ in range(5):
        assert (await log_in(running, "wrong password", headers=home)).refusal == WRONG
    assert (await log_in(running, headers=home)).refusal == LOCKED
    now[0] += timedelta(minutes=15, seconds=1)
    assert (await log_in(running, headers={"X-Forwarded-For": "192.0.2.1"})).status == 200


async def test_a_full_hashing_queue_refuses_passwords_until_it_drains() -> None:
    hashing, gate = PasswordHashing(8), threading.Event()
    known = await hashing.hash(PASSWORD)
    hashing._pool.submit(gate.wait)
    waiting = [asyncio.ensure_future(hashing.verify(PASSWORD, known)) for _ in range(MAX_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(AppError) as caught:
        await hashing.verify(PASSWORD, known)
    assert (caught.value.code, caught.value.retry_after_s) == ("rate_limited", 5)
    gate.set()
    assert await asyncio.gather(*waiting) == [True] * MAX_WAITING
    assert await hashing.verify(PASSWORD, known)
    await hashing.close()


async def test_an_overlong_password_is_wrong_without_being_hashed() -> None:
    hashing = PasswordHashing(8)
    known = await hashing.hash(PASSWORD)
    assert known.startswith("$argon2id$v=19$m=8,t=3,p=1$")
    hashing._hasher = None  # type: ignore[assignment]  # hashing fails from here on
    assert not await hashing.verify("x" * 1025, known)
    await hashing.close()


def test_recorded_attempts_are_bounded_and_hold_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts_module, "MAX_CALLERS", 200)
    now = datetime.now(UTC)
    times = (now + number * timedelta(seconds=10) for number in range(205))
    attempts = LoginThrottle("key", lambda: next(times))
    for number in range(205):
        attempts.reserve(f"caller {number}")
    assert len(attempts._by_caller) == 200
    assert not any("caller" in name for name in attempts._by_caller)
    assert LoginThrottle("another key", lambda: now).caller_of("192.0.2.1") != attempts.caller_of("192.0.2.1")


CHANGING = (
    ("POST", "/api/websites"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/auth/setup"),
    ("POST", "/api/auth/logout"),
    ("PUT", "/api/auth/password"),
    ("POST", "/api/auth/keys"),
)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:4000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example", "Authorization": "Basic x"},
    ],
)
async def test_cross_site_requests_with_a_cookie_change_nothing(start: Start, headers: dict[str, str]) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    for method, path in CHANGING:
        answer = await ask(running, method, path, {}, cookie=cookie, headers=headers)
        assert answer.refusal == (403, "forbidden"), path
        assert (await ask(running, "GET", "/api/auth/session", cookie=cookie)).status == 200, path


async def test_preflights_need_no_sign_in_and_sign_in_is_same_origin_only(
    start: Start,
) -> None:
    running = await start_local(start)
    headers = {"Origin": "https://dash.example", "Access-Control-Request-Method": "GET"}
    answer = await ask(running, "OPTIONS", "/api/websites", headers=headers)
    assert (answer.status, answer.headers["Access-Control-Allow-Headers"]) == (200, "authorization,content-type")
    assert "Access-Control-Allow-Credentials" not in answer.headers
    answer = await ask(running, "OPTIONS", "/api/auth/login", headers=headers)
    assert (answer.status, "Access-Control-Allow-Origin" in answer.headers) == (405, False)


async def test_malformed_bodies_are_refused_and_are_no_attempts(start: Start) -> None:
    running = await start_local(start)
    for body in ({}, [], {"password": None}, {"password": 7}, "text"):
        for _ in range(2):
            assert (await ask(running, "POST", "/api/auth/login", body)).refusal == (400, "bad_request")
    assert (await log_in(running)).status == 200
