"""Exports: the download of events."""

from __future__ import annotations

from datetime import date

from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    today = date.today()  # noqa: DTZ011  any recent day will do
    question = ReportRequest(today, today, timezone="UTC")

    async def whole(*arguments: object, **named: object) -> bytes:
        return b"".join([chunk async for chunk in running.api.export(*arguments, **named)])

    whole.__name__ = running.api.export.__name__
    text = (await call(whole, website.id, question, format="ndjson")).decode()
    assert f'"website_id":"{website.id}"' in text
