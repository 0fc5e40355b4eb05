"""Bots over HTTP: policy, lists, the record of their changes, and the reports."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from app.domain.items.bot_rules import MAX_RULES
from app.domain.reports.cursors import cursor_text
from tests.server.conftest import PAGEVIEW, Running
from tests.server.raw import JSON, Answer, get, post, send, stored

GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


class _Local(msgspec.Struct, array_like=True):
    """Position with a time that names no zone."""

    created_at: str
    id: str


@pytest.fixture
async def running(emptied_server: Running) -> Running:
    return emptied_server


async def write(running: Running, method: str, path: str, body: object = None) -> Answer:
    headers = {name.replace("-", "_"): value for name, value in JSON.items()}
    return await send(running, method, path, b"" if body is None else msgspec.json.encode(body), **headers)


async def view(running: Running, site: str, url: str = "https://example.com/a", **headers: str) -> None:
    assert (await post(running, PAGEVIEW | {"website_id": site, "url": url}, **headers)).status == 202


async def actions(running: Running, site: str) -> list[str]:
    return [row["action"] for row in (await get(running, f"/api/websites/{site}/bot/audit")).json["data"]]


async def test_a_policy_has_defaults_and_hides_bots_until_it_is_off(running: Running) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/bot/policy"
    policy = (await get(running, path)).json["data"]
    assert (policy["website_id"], policy["mode"], policy["threshold_score"]) == (site, "balanced", 70)
    await view(running, site)
    await view(running, site, User_Agent=GOOGLEBOT)
    stats = f"/api/websites/{site}/stats"
    assert (await get(running, stats)).json["data"]["pageviews"] == 1
    assert (await get(running, stats, include_bots="true")).json["data"]["pageviews"] == 2
    changed = await write(running, "PUT", path, {"mode": "off", "threshold_score": 90})
    assert (changed.status, changed.json["data"]["mode"], changed.json["data"]["threshold_score"]) == (200, "off", 90)
    assert (await get(running, stats)).json["data"]["pageviews"] == 2
    assert (await get(running, path)).json["data"] == changed.json["data"]
    (entry,) = (await get(running, f"/api/websites/{site}/bot/audit")).json["data"]
    assert entry["id"].startswith("bot_audit_")
    assert (entry["actor"], entry["action"]) == ("selfhosted", "policy_update")
    assert entry["payload"] == {"mode": "off", "threshold_score": 90}


@pytest.mark.parametrize(
    "body",
    [
        {"mode": "balanced", "threshold_score": 101},
        {"mode": "balanced", "threshold_score": -1},
        {"mode": "harsh", "threshold_score": 70},
        {"mode": "strict"},
        {"threshold_score": 50},
        {"mode": "strict", "threshold_score": "high"},
    ],
)
async def test_a_policy_that_cannot_be_is_refused_and_changes_nothing(running: Running, body: dict[str, Any]) -> None:
    site = await running.add_website()
    answer = await write(running, "PUT", f"/api/websites/{site}/bot/policy", body)
    assert answer.refusal == (400, "bad_request")
    assert (await get(running, f"/api/websites/{site}/bot/policy")).json["data"]["mode"] == "balanced"
    assert await actions(running, site) == []


async def test_a_lower_threshold_makes_a_bot_of_who_sends_no_language(running: Running) -> None:
    site = await running.add_website()
    await write(running, "PUT", f"/api/websites/{site}/bot/policy", {"mode": "strict", "threshold_score": 20})
    event = msgspec.json.encode(PAGEVIEW | {"website_id": site})
    await send(running, "POST", "/api/collect", event, User_Agent="Firefox/127.0", Content_Type="application/json")
    assert await stored(running, "is_bot, bot_score") == [(True, 25)]


async def test_rules_apply_to_the_next_event_and_blocking_goes_first(running: Running) -> None:
    site = await running.add_website()
    lists = f"/api/websites/{site}/bot"
    await view(running, site, User_Agent=GOOGLEBOT)
    allow = {"match_type": "ua_contains", "match_value": " googlebot ", "note": " ours "}
    allowed = await write(running, "POST", f"{lists}/allowlist", allow)
    assert allowed.status == 201
    rule = allowed.json["data"]
    assert rule["id"].startswith("allow_")
    assert (rule["match_type"], rule["match_value"], rule["note"]) == ("ua_contains", "googlebot", "ours")
    await view(running, site, User_Agent=GOOGLEBOT)
    blocked = await write(running, "POST", f"{lists}/blocklist", {"match_type": "path", "match_value": "/a*"})
    await view(running, site, User_Agent=GOOGLEBOT)
    await view(running, site, "https://example.com/b", User_Agent=GOOGLEBOT)
    await view(running, site)
    for path in (f"{lists}/allowlist/{rule['id']}", f"{lists}/blocklist/{blocked.json['data']['id']}"):
        assert (await write(running, "DELETE", path)).status == 204
        gone = await write(running, "DELETE", path)
        assert gone.refusal == (404, "not_found")
        assert gone.json["error"]["message"] == f"{path.split('/')[-2]} entry not found"
    await view(running, site)
    assert await stored(running, "is_bot, bot_score") == [
        (True, 90), (False, 0), (True, 100), (False, 0), (True, 100), (False, 0),
    ]  # fmt: skip
    assert await actions(running, site) == ["block_remove", "allow_remove", "block_add", "allow_add"]


async def test_a_list_is_read_page_by_page_and_takes_an_entry_once(running: Running) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/bot/blocklist"
    for number in range(3):
        body = {"match_type": "ip_exact", "match_value": f"192.0.2.{number}"}
        assert (await write(running, "POST", path, body)).status == 201
    again = await write(running, "POST", path, body)
    assert (again.refusal, again.json["error"]["message"]) == ((409, "conflict"), "entry already exists")
    values, cursor = [], ""
    while True:
        page = (await get(running, path, limit="1", **({"cursor": cursor} if cursor else {}))).json
        values += [row["match_value"] for row in page["data"]]
        cursor = page["pagination"]["next_cursor"]
        if cursor is None:
            break
    assert values == ["192.0.2.2", "192.0.2.1", "192.0.2.0"]
    assert (await get(running, path, limit="500")).json["pagination"]["limit"] == 200
    no_zone = cursor_text(_Local("2026-03-01T00:00:00", "x"))
    for cursor in ("x", "WzEsMl0", no_zone):  # the second is [1,2]
        assert (await get(running, path, cursor=cursor)).refusal == (400, "bad_request")
    assert (await get(running, "/api/websites/site_unknown/bot/blocklist")).refusal == (404, "not_found")


async def test_an_entry_is_changed_in_its_place_and_a_full_list_says_so(running: Running) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/bot/blocklist"
    rules = [
        (await write(running, "POST", path, {"match_type": "ip_exact", "match_value": f"192.0.2.{number}"})).json[
            "data"
        ]
        for number in range(MAX_RULES)
    ]
    full = await write(running, "POST", path, {"match_type": "path", "match_value": "/a"})
    assert full.json["error"]["message"] == f"maximum of {MAX_RULES} blocklist entries per website reached"
    first = f"{path}/{rules[0]['id']}"
    changed = await write(running, "PUT", first, {"match_type": "ua_contains", "match_value": "Foo", "note": "n"})
    assert changed.json["data"] == rules[0] | {"match_type": "ua_contains", "match_value": "Foo", "note": "n"}
    again = {"match_type": "ip_exact", "match_value": "192.0.2.1"}
    assert (await write(running, "PUT", first, again)).refusal == (409, "conflict")
    assert (await write(running, "PUT", first, again | {"match_value": "x"})).refusal == (400, "bad_request")
    assert (await write(running, "PUT", f"{path}/block_x", again)).refusal == (404, "not_found")
    await write(running, "DELETE", f"{path}/{rules[1]['id']}")
    other_case = {"match_type": "ua_contains", "match_value": "foo"}
    assert (await write(running, "POST", path, other_case)).refusal == (409, "conflict")
    assert set((await actions(running, site))[1:3]) == {"block_add", "block_remove"}


async def test_a_rule_leaves_the_counters_of_behaviour_alone(running: Running) -> None:
    site = await running.add_website()
    rule = {"match_type": "path", "match_value": "/quiet*"}
    await write(running, "POST", f"/api/websites/{site}/bot/allowlist", rule)
    events = [PAGEVIEW | {"website_id": site, "url": f"https://example.com/quiet/{number}"} for number in range(45)]
    assert (await post(running, events)).status == 202
    await view(running, site)
    assert set(await stored(running, "bot_score, bot_signals")) == {(0, 32), (0, 0)}


async def test_summary_and_report_tell_bots_from_people(running: Running) -> None:
    site = await running.add_website()
    await view(running, site)
    await view(running, site, User_Agent=GOOGLEBOT)
    today = datetime.now(UTC).date().isoformat()
    summary = (await get(running, f"/api/websites/{site}/bot-summary")).json["data"]
    assert (summary["website_id"], summary["bot_events"], summary["human_events"]) == (site, 1, 1)
    assert (summary["bot_rate"], summary["top_reasons"]) == (0.5, [{"code": "ua_signature", "count": 1}])
    report = (await get(running, f"/api/websites/{site}/bot/report", start_date=today, end_date=today)).json["data"]
    assert report["split"] == {"bot_events": 1, "human_events": 1, "bot_rate": 0.5}
    assert report["timeseries"] == [{"period_start": today, "bot_events": 1, "human_events": 1}]
    hours = (await get(running, f"/api/websites/{site}/bot/report", granularity="hour")).json["data"]["timeseries"]
    assert datetime.strptime(hours[0]["period_start"], "%Y-%m-%d %H:%M:%S").minute == 0  # noqa: DTZ007
    fortnight = await get(running, f"/api/websites/{site}/bot/report", granularity="fortnight")
    assert fortnight.refusal == (400, "bad_request")
    filtered = await get(running, f"/api/websites/{site}/bot-summary", filter_page="/nowhere")
    assert filtered.json["data"]["human_events"] == 1  # it has no filters
    reversed_days = await get(running, f"/api/websites/{site}/bot-summary", start_date=today, end_date="2020-01-01")
    assert reversed_days.json["error"]["message"] == "end_date must be on or after start_date"
