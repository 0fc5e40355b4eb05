"""Sessions: the list and one session with its events."""

from __future__ import annotations

from datetime import UTC, datetime

from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, today = running.api, datetime.now(UTC).date()
    question = ReportRequest(today, today, timezone="UTC")
    await running.collect(website.id, visitor_id="customer 7")
    page = await call(api.sessions, website.id, question, limit=1, visitor_id="customer 7")
    (row,) = page.data
    assert (row.visitor_id, row.pageview_count, page.pagination.has_more) == ("customer 7", 1, False)
    detail = await call(api.session, website.id, row.session_id)
    assert (detail.session, [event.path for event in detail.events]) == (row, ["/pricing"])
