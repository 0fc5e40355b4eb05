"""Sign-in sessions: list and end them."""

from __future__ import annotations

from aiohttp import web

from app.api.access import AuthSessionList, auth_session_item
from app.loop import finish
from app.server.access.endpoints import Access, Cors, Routes
from app.server.access.guard import CALLER
from app.server.http.paging import PageQuery, page_of
from app.server.http.replies import empty_reply, reply
from app.server.routes.access.auth import accounts_of, address_of

routes = Routes()


@routes.add(
    "GET",
    "/api/auth/sessions",
    "List sessions, newest first",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    query=PageQuery,
    reply=AuthSessionList,
)
async def list_sessions(request: web.Request) -> web.Response:
    page, pagination = page_of(accounts_of(request).sessions(request[CALLER].session), request)
    current = request[CALLER].session
    return reply(AuthSessionList(tuple(auth_session_item(session, current) for session in page), pagination))


@routes.add(
    "DELETE",
    "/api/auth/sessions",
    "End all other sessions",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    status=204,
)
async def revoke_other_sessions(request: web.Request) -> web.Response:
    kept = request[CALLER].session
    await finish(accounts_of(request).revoke_other_sessions(kept, address_of(request)))
    return empty_reply()


@routes.add(
    "DELETE",
    "/api/auth/sessions/{session_id}",
    "End a session",
    needs=Access.ACCOUNT,
    cors=Cors.NONE,
    status=204,
    errors=("not_found",),
)
async def revoke_session(request: web.Request) -> web.Response:
    session_id = request.match_info["session_id"]
    await finish(accounts_of(request).revoke_session(session_id, request[CALLER].session, address_of(request)))
    return empty_reply()
