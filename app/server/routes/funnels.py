"""The funnels of a website: list, add, look at, change, delete, and how far sessions came in one."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.api.funnels import FunnelChangeBody, NewFunnelBody, funnel_change
from app.api.wire import Data
from app.domain.funnels import Funnel, FunnelItem, FunnelResults, item_of, new_funnel
from app.domain.ids import new_id
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import BOTS, END_DATE, FILTERS, SLOT_ERRORS, TIMEZONE, parameter, query_shape
from app.server.reports.registry import FUNNEL_DAYS, run_report
from app.storage import funnels

routes = Routes()

ALL = "/api/websites/{id}/funnels"
ONE = f"{ALL}/{{funnel_id}}"
RANGE = (parameter("start_date", f"first day, YYYY-MM-DD; defaults to the last {FUNNEL_DAYS} days"), END_DATE, TIMEZONE)
BODY_ERRORS = ("not_found", "validation_error", "duplicate_name")


@routes.add(
    "GET",
    ALL,
    "List the funnels of a website, newest first",
    needs=Access.READ,
    reply=Data[tuple[FunnelItem, ...]],
    errors=("not_found",),
)
async def list_funnels(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    found = await context.database.read(funnels.all_funnels, website.key)
    return data_reply(tuple(map(item_of, found)))


@routes.add(
    "POST",
    ALL,
    "Add a funnel",
    needs=Access.WRITE,
    body=NewFunnelBody,
    reply=Data[Funnel],
    status=201,
    errors=(*BODY_ERRORS, "limit_exceeded"),
)
async def add_funnel(request: web.Request) -> web.Response:
    body = await read_body(request, NewFunnelBody)
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    wanted = new_funnel(new_id("fun"), website.id, funnel_change(body), datetime.now(UTC))
    return data_reply(await context.database.write_durably(funnels.add, website.key, wanted), 201)


@routes.add("GET", ONE, "Look at a funnel", needs=Access.READ, reply=Data[Funnel], errors=("not_found",))
async def get_funnel(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    return data_reply(await context.database.read(funnels.require, website.key, request.match_info["funnel_id"]))


@routes.add(
    "PUT",
    ONE,
    "Change a funnel; what is left out or null stays as it is, steps are replaced all together",
    needs=Access.WRITE,
    body=FunnelChangeBody,
    reply=Data[Funnel],
    errors=BODY_ERRORS,
)
async def change_funnel(request: web.Request) -> web.Response:
    body = await read_body(request, FunnelChangeBody)
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    funnel_id, change, now = request.match_info["funnel_id"], funnel_change(body), datetime.now(UTC)
    return data_reply(await context.database.write_durably(funnels.change, website.key, funnel_id, change, now))


@routes.add("DELETE", ONE, "Delete a funnel", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_funnel(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    await context.database.write_durably(funnels.delete, website.key, request.match_info["funnel_id"])
    return empty_reply()


@routes.add(
    "GET",
    f"{ONE}/results",
    "Get how many sessions reached each step of a funnel, and how long they took",
    needs=Access.READ,
    query=query_shape("FunnelQuery", RANGE, BOTS, FILTERS),
    reply=Data[FunnelResults],
    errors=SLOT_ERRORS,
)
async def funnel_results(request: web.Request) -> web.Response:
    return await run_report(request, "funnel", funnel_id=request.match_info["funnel_id"])
