"""Custom events: which there are, what they carry, how often they happened."""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from app.api.wire import Data
from app.domain.reports.custom_events import EventNamesReport, EventProperties, EventSeries
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import (
    BOTS,
    FILTERS,
    GRANULARITY,
    RANGE,
    REPORT_ERRORS,
    parameter,
    query_shape,
)
from app.server.reports.registry import answered

routes = Routes()

EVENTS = "/api/websites/{id}/events"
COMMON = (*RANGE, *BOTS, *FILTERS)
PAGING = (
    parameter("limit", "events, 1 to 200; 200 when left out"),
    parameter("offset", "events to skip"),
    parameter("search", "text the name contains, whatever its case"),
)
NAME = (("event_name", Annotated[str, Meta(description="name of the event, exactly as it was sent")]),)


@routes.add(
    "GET",
    EVENTS,
    "List the custom events, the most frequent first",
    needs=Access.READ,
    query=query_shape("EventNamesQuery", COMMON, PAGING),
    reply=EventNamesReport,
    errors=REPORT_ERRORS,
)
async def event_names(request: web.Request) -> web.Response:
    return await answered(request, "events")


@routes.add(
    "GET",
    f"{EVENTS}/properties",
    "Get the values an event carries",
    needs=Access.READ,
    query=query_shape("EventPropertiesQuery", NAME, COMMON),
    reply=Data[EventProperties],
    errors=REPORT_ERRORS,
)
async def event_properties(request: web.Request) -> web.Response:
    return await answered(request, "events/properties")


@routes.add(
    "GET",
    f"{EVENTS}/timeseries",
    "Get how often an event happened by hour, day, week or month",
    needs=Access.READ,
    query=query_shape("EventSeriesQuery", NAME, COMMON, GRANULARITY),
    reply=Data[EventSeries],
    errors=REPORT_ERRORS,
)
async def event_series(request: web.Request) -> web.Response:
    return await answered(request, "events/timeseries")
