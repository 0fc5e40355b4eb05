"""Sessions: wire types and client methods."""

from __future__ import annotations

from urllib.parse import quote

import msgspec

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.api.wire import CursorPage
from app.domain.reports.request import ReportRequest
from app.domain.reports.sessions import DEFAULT_SESSIONS, SessionDetail, SessionRow


class SessionList(msgspec.Struct, frozen=True):
    """One page of sessions in order."""

    data: tuple[SessionRow, ...]
    pagination: CursorPage


class SessionCalls(ApiConnection):
    """Client methods of sessions."""

    @in_batch("sessions", SessionList)
    async def sessions(
        self,
        website_id: str,
        request: ReportRequest,
        *,
        limit: int = DEFAULT_SESSIONS,
        cursor: str = "",
        sort: str = "",
        order: str = "",
        visitor_id: str = "",
    ) -> SessionList:
        """Get one page of sessions. cursor: `next_cursor` of the previous page; sort, order: blank for the default."""
        extra = {"cursor": cursor, "sort": sort, "order": order, "visitor_id": visitor_id}
        params = request_params(request) | {"limit": str(limit)}
        params |= {name: text for name, text in extra.items() if text}
        return await self._ask("GET", of_website(website_id, "/sessions"), SessionList, params)

    async def session(self, website_id: str, session_id: str) -> SessionDetail:
        path = of_website(website_id, f"/sessions/{quote(session_id, safe='')}")
        return await self._data("GET", path, SessionDetail)
