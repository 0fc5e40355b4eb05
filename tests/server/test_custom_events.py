"""Custom events over HTTP: the small histories that can be counted by hand, odd keys, bounds and refusals."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from app.domain.ingest.events import Event
from app.storage.connection import Connection
from tests.histories import event, f1, store, utc
from tests.server.conftest import Running, Start
from tests.server.raw import get

F1 = {"start_date": "2026-03-01", "end_date": "2026-03-02"}
SIGNUP_DATA = {0: {"n": 29, "nil": None, "obj": {"a": 1}, "ok": True, "plan": "pro"}, 1: {"plan": "free"}}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


def occurrence(ts: str, visitor: int, name: str, data: object = None, **more: Any) -> Event:
    """A custom event; data: as the ingest writes it."""
    text = None if data is None else json.dumps(data, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return event(ts, visitor, "/a", kind="event", event_name=name, event_data=text, **more)


async def site_with(running: Running, history: list[Event]) -> str:
    site = await running.add_website(domain="ex.com")
    key = running.context.directory.require(site).key

    def add(con: Connection) -> None:
        for item in history:
            item.website = key
        store(con, history)

    await running.context.events.write(add)
    return site


async def ask(running: Running, site: str, rest: str = "", **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/events{rest}", **params)
    assert answer.status == 200, answer.body
    return answer.json


@pytest_asyncio.fixture(loop_scope="module")
async def first(running: Running) -> str:
    history = f1()
    signups = [item for item in history if item.event_name == "signup"]
    for number, item in enumerate(signups):
        item.event_data = json.dumps(SIGNUP_DATA[number], separators=(",", ":"))
    return await site_with(running, history)


async def test_names_are_listed_with_the_occurrences_of_the_range_before(running: Running) -> None:
    history = [
        occurrence("2026-02-10 10:00", 1, "purchase"),
        occurrence("2026-02-10 11:00", 2, "purchase"),
        occurrence("2026-02-10 12:00", 2, "signup"),
        occurrence("2026-02-08 09:00", 1, "purchase"),
        occurrence("2026-02-08 09:00", 1, "gone"),
        event("2026-02-10 10:00", 3, "/a"),
    ]
    site = await site_with(running, history)
    assert await ask(running, site, start_date="2026-02-09", end_date="2026-02-10") == {
        "data": {
            "rows": [
                {"event_name": "purchase", "count": 2, "visitors": 2, "is_new": False, "prev_count": 1},
                {"event_name": "signup", "count": 1, "visitors": 1, "is_new": True},
            ],
            "total": 2,
        },
        "pagination": {"total": 2, "limit": 200, "offset": 0, "has_more": False},
    }


async def test_names_are_sorted_as_asked(running: Running) -> None:
    history = [
        occurrence("2026-03-01 10:00", 1, "b"),
        occurrence("2026-03-01 10:01", 1, "b"),
        occurrence("2026-03-01 10:02", 1, "c"),
        occurrence("2026-03-01 10:03", 2, "c"),
        occurrence("2026-03-01 10:04", 2, "c"),
        occurrence("2026-03-01 10:05", 1, "a"),
        occurrence("2026-03-01 10:06", 2, "a"),
    ]
    site = await site_with(running, history)
    orders = {
        ("count", "desc"): "cab",
        ("count", "asc"): "abc",
        ("visitors", "asc"): "bac",
        ("event_name", "asc"): "abc",
        ("event_name", "desc"): "cba",
    }
    for (sort, order), names in orders.items():
        answer = await ask(running, site, sort=sort, order=order, **F1)
        assert "".join(row["event_name"] for row in answer["data"]["rows"]) == names, (sort, order)


async def test_names_of_equal_count_are_sorted_and_can_be_paged_through(running: Running) -> None:
    names = [f"event {number:03}" for number in range(450)]
    history = [occurrence("2026-03-01 10:00", 1, name) for name in reversed(names)]
    site = await site_with(running, history)
    event_names = []
    for offset in ("0", "200", "400", "600"):
        page = await ask(running, site, **F1, offset=offset, limit="1000")
        event_names += [row["event_name"] for row in page["data"]["rows"]]
        assert (page["data"]["total"], page["pagination"]["has_more"]) == (450, int(offset) < 400 - 199)
    assert event_names == names
    searched = await ask(running, site, **F1, search="VENT 44")
    assert (searched["data"]["total"], searched["data"]["rows"][0]["event_name"]) == (10, "event 440")


async def test_properties_are_literal_pairs_of_the_top_level(running: Running, first: str) -> None:
    report = (await ask(running, first, "/properties", **F1, event_name="signup"))["data"]
    assert report == {
        "event_name": "signup",
        "total_occurrences": 2,
        "sample_size": 2,
        "properties": [
            {"property_key": "n", "property_value": "29", "count": 1},
            {"property_key": "obj", "property_value": '{"a":1}', "count": 1},
            {"property_key": "ok", "property_value": "true", "count": 1},
            {"property_key": "plan", "property_value": "free", "count": 1},
            {"property_key": "plan", "property_value": "pro", "count": 1},
        ],
        "keys": [
            {
                "property_key": "n",
                "count": 1,
                "distinct_values": 1,
                "numbers": {"count": 1, "min": 29.0, "max": 29.0, "mean": 29.0},
            },
            {"property_key": "obj", "count": 1, "distinct_values": 1, "numbers": None},
            {"property_key": "ok", "count": 1, "distinct_values": 1, "numbers": None},
            {"property_key": "plan", "count": 2, "distinct_values": 2, "numbers": None},
        ],
    }


async def test_occurrences_without_data_count_without_properties(running: Running) -> None:
    history = [
        occurrence("2026-03-01 10:00", 1, "purchase", {"plan": "pro", "currency": "USD"}),
        occurrence("2026-03-01 11:00", 1, "purchase", {"plan": "free", "currency": "USD"}),
        occurrence("2026-03-01 12:00", 2, "purchase"),
    ]
    report = (await ask(running, await site_with(running, history), "/properties", **F1, event_name=" purchase "))[
        "data"
    ]
    assert (report["event_name"], report["total_occurrences"], report["sample_size"]) == ("purchase", 3, 3)
    pairs = {(item["property_key"], item["property_value"]): item["count"] for item in report["properties"]}
    assert pairs == {("currency", "USD"): 2, ("plan", "pro"): 1, ("plan", "free"): 1}


ODD_KEYS = ("", "*", "a.b", "k[0]", "$", "$.a", "/", "~1", '"quoted"', "ключ", " ", "a'b", "{x}", "%s", "?")


async def test_property_keys_are_literal_in_the_list_and_the_filter(running: Running) -> None:
    data = {key: f"of {key}" for key in ODD_KEYS}
    history = [
        occurrence("2026-03-01 10:00", 1, "odd", data),
        occurrence("2026-03-01 11:00", 2, "odd", {"a": {"b": 1}}),
    ]
    site = await site_with(running, history)
    properties = (await ask(running, site, "/properties", **F1, event_name="odd"))["data"]["properties"]
    expected = [(key, data[key]) for key in sorted(data)] + [("a", '{"b":1}')]
    assert [(item["property_key"], item["property_value"]) for item in properties] == sorted(expected)
    for key in ODD_KEYS:
        params = {f"filter_event_data.{key}": f"of {key}"}
        assert (await ask(running, site, "/properties", **F1, event_name="odd", **params))["data"][
            "total_occurrences"
        ] == 1, key


async def test_event_data_that_is_no_object_is_ignored(running: Running) -> None:
    texts = ["[1]", '"text"', "5", "null", "nonsense", "{broken", "", '{"a":1}', "{}"]
    history = [occurrence("2026-03-01 10:00", number, "odd") for number in range(len(texts))]
    for item, text in zip(history, texts, strict=True):
        item.event_data = text
    report = (await ask(running, await site_with(running, history), "/properties", **F1, event_name="odd"))["data"]
    assert (report["total_occurrences"], report["properties"]) == (
        len(texts),
        [{"property_key": "a", "property_value": "1", "count": 1}],
    )


async def test_a_key_with_many_values_does_not_hide_other_keys(running: Running) -> None:
    history = [
        occurrence(f"2026-03-01 10:{number // 60:02}:{number % 60:02}", 1, "buy", {"a order": number, "z plan": "pro"})
        for number in range(600)
    ]
    report = (await ask(running, await site_with(running, history), "/properties", **F1, event_name="buy"))["data"]
    values = [item["property_value"] for item in report["properties"] if item["property_key"] == "a order"]
    assert values == sorted(str(number) for number in range(600))[:100]
    assert report["properties"][-1] == {"property_key": "z plan", "property_value": "pro", "count": 600}
    assert report["keys"][0] == {
        "property_key": "a order",
        "count": 600,
        "distinct_values": 600,
        "numbers": {"count": 600, "min": 0.0, "max": 599.0, "mean": 299.5},
    }


async def test_a_reply_has_at_most_500_properties_and_300_keys(running: Running) -> None:
    history = [
        occurrence("2026-03-01 10:00", visitor, "wide", {f"{key:03}": visitor for key in range(300)})
        for visitor in range(3)
    ]
    report = (await ask(running, await site_with(running, history), "/properties", **F1, event_name="wide"))["data"]
    assert (len(report["properties"]), len(report["keys"])) == (500, 300)
    shown = [
        sum(item["property_key"] == key["property_key"] for item in report["properties"]) for key in report["keys"]
    ]
    assert set(shown) == {1, 2}


async def test_a_series_counts_occurrences_by_day_and_fills_the_gaps(running: Running) -> None:
    history = [
        occurrence("2026-03-01 10:00", 1, "buy"),
        occurrence("2026-03-03 10:00", 1, "buy"),
        occurrence("2026-03-02 10:00", 1, "other"),
        event("2026-03-02 10:00", 1, "/a"),
    ]
    site = await site_with(running, history)
    params = {"start_date": "2026-03-01", "end_date": "2026-03-03", "event_name": "buy"}
    assert (await ask(running, site, "/timeseries", **params))["data"] == {
        "series": [
            {"date": "2026-03-01", "pageviews": 1, "visitors": 1},
            {"date": "2026-03-02", "pageviews": 0, "visitors": 0},
            {"date": "2026-03-03", "pageviews": 1, "visitors": 1},
        ],
        "granularity": "day",
        "timezone": "UTC",
    }
    hours = (await ask(running, site, "/timeseries", **params, granularity="hour"))["data"]["series"]
    assert (len(hours), hours[10]) == (72, {"date": "2026-03-01T10:00:00Z", "pageviews": 1, "visitors": 1})
    months = (await ask(running, site, "/timeseries", **params, granularity="month"))["data"]["series"]
    assert months == [{"date": "2026-03", "pageviews": 2, "visitors": 1}]


async def test_an_unknown_event_name_gives_an_empty_report(running: Running, first: str) -> None:
    report = (await ask(running, first, "/properties", **F1, event_name="Signup"))["data"]
    assert (report["total_occurrences"], report["sample_size"], report["properties"]) == (0, 0, [])
    series = (await ask(running, first, "/timeseries", **F1, event_name="nothing", granularity="day"))["data"]["series"]
    assert [point["pageviews"] for point in series] == [0, 0]


async def test_event_names_may_begin_with_a_blank(running: Running) -> None:
    site = await site_with(running, [occurrence("2026-03-01 10:00", 1, " odd", {"a": 1})])
    report = (await ask(running, site, "/properties", **F1, event_name=" odd"))["data"]
    assert (report["event_name"], report["total_occurrences"]) == ("odd", 1)


async def test_filters_bots_and_zones_apply_as_in_every_report(running: Running, first: str) -> None:
    assert (await ask(running, first, **F1, filter_page="/c"))["data"]["rows"][0]["count"] == 1
    assert (await ask(running, first, **F1, filter_country="!US"))["data"]["rows"] == []
    site = await site_with(running, [occurrence("2026-03-01 23:30", 1, "late", is_bot=True)])
    assert (await ask(running, site, **F1))["data"]["total"] == 0
    for yes in ("1", " TRUE "):
        assert (await ask(running, site, **F1, include_bots=yes))["data"]["total"] == 1
    late = {"start_date": "2026-03-02", "end_date": "2026-03-02", "include_bots": "1"}
    assert (await ask(running, site, **late, timezone="Europe/Berlin"))["data"]["total"] == 1
    assert (await ask(running, site, **late))["data"]["total"] == 0


async def test_ranges_of_more_than_ninety_days_are_supported(running: Running, first: str) -> None:
    year = {"start_date": "2025-04-01", "end_date": "2026-03-31"}
    assert (await ask(running, first, **year))["data"]["total"] == 1


NAMED = "event_name=x&"
NO_NAME = "event_name query parameter is required"


@pytest.mark.parametrize(
    ("rest", "query", "message", "field"),
    [
        ("/properties", "", NO_NAME, "event_name"),
        ("/timeseries", "start_date=2026-03-02&end_date=2026-03-01", NO_NAME, "event_name"),
        ("/properties", "event_name=%20", "event_name must not be empty", "event_name"),
        ("/timeseries", f"event_name={'é' * 128}", "event_name must be 255 characters or fewer", "event_name"),
        (
            "",
            "start_date=2026-03-02&end_date=2026-03-01",
            "end_date must be on or after start_date",
            "end_date",
        ),
        ("", "include_bots=yes", "include_bots must be one of: true, false, 1, 0", "include_bots"),
        ("", "timezone=%20", "timezone cannot be empty when provided", "timezone"),
        ("", "limit=many", "limit must be a whole number", "limit"),
        (
            "/timeseries",
            f"{NAMED}granularity=decade",
            "granularity must be one of: hour, day, week, month, auto",
            "granularity",
        ),
    ],
)
async def test_invalid_parameters_are_refused_by_name(
    running: Running, first: str, rest: str, query: str, message: str, field: str
) -> None:
    async with running.http.get(f"/api/websites/{first}/events{rest}?{query}") as response:
        assert response.status == 400
        assert (await response.json())["error"] == {"code": "bad_request", "message": message, "field": field}


@pytest.mark.parametrize("rest", ["", "/properties", "/timeseries"])
async def test_unknown_websites_are_404_and_anonymous_requests_401(start: Start, rest: str) -> None:
    running = await start(auth="password", password="secret", argon2_memory_kb=8)
    assert (await get(running, f"/api/websites/site_nowhere000/events{rest}")).refusal == (401, "unauthorized")
    headers = {"Authorization": "Bearer the-owner-of-this-test"}
    async with running.http.get(f"/api/websites/site_nowhere000/events{rest}", headers=headers) as response:
        assert response.status == 404
        assert (await response.json())["error"]["message"] == "Website not found"


async def test_only_the_newest_occurrences_are_sampled(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.storage.reports.custom_events.SAMPLE_SIZE", 3)
    begin = utc("2026-03-01 10:00")
    history = [occurrence(str(begin + timedelta(minutes=n))[:16], 1, "tick", {"n": n}) for n in range(5)]
    report = (await ask(running, await site_with(running, history), "/properties", **F1, event_name="tick"))["data"]
    assert (report["total_occurrences"], report["sample_size"]) == (5, 3)
    assert [item["property_value"] for item in report["properties"]] == ["2", "3", "4"]
