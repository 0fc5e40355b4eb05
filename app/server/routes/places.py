"""City database: where places come from, uploading a file, and fetching one from its publisher."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.errors import BadRequest
from app.domain.server_status import CityDownload, PlacesSource
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT
from app.server.http.replies import data_reply
from app.server.http.uploads import BINARY, uploaded
from app.server.places.city_file import MAX_BYTES, too_large

routes = Routes()


@routes.add(
    "GET",
    "/api/places",
    "Get the source of places",
    needs=Access.READ,
    reply=Data[PlacesSource],
    for_site_keys=True,
    description="Where a database asks for it, its name and link belong next to the places that are shown.",
)
async def places_source(request: web.Request) -> web.Response:
    return data_reply(request.app[CONTEXT].ingest.places_source())


@routes.add(
    "PUT",
    "/api/places/city-database",
    "Replace the city database",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[PlacesSource],
    accepts=(BINARY,),
    limits_body=True,
    errors=("bad_request", "payload_too_large", "validation_error", "storage_unavailable"),
    description="The body is an MMDB file, also packed with gzip. The old one stays if it cannot be used.",
)
async def replace_city_database(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    if (request.content_length or 0) > MAX_BYTES:
        raise too_large(MAX_BYTES)
    with context.city_file.receiving() as file:
        size = 0
        async for chunk in uploaded(request):
            size += len(chunk)
            if size > MAX_BYTES:
                raise too_large(MAX_BYTES)
            await context.city_file.write(file, chunk)
        if not size:
            raise BadRequest("Send the file as the body.")
        await context.city_file.install(file)
    return data_reply(context.ingest.places_source())


@routes.add(
    "POST",
    "/api/places/city-database/fetch",
    "Fetch DB-IP City Lite",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[CityDownload],
    status=202,
    description="The download goes on in the background; `places.download` of the server status shows how far it is.",
)
async def fetch_city_database(request: web.Request) -> web.Response:
    return data_reply(request.app[CONTEXT].city_fetch.start(), 202)


@routes.add(
    "DELETE",
    "/api/places/city-database/fetch",
    "Stop fetching DB-IP City Lite",
    needs=Access.ADMIN,
    is_of_server=True,
    status=204,
)
async def stop_fetching(request: web.Request) -> web.Response:
    await request.app[CONTEXT].city_fetch.cancel()
    return web.Response(status=204)
