"""Lists of sessions, and one session with its events: wire types and client methods."""

from __future__ import annotations

from urllib.parse import quote

import msgspec

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import question_params
from app.api.wire import CursorPage
from app.domain.reports.request import ReportRequest
from app.domain.reports.sessions import DEFAULT_SESSIONS, SessionDetail, SessionRow


class SessionList(msgspec.Struct, frozen=True):
    """One page of sessions in the order asked for."""

    data: tuple[SessionRow, ...]
    pagination: CursorPage


class VisitCalls(ApiConnection):
    """The sessions of a website."""

    async def visits(
        self,
        website_id: str,
        question: ReportRequest,
        *,
        limit: int = DEFAULT_SESSIONS,
        cursor: str = "",
        sort: str = "",
        order: str = "",
        visitor_id: str = "",
    ) -> SessionList:
        """One page of sessions. cursor: of the page before; sort, order: blank is the usual; visitor_id: of whom."""
        extra = {"cursor": cursor, "sort": sort, "order": order, "visitor_id": visitor_id}
        params = question_params(question) | {"limit": str(limit)}
        params |= {name: text for name, text in extra.items() if text}
        return await self._ask("GET", of_website(website_id, "/sessions"), SessionList, params)

    async def visit(self, website_id: str, session_id: str) -> SessionDetail:
        path = of_website(website_id, f"/sessions/{quote(session_id, safe='')}")
        return await self._data("GET", path, SessionDetail)
