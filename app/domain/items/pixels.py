"""Tracking pixels: pictures of one transparent point, for mails and pages without a script, that count their views."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.errors import BadRequest
from app.domain.ids import new_id
from app.domain.items.kind import ItemKind, by_age
from app.domain.items.targets import checked_target
from app.domain.websites import Website, check_name

MAX_PIXELS = 500  # of one website
KEY_LENGTH = 22
SUFFIX = ".gif"
PIXEL_VIEW = "pixel_view"
"""Name of the event of a view, whose data has the `pixel_id`."""


@dataclass(frozen=True, slots=True)
class Pixel:
    """A tracking pixel as stored. pixel_key: unique, never changed. default_url: page that a view counts for."""

    id: str
    website_id: str
    name: str
    pixel_key: str
    default_url: str | None
    is_active: bool
    created_at: datetime

    def page(self, url: str | None, domain: str) -> str:
        """Return the page that a view counts for. url: as the request names it, which counts if it is the website's."""
        if url:
            try:
                return _checked_url(url, domain)
            except BadRequest:  # anyone can write anything here; the view counts all the same
                pass
        return self.default_url or f"pixel://{self.pixel_key}"


PIXELS = ItemKind(
    "pixel",
    Pixel,
    MAX_PIXELS,
    order=by_age,
    is_descending=True,
    has_unique_name=False,
    is_in_reports=False,
    title="Tracking pixel",
)


@dataclass(frozen=True, slots=True)
class PixelTotals:
    """Numbers of a pixel since it was made. unique_visitors: distinct ones who saw it."""

    views: int = 0
    unique_visitors: int = 0


def new_pixel(website: Website, name: str, default_url: str | None, now: datetime) -> Pixel:
    """Return a new pixel. now: aware. Raises BadRequest."""
    pixel = Pixel(new_id("pxl"), website.id, name, new_id("px", KEY_LENGTH), default_url, True, now)
    return checked(pixel, website)


def checked(pixel: Pixel, website: Website, *, is_moved: bool = True) -> Pixel:
    """Return the pixel with its name trimmed. is_moved: the page is new. Raises BadRequest."""
    name, url = check_name(pixel.name), pixel.default_url
    if is_moved and url is not None:
        url = _checked_url(url, website.domain)
    return replace(pixel, name=name, default_url=url)


def _checked_url(url: str, domain: str) -> str:
    return checked_target(url, "default_url", "valid", domain)
