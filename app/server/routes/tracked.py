"""Public addresses of links and pixels: each answers at once and sends an event of its own to ingest.

Whatever keeps the event from being taken, a limit or a full queue, the visitor gets the page or the picture.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

import msgspec
from aiohttp import web

from app.domain.errors import AppError, NotFound
from app.domain.items.links import LINK_CLICK, Link
from app.domain.items.pixels import PIXEL_VIEW, SUFFIX
from app.domain.items.targets import as_location, kept_parameters
from app.domain.websites import Website
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT, TRACKED_LIMITS
from app.server.ingest.journal import ClientFacts
from app.server.limits.request_windows import SlidingWindowLimiter, rate_limited
from app.server.routes.collect import client_facts

routes = Routes()

GIF = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
"""A transparent picture of one point, 43 bytes."""
MAX_TARGETS = 1_024  # of links that are followed often
REDIRECT_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin-when-cross-origin"}
GIF_HEADERS = {
    "Cache-Control": "no-store, no-cache, must-revalidate",
    "Pragma": "no-cache",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


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
    with _counted(request, request.app[TRACKED_LIMITS].links) as client:
        website, link = request.app[CONTEXT].directory.link(request.match_info["slug"])
    target, location = _target_of(link)
    data = {"link_id": link.id, "slug": link.slug, "destination_url": link.destination_url}
    event = {"event_name": LINK_CLICK, "url": target, **link.utm.values()}
    _track(request, client, website, event, data)
    return web.Response(status=302, headers={"Location": location, **REDIRECT_HEADERS})


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
    key = request.match_info["pixel_key"]
    while key.endswith(SUFFIX):
        key = key.removesuffix(SUFFIX)
    with _counted(request, request.app[TRACKED_LIMITS].pixels) as client:
        website, pixel = request.app[CONTEXT].directory.pixel(key)
    url = pixel.page(request.query.get("url"), website.domain)
    data = {"pixel_id": pixel.id, "pixel_key": pixel.pixel_key, "url": url}
    _track(request, client, website, {"event_name": PIXEL_VIEW, "url": url}, data)
    return web.Response(body=GIF, content_type="image/gif", headers=GIF_HEADERS)


@lru_cache(maxsize=MAX_TARGETS)
def _target_of(link: Link) -> tuple[str, str]:
    """Return the address that a link leads to, and its form in a header. To build both takes a tenth of a request."""
    return link.target, as_location(link.target)


@contextmanager
def _counted(request: web.Request, limiter: SlidingWindowLimiter) -> Iterator[ClientFacts | None]:
    """Yield the sender of a request whose event counts, else None.

    Whoever has sent too many is told so where nothing is found: addresses cannot be guessed one after the other.
    """
    client = client_facts(request)
    limit = limiter.hit(client.address, time.monotonic())
    try:
        yield client if limit.is_granted and request.method == "GET" else None
    except NotFound as error:
        if limit.is_granted:
            raise
        raise rate_limited(limit) from error


def _track(
    request: web.Request,
    client: ClientFacts | None,
    website: Website,
    event: Mapping[str, str],
    data: Mapping[str, str],
) -> None:
    """Send an event about a request to ingest. client: None for one that does not count. data: the id comes first."""
    if client is None:
        return
    collector = request.app[CONTEXT].ingest.collector
    common = {"website_id": website.id, "type": "event", **_headers(request)}
    query = kept_parameters([(_clean(name), _clean(value)) for name, value in request.query.items()])
    # What is too long for the data of an event is left out.
    for given in ({**data, "query": query}, data, dict(list(data.items())[:1])):
        body = msgspec.json.encode({**common, **event, "event_data": given})
        try:
            collector.track(body, client, website)
        except AppError as error:
            if error.code != "payload_too_large":
                raise
        else:
            return


def _headers(request: web.Request) -> dict[str, str]:
    """Return what the headers say about the visitor, in the fields of an event."""
    facts = {"referrer": request.headers.get("Referer", ""), "language": language_of(request) or ""}
    return {name: _clean(value) for name, value in facts.items() if value}


def language_of(request: web.Request) -> str | None:
    """Return the language that a browser prefers, None when it does not say."""
    return _clean(request.headers.get("Accept-Language", "").split(",")[0].split(";")[0].strip()) or None


def _clean(text: str) -> str:
    """Return a text of a request with `?` for bytes that are no characters."""
    return text.encode("utf-8", "replace").decode()
