"""Reports over HTTP: parameters, replies and refusals."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from app.domain.reports.request import Filter, ReportRequest
from app.server.reports import params
from app.storage.connection import Connection
from app.storage.reports import overview
from tests.histories import f1, f2, store
from tests.server.conftest import Running, Start

F1 = {"start_date": "2026-03-01", "end_date": "2026-03-02"}
REVERSED = "start_date=2026-03-02&end_date=2026-03-01"
SORTS = "visitors, pageviews, bounce_rate, avg_duration_seconds"
F2 = {"start_date": "2026-02-10", "end_date": "2026-02-11"}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    """A website that has both small histories."""
    website_id = await running.add_website(timezone="Europe/Warsaw")
    key = running.context.directory.require(website_id).key

    def add(con: Connection) -> None:
        history = [*f1(), *f2()]
        for item in history:
            item.website = key
        store(con, history)

    await running.context.events.write(add)
    return website_id


async def ask(running: Running, site: str, report: str, **params: str) -> Any:
    """The whole JSON reply of a report."""
    async with running.http.get(f"/api/websites/{site}/{report}", params={"timezone": "UTC", **params}) as response:
        assert response.status == 200, await response.text()
        return await response.json()


async def refusal(running: Running, site: str, report: str, query: str) -> tuple[int, str, str, str | None]:
    """Status, code, message and field of a failure."""
    async with running.http.get(f"/api/websites/{site}/{report}?{query}") as response:
        error = (await response.json())["error"]
        return response.status, error["code"], error["message"], error["field"]


async def test_stats_have_the_field_names_of_the_contract(running: Running, site: str) -> None:
    assert await ask(running, site, "stats", **F1) == {
        "data": {
            "pageviews": 4,
            "visitors": 4,
            "sessions": 3,
            "bounce_rate": 0.667,
            "avg_duration_seconds": 40.0,
            "prev_pageviews": 0,
            "prev_visitors": 0,
            "prev_sessions": 0,
            "prev_bounce_rate": 0.0,
            "prev_avg_duration_seconds": 0.0,
            "timezone": "UTC",
        }
    }


async def test_whole_numbers_of_a_rate_keep_their_decimal_point(running: Running, site: str) -> None:
    async with running.http.get(f"/api/websites/{site}/stats", params=F1) as response:
        text = await response.text()
    assert '"prev_bounce_rate":0.0' in text
    assert '"timezone":"Europe/Warsaw"' in text


async def test_a_comparison_is_returned_next_to_the_data(running: Running, site: str) -> None:
    stats = await ask(running, site, "stats", **F2, compare_mode="previous_period")
    expected = {
        "mode": "previous_period",
        "primary_range": ["2026-02-10", "2026-02-11"],
        "comparison_range": ["2026-02-08", "2026-02-09"],
    }
    assert stats["compare"] == expected
    assert stats["data"]["prev_pageviews"] == 1
    series = await ask(running, site, "pageviews", **F2, compare_mode="previous_period", granularity="day")
    assert series["compare"] == expected
    assert series["data"]["compare_series"] == [
        {"date": "2026-02-10", "pageviews": 1, "visitors": 1, "compare_date": "2026-02-08"},
        {"date": "2026-02-11", "pageviews": 0, "visitors": 0, "compare_date": "2026-02-09"},
    ]
    metrics = await ask(running, site, "metrics", **F2, type="page", compare_mode="previous_period")
    assert metrics["compare"] == expected
    assert [row["prev_visitors"] for row in metrics["data"]["rows"]] == [0, 1]


async def test_a_series_without_comparison_has_null_and_no_compare(running: Running, site: str) -> None:
    assert await ask(running, site, "pageviews", **F1, granularity="day") == {
        "data": {
            "series": [
                {"date": "2026-03-01", "pageviews": 3, "visitors": 2},
                {"date": "2026-03-02", "pageviews": 1, "visitors": 2},
            ],
            "granularity": "day",
            "compare_series": None,
            "timezone": "UTC",
        },
        "annotations": [],
    }


async def test_a_breakdown_returns_a_page_of_rows(running: Running, site: str) -> None:
    assert await ask(running, site, "metrics", **F1, type="page", limit="2") == {
        "data": {
            "type": "page",
            "rows": [
                {"value": "/a", "visitors": 2, "pageviews": 2, "bounce_rate": 50.0, "avg_duration_seconds": 60.0},
                {"value": "/b", "visitors": 2, "pageviews": 2, "bounce_rate": 0.0, "avg_duration_seconds": 0.0},
            ],
        },
        "pagination": {"total": 3, "limit": 2, "offset": 0, "has_more": True},
        "compare": None,
    }


async def test_the_overview_equals_the_single_reports(running: Running, site: str) -> None:
    params = {**F1, "granularity": "day", "filter_country": "US", "compare_mode": "previous_year"}
    reply = await ask(running, site, "overview", **params, metrics="page,country,channel", limit="1")
    stats = await ask(running, site, "stats", **params)
    series = await ask(running, site, "pageviews", **params)
    names = ("page", "country", "channel")
    rows = [await ask(running, site, "metrics", **params, type=name, limit="1") for name in names]
    assert reply == {
        "data": {
            "stats": stats["data"],
            "series": series["data"],
            "session_series": reply["data"]["session_series"],
            "breakdowns": rows,
            "session_compare_series": reply["data"]["session_compare_series"],
        },
        "compare": stats["compare"],
        "annotations": [],
    }
    for name, total in (("session_series", "sessions"), ("session_compare_series", "prev_sessions")):
        assert sum(point["sessions"] for point in reply["data"][name]) == stats["data"][total]


async def test_the_overview_has_default_breakdowns(running: Running, site: str) -> None:
    reply = await ask(running, site, "overview", **F1)
    assert [item["data"]["type"] for item in reply["data"]["breakdowns"]] == [
        "page",
        "referrer",
        "browser",
        "country",
        "os",
        "device",
    ]
    assert "compare" not in reply


async def test_collected_pageviews_arrive_in_every_report(running: Running) -> None:
    site = await running.add_website()
    for path in ("/", "/pricing?x=1", "/about"):
        await running.collect(site, url=f"https://example.com{path}")
    today = datetime.now(UTC).date()
    question = ReportRequest(today - timedelta(days=1), today)
    stats = await running.api.stats(site, question)
    assert (stats.pageviews, stats.visitors, stats.sessions, stats.timezone) == (3, 1, 1, "UTC")
    assert sum(point.pageviews for point in (await running.api.pageviews(site, question)).series) == 3
    pages = await running.api.metrics(site, question, "page")
    assert [row.value for row in pages.data.rows] == ["/", "/about", "/pricing"]
    realtime = await running.api.realtime(site)
    assert (realtime.active_visitors, realtime.pagination.total_in_window) == (1, 3)
    assert realtime.recent_events[0].path == "/about"
    overview = await running.api.overview(site, question, ["page", "browser"])
    assert [item.data.rows[0].value for item in overview.breakdowns] == ["/", "Firefox"]
    excluded = ReportRequest(today, today, filters=(Filter("page", "/pricing", is_excluded=True),))
    assert (await running.api.stats(site, excluded)).pageviews == 2


async def test_bots_count_only_on_request(running: Running, site: str) -> None:
    assert (await ask(running, site, "stats", **F1))["data"]["pageviews"] == 4
    for yes in ("true", "1", "TRUE"):
        assert (await ask(running, site, "stats", **F1, include_bots=yes))["data"]["pageviews"] == 5
    assert (await ask(running, site, "stats", **F1, include_bots="0"))["data"]["pageviews"] == 4


@pytest.mark.parametrize("report", ["stats", "pageviews", "metrics", "overview", "realtime"])
async def test_an_unknown_website_is_404(running: Running, report: str) -> None:
    failure = await refusal(running, "site_nowhere000", report, "type=page")
    assert failure == (404, "not_found", "Website not found", None)


@pytest.mark.parametrize("report", ["stats", "pageviews", "metrics", "overview", "realtime"])
async def test_reports_require_authentication(start: Start, report: str) -> None:
    running = await start(auth="password", password="secret", argon2_memory_kb=8)
    assert (await refusal(running, "site_nowhere000", report, ""))[:2] == (401, "unauthorized")


@pytest.mark.parametrize(
    ("report", "query", "message", "field"),
    [
        ("stats", REVERSED, "end_date must be on or after start_date", "end_date"),
        ("pageviews", REVERSED, "end_date must be on or after start_date", "end_date"),
        ("metrics", f"type=page&{REVERSED}", "end_date must be on or after start_date", "end_date"),
        ("overview", REVERSED, "end_date must be on or after start_date", "end_date"),
        ("stats", "filter_country=INVALID", "filter_country must be ISO 3166-1 alpha-2 (2 chars)", "filter_country"),
        (
            "stats",
            f"filter_country=x&{REVERSED}&compare_mode=x",
            "filter_country must be ISO 3166-1 alpha-2 (2 chars)",
            "filter_country",
        ),
        ("stats", f"compare_mode=x&{REVERSED}", "end_date must be on or after start_date", "end_date"),
        ("stats", "timezone=", "timezone cannot be empty when provided", "timezone"),
        ("stats", "timezone=Mars/Base", "invalid timezone", "timezone"),
        ("stats", "include_bots=yes", "include_bots must be one of: true, false, 1, 0", "include_bots"),
        ("realtime", "include_bots=", "include_bots must be one of: true, false, 1, 0", "include_bots"),
        (
            "stats",
            "compare_mode=custom&compare_start_date=2026-01-01",
            "compare_end_date is required for custom compare",
            "compare_end_date",
        ),
        ("stats", "start_date=2026-03-01&start_date=2026-03-02", "start_date is given more than once", "start_date"),
        ("metrics", "", "type parameter is required", "type"),
        ("metrics", "type=mood", "invalid metric type: mood", "type"),
        ("metrics", "type=page&limit=ten", "limit must be a whole number", "limit"),
        ("metrics", "type=page&sort=mood", f"sort must be one of: {SORTS}", "sort"),
        ("metrics", "type=page&order=up", "order must be one of: asc, desc", "order"),
        ("overview", "metrics=page,mood", "invalid metric type: mood", "metrics"),
        ("pageviews", "granularity=decade", "granularity must be one of: hour, day, week, month, auto", "granularity"),
        (
            "pageviews",
            "granularity=hour&start_date=2020-01-01",
            "the range has more than 3700 buckets; choose a coarser granularity",
            "granularity",
        ),
    ],
)
async def test_invalid_parameters_are_refused_by_name(
    running: Running, site: str, report: str, query: str, message: str, field: str
) -> None:
    assert await refusal(running, site, report, query) == (400, "bad_request", message, field)


async def test_unknown_parameters_and_odd_limits_are_accepted(running: Running, site: str) -> None:
    breakdown = await ask(running, site, "metrics", type="page", colour="blue", limit="500", offset="-1")
    assert breakdown["pagination"] == {"total": 0, "limit": 100, "offset": 0, "has_more": False}
    assert (await ask(running, site, "pageviews"))["data"]["granularity"] == "day"
    assert len((await ask(running, site, "pageviews"))["data"]["series"]) == 7


async def test_every_filter_combines_with_the_others(running: Running, site: str) -> None:
    names = [name for name, *_ in params.FILTERS if name.startswith("filter_")]
    filters = dict.fromkeys(names, "x") | {"filter_country": "US"}
    assert (await ask(running, site, "stats", **F1, **filters))["data"]["pageviews"] == 0
    assert (await ask(running, site, "metrics", **F1, **filters, type="page"))["data"]["rows"] == []


@pytest.mark.parametrize(
    ("params", "pageviews", "visitors"),
    [
        ({"filter_event_data.plan": "pro"}, 0, 1),
        ({"filter_event_data.plan": "pro,free"}, 0, 2),
        ({"filter_event_data.plan": "!pro"}, 4, 4),
        ({"filter_event_data.a.b[0]": "*"}, 0, 1),
        ({"filter_event_data.": "empty"}, 0, 1),
        ({"filter_event_data.plan": "(none)", "filter_country": "US"}, 3, 2),
        ({"filter_event_data": "pro"}, 4, 4),
    ],
)
async def test_event_properties_can_be_filtered(
    running: Running, params: dict[str, str], pageviews: int, visitors: int
) -> None:
    site = await running.add_website()
    key = running.context.directory.require(site).key

    def add(con: Connection) -> None:
        history = f1()
        for item in history:
            item.website = key
        history[1].event_data = '{"":"empty","a.b[0]":"*","plan":"pro"}'
        history[4].event_data = '{"plan":"free"}'
        store(con, history)

    await running.context.events.write(add)
    for report in ("stats", "overview"):
        data = (await ask(running, site, report, **F1, **params))["data"]
        stats = data["stats"] if report == "overview" else data
        assert (stats["pageviews"], stats["visitors"]) == (pageviews, visitors)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (f"filter_event_data.{'k' * 513}=x", "the key is too long (max 512 characters)"),
        (f"filter_event_data.k={'x' * 513}", "filter_event_data.k is too long (max 512 characters)"),
        (
            "&".join(f"filter_event_data.k{number}=x" for number in range(21)),
            "there are too many filters on event_data (max 20)",
        ),
    ],
)
async def test_property_filters_are_bounded(running: Running, site: str, query: str, message: str) -> None:
    assert (await refusal(running, site, "stats", query))[:3] == (400, "bad_request", message)


async def test_the_description_lists_every_parameter(running: Running) -> None:
    async with running.http.get("/api/openapi.json") as response:
        paths = (await response.json())["paths"]
    metrics = paths["/api/websites/{id}/metrics"]["get"]["parameters"]
    required = {parameter["name"] for parameter in metrics if parameter["required"]}
    assert required == {"id", "type"}
    assert {"search", "filter_entry_page", "filter_event_data.key", "compare_mode", "timezone"} <= {
        parameter["name"] for parameter in metrics
    }


class Endless:
    """A report whose caller has left. busy, done: released when it begins and when it is stopped."""

    def __init__(self) -> None:
        self.busy = threading.Semaphore(0)
        self.done = threading.Semaphore(0)

    def __call__(self, con: Connection, query: object) -> None:
        self.busy.release()
        try:
            con.execute("SELECT count(*) FROM range(100_000_000) AS a, range(100_000_000) AS b").fetchall()
        finally:
            self.done.release()


async def test_a_slow_report_is_stopped_with_retry_after(
    running: Running, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "stats", Endless())
    with monkeypatch.context() as short:  # the next report has its full time again, also on a busy machine
        short.setattr("app.server.reports.registry.REPORT_LIMIT_S", 0.05)
        async with running.http.get(f"/api/websites/{site}/stats") as response:
            assert (response.status, response.headers["Retry-After"]) == (503, "2")
            assert (await response.json())["error"]["code"] == "query_timeout"
    assert (await ask(running, site, "pageviews", **F1, granularity="day"))["data"]["series"][0]["pageviews"] == 3


async def test_a_report_stops_when_its_caller_disconnects(
    running: Running, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = Endless()
    monkeypatch.setattr(overview, "stats", endless)
    reading = asyncio.ensure_future(running.http.get(f"/api/websites/{site}/stats"))
    assert await asyncio.to_thread(endless.busy.acquire, timeout=10)
    reading.cancel()
    assert await asyncio.to_thread(endless.done.acquire, timeout=10)
