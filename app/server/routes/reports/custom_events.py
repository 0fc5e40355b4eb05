"""Custom events: names, properties and time series."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.custom_events import MAX_NAMES, EventNamesReport, EventProperties, EventSeries
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import (
    COMMON,
    GRANULARITY,
    ORDER,
    REPORT_ERRORS,
    paging,
    parameter,
    query_shape,
    required,
    search,
)
from app.server.reports.registry import run_report

routes = Routes()

EVENTS = "/api/websites/{id}/events"
PAGING = (
    *paging("events", default=MAX_NAMES, highest=MAX_NAMES),
    search("name"),
    parameter("sort", "count, visitors or event_name; defaults to count"),
    ORDER,
)
NAME = (required("event_name", "name of the event, exactly as it was sent"),)


@routes.add(
    "GET",
    EVENTS,
    "List the custom events, by default the most frequent first",
    needs=Access.READ,
    query=query_shape("EventNamesQuery", COMMON, PAGING),
    reply=EventNamesReport,
    errors=REPORT_ERRORS,
)
async def event_names(request: web.Request) -> web.Response:
    return await run_report(request, "events")


@routes.add(
    "GET",
    f"{EVENTS}/properties",
    "Get the properties of a custom event",
    needs=Access.READ,
    query=query_shape("EventPropertiesQuery", NAME, COMMON),
    reply=Data[EventProperties],
    errors=REPORT_ERRORS,
)
async def event_properties(request: web.Request) -> web.Response:
    return await run_report(request, "events/properties")


@routes.add(
    "GET",
    f"{EVENTS}/timeseries",
    "Get the time series of a custom event",
    needs=Access.READ,
    query=query_shape("EventSeriesQuery", NAME, COMMON, GRANULARITY),
    reply=Data[EventSeries],
    errors=REPORT_ERRORS,
)
async def event_series(request: web.Request) -> web.Response:
    return await run_report(request, "events/timeseries")
