"""Two small histories that the contract counts by hand, over HTTP, with the program's own definitions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from app.domain.ingest.events import Event
from app.storage.connection import Connection
from tests.histories import event, f1, f2, store, utc
from tests.server.conftest import Running
from tests.server.raw import JSON, get

F1 = {"start_date": "2026-03-01", "end_date": "2026-03-02"}
F2 = {"start_date": "2026-02-10", "end_date": "2026-02-11", "compare_mode": "previous_period"}
COMPARED = {
    "mode": "previous_period",
    "primary_range": ["2026-02-10", "2026-02-11"],
    "comparison_range": ["2026-02-08", "2026-02-09"],
}
# Visitor of the second history -> when its session began and ended, a little around its events.
F2_SESSIONS = {
    1: ("2026-02-10 10:00:00", "2026-02-10 10:03:00"),
    2: ("2026-02-11 11:00:00", "2026-02-11 11:01:00"),
    3: ("2026-02-08 09:00:00", "2026-02-08 09:01:00"),
}
Row = tuple[str, int, int, float, float]


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


async def site_with(running: Running, history: list[Event], then: Callable[[Connection], object] = bool) -> str:
    """Add a website that has a history. then: further work on the database."""
    site = await running.add_website(domain="ex.com")
    key = running.context.directory.require(site).key

    def add(con: Connection) -> None:
        for item in history:
            item.website = key
        store(con, history)
        then(con)

    await running.context.events.write(add)
    return site


@pytest_asyncio.fixture(loop_scope="module")
async def first(running: Running) -> str:
    return await site_with(running, f1())


@pytest_asyncio.fixture(loop_scope="module")
async def second(running: Running) -> str:
    def stretch(con: Connection) -> None:
        for visitor, (start, end) in F2_SESSIONS.items():
            values = [utc(start).replace(tzinfo=None), utc(end).replace(tzinfo=None), visitor]
            con.execute(
                "UPDATE sessions_live SET started_at = ?, ended_at = ?"
                " WHERE visitor_id = ? AND website = (SELECT max(key) FROM websites)",
                values,
            )

    return await site_with(running, f2(), stretch)


async def ask(running: Running, site: str, report: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/{report}", **params)
    assert answer.status == 200, answer.body
    return answer.json


def numbers(data: dict[str, Any], prefix: str = "") -> tuple[float, ...]:
    names = ("pageviews", "visitors", "sessions", "bounce_rate", "avg_duration_seconds")
    return tuple(data[prefix + name] for name in names)


def rows(report: dict[str, Any]) -> list[Row]:
    names = ("value", "visitors", "pageviews", "bounce_rate", "avg_duration_seconds")
    return [tuple(row[name] for name in names) for row in report["data"]["rows"]]  # type: ignore[misc]


# --- First history: two days, four sessions, one of them seen as a bot once


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, (4, 4, 3, 0.667, 40.0)),
        ({"include_bots": "true"}, (5, 4, 4, 0.5, 32.5)),
        ({"filter_country": "DE"}, (1, 1, 1, 1.0, 0.0)),
        ({"filter_page": "/a"}, (2, 2, 2, 0.5, 60.0)),
    ],
)
async def test_stats_of_the_first_history_equal_the_contract(
    running: Running, first: str, params: dict[str, str], expected: tuple[float, ...]
) -> None:
    stats = await ask(running, first, "stats", **F1, **params)
    assert numbers(stats["data"]) == expected
    assert numbers(stats["data"], "prev_") == (0, 0, 0, 0.0, 0.0)
    assert stats["data"]["timezone"] == "UTC"
    assert "compare" not in stats


async def test_days_of_the_first_history_equal_the_contract(running: Running, first: str) -> None:
    series = (await ask(running, first, "pageviews", **F1, granularity="day"))["data"]
    points = [(point["date"], point["pageviews"], point["visitors"]) for point in series["series"]]
    assert points == [("2026-03-01", 3, 2), ("2026-03-02", 1, 2)]
    assert series["compare_series"] is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("page", [("/a", 2, 2, 50.0, 60.0), ("/b", 2, 2, 0.0, 0.0), ("/c", 1, 0, 0.0, 0.0)]),
        ("referrer", [("(direct)", 4, 3, 66.7, 40.0), ("google.com", 1, 1, 0.0, 120.0)]),
        ("event_name", [("signup", 2, 0, 50.0, 60.0)]),
        ("country", [("US", 3, 3, 50.0, 60.0), ("DE", 1, 1, 100.0, 0.0)]),
    ],
)
async def test_breakdowns_of_the_first_history_equal_the_contract(
    running: Running, first: str, kind: str, expected: list[Row]
) -> None:
    report = await ask(running, first, "metrics", **F1, type=kind)
    assert rows(report) == expected
    assert report["pagination"] == {"total": len(expected), "limit": 10, "offset": 0, "has_more": False}
    assert report["compare"] is None
    assert all("prev_visitors" not in row for row in report["data"]["rows"])


# --- Second history: two days against the two before


async def test_stats_of_the_second_history_compare_with_the_days_before(running: Running, second: str) -> None:
    stats = await ask(running, second, "stats", **F2)
    assert numbers(stats["data"]) == (3, 2, 2, 0.5, 120.0)
    assert numbers(stats["data"], "prev_") == (1, 1, 1, 1.0, 60.0)
    assert stats["compare"] == COMPARED


async def test_the_default_comparison_is_with_the_days_before(running: Running, second: str) -> None:
    plain = await ask(running, second, "stats", **(F2 | {"compare_mode": "none"}))
    assert plain == {"data": (await ask(running, second, "stats", **F2))["data"]}


async def test_hours_of_the_second_history_are_48_and_mostly_empty(running: Running, second: str) -> None:
    report = await ask(running, second, "pageviews", **F2)
    series, compared = report["data"]["series"], report["data"]["compare_series"]
    assert report["compare"] == COMPARED
    assert report["data"]["granularity"] == "hour"
    assert [len(series), len(compared)] == [48, 48]
    assert [point["date"] for point in series] == [point["date"] for point in compared]
    assert [series[0]["date"], series[-1]["date"]] == ["2026-02-10T00:00:00Z", "2026-02-11T23:00:00Z"]
    assert busy(series) == [("2026-02-10T10:00:00Z", 2, 1), ("2026-02-11T11:00:00Z", 1, 1)]
    assert busy(compared) == [("2026-02-10T09:00:00Z", 1, 1)]


def busy(points: list[dict[str, Any]]) -> list[tuple[str, int, int]]:
    """Return the points that are not empty."""
    days = [(point["date"], point["pageviews"], point["visitors"]) for point in points]
    return [point for point in days if point[1:] != (0, 0)]


async def test_days_of_the_second_history_compare_with_the_days_before(running: Running, second: str) -> None:
    data = (await ask(running, second, "pageviews", **F2, granularity="day"))["data"]
    counts = {
        name: [(point["pageviews"], point["visitors"]) for point in data[name]] for name in ("series", "compare_series")
    }
    assert counts == {"series": [(2, 1), (1, 1)], "compare_series": [(1, 1), (0, 0)]}


async def test_pages_of_the_second_history_have_their_change(running: Running, second: str) -> None:
    report = await ask(running, second, "metrics", **F2, type="page")
    assert report["compare"] == COMPARED
    change = ("prev_visitors", "prev_pageviews", "delta_visitors_abs", "delta_visitors_pct")
    changes = [(*row, *(raw[name] for name in change)) for row, raw in zip(rows(report), raw_rows(report), strict=True)]
    assert changes == [
        ("/pricing", 1, 2, 0.0, 180.0, 0, 0, 1, 0.0),
        ("/contact", 1, 1, 100.0, 60.0, 1, 1, 0, 0.0),
    ]


def raw_rows(report: dict[str, Any]) -> list[dict[str, Any]]:
    report_rows: list[dict[str, Any]] = report["data"]["rows"]
    return report_rows


async def test_sources_of_the_second_history_equal_the_contract(running: Running, second: str) -> None:
    report = await ask(running, second, "metrics", **F2, type="utm_source")
    assert rows(report) == [("google", 1, 2, 0.0, 180.0), ("twitter", 1, 1, 100.0, 60.0)]
    assert [row["prev_visitors"] for row in raw_rows(report)] == [0, 1]


# --- Months, lengths of ranges, zones


async def test_months_of_a_comparison_align_with_the_primary_months_and_the_rest_is_dropped(running: Running) -> None:
    days = ["2025-10-31", "2025-11-10", "2025-11-11", "2025-12-05", "2026-01-10", "2026-02-20"]
    site = await site_with(running, [event(f"{day} 12:00", number, "/") for number, day in enumerate(days)])
    params = {"start_date": "2026-01-15", "end_date": "2026-03-31", "compare_mode": "previous_period"}
    report = await ask(running, site, "pageviews", **params, granularity="month")
    assert report["compare"]["comparison_range"] == ["2025-10-31", "2026-01-14"]
    series, compared = report["data"]["series"], report["data"]["compare_series"]
    assert [(point["date"], point["pageviews"]) for point in series] == [("2026-01", 0), ("2026-02", 1), ("2026-03", 0)]
    assert [(point["date"], point["pageviews"], point["compare_date"]) for point in compared] == [
        ("2026-01", 1, "2025-10"),
        ("2026-02", 2, "2025-11"),
        ("2026-03", 1, "2025-12"),
    ]


@pytest.mark.parametrize(
    ("days", "granularity", "points"),
    [
        (1, "hour", 24),
        (2, "hour", 48),
        (3, "day", 3),
        (60, "day", 60),
        (61, "day", 61),
        (92, "day", 92),
        (93, "week", 15),
        (400, "week", 58),
        (401, "month", 15),
    ],
)
async def test_every_bucket_of_a_range_is_present(
    running: Running, first: str, days: int, granularity: str, points: int
) -> None:
    end = date(2026, 3, 2)
    params = {"start_date": str(end - timedelta(days=days - 1)), "end_date": str(end)}
    data = (await ask(running, first, "pageviews", **params))["data"]
    assert (data["granularity"], len(data["series"])) == (granularity, points)
    dates = [point["date"] for point in data["series"]]
    assert dates == sorted(set(dates))


async def test_the_zone_of_stats_follows_the_website(running: Running, first: str) -> None:
    changed = b'{"timezone": "Europe/Warsaw"}'
    async with running.http.put(f"/api/websites/{first}", data=changed, headers=JSON) as response:
        assert response.status == 200
    assert (await ask(running, first, "stats"))["data"]["timezone"] == "Europe/Warsaw"
    assert (await ask(running, first, "stats", timezone="Asia/Tokyo"))["data"]["timezone"] == "Asia/Tokyo"


async def test_the_parts_of_a_report_agree_with_each_other(running: Running, first: str) -> None:
    for params in ({}, {"filter_country": "US"}, {"include_bots": "1"}, {"filter_page": "/a"}):
        stats = (await ask(running, first, "stats", **F1, **params))["data"]
        series = (await ask(running, first, "pageviews", **F1, **params))["data"]["series"]
        pages = await ask(running, first, "metrics", **F1, **params, type="page")
        assert sum(point["pageviews"] for point in series) == stats["pageviews"]
        assert sum(row["pageviews"] for row in raw_rows(pages)) == stats["pageviews"]
