"""Endpoints of websites: list, create, get, change and delete them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from aiohttp import web
from msgspec import Meta, Struct

from app.api.wire import Data, NewWebsiteBody, WebsiteList, WebsitePage, WebsiteReply, website_reply
from app.domain.errors import NotFound
from app.domain.live import WebsitesChanged
from app.domain.reports.cursors import cursor_text, parse_cursor
from app.domain.tenants import TenantId
from app.domain.websites import (
    NewWebsite,
    Website,
    WebsiteChange,
    check_name,
    check_timezone,
    new_website_id,
    normalize_domain,
)
from app.loop import finish
from app.server.access.endpoints import Access, Routes
from app.server.access.guard import CALLER
from app.server.context import ADDRESSES, CONTEXT, ServerContext, seen_by, website_of
from app.server.http.paging import CursorQuery, valid_limit
from app.server.http.replies import data_reply, empty_reply, read_body, read_query, reply
from app.server.ingest.public_suffixes import is_public_suffix
from app.storage import websites as stored

routes = Routes()

ONE = "/api/websites/{id}"


class _Position(Struct, frozen=True, array_like=True, order=True):
    """Position of a website in the list."""

    created_at: Annotated[datetime, Meta(tz=True)]
    id: str


@routes.add(
    "GET",
    "/api/websites",
    "List websites in the order they were created",
    needs=Access.READ,
    query=CursorQuery,
    reply=WebsiteList,
    errors=("bad_request",),
    for_site_keys=True,
)
async def list_websites(request: web.Request) -> web.Response:
    query = read_query(request, CursorQuery)
    context = request.app[CONTEXT]
    websites = sorted(seen_by(request), key=_position)  # a clock that was set back added some before others
    limit = valid_limit(query.limit)
    after = parse_cursor(query.cursor, _Position) if query.cursor else None
    following = [website for website in websites if after is None or _position(website) > after]
    page = following[:limit]
    has_more = len(following) > limit
    cursor = cursor_text(_position(page[-1])) if has_more else None
    pagination = WebsitePage(len(websites), limit, cursor, cursor, has_more)
    return reply(WebsiteList(tuple(shown(website, context) for website in page), pagination))


@routes.add(
    "POST",
    "/api/websites",
    "Create a website",
    needs=Access.WRITE,
    body=NewWebsiteBody,
    reply=Data[WebsiteReply],
    status=201,
    errors=("bad_request",),
)
async def add_website(request: web.Request) -> web.Response:
    body = await read_body(request, NewWebsiteBody)
    new_website = NewWebsite(
        check_name(body.name),
        normalize_domain(body.domain, is_public_suffix),
        "UTC" if body.timezone is None else check_timezone(body.timezone),
    )
    context = request.app[CONTEXT]
    website = await context.directory.change(_add(context, new_website, request[CALLER].tenant))
    return data_reply(shown(website, context), 201)


@routes.add("GET", ONE, "Get a website", needs=Access.READ, reply=Data[WebsiteReply], errors=("not_found",))
async def get_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    return data_reply(shown(website_of(request), context))


@routes.add(
    "PUT",
    ONE,
    "Change a website; fields that are absent or null keep their value",
    needs=Access.WRITE,
    body=WebsiteChange,
    reply=Data[WebsiteReply],
    errors=("bad_request", "not_found"),
    for_site_keys=False,
)
async def change_website(request: web.Request) -> web.Response:
    body = await read_body(request, WebsiteChange)
    change = WebsiteChange(
        None if body.name is None else check_name(body.name),
        None if body.domain is None else normalize_domain(body.domain, is_public_suffix),
        None if body.timezone is None else check_timezone(body.timezone),
    )
    context = request.app[CONTEXT]
    website = website_of(request)
    if change != WebsiteChange():
        website = await context.directory.change(_change(context, website.id, change))
    return data_reply(shown(website, context))


@routes.add(
    "DELETE",
    ONE,
    "Delete a website and all its data",
    needs=Access.WRITE,
    status=204,
    errors=("not_found",),
    for_site_keys=False,
)
async def delete_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website_id = request.match_info["id"]
    context.directory.require(website_id)
    await context.directory.change(_delete(context, website_id))
    if context.accounts is not None:
        caller = context.accounts.caller_of(request.app[ADDRESSES].of(request))
        await finish(context.accounts.keys.revoke_of_website(website_id, caller))
    return empty_reply()


def announce(context: ServerContext, website: Website) -> None:
    """Put a new or changed website into the directory and notify live clients."""
    context.directory.put(website)
    context.hub.publish(WebsitesChanged())


async def _add(context: ServerContext, new_website: NewWebsite, tenant: TenantId | None) -> Website:
    metadata = context.metadata.of_tenant(tenant)
    website = await metadata.write_durably(stored.add, new_website, new_website_id(), context.clock())
    website = replace(website, tenant=tenant)
    announce(context, website)
    return website


async def _change(context: ServerContext, website_id: str, change: WebsiteChange) -> Website:
    metadata = context.metadata_for(context.directory.require(website_id))
    website = await metadata.write_durably(stored.change, website_id, change, context.clock())
    if website is None:
        raise NotFound("Website not found")
    announce(context, website)
    return website


async def _delete(context: ServerContext, website_id: str) -> None:
    website = context.directory.require(website_id)
    # No further events are accepted from here on; those accepted before are stored first, so that they are deleted too.
    context.directory.remove(website_id)
    try:
        await context.ingest.flush()
        await context.stores.delete_website(website)
    except BaseException:  # cancelled as well: the website is put back, then it is raised again
        context.directory.put(website)
        raise
    if context.imports is not None:
        await context.imports.clear()
    context.hub.publish(WebsitesChanged())


def shown(website: Website, context: ServerContext) -> WebsiteReply:
    """Return a website as clients see it."""
    return website_reply(website, context.settings.tracking_public_base)


def _position(website: Website) -> _Position:
    return _Position(website.created_at, website.id)
