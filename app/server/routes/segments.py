"""Segments of a website: filters with a name, which every question about it takes as `segment`."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.api.wire import Data
from app.domain.segments import NewSegment, Segment, SegmentChange, new_segment_id
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, ServerContext, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.unbroken import unbroken
from app.storage import segments

routes = Routes()

ALL = "/api/websites/{id}/segments"
ONE = f"{ALL}/{{segment_id}}"
RULES = ("bad_request", "duplicate_name", "limit_exceeded", "not_found")


@routes.add(
    "GET",
    ALL,
    "List the segments of a website by name",
    needs=Access.READ,
    reply=Data[tuple[Segment, ...]],
    errors=("not_found", "storage_unavailable"),
)
async def list_segments(request: web.Request) -> web.Response:
    website = website_of(request)
    return data_reply(await request.app[CONTEXT].database.read(segments.segments_of, website.key))


@routes.add(
    "POST",
    ALL,
    "Add a segment",
    needs=Access.WRITE,
    body=NewSegment,
    reply=Data[Segment],
    status=201,
    errors=RULES,
)
async def add_segment(request: web.Request) -> web.Response:
    website = website_of(request)
    body = await read_body(request, NewSegment)
    now = datetime.now(UTC)
    wanted = Segment(new_segment_id(), body.name, body.filters, now, now)
    return data_reply(await unbroken(_add(request.app[CONTEXT], website.id, wanted)), 201)


@routes.add(
    "GET",
    ONE,
    "Look at a segment",
    needs=Access.READ,
    reply=Data[Segment],
    errors=("not_found", "storage_unavailable"),
)
async def get_segment(request: web.Request) -> web.Response:
    website = website_of(request)
    segment_id = request.match_info["segment_id"]
    return data_reply(await request.app[CONTEXT].database.read(segments.segment_of, website.key, segment_id))


@routes.add(
    "PUT",
    ONE,
    "Change a segment; what is left out or null stays as it is",
    needs=Access.WRITE,
    body=SegmentChange,
    reply=Data[Segment],
    errors=RULES,
)
async def change_segment(request: web.Request) -> web.Response:
    website = website_of(request)
    change = await read_body(request, SegmentChange)
    return data_reply(
        await unbroken(_change(request.app[CONTEXT], website.id, request.match_info["segment_id"], change))
    )


@routes.add("DELETE", ONE, "Delete a segment", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_segment(request: web.Request) -> web.Response:
    website = website_of(request)
    await unbroken(_delete(request.app[CONTEXT], website.id, request.match_info["segment_id"]))
    return empty_reply()


async def _add(context: ServerContext, website_id: str, wanted: Segment) -> Segment:
    async with context.directory.changing:
        key = context.directory.require(website_id).key
        segment = await context.database.write_durably(segments.add_segment, key, wanted)
        _tell(context, website_id, segment)
    return segment


async def _change(context: ServerContext, website_id: str, segment_id: str, change: SegmentChange) -> Segment:
    async with context.directory.changing:
        key = context.directory.require(website_id).key
        now = datetime.now(UTC)
        segment = await context.database.write_durably(segments.change_segment, key, segment_id, change, now)
        _tell(context, website_id, segment)
    return segment


async def _delete(context: ServerContext, website_id: str, segment_id: str) -> None:
    async with context.directory.changing:
        website = context.directory.require(website_id)
        await context.database.write_durably(segments.delete_segment, website.key, segment_id)
        kept = {known: filters for known, filters in website.segments.items() if known != segment_id}
        context.directory.put_segments(website_id, kept)


def _tell(context: ServerContext, website_id: str, segment: Segment) -> None:
    """Let questions know a segment that is new or changed."""
    known = context.directory.require(website_id).segments
    context.directory.put_segments(website_id, {**known, segment.id: segment.filters})
