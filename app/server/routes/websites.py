"""The websites of this server: list, add, look at, change, delete."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from aiohttp import web
from msgspec import Meta, Struct

from app.api.wire import Data, NewWebsiteBody, WebsiteList, WebsitePage, WebsiteReply, website_reply
from app.domain.errors import NotFound
from app.domain.live import WebsitesChanged
from app.domain.reports.cursors import cursor_text, parse_cursor
from app.domain.websites import (
    NewWebsite,
    Website,
    WebsiteChange,
    check_name,
    check_timezone,
    new_website_id,
    normalize_domain,
)
from app.server.access.endpoints import Access, Routes
from app.server.access.guard import CALLER
from app.server.context import ADDRESSES, CONTEXT, ServerContext
from app.server.http.replies import data_reply, empty_reply, read_body, read_query, reply
from app.server.ingest.public_suffixes import is_public_suffix
from app.server.unbroken import unbroken
from app.storage import websites

routes = Routes()

DEFAULT_PAGE, LARGEST_PAGE = 20, 100

ONE = "/api/websites/{id}"


class ListQuery(Struct):
    """limit outside 1 to 100 counts as the nearer of the two."""

    limit: Annotated[int, Meta(description="websites a page, 1 to 100")] = DEFAULT_PAGE
    cursor: Annotated[str | None, Meta(description="next_cursor of the page before")] = None


class _Position(Struct, frozen=True, array_like=True, order=True):
    """Where a website stands in the list."""

    created_at: Annotated[datetime, Meta(tz=True)]
    id: str


@routes.add(
    "GET",
    "/api/websites",
    "List websites in the order they were added",
    needs=Access.READ,
    query=ListQuery,
    reply=WebsiteList,
    errors=("bad_request",),
    for_site_keys=True,
)
async def list_websites(request: web.Request) -> web.Response:
    query = read_query(request, ListQuery)
    context = request.app[CONTEXT]
    found = seen_by(request)
    limit = min(max(query.limit, 1), LARGEST_PAGE)
    after = parse_cursor(query.cursor, _Position) if query.cursor else None
    following = [website for website in found if after is None or _position(website) > after]
    page = following[:limit]
    has_more = len(following) > limit
    cursor = cursor_text(_position(page[-1])) if has_more else None
    pagination = WebsitePage(len(found), limit, cursor, cursor, has_more)
    return reply(WebsiteList(tuple(shown(website, context) for website in page), pagination))


@routes.add(
    "POST",
    "/api/websites",
    "Add a website",
    needs=Access.WRITE,
    body=NewWebsiteBody,
    reply=Data[WebsiteReply],
    status=201,
    errors=("bad_request",),
)
async def add_website(request: web.Request) -> web.Response:
    body = await read_body(request, NewWebsiteBody)
    wanted = NewWebsite(
        check_name(body.name),
        normalize_domain(body.domain, is_public_suffix),
        "UTC" if body.timezone is None else check_timezone(body.timezone),
    )
    context = request.app[CONTEXT]
    website = await unbroken(_add(context, wanted))
    return data_reply(shown(website, context), 201)


@routes.add("GET", ONE, "Look at a website", needs=Access.READ, reply=Data[WebsiteReply], errors=("not_found",))
async def get_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    return data_reply(shown(context.directory.require(request.match_info["id"]), context))


@routes.add(
    "PUT",
    ONE,
    "Change a website; what is left out or null stays as it is",
    needs=Access.WRITE,
    body=WebsiteChange,
    reply=Data[WebsiteReply],
    errors=("bad_request", "not_found"),
    for_site_keys=False,
)
async def change_website(request: web.Request) -> web.Response:
    body = await read_body(request, WebsiteChange)
    wanted = WebsiteChange(
        None if body.name is None else check_name(body.name),
        None if body.domain is None else normalize_domain(body.domain, is_public_suffix),
        None if body.timezone is None else check_timezone(body.timezone),
    )
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    if wanted != WebsiteChange():
        website = await unbroken(_change(context, website.id, wanted))
    return data_reply(shown(website, context))


@routes.add(
    "DELETE",
    ONE,
    "Delete a website with all its events",
    needs=Access.WRITE,
    status=204,
    errors=("not_found",),
    for_site_keys=False,
)
async def delete_website(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website_id = request.match_info["id"]
    context.directory.require(website_id)
    await unbroken(_delete(context, website_id))
    if context.accounts is not None:
        caller = context.accounts.caller_of(request.app[ADDRESSES].of(request))
        await unbroken(context.accounts.keys.revoke_of_website(website_id, caller))
    return empty_reply()


def seen_by(request: web.Request) -> list[Website]:
    """The websites that the caller may see: all of them, or the one that his key is for."""
    key = request[CALLER].key
    only = None if key is None else key.website_id
    return [website for website in request.app[CONTEXT].directory.all() if only is None or website.id == only]


def announce(context: ServerContext, website: Website) -> None:
    """Let everybody know a website that is new or changed."""
    context.directory.put(website)
    context.hub.publish(WebsitesChanged())


async def _add(context: ServerContext, wanted: NewWebsite) -> Website:
    async with context.directory.changing:
        website = await context.database.write_durably(websites.add, wanted, new_website_id(), datetime.now(UTC))
        announce(context, website)
    return website


async def _change(context: ServerContext, website_id: str, wanted: WebsiteChange) -> Website:
    async with context.directory.changing:
        website = await context.database.write_durably(websites.change, website_id, wanted, datetime.now(UTC))
        if website is None:
            raise NotFound("Website not found")
        announce(context, website)
    return website


async def _delete(context: ServerContext, website_id: str) -> None:
    async with context.directory.changing:
        website = context.directory.require(website_id)
        # From here on nothing new is accepted for it; what was accepted before is stored first, so that it goes too.
        context.directory.remove(website_id)
        try:
            await context.ingest.flush()
            await context.database.write_durably(websites.delete, website.key)
        except BaseException:
            context.directory.put(website)
            raise
        context.hub.publish(WebsitesChanged())


def shown(website: Website, context: ServerContext) -> WebsiteReply:
    """A website as clients see it."""
    return website_reply(website, context.settings.tracking_public_base)


def _position(website: Website) -> _Position:
    return _Position(website.created_at, website.id)
