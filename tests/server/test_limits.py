"""Limits of a website over HTTP: changes that apply at once, and endpoints that only a cloud has."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.websites import MAX_INGEST_LIMIT
from tests.server.conftest import BROWSER, OWNER_TOKEN, PAGEVIEW, Running, Start

FIELDS = ("peak_events_per_sec", "queue_max_events")


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def sent(running: Running, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """Status and JSON of one request."""
    async with running.http.request(method, path, json=body) as response:
        return response.status, await response.json()


async def limits(running: Running, website_id: str, change: Any = None) -> tuple[int, Any]:
    """Read the limits, or change them."""
    method = "GET" if change is None else "PUT"
    return await sent(running, method, f"/api/websites/{website_id}/ingest-limits", change)


async def collected(running: Running, website_id: str, count: int) -> tuple[int, str, str, str | None]:
    """Send events in one request. Return its status, the accepted and dropped numbers, and the reason."""
    events = [PAGEVIEW | {"website_id": website_id}] * count
    async with running.http.post("/api/collect", json=events, headers=BROWSER) as response:
        values = {
            name: response.headers.get(f"x-sparklytics-ingest-{name}") for name in ("accepted-events", "dropped-events")
        }
        reason = response.headers.get("x-sparklytics-ingest-drop-reason")
        return response.status, values["accepted-events"] or "", values["dropped-events"] or "", reason


def shape(website_id: str, counted: tuple[int, int], own: tuple[int | None, int | None]) -> dict[str, Any]:
    sources = ("default" if value is None else "custom" for value in own)
    return {
        "website_id": website_id,
        **dict(zip(FIELDS, counted, strict=True)),
        "custom": dict(zip(FIELDS, own, strict=True)),
        "source": dict(zip(FIELDS, sources, strict=True)),
    }


async def test_limits_are_the_defaults_then_custom_then_the_defaults_again(running: Running) -> None:
    website_id = await running.add_website()
    default = shape(website_id, (10_000, 100_000), (None, None))
    assert await limits(running, website_id) == (200, {"data": default})
    custom = shape(website_id, (321, 654), (321, 654))
    assert await limits(running, website_id, dict(zip(FIELDS, (321, 654), strict=True))) == (200, {"data": custom})
    assert await limits(running, website_id) == (200, {"data": custom})
    website = await running.api.website(website_id)
    assert (website.ingest_peak_eps, website.ingest_queue_max_events) == (321, 654)
    assert await limits(running, website_id, dict.fromkeys(FIELDS)) == (200, {"data": default})


async def test_the_default_limits_come_from_the_settings(start: Start) -> None:
    running = await start(ingest_website_peak_eps_default=7, ingest_website_queue_max_events_default=8)
    website_id = await running.add_website()
    assert await limits(running, website_id) == (200, {"data": shape(website_id, (7, 8), (None, None))})


async def test_a_missing_limit_keeps_its_value(running: Running) -> None:
    website_id = await running.add_website()
    await limits(running, website_id, {"peak_events_per_sec": 321})
    status, answer = await limits(running, website_id, {"queue_max_events": MAX_INGEST_LIMIT})
    assert (status, answer["data"]) == (
        200,
        shape(website_id, (321, MAX_INGEST_LIMIT), (321, MAX_INGEST_LIMIT)),
    )
    status, answer = await limits(running, website_id, {"peak_events_per_sec": None})
    assert answer["data"] == shape(website_id, (10_000, MAX_INGEST_LIMIT), (None, MAX_INGEST_LIMIT))


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("value", "message"),
    [
        (0, "{} must be > 0"),
        (-5, "{} must be > 0"),
        (MAX_INGEST_LIMIT + 1, "{} must be <= 2147483647"),
        (2**70, None),
        ("5", None),
        (1.5, None),
        (True, None),
        ([], None),
    ],
)
async def test_an_invalid_limit_is_refused_and_changes_nothing(
    running: Running, field: str, value: Any, message: str | None
) -> None:
    website_id = await running.add_website()
    before = await limits(running, website_id)
    status, answer = await limits(running, website_id, {name: 5 for name in FIELDS} | {field: value})
    assert (status, answer["error"]["code"], answer["error"]["field"]) == (400, "bad_request", field)
    assert message is None or answer["error"]["message"] == message.format(field)
    assert await limits(running, website_id) == before


async def test_an_empty_change_is_refused(running: Running) -> None:
    status, answer = await limits(running, await running.add_website(), {"colour": "red"})
    assert (status, answer["error"]["code"]) == (400, "bad_request")
    assert answer["error"]["message"] == "at least one ingest limit field must be provided"


async def test_an_unknown_website_is_404_after_other_errors(running: Running) -> None:
    for change in (None, {"peak_events_per_sec": 5}):
        status, answer = await limits(running, "site_0000000000", change)
        assert (status, answer["error"]["code"], answer["error"]["message"]) == (404, "not_found", "Website not found")
    assert (await limits(running, "site_0000000000", {"peak_events_per_sec": 0}))[0] == 400


async def test_one_event_a_second_admits_sixty_in_a_minute(running: Running) -> None:
    website_id = await running.add_website()
    await limits(running, website_id, {"peak_events_per_sec": 1})
    assert await collected(running, website_id, 50) == (202, "50", "0", None)
    assert await collected(running, website_id, 50) == (202, "10", "40", "peak_rate")
    assert (await collected(running, website_id, 1))[0] == 503
    await running.context.ingest.flush()
    assert await running.context.events.read(lambda con: con.table("events").count("*").fetchall()) == [(60,)]


async def test_a_new_limit_applies_at_once_within_the_current_minute(running: Running) -> None:
    website_id, other = await running.add_website(), await running.add_website("Other")
    assert await collected(running, website_id, 50) == (202, "50", "0", None)
    await limits(running, website_id, {"peak_events_per_sec": 1})
    assert await collected(running, website_id, 50) == (202, "10", "40", "peak_rate")
    await limits(running, website_id, {"peak_events_per_sec": 2})
    assert await collected(running, website_id, 50) == (202, "50", "0", None)
    await limits(running, website_id, {"peak_events_per_sec": 1})
    assert await collected(running, website_id, 1) == (503, "0", "1", "peak_rate")
    assert await collected(running, other, 50) == (202, "50", "0", None)
    await limits(running, website_id, {"peak_events_per_sec": None})
    assert await collected(running, website_id, 50) == (202, "50", "0", None)


async def test_a_queue_of_one_accepts_the_first_of_three_events(start: Start) -> None:
    running = await start(flush_interval_ms=3_600_000)
    website_id = await running.add_website()
    await limits(running, website_id, {"queue_max_events": 1})
    assert await collected(running, website_id, 3) == (202, "1", "2", "queue_overflow")
    assert await collected(running, website_id, 1) == (503, "0", "1", "queue_overflow")
    await limits(running, website_id, {"queue_max_events": None})
    assert await collected(running, website_id, 3) == (202, "3", "0", None)


@pytest.mark.parametrize("headers", [{}, {"Authorization": f"Bearer {OWNER_TOKEN}"}])
async def test_usage_is_404_in_self_hosted_mode(running: Running, headers: dict[str, str]) -> None:
    async with running.http.get("/api/usage", headers=headers) as response:
        answer = await response.json()
    message = "Usage tracking unavailable in self-hosted mode"
    assert (response.status, answer) == (404, {"error": {"code": "not_found", "message": message, "field": None}})


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/admin/limits/plans"),
        ("PUT", "/api/admin/limits/plans/free"),
        ("GET", "/api/admin/limits/tenants/one"),
        ("PUT", "/api/admin/limits/tenants/one"),
        ("GET", "/api/admin/usage/tenants/one"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"Authorization": f"Bearer {OWNER_TOKEN}"}])
async def test_endpoints_of_the_cloud_platform_are_404(
    running: Running, method: str, path: str, headers: dict[str, str]
) -> None:
    async with running.http.request(method, path, data=b"{", headers=headers) as response:
        assert (response.status, (await response.json())["error"]["code"]) == (404, "not_found")
