"""Endpoints of campaign links: list, create, change and delete them, and get their numbers."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web
from msgspec import UNSET

from app.api.items.links import LinkChange, LinkReply, LinkStats, NewLink, link_reply, link_stats
from app.api.wire import Data
from app.domain.items.links import LINKS, Link, LinkTotals, checked, new_link, new_slug
from app.domain.items.targets import UTM_NAMES, LinkCampaign
from app.domain.websites import Website
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports import answers
from app.server.reports.params import REPORT_ERRORS
from app.server.reports.registry import all_time, execute

routes = Routes()

ALL = "/api/websites/{id}/links"
ONE = f"{ALL}/{{link_id}}"
BODY_ERRORS = ("bad_request", "not_found")


@routes.add(
    "GET",
    ALL,
    "List campaign links with their numbers, newest first",
    needs=Access.READ,
    reply=Data[tuple[LinkReply, ...]],
    errors=REPORT_ERRORS,
)
async def list_links(request: web.Request) -> web.Response:
    links = await items.all_items(request, LINKS)
    totals = await _totals(request) if links else {}
    url = request.app[CONTEXT].settings.public_url
    return data_reply(tuple(link_reply(link, totals.get(link.id, LinkTotals()), url) for link in links))


@routes.add(
    "POST",
    ALL,
    "Create a campaign link",
    needs=Access.WRITE,
    body=NewLink,
    reply=Data[LinkReply],
    status=201,
    errors=(*BODY_ERRORS, "limit_exceeded"),
)
async def add_link(request: web.Request) -> web.Response:
    website, context = website_of(request), request.app[CONTEXT]
    body = await read_body(request, NewLink)
    utm = LinkCampaign(*(getattr(body, name) for name in UTM_NAMES))
    slug = new_slug(context.directory.has_link)
    link = new_link(website, body.name, slug, body.destination_url, utm, context.clock())
    return _reply(request, await items.add(request, LINKS, link), 201)


@routes.add(
    "PUT",
    ONE,
    "Change a campaign link; absent fields keep their value",
    needs=Access.WRITE,
    body=LinkChange,
    reply=Data[LinkReply],
    errors=BODY_ERRORS,
)
async def change_link(request: web.Request) -> web.Response:
    website, body = website_of(request), await read_body(request, LinkChange)
    return _reply(request, await items.change(request, LINKS, lambda link: _changed(link, body, website)))


@routes.add("DELETE", ONE, "Delete a campaign link", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_link(request: web.Request) -> web.Response:
    await items.delete(request, LINKS)
    return empty_reply()


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get clicks, visitors, conversions and revenue of a campaign link",
    needs=Access.READ,
    reply=Data[LinkStats],
    errors=REPORT_ERRORS,
)
async def get_link_stats(request: web.Request) -> web.Response:
    link = await items.require(request, LINKS)
    return data_reply(link_stats(link.id, (await _totals(request)).get(link.id, LinkTotals())))


async def _totals(request: web.Request) -> dict[str, LinkTotals]:
    totals: dict[str, LinkTotals] = await execute(request, all_time(website_of(request), answers.link_totals))
    return totals


def _changed(link: Link, body: LinkChange, website: Website) -> Link:
    parts = {name: value for name in UTM_NAMES if (value := getattr(body, name)) is not UNSET}
    new = replace(
        link,
        name=link.name if body.name is None else body.name,
        destination_url=link.destination_url if body.destination_url is None else body.destination_url,
        utm=replace(link.utm, **parts),
        is_active=link.is_active if body.is_active is None else body.is_active,
    )
    return checked(new, website, is_moved=new.destination_url != link.destination_url)


def _reply(request: web.Request, link: Link, status: int = 200) -> web.Response:
    """Reply with a link that was written, without its numbers."""
    return data_reply(link_reply(link, LinkTotals(), request.app[CONTEXT].settings.public_url), status)
