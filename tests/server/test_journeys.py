"""Journeys over HTTP: parameters, replies and refusals."""

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

ASKED = {
    "anchor_type": "page",
    "anchor_value": "/pricing/",
    "direction": "next",
    "start_date": "2024-01-01",
    "end_date": "2024-01-31",
}


@pytest.fixture(scope="module")
def running(common_server: Running) -> Running:
    return common_server


@pytest_asyncio.fixture(loop_scope="module")
async def site(running: Running) -> str:
    """A website where two people looked at the prices, and one of them signed up."""
    website_id = await running.add_website()
    key = running.context.directory.require(website_id).key
    history = [
        event("2024-01-01 23:30", 1, "/pricing", country="PL"),
        event("2024-01-01 23:31", 1, "/signup/"),
        event("2024-01-01 23:32", 1, "/signup/", kind="event", event_name="signed up"),
        event("2024-01-02 10:00", 2, "/pricing"),
    ]
    for item in history:
        item.website = key

    def add(con: Connection) -> None:
        store(con, history)

    await running.context.events.write(add)
    return website_id


async def ask(running: Running, site: str, **params: str) -> Any:
    answer = await get(running, f"/api/websites/{site}/journey", **(ASKED | params))
    assert answer.status == 200, answer.body
    return answer.json


async def refusal(running: Running, site: str, params: Mapping[str, str]) -> tuple[int, str, str, str | None]:
    answer = await get(running, f"/api/websites/{site}/journey", **params)
    error = answer.json["error"]
    return answer.status, error["code"], error["message"], error["field"]


async def test_a_journey_returns_whole_paths(running: Running, site: str) -> None:
    assert await ask(running, site, max_depth="2") == {
        "data": {
            "anchor": {"type": "page", "value": "/pricing"},
            "direction": "next",
            "max_depth": 2,
            "total_anchor_sessions": 2,
            "branches": [
                {"nodes": [], "sessions": 1, "share": 0.5},
                {"nodes": ["/signup", "signed up"], "sessions": 1, "share": 0.5},
            ],
            "other_sessions": 0,
            "visitor_id_scope": "day",
        }
    }


async def test_a_flow_comes_with_the_journey_when_asked_for(running: Running, site: str) -> None:
    data = (await ask(running, site, max_depth="1", max_nodes="5"))["data"]
    assert data["flow"] == {
        "nodes": [
            {"step": 0, "type": "page", "value": "/pricing", "sessions": 2},
            {"step": 1, "type": "page", "value": "/signup", "sessions": 1},
            {"step": 1, "type": "end", "value": None, "sessions": 1},
        ],
        "links": [{"source": 0, "target": 1, "sessions": 1}, {"source": 0, "target": 2, "sessions": 1}],
    }


async def test_the_anchor_may_be_an_event(running: Running, site: str) -> None:
    journey = await ask(running, site, anchor_type="event", anchor_value=" signed up ", direction="previous")
    assert journey["data"]["anchor"] == {"type": "event", "value": "signed up"}
    assert [branch["nodes"] for branch in journey["data"]["branches"]] == [["/pricing", "/signup"]]
    assert journey["data"]["max_depth"] == 3


async def test_custom_events_can_be_left_out(running: Running, site: str) -> None:
    journey = await ask(running, site, pages_only="true")
    assert [branch["nodes"] for branch in journey["data"]["branches"]] == [[], ["/signup"]]


async def test_a_filter_excludes_sessions_that_do_not_match(running: Running, site: str) -> None:
    assert (await ask(running, site, filter_country="PL"))["data"]["total_anchor_sessions"] == 1
    assert (await ask(running, site, filter_country="US"))["data"]["branches"] == []


async def test_the_zone_decides_the_day(running: Running, site: str) -> None:
    first = {"end_date": "2024-01-01"}
    assert (await ask(running, site, **first))["data"]["total_anchor_sessions"] == 1
    assert (await ask(running, site, **first, timezone="Europe/Warsaw"))["data"]["total_anchor_sessions"] == 0


@pytest.mark.parametrize(
    ("changes", "message", "field"),
    [
        ({"anchor_type": None}, "anchor_type is required", "anchor_type"),
        ({"anchor_value": " "}, "anchor_value is required", "anchor_value"),
        ({"direction": "up"}, "direction must be either 'next' or 'previous'", "direction"),
        ({"max_depth": "6"}, "max_depth must be between 1 and 5", "max_depth"),
        ({"max_nodes": "21"}, "max_nodes must be between 0 and 20", "max_nodes"),
        ({"start_date": None}, "start_date is required", "start_date"),
        ({"end_date": None}, "end_date is required", "end_date"),
        ({"end_date": "soon"}, "invalid end_date (expected YYYY-MM-DD)", "end_date"),
        ({"end_date": "2023-12-31"}, "end_date must be on or after start_date", "end_date"),
        ({"timezone": ""}, "timezone cannot be empty when provided", "timezone"),
        ({"timezone": "Mars/Base"}, "invalid timezone", "timezone"),
        ({"filter_page": ""}, "filter_page cannot be empty when provided", "filter_page"),
        ({"include_bots": "maybe"}, "include_bots must be one of: true, false, 1, 0", "include_bots"),
    ],
)
async def test_invalid_parameters_are_refused_by_name(
    running: Running, site: str, changes: dict[str, str | None], message: str, field: str
) -> None:
    params = {name: text for name, text in (ASKED | changes).items() if text is not None}
    assert await refusal(running, site, params) == (400, "bad_request", message, field)


async def test_an_unknown_website_is_404_before_other_errors(running: Running) -> None:
    assert await refusal(running, "site_unknown", {}) == (404, "not_found", "Website not found", None)


async def test_journeys_require_sign_in(start: Start) -> None:
    running = await start(auth="local", bootstrap_password="for once", argon2_memory_kb=8)
    site = await running.add_website()
    await running.api.set_up_admin("for once", "a long password")
    async with running.http.get(f"/api/websites/{site}/journey", params=ASKED) as response:
        assert response.status == 401


async def test_a_third_concurrent_journey_without_a_slot_is_refused(
    running: Running, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "HEAVY_WAIT_S", 0.01)
    async with heavy_slots_taken(running):
        assert await refusal(running, site, ASKED) == (429, "rate_limited", "Rate limit exceeded", None)
    await ask(running, site)
