"""Segments: every call of the client."""

from __future__ import annotations

from app.api.wire import WebsiteReply
from app.domain.items.segments import NewSegment, SegmentChange
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    segment = await call(api.add_segment, site, NewSegment("Readers", {"filter_page": "/blog/*"}))
    segment = await call(api.change_segment, site, segment.id, SegmentChange(name="Blog"))
    assert (segment.name, segment.filters) == ("Blog", {"filter_page": "/blog/*"})
    assert await call(api.list_segments, site) == (segment,)
    await call(api.delete_segment, site, segment.id)
    assert await api.list_segments(site) == ()
