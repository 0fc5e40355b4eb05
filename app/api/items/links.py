"""Campaign links: wire types and client methods."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.items.links import Link, LinkTotals
from app.domain.items.targets import MAX_URL_LENGTH, MAX_UTM_LENGTH
from app.domain.reports.money import by_currency, single

Name = Annotated[str, Meta(description="1 to 100 characters", examples=["Spring newsletter"])]
Destination = Annotated[
    str,
    Meta(description=f"http or https address of the website, at most {MAX_URL_LENGTH:,} characters"),
]
Part = Annotated[
    str | None, Meta(description=f"part of the campaign, at most {MAX_UTM_LENGTH} characters; goes into the address")
]
ChangedPart = Annotated[str | None | UnsetType, Meta(description=f"at most {MAX_UTM_LENGTH} characters; null clears")]


class NewLink(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign link to create."""

    name: Name
    destination_url: Destination
    utm_source: Part = None
    utm_medium: Part = None
    utm_campaign: Part = None
    utm_term: Part = None
    utm_content: Part = None


class LinkChange(msgspec.Struct, frozen=True, kw_only=True):
    """New values of a campaign link; absent fields keep their value."""

    name: Name | None = None
    destination_url: Destination | None = None
    utm_source: ChangedPart = UNSET
    utm_medium: ChangedPart = UNSET
    utm_campaign: ChangedPart = UNSET
    utm_term: ChangedPart = UNSET
    utm_content: ChangedPart = UNSET
    is_active: bool | None = None


class LinkStats(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers of a link since it was made. Revenue is null when there are several currencies."""

    link_id: str
    clicks: int
    unique_visitors: int
    conversions: Annotated[int, Meta(description="goals reached later in sessions that a click began, once a session")]
    revenue: float | None
    revenue_by_currency: dict[str, float]


class LinkReply(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign link with its numbers. tracking_url: the address to give away."""

    id: str
    website_id: str
    name: str
    slug: str
    destination_url: str
    utm_source: str | None
    utm_medium: str | None
    utm_campaign: str | None
    utm_term: str | None
    utm_content: str | None
    is_active: bool
    created_at: datetime
    clicks: int
    unique_visitors: int
    conversions: int
    revenue: float | None
    revenue_by_currency: dict[str, float]
    tracking_url: str


def link_stats(link_id: str, totals: LinkTotals) -> LinkStats:
    """Return the numbers of a link as on the wire."""
    money = by_currency(totals.revenue or {})
    return LinkStats(
        link_id=link_id,
        clicks=totals.clicks,
        unique_visitors=totals.unique_visitors,
        conversions=totals.conversions,
        revenue=single(money),
        revenue_by_currency=money,
    )


def link_reply(link: Link, totals: LinkTotals, public_url: str) -> LinkReply:
    """Return a link as on the wire. public_url: of the server."""
    stats = link_stats(link.id, totals)
    return LinkReply(
        id=link.id,
        website_id=link.website_id,
        name=link.name,
        slug=link.slug,
        destination_url=link.destination_url,
        utm_source=link.utm.utm_source,
        utm_medium=link.utm.utm_medium,
        utm_campaign=link.utm.utm_campaign,
        utm_term=link.utm.utm_term,
        utm_content=link.utm.utm_content,
        is_active=link.is_active,
        created_at=link.created_at,
        clicks=stats.clicks,
        unique_visitors=stats.unique_visitors,
        conversions=stats.conversions,
        revenue=stats.revenue,
        revenue_by_currency=stats.revenue_by_currency,
        tracking_url=f"{public_url}/l/{link.slug}",
    )


class LinkCalls(ApiConnection):
    """Calls of campaign links."""

    async def list_links(self, website_id: str) -> tuple[LinkReply, ...]:
        """List the campaign links of a website with their numbers, newest first."""
        return await self._data("GET", of_website(website_id, "/links"), tuple[LinkReply, ...])

    async def add_link(self, website_id: str, link: NewLink) -> LinkReply:
        """Create a campaign link."""
        return await self._data("POST", of_website(website_id, "/links"), LinkReply, body=link)

    async def change_link(self, website_id: str, link_id: str, change: LinkChange) -> LinkReply:
        """Change a campaign link; absent fields keep their value."""
        return await self._data("PUT", _of_link(website_id, link_id), LinkReply, body=change)

    async def delete_link(self, website_id: str, link_id: str) -> None:
        """Delete a campaign link; its address stops working."""
        await self._send("DELETE", _of_link(website_id, link_id))


def _of_link(website_id: str, link_id: str) -> str:
    return of_website(website_id, f"/links/{quote(link_id, safe='')}")
