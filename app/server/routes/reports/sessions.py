"""Sessions: a list of them, a page at a time, and one with its events."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.api.reports.sessions import SessionList
from app.api.wire import CursorPage, Data
from app.domain.errors import NotFound
from app.domain.reports.cursors import cursor_text
from app.domain.reports.query import parse_report_query
from app.domain.reports.sessions import SessionDetail, parse_sessions_query, session_number
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT
from app.server.http.replies import data_reply, reply
from app.server.reports.params import (
    BOTS,
    FILTERS,
    RANGE,
    REPORT_ERRORS,
    REPORT_LIMIT_S,
    asked_website,
    parameter,
    query_shape,
)
from app.storage.reports import sessions

routes = Routes()

SESSIONS = "/api/websites/{id}/sessions"
PAGING = (
    parameter("limit", "sessions a page, 1 to 200; 50 when left out"),
    parameter("cursor", "next_cursor of the page before"),
    parameter("sort", "last_seen, first_seen, duration_seconds, event_count or pageview_count"),
    parameter("order", "desc or asc"),
    parameter("visitor_id", "only the sessions of this visitor"),
)


@routes.add(
    "GET",
    SESSIONS,
    "List the sessions with an event in the range",
    needs=Access.READ,
    query=query_shape("SessionsQuery", RANGE, BOTS, FILTERS, PAGING),
    reply=SessionList,
    errors=REPORT_ERRORS,
)
async def visits(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    wanted = parse_sessions_query(params, website.id)
    query = parse_report_query(params, website, datetime.now(UTC))
    database = request.app[CONTEXT].database
    page = await database.read(sessions.sessions, query, wanted, limit_s=REPORT_LIMIT_S)
    cursor = None if page.following is None else cursor_text(page.following)
    return reply(SessionList(page.rows, CursorPage(wanted.limit, cursor, cursor is not None)))


@routes.add(
    "GET",
    f"{SESSIONS}/{{session_id}}",
    "Get a session with its events",
    needs=Access.READ,
    reply=Data[SessionDetail],
    errors=REPORT_ERRORS,
)
async def visit(request: web.Request) -> web.Response:
    website, _ = asked_website(request)
    number = session_number(request.match_info["session_id"])
    if number is not None:
        found = await request.app[CONTEXT].database.read(sessions.session, website.key, number)
        if found is not None:
            return data_reply(found)
    raise NotFound("Session not found")
