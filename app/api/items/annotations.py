"""Annotations of a website: client methods."""

from __future__ import annotations

from urllib.parse import quote

from app.api.connection import ApiConnection, of_website
from app.domain.items.annotations import Annotation, AnnotationChange, NewAnnotation


class AnnotationCalls(ApiConnection):
    """Calls of annotations."""

    async def list_annotations(self, website_id: str) -> tuple[Annotation, ...]:
        """List the annotations of a website by time."""
        return await self._data("GET", of_website(website_id, "/annotations"), tuple[Annotation, ...])

    async def add_annotation(self, website_id: str, annotation: NewAnnotation) -> Annotation:
        """Create an annotation."""
        return await self._data("POST", of_website(website_id, "/annotations"), Annotation, body=annotation)

    async def change_annotation(self, website_id: str, annotation_id: str, change: AnnotationChange) -> Annotation:
        """Change an annotation; what `change` leaves out keeps its value."""
        return await self._data("PUT", _of_annotation(website_id, annotation_id), Annotation, body=change)

    async def delete_annotation(self, website_id: str, annotation_id: str) -> None:
        """Delete an annotation."""
        await self._send("DELETE", _of_annotation(website_id, annotation_id))


def _of_annotation(website_id: str, annotation_id: str) -> str:
    return of_website(website_id, f"/annotations/{quote(annotation_id, safe='')}")
