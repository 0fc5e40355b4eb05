"""What a share link opens for everybody: its numbers as JSON. Knowing the id is enough, so each read is bounded."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar, TypeVarTuple

from aiohttp import web

from app.api.sharing import SharedMetrics, SharedOverview, SharedRows, SharedSeries, SharedSite
from app.api.wire import Data
from app.domain.reports.filters import dimension
from app.domain.reports.query import MetricsQuery, Params, ReportQuery, parse_metrics_query, parse_report_query
from app.domain.reports.results import Series, Stats
from app.domain.sharing import MAX_SHARED_DAYS, OVERVIEW_METRICS, check_shared_metrics, check_shared_period
from app.domain.websites import Website
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import ADDRESSES, CONTEXT, SHARED_READS
from app.server.http.replies import query_params, reply
from app.server.reports.params import parameter, query_shape
from app.server.routes.reports.overview import PAGING, TYPE
from app.storage import sharing
from app.storage.connection import Connection
from app.storage.reports import breakdowns, overview

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

routes = Routes()

ONE = "/api/share/{share_id}"
REPORT_LIMIT_S = 10.0  # half of what the owner's own reports may take
DATES = (
    parameter("start_date", "first day, YYYY-MM-DD; without it the range has seven days"),
    parameter("end_date", f"last day, YYYY-MM-DD, included; today when left out; at most {MAX_SHARED_DAYS} days"),
)
PAGE = tuple(item for item in PAGING if item[0] in ("limit", "offset"))
ERRORS = ("bad_request", "not_found", "rate_limited", "query_timeout", "storage_unavailable")
FACTS: dict[str, Any] = {"needs": Access.PUBLIC, "cors": Cors.OPEN, "errors": ERRORS}  # Any: fields of Endpoint


@routes.add("GET", ONE, "Look at what a share link is about", reply=Data[SharedSite], **FACTS)
async def shared_site(request: web.Request) -> web.Response:
    website = _linked_website(request)
    options = await request.app[CONTEXT].database.read(sharing.options_of, website.key)
    today = _query({}, website).period
    site = SharedSite(website.name, website.domain, today.zone.key, today.end, MAX_SHARED_DAYS, options.metrics)
    return _reply(Data(site))


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get the totals of a shared website, and the same before",
    query=query_shape("SharedStatsQuery", DATES),
    reply=Data[Stats],
    **FACTS,
)
async def shared_stats(request: web.Request) -> web.Response:
    website = _linked_website(request)
    found = await _report(request, overview.stats, _query(query_params(request), website))
    return _reply(Data(found.data))


@routes.add(
    "GET",
    f"{ONE}/pageviews",
    "Get pageviews and visitors of a shared website, by hour or day",
    query=query_shape("SharedSeriesQuery", DATES),
    reply=Data[SharedSeries],
    **FACTS,
)
async def shared_pageviews(request: web.Request) -> web.Response:
    website = _linked_website(request)
    found = await _report(request, overview.series, _query(query_params(request), website), "auto")
    return _reply(Data(_series(found.data)))


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
    options = await request.app[CONTEXT].database.read(sharing.options_of, website.key)
    wanted = parse_metrics_query({name: params[name] for name in ("type", "limit", "offset") if name in params})
    check_shared_metrics(wanted.dimension.name, options)
    found = await _report(request, breakdowns.metrics, _query(params, website), wanted)
    return _reply(SharedMetrics(found.data, found.pagination))


@routes.add(
    "GET",
    f"{ONE}/overview",
    "Get totals, series and the first rows of several breakdowns of a shared website at once",
    query=query_shape("SharedOverviewQuery", DATES),
    reply=Data[SharedOverview],
    **FACTS,
)
async def shared_overview(request: web.Request) -> web.Response:
    website = _linked_website(request)
    query = _query(query_params(request), website)
    options = await request.app[CONTEXT].database.read(sharing.options_of, website.key)
    shown = [dimension(name) for name in OVERVIEW_METRICS if name in options.metrics]
    wanted = tuple(MetricsQuery(item, sort=item.order) for item in shown)
    found = (await _report(request, overview.overview, query, "auto", wanted)).data
    metrics = {item.data.type: SharedRows(item.data.rows) for item in found.breakdowns}
    return _reply(Data(SharedOverview(found.stats, _series(found.series), metrics)))


def _linked_website(request: web.Request) -> Website:
    """The website behind the link of a request, which counts. Raises `rate_limited`, then `not_found`."""
    request.app[SHARED_READS].take(request.app[ADDRESSES].of(request), time.monotonic())
    return request.app[CONTEXT].directory.shared(request.match_info["share_id"])


def _query(params: Params, website: Website) -> ReportQuery:
    """What is asked: days alone. A stranger chooses no zone, no filters, no comparison, and never counts bots."""
    dates = {name: params[name] for name in ("start_date", "end_date") if name in params}
    query = parse_report_query(dates, website, datetime.now(UTC))
    check_shared_period(query.period)
    return query


async def _report(
    request: web.Request, fn: Callable[[Connection, ReportQuery, *Ts], T], query: ReportQuery, *args: *Ts
) -> T:
    async with request.app[SHARED_READS].slots:  # of many who ask the same, all but the first find its answer
        return await request.app[CONTEXT].database.read_cached(fn, query, *args, limit_s=REPORT_LIMIT_S)


def _series(found: Series) -> SharedSeries:
    return SharedSeries(found.series, found.granularity)


def _reply(value: object) -> web.Response:
    return reply(value, headers={"X-Robots-Tag": "noindex"})
