"""Tracking pixels: wire types and client methods."""

from __future__ import annotations

import html
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.items.pixels import SUFFIX, Pixel, PixelTotals
from app.domain.items.targets import MAX_URL_LENGTH

Name = Annotated[str, Meta(description="1 to 100 characters", examples=["Invoice mail"])]
_PAGE = f"http or https address of the website, at most {MAX_URL_LENGTH:,} characters: the page that views count for"


class NewPixel(msgspec.Struct, frozen=True, kw_only=True):
    """A tracking pixel to create."""

    name: Name
    default_url: Annotated[str | None, Meta(description=_PAGE)] = None


class PixelChange(msgspec.Struct, frozen=True, kw_only=True):
    """New values of a tracking pixel; absent fields keep their value."""

    name: Name | None = None
    default_url: Annotated[str | None | UnsetType, Meta(description=f"{_PAGE}; null clears")] = UNSET
    is_active: bool | None = None


class PixelStats(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of a pixel since it was made."""

    pixel_id: str
    views: int
    unique_visitors: int


class PixelReply(msgspec.Struct, frozen=True, kw_only=True):
    """A tracking pixel with its numbers. snippet: the element to put into a mail or a page."""

    id: str
    website_id: str
    name: str
    pixel_key: str
    default_url: str | None
    is_active: bool
    created_at: datetime
    views: int
    unique_visitors: int
    pixel_url: str
    snippet: str


def pixel_stats(pixel_id: str, totals: PixelTotals) -> PixelStats:
    """Return the numbers of a pixel as on the wire."""
    return PixelStats(pixel_id=pixel_id, views=totals.views, unique_visitors=totals.unique_visitors)


def pixel_reply(pixel: Pixel, totals: PixelTotals, public_url: str) -> PixelReply:
    """Return a pixel as on the wire. public_url: of the server."""
    url = f"{public_url}/p/{pixel.pixel_key}{SUFFIX}"
    return PixelReply(
        id=pixel.id,
        website_id=pixel.website_id,
        name=pixel.name,
        pixel_key=pixel.pixel_key,
        default_url=pixel.default_url,
        is_active=pixel.is_active,
        created_at=pixel.created_at,
        views=totals.views,
        unique_visitors=totals.unique_visitors,
        pixel_url=url,
        snippet=f'<img src="{html.escape(url)}" width="1" height="1" style="display:none" alt="" />',
    )


class PixelCalls(ApiConnection):
    """Calls of tracking pixels."""

    async def list_pixels(self, website_id: str) -> tuple[PixelReply, ...]:
        """List the tracking pixels of a website with their numbers, newest first."""
        return await self._data("GET", of_website(website_id, "/pixels"), tuple[PixelReply, ...])

    async def add_pixel(self, website_id: str, pixel: NewPixel) -> PixelReply:
        """Create a tracking pixel."""
        return await self._data("POST", of_website(website_id, "/pixels"), PixelReply, body=pixel)

    async def change_pixel(self, website_id: str, pixel_id: str, change: PixelChange) -> PixelReply:
        """Change a tracking pixel; absent fields keep their value."""
        return await self._data("PUT", _of_pixel(website_id, pixel_id), PixelReply, body=change)

    async def delete_pixel(self, website_id: str, pixel_id: str) -> None:
        """Delete a tracking pixel; its address stops working."""
        await self._send("DELETE", _of_pixel(website_id, pixel_id))


def _of_pixel(website_id: str, pixel_id: str) -> str:
    return of_website(website_id, f"/pixels/{quote(pixel_id, safe='')}")
