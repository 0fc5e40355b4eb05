"""The second factor: turned on with a first code, required at every sign-in, each code valid once."""

from __future__ import annotations

import asyncio
import re
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import duckdb
import pyotp
import pytest

from app.config import Settings
from app.domain.access import step_at
from app.server.access.reset_password import reset_password
from app.server.access.second_factor import FILE_NAME
from app.storage.access import second_factor as stored
from app.storage.connection import Connection
from tests.server.conftest import OWNER_TOKEN, Running, Start
from tests.server.sign_in import OTHER, PASSWORD, Answer, ask, cookie_of, end, new_key, start_fresh, start_local

PATH = "/api/auth/second-factor"
WRONG, MISSING, LOCKED = (401, "unauthorized"), (401, "second_factor_required"), (429, "rate_limited")
STEP = timedelta(seconds=30)
locks_out = pytest.mark.expects_log("is locked out for 15 minutes")


class Clock:
    """A clock that tests set; it begins at the start of a step."""

    def __init__(self) -> None:
        now = datetime.now(UTC).timestamp()
        self.now = datetime.fromtimestamp(now - now % 30, UTC)

    def __call__(self) -> datetime:
        return self.now


class Authenticator:
    """An authenticator app that shows the codes."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self._otp, self._clock = pyotp.TOTP(secret), clock

    def code(self, steps: int = 0) -> str:
        """Return the code shown so many steps from now."""
        return self._otp.at(self._clock.now + steps * STEP)

    def wrong(self) -> str:
        """Return six digits that are no valid code at this time."""
        near = {self.code(steps) for steps in range(-20, 20)}
        return next(text for text in map("{:06}".format, range(100)) if text not in near)


async def log_in(running: Running, code: str | None = None, password: str = PASSWORD, address: str = "") -> Answer:
    body = {"password": password} | ({} if code is None else {"code": code})
    headers = {"X-Forwarded-For": address} if address else None
    return await ask(running, "POST", "/api/auth/login", body, headers=headers)


async def switch_on(running: Running, clock: Clock, cookie: str) -> tuple[Authenticator, list[str]]:
    """Switch the second factor on, which uses up the first code. Return the authenticator and the recovery codes."""
    started = await ask(running, "POST", PATH, {"password": PASSWORD}, cookie=cookie)
    assert started.status == 201, started.body
    shows = Authenticator(started.body["data"]["secret"], clock)
    confirmed = await ask(running, "POST", PATH + "/confirm", {"code": shows.code()}, cookie=cookie)
    assert confirmed.status == 200, confirmed.body
    return shows, confirmed.body["data"]["recovery_codes"]


async def with_factor(start: Start, clock: Clock, **changes: object) -> tuple[Running, Authenticator, list[str], str]:
    """A server whose second factor is on, one step later, so that a fresh code is shown; and a session."""
    running = await start_local(start, clock=clock, **changes)
    cookie = await cookie_of(running)
    shows, codes = await switch_on(running, clock, cookie)
    clock.now += STEP
    return running, shows, codes, cookie


async def test_showing_a_secret_requires_the_password_and_enables_nothing(start: Start) -> None:
    clock = Clock()
    running = await start_local(start, clock=clock, public_url="https://stats.example.com")
    cookie = await cookie_of(running)
    off = {"enabled": False, "enabled_at": None, "has_secret": False, "recovery_codes_left": 0}
    assert (await ask(running, "GET", PATH, cookie=cookie)).body["data"] == off
    assert (await ask(running, "POST", PATH, {"password": "a guess"}, cookie=cookie)).refusal == WRONG
    started = (await ask(running, "POST", PATH, {"password": PASSWORD}, cookie=cookie)).body["data"]
    assert re.fullmatch("[A-Z2-7]{32}", started["secret"])
    uri = urlsplit(started["otpauth_uri"])
    assert (uri.scheme, uri.netloc, uri.path) == ("otpauth", "totp", "/Sparklytics%20Desktop:stats.example.com")
    assert parse_qs(uri.query) == {"secret": [started["secret"]], "issuer": ["Sparklytics Desktop"]}
    assert datetime.fromisoformat(started["expires_at"]) == clock.now + timedelta(minutes=10)
    assert (await ask(running, "GET", PATH, cookie=cookie)).body["data"] == off
    assert (await log_in(running)).status == 200


async def test_the_first_code_enables_it_shows_recovery_codes_and_ends_other_sessions(start: Start) -> None:
    clock = Clock()
    running = await start_local(start, clock=clock)
    mine, other = await cookie_of(running), await cookie_of(running)
    _, codes = await switch_on(running, clock, mine)
    assert len(set(codes)) == 10
    assert all(re.fullmatch("([a-z2-9]{4}-){3}[a-z2-9]{4}", code) for code in codes)
    assert (await ask(running, "GET", "/api/websites", cookie=other)).refusal == WRONG
    state = (await ask(running, "GET", PATH, cookie=mine)).body["data"]
    assert datetime.fromisoformat(state.pop("enabled_at")) == clock.now
    assert state == {"enabled": True, "has_secret": True, "recovery_codes_left": 10}
    again = await ask(running, "POST", PATH, {"password": PASSWORD}, cookie=mine)
    assert again.refusal == (409, "conflict")


async def test_a_wrong_or_late_first_code_enables_nothing(start: Start) -> None:
    clock = Clock()
    running = await start_local(start, clock=clock)
    cookie = await cookie_of(running)
    confirm = PATH + "/confirm"
    assert (await ask(running, "POST", confirm, {"code": "123456"}, cookie=cookie)).refusal == (409, "conflict")
    secret = (await ask(running, "POST", PATH, {"password": PASSWORD}, cookie=cookie)).body["data"]["secret"]
    shows = Authenticator(secret, clock)
    for code in (shows.wrong(), "", "12345", "１２３４５６", "x" * 10_000, shows.code(-3), shows.code(3)):
        answer = await ask(running, "POST", confirm, {"code": code}, cookie=cookie)
        assert (answer.refusal, answer.body["error"]["field"]) == ((400, "bad_request"), "code")
    clock.now += timedelta(minutes=10, seconds=1)
    assert (await ask(running, "POST", confirm, {"code": shows.code()}, cookie=cookie)).refusal == (409, "conflict")
    assert (await log_in(running)).status == 200


async def test_sign_in_requires_the_password_and_then_a_code(start: Start) -> None:
    running, shows, _, _ = await with_factor(start, Clock())
    missing = await log_in(running)
    assert (missing.refusal, missing.body["error"]["field"], "Set-Cookie" in missing.headers) == (
        MISSING,
        "code",
        False,
    )
    assert (await log_in(running, "")).refusal == MISSING
    assert (await log_in(running, shows.code(), "a wrong password")).body == (await log_in(running, None, "no")).body
    wrong = await log_in(running, shows.wrong())
    assert (wrong.refusal, wrong.body["error"]["field"]) == (WRONG, "code")
    code = shows.code()
    answer = await log_in(running, f" {code[:3]} {code[3:]} ")
    assert answer.status == 200
    assert (await ask(running, "GET", "/api/websites", cookie=answer.cookie)).status == 200


async def test_a_code_used_on_a_clock_that_was_ahead_does_not_use_up_all_others(start: Start) -> None:
    clock = Clock()
    running, shows, _, _ = await with_factor(start, clock)
    await running.context.events.write(stored.use_step, step_at(clock.now + timedelta(days=400)))
    await end(running)
    running = await start_fresh(start, clock=clock)
    assert (await log_in(running, shows.code())).status == 200
    assert (await log_in(running, shows.code())).refusal == WRONG


@pytest.mark.parametrize("steps", [-1, 0, 1])
async def test_codes_tolerate_half_a_minute_and_are_valid_once(start: Start, steps: int) -> None:
    clock = Clock()
    running, shows, _, _ = await with_factor(start, clock)
    clock.now += STEP
    code = shows.code(steps)
    assert (await log_in(running, code)).status == 200
    assert (await log_in(running, code)).refusal == WRONG
    assert (await log_in(running, shows.code(steps - 1))).refusal == WRONG, "older ones are used up too"
    assert (await log_in(running, shows.code(2))).refusal == WRONG


async def test_the_code_that_enabled_it_is_refused_at_sign_in(start: Start) -> None:
    clock = Clock()
    running, shows, _, _ = await with_factor(start, clock)
    assert (await log_in(running, shows.code(-1))).refusal == WRONG


async def test_of_two_concurrent_sign_ins_with_one_code_one_succeeds(start: Start) -> None:
    running, shows, codes, _ = await with_factor(start, Clock())
    for code in (shows.code(), codes[0]):
        answers = await asyncio.gather(*(log_in(running, code) for _ in range(2)))
        assert sorted(answer.status for answer in answers) == [200, 401]


async def test_used_codes_stay_used_after_a_restart(start: Start) -> None:
    clock = Clock()
    running, shows, codes, _ = await with_factor(start, clock)
    assert (await log_in(running, shows.code())).status == 200
    assert (await log_in(running, codes[3])).status == 200
    await end(running)
    running = await start_fresh(start, clock=clock)
    assert (await log_in(running, shows.code())).refusal == WRONG
    assert (await log_in(running, codes[3])).refusal == WRONG
    assert (await log_in(running, shows.code(1))).status == 200


async def test_each_recovery_code_is_valid_once_in_any_spelling(start: Start) -> None:
    running, _, codes, cookie = await with_factor(start, Clock())
    assert (await log_in(running, codes[0].upper())).status == 200
    assert (await log_in(running, codes[1].replace("-", " "))).status == 200
    for code in codes[:2]:
        assert (await log_in(running, code)).refusal == WRONG
    assert (await ask(running, "GET", PATH, cookie=cookie)).body["data"]["recovery_codes_left"] == 8


@locks_out
async def test_wrong_codes_and_wrong_passwords_share_the_attempt_limit(start: Start) -> None:
    running, shows, codes, _ = await with_factor(start, Clock())
    for _ in range(2):
        assert (await log_in(running, None, "a guess")).refusal == WRONG
    for _ in range(3):
        assert (await log_in(running, shows.wrong())).refusal == WRONG
    for code in (shows.code(), codes[0]):
        assert (await log_in(running, code)).refusal == LOCKED


@locks_out
@pytest.mark.parametrize("kind", ["six digits", "recovery"])
async def test_wrong_codes_are_limited_to_five_across_all_addresses(start: Start, kind: str) -> None:
    running, shows, _, _ = await with_factor(start, Clock(), trusted_proxies=(ip_network("127.0.0.1/32"),))
    wrong = shows.wrong() if kind == "six digits" else "aaaa-bbbb-cccc-dddd"
    answers = await asyncio.gather(*(log_in(running, wrong, address=f"203.0.113.{n}") for n in range(12)))
    assert [answer.refusal for answer in answers].count(WRONG) == 5
    assert [answer.refusal for answer in answers].count(LOCKED) == 7
    assert (await log_in(running, shows.code(), address="198.51.100.1")).refusal == LOCKED
    assert (await log_in(running, None, "a guess", address="198.51.100.1")).refusal == WRONG


async def test_disabling_it_requires_password_and_code(start: Start) -> None:
    running, shows, codes, cookie = await with_factor(start, Clock())
    disable = PATH + "/disable"

    async def off(password: str, code: str) -> tuple[int, str]:
        return (await ask(running, "POST", disable, {"password": password, "code": code}, cookie=cookie)).refusal

    assert await off("a guess", shows.code()) == WRONG
    assert await off(PASSWORD, shows.wrong()) == WRONG
    assert await off(PASSWORD, "") == MISSING
    assert (await log_in(running)).refusal == MISSING
    assert await off(PASSWORD, codes[0]) == (200, "")
    assert await off(PASSWORD, shows.code()) == (409, "conflict")
    assert (await log_in(running)).status == 200
    assert not (running.context.settings.data_dir / FILE_NAME).exists()


@pytest.mark.parametrize(
    ("method", "path"), [("GET", PATH), ("POST", PATH), ("POST", PATH + "/confirm"), ("POST", PATH + "/disable")]
)
async def test_the_second_factor_refuses_keys_and_anonymous_requests(start: Start, method: str, path: str) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    key = (await new_key(running, cookie, scope="admin"))["key"]
    assert (await ask(running, method, path, {}, key=key, cookie=cookie)).refusal == (403, "forbidden")
    assert (await ask(running, method, path, {})).refusal == WRONG


async def test_a_password_change_keeps_the_second_factor_and_the_owners_token_needs_none(start: Start) -> None:
    running, shows, _, cookie = await with_factor(start, Clock())
    change = {"current_password": PASSWORD, "new_password": OTHER}
    assert (await ask(running, "PUT", "/api/auth/password", change, cookie=cookie)).status == 200
    assert (await log_in(running, None, OTHER)).refusal == MISSING
    assert (await log_in(running, shows.code(), OTHER)).status == 200
    assert (await ask(running, "GET", PATH, key=OWNER_TOKEN)).body["data"]["enabled"] is True


async def test_mode_password_supports_the_second_factor(start: Start) -> None:
    clock = Clock()
    running = await start(auth="password", password=PASSWORD, argon2_memory_kb=8, clock=clock)
    shows, _ = await switch_on(running, clock, await cookie_of(running))
    clock.now += STEP
    assert (await log_in(running)).refusal == MISSING
    assert (await log_in(running, shows.code())).status == 200


def every_text(con: Connection) -> str:
    tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return repr([con.table(name).fetchall() for name in tables])


async def test_the_secret_is_in_a_file_for_its_owner_only_and_nowhere_else(
    start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    clock = Clock()
    running = await start_local(start, clock=clock)
    cookie = await cookie_of(running)
    secret = (await ask(running, "POST", PATH, {"password": PASSWORD}, cookie=cookie)).body["data"]["secret"]
    assert running.context.accounts is not None
    assert secret not in repr(running.context.accounts.second_factor.start("x"))
    shows, codes = await switch_on(running, clock, cookie)
    path = running.context.settings.data_dir / FILE_NAME
    secret = path.read_text().strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    clock.now += STEP
    code = shows.code()
    await log_in(running, code)
    await log_in(running, codes[0])
    shown = [await ask(running, "GET", path, cookie=cookie) for path in (PATH, "/api/auth/audit", "/api/auth/sessions")]
    output = await running.context.events.read(every_text) + caplog.text + repr([answer.body for answer in shown])
    for text in (secret, code, *codes, *(code.replace("-", "") for code in codes)):
        assert text not in output
    await end(running)
    assert secret.encode() not in (running.context.settings.data_dir / "sparklytics.duckdb").read_bytes()


@pytest.mark.expects_log("only recovery codes are accepted")
async def test_without_the_secret_file_only_recovery_codes_are_valid(start: Start) -> None:
    clock = Clock()
    running, shows, codes, _ = await with_factor(start, clock)
    path = running.context.settings.data_dir / FILE_NAME
    await end(running)
    path.unlink()
    running = await start_fresh(start, clock=clock)
    assert (await log_in(running)).refusal == MISSING
    assert (await log_in(running, shows.code())).refusal == WRONG
    answer = await log_in(running, codes[0])
    assert answer.status == 200
    assert (await ask(running, "GET", PATH, cookie=answer.cookie)).body["data"]["has_secret"] is False


async def test_an_orphaned_secret_file_is_removed_at_the_start(start: Start, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("JBSWY3DPEHPK3PXP")
    running = await start_local(start)
    assert not (tmp_path / FILE_NAME).exists()
    assert (await log_in(running)).status == 200


async def test_a_code_whose_use_cannot_be_stored_is_refused(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    running, shows, codes, cookie = await with_factor(start, Clock())

    def fail(*_: object) -> None:
        raise duckdb.IOException("no space left on device")

    unavailable = (503, "storage_unavailable")
    with monkeypatch.context() as patch:
        patch.setattr(stored, "use_step", fail)
        patch.setattr(stored, "use_recovery_code", fail)
        patch.setattr(stored, "switch_off", fail)
        assert (await log_in(running, shows.code())).refusal == unavailable
        assert (await log_in(running, codes[0])).refusal == unavailable
    assert (await ask(running, "GET", PATH, cookie=cookie)).body["data"]["recovery_codes_left"] == 10
    assert (await log_in(running, shows.code())).status == 200


@pytest.mark.parametrize("password", [OTHER, None])
async def test_resetting_the_password_can_disable_the_second_factor(
    start: Start, make_settings: Callable[..., Settings], password: str | None
) -> None:
    clock = Clock()
    running, _, _, _ = await with_factor(start, clock)
    await end(running)
    settings = make_settings(argon2_memory_kb=8)
    assert await reset_password(settings, password) is True
    assert await reset_password(settings, password, switches_code_off=True) is False
    assert not (settings.data_dir / FILE_NAME).exists()
    running = await start_fresh(start, clock=clock)
    answer = await log_in(running, None, password or PASSWORD)
    assert answer.status == 200
    log = (await ask(running, "GET", "/api/auth/audit?limit=2", cookie=answer.cookie)).body["data"]
    assert [item["kind"] for item in log] == ["login", "second_factor_off"]
    assert log[1]["caller"] is None
