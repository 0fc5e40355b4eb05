"""Segments and annotations of a website."""

from __future__ import annotations

from urllib.parse import quote

from app.api.connection import ApiConnection, of_website
from app.domain.annotations import Annotation, AnnotationChange, NewAnnotation
from app.domain.segments import NewSegment, Segment, SegmentChange


class SegmentCalls(ApiConnection):
    """Filters with a name, and what explains the numbers."""

    async def list_segments(self, website_id: str) -> tuple[Segment, ...]:
        """Every segment of a website, by name."""
        return await self._data("GET", of_website(website_id, "/segments"), tuple[Segment, ...])

    async def segment(self, website_id: str, segment_id: str) -> Segment:
        return await self._data("GET", _segment(website_id, segment_id), Segment)

    async def add_segment(self, website_id: str, wanted: NewSegment) -> Segment:
        return await self._data("POST", of_website(website_id, "/segments"), Segment, body=wanted)

    async def change_segment(self, website_id: str, segment_id: str, change: SegmentChange) -> Segment:
        return await self._data("PUT", _segment(website_id, segment_id), Segment, body=change)

    async def delete_segment(self, website_id: str, segment_id: str) -> None:
        await self._send("DELETE", _segment(website_id, segment_id))

    async def list_annotations(self, website_id: str) -> tuple[Annotation, ...]:
        """Every annotation of a website, in order of time."""
        return await self._data("GET", of_website(website_id, "/annotations"), tuple[Annotation, ...])

    async def annotation(self, website_id: str, annotation_id: str) -> Annotation:
        return await self._data("GET", _annotation(website_id, annotation_id), Annotation)

    async def add_annotation(self, website_id: str, wanted: NewAnnotation) -> Annotation:
        return await self._data("POST", of_website(website_id, "/annotations"), Annotation, body=wanted)

    async def change_annotation(self, website_id: str, annotation_id: str, change: AnnotationChange) -> Annotation:
        """Change an annotation. What `change` leaves out stays."""
        return await self._data("PUT", _annotation(website_id, annotation_id), Annotation, body=change)

    async def delete_annotation(self, website_id: str, annotation_id: str) -> None:
        await self._send("DELETE", _annotation(website_id, annotation_id))


def _segment(website_id: str, segment_id: str) -> str:
    return of_website(website_id, f"/segments/{quote(segment_id, safe='')}")


def _annotation(website_id: str, annotation_id: str) -> str:
    return of_website(website_id, f"/annotations/{quote(annotation_id, safe='')}")
