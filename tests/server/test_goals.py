"""Goals over HTTP: their rules, and the conversions of histories counted by hand."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from app.api.items.goals import NewGoalBody
from app.domain.ids import new_id
from app.domain.items.goals import GOALS, GoalChange, new_goal
from app.storage import items
from app.storage.connection import Connection
from tests.histories import event, f1
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.sign_in import ask as ask_as
from tests.server.sign_in import cookie_of, new_key, start_local
from tests.server.test_worked_examples import F1, ask, site_with

SIGNUP = {"name": "Sign-up", "goal_type": "event", "match_value": "signup"}
NOTHING_BEFORE = {
    "prev_conversions": None,
    "prev_converting_sessions": None,
    "prev_conversion_rate": None,
    "prev_revenue": None,
    "prev_revenue_by_currency": None,
    "trend_pct": None,
    "conversions_trend_pct": None,
}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def send(running: Running, method: str, path: str, body: object = None) -> tuple[int, Any]:
    """Status and body of a request about the goals of a website."""
    answer = await ask_as(running, method, f"/api/websites/{path}", body)
    return answer.status, answer.body


async def add(running: Running, site: str, **fields: Any) -> dict[str, Any]:
    status, body = await send(running, "POST", f"{site}/goals", SIGNUP | fields)
    assert status == 201, body
    return dict(body["data"])


async def stats(running: Running, site: str, goal: dict[str, Any], **params: str) -> dict[str, Any]:
    return dict((await ask(running, site, f"goals/{goal['id']}/stats", **params))["data"])


def counts(data: dict[str, Any], prefix: str = "") -> tuple[int, int, float]:
    names = ("conversions", "converting_sessions", "conversion_rate")
    return tuple(data[prefix + name] for name in names)  # type: ignore[return-value]


# --- Adding, changing, deleting


async def test_a_goal_can_be_added_read_changed_and_deleted(running: Running) -> None:
    site = await running.add_website()
    goal = await add(running, site)
    assert re.fullmatch("goal_[0-9a-z]{21}", goal["id"])
    assert goal | {"id": "", "created_at": "", "updated_at": ""} == {
        "id": "",
        "website_id": site,
        **SIGNUP,
        "match_operator": "equals",
        "value_mode": "none",
        "fixed_value": None,
        "value_property_key": None,
        "currency": "USD",
        "created_at": "",
        "updated_at": "",
    }
    assert await send(running, "GET", f"{site}/goals") == (200, {"data": [goal]})
    change = {"name": "Joined", "match_operator": "contains", "goal_type": "page_view"}
    status, body = await send(running, "PUT", f"{site}/goals/{goal['id']}", change)
    changed = body["data"]
    assert status == 200
    assert changed == goal | {"name": "Joined", "match_operator": "contains", "updated_at": changed["updated_at"]}
    assert datetime.fromisoformat(changed["updated_at"]) > datetime.fromisoformat(goal["updated_at"])
    for _ in range(2):
        assert await send(running, "DELETE", f"{site}/goals/{goal['id']}") == (204, None)
    assert await send(running, "GET", f"{site}/goals") == (200, {"data": []})


async def test_an_empty_change_is_accepted_and_updates_the_time(running: Running) -> None:
    site = await running.add_website()
    goal = await add(running, site)
    status, body = await send(running, "PUT", f"{site}/goals/{goal['id']}", {})
    assert (status, body["data"] | {"updated_at": ""}) == (200, goal | {"updated_at": ""})
    assert body["data"]["updated_at"] > goal["updated_at"]


async def test_every_spelling_of_the_page_type_is_accepted_and_normalized(running: Running) -> None:
    site = await running.add_website()
    for spelling in ("page_view", "pageview", "page"):
        assert (await add(running, site, name=spelling, goal_type=spelling))["goal_type"] == "page_view"


async def test_null_fields_equal_missing_fields(running: Running) -> None:
    site = await running.add_website()
    names = ("match_operator", "value_mode", "fixed_value", "value_property_key", "currency")
    goal = await add(running, site, **dict.fromkeys(names))
    assert (goal["match_operator"], goal["value_mode"], goal["currency"]) == ("equals", "none", "USD")
    _, body = await send(running, "PUT", f"{site}/goals/{goal['id']}", dict.fromkeys((*names, "name", "match_value")))
    assert body["data"] == goal | {"updated_at": body["data"]["updated_at"]}


# An invalid body with the status, code and field of its refusal.
REFUSALS: list[tuple[dict[str, Any], int, str, str]] = [
    ({"name": " "}, 422, "validation_error", "name"),
    ({"name": "é" * 101}, 422, "validation_error", "name"),
    ({"match_value": ""}, 422, "validation_error", "match_value"),
    ({"match_value": "x" * 501}, 422, "validation_error", "match_value"),
    ({"fixed_value": -1}, 422, "validation_error", "fixed_value"),
    ({"currency": "  "}, 422, "validation_error", "currency"),
    ({"value_mode": "fixed"}, 422, "validation_error", "fixed_value"),
    ({"value_mode": "event_property"}, 422, "validation_error", "value_property_key"),
    ({"name": "Taken"}, 422, "duplicate_name", "name"),
    ({"name": None}, 400, "bad_request", "name"),
    ({"goal_type": "click"}, 400, "bad_request", "goal_type"),
    ({"match_operator": "like"}, 400, "bad_request", "match_operator"),
    ({"value_mode": "half"}, 400, "bad_request", "value_mode"),
    ({"fixed_value": "5"}, 400, "bad_request", "fixed_value"),
]


async def test_broken_rules_are_422_and_malformed_bodies_400(running: Running) -> None:
    site = await running.add_website()
    await add(running, site, name="Taken")
    for wrong, *expected in REFUSALS:
        answer = await ask_as(running, "POST", f"/api/websites/{site}/goals", SIGNUP | wrong)
        assert [*answer.refusal, answer.body["error"]["field"]] == expected, wrong


async def test_missing_goal_fields_are_refused_by_name(running: Running) -> None:
    site = await running.add_website()
    for missing in SIGNUP:
        body = {name: value for name, value in SIGNUP.items() if name != missing}
        answer = await ask_as(running, "POST", f"/api/websites/{site}/goals", body)
        assert (*answer.refusal, answer.body["error"]["field"]) == (400, "bad_request", missing)


async def test_goals_are_accepted_up_to_the_limit(running: Running) -> None:
    site = await running.add_website()
    website = running.context.directory.require(site)

    def fill(con: Connection) -> None:
        for number in range(49):
            values = GoalChange(name=str(number), match_value="signup")
            items.add(con, website.key, GOALS, new_goal(new_id("goal"), site, "event", values, website.created_at))

    await running.context.events.write(fill)
    await add(running, site, name="the last")
    for name in ("one too many", "0"):
        status, body = await send(running, "POST", f"{site}/goals", SIGNUP | {"name": name})
        assert (status, body["error"]["code"], body["error"]["field"]) == (422, "limit_exceeded", "goals")


async def test_goal_names_are_unique_and_a_goal_may_keep_its_own(running: Running) -> None:
    site = await running.add_website()
    goal = await add(running, site, name="One")
    await add(running, site, name="Two")
    status, body = await send(running, "PUT", f"{site}/goals/{goal['id']}", {"name": "Two"})
    assert (status, body["error"]["code"]) == (422, "duplicate_name")
    assert (await send(running, "PUT", f"{site}/goals/{goal['id']}", {"name": "One"}))[0] == 200
    assert (await send(running, "PUT", f"{site}/goals/goal_missing", {"name": "Two"}))[0] == 404
    assert (await send(running, "PUT", f"{site}/goals/goal_missing", {"name": " "}))[0] == 422


async def test_unknown_websites_and_goals_are_404(running: Running) -> None:
    site = await running.add_website()
    missing = f"{site}/goals/goal_missing"
    for method, path, body in (
        ("GET", "site_no/goals", None),
        ("POST", "site_no/goals", SIGNUP),
        ("PUT", "site_no/goals/x", {}),
        ("DELETE", "site_no/goals/x", None),
        ("GET", "site_no/goals/x/stats", None),
        ("GET", "site_no/goal-stats", None),
    ):
        status, answer = await send(running, method, path, body)
        assert (status, answer["error"]["message"]) == (404, "Website not found")
    for method, path, body in (("PUT", missing, {"name": "New"}), ("GET", f"{missing}/stats", None)):
        status, answer = await send(running, method, path, body)
        assert (status, answer["error"]["message"]) == (404, "Goal not found")


async def test_a_goal_is_404_through_another_website(running: Running) -> None:
    first, second = await running.add_website(), await running.add_website("Blog", "example.org")
    goal = await add(running, first)
    assert (await send(running, "GET", f"{second}/goals/{goal['id']}/stats"))[0] == 404
    assert (await send(running, "PUT", f"{second}/goals/{goal['id']}", {"name": "Mine"}))[0] == 404
    assert (await send(running, "DELETE", f"{second}/goals/{goal['id']}"))[0] == 204
    assert await send(running, "GET", f"{first}/goals") == (200, {"data": [goal]})


async def test_goals_are_deleted_with_their_website(start: Start) -> None:
    running = await start()
    site = await running.add_website()
    await add(running, site)
    assert (await send(running, "DELETE", site))[0] == 204
    count = await running.context.events.read(lambda con: con.execute("SELECT count(*) FROM items").fetchall())
    assert count == [(0,)]


async def test_goals_require_sign_in_and_a_read_key_cannot_change_them(start: Start) -> None:
    running = await start_local(start, owner_token=None)
    cookie = await cookie_of(running)
    shop = {"name": "Shop", "domain": "example.com"}
    site = (await ask_as(running, "POST", "/api/websites", shop, cookie=cookie)).body["data"]["id"]
    path = f"/api/websites/{site}/goals"
    assert (await ask_as(running, "GET", path)).refusal == (401, "unauthorized")
    assert (await ask_as(running, "POST", path, SIGNUP)).refusal == (401, "unauthorized")
    key = (await new_key(running, cookie, scope="read"))["key"]
    assert (await ask_as(running, "GET", path, key=key)).status == 200
    assert (await ask_as(running, "GET", f"/api/websites/{site}/goal-stats", key=key)).status == 200
    for method, where, body in (
        ("POST", path, SIGNUP),
        ("PUT", f"{path}/x", {}),
        ("DELETE", f"{path}/x", None),
    ):
        assert (await ask_as(running, method, where, body, key=key)).refusal == (403, "forbidden")
    key = (await new_key(running, cookie, scope="write"))["key"]
    assert (await ask_as(running, "POST", path, SIGNUP, key=key)).status == 201


# --- Conversions and revenue


@pytest.mark.parametrize(
    ("fields", "conversions", "sessions", "rate"),
    [
        (SIGNUP, 2, 2, 0.5),
        ({"goal_type": "page_view", "match_value": "/a"}, 2, 2, 0.5),
        ({"goal_type": "page_view", "match_value": "https://ex.com", "match_operator": "contains"}, 4, 3, 0.75),
        ({"goal_type": "page_view", "match_value": "ex.com", "match_operator": "contains"}, 4, 3, 0.75),
    ],
)
async def test_conversions_of_the_first_history_equal_the_count_by_hand(
    running: Running, fields: dict[str, str], conversions: int, sessions: int, rate: float
) -> None:
    site = await site_with(running, f1())
    data = await stats(running, site, await add(running, site, **fields), **F1, granularity="day")
    assert counts(data) == (conversions, sessions, rate)
    assert data["total_sessions"] == 4
    assert data.items() >= NOTHING_BEFORE.items()
    assert (data["revenue"], data["revenue_by_currency"]) == (0.0, {"USD": 0.0})
    assert [point["date"] for point in data["series"]] == ["2026-03-01", "2026-03-02"]
    assert sum(point["conversions"] for point in data["series"]) == conversions


async def two_windows(running: Running) -> str:
    purchase = {"kind": "event", "event_name": "purchase"}
    history = [
        event("2026-04-08 10:00", 3, "/", event_data='{"total":10}', **purchase),
        event("2026-04-10 10:00", 1, "/", event_data='{"total":"19.95"}', **purchase),
        event("2026-04-10 10:05", 1, "/", event_data='{"total":0.1,"currency":"eur"}', **purchase),
        event("2026-04-11 09:00", 2, "/"),
    ]
    return await site_with(running, history)


WINDOW = {"start_date": "2026-04-10", "end_date": "2026-04-11"}
PURCHASE: dict[str, Any] = {"name": "Order", "match_value": "purchase"}
WORTH = PURCHASE | {"value_mode": "event_property", "value_property_key": "total"}


async def test_a_range_is_compared_with_the_range_before_it(running: Running) -> None:
    site = await two_windows(running)
    data = await stats(running, site, await add(running, site, **PURCHASE), **WINDOW)
    assert counts(data) == (2, 1, 0.5)
    assert (data["total_sessions"], data["converting_visitors"]) == (2, 1)
    assert counts(data, "prev_") == (1, 1, 1.0)
    assert (data["trend_pct"], data["conversions_trend_pct"]) == (-50.0, 100.0)
    assert data["compare_series"] is None


async def test_revenue_is_listed_by_currency_and_never_added(running: Running) -> None:
    site = await two_windows(running)
    data = await stats(running, site, await add(running, site, **WORTH), **WINDOW, granularity="day")
    assert (data["revenue"], data["revenue_by_currency"]) == (None, {"EUR": 0.1, "USD": 19.95})
    assert (data["prev_revenue"], data["prev_revenue_by_currency"]) == (10.0, {"USD": 10.0})
    assert data["series"] == [
        {
            "date": "2026-04-10",
            "conversions": 2,
            "converting_sessions": 1,
            "revenue": None,
            "revenue_by_currency": {"EUR": 0.1, "USD": 19.95},
        },
        {
            "date": "2026-04-11",
            "conversions": 0,
            "converting_sessions": 0,
            "revenue": 0.0,
            "revenue_by_currency": {"USD": 0.0},
        },
    ]


async def test_a_fixed_value_counts_for_each_conversion(running: Running) -> None:
    site = await two_windows(running)
    goal = await add(running, site, **PURCHASE, value_mode="fixed", fixed_value=12.5, currency="EUR")
    data = await stats(running, site, goal, **WINDOW)
    assert (data["revenue"], data["revenue_by_currency"], data["prev_revenue"]) == (25.0, {"EUR": 25.0}, 12.5)


async def test_a_requested_comparison_replaces_the_range_before(running: Running) -> None:
    site = await two_windows(running)
    goal = await add(running, site, **PURCHASE)
    chosen = {"compare_mode": "custom", "compare_start_date": "2026-04-06", "compare_end_date": "2026-04-08"}
    report = await ask(running, site, f"goals/{goal['id']}/stats", **WINDOW, **chosen, granularity="day")
    assert report["compare"]["comparison_range"] == ["2026-04-06", "2026-04-08"]
    assert counts(report["data"], "prev_") == (1, 1, 1.0)
    compared = [
        (point["date"], point["compare_date"], point["conversions"]) for point in report["data"]["compare_series"]
    ]
    assert compared == [("2026-04-10", "2026-04-06", 0), ("2026-04-11", "2026-04-07", 0)]


async def test_a_filter_selects_sessions_and_counts_all_their_conversions(running: Running) -> None:
    site = await site_with(running, f1())
    goal = await add(running, site)
    data = await stats(running, site, goal, **F1, filter_page="/b")
    assert (*counts(data), data["total_sessions"]) == (1, 1, 0.5, 2)
    data = await stats(running, site, goal, **F1, filter_country="DE")
    assert (*counts(data), data["total_sessions"]) == (0, 0, 0.0, 1)
    data = await stats(running, site, goal, **F1, include_bots="true", filter_page="/b")
    assert data["total_sessions"] == 2


async def test_events_of_bots_convert_only_on_request(running: Running) -> None:
    site = await site_with(running, f1())
    goal = await add(running, site, goal_type="page", match_value="/a")
    assert (await stats(running, site, goal, **F1))["conversions"] == 2
    assert (await stats(running, site, goal, **F1, include_bots="true"))["conversions"] == 3


async def test_days_follow_the_zone(running: Running) -> None:
    signup = {"kind": "event", "event_name": "signup"}
    site = await site_with(running, [event("2026-03-01 23:30", 1, "/", **signup)])
    goal = await add(running, site)
    day = {"start_date": "2026-03-02", "end_date": "2026-03-02", "granularity": "day"}
    assert (await stats(running, site, goal, **day))["conversions"] == 0
    data = await stats(running, site, goal, **day, timezone="Europe/Warsaw")
    assert (data["conversions"], data["timezone"]) == (1, "Europe/Warsaw")
    assert data["series"][0]["date"] == "2026-03-02"


async def test_unreadable_and_reversed_dates_are_refused(running: Running) -> None:
    site = await running.add_website()
    path = f"/api/websites/{site}/goals/{(await add(running, site))['id']}/stats"
    assert (await get(running, path, start_date="garbage")).refusal == (400, "bad_request")
    assert (await get(running, path, start_date="2026-03-02", end_date="2026-03-01")).refusal == (400, "bad_request")


async def test_stats_of_all_goals_equal_those_of_each_goal(running: Running) -> None:
    site = await two_windows(running)
    goals = [
        await add(running, site, **WORTH),
        await add(running, site),
        await add(running, site, name="c", goal_type="page"),
    ]
    report = await ask(running, site, "goal-stats", **WINDOW)
    assert [item["goal_id"] for item in report["data"]] == [goal["id"] for goal in reversed(goals)]
    for goal, item in zip(reversed(goals), report["data"], strict=True):
        data = await stats(running, site, goal, **WINDOW)
        assert item == {name: data[name] for name in item}
        assert not item.keys() & {"series", "compare_series"}
    assert "compare" not in report
    assert "compare" in await ask(running, site, "goal-stats", **WINDOW, compare_mode="previous_year")


async def test_attribution_counts_the_same_conversions_and_revenue(running: Running) -> None:
    site = await two_windows(running)
    goals = [
        await add(running, site, **WORTH),
        await add(running, site, name="Home", goal_type="page", match_value="/"),
    ]
    for goal in goals:
        for filters in ({}, {"filter_page": "/"}, {"filter_event_name": "purchase"}):
            data = await stats(running, site, goal, **WINDOW, **filters)
            totals = (await ask(running, site, "attribution", goal_id=goal["id"], **WINDOW, **filters))["data"][
                "totals"
            ]
            assert (totals["conversions"], totals["revenue"]) == (data["conversions"], data["revenue"])
            assert totals["revenue_by_currency"] == data["revenue_by_currency"]


async def test_the_default_range_includes_today(running: Running) -> None:
    site = await running.add_website()
    goal = await running.api.add_goal(site, NewGoalBody("Prices", "page", "/pricing/"))
    await running.collect(site)
    data = await stats(running, site, {"id": goal.id})
    assert counts(data) == (1, 1, 1.0)
