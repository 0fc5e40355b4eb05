"""A batch of reports, and the summary of all websites."""

from __future__ import annotations

from datetime import UTC, datetime

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    today = datetime.now(UTC).date()
    questions = {"totals": Question(ApiClient.stats)}
    results = await call(running.api.reports, website.id, ReportRequest(today, today), questions)
    assert results["totals"].data.timezone == website.timezone
    summary = await call(running.api.summary, limit=1)
    assert [row.website_id for row in summary.data] == [website.id]
    assert (summary.data[0].active_visitors, sum(summary.data[0].sparkline)) == (1, 1)
