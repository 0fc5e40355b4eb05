"""Endpoints of funnels: list, create, get, change and delete them, and get their results."""

from __future__ import annotations

from aiohttp import web

from app.api.items.funnels import FunnelChangeBody, NewFunnelBody, funnel_change
from app.api.wire import Data
from app.domain.ids import new_id
from app.domain.items.funnels import FUNNELS, Funnel, FunnelItem, FunnelResults, changed, check, item_of, new_funnel
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import BOTS, END_DATE, FILTERS, REPORT_ERRORS, TIMEZONE, parameter, query_shape
from app.server.reports.registry import FUNNEL_DAYS, run_report

routes = Routes()

ALL = "/api/websites/{id}/funnels"
ONE = f"{ALL}/{{funnel_id}}"
RANGE = (parameter("start_date", f"first day, YYYY-MM-DD; defaults to the last {FUNNEL_DAYS} days"), END_DATE, TIMEZONE)
BODY_ERRORS = ("not_found", "validation_error", "duplicate_name")


@routes.add(
    "GET",
    ALL,
    "List funnels, newest first",
    needs=Access.READ,
    reply=Data[tuple[FunnelItem, ...]],
    errors=("not_found",),
)
async def list_funnels(request: web.Request) -> web.Response:
    return data_reply(tuple(map(item_of, await items.all_items(request, FUNNELS))))


@routes.add(
    "POST",
    ALL,
    "Create a funnel",
    needs=Access.WRITE,
    body=NewFunnelBody,
    reply=Data[Funnel],
    status=201,
    errors=(*BODY_ERRORS, "limit_exceeded"),
)
async def add_funnel(request: web.Request) -> web.Response:
    website = website_of(request)
    body = await read_body(request, NewFunnelBody)
    funnel = new_funnel(new_id("fun"), website.id, funnel_change(body), request.app[CONTEXT].clock())
    return data_reply(await items.add(request, FUNNELS, funnel), 201)


@routes.add("GET", ONE, "Get a funnel", needs=Access.READ, reply=Data[Funnel], errors=("not_found",))
async def get_funnel(request: web.Request) -> web.Response:
    return data_reply(await items.require(request, FUNNELS))


@routes.add(
    "PUT",
    ONE,
    "Change a funnel; fields that are absent or null keep their value, steps are replaced together",
    needs=Access.WRITE,
    body=FunnelChangeBody,
    reply=Data[Funnel],
    errors=BODY_ERRORS,
)
async def change_funnel(request: web.Request) -> web.Response:
    website_of(request)
    change = funnel_change(await read_body(request, FunnelChangeBody))
    check(change)  # an invalid body is refused even when there is no such funnel
    now = request.app[CONTEXT].clock()
    return data_reply(await items.change(request, FUNNELS, lambda funnel: changed(funnel, change, now)))


@routes.add("DELETE", ONE, "Delete a funnel", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_funnel(request: web.Request) -> web.Response:
    await items.delete(request, FUNNELS)
    return empty_reply()


@routes.add(
    "GET",
    f"{ONE}/results",
    "Get the sessions that reached each step of a funnel, and the time they took",
    needs=Access.READ,
    query=query_shape("FunnelQuery", RANGE, BOTS, FILTERS),
    reply=Data[FunnelResults],
    errors=REPORT_ERRORS,
)
async def funnel_results(request: web.Request) -> web.Response:
    return await run_report(request, "funnel", funnel_id=request.match_info["funnel_id"])
