"""Sessions: who is signed in, and ending that."""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from msgspec import Meta, Struct

from app.api.auth_wire import SessionList, session_item
from app.domain.reports import OffsetPage
from app.server.auth import CALLER
from app.server.endpoints import Cors, Routes, Scope
from app.server.replies import empty_reply, read_query, reply
from app.server.routes.auth import accounts_of, address_of
from app.server.unbroken import unbroken

routes = Routes()

DEFAULT_PAGE, LARGEST_PAGE = 20, 100


class SessionsQuery(Struct):
    """Values outside what is possible count as the nearest that is."""

    limit: Annotated[int, Meta(description="sessions a page, 1 to 100")] = DEFAULT_PAGE
    offset: Annotated[int, Meta(description="sessions to pass over")] = 0


@routes.add(
    "GET",
    "/api/auth/sessions",
    "List sessions, newest first",
    needs=Scope.ACCOUNT,
    cors=Cors.NONE,
    query=SessionsQuery,
    reply=SessionList,
)
async def list_sessions(request: web.Request) -> web.Response:
    query = read_query(request, SessionsQuery)
    limit, offset = min(max(query.limit, 1), LARGEST_PAGE), max(query.offset, 0)
    found = accounts_of(request).sessions()
    current = request[CALLER].sign_in
    page = tuple(session_item(sign_in, current) for sign_in in found[offset : offset + limit])
    return reply(SessionList(page, OffsetPage(len(found), limit, offset, offset + limit < len(found))))


@routes.add(
    "DELETE",
    "/api/auth/sessions",
    "End every session but the caller's own",
    needs=Scope.ACCOUNT,
    cors=Cors.NONE,
    status=204,
)
async def revoke_other_sessions(request: web.Request) -> web.Response:
    kept = request[CALLER].sign_in
    await unbroken(accounts_of(request).revoke_other_sessions(kept, address_of(request)))
    return empty_reply()


@routes.add(
    "DELETE",
    "/api/auth/sessions/{session_id}",
    "End a session at once",
    needs=Scope.ACCOUNT,
    cors=Cors.NONE,
    status=204,
    errors=("not_found",),
)
async def revoke_session(request: web.Request) -> web.Response:
    session_id = request.match_info["session_id"]
    await unbroken(accounts_of(request).revoke_session(session_id, address_of(request)))
    return empty_reply()
