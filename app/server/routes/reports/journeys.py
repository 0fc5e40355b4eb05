"""Journeys: the pages and events that follow or precede one."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.journeys import DEFAULT_DEPTH, MAX_DEPTH, MAX_NODES, Journey
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import BOTS, FILTERS, REPORT_ERRORS, REQUIRED_RANGE, parameter, query_shape, required
from app.server.reports.registry import run_report

routes = Routes()

ANCHOR = (
    required("anchor_type", "page or event"),
    required("anchor_value", "path or full URL of a page, or name of an event"),
    required("direction", "next or previous"),
)
NODES = (
    parameter("max_depth", f"longest path, 1 to {MAX_DEPTH} nodes; defaults to {DEFAULT_DEPTH}"),
    parameter("pages_only", "true to leave custom events out of the paths"),
    parameter("merge_repeats", "true to count a repeated node once"),
    parameter("max_nodes", f"named nodes of each step of the flow, 1 to {MAX_NODES}; without it there is no flow"),
)


@routes.add(
    "GET",
    "/api/websites/{id}/journey",
    "Get the paths of sessions after or before a page or an event",
    needs=Access.READ,
    query=query_shape("JourneyQuery", ANCHOR, REQUIRED_RANGE, NODES, BOTS, FILTERS),
    reply=Data[Journey],
    errors=REPORT_ERRORS,
)
async def journey(request: web.Request) -> web.Response:
    return await run_report(request, "journey")
