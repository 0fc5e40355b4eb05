"""Share link settings of a website: create, renew and delete the link, and choose its content."""

from __future__ import annotations

from aiohttp import web

from app.api.sharing import ShareChange, ShareLink, ShareReply, changed_options, share_link, share_reply
from app.api.wire import Data
from app.domain.errors import NotFound
from app.domain.sharing import ShareOptions, new_share_id
from app.domain.websites import Website
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, ServerContext, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.routes.websites import announce
from app.storage import sharing, websites
from app.storage.cache import NONE

routes = Routes()

PATH = "/api/websites/{id}/share"
NOT_SHARED = "Sharing is not enabled for this website"


@routes.add(
    "GET",
    PATH,
    "Get the sharing settings of a website",
    needs=Access.READ,
    reply=Data[ShareReply],
    errors=("not_found",),
)
async def get_sharing(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website = website_of(request)
    options = await context.metadata_for(website).read(sharing.options_of, website.key)
    return data_reply(share_reply(website, options, context.settings.public_url))


@routes.add(
    "PUT",
    PATH,
    "Change sharing settings of a website; omitted fields stay unchanged",
    needs=Access.WRITE,
    for_site_keys=False,
    body=ShareChange,
    reply=Data[ShareReply],
    errors=("bad_request", "not_found"),
)
async def change_sharing(request: web.Request) -> web.Response:
    change = await read_body(request, ShareChange)
    context = request.app[CONTEXT]
    website, options = await context.directory.change(_change_options(context, request.match_info["id"], change))
    return data_reply(share_reply(website, options, context.settings.public_url))


@routes.add(
    "POST",
    PATH,
    "Create the share link of a website, or get the existing one",
    needs=Access.WRITE,
    for_site_keys=False,
    reply=Data[ShareLink],
    status=201,
    errors=("not_found",),
)
async def share_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    share_id = await context.directory.change(_share(context, request.match_info["id"]))
    return data_reply(share_link(share_id, context.settings.public_url), 201)


@routes.add(
    "POST",
    f"{PATH}/renew",
    "Replace the share link of a website; the old link stops working",
    needs=Access.WRITE,
    for_site_keys=False,
    reply=Data[ShareLink],
    status=201,
    errors=("not_found",),
)
async def renew_share_link(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    share_id = new_share_id()
    await context.directory.change(_replace(context, request.match_info["id"], share_id))
    return data_reply(share_link(share_id, context.settings.public_url), 201)


@routes.add(
    "DELETE", PATH, "Stop sharing a website", needs=Access.WRITE, status=204, errors=("not_found",), for_site_keys=False
)
async def unshare_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    await context.directory.change(_replace(context, request.match_info["id"], None))
    return empty_reply()


async def _change_options(context: ServerContext, website_id: str, change: ShareChange) -> tuple[Website, ShareOptions]:
    website = context.directory.require(website_id)
    current = await context.metadata_for(website).read(sharing.options_of, website.key)
    options = changed_options(current, change)
    if options != current:
        await context.metadata_for(website).write_durably(sharing.set_options, website.key, options, invalidates=NONE)
        announce(context, website)
    return website, options


async def _share(context: ServerContext, website_id: str) -> str:
    share_id = context.directory.require(website_id).share_id
    if share_id is None:
        share_id = new_share_id()
        await _store(context, website_id, share_id)
    return share_id


async def _replace(context: ServerContext, website_id: str, share_id: str | None) -> None:
    """Replace the link of a shared website; None deletes it."""
    if context.directory.require(website_id).share_id is None:
        raise NotFound(NOT_SHARED)
    await _store(context, website_id, share_id)


async def _store(context: ServerContext, website_id: str, share_id: str | None) -> None:
    now = context.clock()
    metadata = context.metadata_for(context.directory.require(website_id))
    website = await metadata.write_durably(websites.set_share_id, website_id, share_id, now, invalidates=NONE)
    if website is None:
        raise NotFound("Website not found")
    announce(context, website)
