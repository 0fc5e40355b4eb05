"""Collect routes: the plain lane for events. The work is done by `app.server.ingest`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import web

from app.api.wire import AcceptedReply
from app.domain.errors import AppError, ErrorCode
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import ADDRESSES, CONTEXT
from app.server.http.replies import JSON, check_length, close_if_unread, is_json, read_at_most
from app.server.ingest.collect_body import BODY_LIMIT, CollectEvent
from app.server.ingest.journal import ClientFacts

routes = Routes()

REFUSALS: tuple[ErrorCode, ...] = (
    "bad_request",
    "batch_too_large",
    "not_found",
    "payload_too_large",
    "rate_limited",
    "unsupported_media_type",
    "ingest_overloaded",
    "collecting_paused",
    "storage_unavailable",
)
TEXT = "text/plain"  # what a beacon sends without a preflight
COLLECT: dict[str, Any] = {  # Any: fields of Endpoint
    "needs": Access.PUBLIC,
    "cors": Cors.INGEST,
    "body": CollectEvent | list[CollectEvent],
    "reply": AcceptedReply,
    "status": 202,
    "accepts": (JSON, TEXT),
    "limits_body": True,
    "errors": REFUSALS,
}


@routes.add("POST", "/e", "Send events (short path used by the tracker)", **COLLECT)
@routes.add("POST", "/api/collect", "Send one event, or a list of up to 50", **COLLECT)
async def collect(request: web.Request) -> web.Response:
    ingest, client = request.app[CONTEXT].ingest, client_facts(request)
    try:
        _check_type(request)
        check_length(request, BODY_LIMIT)  # here, for a refusal with the headers of every reply
        body = await read_at_most(request, BODY_LIMIT + 1)  # ingest itself refuses one byte too many
        reply = ingest.collect(body, client)
        await ingest.journalled()
    except AppError as error:
        reply = ingest.refusal(error, client)  # with the headers of every reply to a collect request
    response = web.Response(status=reply.status, body=reply.body, headers=dict(reply.headers), content_type=JSON)
    if reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        close_if_unread(request, response)
    return response


def _check_type(request: web.Request) -> None:
    if not is_json(request.content_type) and request.content_type != TEXT:
        raise AppError("unsupported_media_type", "Send events with Content-Type application/json or text/plain.")


def client_facts(request: web.Request) -> ClientFacts:
    """Return the facts about the sender of `request`."""
    headers = request.headers
    return ClientFacts(
        address=request.app[ADDRESSES].of(request),
        user_agent=headers.get("User-Agent", ""),
        has_accept="Accept" in headers,
        has_accept_language="Accept-Language" in headers,
    )
