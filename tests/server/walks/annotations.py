"""Annotations: every call of the client."""

from __future__ import annotations

from app.api.wire import WebsiteReply
from app.domain.items.annotations import AnnotationChange, NewAnnotation
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, site = running.api, website.id
    note = await call(api.add_annotation, site, NewAnnotation("2026-03-29", "Launch", "10:30"))
    note = await call(api.change_annotation, site, note.id, AnnotationChange(text="The launch"))
    assert (note.text, note.time, note.timezone) == ("The launch", "10:30", website.timezone)
    assert await call(api.list_annotations, site) == (note,)
    await call(api.delete_annotation, site, note.id)
    assert await api.list_annotations(site) == ()
