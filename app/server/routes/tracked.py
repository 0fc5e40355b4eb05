"""Public addresses of links and pixels, on the plain lane."""

from __future__ import annotations

from aiohttp import web

from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import TRACKED
from app.server.routes.collect import client_facts
from app.server.tracked import Answer, Visit

routes = Routes()


@routes.add(
    "GET",
    "/l/{slug}",
    "Follow a campaign link",
    needs=Access.PUBLIC,
    cors=Cors.OPEN,
    status=302,
    errors=("not_found", "rate_limited"),
    description="Redirects to the destination with the campaign of the link, and counts a click. HEAD counts nothing.",
)
async def follow_link(request: web.Request) -> web.Response:
    return _reply(request.app[TRACKED].follow(request.match_info["slug"], _visit(request)))


@routes.add(
    "GET",
    "/p/{pixel_key}",
    "Get the picture of a tracking pixel",
    needs=Access.PUBLIC,
    cors=Cors.OPEN,
    reply=bytes,
    content_type="image/gif",
    errors=("not_found", "rate_limited"),
    description="Counts a view of the page in the parameter `url`, else of the pixel's own. HEAD counts nothing.",
)
async def get_pixel(request: web.Request) -> web.Response:
    return _reply(request.app[TRACKED].view(request.match_info["pixel_key"], _visit(request)))


def _visit(request: web.Request) -> Visit:
    return Visit(client_facts(request), request.headers, request.query, counts=request.method == "GET")


def _reply(answer: Answer) -> web.Response:
    headers = dict(answer.headers)
    return web.Response(status=answer.status, body=answer.body, content_type=answer.content_type, headers=headers)
