"""Shared websites: the reports that anyone with a share link may read, as JSON."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from aiohttp import web

from app.api.sharing import SharedMetrics, SharedOverview, SharedRows, SharedSeries, SharedSite
from app.api.wire import Data
from app.domain.reports.query import Params, parse_metrics_query, parse_report_query
from app.domain.reports.results import Series, Stats
from app.domain.sharing import MAX_SHARED_DAYS, OVERVIEW_METRICS, check_shared_metrics, check_shared_period
from app.domain.websites import Website
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import ADDRESSES, CONTEXT, SHARE_LINK_LIMITER
from app.server.http.replies import query_params, reply
from app.server.reports.params import RANGE, parameter, query_shape
from app.server.reports.registry import REPORTS, ReportInput, execute
from app.server.routes.reports.overview import PAGE, TYPE
from app.storage import sharing

routes = Routes()

ONE = "/api/share/{share_id}"
SHARED_LIMIT_S = 10.0  # half of what the owner's own reports may take
DATES = (
    RANGE[0],
    parameter("end_date", f"last day, YYYY-MM-DD, inclusive; defaults to today; at most {MAX_SHARED_DAYS} days"),
)
ERRORS = ("bad_request", "not_found", "rate_limited", "query_timeout", "storage_unavailable")
FACTS: dict[str, Any] = {"needs": Access.PUBLIC, "cors": Cors.OPEN, "errors": ERRORS}  # Any: fields of Endpoint


@routes.add("GET", ONE, "Get a shared website", reply=Data[SharedSite], **FACTS)
async def shared_site(request: web.Request) -> web.Response:
    website = _linked_website(request)
    options = await request.app[CONTEXT].metadata_for(website).read(sharing.options_of, website.key)
    today = parse_report_query({}, website, request.app[CONTEXT].clock()).period
    site = SharedSite(website.name, website.domain, today.zone.key, today.end, MAX_SHARED_DAYS, options.metrics)
    return _reply(Data(site))


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get the stats of a shared website",
    query=query_shape("SharedStatsQuery", DATES),
    reply=Data[Stats],
    **FACTS,
)
async def shared_stats(request: web.Request) -> web.Response:
    website = _linked_website(request)
    report = await _shared_report(request, website, "stats", query_params(request))
    return _reply(Data(report.data))


@routes.add(
    "GET",
    f"{ONE}/pageviews",
    "Get the time series of a shared website",
    query=query_shape("SharedSeriesQuery", DATES),
    reply=Data[SharedSeries],
    **FACTS,
)
async def shared_pageviews(request: web.Request) -> web.Response:
    website = _linked_website(request)
    report = await _shared_report(request, website, "pageviews", query_params(request))
    return _reply(Data(_series(report.data)))


@routes.add(
    "GET",
    f"{ONE}/metrics",
    "Get one page of a breakdown of a shared website",
    query=query_shape("SharedMetricsQuery", TYPE, DATES, PAGE),
    reply=SharedMetrics,
    **FACTS,
)
async def shared_metrics(request: web.Request) -> web.Response:
    website = _linked_website(request)
    params = query_params(request)
    options = await request.app[CONTEXT].metadata_for(website).read(sharing.options_of, website.key)
    rows: Params = {name: params[name] for name in ("type", "limit", "offset") if name in params}
    check_shared_metrics(parse_metrics_query(rows).dimension.name, options)
    report = await _shared_report(request, website, "metrics", params, rows)
    return _reply(SharedMetrics(report.data, report.pagination))


@routes.add(
    "GET",
    f"{ONE}/overview",
    "Get stats, time series and breakdowns of a shared website in one request",
    query=query_shape("SharedOverviewQuery", DATES),
    reply=Data[SharedOverview],
    **FACTS,
)
async def shared_overview(request: web.Request) -> web.Response:
    website = _linked_website(request)
    params = query_params(request)
    _shared_dates(request, website, params)  # wrong dates are reported before the database is read
    options = await request.app[CONTEXT].metadata_for(website).read(sharing.options_of, website.key)
    shown = ",".join(name for name in OVERVIEW_METRICS if name in options.metrics)
    overview = (await _shared_report(request, website, "overview", params, {"metrics": shown})).data
    metrics = {item.data.type: SharedRows(item.data.rows) for item in overview.breakdowns}
    series = _series(overview.series)
    return _reply(Data(SharedOverview(overview.stats, series, metrics, overview.session_series)))


def _linked_website(request: web.Request) -> Website:
    """Count a request and return the website behind its share link. Raises `rate_limited`, then `not_found`."""
    request.app[SHARE_LINK_LIMITER].hit(request.app[ADDRESSES].of(request), time.monotonic())
    return request.app[CONTEXT].directory.shared(request.match_info["share_id"])


async def _shared_report(
    request: web.Request, website: Website, name: str, params: Params, own: Params | None = None
) -> Any:  # Any: each report has a reply of its own
    """Run a report on the dates of a request, which choose neither zone, filters, comparison nor bots."""
    context, dates = request.app[CONTEXT], _shared_dates(request, website, params)
    call = REPORTS[name](ReportInput({**dates, **(own or {})}, website, context.clock(), context.ingest.channels))
    return await execute(request, replace(call, pool="share", limit_s=SHARED_LIMIT_S))


def _shared_dates(request: web.Request, website: Website, params: Params) -> dict[str, str]:
    """Return the dates of a request as parameters. Raises BadRequest for a range that is too long."""
    dates = {name: params[name] for name in ("start_date", "end_date") if name in params}
    check_shared_period(parse_report_query(dates, website, request.app[CONTEXT].clock()).period)
    return dates


def _series(series: Series) -> SharedSeries:
    return SharedSeries(series.series, series.granularity)


def _reply(value: object) -> web.Response:
    return reply(value, headers={"X-Robots-Tag": "noindex"})
