"""Retention over HTTP: parameters, replies and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import pytest_asyncio

from app.server.reports import turns
from app.storage.connection import Connection
from tests.histories import event, store
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.slots import heavy_slots_taken

JANUARY = {"start_date": "2024-01-01", "end_date": "2024-01-31"}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    """A website where two visitors come on 1 January 2024, a Monday, and one of them a week later."""
    website_id = await running.add_website()
    key = running.context.directory.require(website_id).key
    days = (("2024-01-01", 1), ("2024-01-01", 2), ("2024-01-08", 1))
    history = [event(f"{day} 23:30", visitor, "/", website=key, country="PL") for day, visitor in days]

    def add(con: Connection) -> None:
        store(con, history)

    await running.context.events.write(add)
    return website_id


async def ask(running: Running, site: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/retention", **params)
    assert answer.status == 200, answer.body
    return answer.json


async def refusal(running: Running, site: str, params: Mapping[str, str]) -> tuple[int, str, str, str | None]:
    answer = await get(running, f"/api/websites/{site}/retention", **params)
    error = answer.json["error"]
    return answer.status, error["code"], error["message"], error["field"]


async def test_retention_returns_the_whole_matrix(running: Running, site: str) -> None:
    assert await ask(running, site, **JANUARY, max_periods="3") == {
        "data": {
            "granularity": "week",
            "max_periods": 3,
            "rows": [
                {
                    "cohort_start": "2024-01-01",
                    "cohort_size": 2,
                    "periods": [
                        {"offset": 0, "retained": 2, "rate": 1.0},
                        {"offset": 1, "retained": 1, "rate": 0.5},
                        {"offset": 2, "retained": 0, "rate": 0.0},
                    ],
                }
            ],
            "summary": {"avg_period1_rate": 0.5, "avg_period4_rate": None},
            "visitor_id_scope": "day",
            "averages": [
                {"offset": 0, "cohorts": 1, "rate": 1.0},
                {"offset": 1, "cohorts": 1, "rate": 0.5},
                {"offset": 2, "cohorts": 1, "rate": 0.0},
            ],
        }
    }


async def test_future_periods_are_null(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site)
    now = running.context.started_at.date().isoformat()
    retention = await ask(running, site, start_date=now, end_date=now, cohort_granularity="month", max_periods="5")
    (row,) = retention["data"]["rows"]
    assert row["periods"][0] == {"offset": 0, "retained": 1, "rate": 1.0}
    assert row["periods"][4] == {"offset": 4, "retained": 0, "rate": None}
    assert retention["data"]["summary"] == {"avg_period1_rate": 0.0, "avg_period4_rate": 0.0}


async def test_a_supplied_visitor_id_outlasts_the_day(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site, visitor_id="somebody")
    now = running.context.started_at.date().isoformat()
    assert (await ask(running, site, start_date=now, end_date=now))["data"]["visitor_id_scope"] is None


async def test_the_websites_zone_and_the_requested_zone_decide_the_day(running: Running, site: str) -> None:
    params = {**JANUARY, "cohort_granularity": "day", "max_periods": "1"}
    starts = [row["cohort_start"] for row in (await ask(running, site, **params))["data"]["rows"]]
    moved = await ask(running, site, **params, timezone="Europe/Warsaw")
    assert starts == ["2024-01-01"]
    assert [row["cohort_start"] for row in moved["data"]["rows"]] == ["2024-01-02"]


async def test_a_filter_limits_the_counted_visitors(running: Running, site: str) -> None:
    assert len((await ask(running, site, **JANUARY, filter_country=" PL "))["data"]["rows"]) == 1
    assert (await ask(running, site, **JANUARY, filter_country="US"))["data"]["rows"] == []


@pytest.mark.parametrize(
    ("params", "message", "field"),
    [
        ({"cohort_granularity": "hourly"}, "cohort_granularity must be one of: day, week, month", "cohort_granularity"),
        ({"max_periods": "13"}, "max_periods must be between 1 and 12 for weekly granularity", "max_periods"),
        ({"start_date": None}, "start_date is required", "start_date"),
        ({"end_date": None}, "end_date is required", "end_date"),
        ({"start_date": "2024-02-30"}, "invalid start_date (expected YYYY-MM-DD)", "start_date"),
        ({"end_date": "2023-12-31"}, "end_date must be on or after start_date", "end_date"),
        ({"timezone": " "}, "timezone cannot be empty when provided", "timezone"),
        ({"timezone": "Mars/Base"}, "invalid timezone", "timezone"),
        ({"filter_country": " "}, "filter_country cannot be empty when provided", "filter_country"),
        ({"include_bots": "yes"}, "include_bots must be one of: true, false, 1, 0", "include_bots"),
        (
            {"cohort_granularity": "day", "start_date": "2010-01-01"},
            "the range has more than 3700 buckets; choose a coarser granularity",
            "cohort_granularity",
        ),
    ],
)
async def test_invalid_parameters_are_refused_by_name(
    running: Running, site: str, params: dict[str, str | None], message: str, field: str
) -> None:
    given = {name: text for name, text in (JANUARY | params).items() if text is not None}
    assert await refusal(running, site, given) == (400, "bad_request", message, field)


async def test_an_unknown_website_is_404_before_other_errors(running: Running) -> None:
    refused = await refusal(running, "site_unknown", {"cohort_granularity": "hourly"})
    assert refused == (404, "not_found", "Website not found", None)


async def test_retention_requires_sign_in(start: Start) -> None:
    running = await start(auth="local", bootstrap_password="for once", argon2_memory_kb=8)
    site = await running.add_website()
    await running.api.set_up_admin("for once", "a long password")
    async with running.http.get(f"/api/websites/{site}/retention", params=JANUARY) as response:
        assert response.status == 401


async def test_a_third_concurrent_report_waits_for_a_slot_and_is_then_refused(
    running: Running, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "HEAVY_WAIT_S", 0.01)
    async with heavy_slots_taken(running):
        refused = await refusal(running, site, JANUARY)
        assert refused == (429, "rate_limited", "Rate limit exceeded", None)
        assert (await get(running, f"/api/websites/{site}/stats", **JANUARY)).status == 200, "light reports have room"
    await ask(running, site, **JANUARY)
