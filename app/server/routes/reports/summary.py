"""Summary: a few numbers of every website that the caller may read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aiohttp import web

from app.domain.ids import WebsiteKey
from app.domain.reports.query import includes_bots
from app.domain.reports.summary import (
    DEFAULT_WEBSITES,
    MAX_WEBSITES,
    SORTS,
    SiteCounts,
    SummaryReport,
    WebsiteSummary,
    parse_summary_page,
    site_days,
    spark_start,
    summary_report,
    summary_start,
)
from app.domain.websites import Website
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, seen_by
from app.server.http.replies import query_params, reply
from app.server.reports import answers
from app.server.reports.params import BOTS, paging, parameter, query_shape
from app.server.reports.params import search as search_parameter
from app.server.reports.registry import REPORT_LIMIT_S, ReportCall, execute
from app.server.reports.turns import report_turn

routes = Routes()

PAGING = (
    *paging("websites", default=DEFAULT_WEBSITES, highest=MAX_WEBSITES),
    search_parameter("name or the domain"),
    parameter("sort", f"{', '.join(SORTS[:-1])} or {SORTS[-1]}; defaults to added"),
    parameter("order", "desc or asc; defaults to asc for added and name, else to desc"),
)


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
    page = parse_summary_page(params)
    search = page.search.casefold()
    websites = [site for site in seen_by(request) if search in f"{site.name}\n{site.domain}".casefold()]
    now = request.app[CONTEXT].clock()
    days = tuple(site_days(website, includes_bots(params, website), now) for website in websites)
    await request.app[CONTEXT].ingest.store_waiting(website.key for website in websites)
    counts = await execute(request, ReportCall(answers.summary, (days, now)))
    quiet = tuple(site.key for site in websites if site.key not in counts)
    if quiet:
        last = await _last_events(request, quiet, summary_start(days, now))
        counts |= {key: SiteCounts(last_event_at=at) for key, at in last.items()}
    rows = tuple(_row(website, counts.get(website.key, SiteCounts())) for website in websites)
    return reply(summary_report(rows, page, spark_start(now)))


async def _last_events(
    request: web.Request, quiet: Sequence[WebsiteKey], until: datetime
) -> dict[WebsiteKey, datetime | None]:
    """Return the newest events of quiet websites. They change rarely, and reading one takes all of its history."""
    database = request.app[CONTEXT].events
    known = database.newest.find(quiet, until)
    if len(known) == len(quiet):
        return known
    async with report_turn(request, "reports", REPORT_LIMIT_S, is_heavy=False) as left_s:
        last_events = database.store.summary.last_events
        return await database.read_newest(last_events, quiet, until, limit_s=left_s, pool="reports")


def _row(website: Website, counts: SiteCounts) -> WebsiteSummary:
    return WebsiteSummary(
        website.id,
        website.name,
        website.domain,
        website.timezone,
        counts.active_visitors,
        counts.today,
        counts.yesterday,
        counts.sparkline,
        counts.last_event_at,
    )
