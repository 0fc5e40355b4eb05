"""Saved reports over HTTP: save, list, change and run them; each type equals the report's own endpoint."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from app.api.items.funnels import FunnelStepBody, NewFunnelBody
from app.api.items.goals import NewGoalBody
from app.domain.items.saved_reports import MAX_REPORTS, SAVED_REPORTS
from app.domain.items.segments import NewSegment
from app.storage import items
from app.storage.connection import Connection
from tests.histories import f1
from tests.server.conftest import Running, Start
from tests.server.raw import JSON, Answer, get, send
from tests.server.sign_in import ask, cookie_of, new_key, start_local
from tests.server.test_worked_examples import F1, site_with

STATS = {"version": 1, "report_type": "stats", "date_range_type": "absolute"} | F1
# Endpoint and parameters, besides the range, that correspond to a config of each type.
OWN: dict[str, tuple[str, dict[str, str]]] = {
    "stats": ("stats", {}),
    "pageviews": ("pageviews", {"granularity": "hour"}),
    "metrics": ("metrics", {"metric_type": "page"}),
    "events": ("events", {}),
    "goals": ("goal-stats", {}),
    "journey": ("journey", {"anchor_type": "page", "anchor_value": "/a", "direction": "next"}),
    "retention": ("retention", {"cohort_granularity": "day"}),
}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    return await site_with(running, f1())


async def call(running: Running, method: str, site: str, rest: str = "", body: object = None) -> Answer:
    path = f"/api/websites/{site}/reports{rest}"
    if body is None:
        return await send(running, method, path)
    return await send(running, method, path, json.dumps(body).encode(), **JSON)


async def saved(running: Running, site: str, name: str = "Totals", **config: object) -> str:
    """Save a report and return its id."""
    answer = await call(running, "POST", site, body={"name": name, "config": STATS | config})
    assert answer.status == 201, answer.body
    report_id: str = answer.json["data"]["id"]
    return report_id


async def ran(running: Running, site: str, report_id: str) -> Any:
    answer = await call(running, "POST", site, f"/{report_id}/run")
    assert answer.status == 200, answer.body
    return answer.json["data"]


async def test_a_report_can_be_saved_run_changed_and_deleted(running: Running, site: str) -> None:
    created = await call(running, "POST", site, body={"name": "Totals", "description": "both days", "config": STATS})
    assert created.status == 201
    report = created.json["data"]
    assert report["id"].startswith("report_")
    assert len(report["id"]) == len("report_") + 21
    assert (report["website_id"], report["last_run_at"]) == (site, None)
    summary = {name: report[name] for name in ("id", "name", "description", "last_run_at", "created_at", "updated_at")}
    assert (await call(running, "GET", site)).json == {"data": [summary | {"report_type": "stats"}]}
    assert (await call(running, "GET", site, f"/{report['id']}")).json == {"data": report}
    run = await ran(running, site, report["id"])
    assert run["report_id"] == report["id"]
    stats = (await get(running, f"/api/websites/{site}/stats", **F1)).json["data"]
    assert run["data"] == with_compare(stats, None)
    after = (await call(running, "GET", site, f"/{report['id']}")).json["data"]
    assert after == report | {"last_run_at": run["ran_at"]}, "running a report does not change it"
    change = {"description": None, "config": STATS | {"report_type": "events"}}
    changed = (await call(running, "PUT", site, f"/{report['id']}", change)).json["data"]
    assert (changed["name"], changed["description"]) == ("Totals", None)
    assert changed["config"]["report_type"] == "events"
    for _ in range(2):
        gone = await call(running, "DELETE", site, f"/{report['id']}")
        assert (gone.status, gone.body) == (204, b"")
    assert (await call(running, "GET", site)).json == {"data": []}


async def test_known_config_keys_are_kept_and_unknown_ones_dropped(running: Running, site: str) -> None:
    body = {"version": 1, "report_type": "stats", "date_range_type": "relative", "relative_days": 7, "colour": "blue"}
    run = (await call(running, "POST", site, "/preview", body | {"timezone": "UTC"})).json["data"]
    assert run["report_id"] is None
    assert run["compare"] is None
    assert isinstance(run["data"]["pageviews"], int)
    assert run["config"]["relative_days"] == 7
    assert "colour" not in run["config"]
    nulls = {"start_date", "end_date", "metric_type", "compare_mode", "filter_country", "filter_hostname", "segment"}
    assert {name for name in nulls if run["config"][name] is None} == nulls


def with_compare(data: Any, compare: Any) -> Any:
    return {**data, "compare": compare} if isinstance(data, dict) else data


@pytest.mark.parametrize("kind", OWN)
async def test_each_type_equals_the_report_of_its_endpoint(running: Running, site: str, kind: str) -> None:
    path, more = OWN[kind]
    report = await saved(running, site, report_type=kind, filter_country="US", **more)
    run = await ran(running, site, report)
    params = (
        F1 | {"filter_country": "US"} | {{"metric_type": "type"}.get(name, name): text for name, text in more.items()}
    )
    if kind == "metrics":
        params["limit"] = "25"
    alone = (await get(running, f"/api/websites/{site}/{path}", **params)).json
    assert run["data"] == with_compare(alone["data"], None)
    assert run["compare"] is None
    assert run.get("pagination") == alone.get("pagination")
    assert (await call(running, "GET", site, f"/{report}")).json["data"]["last_run_at"] == run["ran_at"]


async def test_funnels_and_conversions_run_as_saved_reports(running: Running, site: str) -> None:
    goal = (await running.api.add_goal(site, NewGoalBody("Signup", "event", "signup"))).id
    steps = (FunnelStepBody("/a", "page_view"), FunnelStepBody("signup", "event"))
    funnel = (await running.api.add_funnel(site, NewFunnelBody("Signup", steps))).id
    for path, config in (
        (f"funnels/{funnel}/results", {"report_type": "funnel", "funnel_id": funnel}),
        ("attribution", {"report_type": "attribution", "goal_id": goal, "model": "first_touch"}),
        ("revenue/summary", {"report_type": "revenue", "goal_id": goal}),
    ):
        run = await ran(running, site, await saved(running, site, path, **config))
        own = {name: text for name, text in config.items() if name in ("goal_id", "model")}
        alone = (await get(running, f"/api/websites/{site}/{path}", **F1, **own)).json["data"]
        assert run["data"] == with_compare(alone, None)
    gone = await call(running, "POST", site, "/preview", STATS | {"report_type": "revenue", "goal_id": "goal_gone"})
    assert gone.refusal == (404, "not_found")


@pytest.mark.parametrize("kind", ["stats", "pageviews", "metrics"])
async def test_a_comparison_is_next_to_the_data_and_inside_it(running: Running, site: str, kind: str) -> None:
    config = STATS | {"report_type": kind, "compare_mode": "previous_period", "metric_type": "page"}
    run = (await call(running, "POST", site, "/preview", config)).json["data"]
    assert run["compare"] == {
        "mode": "previous_period",
        "primary_range": ["2026-03-01", "2026-03-02"],
        "comparison_range": ["2026-02-27", "2026-02-28"],
    }
    assert run["data"]["compare"] == run["compare"]
    if kind == "pageviews":
        assert len(run["data"]["compare_series"]) == len(run["data"]["series"]) == 48
    if kind == "metrics":
        assert run["data"]["rows"][0]["prev_visitors"] == 0


async def test_segments_and_bots_count_in_saved_reports(running: Running, site: str) -> None:
    segment = (await running.api.add_segment(site, NewSegment("Readers", {"filter_page": "/a"}))).id
    for config, pageviews in (({}, 4), ({"segment": segment}, 2), ({"include_bots": True}, 5)):
        run = (await call(running, "POST", site, "/preview", STATS | config)).json["data"]
        assert run["data"]["pageviews"] == pageviews


async def test_reports_are_listed_by_name_ignoring_case(running: Running, site: str) -> None:
    for name in ("b", "A", "C", "B"):
        await saved(running, site, name)
    listed = (await call(running, "GET", site)).json["data"]
    assert [item["name"] for item in listed] == ["A", "b", "B", "C"]


async def test_report_names_are_unique_within_a_website(running: Running, site: str) -> None:
    first, second = await saved(running, site), await saved(running, site, "Other")
    for method, rest, body in (
        ("POST", "", {"name": "Totals", "config": STATS}),
        ("PUT", f"/{second}", {"name": "Totals"}),
        ("PUT", "/report_gone", {"name": "Totals"}),
    ):
        answer = await call(running, method, site, rest, body)
        assert answer.refusal == (422, "duplicate_name")
        assert answer.json["error"]["message"] == "report name already exists for this website"
        assert answer.json["error"]["field"] == "name"
    assert (await call(running, "PUT", site, f"/{first}", {"name": "Totals"})).status == 200
    elsewhere = await running.add_website("Elsewhere", "example.org")
    await saved(running, elsewhere)


async def test_a_website_may_have_a_hundred_reports(running: Running, site: str) -> None:
    assert MAX_REPORTS == 100
    database = running.context.events
    first = await saved(running, site)

    key = running.context.directory.require(site).key

    def fill(con: Connection) -> None:
        report = items.require(con, key, SAVED_REPORTS, first)
        for number in range(99):
            copy = replace(report, id=f"report_{number}", name=f"Copy {number}")
            items.add(con, key, SAVED_REPORTS, copy)

    await database.write(fill)
    answer = await call(running, "POST", site, body={"name": "One more", "config": STATS})
    assert answer.refusal == (422, "limit_exceeded")
    assert answer.json["error"]["field"] == "reports"
    assert answer.json["error"]["message"] == "maximum of 100 reports per website reached"


async def test_checks_run_in_order_name_then_config_then_existence(running: Running, site: str) -> None:
    broken = STATS | {"end_date": "2026-02-01"}
    for method, rest, body, status, field in (
        ("POST", "", {"name": " ", "config": broken}, 400, "name"),
        ("POST", "", {"name": "x" * 101, "config": STATS}, 400, "name"),
        ("POST", "", {"name": "Totals", "config": broken}, 400, "end_date"),
        ("POST", "/preview", broken, 400, "end_date"),
        ("POST", "/preview", STATS | {"report_type": "metrics"}, 400, "metric_type"),
        ("POST", "/preview", STATS | {"report_type": "weather"}, 400, "report_type"),
        ("POST", "/preview", STATS | {"version": -1}, 400, "version"),
        ("POST", "/preview", {"report_type": "stats", "date_range_type": "relative"}, 400, "version"),
        ("PUT", "/report_gone", {"config": broken}, 400, "end_date"),
        ("PUT", "/report_gone", {"config": STATS}, 404, None),
        ("GET", "/report_gone", None, 404, None),
        ("POST", "/report_gone/run", None, 404, None),
    ):
        answer = await call(running, method, site, rest, body)
        assert (answer.status, answer.json["error"]["field"]) == (status, field), answer.body
        if status == 404:
            assert answer.json["error"]["message"] == "Report not found"


async def test_an_empty_change_is_accepted_and_null_keeps_names_and_configs(running: Running, site: str) -> None:
    report = await saved(running, site)
    before = (await call(running, "GET", site, f"/{report}")).json["data"]
    after = (await call(running, "PUT", site, f"/{report}", {"name": None, "config": None})).json["data"]
    assert after["updated_at"] > before["updated_at"]
    assert after == before | {"updated_at": after["updated_at"]}


async def test_a_config_is_replaced_whole(running: Running, site: str) -> None:
    report = await saved(running, site, filter_country="DE")
    changed = (await call(running, "PUT", site, f"/{report}", {"config": STATS})).json["data"]
    assert changed["config"]["filter_country"] is None


async def test_reports_belong_to_one_website_and_are_deleted_with_it(start: Start) -> None:
    running = await start()
    site = await site_with(running, f1())
    report = await saved(running, site)
    other = await running.add_website("Elsewhere", "example.org")
    for method, rest in (("GET", ""), ("POST", "/run")):
        assert (await call(running, method, other, f"/{report}{rest}")).refusal == (404, "not_found")
    await call(running, "DELETE", other, f"/{report}")
    assert (await call(running, "GET", site, f"/{report}")).status == 200
    await running.api.delete_website(site)
    left = await running.context.events.read(lambda con: con.execute("FROM items").fetchall())
    assert left == []
    assert (await call(running, "GET", site)).refusal == (404, "not_found")


async def test_a_report_with_a_deleted_segment_is_refused_naming_the_field(running: Running, site: str) -> None:
    segment = (await running.api.add_segment(site, NewSegment("Readers", {"filter_page": "/a"}))).id
    report = await saved(running, site, segment=segment)
    await running.api.delete_segment(site, segment)
    answer = await call(running, "POST", site, f"/{report}/run")
    assert (answer.status, answer.json["error"]["field"]) == (400, "segment")


async def test_a_read_key_runs_reports_but_cannot_change_them(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    shop = {"name": "Shop", "domain": "shop.example.com"}
    site = (await ask(running, "POST", "/api/websites", shop, cookie=cookie)).body["data"]["id"]
    path, body = f"/api/websites/{site}/reports", {"name": "Totals", "config": STATS}
    report = (await ask(running, "POST", path, body, cookie=cookie)).body["data"]["id"]
    key = (await new_key(running, cookie, scope="read"))["key"]
    assert (await ask(running, "POST", f"{path}/{report}/run", key=key)).status == 200
    assert (await ask(running, "POST", f"{path}/preview", STATS, key=key)).status == 200
    assert (await ask(running, "POST", path, body, key=key)).refusal == (403, "forbidden")
    assert (await ask(running, "DELETE", f"{path}/{report}", key=key)).refusal == (403, "forbidden")
    assert (await ask(running, "POST", f"{path}/{report}/run")).refusal == (401, "unauthorized")


async def test_running_a_report_twice_uses_the_cache(running: Running, site: str) -> None:
    report = await saved(running, site)
    await ran(running, site, report)
    before = running.context.events.cache.status()
    await ran(running, site, report)
    after = running.context.events.cache.status()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)
