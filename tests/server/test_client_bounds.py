"""Bounds of the program's own client: a reply is read no further than it may be long, plain or compressed."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from contextlib import suppress
from datetime import date

import pytest
from aiohttp import web

from app.api import bounded
from app.api.sse import MAX_EVENT_BYTES, SseReader
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from tests.server.test_client import client_of, replying

GZIP = {"Content-Encoding": "gzip"}
BOMB = gzip.compress(b" " * 200_000_000, compresslevel=1)
DAY = ReportRequest(date(2026, 1, 1), date(2026, 1, 1))


async def endless(request: web.Request) -> web.StreamResponse:
    """Reply with bytes that never end, until the client goes."""
    response = web.StreamResponse()
    await response.prepare(request)
    with suppress(ConnectionResetError):
        while True:
            await response.write(b" " * 65_536)
    return response


@pytest.mark.parametrize("status", [200, 500])
async def test_a_compressed_reply_takes_no_more_memory_than_a_reply_may(status: int) -> None:
    async with client_of(replying(status=status, body=BOMB, headers=GZIP)) as client:
        tracemalloc.start()
        try:
            with pytest.raises(AppError) as caught:
                await client.list_websites()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert caught.value.code == "unreachable"
    assert status != 200 or "sent a reply of more than 16 MB" in caught.value.message
    assert peak < 3 * bounded.REPLY_LIMIT_BYTES


async def test_a_plain_reply_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.connection.REPLY_LIMIT_BYTES", 1024**2)
    async with client_of(endless) as client:
        with pytest.raises(AppError, match="sent a reply of more than 1 MB"):
            await client.list_websites()


async def test_a_compressed_reply_is_read() -> None:
    page = {"total": 0, "limit": 100, "offset": 0, "cursor": None, "next_cursor": None, "has_more": False}
    body = gzip.compress(json.dumps({"data": [], "pagination": page}).encode())
    async with client_of(replying(body=body, headers=GZIP)) as client:
        assert await client.list_websites() == ()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b'{"data": []}')[:-4], "gzip"),
        (gzip.compress(b'{"data": []}') + b"more", "gzip"),
        (b'{"data": []}', "gzip"),
        (zlib.compress(b'{"data": []}'), "deflate"),
        (b'{"data": []}', "zstd"),
    ],
    ids=["cut short", "something behind it", "not compressed", "deflate", "zstd"],  # gzip writes the time
)
async def test_a_reply_that_does_not_match_its_encoding_is_refused(body: bytes, encoding: str) -> None:
    async with client_of(replying(body=body, headers={"Content-Encoding": encoding})) as client:
        with pytest.raises(AppError, match="its reply cannot be read"):
            await client.list_websites()


async def test_a_compressed_export_arrives_whole_and_in_small_parts() -> None:
    content = b"0123456789abcdef" * 40_000
    async with client_of(replying(body=gzip.compress(content), headers=GZIP)) as client:
        parts = [part async for part in client.export("site_1", DAY)]
    assert b"".join(parts) == content
    assert max(map(len, parts)) <= bounded.PART_BYTES


async def test_a_nested_reply_is_refused_without_a_crash() -> None:
    async with client_of(replying(body=b'{"data": ' + b"[" * 100_000)) as client:
        with pytest.raises(AppError, match="its reply cannot be read"):
            await client.list_websites()


async def test_a_long_error_message_is_cut() -> None:
    body = '{"error": {"code": "not_found", "message": "%s", "field": null}}' % ("x" * 50_000)
    async with client_of(replying(status=404, text=body)) as client:
        with pytest.raises(AppError) as caught:
            await client.list_websites()
    assert len(caught.value.message) == 1_000


def test_a_live_event_of_empty_lines_has_an_end() -> None:
    reader, lines = SseReader(), b"data:\n" * 10_000
    endless = (event for _ in range(MAX_EVENT_BYTES // 10_000) for event in reader.feed(lines))
    with pytest.raises(ValueError, match="too large"):
        list(endless)
