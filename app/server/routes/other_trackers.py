"""Addresses of other programs' trackers: their requests are taken as events of ours, and answered as they expect."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from app.api.shapes import shape_error
from app.domain.errors import AppError, NotFound
from app.domain.ingest.other_trackers import (
    Event,
    PlausibleBody,
    UmamiBody,
    goatcounter_event,
    plausible_events,
    umami_event,
)
from app.domain.ingest.urls import ascii_host
from app.domain.items.trackers import TrackerKey
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT
from app.server.http.replies import JSON, check_length, read_limited
from app.server.ingest.collect_body import BODY_LIMIT
from app.server.routes.collect import REFUSALS, client_facts
from app.server.tracked import GIF, GIF_HEADERS, language_of

routes = Routes()

T = TypeVar("T")

TEXT = "text/plain"
UMAMI_REPLY = b'{"cache":"","disabled":false}'
PLAUSIBLE_DROPPED = {"X-Plausible-Dropped": "1"}
FACTS: dict[str, Any] = {"needs": Access.PUBLIC, "cors": Cors.INGEST, "errors": REFUSALS}
BODY: dict[str, Any] = {**FACTS, "limits_body": True}
PICTURE: dict[str, Any] = {**FACTS, "reply": bytes, "content_type": "image/gif"}


@routes.add(
    "POST",
    "/api/send",
    "Send an event as Umami's tracker does",
    body=UmamiBody,
    reply=dict[str, Any],
    accepts=(JSON, TEXT),
    description="For websites that name their Umami website id.",
    **BODY,
)
async def umami(request: web.Request) -> web.Response:
    body = await _read(request, UmamiBody)
    website = _website(request, ("umami", body.payload.website.lower()))
    if website is None:
        raise NotFound("Website not found")
    event = umami_event(body)
    if event is not None:
        await _take(request, [event | {"website_id": website}])
    return web.Response(body=UMAMI_REPLY, content_type=JSON)


@routes.add(
    "POST",
    "/api/event",
    "Send an event as Plausible's tracker does",
    body=PlausibleBody,
    reply=str,
    status=202,
    content_type=TEXT,
    accepts=(JSON, TEXT),
    description="For websites that name their Plausible domain. Other events get the same answer and are left out.",
    **BODY,
)
async def plausible(request: web.Request) -> web.Response:
    domains, event = plausible_events(await _read(request, PlausibleBody), language_of(request.headers))
    websites = [website for domain in domains if (website := _website(request, ("plausible", ascii_host(domain))))]
    if event is not None and websites:
        await _take(request, [event | {"website_id": website} for website in dict.fromkeys(websites)])
    return web.Response(text="ok", status=202, headers=None if websites else PLAUSIBLE_DROPPED)


@routes.add("GET", "/count", "Send an event as GoatCounter's tracker does", **PICTURE)
async def goatcounter(request: web.Request) -> web.Response:
    return await _counted(request)


@routes.add("POST", "/count", "Send an event as a beacon of GoatCounter's tracker does", **PICTURE)
async def goatcounter_beacon(request: web.Request) -> web.Response:
    return await _counted(request)


async def _counted(request: web.Request) -> web.Response:
    """Take the event in the query of a request of GoatCounter's tracker, and reply with a picture."""
    if request.method != "HEAD":
        origin = _origin_of(request)
        website = next(filter(None, (_website(request, ("goatcounter", host)) for host in _hosts(origin))), None)
        if website is None:
            raise NotFound("No website takes events of GoatCounter from pages of this host")
        params = {name: value.encode("utf-8", "replace").decode() for name, value in request.query.items()}
        event = goatcounter_event(params, origin, language_of(request.headers))
        if event is not None:
            await _take(request, [event | {"website_id": website}])
    return web.Response(body=GIF, content_type="image/gif", headers=GIF_HEADERS)


async def _read(request: web.Request, shape: type[T]) -> T:
    """Read a body as JSON, whatever its content type says: beacons and older browsers send text."""
    check_length(request, BODY_LIMIT)
    try:
        return msgspec.json.decode(await read_limited(request, BODY_LIMIT), type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise shape_error(error) from error


def _website(request: web.Request, key: TrackerKey) -> str | None:
    return request.app[CONTEXT].directory.tracked_by(key)


async def _take(request: web.Request, events: list[Event]) -> None:
    """Hand events to ingest as a request to `/api/collect`, and wait until they are journalled. Raises AppError."""
    ingest = request.app[CONTEXT].ingest
    reply = ingest.collect(msgspec.json.encode(events), client_facts(request))
    if reply.status != 202:
        error = msgspec.json.decode(reply.body)["error"]
        wait = dict(reply.headers).get("Retry-After")
        raise AppError(error["code"], error["message"], field=error["field"], retry_after_s=int(wait) if wait else None)
    await ingest.journalled()


def _origin_of(request: web.Request) -> str:
    """Return scheme and host of the page that sends a request, blank when the browser does not say."""
    for name in ("Origin", "Referer"):
        try:
            parts = urlsplit(request.headers.get(name, ""))
            if parts.scheme in ("http", "https") and parts.hostname:
                return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        except ValueError:  # anyone may write anything into a header
            continue
    return ""


def _hosts(origin: str) -> list[str]:
    """Return the host of an origin and all that it is below, the nearest first."""
    labels = ascii_host(urlsplit(origin).hostname or "").split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]
