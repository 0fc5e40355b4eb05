"""Endpoints of an owner's SQL."""

from __future__ import annotations

from aiohttp import web

from app.api.reports.sql_query import SqlBody
from app.api.wire import Data
from app.domain.errors import AppError, ErrorCode, NotFound
from app.domain.sql_query import VIEWS, SqlResult, SqlView
from app.server.access.endpoints import Access, Routes
from app.server.access.guard import CALLER
from app.server.context import CONTEXT
from app.server.http.replies import data_reply, read_body
from app.server.reports.registry import REPORT_LIMIT_S
from app.server.reports.turns import report_turn
from app.storage.sql_query.run import run_sql

routes = Routes()

PATH = "/api/server/sql"
ERRORS: tuple[ErrorCode, ...] = ("not_found", "storage_unavailable")


@routes.add(
    "GET",
    PATH,
    "List the views that SQL may read",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[tuple[SqlView, ...]],
    errors=ERRORS,
)
async def list_sql_views(request: web.Request) -> web.Response:
    _check(request)
    return data_reply(VIEWS)


@routes.add(
    "POST",
    PATH,
    "Run one SELECT over the views",
    needs=Access.ADMIN,
    is_of_server=True,
    body=SqlBody,
    reply=Data[SqlResult],
    errors=(*ERRORS, "query_timeout", "rate_limited"),
    description="Ends when the connection is closed. API keys need the setting `sql_for_keys`.",
)
async def run_sql_query(request: web.Request) -> web.Response:
    _check(request)
    body = await read_body(request, SqlBody)
    async with report_turn(request, "reports", REPORT_LIMIT_S, is_heavy=True) as left_s:
        read = request.app[CONTEXT].events.read
        return data_reply(await read(run_sql, body.sql, body.rows, limit_s=left_s, pool="reports"))


def _check(request: web.Request) -> None:
    """Raise NotFound in cloud mode, whose events lie elsewhere, and AppError `forbidden` for an API key."""
    settings = request.app[CONTEXT].settings
    if settings.mode != "selfhosted":
        raise NotFound("Nothing was found at this address.")
    if request[CALLER].key is not None and not settings.sql_for_keys:
        sentence = "API keys may not use SQL on this server. The setting sql_for_keys allows it."
        raise AppError("forbidden", sentence)
