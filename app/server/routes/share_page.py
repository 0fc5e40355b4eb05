"""The public page of share links: one page for all of them, which loads its figures through the public API."""

from __future__ import annotations

import functools
from html import escape

from aiohttp import web

from app.domain.errors import NotFound
from app.domain.server_status import PlacesSource
from app.domain.sharing import ShareOptions
from app.resources import read_text
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT
from app.server.http.static_files import StaticFile, static_file, static_reply
from app.storage import sharing

routes = Routes()

HTML = "text/html"
# Permissions of the page: its own files and figures, and no text that becomes markup.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors {ancestors}"
)
SCRIPT = "text/javascript"
_PLACES = "<!-- places -->"
FILES = {
    "page.css": ("share/page.css", "text/css"),
    "page.js": ("share/page.js", SCRIPT),
    "chart.js": ("share/chart.js", SCRIPT),
    "panels.js": ("share/panels.js", SCRIPT),
    "text.js": ("share/text.js", SCRIPT),
    "icon.svg": ("icons/logo.svg", "image/svg+xml"),
}


@routes.add(
    "GET",
    "/share/{share_id}",
    "Get the public page of a shared website",
    needs=Access.PUBLIC,
    cors=Cors.OPEN,
    reply=str,
    content_type=HTML,
    errors=("not_found", "storage_unavailable"),
    description="Browsers (Accept: text/html) also get the page with status 404, saying that the link does not work.",
)
async def share_page(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    try:
        website = context.directory.shared(request.match_info["share_id"])
    except NotFound:
        if HTML not in request.headers.get("Accept", ""):
            raise
        return _page(ShareOptions(), 404)
    options = await context.metadata_for(website).read(sharing.options_of, website.key)
    return _page(options, 200, context.ingest.places_source())


@routes.add(
    "GET",
    "/share/files/{file}",
    "Get a file of the public page",
    needs=Access.PUBLIC,
    cors=Cors.OPEN,
    reply=bytes,
    content_type="*/*",
    errors=("not_found",),
)
async def share_file(request: web.Request) -> web.Response:
    name = request.match_info["file"]
    if name not in FILES:
        raise NotFound("File not found")
    return static_reply(request, _file(name), {"Cache-Control": "no-cache"})


def _page(options: ShareOptions, status: int, places: PlacesSource | None = None) -> web.Response:
    body = _html().replace(_PLACES, _attribution(places) if places is not None else "")
    headers = {
        "Content-Security-Policy": POLICY.format(ancestors=options.frame_ancestors),
        "X-Robots-Tag": "noindex",
    }
    return web.Response(body=body.encode(), status=status, headers=headers, content_type=HTML, charset="utf-8")


def _attribution(places: PlacesSource) -> str:
    """Return the link to the publisher of the city database, as its licence asks; blank when it asks for none."""
    if not places.attribution:
        return ""
    link = f'<a href="{escape(places.attribution_url)}" rel="noopener nofollow">{escape(places.attribution)}</a>'
    return f'<p id="places">{link}</p>'


@functools.cache
def _html() -> str:
    return read_text("share/page.html")


@functools.cache
def _file(name: str) -> StaticFile:
    path, content_type = FILES[name]
    return static_file(read_text(path).encode(), content_type)
