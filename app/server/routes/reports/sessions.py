"""Sessions: a list by page, and one session with its events."""

from __future__ import annotations

from aiohttp import web

from app.api.reports.sessions import SessionList
from app.api.wire import Data
from app.domain.errors import NotFound
from app.domain.reports.sessions import DEFAULT_SESSIONS, MAX_SESSIONS, SessionDetail, session_id_of
from app.server.access.endpoints import Access, Routes
from app.server.context import website_of
from app.server.http.replies import data_reply
from app.server.reports import answers
from app.server.reports.params import COMMON, ORDER, REPORT_ERRORS, parameter, query_shape
from app.server.reports.registry import ReportCall, execute, run_report

routes = Routes()

SESSIONS = "/api/websites/{id}/sessions"
PAGING = (
    parameter("limit", f"sessions per page, 1 to {MAX_SESSIONS}; defaults to {DEFAULT_SESSIONS}"),
    parameter("cursor", "next_cursor of the previous page"),
    parameter("sort", "last_seen, first_seen, duration_seconds, event_count or pageview_count; defaults to last_seen"),
    ORDER,
    parameter("visitor_id", "only sessions of this visitor"),
)


@routes.add(
    "GET",
    SESSIONS,
    "List the sessions with an event in the range",
    needs=Access.READ,
    query=query_shape("SessionsQuery", COMMON, PAGING),
    reply=SessionList,
    errors=REPORT_ERRORS,
)
async def website_sessions(request: web.Request) -> web.Response:
    return await run_report(request, "sessions")


@routes.add(
    "GET",
    f"{SESSIONS}/{{session_id}}",
    "Get a session with its events",
    needs=Access.READ,
    reply=Data[SessionDetail],
    errors=REPORT_ERRORS,
)
async def website_session(request: web.Request) -> web.Response:
    website, session_id = website_of(request), session_id_of(request.match_info["session_id"])
    if session_id is not None:
        session = await execute(request, ReportCall(answers.session, (website.key, session_id), website.key))
        if session is not None:
            return data_reply(session)
    raise NotFound("Session not found")
