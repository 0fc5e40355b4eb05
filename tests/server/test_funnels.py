"""Funnels over HTTP: their rules, and the steps reached in histories counted by hand."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app.domain.ingest.events import Event
from app.server.reports import turns
from tests.histories import event, f1
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.sign_in import ask as ask_as
from tests.server.sign_in import cookie_of, new_key, start_local
from tests.server.slots import heavy_slots_taken
from tests.server.test_worked_examples import F1, ask, site_with

A, B = {"step_type": "page_view", "match_value": "/a"}, {"step_type": "page_view", "match_value": "/b"}
SIGNUP = {"step_type": "event", "match_value": "signup"}
SHORT = {"name": "Short", "steps": [A, B]}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def send(running: Running, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """Status and body of a request about the funnels of a website."""
    answer = await ask_as(running, method, f"/api/websites/{path}", body)
    return answer.status, answer.body


async def add(running: Running, site: str, *steps: dict[str, Any], **fields: Any) -> dict[str, Any]:
    status, body = await send(running, "POST", f"{site}/funnels", {"name": "Funnel", "steps": list(steps)} | fields)
    assert status == 201, body
    return dict(body["data"])


async def results(running: Running, site: str, funnel: dict[str, Any], **params: str) -> dict[str, Any]:
    return dict((await ask(running, site, f"funnels/{funnel['id']}/results", **params))["data"])


def reached(data: dict[str, Any]) -> list[int]:
    return [step["sessions_reached"] for step in data["steps"]]


# --- Adding, changing, deleting


async def test_a_funnel_can_be_added_read_changed_and_deleted(running: Running) -> None:
    site = await running.add_website()
    funnel = await add(running, site, A, SIGNUP | {"match_operator": "contains", "label": " Joined "})
    assert re.fullmatch("fun_[0-9a-z]{21}", funnel["id"])
    assert all(re.fullmatch("fstep_[0-9a-z]{21}", step["id"]) for step in funnel["steps"])
    at = funnel["created_at"]
    common = {"funnel_id": funnel["id"], "created_at": at}
    steps = [
        A | common | {"step_order": 1, "match_operator": "equals", "label": "/a"},
        SIGNUP | common | {"step_order": 2, "match_operator": "contains", "label": " Joined "},
    ]
    assert [{name: step[name] for name in step if name != "id"} for step in funnel["steps"]] == steps
    facts = {
        "id": funnel["id"],
        "website_id": site,
        "name": "Funnel",
        "any_order": False,
        "window_seconds": None,
        "created_at": at,
        "updated_at": at,
    }
    assert funnel == facts | {"steps": funnel["steps"]}
    one = f"{site}/funnels/{funnel['id']}"
    assert await send(running, "GET", one) == (200, {"data": funnel})
    assert await send(running, "GET", f"{site}/funnels") == (200, {"data": [facts | {"step_count": 2}]})
    assert await send(running, "DELETE", one) == (204, None)
    for method in ("GET", "DELETE"):
        status, body = await send(running, method, one)
        assert (status, body["error"]["message"]) == (404, "Funnel not found")


async def test_steps_are_replaced_together_and_kept_when_missing(running: Running) -> None:
    site = await running.add_website()
    funnel = await add(running, site, A, B)
    one = f"{site}/funnels/{funnel['id']}"
    _, body = await send(running, "PUT", one, {"name": "New name", "steps": None, "window_seconds": 60})
    renamed = body["data"]
    changes = {"name": "New name", "window_seconds": 60, "updated_at": renamed["updated_at"]}
    assert renamed == funnel | changes
    assert renamed["updated_at"] > funnel["updated_at"]
    _, body = await send(running, "PUT", one, {"steps": [B, A, SIGNUP], "any_order": True})
    replaced = body["data"]
    assert [step["match_value"] for step in replaced["steps"]] == ["/b", "/a", "signup"]
    assert not {step["id"] for step in replaced["steps"]} & {step["id"] for step in funnel["steps"]}
    assert (replaced["name"], replaced["any_order"], replaced["window_seconds"]) == ("New name", True, 60)
    _, body = await send(running, "PUT", one, {"window_seconds": None})
    assert (body["data"]["window_seconds"], body["data"]["steps"]) == (None, replaced["steps"])


async def test_funnels_come_newest_first(running: Running) -> None:
    site = await running.add_website()
    for name in "bca":
        await add(running, site, A, B, name=name)
    _, body = await send(running, "GET", f"{site}/funnels")
    assert [item["name"] for item in body["data"]] == ["a", "c", "b"]


async def test_every_spelling_of_a_step_type_is_accepted(running: Running) -> None:
    site = await running.add_website()
    documented = [
        {"step_number": 1, "match_type": "page", "match_value": "/a"},
        {"step_number": 2, "match_type": "event", "match_value": "signup"},
        {"step_type": "pageview", "match_type": "page", "match_value": "/b"},
    ]
    funnel = await add(running, site, *documented)
    assert [step["step_type"] for step in funnel["steps"]] == ["page_view", "event", "page_view"]


# An invalid body with the status, code and field of its refusal.
REFUSALS: list[tuple[dict[str, Any], int, str, str]] = [
    ({"name": "\t"}, 422, "validation_error", "name"),
    ({"name": "x" * 101}, 422, "validation_error", "name"),
    ({"steps": [A]}, 422, "validation_error", "steps"),
    ({"steps": [A] * 9}, 422, "validation_error", "steps"),
    ({"steps": [A, B | {"match_value": " "}]}, 422, "validation_error", "match_value"),
    ({"steps": [A, B | {"match_value": "x" * 501}]}, 422, "validation_error", "match_value"),
    ({"steps": [A, B | {"label": " "}]}, 422, "validation_error", "label"),
    ({"steps": [A, B | {"label": "x" * 121}]}, 422, "validation_error", "label"),
    ({"window_seconds": 0}, 422, "validation_error", "window_seconds"),
    ({"window_seconds": 86_401}, 422, "validation_error", "window_seconds"),
    ({"name": "Taken"}, 422, "duplicate_name", "name"),
    ({"name": None}, 400, "bad_request", "name"),
    ({"steps": "/a"}, 400, "bad_request", "steps"),
    ({"steps": [A, {"match_value": "/b"}]}, 400, "bad_request", "step_type"),
    ({"steps": [A, B | {"match_type": "event"}]}, 400, "bad_request", "step_type"),
    ({"steps": [A, B | {"step_type": "click"}]}, 400, "bad_request", "steps"),
    ({"any_order": "yes"}, 400, "bad_request", "any_order"),
]


async def test_broken_rules_are_422_and_malformed_bodies_400(running: Running) -> None:
    site = await running.add_website()
    await add(running, site, A, B, name="Taken")
    for wrong, *expected in REFUSALS:
        answer = await ask_as(running, "POST", f"/api/websites/{site}/funnels", SHORT | wrong)
        assert [*answer.refusal, answer.body["error"]["field"]] == expected, wrong


async def test_a_change_is_not_empty_and_follows_the_rules(running: Running) -> None:
    site = await running.add_website()
    one = f"{site}/funnels/{(await add(running, site, A, B))['id']}"
    await add(running, site, A, B, name="Taken")
    for empty in ({}, {"name": None, "steps": None}):
        status, body = await send(running, "PUT", one, empty)
        assert status == 400
        assert body["error"]["message"] == "request must include at least one updatable field"
    for wrong, code in (
        ({"name": ""}, "validation_error"),
        ({"steps": [A]}, "validation_error"),
        ({"name": "Taken"}, "duplicate_name"),
    ):
        status, body = await send(running, "PUT", one, wrong)
        assert (status, body["error"]["code"]) == (422, code)
    assert (await send(running, "PUT", f"{site}/funnels/fun_missing", {"name": "Taken"}))[0] == 404
    assert (await send(running, "PUT", f"{site}/funnels/fun_missing", {"name": ""}))[0] == 422


async def test_funnels_are_accepted_up_to_the_limit(running: Running) -> None:
    site = await running.add_website()
    for number in range(20):
        await add(running, site, A, B, name=str(number))
    status, body = await send(running, "POST", f"{site}/funnels", SHORT | {"name": "0"})
    assert (status, body["error"]["code"], body["error"]["field"]) == (422, "limit_exceeded", "funnels")


async def test_unknown_websites_and_funnels_of_other_websites_are_404(running: Running) -> None:
    first, second = await running.add_website(), await running.add_website("Blog", "example.org")
    funnel = await add(running, first, A, B)
    for site, message in (("site_no", "Website not found"), (second, "Funnel not found")):
        one = f"{site}/funnels/{funnel['id']}"
        for method, path, body in (
            ("GET", one, None),
            ("PUT", one, {"name": "Mine"}),
            ("DELETE", one, None),
            ("GET", f"{one}/results", None),
        ):
            status, answer = await send(running, method, path, body)
            assert (status, answer["error"]["message"]) == (404, message)
    assert (await send(running, "GET", f"{first}/funnels/{funnel['id']}"))[0] == 200


async def test_funnels_are_deleted_with_their_website(start: Start) -> None:
    running = await start()
    site = await running.add_website()
    await add(running, site, A, B)
    assert (await send(running, "DELETE", site))[0] == 204
    assert await running.context.events.read(lambda con: con.table("items").fetchall()) == []


async def test_funnels_require_sign_in_and_a_read_key_cannot_change_them(start: Start) -> None:
    running = await start_local(start, owner_token=None)
    cookie = await cookie_of(running)
    shop = {"name": "Shop", "domain": "example.com"}
    site = (await ask_as(running, "POST", "/api/websites", shop, cookie=cookie)).body["data"]["id"]
    funnels = f"/api/websites/{site}/funnels"
    assert (await ask_as(running, "GET", funnels)).refusal == (401, "unauthorized")
    key = (await new_key(running, cookie, scope="read"))["key"]
    assert (await ask_as(running, "GET", funnels, key=key)).status == 200
    for method, path, body in (
        ("POST", funnels, SHORT),
        ("PUT", f"{funnels}/x", SHORT),
        ("DELETE", f"{funnels}/x", None),
    ):
        assert (await ask_as(running, method, path, body, key=key)).refusal == (403, "forbidden")
    key = (await new_key(running, cookie, scope="write"))["key"]
    created = await ask_as(running, "POST", funnels, SHORT, key=key)
    assert created.status == 201
    results = f"{funnels}/{created.body['data']['id']}/results"
    assert (await ask_as(running, "GET", results, key=key)).status == 200
    assert (await ask_as(running, "GET", results)).refusal == (401, "unauthorized")


# --- Steps reached by sessions


@pytest.mark.parametrize("first", ["https://ex.com/a", "/a", "HTTPS://EX.com/a/"])
async def test_steps_of_the_first_history_equal_the_count_by_hand(running: Running, first: str) -> None:
    site = await site_with(running, f1())
    last = B | {"match_operator": "contains"}
    data = await results(running, site, await add(running, site, A | {"match_value": first}, SIGNUP, last), **F1)
    assert (data["name"], data["total_sessions_entered"], data["final_conversion_rate"]) == ("Funnel", 2, 0.5)
    names = (
        "step_order",
        "label",
        "sessions_reached",
        "drop_off_count",
        "drop_off_rate",
        "conversion_rate_from_start",
        "conversion_rate_from_previous",
        "mean_seconds_from_previous",
        "median_seconds_from_previous",
    )
    assert [tuple(step[name] for name in names) for step in data["steps"]] == [
        (1, first, 2, 1, 0.5, 1.0, 1.0, None, None),
        (2, "signup", 1, 0, 0.0, 0.5, 0.5, 30.0, 30.0),
        (3, "/b", 1, 0, 0.0, 0.5, 1.0, 90.0, 90.0),
    ]


def visit(visitor: int, at: str, *paths: str, every_s: int = 60, **more: Any) -> list[Event]:
    """Pageviews of one visitor, one after the other."""
    start = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return [
        event(start + timedelta(seconds=place * every_s), visitor, path, **more) for place, path in enumerate(paths)
    ]


async def test_ten_sessions_enter_and_four_continue(running: Running) -> None:
    history = [
        item for visitor in range(10) for item in visit(visitor, "2026-03-01 10:00", "/a", *["/b"][visitor // 4 :])
    ]
    site = await site_with(running, history)
    data = await results(running, site, await add(running, site, A, B), **F1)
    assert reached(data) == [10, 4]
    first, second = data["steps"]
    assert (first["drop_off_count"], first["drop_off_rate"]) == (6, 0.6)
    assert (second["drop_off_count"], second["drop_off_rate"]) == (0, 0.0)
    assert (second["conversion_rate_from_previous"], data["final_conversion_rate"]) == (0.4, 0.4)


async def test_a_funnel_without_sessions_is_zero_at_every_step(running: Running) -> None:
    site = await running.add_website()
    data = await results(running, site, await add(running, site, A, B))
    assert (data["total_sessions_entered"], data["final_conversion_rate"]) == (0, 0.0)
    for step in data["steps"]:
        rates = [value for name, value in step.items() if "rate" in name]
        assert (rates, step["sessions_reached"], step["drop_off_count"]) == ([0.0, 0.0, 0.0], 0, 0)


async def two_orders(running: Running) -> str:
    right, wrong = (
        visit(1, "2026-03-01 10:00", "/a", "/x", "/b"),
        visit(2, "2026-03-01 11:00", "/b", "/a", country="PL"),
    )
    return await site_with(running, [*right, *wrong])


async def test_steps_count_in_order_unless_any_order_is_set(running: Running) -> None:
    site = await two_orders(running)
    data = await results(running, site, await add(running, site, A, B), **F1)
    assert (data["total_sessions_entered"], reached(data), data["final_conversion_rate"]) == (2, [2, 1], 0.5)
    data = await results(running, site, await add(running, site, A, B, name="Any", any_order=True), **F1)
    assert reached(data) == [2, 2]
    assert data["steps"][1]["mean_seconds_from_previous"] == 60.0


async def test_a_filter_selects_sessions_and_counts_all_their_steps(running: Running) -> None:
    site = await two_orders(running)
    funnel = await add(running, site, A, B)
    for filters, expected in (
        ({"filter_page": "/x"}, [1, 1]),
        ({"filter_page": "/b"}, [2, 1]),
        ({"filter_page": "/nowhere"}, [0, 0]),
        ({"filter_country": "PL"}, [1, 0]),
        ({"filter_country": "!PL"}, [1, 1]),
    ):
        assert reached(await results(running, site, funnel, **F1, **filters)) == expected


async def test_the_window_limits_the_time_of_all_steps_from_any_start(running: Running) -> None:
    history = [
        *visit(1, "2026-03-01 10:00", "/a", "/x", "/b"),
        *visit(2, "2026-03-01 10:00", "/a", "/x", "/a", "/b", "/c"),
    ]
    site = await site_with(running, history)
    steps = (A, B, B | {"match_value": "/c"})
    for seconds, expected in ((120, [2, 2, 1]), (119, [2, 1, 0]), (60, [2, 1, 0]), (59, [2, 0, 0])):
        for any_order in (False, True):
            fields = {"name": f"{seconds} {any_order}", "window_seconds": seconds, "any_order": any_order}
            data = await results(running, site, await add(running, site, *steps, **fields), **F1)
            assert reached(data) == expected


async def test_one_event_is_one_step_and_equal_times_do_not_advance(running: Running) -> None:
    history = [
        *visit(1, "2026-03-01 10:00", "/a", "/b", every_s=0),
        *visit(2, "2026-03-01 10:00", "/a"),
        *visit(3, "2026-03-01 10:00", "/a", "/a"),
    ]
    site = await site_with(running, history)
    again = A | {"match_operator": "contains"}
    for fields, steps, expected in (
        ({}, (A, B), [3, 0]),
        ({"any_order": True}, (A, B), [3, 1]),
        ({}, (A, again), [3, 1]),
        ({"any_order": True}, (A, again), [3, 1]),
        ({"any_order": True}, (again, A, again), [3, 1, 0]),
    ):
        funnel = await add(running, site, *steps, **fields)
        assert reached(await results(running, site, funnel, **F1)) == expected
        await send(running, "DELETE", f"{site}/funnels/{funnel['id']}")


async def test_the_default_range_is_the_last_thirty_days(running: Running) -> None:
    now = datetime.now(UTC)
    history = [*visit(1, str((now - timedelta(days=20)).replace(tzinfo=None)), "/a", "/b")]
    history += visit(2, str((now - timedelta(days=31)).replace(tzinfo=None)), "/a", "/b")
    site = await site_with(running, history)
    assert reached(await results(running, site, await add(running, site, A, B))) == [1, 1]


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"start_date": "2026-02-30"}, "start_date"),
        ({"end_date": "yesterday"}, "end_date"),
        ({"start_date": "2026-03-02", "end_date": "2026-03-01"}, "end_date"),
        ({"timezone": " "}, "timezone"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"filter_country": " "}, "filter_country"),
        ({"filter_page": "/" * 2049}, "filter_page"),
        ({"include_bots": "maybe"}, "include_bots"),
    ],
)
async def test_unreadable_parameters_are_refused(running: Running, params: dict[str, str], field: str) -> None:
    site = await running.add_website()
    funnel = await add(running, site, A, B)
    answer = await get(running, f"/api/websites/{site}/funnels/{funnel['id']}/results", **params)
    assert (*answer.refusal, answer.json["error"]["field"]) == (400, "bad_request", field)


async def test_a_range_may_exceed_ninety_days(running: Running) -> None:
    site = await site_with(running, [*visit(1, "2025-03-01 10:00", "/a", "/b")])
    days = {"start_date": "2025-01-01", "end_date": "2026-03-31"}
    assert reached(await results(running, site, await add(running, site, A, B), **days)) == [1, 1]


async def test_days_follow_the_zone(running: Running) -> None:
    history = [
        *visit(1, "2026-01-11 07:30", "/a", "/b", every_s=300),
        *visit(2, "2026-01-11 08:30", "/a", "/b", every_s=300),
    ]
    site = await site_with(running, history)
    funnel = await add(running, site, A, B)
    day = {"start_date": "2026-01-10", "end_date": "2026-01-10"}
    assert reached(await results(running, site, funnel, **day)) == [0, 0]
    assert reached(await results(running, site, funnel, **day, timezone="America/Los_Angeles")) == [1, 1]


async def test_host_filters_ignore_the_port(running: Running) -> None:
    site = await running.add_website()
    for path in ("/a", "/b"):
        await running.collect(site, url=f"http://example.com:3000{path}", visitor_id="someone")
    await running.collect(site, url="http://other.example/a", visitor_id="someone else")
    data = await results(running, site, await add(running, site, A, B), filter_hostname="example.com")
    assert reached(data) == [1, 1]


async def test_filters_combine_over_many_sessions_and_days(running: Running) -> None:
    history: list[Event] = []
    for number in range(300):
        at = f"{date(2026, 1, 1) + timedelta(days=number % 45)} 12:00"
        browser = "Chrome" if number % 3 == 0 else "Firefox"
        hostname = "example.com" if number % 2 == 0 else "example.org"
        paths = ("/a", "/b") if number % 4 == 0 else ("/a",)
        history += visit(number, at, *paths, browser=browser, hostname=hostname)
    site = await site_with(running, history)
    days = {"start_date": "2026-01-01", "end_date": "2026-03-02"}
    filters = {"filter_hostname": "example.com", "filter_browser": "Chrome"}
    data = await results(running, site, await add(running, site, A, B), **days, **filters)
    assert (reached(data), data["final_conversion_rate"]) == ([50, 25], 0.5)


async def test_events_of_bots_count_only_on_request(running: Running) -> None:
    site = await site_with(running, f1())
    funnel = await add(running, site, A, B)
    assert reached(await results(running, site, funnel, **F1)) == [2, 1]
    assert reached(await results(running, site, funnel, **F1, include_bots="true")) == [3, 2]


async def test_a_funnel_without_a_free_slot_is_refused(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/funnels/{(await add(running, site, A, B))['id']}/results"
    monkeypatch.setattr(turns, "HEAVY_WAIT_S", 0.01)
    async with heavy_slots_taken(running):
        assert (await get(running, path)).refusal == (429, "rate_limited")
    assert (await get(running, path)).status == 200


async def test_funnel_results_have_no_rate_limit_of_their_own(start: Start) -> None:
    running = await start(collect_rate_limit=1)
    site = await running.add_website()
    path = f"/api/websites/{site}/funnels/{(await add(running, site, A, B))['id']}/results"
    answers = [await get(running, path) for _ in range(65)]
    assert {answer.status for answer in answers} == {200}
    assert not any(name.lower().startswith("x-ratelimit") for name in answers[-1].headers)
