"""Journeys: what people do next, and what they did before."""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from app.api.wire import Data
from app.domain.reports.journeys import Journey
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import (
    BOTS,
    FILTERS,
    REQUIRED_RANGE,
    parameter,
    query_shape,
)
from app.server.reports.registry import answered

routes = Routes()

ANCHOR = (
    ("anchor_type", Annotated[str, Meta(description="page or event")]),
    ("anchor_value", Annotated[str, Meta(description="path or full URL of a page, or name of an event")]),
    ("direction", Annotated[str, Meta(description="next or previous")]),
)
NODES = (
    parameter("max_depth", "nodes of a path, 1 to 5; 3 when left out"),
    parameter("pages_only", "true leaves custom events out of the paths"),
    parameter("merge_repeats", "true counts a node that follows itself once"),
)


@routes.add(
    "GET",
    "/api/websites/{id}/journey",
    "Get what sessions did right after a page or an event, or before it",
    needs=Access.READ,
    query=query_shape("JourneyQuery", ANCHOR, REQUIRED_RANGE, NODES, BOTS, FILTERS),
    reply=Data[Journey],
    errors=("not_found", "rate_limited", "query_timeout", "storage_unavailable"),
)
async def journey(request: web.Request) -> web.Response:
    return await answered(request, "journey")
