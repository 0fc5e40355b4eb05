"""A clock that jumps deletes nothing, ends nothing and locks nobody out, and the owner is asked about it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from app.api.client import ApiClient
from app.config import Settings
from app.domain.clock import new_record
from app.domain.ingest.events import US_PER_DAY
from app.server.access.reset_password import reset_password
from app.server.factory import create_app
from app.server.ingest.clocks import Clocks
from app.server.ingest.salts import DailySalts
from app.server.lifecycle import open_server
from app.server.maintenance import PUT_OFF_S, RETENTION_EVERY_S, apply_when_trusted
from app.server.trusted_clock import TrustedClock
from tests.server.conftest import OWNER_TOKEN, Running, Start, open_parts
from tests.server.hand_clock import HandClock
from tests.server.ingest.conftest import running as running_ingest
from tests.server.sign_in import OTHER, ask, cookie_of, end, log_in, new_key, start_fresh, start_local
from tests.server_status import status_of

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAR = 400 * DAY
RETENTION_DAYS = 365
CONFIRM = "/api/server/clock/confirm"
LOCKED = (429, "rate_limited")
WRONG = (401, "unauthorized")
jumps = pytest.mark.expects_log("The clock jumped")
locks_out = pytest.mark.expects_log("is locked out for 15 minutes")


@asynccontextmanager
async def serving(folder: Path, hand: HandClock) -> AsyncIterator[Running]:
    """A server in mode `none` whose clocks are all `hand`; leaving stops it."""
    settings = Settings(data_dir=folder, collect_rate_limit=0)
    async with AsyncExitStack() as stack:
        context = await open_parts(settings, OWNER_TOKEN, stack, hand.clocks(), hand, hand.steady_s)
        server = TestServer(create_app(context))
        await server.start_server(auto_decompress=False)
        http = await stack.enter_async_context(TestClient(server))
        stack.callback(context.hub.close)
        api = ApiClient(str(http.make_url("/")), OWNER_TOKEN)
        stack.push_async_callback(api.close)
        yield Running(http, api, context)


async def visits(running: Running, hand: HandClock, days: int = 5) -> str:
    """Send an event a day. Returns the id of the website."""
    website = await running.add_website()
    for _ in range(days):
        await running.collect(website)
        hand.advance(DAY)
        running.context.trusted_clock.observe()
    return website


async def history(folder: Path, hand: HandClock) -> str:
    """Run a server for five days, with an event on each. Returns the id of the website."""
    async with serving(folder, hand) as running:
        return await visits(running, hand)


async def days_of(running: Running) -> list[datetime]:
    """The times of the events that are stored."""
    rows = await running.context.events.read(lambda con: con.execute("SELECT ts FROM events ORDER BY ts").fetchall())
    return [at.replace(tzinfo=UTC) for (at,) in rows]


async def run_retention(running: Running) -> float:
    context = running.context
    return await apply_when_trusted(context.events, context.ingest, RETENTION_DAYS, context.trusted_clock)


async def problems(running: Running) -> tuple[str, str]:
    """The state of the public health page and its problems."""
    body = (await ask(running, "GET", "/health")).body
    return body["status"], " ".join(body["problems"])


async def pass_a_day(running: Running, hand: HandClock) -> None:
    for _ in range(24):
        hand.advance(HOUR)
        running.context.trusted_clock.observe()


@jumps
async def test_a_start_with_the_clock_400_days_ahead_deletes_nothing_and_says_so(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    await history(tmp_path, hand)
    hand.jump(FAR)
    async with serving(tmp_path, hand) as running:
        await run_retention(running)
        assert len(await days_of(running)) == 5
        state, text = await problems(running)
        assert state == "degraded"
        assert "400 days ahead of" in text
        status = await status_of(running.api)
    assert (status.state, status.is_clock_in_doubt) == ("degraded", True)
    assert next(check for check in status.checks if check.name == "clock").state == "degraded"


@jumps
async def test_a_clock_that_is_right_again_needs_no_confirmation(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    website = await history(tmp_path, hand)
    hand.jump(FAR)
    async with serving(tmp_path, hand) as running:
        await running.collect(website)
    hand.jump(-FAR)
    async with serving(tmp_path, hand) as running:
        await run_retention(running)
        assert len(await days_of(running)) == 6
        assert not (await status_of(running.api)).is_clock_in_doubt
        assert await problems(running) == ("ok", "")


@jumps
async def test_a_clock_that_jumps_while_the_server_runs_is_noticed_at_once(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    async with serving(tmp_path, hand) as running:
        await visits(running, hand)
        hand.jump(FAR)
        assert "400 days ahead of" in (await problems(running))[1]
        await run_retention(running)
        assert len(await days_of(running)) == 5


@jumps
async def test_a_clock_behind_is_said_too(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    await history(tmp_path, hand)
    hand.jump(-FAR)
    async with serving(tmp_path, hand) as running:
        assert await run_retention(running) == PUT_OFF_S
        assert "400 days behind" in (await problems(running))[1]


@jumps
async def test_events_received_on_a_slow_clock_stay_at_the_next_right_start(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    website = await history(tmp_path, hand)
    hand.jump(-FAR)
    async with serving(tmp_path, hand) as running:
        await running.collect(website)
    hand.jump(FAR)
    async with serving(tmp_path, hand) as running:
        for _ in range(10):
            assert await run_retention(running) == RETENTION_EVERY_S
            assert len(await days_of(running)) == 6
            await pass_a_day(running, hand)


@jumps
async def test_events_of_a_first_start_on_a_slow_clock_stay_when_it_is_set_right(tmp_path: Path) -> None:
    hand = HandClock(NOON - FAR)
    await history(tmp_path, hand)
    hand.jump(FAR)
    async with serving(tmp_path, hand) as running:
        assert await run_retention(running) == PUT_OFF_S
        assert (await ask(running, "POST", CONFIRM)).status == 200
        for _ in range(10):
            assert await run_retention(running) == RETENTION_EVERY_S
            assert len(await days_of(running)) == 5
            await pass_a_day(running, hand)


@jumps
async def test_retention_goes_on_after_a_steady_day_by_two_days_a_day(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    await history(tmp_path, hand)
    hand.jump(FAR)
    left = []
    async with serving(tmp_path, hand) as running:
        await pass_a_day(running, hand)
        assert running.context.trusted_clock.is_trusted
        while not left or left[-1]:
            await run_retention(running)
            left.append(len(await days_of(running)))
            await pass_a_day(running, hand)
    assert len(left) > 180
    assert max(before - after for before, after in pairwise(left)) <= 2


@jumps
async def test_a_person_confirms_the_clock(tmp_path: Path) -> None:
    hand = HandClock(NOON)
    async with serving(tmp_path, hand) as running:
        await visits(running, hand)
        hand.jump(FAR)
        assert await run_retention(running) == PUT_OFF_S
        answer = await ask(running, "POST", CONFIRM)
        assert (answer.status, answer.body["data"]["is_clock_in_doubt"]) == (200, False)
        assert await problems(running) == ("ok", "")
        assert await run_retention(running) == RETENTION_EVERY_S
    async with serving(tmp_path, hand) as running:
        assert await problems(running) == ("ok", "")


async def test_only_the_owner_confirms_the_clock(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    write_key = (await new_key(running, cookie, scope="write"))["key"]
    assert (await ask(running, "POST", CONFIRM)).refusal == WRONG
    assert (await ask(running, "POST", CONFIRM, key=write_key)).refusal == (403, "forbidden")
    assert (await ask(running, "POST", CONFIRM, cookie=cookie)).status == 200


@jumps
async def test_the_whole_server_puts_deletions_off_until_the_clock_is_right(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, port=0)
    now = datetime.now(UTC)
    async with open_server(settings) as server:
        assert (await server.status()).state == "ok"
    async with open_server(settings, clock=lambda: now + FAR) as server:
        status = await server.status()
        assert (status.state, status.is_clock_in_doubt) == ("degraded", True)
    async with open_server(settings) as server:
        assert (await server.status()).state == "ok"


@jumps
@pytest.mark.parametrize("jump", [-FAR, FAR])
async def test_no_session_and_no_key_ends_because_the_clock_jumped(start: Start, jump: timedelta) -> None:
    hand = HandClock(NOON)
    running = await start_local(start, clock=hand, steady_s=hand.steady_s)
    cookie = await cookie_of(running)
    key = (await new_key(running, cookie, expires_at=(NOON + 30 * DAY).isoformat()))["key"]
    past = (await new_key(running, cookie, expires_at=(NOON + HOUR).isoformat()))["key"]
    hand.advance(2 * HOUR)
    await end(running)
    hand.jump(jump)
    running = await start_fresh(start, clock=hand, steady_s=hand.steady_s)
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).status == 200
    assert (await ask(running, "GET", "/api/websites", key=key)).status == 200
    assert (await ask(running, "GET", "/api/websites", key=past)).refusal == WRONG
    newer = await cookie_of(running)
    hand.jump(-jump)
    assert (await ask(running, "GET", "/api/websites", cookie=newer)).status == 200


async def test_sessions_and_keys_end_when_a_person_confirms_the_clock(start: Start) -> None:
    hand = HandClock(NOON)
    running = await start_local(start, clock=hand, steady_s=hand.steady_s)
    cookie = await cookie_of(running)
    key = (await new_key(running, cookie, expires_at=(NOON + 30 * DAY).isoformat()))["key"]
    hand.jump(FAR)
    assert (await ask(running, "GET", "/api/websites", key=key)).status == 200
    assert (await ask(running, "POST", CONFIRM, cookie=cookie)).status == 200
    assert (await ask(running, "GET", "/api/websites", key=key)).refusal == WRONG
    assert (await ask(running, "GET", "/api/websites", cookie=cookie)).refusal == WRONG


@jumps
async def test_sessions_and_keys_end_in_time_while_the_clock_is_wrong(start: Start) -> None:
    hand = HandClock(NOON)
    running = await start_local(start, clock=hand, steady_s=hand.steady_s)
    key = (await new_key(running, await cookie_of(running), expires_at=(NOON + HOUR).isoformat()))["key"]
    hand.jump(-FAR)
    hand.advance(HOUR)
    assert (await ask(running, "GET", "/api/websites", key=key)).refusal == WRONG


@locks_out
@pytest.mark.parametrize("ahead", [HOUR, DAY, FAR])
async def test_wrong_passwords_of_the_future_lock_nobody_out(start: Start, ahead: timedelta) -> None:
    hand = HandClock(NOON + ahead)
    running = await start_local(start, clock=hand, steady_s=hand.steady_s)
    for _ in range(5):
        assert (await log_in(running, "a guess")).refusal == WRONG
    assert (await log_in(running)).refusal == LOCKED
    await running.context.trusted_clock.close()
    # As an earlier version kept it: nothing but the attempts has the time of that clock.
    await running.context.events.write(lambda con: con.execute("DELETE FROM settings WHERE key = 'trusted_clock'"))
    await running.context.events.write(lambda con: con.execute("DELETE FROM audit_entries"))
    hand.jump(-ahead)
    if ahead < 2 * DAY:
        assert (await log_in(running)).status == 200
    await running.context.events.write(lambda con: con.execute("DELETE FROM auth_sessions"))
    await running.context.events.close()
    running = await start_fresh(start, clock=hand, steady_s=hand.steady_s)
    assert (await log_in(running)).status == 200
    hand.advance(ahead)
    assert (await log_in(running)).status == 200


@jumps
@locks_out
async def test_a_lock_of_a_clock_that_was_ahead_ends_with_a_new_password(start: Start, tmp_path: Path) -> None:
    hand = HandClock(datetime.now(UTC))
    running = await start_local(start, clock=hand, steady_s=hand.steady_s)
    hand.jump(FAR)
    for _ in range(5):
        await log_in(running, "a guess")
    await end(running)
    hand.jump(-FAR)
    hand.advance(HOUR)
    await reset_password(Settings(data_dir=tmp_path, argon2_memory_kb=8), OTHER)
    running = await start_fresh(start, clock=hand, steady_s=hand.steady_s)
    assert (await log_in(running, OTHER)).status == 200


@jumps
@locks_out
async def test_a_lock_lasts_a_quarter_of_an_hour_whatever_the_clock_does(start: Start) -> None:
    hand = HandClock(NOON)
    running = await start_local(start, clock=hand, steady_s=hand.steady_s)
    for _ in range(5):
        await log_in(running, "a guess")
    for jump in (FAR, -2 * FAR):
        hand.jump(jump)
        assert (await log_in(running)).refusal == LOCKED
    hand.advance(timedelta(minutes=16))
    assert (await log_in(running)).status == 200


async def test_a_jump_deletes_no_salt_of_today(tmp_path: Path) -> None:
    today = int(NOON.timestamp() * 1e6) // US_PER_DAY
    async with running_ingest(tmp_path) as run:
        now_us = [today * US_PER_DAY]
        clocks = Clocks(lambda: now_us[0], lambda: 0.0, lambda: today * US_PER_DAY)
        salts: dict[int, bytes] = {}
        daily = DailySalts(run.database, salts, clocks)
        await daily.renew()
        first = dict(salts)
        for jump in (400, -400):
            now_us[0] = (today + jump) * US_PER_DAY
            await daily.renew()
        now_us[0] = today * US_PER_DAY
        await daily.renew()
        assert first.items() <= salts.items()


async def test_the_journal_knows_the_time_of_a_database_that_is_gone(tmp_path: Path) -> None:
    async with running_ingest(tmp_path) as run:
        hand = HandClock(NOON + FAR)
        clock = TrustedClock(run.database, hand, hand.steady_s, new_record(hand.now), is_first=True)
        clock.note_received(NOON + FAR - DAY)
        assert clock.is_trusted


@jumps
async def test_a_clock_far_from_the_journal_of_a_database_that_is_gone_is_not_trusted(tmp_path: Path) -> None:
    async with running_ingest(tmp_path) as run:
        hand = HandClock(NOON + FAR)
        clock = TrustedClock(run.database, hand, hand.steady_s, new_record(hand.now), is_first=True)
        clock.note_received(NOON)
        assert not clock.is_trusted
        assert await clock.deletion_time() is None
