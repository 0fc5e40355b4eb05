"""Endpoint of the sample website: invented data to explore the program with."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data, WebsiteReply
from app.domain.websites import Website, new_website_id
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, ServerContext
from app.server.http.replies import data_reply
from app.server.routes.websites import announce, shown

routes = Routes()


@routes.add(
    "POST",
    "/api/sample-website",
    "Create a sample website with 90 days of invented data",
    needs=Access.WRITE,
    reply=Data[WebsiteReply],
    status=201,
)
async def add_sample_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    # Under the directory's lock with its history too: one at a time, since that takes a second of processor time.
    website = await context.directory.change(_add(context))
    return data_reply(shown(website, context), 201)


async def _add(context: ServerContext) -> Website:
    website = await context.stores.add_sample(new_website_id(), context.clock(), context.ingest.channels)
    announce(context, website)
    return website
