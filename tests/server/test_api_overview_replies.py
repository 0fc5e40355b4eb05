"""The API overview, line by line, second part: envelopes, the acknowledgement of events, errors, CORS."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from app.api.wire import STATUS_OF
from app.config import Settings
from app.config_loader import load_settings
from app.domain.live import EventsStored
from tests.server.conftest import PAGEVIEW, Running, Start
from tests.server.ingest.conftest import FakeClock
from tests.server.raw import Answer, get, post, send, stored

HOUR_MS = 3_600_000
CORS = "https://example.com,https://app.example.com"


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def next_flush(running: Running, cause: Callable[[], Awaitable[Answer]]) -> None:
    """Return when a batch was stored after `cause`."""
    with running.context.hub.subscribe() as messages:
        await cause()
        async with asyncio.timeout(20):
            while not isinstance(await anext(messages), EventsStored):
                pass


# --- Success responses


async def test_most_endpoints_return_json_with_a_data_wrapper(running: Running) -> None:
    site = await running.add_website()
    for path in ("", "/stats", "/pageviews", "/realtime", "/overview"):
        answer = await get(running, f"/api/websites/{site}{path}")
        extra = {"annotations"} if path in ("/pageviews", "/overview") else set()
        assert (answer.status, set(answer.json)) == (200, {"data"} | extra)
        assert isinstance(answer.json["data"], dict)
    assert isinstance((await get(running, "/api/websites")).json["data"], list)


async def test_paginated_endpoints_return_total_limit_offset_and_has_more(running: Running) -> None:
    site = await running.add_website()
    for first in (0, 50, 100):
        numbers = range(first, first + 50)
        pages = [{"url": f"https://example.com/{number}", "visitor_id": str(number)} for number in numbers]
        assert (await post(running, [PAGEVIEW | {"website_id": site} | page for page in pages])).status == 202
    await running.context.ingest.flush()
    path = f"/api/websites/{site}/metrics"
    answer = (await get(running, path, type="page", limit="20")).json
    assert answer["pagination"] == {"total": 150, "limit": 20, "offset": 0, "has_more": True}
    assert len(answer["data"]["rows"]) == 20
    last = (await get(running, path, type="page", limit="20", offset="140")).json
    assert last["pagination"] == {"total": 150, "limit": 20, "offset": 140, "has_more": False}
    assert len(last["data"]["rows"]) == 10


# --- Event collection response


async def test_an_event_is_acknowledged_with_202_and_ok_true(running: Running) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answer = await post(running, event)
    assert (answer.status, answer.json) == (202, {"ok": True})


async def test_the_acknowledgement_carries_queued_and_the_queue_depth(start: Start) -> None:
    running = await start(flush_interval_ms=HOUR_MS, flush_max_events=1_000)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    waiting = []
    for events in (event, [event, event], event):
        headers = (await post(running, events)).headers
        assert headers["x-sparklytics-ingest-ack"] == "queued"
        assert headers["x-sparklytics-ingest-queue-capacity"] == str(Settings().ingest_queue_max_events)
        waiting.append(headers["x-sparklytics-ingest-queue-events"])
    assert waiting == ["1", "3", "4"]


async def test_a_refused_event_is_not_acknowledged(running: Running) -> None:
    answer = await post(running, PAGEVIEW | {"website_id": "site_unknown00"})
    assert "x-sparklytics-ingest-ack" not in answer.headers


async def test_events_are_flushed_to_storage_every_5_seconds_by_default(start: Start) -> None:
    clock = FakeClock()
    running = await start(clocks=clock.clocks())
    assert running.context.settings.flush_interval_ms == 5_000
    event = PAGEVIEW | {"website_id": await running.add_website()}
    await post(running, event)
    assert running.context.ingest.status().stored == 0
    clock.advance(5)
    await next_flush(running, lambda: post(running, event))  # the writer checks its clock when an event arrives
    assert running.context.ingest.status().stored == 2


async def test_events_are_flushed_when_100_of_them_wait(start: Start) -> None:
    running = await start(flush_interval_ms=HOUR_MS)
    assert running.context.settings.flush_max_events == 100
    event = PAGEVIEW | {"website_id": await running.add_website()}
    for count in (50, 49):
        await post(running, [event] * count)
    assert running.context.ingest.status().depth == 99
    await next_flush(running, lambda: post(running, event))
    assert (running.context.ingest.status().stored, running.context.ingest.status().depth) == (100, 0)


# --- Error responses


async def test_errors_follow_one_format_with_a_code_and_a_sentence(running: Running) -> None:
    answer = await get(running, "/api/websites/site_unknown00")
    assert answer.status == 404
    assert answer.json == {"error": {"code": "not_found", "message": "Website not found", "field": None}}


TABLE = {
    "bad_request": 400,
    "batch_too_large": 400,
    "unauthorized": 401,
    "not_found": 404,
    "gone": 410,
    "payload_too_large": 413,
    "rate_limited": 429,
    "internal_server_error": 500,
}


def test_every_code_of_the_table_has_its_status() -> None:
    assert {code: STATUS_OF[code] for code in TABLE} == TABLE  # type: ignore[index]  # texts, not the literals


async def test_invalid_request_parameters_are_400_bad_request(running: Running) -> None:
    site = await running.add_website()
    answer = await get(running, f"/api/websites/{site}/stats", timezone="Mars/Base")
    assert answer.refusal == (400, "bad_request")


async def test_a_batch_of_more_than_50_events_is_400_batch_too_large(running: Running) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    assert (await post(running, [event] * 51)).refusal == (400, "batch_too_large")


async def test_invalid_authentication_is_401_unauthorized(running: Running) -> None:
    answer = await send(running, "GET", "/api/websites", Authorization="Bearer wrong")
    assert answer.refusal == (401, "unauthorized")


@pytest.mark.parametrize("path", ["/api/websites/site_unknown00/stats", "/api/nothing", "/nothing"])
async def test_a_resource_that_is_not_found_is_404_not_found(running: Running, path: str) -> None:
    assert (await get(running, path)).refusal == (404, "not_found")


async def test_an_unknown_website_id_is_404_not_found(running: Running) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    unknown = event | {"website_id": "x" * 100_000}
    assert (await post(running, unknown)).refusal == (404, "not_found")
    assert (await post(running, [event, event | {"website_id": ""}])).refusal == (404, "not_found")
    assert await stored(running, "seq") == []


async def test_event_data_of_more_than_4_kb_is_413_payload_too_large(running: Running) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website(), "event_data": {"text": "x" * 4_096}}
    assert (await post(running, event)).refusal == (413, "payload_too_large")


async def test_a_request_beyond_the_rate_limit_is_429_rate_limited(start: Start) -> None:
    running = await start(collect_rate_limit=1)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    assert (await post(running, event)).status == 202
    assert (await post(running, event)).refusal == (429, "rate_limited")


@pytest.mark.expects_log("reference")
async def test_a_server_error_is_500_internal_server_error(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    async def bug(*_: object, **__: object) -> None:
        raise RuntimeError("a detail nobody needs to see")

    site = await running.add_website()
    monkeypatch.setattr(type(running.context.events), "read", bug)
    answer = await get(running, f"/api/websites/{site}/stats")
    assert answer.refusal == (500, "internal_server_error")
    assert "detail nobody" not in answer.json["error"]["message"]


# --- CORS configuration


async def test_allowed_origins_are_a_comma_separated_list(tmp_path: Path, start: Start) -> None:
    settings = load_settings({"data_dir": str(tmp_path)}, {"SPARKLYTICS_CORS_ORIGINS": CORS}, is_desktop=False)
    running = await start(cors_origins=settings.cors_origins)
    for origin in CORS.split(","):
        answer = await send(running, "GET", "/api/websites", Origin=origin)
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, origin)
    for origin in ("https://evil.example", "http://example.com", "https://example.com.evil.example"):
        answer = await send(running, "GET", "/api/websites", Origin=origin)
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_the_list_is_empty_by_default_and_every_site_may_send_events(tmp_path: Path, running: Running) -> None:
    assert load_settings({"data_dir": str(tmp_path)}, {}, is_desktop=False).cors_origins == ()
    event = PAGEVIEW | {"website_id": await running.add_website()}
    for path in ("/api/collect", "/e"):
        asked = await send(
            running, "OPTIONS", path, Origin="https://blog.example", Access_Control_Request_Method="POST"
        )
        sent = await post(running, event, path, Origin="https://blog.example", Sec_Fetch_Site="cross-site")
        assert (asked.status, sent.status) == (200, 202)
        origins = {answer.headers["Access-Control-Allow-Origin"] for answer in (asked, sent)}
        assert origins == {"https://blog.example"}


async def test_without_a_list_and_without_login_no_other_site_reads_the_reports(running: Running) -> None:
    answer = await send(running, "GET", "/api/websites", Origin="https://blog.example")
    assert answer.status == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
