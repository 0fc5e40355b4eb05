"""Share links: wire types for the owner and for visitors of the link, and client methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.reports.periods import BucketSize
from app.domain.reports.results import Metrics, MetricsRow, OffsetPage, SeriesPoint, SessionPoint, Stats
from app.domain.sharing import Embedding, Section, ShareOptions, checked_options, embed_snippet, share_url
from app.domain.websites import Website


@dataclass(frozen=True, slots=True)
class ShareLink:
    """An active share link. share_url: URL of the share page."""

    share_id: str
    share_url: str


@dataclass(frozen=True, slots=True)
class ShareReply:
    """Share settings of a website. share_id, share_url, embed_snippet: null while it is not shared; the choices stay.

    embed_snippet: HTML element that embeds the share page in pages that `embedding` allows.
    """

    share_id: str | None
    share_url: str | None
    embed_snippet: str | None
    embedding: Embedding
    embed_origins: tuple[str, ...]
    sections: tuple[Section, ...]


class ShareChange(msgspec.Struct, frozen=True):
    """New choices; absent fields keep their value."""

    embedding: Annotated[Embedding | UnsetType, Meta(description="pages that may show the share page in a frame")] = (
        UNSET
    )
    embed_origins: Annotated[
        tuple[str, ...] | UnsetType, Meta(description="origins for `listed`, such as https://example.com")
    ] = UNSET
    sections: Annotated[tuple[Section, ...] | UnsetType, Meta(description="breakdowns that are shown")] = UNSET


@dataclass(frozen=True, slots=True)
class SharedSite:
    """The website of a share link. today: the date in `timezone`; metrics: types of breakdowns it shows."""

    name: str
    domain: str
    timezone: str
    today: date
    max_days: int
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedSeries:
    """Buckets in order without gaps."""

    series: tuple[SeriesPoint, ...]
    granularity: BucketSize


@dataclass(frozen=True, slots=True)
class SharedRows:
    """The first rows of a breakdown."""

    rows: tuple[MetricsRow, ...]


@dataclass(frozen=True, slots=True)
class SharedOverview:
    """First view of the share page, from one state of the data. metrics: by type, those that are shown.

    session_series: as long as the series of pageviews, with the same labels.
    """

    stats: Stats
    pageviews: SharedSeries
    metrics: Mapping[str, SharedRows]
    session_series: tuple[SessionPoint, ...] = ()


class SharedMetrics(msgspec.Struct, frozen=True):
    """One page of a breakdown."""

    data: Metrics
    pagination: OffsetPage


def share_link(share_id: str, public_url: str) -> ShareLink:
    """Return the share link with its URL. public_url: of the server."""
    return ShareLink(share_id, share_url(public_url, share_id))


def changed_options(options: ShareOptions, change: ShareChange) -> ShareOptions:
    """Return the choices after a change, as stored. Raises BadRequest."""
    return checked_options(
        ShareOptions(
            options.embedding if change.embedding is UNSET else change.embedding,
            options.embed_origins if change.embed_origins is UNSET else change.embed_origins,
            options.sections if change.sections is UNSET else change.sections,
        )
    )


def share_reply(website: Website, options: ShareOptions, public_url: str) -> ShareReply:
    """Return the share settings as the owner sees them. public_url: of the server."""
    url = None if website.share_id is None else share_url(public_url, website.share_id)
    return ShareReply(
        share_id=website.share_id,
        share_url=url,
        embed_snippet=None if url is None else embed_snippet(url, website.name),
        embedding=options.embedding,
        embed_origins=options.embed_origins,
        sections=options.sections,
    )


class SharingCalls(ApiConnection):
    """Calls of the owner of a share link, and what its visitors see."""

    async def sharing(self, website_id: str) -> ShareReply:
        """Get the share settings of a website."""
        return await self._data("GET", of_website(website_id, "/share"), ShareReply)

    async def change_sharing(self, website_id: str, change: ShareChange) -> ShareReply:
        """Change the breakdowns shown and the embedding. What `change` leaves out keeps its value."""
        return await self._data("PUT", of_website(website_id, "/share"), ShareReply, body=change)

    async def share_website(self, website_id: str) -> ShareLink:
        """Create the share link; an active link stays the same."""
        return await self._data("POST", of_website(website_id, "/share"), ShareLink)

    async def renew_share_link(self, website_id: str) -> ShareLink:
        """Replace the link by a new one; the old one stops working. Raises AppError `not_found` without a link."""
        return await self._data("POST", of_website(website_id, "/share/renew"), ShareLink)

    async def unshare_website(self, website_id: str) -> None:
        """Delete the share link. Raises AppError `not_found` without a link."""
        await self._send("DELETE", of_website(website_id, "/share"))

    async def shared_overview(self, share_id: str, start: date, end: date) -> SharedOverview:
        """Get what visitors of a share link see first. Counts against the limit of visitors."""
        days = {"start_date": start.isoformat(), "end_date": end.isoformat()}
        return await self._data("GET", f"/api/share/{quote(share_id, safe='')}/overview", SharedOverview, days)

    async def shared_site(self, share_id: str) -> SharedSite:
        """Get what a share link is about. Counts against the limit of visitors."""
        return await self._data("GET", f"/api/share/{quote(share_id, safe='')}", SharedSite)
