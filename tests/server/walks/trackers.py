"""Trackers of other programs: every call of the client."""

from __future__ import annotations

from app.api.items.trackers import OtherTrackersBody
from app.api.wire import WebsiteReply
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    body = OtherTrackersBody(plausible_domain="old.example.com")
    stored = await call(api.set_other_trackers, site, body)
    assert (stored.website_id, stored.plausible_domain, stored.umami_website_id) == (site, "old.example.com", None)
    assert await call(api.other_trackers, site) == stored
    await api.set_other_trackers(site, OtherTrackersBody())
