"""Live stream: its first messages, its later ones, and its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.live import ArrivedEvents, EventsStored, LiveMessage, WebsitesChanged
from app.domain.server_status import LogLine, ServerStatus
from app.server.routes import server
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start


async def until(stream: AsyncIterator[LiveMessage], kind: type[Any]) -> Any:
    """Return the next message of that kind."""
    async with asyncio.timeout(5):
        async for message in stream:
            if isinstance(message, kind):
                return message
    raise AssertionError(f"the stream ended without {kind.__name__}")


async def test_the_stream_begins_with_the_server_status_and_repeats_it_every_second(running: Running) -> None:
    stream = running.api.live()
    first = await anext(stream)
    assert isinstance(first, ServerStatus)
    assert first.state == "ok"
    second = await until(stream, ServerStatus)
    assert 0.5 < second.uptime_s - first.uptime_s < 3
    await stream.aclose()


async def test_the_stream_reports_arrivals_stored_events_and_website_changes(running: Running) -> None:
    stream = running.api.live()
    await anext(stream)
    website_id = await running.add_website()
    assert await until(stream, WebsitesChanged) == WebsitesChanged()
    await running.collect(website_id)
    seen = [await anext(stream), await anext(stream)]
    kinds = {type(message) for message in seen}
    assert kinds <= {ArrivedEvents, EventsStored, ServerStatus}
    await running.api.delete_website(website_id)
    assert await until(stream, WebsitesChanged) == WebsitesChanged()
    await stream.aclose()


async def test_only_the_first_event_of_a_visit_begins_it(running: Running) -> None:
    website_id = await running.add_website()
    await running.collect(website_id, visitor_id="stored before")
    stream = running.api.live()
    await anext(stream)
    names = ("stored before", "new", "new", "other")
    body = [PAGEVIEW | {"website_id": website_id, "visitor_id": name} for name in names]
    async with running.http.post("/api/collect", json=body, headers=BROWSER) as response:
        assert response.status == 202
    first = await until(stream, ArrivedEvents)
    assert [event.begins_visit for event in first.events] == [False, True, False, True]
    await running.collect(website_id, visitor_id="new")
    second = await until(stream, ArrivedEvents)
    assert [event.begins_visit for event in second.events] == [False]
    await stream.aclose()


async def test_the_log_follows_the_requested_level_recent_lines_first(running: Running) -> None:
    ring, logger = running.context.log_lines, logging.getLogger("test-of-the-log")
    logger.addHandler(ring)
    logger.setLevel(logging.DEBUG)
    logger.info("before")
    logger.debug("too small")
    stream = running.api.live("INFO")
    await anext(stream)
    assert (await until(stream, LogLine)).message == "before"
    logger.debug("too small")
    logger.info("after")
    assert (await until(stream, LogLine)).message == "after"
    await stream.aclose()
    quiet = running.api.live(None)
    await anext(quiet)
    logger.info("unheard")
    assert isinstance(await anext(quiet), ServerStatus)
    await quiet.aclose()
    logger.removeHandler(ring)


async def test_an_unknown_level_is_400(running: Running) -> None:
    async with running.http.get("/api/live?log=LOUD") as response:
        assert (response.status, (await response.json())["error"]["field"]) == (400, "log")


async def test_an_idle_stream_sends_comments(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEARTBEAT_S", 0.01)
    async with running.http.get("/api/live") as response:
        assert response.headers["X-Accel-Buffering"] == "no"
        assert response.headers["Cache-Control"] == "no-store"
        text = b""
        async with asyncio.timeout(5):
            while b": still here" not in text:
                text += await response.content.readany()
    assert text.startswith(b"retry: 2000\n\nevent: server_status\ndata: {")


async def test_a_disconnected_client_is_unsubscribed(running: Running) -> None:
    stream = running.api.live()
    await anext(stream)
    assert running.context.hub.has_listeners
    await stream.aclose()
    await running.api.close()
    async with asyncio.timeout(5):
        while running.context.hub.has_listeners:
            running.context.hub.publish(WebsitesChanged())
            await asyncio.sleep(0)


async def test_a_client_that_does_not_read_is_disconnected(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "WRITE_LIMIT_S", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", running.http.port, limit=1024)
    writer.write(b"GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readline()
    full = EventsStored(("x" * 1_000_000,))
    async with asyncio.timeout(10):
        while running.context.hub.has_listeners:
            running.context.hub.publish(full)
            await asyncio.sleep(0)
    writer.close()


async def test_the_stream_ends_with_the_server_and_reconnects_to_the_next(start: Start) -> None:
    running = await start()
    stream = running.api.live()
    await anext(stream)
    running.context.hub.close()
    async with asyncio.timeout(5):
        assert [message async for message in stream if not isinstance(message, ServerStatus)] == []
    again = running.api.live()
    assert isinstance(await anext(again), ServerStatus)
    await again.aclose()


async def test_open_streams_do_not_delay_a_stop(start: Start) -> None:
    running = await start()
    streams = [running.api.live() for _ in range(5)]
    for stream in streams:
        await anext(stream)
    async with asyncio.timeout(3):
        running.context.hub.close()
        await running.http.server.close()
        for stream in streams:
            async for _ in stream:
                pass
    with pytest.raises(AppError) as caught:
        await anext(running.api.live())
    assert caught.value.code == "unreachable"


async def test_a_broken_connection_ends_the_stream_without_an_error(unused_tcp_port: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        text = b"event: websites_changed\ndata: {}\n\nevent: of_the_future\ndata: 1\n\n"
        writer.write(b"%x\r\n%s\r\n" % (len(text), text))
        await writer.drain()
        writer.transport.abort()

    async with await asyncio.start_server(answer, "127.0.0.1", unused_tcp_port):
        client = ApiClient(f"http://127.0.0.1:{unused_tcp_port}")
        assert [message async for message in client.live()] == [WebsitesChanged()]
        await client.close()


async def test_the_status_endpoint_requires_authentication(running: Running) -> None:
    async with running.http.get("/api/server/status") as response:
        status = (await response.json())["data"]
    assert (status["auth"], status["queue"]["depth"], status["addresses"]) == ("none", 0, ["http://localhost:3000"])
    async with running.http.get("/api/server/status", headers={"Authorization": "Bearer x"}) as response:
        assert response.status == 401
