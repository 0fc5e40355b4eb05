"""Annotations of a website: what happened on a day, kept beside the numbers it explains."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.api.wire import Data
from app.domain.annotations import Annotation, AnnotationChange, NewAnnotation, new_annotation, new_annotation_id
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, ServerContext, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.unbroken import unbroken
from app.storage import annotations as stored

routes = Routes()

ALL = "/api/websites/{id}/annotations"
ONE = f"{ALL}/{{annotation_id}}"


@routes.add(
    "GET",
    ALL,
    "List the annotations of a website in order of time",
    needs=Access.READ,
    reply=Data[tuple[Annotation, ...]],
    errors=("not_found", "storage_unavailable"),
)
async def list_annotations(request: web.Request) -> web.Response:
    website = website_of(request)
    return data_reply(await request.app[CONTEXT].database.read(stored.annotations_of, website.key))


@routes.add(
    "POST",
    ALL,
    "Add an annotation",
    needs=Access.WRITE,
    body=NewAnnotation,
    reply=Data[Annotation],
    status=201,
    errors=("bad_request", "limit_exceeded", "not_found"),
)
async def add_annotation(request: web.Request) -> web.Response:
    website = website_of(request)
    body = await read_body(request, NewAnnotation)
    wanted = new_annotation(new_annotation_id(), body, website.timezone, datetime.now(UTC))
    return data_reply(await unbroken(_add(request.app[CONTEXT], website.id, wanted)), 201)


@routes.add(
    "GET",
    ONE,
    "Look at an annotation",
    needs=Access.READ,
    reply=Data[Annotation],
    errors=("not_found", "storage_unavailable"),
)
async def get_annotation(request: web.Request) -> web.Response:
    website = website_of(request)
    wanted = request.match_info["annotation_id"]
    return data_reply(await request.app[CONTEXT].database.read(stored.annotation_of, website.key, wanted))


@routes.add(
    "PUT",
    ONE,
    "Change an annotation; what is left out stays as it is",
    needs=Access.WRITE,
    body=AnnotationChange,
    reply=Data[Annotation],
    errors=("bad_request", "not_found"),
)
async def change_annotation(request: web.Request) -> web.Response:
    website = website_of(request)
    change = await read_body(request, AnnotationChange)
    wanted = request.match_info["annotation_id"]
    now = datetime.now(UTC)
    database = request.app[CONTEXT].database
    return data_reply(
        await database.write_durably(stored.change_annotation, website.key, wanted, change, website.timezone, now)
    )


@routes.add("DELETE", ONE, "Delete an annotation", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_annotation(request: web.Request) -> web.Response:
    website = website_of(request)
    wanted = request.match_info["annotation_id"]
    await request.app[CONTEXT].database.write_durably(stored.delete_annotation, website.key, wanted)
    return empty_reply()


async def _add(context: ServerContext, website_id: str, wanted: Annotation) -> Annotation:
    async with context.directory.changing:  # a website that is being deleted takes no new ones
        key = context.directory.require(website_id).key
        return await context.database.write_durably(stored.add_annotation, key, wanted)
