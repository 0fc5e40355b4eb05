"""Attribution and revenue over HTTP: the small histories that are counted by hand, and the parameters of a request."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.ingest.events import Event
from app.domain.items.goals import GOALS, GoalChange, new_goal
from app.domain.reports.matching import MatchType
from app.storage import items
from app.storage.connection import Connection
from tests.histories import event, f1
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.test_worked_examples import F1, site_with

NOW = datetime(2026, 3, 3, tzinfo=UTC)
DAY = {"start_date": "2026-02-20", "end_date": "2026-02-20"}
FIFTY = GoalChange(value_mode="fixed", fixed_value=50.0)
AMOUNT = GoalChange(value_mode="event_property", value_property_key="amount")
Rows = list[tuple[str, int, float | None, float]]


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


def purchase(at: str, visitor: int, data: Any = None, **more: Any) -> Event:
    text = None if data is None else json.dumps(data)
    return event(at, visitor, "/thanks", kind="event", event_name="purchase", event_data=text, **more)


def shop() -> list[Event]:
    """Two visits that both end in a purchase; every event has a source."""
    google, bing = {"utm_source": "google", "utm_medium": "cpc"}, {"utm_source": "bing", "utm_medium": "cpc"}
    reddit = {"utm_source": "reddit", "utm_medium": "social"}
    return [
        event("2026-02-20 10:00", 1, "/", **google),
        purchase("2026-02-20 10:05", 1, utm_source="newsletter", utm_medium="email"),
        event("2026-02-20 11:00", 2, "/", **bing),
        event("2026-02-20 11:01", 2, "/shop", **reddit),
        purchase("2026-02-20 11:02", 2, **reddit),
    ]


async def site_with_goal(
    running: Running,
    history: list[Event],
    worth: GoalChange = FIFTY,
    match_value: str = "purchase",
    goal_type: MatchType = "event",
) -> str:
    """Add a website with a history and one goal, `goal_of` it."""
    draft = replace(worth, name="A goal", match_value=match_value)

    def add(con: Connection) -> None:
        ((key, site),) = con.execute("SELECT key, id FROM websites ORDER BY key DESC LIMIT 1").fetchall()
        items.add(con, key, GOALS, new_goal(goal_of(site), "", goal_type, draft, NOW))

    return await site_with(running, history, add)


def goal_of(site: str) -> str:
    """Return the id of the goal of a website."""
    return f"goal_{site}"


async def ask(running: Running, site: str, report: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/{report}", **({"goal_id": goal_of(site)} | params))
    assert answer.status == 200, answer.body
    return answer.json


def rows(report: Any) -> Rows:
    report_rows = report["data"]["rows"]
    assert all(row["value"] == row.get("channel", row["value"]) for row in report_rows)
    return [(row["value"], row["conversions"], row["revenue"], row["share"]) for row in report_rows]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("first_touch", [("bing / cpc", 1, 50.0, 0.5), ("google / cpc", 1, 50.0, 0.5)]),
        ("last_touch", [("newsletter / email", 1, 50.0, 0.5), ("reddit / social", 1, 50.0, 0.5)]),
    ],
)
async def test_a_conversion_is_credited_to_the_first_or_the_last_touch(
    running: Running, model: str, expected: Rows
) -> None:
    site = await site_with_goal(running, shop())
    report = await ask(running, site, "attribution", model=model, **DAY)
    assert rows(report) == expected
    assert report["data"]["model"] == model
    assert report["data"]["goal_id"] == goal_of(site)
    totals = report["data"]["totals"]
    assert (totals["conversions"], totals["revenue"]) == (2, 100.0)
    assert report["pagination"] == {"total": 2, "limit": 1000, "offset": 0, "has_more": False}
    assert "compare" not in report


@pytest.mark.parametrize("model", ["first_touch", "last_touch", " last_touch ", ""])
async def test_the_summary_is_the_same_for_every_model(running: Running, model: str) -> None:
    site = await site_with_goal(running, shop())
    summary = await ask(running, site, "revenue/summary", model=model, **DAY)
    assert summary["data"] == {
        "goal_id": goal_of(site),
        "model": model.strip() or "last_touch",
        "conversions": 2,
        "revenue": 100.0,
        "revenue_by_currency": {"USD": 100.0},
        "average_value": 50.0,
        "sessions": 2,
        "visitors": 2,
    }


async def test_a_text_amount_counts_and_a_missing_one_is_worth_nothing(running: Running) -> None:
    google = {"utm_source": "google", "utm_medium": "cpc"}
    history = [
        event("2026-02-20 10:00", 1, "/", **google),
        purchase("2026-02-20 10:05", 1, {"amount": "19.95"}),
        event("2026-02-20 11:00", 2, "/", **google),
        purchase("2026-02-20 11:02", 2, {"other": 5}),
    ]
    report = await ask(running, await site_with_goal(running, history, AMOUNT), "attribution", **DAY)
    assert rows(report) == [("google / cpc", 2, 19.95, 1.0)]


@pytest.mark.parametrize("model", ["first_touch", "last_touch"])
async def test_a_referrer_of_the_first_page_is_the_source_of_what_follows(running: Running, model: str) -> None:
    site = await site_with_goal(running, f1(), GoalChange(), "signup")
    report = await ask(running, site, "attribution", model=model, **F1)
    assert rows(report) == [("(direct) / direct", 1, 0.0, 0.5), ("google.com / referral", 1, 0.0, 0.5)]
    assert [row["channel_group"] for row in report["data"]["rows"]] == ["Direct", "Organic Search"]


async def test_amounts_of_several_currencies_are_listed_and_never_added(running: Running) -> None:
    history = [
        event("2026-02-20 10:00", 1, "/", utm_source="a"),
        *(purchase(f"2026-02-20 10:0{minute}", 1, {"amount": 0.1}) for minute in (1, 2, 3)),
        purchase("2026-02-20 10:04", 1, {"amount": -5, "currency": "eur"}),
        purchase("2026-02-20 11:00", 2, {"amount": 7, "currency": "EUR"}, utm_source="b"),
    ]
    site = await site_with_goal(running, history, AMOUNT)
    data = (await ask(running, site, "attribution", **DAY))["data"]
    first, second = data["rows"]
    assert (first["channel"], first["revenue"], first["average_value"]) == ("a / utm", None, None)
    assert first["revenue_by_currency"] == {"EUR": -5.0, "USD": 0.3}, "no rounding residue of binary fractions"
    assert (second["channel"], second["revenue"], second["revenue_by_currency"]) == ("b / utm", 7.0, {"EUR": 7.0})
    assert (first["revenue_share"], second["revenue_share"]) == (None, None)
    assert (data["totals"]["revenue"], data["totals"]["revenue_by_currency"]) == (None, {"EUR": 2.0, "USD": 0.3})
    summary = (await ask(running, site, "revenue/summary", **DAY))["data"]
    assert (summary["revenue"], summary["revenue_by_currency"]) == (None, {"EUR": 2.0, "USD": 0.3})


@pytest.mark.parametrize(("currency", "order"), [("USD", ["b / utm", "a / utm"]), ("JPY", ["a / utm", "b / utm"])])
async def test_revenue_breaks_ties_only_within_one_currency(running: Running, currency: str, order: list[str]) -> None:
    history = [
        purchase("2026-02-20 10:00", 1, {"amount": 1}, utm_source="a"),
        purchase("2026-02-20 11:00", 2, {"amount": 100, "currency": currency}, utm_source="b"),
    ]
    site = await site_with_goal(running, history, AMOUNT)
    report = await ask(running, site, "attribution", **DAY)
    assert [row["channel"] for row in report["data"]["rows"]] == order


async def test_without_a_conversion_there_are_no_rows_and_the_totals_are_zero(running: Running) -> None:
    site = await site_with_goal(running, shop())
    report = await ask(running, site, "attribution", start_date="2026-01-01", end_date="2026-01-02")
    assert report["data"]["rows"] == []
    assert report["pagination"]["total"] == 0
    assert report["data"]["totals"] == {
        "conversions": 0,
        "revenue": 0.0,
        "revenue_by_currency": {"USD": 0.0},
        "average_value": 0.0,
        "sessions": 0,
        "visitors": 0,
    }


@pytest.mark.parametrize(
    ("params", "channels"),
    [
        ({"filter_page": "/thanks"}, ["google / cpc", "bing / cpc"]),
        ({"filter_utm_source": "google"}, ["google / cpc"]),
        ({"filter_utm_source": "newsletter"}, ["google / cpc"]),
        ({"filter_page": "/shop"}, ["bing / cpc"]),
        ({"filter_country": "DE"}, []),
    ],
)
async def test_filters_select_sessions_and_keep_all_their_touches(
    running: Running, params: dict[str, str], channels: list[str]
) -> None:
    site = await site_with_goal(running, shop())
    report = await ask(running, site, "attribution", model="first_touch", **DAY, **params)
    assert sorted(row["channel"] for row in report["data"]["rows"]) == sorted(channels)
    summary = await ask(running, site, "revenue/summary", **DAY, **params)
    assert summary["data"]["conversions"] == report["data"]["totals"]["conversions"] == len(channels)


async def test_a_session_that_began_before_the_range_keeps_its_first_touch(running: Running) -> None:
    history = [event("2026-02-19 23:50", 1, "/", utm_source="ad"), purchase("2026-02-20 00:10", 1)]
    site = await site_with_goal(running, history)
    for model in ("first_touch", "last_touch"):
        assert rows(await ask(running, site, "attribution", model=model, **DAY)) == [("ad / utm", 1, 50.0, 1.0)]


async def test_days_follow_the_requested_zone(running: Running) -> None:
    site = await site_with_goal(running, [purchase("2026-02-21 03:00", 1)])
    assert (await ask(running, site, "revenue/summary", **DAY))["data"]["conversions"] == 0
    western = await ask(running, site, "revenue/summary", timezone="America/Los_Angeles", **DAY)
    assert western["data"]["conversions"] == 1


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("channel_group", [("Paid Search", 2)]),
        ("source", [("bing", 1), ("google", 1)]),
        ("medium", [("cpc", 2)]),
        ("utm_campaign", [("(none)", 2)]),
        ("page", [("/", 2)]),
        ("referrer", [("(direct)", 2)]),
    ],
)
async def test_rows_group_by_any_dimension_of_the_touch(
    running: Running, kind: str, expected: list[tuple[str, int]]
) -> None:
    site = await site_with_goal(running, shop())
    report = await ask(running, site, "attribution", model="first_touch", type=kind, **DAY)
    assert [(row["value"], row["conversions"]) for row in report["data"]["rows"]] == expected
    assert report["data"]["type"] == kind
    assert [row.get("channel_group") for row in report["data"]["rows"]] == [
        value if kind == "channel_group" else None for value, _ in expected
    ]


async def test_pages_of_rows_carry_the_totals_of_all_rows(running: Running) -> None:
    site = await site_with_goal(running, shop())
    page = await ask(running, site, "attribution", limit="1", offset="1", **DAY)
    assert rows(page) == [("reddit / social", 1, 50.0, 0.5)]
    assert page["pagination"] == {"total": 2, "limit": 1, "offset": 1, "has_more": False}
    assert page["data"]["totals"]["conversions"] == 2
    first = await ask(running, site, "attribution", limit="1", **DAY)
    assert first["pagination"] == {"total": 2, "limit": 1, "offset": 0, "has_more": True}
    beyond = await ask(running, site, "attribution", offset="5", **DAY)
    assert (rows(beyond), beyond["pagination"]["total"], beyond["pagination"]["has_more"]) == ([], 2, False)


async def test_a_compared_range_returns_its_totals(running: Running) -> None:
    before = [purchase("2026-02-19 12:00", 3)]
    site = await site_with_goal(running, shop() + before)
    report = await ask(running, site, "attribution", compare_mode="previous_period", **DAY)
    assert report["data"]["prev_totals"]["conversions"] == 1
    assert report["compare"]["comparison_range"] == ["2026-02-19", "2026-02-19"]
    summary = await ask(running, site, "revenue/summary", compare_mode="previous_period", **DAY)
    data = summary["data"]
    assert (data["prev_conversions"], data["prev_revenue"]) == (1, 50.0)
    assert data["prev_revenue_by_currency"] == {"USD": 50.0}
    assert summary["compare"] == report["compare"]


@pytest.mark.parametrize(("include_bots", "conversions"), [(None, 1), ("false", 1), ("true", 2)])
async def test_conversions_of_bots_count_only_on_request(
    running: Running, include_bots: str | None, conversions: int
) -> None:
    site = await site_with_goal(
        running, [purchase("2026-02-20 10:00", 1), purchase("2026-02-20 11:00", 2, is_bot=True)]
    )
    params = DAY if include_bots is None else DAY | {"include_bots": include_bots}
    assert (await ask(running, site, "revenue/summary", **params))["data"]["conversions"] == conversions
    totals = (await ask(running, site, "attribution", **params))["data"]["totals"]
    assert totals["conversions"] == conversions


async def test_a_page_goal_with_a_query_matches_every_spelling_of_the_url(running: Running) -> None:
    site = await site_with_goal(running, [], GoalChange(), "/?utm=abc", "page_view")
    await running.collect(site, url="https://example.com?utm=abc")
    await running.collect(site, url="?utm=abc")
    await running.collect(site, url="https://example.com/?utm=abcd")
    assert (await ask(running, site, "revenue/summary"))["data"]["conversions"] == 2


async def test_the_default_range_is_the_last_seven_days(running: Running) -> None:
    today = datetime.now(UTC)
    history = [purchase(f"{today - timedelta(days=days):%Y-%m-%d} 00:00", days) for days in (0, 6, 7)]
    site = await site_with_goal(running, history)
    assert (await ask(running, site, "revenue/summary"))["data"]["conversions"] == 2


@pytest.mark.parametrize(
    ("params", "refusal", "field", "message"),
    [
        ({"goal_id": "unknown"}, (404, "not_found"), None, "Goal not found"),
        ({"goal_id": ""}, (404, "not_found"), None, "Goal not found"),
        (
            {"model": "linear"},
            (400, "bad_request"),
            "model",
            "model must be one of: first_touch, last_touch",
        ),
        ({"model": "LAST_TOUCH"}, (400, "bad_request"), "model", None),
        (
            {"start_date": "2026-02-30"},
            (400, "bad_request"),
            "start_date",
            "invalid start_date (expected YYYY-MM-DD)",
        ),
        (
            {"start_date": "2026-02-02", "end_date": "2026-02-01"},
            (400, "bad_request"),
            "end_date",
            "end_date must be on or after start_date",
        ),
        ({"timezone": "Mars/Base"}, (400, "bad_request"), "timezone", "invalid timezone"),
        ({"timezone": " "}, (400, "bad_request"), "timezone", None),
        ({"include_bots": "yes"}, (400, "bad_request"), "include_bots", None),
        ({"type": "weather"}, (400, "bad_request"), "type", None),
        ({"type": "entry_page"}, (400, "bad_request"), "type", None),
        ({"limit": "many"}, (400, "bad_request"), "limit", None),
        ({"goal_id": "unknown", "model": "linear"}, (400, "bad_request"), "model", None),
        ({"model": "linear", "end_date": "soon"}, (400, "bad_request"), "end_date", None),
        ({"end_date": "soon", "timezone": "Mars/Base"}, (400, "bad_request"), "timezone", None),
    ],
)
async def test_invalid_parameters_are_refused_naming_the_field(
    running: Running,
    params: dict[str, str],
    refusal: tuple[int, str],
    field: str | None,
    message: str | None,
) -> None:
    site = await site_with_goal(running, [])
    for report in ("attribution", "revenue/summary"):
        answer = await get(running, f"/api/websites/{site}/{report}", **({"goal_id": goal_of(site)} | params))
        assert answer.refusal == refusal
        assert answer.json["error"]["field"] == field
        assert message in (None, answer.json["error"]["message"])


async def test_a_missing_goal_id_is_reported_before_an_unknown_website(running: Running) -> None:
    for report in ("attribution", "revenue/summary"):
        answer = await get(running, f"/api/websites/site_unknown/{report}", model="linear")
        assert (answer.refusal, answer.json["error"]["field"]) == ((400, "bad_request"), "goal_id")
        answer = await get(running, f"/api/websites/site_unknown/{report}", goal_id="goal_1", model="linear")
        assert answer.refusal == (404, "not_found")
        assert answer.json["error"]["message"] == "Website not found"


async def test_a_goal_of_another_website_is_404(running: Running) -> None:
    site = await site_with_goal(running, shop())
    other = await running.add_website("Other", "other.example")
    answer = await get(running, f"/api/websites/{other}/attribution", goal_id=goal_of(site))
    assert answer.refusal == (404, "not_found")


async def test_revenue_requires_authentication(start: Start) -> None:
    running = await start(auth="local", bootstrap_password="for once", argon2_memory_kb=8)
    await running.api.set_up_admin("for once", "a long password")
    for report in ("attribution", "revenue/summary"):
        answer = await get(running, f"/api/websites/site_unknown/{report}", goal_id="goal_1")
        assert answer.refusal == (401, "unauthorized")


async def test_too_many_sources_for_the_channel_rules_are_refused(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.answers.attribution.MAX_KEYS", 3)
    site = await site_with_goal(running, shop())
    asked = {"goal_id": goal_of(site), "type": "channel_group"} | DAY
    answer = await get(running, f"/api/websites/{site}/attribution", **asked)
    assert (answer.refusal, answer.json["error"]["field"]) == ((400, "bad_request"), "type")
    assert len((await ask(running, site, "attribution", **DAY))["data"]["rows"]) == 2, "other rows need no rules"
