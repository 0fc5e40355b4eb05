"""Endpoints of annotations: notes on a day or a time of it, which series carry."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.items.annotations import (
    ANNOTATIONS,
    Annotation,
    AnnotationChange,
    NewAnnotation,
    changed,
    new_annotation,
)
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body

routes = Routes()

ALL = "/api/websites/{id}/annotations"
ONE = f"{ALL}/{{annotation_id}}"
READ_ERRORS = ("not_found", "storage_unavailable")


@routes.add(
    "GET",
    ALL,
    "List annotations by time",
    needs=Access.READ,
    reply=Data[tuple[Annotation, ...]],
    errors=READ_ERRORS,
)
async def list_annotations(request: web.Request) -> web.Response:
    return data_reply(await items.all_items(request, ANNOTATIONS))


@routes.add(
    "POST",
    ALL,
    "Create an annotation",
    needs=Access.WRITE,
    body=NewAnnotation,
    reply=Data[Annotation],
    status=201,
    errors=("bad_request", "limit_exceeded", "not_found"),
)
async def add_annotation(request: web.Request) -> web.Response:
    website = website_of(request)
    annotation = new_annotation(await read_body(request, NewAnnotation), website.timezone, request.app[CONTEXT].clock())
    return data_reply(await items.add(request, ANNOTATIONS, annotation), 201)


@routes.add("GET", ONE, "Get an annotation", needs=Access.READ, reply=Data[Annotation], errors=READ_ERRORS)
async def get_annotation(request: web.Request) -> web.Response:
    return data_reply(await items.require(request, ANNOTATIONS))


@routes.add(
    "PUT",
    ONE,
    "Change an annotation; fields that are absent keep their value",
    needs=Access.WRITE,
    body=AnnotationChange,
    reply=Data[Annotation],
    errors=("bad_request", "not_found"),
)
async def change_annotation(request: web.Request) -> web.Response:
    zone = website_of(request).timezone
    change, now = await read_body(request, AnnotationChange), request.app[CONTEXT].clock()
    return data_reply(await items.change(request, ANNOTATIONS, lambda old: changed(old, change, zone, now)))


@routes.add("DELETE", ONE, "Delete an annotation", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_annotation(request: web.Request) -> web.Response:
    await items.delete(request, ANNOTATIONS)
    return empty_reply()
