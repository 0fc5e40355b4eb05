"""Engagement: the heat map and the times on pages."""

from __future__ import annotations

from datetime import UTC, datetime

from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, today = running.api, datetime.now(UTC).date()
    question = ReportRequest(today, today, timezone="UTC")
    stats = await api.stats(website.id, question)
    cells = (await call(api.heat_map, website.id, question)).cells
    assert (len(cells), sum(cell.pageviews for cell in cells)) == (168, stats.pageviews)
    pages = await call(api.page_times, website.id, question, search="PRI", sort="avg_time_seconds", order="asc")
    assert [(row.value, row.pageviews) for row in pages.data.rows] == [("/pricing", stats.pageviews)]
