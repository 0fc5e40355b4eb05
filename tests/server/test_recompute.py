"""Recompute of bot scores over HTTP: preview, job, progress, the way back, and what it leaves alone."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from app.domain.bot_recompute import INTERRUPTED, RecomputeJob
from app.domain.items.bot_rules import new_change
from app.server.recompute import Recomputes
from app.storage.bots import recompute
from app.storage.cache import NONE
from tests.server.conftest import PAGEVIEW, Running
from tests.server.raw import JSON, Answer, get, post, send, stored

GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
MONITOR = "Mozilla/5.0 (X11; Linux x86_64) Acme Reader/3"


@pytest.fixture
async def running(emptied_server: Running) -> Running:
    return emptied_server


async def write(running: Running, method: str, path: str, body: object = None) -> Answer:
    headers = {name.replace("-", "_"): value for name, value in JSON.items()}
    return await send(running, method, path, b"" if body is None else msgspec.json.encode(body), **headers)


async def view(running: Running, site: str, path: str = "/a", **headers: str) -> None:
    event = PAGEVIEW | {"website_id": site, "url": f"https://example.com{path}"}
    assert (await post(running, event, **headers)).status == 202


async def rule(running: Running, site: str, name: str, match_type: str, value: str) -> str:
    body = {"match_type": match_type, "match_value": value}
    path = f"/api/websites/{site}/bot/{name}"
    return f"{path}/{(await write(running, 'POST', path, body)).json['data']['id']}"


async def ended(running: Running, site: str, job_id: str) -> dict[str, Any]:
    """Return a job once it is no longer active."""
    path = f"/api/websites/{site}/bot/recompute/{job_id}"
    async with asyncio.timeout(20):
        while True:
            job: dict[str, Any] = (await get(running, path)).json["data"]
            if job["status"] not in ("queued", "running", "undoing"):
                return job
            await asyncio.sleep(0.01)


async def recomputed(running: Running, site: str) -> dict[str, Any]:
    answer = await write(running, "POST", f"/api/websites/{site}/bot/recompute", {})
    assert (answer.status, answer.json["status"]) == (202, "queued")
    assert set(answer.json) == {"job_id", "status"}
    return await ended(running, site, answer.json["job_id"])


async def test_rules_apply_to_what_is_stored_after_a_recompute_and_no_more_after_its_undoing(running: Running) -> None:
    site = await running.add_website()
    base = f"/api/websites/{site}"
    await view(running, site)
    await view(running, site, "/private/x")
    await view(running, site, User_Agent=GOOGLEBOT)
    assert await stored(running, "is_bot, bot_score") == [(False, 0), (False, 0), (True, 90)]
    assert (await get(running, f"{base}/stats")).json["data"]["pageviews"] == 2
    await rule(running, site, "blocklist", "path", "/private*")
    await rule(running, site, "allowlist", "ua_contains", "googlebot")
    preview = (await get(running, f"{base}/bot/recompute-preview")).json["data"]
    assert {name: preview[name] for name in ("events", "to_bots", "to_people")} == {
        "events": 3,
        "to_bots": {"events": 1, "pageviews": 1},
        "to_people": {"events": 1, "pageviews": 1},
    }
    assert await stored(running, "is_bot, bot_score") == [(False, 0), (False, 0), (True, 90)]
    job = await recomputed(running, site)
    assert (job["status"], job["website_id"], job["error_message"]) == ("success", site, None)
    assert (job["events"], job["done"], job["changed"], job["can_undo"]) == (3, 3, 2, True)
    assert None not in (job["created_at"], job["started_at"], job["completed_at"])
    assert await stored(running, "is_bot, bot_score, bot_signals") == [(False, 0, 0), (True, 100, 16), (False, 0, 33)]
    assert (await get(running, f"{base}/stats")).json["data"]["pageviews"] == 2
    newest = (await get(running, f"{base}/bot/audit")).json["data"][0]
    assert (newest["action"], newest["payload"]["job_id"]) == ("recompute_start", job["job_id"])
    undone = await write(running, "POST", f"{base}/bot/recompute/{job['job_id']}/undo")
    assert (undone.status, undone.json["data"]["status"]) == (202, "undoing")
    job = await ended(running, site, job["job_id"])
    assert (job["status"], job["can_undo"]) == ("undone", False)
    assert await stored(running, "is_bot, bot_score") == [(False, 0), (False, 0), (True, 90)]
    again = await write(running, "POST", f"{base}/bot/recompute/{job['job_id']}/undo")
    assert again.refusal == (409, "conflict")
    assert (await get(running, f"{base}/bot/recompute")).json["data"] == [job]
    assert (await get(running, f"{base}/bot/audit")).json["data"][0]["action"] == "recompute_undo"


async def test_a_session_that_goes_on_keeps_what_a_recompute_made_of_it(running: Running) -> None:
    site = await running.add_website()
    await view(running, site, "/private")
    await stored(running, "seq")
    await rule(running, site, "blocklist", "path", "/private")
    assert (await recomputed(running, site))["changed"] == 1
    await view(running, site, "/a")
    assert await stored(running, "is_bot") == [(True,), (False,)]
    (session,) = (await get(running, f"/api/websites/{site}/sessions", include_bots="true")).json["data"]
    assert (session["is_bot"], session["event_count"]) == (True, 2)


async def test_the_details_of_a_session_say_what_it_is_judged_by(running: Running) -> None:
    site = await running.add_website()
    await view(running, site, User_Agent=GOOGLEBOT)
    await stored(running, "seq")
    await rule(running, site, "allowlist", "ua_contains", "googlebot")
    sessions = f"/api/websites/{site}/sessions"
    (session,) = (await get(running, sessions, include_bots="true")).json["data"]
    for score, reasons in ((90, ["ua_signature"]), (0, ["allowlist", "ua_signature"])):
        detail = (await get(running, f"{sessions}/{session['session_id']}")).json["data"]
        assert (detail["bot_score"], detail["bot_reasons"]) == (score, reasons)
        await recomputed(running, site)


async def test_a_rule_about_a_user_agent_reaches_people_once_it_has_met_a_bot(running: Running) -> None:
    site = await running.add_website()
    await view(running, site, User_Agent=MONITOR)
    await stored(running, "seq")
    await rule(running, site, "blocklist", "ua_contains", "acme reader")
    assert (await recomputed(running, site))["changed"] == 0  # its text was a person's, and is nowhere
    await view(running, site, User_Agent=MONITOR)
    await stored(running, "seq")
    assert (await recomputed(running, site))["changed"] == 1
    assert await stored(running, "is_bot") == [(True,), (True,)]


async def test_rules_about_addresses_stay_as_they_were_judged_until_the_last_one_goes(running: Running) -> None:
    site = await running.add_website()
    local = await rule(running, site, "blocklist", "ip_exact", "127.0.0.1")
    other = await rule(running, site, "blocklist", "ip_cidr", "192.0.2.0/24")
    await view(running, site)
    for gone, is_bot in ((local, True), (other, False)):
        await write(running, "DELETE", gone)
        await recomputed(running, site)
        assert await stored(running, "is_bot") == [(is_bot,)]


async def test_a_recompute_follows_the_threshold_and_never_makes_a_bot_of_a_score_of_zero(running: Running) -> None:
    site = await running.add_website()
    event = msgspec.json.encode(PAGEVIEW | {"website_id": site})
    await send(running, "POST", "/api/collect", event, User_Agent="Firefox/127.0", Content_Type="application/json")
    await view(running, site)
    policy = f"/api/websites/{site}/bot/policy"
    for threshold, bots in ((20, [True, False]), (0, [False, False])):
        await write(running, "PUT", policy, {"mode": "strict", "threshold_score": threshold})
        await recomputed(running, site)
        assert await stored(running, "bot_score, is_bot") == list(zip((25, 0), bots, strict=True))


async def test_what_a_recompute_refuses(running: Running) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/bot/recompute"
    today = datetime.now(UTC).date()
    long = {"start_date": str(today - timedelta(days=30)), "end_date": str(today)}
    answer = await write(running, "POST", path, long)
    assert (answer.refusal, answer.json["error"]["message"]) == (
        (400, "bad_request"),
        "date range too large: 31 days (max 30)",
    )
    back = {"start_date": str(today), "end_date": "2020-01-01"}
    answer = await write(running, "POST", path, back)
    assert answer.json["error"]["message"] == "end_date must be on or after start_date"
    assert (await write(running, "POST", path)).status == 400
    unknown = await get(running, f"{path}/recompute_x")
    assert (unknown.refusal, unknown.json["error"]["message"]) == ((404, "not_found"), "recompute job not found")
    assert (await write(running, "POST", "/api/websites/site_x/bot/recompute", {})).refusal == (404, "not_found")
    assert (await get(running, path)).json["data"] == []


async def test_one_job_runs_at_a_time_and_a_cancelled_one_gives_back_what_it_changed(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recompute, "SPAN_EVENTS", 1)
    site = await running.add_website()
    path = f"/api/websites/{site}/bot/recompute"
    await view(running, site)
    await stored(running, "seq")
    await running.context.events.write(_older, invalidates=NONE)
    await view(running, site)
    await stored(running, "seq")
    await rule(running, site, "blocklist", "path", "/a")
    changed, go_on = asyncio.Event(), asyncio.Event()
    write_one = Recomputes._write  # noqa: SLF001

    async def held(self: Recomputes, *args: Any) -> Any:
        change = await write_one(self, *args)
        changed.set()
        await go_on.wait()
        return change

    monkeypatch.setattr(Recomputes, "_write", held)
    job_id = (await write(running, "POST", path, {})).json["job_id"]
    await changed.wait()
    second = await write(running, "POST", path, {})
    assert (second.refusal, second.json["error"]["message"]) == ((409, "conflict"), "recompute already running")
    assert (await write(running, "POST", f"{path}/{job_id}/undo")).refusal == (409, "conflict")
    assert sorted(await stored(running, "is_bot")) == [(False,), (True,)]
    assert (await write(running, "POST", f"{path}/{job_id}/cancel")).status == 202
    go_on.set()
    job = await ended(running, site, job_id)
    assert (job["status"], job["can_undo"]) == ("cancelled", False)
    assert await stored(running, "is_bot, bot_score, bot_signals") == [(False, 0, 0)] * 2
    assert (await write(running, "POST", f"{path}/{job_id}/cancel")).refusal == (409, "conflict")
    assert (await recomputed(running, site))["changed"] == 2


def _older(con: Any) -> None:
    con.execute("UPDATE events SET ts = ts - INTERVAL 2 MINUTE")
    con.execute("UPDATE sessions_live SET started_at = started_at - INTERVAL 2 MINUTE")


async def test_a_job_that_a_killed_process_has_left_has_failed_and_another_may_begin(running: Running) -> None:
    site = await running.add_website()
    context = running.context
    key, now = context.directory.require(site).key, datetime.now(UTC)
    job = RecomputeJob("recompute_left", "running", now - timedelta(days=7), now, now, now)
    change = new_change("recompute_start", {"job_id": job.id}, now)
    await context.events.write(recompute.add, key, job, change)
    other = context.stores.recomputes(context.directory, context.ingest, context.hub, context.trusted_clock)
    assert other is not None
    async with other.running():
        (left,) = (await get(running, f"/api/websites/{site}/bot/recompute")).json["data"]
        assert (left["status"], left["error_message"]) == ("failed", INTERRUPTED)
    assert (await recomputed(running, site))["status"] == "success"


async def test_the_report_lists_user_agents_of_bots_and_none_of_people(running: Running) -> None:
    site = await running.add_website()
    await view(running, site)
    for _ in range(2):
        await view(running, site, User_Agent=GOOGLEBOT)
    await view(running, site, User_Agent="curl/8")
    report = (await get(running, f"/api/websites/{site}/bot/report")).json["data"]
    assert report["top_user_agents"] == [{"value": GOOGLEBOT, "count": 2}, {"value": "curl/8", "count": 1}]
    texts = await running.context.events.read(lambda con: con.execute("SELECT user_agent FROM bot_agents").fetchall())
    assert sorted(texts) == [(GOOGLEBOT,), ("curl/8",)]
