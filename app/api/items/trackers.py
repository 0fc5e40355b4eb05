"""Trackers of other programs: wire types and client methods."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from app.api.connection import ApiConnection, of_website
from app.domain.items.trackers import OtherTrackers


class OtherTrackersBody(msgspec.Struct, frozen=True, kw_only=True):
    """Trackers of other programs whose events a website takes; null for none of that program."""

    umami_website_id: Annotated[str | None, Meta(description="`data-website-id` of Umami's snippet")] = None
    plausible_domain: Annotated[str | None, Meta(description="`data-domain` of Plausible's snippet")] = None
    goatcounter_host: Annotated[str | None, Meta(description="host of the pages with GoatCounter's snippet")] = None


class OtherTrackersReply(OtherTrackersBody, frozen=True, kw_only=True):
    """Trackers of other programs as clients see them."""

    website_id: str


def trackers_reply(website_id: str, trackers: OtherTrackers | None) -> OtherTrackersReply:
    """Return trackers as on the wire. trackers: None where none was ever set."""
    if trackers is None:
        return OtherTrackersReply(website_id=website_id)
    return OtherTrackersReply(
        website_id=website_id,
        umami_website_id=trackers.umami_website_id,
        plausible_domain=trackers.plausible_domain,
        goatcounter_host=trackers.goatcounter_host,
    )


class TrackerCalls(ApiConnection):
    """Calls of trackers of other programs."""

    async def other_trackers(self, website_id: str) -> OtherTrackersReply:
        """Get which trackers of other programs a website takes events of."""
        return await self._data("GET", of_website(website_id, "/other-trackers"), OtherTrackersReply)

    async def set_other_trackers(self, website_id: str, trackers: OtherTrackersBody) -> OtherTrackersReply:
        """Set which trackers of other programs a website takes events of."""
        path = of_website(website_id, "/other-trackers")
        return await self._data("PUT", path, OtherTrackersReply, body=trackers)
