"""All websites that a caller may see, at a glance."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.domain.reports.query import MAX_OFFSET, includes_bots, parse_int
from app.domain.reports.results import OffsetPage
from app.domain.reports.summary import (
    DEFAULT_WEBSITES,
    MAX_WEBSITES,
    SummaryReport,
    WebsiteSummary,
    site_days,
    spark_start,
)
from app.domain.websites import Website
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT
from app.server.http.replies import query_params, reply
from app.server.reports.params import BOTS, REPORT_LIMIT_S, parameter, query_shape
from app.server.routes.websites import seen_by
from app.storage.reports import summary as stored

routes = Routes()

PAGING = (
    parameter("limit", f"websites, 1 to {MAX_WEBSITES}; {DEFAULT_WEBSITES} when left out"),
    parameter("offset", "websites to skip"),
)


@routes.add(
    "GET",
    "/api/summary",
    "Get all websites at a glance: visitors now, today against yesterday, the last 24 hours",
    needs=Access.READ,
    query=query_shape("SummaryQuery", BOTS, PAGING),
    reply=SummaryReport,
    errors=("query_timeout", "storage_unavailable"),
    for_site_keys=True,
)
async def summary(request: web.Request) -> web.Response:
    params = query_params(request)
    limit = parse_int("limit", params.get("limit"), default=DEFAULT_WEBSITES, lowest=1, highest=MAX_WEBSITES)
    offset = parse_int("offset", params.get("offset"), default=0, lowest=0, highest=MAX_OFFSET)
    seen = seen_by(request)
    page = seen[offset : offset + limit]
    now = datetime.now(UTC)
    days = tuple(site_days(website, includes_bots(params, website), now) for website in page)
    counts = await request.app[CONTEXT].database.read(stored.summary, days, now, limit_s=REPORT_LIMIT_S)
    rows = tuple(_row(website, counts.get(website.key, stored.SiteCounts())) for website in page)
    pagination = OffsetPage(len(seen), limit, offset, offset + limit < len(seen))
    return reply(SummaryReport(rows, pagination, spark_start(now)))


def _row(website: Website, counts: stored.SiteCounts) -> WebsiteSummary:
    return WebsiteSummary(
        website.id,
        website.name,
        website.domain,
        website.timezone,
        counts.active_visitors,
        counts.today,
        counts.yesterday,
        counts.sparkline,
    )
