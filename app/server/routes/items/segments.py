"""Endpoints of segments: named filters of a website, which every report takes as `segment`."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.items.segments import SEGMENTS, NewSegment, Segment, SegmentChange, changed, new_segment
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body

routes = Routes()

ALL = "/api/websites/{id}/segments"
ONE = f"{ALL}/{{segment_id}}"
READ_ERRORS = ("not_found", "storage_unavailable")
BODY_ERRORS = ("bad_request", "duplicate_name", "limit_exceeded", "not_found")


@routes.add("GET", ALL, "List segments by name", needs=Access.READ, reply=Data[tuple[Segment, ...]], errors=READ_ERRORS)
async def list_segments(request: web.Request) -> web.Response:
    return data_reply(await items.all_items(request, SEGMENTS))


@routes.add(
    "POST",
    ALL,
    "Create a segment",
    needs=Access.WRITE,
    body=NewSegment,
    reply=Data[Segment],
    status=201,
    errors=BODY_ERRORS,
)
async def add_segment(request: web.Request) -> web.Response:
    website_of(request)
    segment = new_segment(await read_body(request, NewSegment), request.app[CONTEXT].clock())
    return data_reply(await items.add(request, SEGMENTS, segment), 201)


@routes.add("GET", ONE, "Get a segment", needs=Access.READ, reply=Data[Segment], errors=READ_ERRORS)
async def get_segment(request: web.Request) -> web.Response:
    return data_reply(await items.require(request, SEGMENTS))


@routes.add(
    "PUT",
    ONE,
    "Change a segment; fields that are absent or null keep their value",
    needs=Access.WRITE,
    body=SegmentChange,
    reply=Data[Segment],
    errors=BODY_ERRORS,
)
async def change_segment(request: web.Request) -> web.Response:
    website_of(request)
    change, now = await read_body(request, SegmentChange), request.app[CONTEXT].clock()
    return data_reply(await items.change(request, SEGMENTS, lambda segment: changed(segment, change, now)))


@routes.add("DELETE", ONE, "Delete a segment", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_segment(request: web.Request) -> web.Response:
    await items.delete(request, SEGMENTS)
    return empty_reply()
