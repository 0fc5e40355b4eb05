"""Endpoints of imports: files of old numbers, what they have, and how they are stored and undone."""

from __future__ import annotations

import asyncio

from aiohttp import web

from app.api.imports import ImportReply, import_reply
from app.api.wire import Data
from app.domain.errors import BadRequest, ErrorCode, NotFound
from app.domain.imports.jobs import Import
from app.domain.ingest.urls import cut
from app.domain.websites import Website
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, query_params
from app.server.http.uploads import BINARY, uploaded
from app.server.imports.files import MAX_BYTES
from app.server.imports.imports import Imports
from app.server.reports.params import parameter, query_shape

routes = Routes()

IMPORTS = "/api/websites/{id}/imports"
ONE = f"{IMPORTS}/{{import_id}}"
ERRORS: tuple[ErrorCode, ...] = ("not_found", "storage_unavailable")
NAME_LIMIT = 255  # characters
UPLOAD = (
    parameter("file_name", f"name of the file, for the list; at most {NAME_LIMIT} characters"),
    parameter("site", "the only site of the source whose events are taken, as the preview names it"),
)


@routes.add(
    "POST",
    IMPORTS,
    "Upload a file of old numbers, which is read but not stored yet",
    needs=Access.WRITE,
    query=query_shape("ImportQuery", UPLOAD),
    reply=Data[ImportReply],
    status=202,
    accepts=(BINARY,),
    limits_body=True,
    errors=(*ERRORS, "bad_request", "conflict", "limit_exceeded", "payload_too_large"),
    description=(
        f"The body is the file, also packed with gzip or as ZIP, at most {MAX_BYTES // 1024**3} GiB. Its format is"
        " recognised by its content. It is read in the background: `status` becomes `ready`, with a `preview`, or"
        " `failed`."
    ),
)
async def add_import(request: web.Request) -> web.Response:
    _, imports = _of(request)
    params = query_params(request)
    async with imports.receiving() as (import_id, receiver):
        async for chunk in uploaded(request):
            await asyncio.to_thread(receiver.write, chunk)
        if not receiver.size:
            raise BadRequest("Send the file as the body.")

        async def added() -> Import:
            website, imports = _of(request)  # it may have been deleted while the body arrived
            name = cut(params.get("file_name", ""), NAME_LIMIT)
            return await imports.add(website, import_id, name, receiver, params.get("site"))

        job = await request.app[CONTEXT].directory.change(added())
    return _job(request, job, 202)


@routes.add(
    "GET",
    IMPORTS,
    "List the imports of a website, newest first",
    needs=Access.READ,
    reply=Data[tuple[ImportReply, ...]],
    errors=ERRORS,
)
async def list_imports(request: web.Request) -> web.Response:
    website, imports = _of(request)
    return data_reply(tuple(import_reply(job, website.id) for job in await imports.all(website)))


@routes.add("GET", ONE, "Get an import", needs=Access.READ, reply=Data[ImportReply], errors=ERRORS)
async def get_import(request: web.Request) -> web.Response:
    website, imports = _of(request)
    return _job(request, await imports.get(website, request.match_info["import_id"]))


@routes.add(
    "POST",
    f"{ONE}/start",
    "Store the events of an import that was read",
    needs=Access.WRITE,
    reply=Data[ImportReply],
    status=202,
    errors=(*ERRORS, "conflict"),
    description="One that failed half-way goes on where it stopped.",
)
async def start_import(request: web.Request) -> web.Response:
    _of(request)

    async def started() -> Import:
        website, imports = _of(request)
        return await imports.start(website, request.match_info["import_id"])

    return _job(request, await request.app[CONTEXT].directory.change(started()), 202)


@routes.add(
    "DELETE",
    ONE,
    "Undo an import: delete all its events",
    needs=Access.WRITE,
    reply=Data[ImportReply],
    status=202,
    errors=(*ERRORS, "conflict"),
    description="One of which nothing is stored goes from the list at once.",
)
async def undo_import(request: web.Request) -> web.Response:
    _of(request)

    async def begun() -> Import:
        website, imports = _of(request)
        return await imports.undo(website, request.match_info["import_id"])

    return _job(request, await request.app[CONTEXT].directory.change(begun()), 202)


def _of(request: web.Request) -> tuple[Website, Imports]:
    """Return the website in the path, and its imports. Raises NotFound where there are none."""
    website, imports = website_of(request), request.app[CONTEXT].imports
    if imports is None:
        raise NotFound("Old numbers are imported on self-hosted servers alone.")
    return website, imports


def _job(request: web.Request, job: Import, status: int = 200) -> web.Response:
    return data_reply(import_reply(job, request.match_info["id"]), status)
