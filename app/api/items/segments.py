"""Segments of a website: client methods."""

from __future__ import annotations

from urllib.parse import quote

from app.api.connection import ApiConnection, of_website
from app.domain.items.segments import NewSegment, Segment, SegmentChange


class SegmentCalls(ApiConnection):
    """Calls of segments."""

    async def list_segments(self, website_id: str) -> tuple[Segment, ...]:
        """List the segments of a website by name."""
        return await self._data("GET", of_website(website_id, "/segments"), tuple[Segment, ...])

    async def add_segment(self, website_id: str, segment: NewSegment) -> Segment:
        """Create a segment."""
        return await self._data("POST", of_website(website_id, "/segments"), Segment, body=segment)

    async def change_segment(self, website_id: str, segment_id: str, change: SegmentChange) -> Segment:
        """Change a segment; what is None in `change` keeps its value."""
        return await self._data("PUT", _of_segment(website_id, segment_id), Segment, body=change)

    async def delete_segment(self, website_id: str, segment_id: str) -> None:
        """Delete a segment."""
        await self._send("DELETE", _of_segment(website_id, segment_id))


def _of_segment(website_id: str, segment_id: str) -> str:
    return of_website(website_id, f"/segments/{quote(segment_id, safe='')}")
