"""Endpoint of the history of notifications: what was sent, and every attempt."""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from msgspec import Meta, Struct

from app.api.notifications import DEFAULT_HISTORY, MOST_HISTORY
from app.api.wire import Data
from app.domain.notifications.deliveries import Delivery
from app.server.access.endpoints import Access, Routes
from app.server.context import metadata_of, website_of
from app.server.http.replies import data_reply, read_query
from app.storage import notifications

routes = Routes()


class HistoryQuery(Struct, frozen=True):
    """Query of the history."""

    limit: Annotated[
        int, Meta(description=f"rows; brought into 1 to {MOST_HISTORY}; defaults to {DEFAULT_HISTORY}")
    ] = DEFAULT_HISTORY


@routes.add(
    "GET",
    "/api/websites/{id}/notifications/history",
    "List what was sent and what is being sent, newest first",
    needs=Access.READ,
    query=HistoryQuery,
    reply=Data[tuple[Delivery, ...]],
    errors=("not_found", "storage_unavailable", "bad_request"),
    description="What a deleted subscription or alert sent is listed as well. The newest 200 are kept.",
)
async def list_deliveries(request: web.Request) -> web.Response:
    limit = min(max(read_query(request, HistoryQuery).limit, 1), MOST_HISTORY)
    found = await metadata_of(request).read(notifications.history, website_of(request).key)
    return data_reply(found[:limit])
