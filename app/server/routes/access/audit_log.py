"""The audit log: security events of the account and its API keys."""

from __future__ import annotations

from aiohttp import web

from app.api.access import AuditLog
from app.api.wire import CursorPage
from app.domain.errors import BadRequest
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import metadata_of
from app.server.http.paging import CursorQuery, valid_limit
from app.server.http.replies import read_query, reply
from app.storage.access import accounts

routes = Routes()

MAX_DIGITS = 18  # of a cursor: as many as a number in the database can have


@routes.add(
    "GET",
    "/api/auth/audit",
    "List the audit log, newest first",
    needs=Access.MANAGE,
    cors=Cors.NONE,
    query=CursorQuery,
    reply=AuditLog,
)
async def list_audit_log(request: web.Request) -> web.Response:
    query = read_query(request, CursorQuery)
    limit = valid_limit(query.limit)
    before = None if query.cursor is None else _number(query.cursor)
    records = await metadata_of(request).read(accounts.audit_records, before, limit + 1)
    page, has_more = tuple(records[:limit]), len(records) > limit
    cursor = str(page[-1].number) if has_more else None
    return reply(AuditLog(page, CursorPage(limit, cursor, has_more)))


def _number(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) <= MAX_DIGITS):
        raise BadRequest("cursor is not valid for this list", field="cursor")
    return int(cursor)
