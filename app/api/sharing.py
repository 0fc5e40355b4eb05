"""Share links: wire types for the owner and for everybody with the link, and client methods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.domain.reports.periods import BucketSize
from app.domain.reports.results import Metrics, MetricsRow, OffsetPage, SeriesPoint, Stats
from app.domain.sharing import Embedding, Section, ShareOptions, checked_options, embed_snippet, share_url
from app.domain.websites import Website


@dataclass(frozen=True, slots=True)
class ShareLink:
    """The link that is on. share_url: of the public page."""

    share_id: str
    share_url: str


@dataclass(frozen=True, slots=True)
class ShareReply:
    """How a website is shared. share_id, share_url, embed_snippet are null while it is not; the choices stay.

    embed_snippet: the element that shows the public page inside another one, where `embedding` lets it.
    """

    share_id: str | None
    share_url: str | None
    embed_snippet: str | None
    embedding: Embedding
    embed_origins: tuple[str, ...]
    sections: tuple[Section, ...]


class ShareChange(msgspec.Struct, frozen=True):
    """New choices; what is left out stays as it is."""

    embedding: Annotated[Embedding | UnsetType, Meta(description="whose pages may show the public page in a frame")] = (
        UNSET
    )
    embed_origins: Annotated[
        tuple[str, ...] | UnsetType, Meta(description="those of `listed`, such as https://example.com")
    ] = UNSET
    sections: Annotated[tuple[Section, ...] | UnsetType, Meta(description="the breakdowns that are shown")] = UNSET


@dataclass(frozen=True, slots=True)
class SharedSite:
    """What a link is about. today: the day it is in `timezone`; metrics: the types of breakdowns it opens."""

    name: str
    domain: str
    timezone: str
    today: date
    max_days: int
    metrics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedSeries:
    """Buckets in order, none missing."""

    series: tuple[SeriesPoint, ...]
    granularity: BucketSize


@dataclass(frozen=True, slots=True)
class SharedRows:
    """The first rows of a breakdown."""

    rows: tuple[MetricsRow, ...]


@dataclass(frozen=True, slots=True)
class SharedOverview:
    """Everything the public page begins with, read at one moment. metrics: by type, those that are shown."""

    stats: Stats
    pageviews: SharedSeries
    metrics: Mapping[str, SharedRows]


class SharedMetrics(msgspec.Struct, frozen=True):
    """One page of a breakdown."""

    data: Metrics
    pagination: OffsetPage


def share_link(share_id: str, public_url: str) -> ShareLink:
    return ShareLink(share_id, share_url(public_url, share_id))


def changed_options(now: ShareOptions, change: ShareChange) -> ShareOptions:
    """Return the choices after a change, as they are kept. Raises BadRequest for what cannot be chosen."""
    return checked_options(
        ShareOptions(
            now.embedding if change.embedding is UNSET else change.embedding,
            now.embed_origins if change.embed_origins is UNSET else change.embed_origins,
            now.sections if change.sections is UNSET else change.sections,
        )
    )


def share_reply(website: Website, options: ShareOptions, public_url: str) -> ShareReply:
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
    """The link of a website, and what it shows where."""

    async def sharing(self, website_id: str) -> ShareReply:
        """How a website is shared, whether it is or not."""
        return await self._data("GET", of_website(website_id, "/share"), ShareReply)

    async def change_sharing(self, website_id: str, change: ShareChange) -> ShareReply:
        """Change what is shown and where it may be embedded. What `change` leaves out stays."""
        return await self._data("PUT", of_website(website_id, "/share"), ShareReply, body=change)

    async def share_website(self, website_id: str) -> ShareLink:
        """Switch the link on; one that is on stays the same."""
        return await self._data("POST", of_website(website_id, "/share"), ShareLink)

    async def renew_share_link(self, website_id: str) -> ShareLink:
        """Replace the link by a new one; the old one stops working. Raises AppError `not_found` while it is off."""
        return await self._data("POST", of_website(website_id, "/share/renew"), ShareLink)

    async def unshare_website(self, website_id: str) -> None:
        """Switch the link off for good. Raises AppError `not_found` while it is off."""
        await self._send("DELETE", of_website(website_id, "/share"))
