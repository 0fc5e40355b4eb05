"""Exports: the downloads of events and of breakdowns."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date

from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    today = date.today()  # noqa: DTZ011  any recent day will do
    question = ReportRequest(today, today, timezone="UTC")

    def whole(download: Callable[..., AsyncIterator[bytes]]) -> Callable[..., Awaitable[bytes]]:
        async def joined(*arguments: object, **named: object) -> bytes:
            return b"".join([chunk async for chunk in download(*arguments, **named)])

        joined.__name__ = download.__name__
        return joined

    text = (await call(whole(running.api.export), website.id, question, format="ndjson")).decode()
    assert f'"website_id":"{website.id}"' in text
    table = (await call(whole(running.api.breakdown_file), website.id, question, "page")).decode()
    assert table.startswith("page,visitors,pageviews,bounce_rate,avg_duration_seconds")
