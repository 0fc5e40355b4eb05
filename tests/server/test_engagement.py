"""The heat map and the times on pages over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio

from tests.histories import f1
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.test_custom_events import site_with

F1 = {"start_date": "2026-03-01", "end_date": "2026-03-02"}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


@pytest_asyncio.fixture(loop_scope="module")
async def first(running: Running) -> str:
    return await site_with(running, f1())


async def ask(running: Running, site: str, report: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/{report}", **params)
    assert answer.status == 200, answer.body
    return answer.json


async def test_the_heat_map_has_168_cells(running: Running, first: str) -> None:
    heat_map = (await ask(running, first, "heatmap", **F1, timezone="Asia/Kathmandu"))["data"]
    assert (heat_map["timezone"], len(heat_map["cells"])) == ("Asia/Kathmandu", 168)
    assert [cell for cell in heat_map["cells"] if cell["pageviews"] == 2] == [
        {
            "weekday": 7,
            "hour": 15,
            "pageviews": 2,
            "visitors": 1,
            "hours": 1.0,
            "sessions": 1,
            "events": 1,
            "hourly_visitors": 1,
        }
    ]
    assert sum(cell["pageviews"] for cell in heat_map["cells"]) == 4


async def test_times_on_pages_come_in_pages_of_rows(running: Running, first: str) -> None:
    assert await ask(running, first, "page-times", **F1, limit="1") == {
        "data": {
            "rows": [
                {
                    "value": "/a",
                    "pageviews": 2,
                    "timed_pageviews": 1,
                    "avg_time_seconds": 120.0,
                    "median_time_seconds": 120.0,
                }
            ],
            "totals": {
                "pageviews": 4,
                "timed_pageviews": 1,
                "avg_time_seconds": 120.0,
                "median_time_seconds": 120.0,
            },
        },
        "pagination": {"total": 2, "limit": 1, "offset": 0, "has_more": True},
    }


async def test_filters_and_bots_apply_as_in_every_report(running: Running, first: str) -> None:
    for report, total in (("stats", 3), ("heatmap", 3), ("page-times", 3)):
        data = (await ask(running, first, report, **F1, filter_country="US"))["data"]
        rows = data.get("cells") or data.get("rows") or [data]
        assert sum(row["pageviews"] for row in rows) == total, report
    data = (await ask(running, first, "heatmap", **F1, include_bots="true"))["data"]
    assert sum(cell["pageviews"] for cell in data["cells"]) == 5


SORTS = "pageviews, timed_pageviews, avg_time_seconds, median_time_seconds"


@pytest.mark.parametrize(
    ("report", "query", "message", "field"),
    [
        ("heatmap", "timezone=Mars/Base", "invalid timezone", "timezone"),
        ("heatmap", "start_date=2026-03-02&end_date=2026-03-01", "end_date must be on or after start_date", "end_date"),
        ("page-times", "sort=mood", f"sort must be one of: {SORTS}", "sort"),
        ("page-times", "order=up", "order must be one of: asc, desc", "order"),
        ("page-times", "limit=ten", "limit must be a whole number", "limit"),
        ("page-times", f"search={'x' * 201}", "search is too long (max 200 characters)", "search"),
    ],
)
async def test_invalid_parameters_are_refused_by_name(
    running: Running, first: str, report: str, query: str, message: str, field: str
) -> None:
    async with running.http.get(f"/api/websites/{first}/{report}?{query}") as response:
        assert response.status == 400
        assert (await response.json())["error"] == {"code": "bad_request", "message": message, "field": field}


@pytest.mark.parametrize("report", ["heatmap", "page-times"])
async def test_anonymous_requests_are_401_and_unknown_websites_404(start: Start, report: str) -> None:
    running = await start(auth="password", password="secret", argon2_memory_kb=8)
    assert (await get(running, f"/api/websites/site_nowhere000/{report}")).refusal == (401, "unauthorized")
    headers = {"Authorization": "Bearer the-owner-of-this-test"}
    async with running.http.get(f"/api/websites/site_nowhere000/{report}", headers=headers) as response:
        assert response.status == 404
