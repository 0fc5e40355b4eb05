"""Campaign links: short addresses of a website that redirect to one of its pages, and count who followed them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from app.domain.errors import BadRequest
from app.domain.ids import new_id
from app.domain.items.kind import ItemKind, by_age
from app.domain.items.targets import (
    MAX_URL_LENGTH,
    LinkCampaign,
    as_location,
    checked_target,
    checked_utm,
    random_text,
    with_utm,
)
from app.domain.websites import Website, check_name

MAX_LINKS = 500  # of one website
SLUG_LENGTH = 8
LINK_CLICK = "link_click"
"""Name of the event of a click, whose data has the `link_id`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A campaign link as stored. slug: unique among all websites, never changed."""

    id: str
    website_id: str
    name: str
    slug: str
    destination_url: str
    utm: LinkCampaign
    is_active: bool
    created_at: datetime

    @property
    def target(self) -> str:
        """The address that a visitor is sent to: the destination with the link's campaign."""
        return with_utm(self.destination_url, self.utm)


LINKS = ItemKind(
    "link",
    Link,
    MAX_LINKS,
    order=by_age,
    is_descending=True,
    has_unique_name=False,
    is_in_reports=False,
    title="Campaign link",
)


@dataclass(frozen=True, slots=True)
class LinkTotals:
    """Numbers of a link since it was made. unique_visitors: distinct ones who clicked.

    conversions: goals reached later in a session that a click began, each once a session. revenue: by currency.
    """

    clicks: int = 0
    unique_visitors: int = 0
    conversions: int = 0
    revenue: Mapping[str, Decimal] | None = None


def new_slug(is_taken: Callable[[str], bool], randbelow: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a random slug of 0-9 and a-z that is not taken."""
    while is_taken(slug := random_text(SLUG_LENGTH, randbelow)):
        pass
    return slug


def new_link(website: Website, name: str, slug: str, destination_url: str, utm: LinkCampaign, now: datetime) -> Link:
    """Return a new link. now: aware. Raises BadRequest."""
    link = Link(new_id("lnk"), website.id, name, slug, destination_url, utm, True, now)
    return checked(link, website)


def checked(link: Link, website: Website, *, is_moved: bool = True) -> Link:
    """Return the link with its name trimmed. is_moved: the destination is new. Raises BadRequest."""
    name, utm, url = check_name(link.name), checked_utm(link.utm), link.destination_url
    if is_moved:
        url = checked_target(url, "destination_url", "a valid URL", website.domain)
    if len(as_location(with_utm(url, utm))) > MAX_URL_LENGTH:  # also what stands between this server and a visitor
        raise BadRequest("destination_url exceeds max length", field="destination_url")
    return replace(link, name=name, destination_url=url, utm=utm)
