"""Slow clients: their connections are closed, so that others have room."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from app.config import Settings
from app.server.http import connections, replies
from app.server.lifecycle import open_server


@pytest.mark.parametrize("begun", [b"", b"GET /health HT"])
async def test_a_connection_without_a_request_is_closed(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(connections, "IDLE_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0)) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(begun)
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        writer.close()


async def test_a_body_that_never_arrives_is_refused_and_its_connection_closed(
    make_settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "ARRIVAL_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0)) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(
            b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
        )
        async with asyncio.timeout(5):
            answer = await reader.read()
        writer.close()
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b'"bad_request"' in answer


async def test_a_server_accepts_as_many_connections_as_the_system_allows(
    make_settings: Callable[..., Settings],
) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(soft, 512), hard))
    try:
        async with open_server(make_settings(port=0)):
            assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= min(hard, 65_536)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
