"""Collection endpoint: content types, sizes, headers. Tests of ingest cover the handling of a body."""

from __future__ import annotations

import asyncio
import gzip
import json
from ipaddress import ip_network
from typing import Any

import pytest

from app.domain.errors import AppError
from app.domain.live import ArrivedEvents
from app.domain.server_status import ServerStatus
from app.server.ingest.collect_body import BODY_LIMIT
from app.storage.connection import Connection
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start


@pytest.fixture
def running(emptied_server: Running) -> Running:
    return emptied_server


async def post(running: Running, body: Any, path: str = "/api/collect", **headers: str) -> tuple[int, Any, Any]:
    """Status, JSON and headers of one collect request."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    sent = BROWSER | {"Content-Type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
    async with running.http.post(path, data=data, headers=sent) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.content_type == "application/json"
        return response.status, await response.json(), response.headers


def stored(con: Connection) -> list[tuple[Any, ...]]:
    return con.execute("SELECT path, browser FROM events ORDER BY ts").fetchall()


@pytest.mark.parametrize("path", ["/api/collect", "/e"])
@pytest.mark.parametrize("content_type", ["application/json", "text/plain;charset=UTF-8", "application/vnd.a+json"])
async def test_an_event_is_acknowledged_and_stored(running: Running, path: str, content_type: str) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    status, answer, headers = await post(running, event, path, Content_Type=content_type)
    assert (status, answer) == (202, {"ok": True})
    assert headers["x-sparklytics-ingest-ack"] == "queued"
    assert int(headers["x-sparklytics-ingest-queue-capacity"]) > 0
    await running.context.ingest.flush()
    assert await running.context.events.read(stored) == [("/pricing", "Firefox")]


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data", "image/png", ""])
async def test_other_content_types_are_415(running: Running, content_type: str) -> None:
    event = PAGEVIEW | {"website_id": await running.add_website()}
    status, answer, _ = await post(running, event, Content_Type=content_type)
    assert (status, answer["error"]["code"]) == (415, "unsupported_media_type")


@pytest.mark.parametrize(("size", "expected"), [(BODY_LIMIT, 202), (BODY_LIMIT + 1, 413), (BODY_LIMIT * 9, 413)])
async def test_a_body_of_102400_bytes_is_accepted(running: Running, size: int, expected: int) -> None:
    event = json.dumps(PAGEVIEW | {"website_id": await running.add_website()}).encode()
    status, answer, _ = await post(running, event.ljust(size))
    assert status == expected
    assert expected == 202 or answer["error"]["code"] == "payload_too_large"


async def test_a_small_body_that_decompresses_to_a_huge_one_is_413(running: Running) -> None:
    bomb = gzip.compress(b" " * 5_000_000)
    status, answer, _ = await post(running, bomb, Content_Encoding="gzip")
    assert (status, answer["error"]["code"]) == (413, "payload_too_large")


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b"", 400, "bad_request", None),
        (b"not json", 400, "bad_request", None),
        (b"\xff", 400, "bad_request", None),
        (b"[" * 50_000, 400, "bad_request", None),
        ({"website_id": "x", "type": "pageview"}, 400, "bad_request", "url"),
        (PAGEVIEW | {"website_id": "x", "colour": 1}, 400, "bad_request", "colour"),
        (PAGEVIEW | {"website_id": 5}, 400, "bad_request", "website_id"),
        ([], 400, "bad_request", None),
        ([PAGEVIEW | {"website_id": "x"}] * 51, 400, "batch_too_large", None),
        (PAGEVIEW | {"website_id": "site_unknown00"}, 404, "not_found", None),
    ],
)
async def test_unusable_events_are_refused_with_a_reason(
    running: Running, body: Any, status: int, code: str, field: str | None
) -> None:
    got, answer, _ = await post(running, body)
    assert (got, answer["error"]["code"], answer["error"]["field"]) == (status, code, field)


async def test_the_sixty_first_request_of_a_minute_is_429(start: Start) -> None:
    running = await start(collect_rate_limit=60)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    for left in range(59, -1, -1):
        status, _, headers = await post(running, event)
        assert (status, headers["X-RateLimit-Remaining"]) == (202, str(left))
    status, answer, headers = await post(running, event)
    assert (status, answer["error"]["code"]) == (429, "rate_limited")
    assert 0 < int(headers["Retry-After"]) <= 60


@pytest.mark.expects_log("no proxy is trusted")
async def test_a_forged_address_does_not_evade_the_rate_limit(start: Start) -> None:
    running = await start(collect_rate_limit=2)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    answers = [await post(running, event, X_Forwarded_For=f"198.51.100.{number}") for number in range(3)]
    assert [status for status, _, _ in answers] == [202, 202, 429]


async def test_behind_a_trusted_proxy_each_address_has_its_own_rate_limit(start: Start) -> None:
    running = await start(collect_rate_limit=1, trusted_proxies=(ip_network("127.0.0.0/8"),))
    event = PAGEVIEW | {"website_id": await running.add_website()}
    addresses = ["198.51.100.1", "198.51.100.2", "1.2.3.4, 198.51.100.1"]
    answers = [await post(running, event, X_Forwarded_For=address) for address in addresses]
    assert [status for status, _, _ in answers] == [202, 202, 429]


async def test_arriving_events_are_pushed_before_they_are_stored(running: Running) -> None:
    website_id = await running.add_website()
    with running.context.hub.subscribe() as messages:
        await post(running, PAGEVIEW | {"website_id": website_id, "title": "Prices"})
        async with asyncio.timeout(5):
            while isinstance(message := await anext(messages), ServerStatus):
                pass  # each second, also while there is nothing new
    assert isinstance(message, ArrivedEvents)
    assert [(event.website_id, event.title) for event in message.events] == [(website_id, "Prices")]


async def test_of_a_list_of_languages_the_first_is_stored(running: Running) -> None:
    website_id = await running.add_website()
    for text in ("en-US,en;q=0.9", "de-CH ; q=0.8, fr", "pt", " ,en", ";q=1"):
        await running.collect(website_id, language=text)
    languages = await running.context.events.read(
        lambda con: con.execute("SELECT language FROM events ORDER BY ts").fetchall()
    )
    assert languages == [("en-US",), ("de-CH",), ("pt",), (None,), (None,)]


async def test_a_paused_server_says_so_and_refuses_pauses_of_no_or_endless_length(running: Running) -> None:
    site = await running.add_website()
    for minutes in (0, 24 * 60 + 1):
        with pytest.raises(AppError) as caught:
            await running.api.pause_collecting(minutes)
        assert (caught.value.code, caught.value.field) == ("bad_request", "minutes")
    assert 59 * 60 < (await running.api.pause_collecting(60)).pause_left_s <= 60 * 60
    event = PAGEVIEW | {"website_id": site}
    async with running.http.post("/e", json=event, headers=BROWSER) as refused:
        assert (refused.status, (await refused.json())["error"]["code"]) == (503, "collecting_paused")
        assert "Retry-After" in refused.headers["Access-Control-Expose-Headers"]
    await running.api.resume_collecting()
    await running.collect(site)
