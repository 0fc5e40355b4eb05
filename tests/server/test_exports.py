"""Exports over HTTP: access, headers, interruption and bounded memory."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import aiohttp
import pytest

from app.domain.errors import AppError
from app.domain.items.segments import NewSegment
from app.domain.reports.exports import CSV_HEADER, parse_export
from app.domain.reports.request import ReportRequest
from app.server.context import DOWNLOADS
from app.server.limits.downloads import DownloadLimiter
from app.server.reports import exporting
from app.storage.connection import Connection
from app.storage.reports import exports
from tests.histories import f1
from tests.server.conftest import Running, Start
from tests.server.raw import get
from tests.server.sign_in import ask, cookie_of, new_key, start_local
from tests.server.test_worked_examples import F1, site_with

MANY = 200_000


def lines(body: bytes) -> list[str]:
    return body.decode().splitlines()[1:]


def use(running: Running, downloads: DownloadLimiter) -> DownloadLimiter:
    """Have the server count exports with `downloads`."""
    running.http.app._state[DOWNLOADS] = downloads  # aiohttp warns about a running application that changes
    return downloads


def unused() -> None:
    raise AssertionError("no export need end")


async def with_many(running: Running, rows: int = MANY) -> str:
    """Add a website with an event a second from 2026-01-01 on."""
    site = await running.add_website()
    key = running.context.directory.require(site).key

    def add(con: Connection) -> None:
        con.execute(
            """
            INSERT INTO events BY NAME
            SELECT $key AS website, TIMESTAMP '2026-01-01' + to_seconds(i) AS ts, i AS seq, 'pageview' AS kind,
                i % 5000 AS visitor, i % 9000 AS session, 'https://example.com' AS origin, '/p/' || i % 1000 AS path,
                '' AS query_and_fragment, repeat('a title ', 20) || i AS title, false AS is_bot, 0 AS bot_score,
                0 AS bot_signals
            FROM range($rows) AS numbers (i)
            """,
            {"key": key, "rows": rows},
        )

    await running.context.events.write(add)
    return site


async def test_an_export_is_a_file_with_a_safe_name(running: Running) -> None:
    site = await running.add_website()
    await running.collect(site)
    today = datetime.now(UTC).date().isoformat()
    answer = await get(running, f"/api/websites/{site}/export", start_date=today, end_date=today)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    expected = f'attachment; filename="events-{site}-{today}-{today}.csv"'
    assert answer.headers["Content-Disposition"] == expected
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.body.startswith(CSV_HEADER)
    (row,) = lines(answer.body)
    assert ",pageview,https://example.com/pricing," in row
    assert "127.0.0.1" not in row, "no visitor addresses are exported"


async def test_each_export_format_has_its_content_type(running: Running) -> None:
    site = await site_with(running, f1())
    path = f"/api/websites/{site}/export"
    ndjson = await get(running, path, format="ndjson", **F1)
    assert ndjson.headers["Content-Type"] == "application/x-ndjson; charset=utf-8"
    assert ndjson.body.count(b"\n") == 6
    parquet = await get(running, path, format="parquet", **F1)
    assert parquet.headers["Content-Type"] == "application/vnd.apache.parquet"
    assert (parquet.body[:4], parquet.body[-4:]) == (b"PAR1", b"PAR1")


async def test_bots_filters_segments_and_the_zone_apply_to_exports(running: Running) -> None:
    site = await site_with(running, f1())
    segment = await running.api.add_segment(site, NewSegment("Readers", {"filter_page": "/a"}))

    async def count(**params: str) -> int:
        answer = await get(running, f"/api/websites/{site}/export", **(F1 | params))
        assert answer.status == 200, answer.body
        return len(lines(answer.body))

    assert await count() == 6
    assert await count(include_bots="true") == 7
    assert await count(filter_country="DE") == 1
    assert await count(segment=segment.id) == 3
    assert await count(segment=segment.id, filter_country="US") == 2
    assert await count(start_date="2026-03-02") == 2
    assert await count(start_date="2026-03-02", timezone="Pacific/Kiritimati") == 5, "its day is 14 hours earlier"
    assert await count(start_date="1900-01-01", end_date="2999-12-31") == 6, "any span"


async def test_a_refused_export_is_a_json_error(running: Running) -> None:
    site = await running.add_website()
    for params, field in (
        ({}, "start_date"),
        (F1 | {"format": "xlsx"}, "format"),
        (F1 | {"end_date": "x"}, "end_date"),
    ):
        answer = await get(running, f"/api/websites/{site}/export", **params)
        assert answer.refusal == (400, "bad_request")
        assert answer.json["error"]["field"] == field
    missing = await get(running, "/api/websites/site_unknown/export", **F1)
    assert missing.refusal == (404, "not_found")


async def test_head_returns_the_headers_of_the_export(running: Running) -> None:
    site = await running.add_website()
    async with running.http.head(f"/api/websites/{site}/export", params=F1) as response:
        assert (response.status, response.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
        assert "attachment" in response.headers["Content-Disposition"]
        assert await response.read() == b""


async def test_a_read_key_exports_only_its_own_website(start: Start) -> None:
    running = await start_local(start)
    cookie = await cookie_of(running)
    mine, other = [
        (
            await ask(running, "POST", "/api/websites", {"name": name, "domain": f"{name}.example.com"}, cookie=cookie)
        ).body["data"]["id"]
        for name in ("mine", "other")
    ]
    key = (await new_key(running, cookie, scope="read", website_id=mine))["key"]
    statuses = []
    for site in (mine, other):
        headers = {"Authorization": f"Bearer {key}"}
        async with running.http.get(f"/api/websites/{site}/export", params=F1, headers=headers) as response:
            statuses.append(response.status)
    async with running.http.get(f"/api/websites/{mine}/export", params=F1) as response:
        statuses.append(response.status)
    assert statuses == [200, 403, 401]


async def test_an_export_without_room_is_refused(running: Running) -> None:
    site = await running.add_website()
    downloads = use(running, DownloadLimiter(2, 2, wait_s=0.0))
    async with downloads.hold("another", unused), downloads.hold("another", unused):
        answer = await get(running, f"/api/websites/{site}/export", **F1)
        assert answer.refusal == (429, "rate_limited")
        assert "Retry-After" in answer.headers
    assert (await get(running, f"/api/websites/{site}/export", **F1)).status == 200


JANUARY = {"start_date": "2026-01-01", "end_date": "2026-01-31"}


@pytest.mark.parametrize("is_deleted", [False, True])
async def test_a_failed_export_ends_with_a_transfer_error(running: Running, is_deleted: bool) -> None:
    site = await with_many(running)
    async with running.http.get(f"/api/websites/{site}/export", params=JANUARY) as response:
        assert response.status == 200
        assert await response.content.readany()
        # The rest waits until the receiver has read the chunk on its way.
        await (running.api.delete_website(site) if is_deleted else running.context.events.close())
        with pytest.raises(aiohttp.ClientPayloadError):
            await response.read()


async def test_the_client_reports_an_interrupted_export(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    site = await with_many(running)
    monkeypatch.setattr(exporting, "EXPORT_LIMIT_S", 0.001)
    with pytest.raises(AppError) as caught:
        async for _ in running.api.export(site, ReportRequest(date(2026, 1, 1), date(2026, 1, 31))):
            pass
    assert caught.value.code == "unreachable"


async def test_a_disconnected_export_frees_its_place(start: Start) -> None:
    running = await start()
    use(running, DownloadLimiter(1, 1, silent_s=60.0, wait_s=10.0))
    site = await with_many(running)
    response = await running.http.get(f"/api/websites/{site}/export", params=JANUARY)
    await response.content.readany()
    response.close()
    assert (await get(running, f"/api/websites/{site}/export", **F1)).status == 200


@pytest.mark.parametrize(("format", "events"), [("csv", MANY), ("ndjson", MANY // 2), ("parquet", MANY // 3)])
async def test_an_export_is_streamed_in_bounded_memory(running: Running, format: str, events: int) -> None:
    site = await with_many(running, events)
    website: Any = running.context.directory.require(site)
    query = parse_export(JANUARY | {"format": format}, site, website, datetime.now(UTC))
    read = partial(running.context.events.read, exports.next_chunk, query)
    size = rows = 0
    tracemalloc.start()
    try:
        async for part in exporting.export_chunks(read, query):
            size, rows = size + len(part), rows + part.count(b"\n")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    if format != "parquet":
        assert rows == events + (format == "csv")
        assert size > 60_000_000
    assert peak < 40_000_000, "some chunks, never all of them"
