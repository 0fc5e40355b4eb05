"""Summary: a few numbers of every website that the caller may read."""

from __future__ import annotations

from aiohttp import web

from app.domain.reports.query import includes_bots, parse_page
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
from app.server.reports.params import BOTS, paging, query_shape
from app.server.reports.registry import ReportCall, execute
from app.server.routes.websites import seen_by
from app.storage.reports import summary as summaries

routes = Routes()

PAGING = paging("websites", default=DEFAULT_WEBSITES, highest=MAX_WEBSITES)


@routes.add(
    "GET",
    "/api/summary",
    "Get current visitors, today's traffic and the last 24 hours of every website",
    needs=Access.READ,
    query=query_shape("SummaryQuery", BOTS, PAGING),
    reply=SummaryReport,
    errors=("rate_limited", "query_timeout", "storage_unavailable"),
    for_site_keys=True,
)
async def summary(request: web.Request) -> web.Response:
    params = query_params(request)
    page = parse_page(params, default=DEFAULT_WEBSITES, highest=MAX_WEBSITES, is_searchable=False)
    websites = seen_by(request)
    listed = websites[page.offset : page.offset + page.limit]
    now = request.app[CONTEXT].clock()
    days = tuple(site_days(website, includes_bots(params, website), now) for website in listed)
    await request.app[CONTEXT].ingest.store_waiting(website.key for website in listed)
    counts = await execute(request, ReportCall(summaries.summary, (days, now)))
    rows = tuple(_row(website, counts.get(website.key, summaries.SiteCounts())) for website in listed)
    pagination = OffsetPage.of(len(websites), page.limit, page.offset)
    return reply(SummaryReport(rows, pagination, spark_start(now)))


def _row(website: Website, counts: summaries.SiteCounts) -> WebsiteSummary:
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
