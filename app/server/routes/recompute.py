"""Endpoints of recompute: bot scores of stored events by the rules and the policy as they are now."""

from __future__ import annotations

import asyncio

from aiohttp import web

from app.api.bots import RecomputeBody, RecomputePreviewReply, RecomputeReply, RecomputeStarted, recompute_reply
from app.api.wire import Data
from app.domain.bot_recompute import RecomputeJob, parse_days
from app.domain.errors import ErrorCode, NotFound
from app.domain.websites import Website
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, query_params, read_body, reply
from app.server.recompute import Recomputes
from app.server.reports.params import END_DATE, START_DATE, query_shape
from app.server.reports.registry import REPORT_LIMIT_S
from app.server.reports.turns import report_turn
from app.storage.connection import QueryTooSlow

routes = Routes()

SITE = "/api/websites/{id}"
JOBS = f"{SITE}/bot/recompute"
JOB = f"{JOBS}/{{job_id}}"
ERRORS: tuple[ErrorCode, ...] = ("bad_request", "not_found", "storage_unavailable")
ACT_ERRORS: tuple[ErrorCode, ...] = ("conflict", "not_found", "storage_unavailable")


@routes.add(
    "GET",
    f"{SITE}/bot/recompute-preview",
    "Count the events that a recompute of some days would move",
    needs=Access.READ,
    query=query_shape("RecomputePreviewQuery", (START_DATE, END_DATE)),
    reply=Data[RecomputePreviewReply],
    errors=(*ERRORS, "query_timeout"),
)
async def preview_recompute(request: web.Request) -> web.Response:
    website, recomputes = _of(request)
    params = query_params(request)
    period = parse_days(params.get("start_date"), params.get("end_date"), request.app[CONTEXT].clock())
    await request.app[CONTEXT].ingest.store_waiting([website.key])
    async with report_turn(request, "reports", REPORT_LIMIT_S, is_heavy=True) as left_s:
        try:
            async with asyncio.timeout(left_s):
                preview = await recomputes.preview(website, period)
        except TimeoutError:
            raise QueryTooSlow from None
    return data_reply(
        RecomputePreviewReply(period.utc_start, period.utc_end, preview.events, preview.to_bots, preview.to_people)
    )


@routes.add(
    "POST",
    JOBS,
    "Judge the events of some days by the rules and the policy as they are now",
    needs=Access.WRITE,
    body=RecomputeBody,
    reply=RecomputeStarted,
    status=202,
    errors=(*ERRORS, "conflict"),
)
async def start_recompute(request: web.Request) -> web.Response:
    _of(request)
    body = await read_body(request, RecomputeBody)
    period = parse_days(body.start_date, body.end_date, request.app[CONTEXT].clock())

    async def started() -> RecomputeJob:
        website, recomputes = _of(request)  # it may have been deleted while the body arrived
        return await recomputes.start(website, period)

    job = await request.app[CONTEXT].directory.change(started())
    return reply(RecomputeStarted(job.id, job.status), 202)


@routes.add(
    "GET",
    JOBS,
    "List the last recomputes of a website, newest first",
    needs=Access.READ,
    reply=Data[tuple[RecomputeReply, ...]],
    errors=("not_found", "storage_unavailable"),
)
async def list_recomputes(request: web.Request) -> web.Response:
    website, recomputes = _of(request)
    return data_reply(tuple(recompute_reply(job, website.id) for job in await recomputes.jobs(website)))


@routes.add(
    "GET",
    JOB,
    "Get a recompute",
    needs=Access.READ,
    reply=Data[RecomputeReply],
    errors=("not_found", "storage_unavailable"),
)
async def get_recompute(request: web.Request) -> web.Response:
    website, recomputes = _of(request)
    return _job(website, await recomputes.job(website, request.match_info["job_id"]))


@routes.add(
    "POST",
    f"{JOB}/cancel",
    "End a recompute that runs, and undo what it has changed",
    needs=Access.WRITE,
    reply=Data[RecomputeReply],
    status=202,
    errors=ACT_ERRORS,
)
async def cancel_recompute(request: web.Request) -> web.Response:
    website, recomputes = _of(request)
    return _job(website, await recomputes.cancel(website, request.match_info["job_id"]), 202)


@routes.add(
    "POST",
    f"{JOB}/undo",
    "Undo the last recompute of a website",
    needs=Access.WRITE,
    reply=Data[RecomputeReply],
    status=202,
    errors=ACT_ERRORS,
)
async def undo_recompute(request: web.Request) -> web.Response:
    website, _ = _of(request)

    async def begun() -> RecomputeJob:
        website, recomputes = _of(request)
        return await recomputes.undo(website, request.match_info["job_id"])

    return _job(website, await request.app[CONTEXT].directory.change(begun()), 202)


def _of(request: web.Request) -> tuple[Website, Recomputes]:
    """Return the website in the path, and what recomputes. Raises NotFound where there is none."""
    website, recomputes = website_of(request), request.app[CONTEXT].recomputes
    if recomputes is None:
        raise NotFound("Bot scores are computed again on self-hosted servers alone.")
    return website, recomputes


def _job(website: Website, job: RecomputeJob, status: int = 200) -> web.Response:
    return data_reply(recompute_reply(job, website.id), status)
