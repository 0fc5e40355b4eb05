"""Endpoints of reports about bots."""

from __future__ import annotations

from aiohttp import web

from app.api.bots import BotReport, BotSummary
from app.api.wire import Data
from app.domain.bot_reports import BotCount, parse_bucket, points, split, top_reasons
from app.server.access.endpoints import Access, Routes
from app.server.context import website_of
from app.server.http.replies import data_reply
from app.server.reports.params import END_DATE, REPORT_ERRORS, START_DATE, parameter, query_shape
from app.server.reports.registry import bot_counts, execute, report_input

routes = Routes()

SITE = "/api/websites/{id}"
GRANULARITY = parameter("granularity", "day or hour; defaults to day")


@routes.add(
    "GET",
    f"{SITE}/bot-summary",
    "Count events of bots and of people",
    needs=Access.READ,
    query=query_shape("BotSummaryQuery", (START_DATE, END_DATE)),
    reply=Data[BotSummary],
    errors=REPORT_ERRORS,
)
async def get_bot_summary(request: web.Request) -> web.Response:
    query, call, _ = bot_counts(report_input(request))
    counts: list[BotCount] = await execute(request, call)
    whole, period = split(counts), query.period
    summary = BotSummary(
        website_of(request).id,
        period.utc_start,
        period.utc_end,
        whole.bot_events,
        whole.human_events,
        whole.bot_rate,
        top_reasons(counts),
    )
    return data_reply(summary)


@routes.add(
    "GET",
    f"{SITE}/bot/report",
    "Count events of bots and of people by day or hour, with the reasons",
    needs=Access.READ,
    query=query_shape("BotReportQuery", (START_DATE, END_DATE, GRANULARITY)),
    reply=Data[BotReport],
    errors=REPORT_ERRORS,
)
async def get_bot_report(request: web.Request) -> web.Response:
    bucket = parse_bucket(request.query.get("granularity"))
    _, *calls = bot_counts(report_input(request))
    counts, agents = [await execute(request, call) for call in calls]
    return data_reply(BotReport(split(counts), points(counts, bucket), top_reasons(counts), tuple(agents)))
