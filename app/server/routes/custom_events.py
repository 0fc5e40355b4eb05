"""Custom events: which there are, what they carry, how often they happened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from aiohttp import web
from msgspec import Meta

from app.api.wire import Data
from app.domain.custom_events import MAX_NAMES, EventNamesReport, EventProperties, EventSeries, parse_event_names
from app.domain.periods import parse_granularity
from app.domain.report_query import parse_report_query, parse_rows
from app.server.endpoints import Routes, Scope
from app.server.parts import PARTS
from app.server.replies import data_reply, reply
from app.server.report_params import (
    BOTS,
    FILTERS,
    GRANULARITY,
    RANGE,
    REPORT_ERRORS,
    REPORT_LIMIT_S,
    asked_report,
    asked_website,
    parameter,
    query_shape,
)
from app.storage import custom_events

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
    needs=Scope.READ,
    query=query_shape("EventNamesQuery", COMMON, PAGING),
    reply=EventNamesReport,
    errors=REPORT_ERRORS,
)
async def event_names(request: web.Request) -> web.Response:
    query, params = asked_report(request)
    wanted = parse_rows(params, default=MAX_NAMES, highest=MAX_NAMES)
    return reply(await request.app[PARTS].database.read(custom_events.names, query, wanted, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{EVENTS}/properties",
    "Get the values an event carries",
    needs=Scope.READ,
    query=query_shape("EventPropertiesQuery", NAME, COMMON),
    reply=Data[EventProperties],
    errors=REPORT_ERRORS,
)
async def event_properties(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    names = parse_event_names(params)
    query = parse_report_query(params, website, datetime.now(UTC))
    database = request.app[PARTS].database
    return data_reply(await database.read(custom_events.properties, query, names, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{EVENTS}/timeseries",
    "Get how often an event happened by hour, day, week or month",
    needs=Scope.READ,
    query=query_shape("EventSeriesQuery", NAME, COMMON, GRANULARITY),
    reply=Data[EventSeries],
    errors=REPORT_ERRORS,
)
async def event_series(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    names = parse_event_names(params)
    query = parse_report_query(params, website, datetime.now(UTC))
    granularity = parse_granularity(params.get("granularity"))
    database = request.app[PARTS].database
    return data_reply(await database.read(custom_events.series, query, names, granularity, limit_s=REPORT_LIMIT_S))
