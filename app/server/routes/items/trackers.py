"""Endpoints of the settings about trackers of other programs."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from app.api.items.trackers import OtherTrackersBody, OtherTrackersReply, trackers_reply
from app.api.wire import Data
from app.domain.errors import AppError
from app.domain.ids import WebsiteKey, new_id
from app.domain.items.kind import ItemKind
from app.domain.items.trackers import OTHER_TRACKERS, OtherTrackers, checked_trackers
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, read_body
from app.storage import items as stored_items
from app.storage.metadata import Transaction

routes = Routes()

PATH = "/api/websites/{id}/other-trackers"


@routes.add(
    "GET",
    PATH,
    "Get which trackers of other programs a website takes events of",
    needs=Access.READ,
    reply=Data[OtherTrackersReply],
    errors=("not_found", "storage_unavailable"),
)
async def get_trackers(request: web.Request) -> web.Response:
    stored = await items.all_items(request, OTHER_TRACKERS)
    return data_reply(trackers_reply(website_of(request).id, stored[0] if stored else None))


@routes.add(
    "PUT",
    PATH,
    "Set which trackers of other programs a website takes events of; absent fields switch theirs off",
    needs=Access.WRITE,
    body=OtherTrackersBody,
    reply=Data[OtherTrackersReply],
    errors=("bad_request", "not_found", "conflict"),
    description="409 `conflict` when another website takes the events of the same Umami website, domain or host.",
)
async def set_trackers(request: web.Request) -> web.Response:
    website, context = website_of(request), request.app[CONTEXT]
    body = await read_body(request, OtherTrackersBody)
    trackers = checked_trackers(
        OtherTrackers(
            new_id("trk"),
            website.id,
            body.umami_website_id,
            body.plausible_domain,
            body.goatcounter_host,
            context.trusted_clock.now(),
        )
    )
    for key in trackers.keys():  # noqa: SIM118  no mapping
        if context.directory.tracked_by(key) not in (None, website.id):
            raise AppError("conflict", f"another website takes these events of {key[0].capitalize()}")
    stored = await items.write(request, _put, OTHER_TRACKERS, trackers)
    return data_reply(trackers_reply(website.id, stored))


def _put(con: Transaction, website: WebsiteKey, kind: ItemKind[OtherTrackers], new: OtherTrackers) -> OtherTrackers:
    """Put trackers in the place of those that a website has."""
    for old in stored_items.all_items(con, website, kind):
        return stored_items.change(con, website, kind, old.id, lambda old: replace(new, id=old.id))
    return stored_items.add(con, website, kind, new)
