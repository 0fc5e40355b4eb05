"""Endpoints of tracking pixels: list, create, change and delete them, and get their numbers."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web
from msgspec import UNSET

from app.api.items.pixels import NewPixel, PixelChange, PixelReply, PixelStats, pixel_reply, pixel_stats
from app.api.wire import Data
from app.domain.items.pixels import PIXELS, Pixel, PixelTotals, checked, new_pixel
from app.domain.websites import Website
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports import answers
from app.server.reports.params import REPORT_ERRORS
from app.server.reports.registry import all_time, execute

routes = Routes()

ALL = "/api/websites/{id}/pixels"
ONE = f"{ALL}/{{pixel_id}}"
BODY_ERRORS = ("bad_request", "not_found")


@routes.add(
    "GET",
    ALL,
    "List tracking pixels with their numbers, newest first",
    needs=Access.READ,
    reply=Data[tuple[PixelReply, ...]],
    errors=REPORT_ERRORS,
)
async def list_pixels(request: web.Request) -> web.Response:
    pixels = await items.all_items(request, PIXELS)
    totals = await _totals(request) if pixels else {}
    url = request.app[CONTEXT].settings.public_url
    return data_reply(tuple(pixel_reply(pixel, totals.get(pixel.id, PixelTotals()), url) for pixel in pixels))


@routes.add(
    "POST",
    ALL,
    "Create a tracking pixel",
    needs=Access.WRITE,
    body=NewPixel,
    reply=Data[PixelReply],
    status=201,
    errors=(*BODY_ERRORS, "limit_exceeded"),
)
async def add_pixel(request: web.Request) -> web.Response:
    website, context = website_of(request), request.app[CONTEXT]
    body = await read_body(request, NewPixel)
    pixel = new_pixel(website, body.name, body.default_url, context.clock())
    return _reply(request, await items.add(request, PIXELS, pixel), 201)


@routes.add(
    "PUT",
    ONE,
    "Change a tracking pixel; absent fields keep their value",
    needs=Access.WRITE,
    body=PixelChange,
    reply=Data[PixelReply],
    errors=BODY_ERRORS,
)
async def change_pixel(request: web.Request) -> web.Response:
    website, body = website_of(request), await read_body(request, PixelChange)
    return _reply(request, await items.change(request, PIXELS, lambda pixel: _changed(pixel, body, website)))


@routes.add("DELETE", ONE, "Delete a tracking pixel", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_pixel(request: web.Request) -> web.Response:
    await items.delete(request, PIXELS)
    return empty_reply()


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get views and visitors of a tracking pixel",
    needs=Access.READ,
    reply=Data[PixelStats],
    errors=REPORT_ERRORS,
)
async def get_pixel_stats(request: web.Request) -> web.Response:
    pixel = await items.require(request, PIXELS)
    return data_reply(pixel_stats(pixel.id, (await _totals(request)).get(pixel.id, PixelTotals())))


async def _totals(request: web.Request) -> dict[str, PixelTotals]:
    totals: dict[str, PixelTotals] = await execute(request, all_time(website_of(request), answers.pixel_totals))
    return totals


def _changed(pixel: Pixel, body: PixelChange, website: Website) -> Pixel:
    new = replace(
        pixel,
        name=pixel.name if body.name is None else body.name,
        default_url=pixel.default_url if body.default_url is UNSET else body.default_url,
        is_active=pixel.is_active if body.is_active is None else body.is_active,
    )
    return checked(new, website, is_moved=new.default_url != pixel.default_url)


def _reply(request: web.Request, pixel: Pixel, status: int = 200) -> web.Response:
    """Reply with a pixel that was written, without its numbers."""
    return data_reply(pixel_reply(pixel, PixelTotals(), request.app[CONTEXT].settings.public_url), status)
