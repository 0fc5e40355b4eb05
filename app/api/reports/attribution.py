"""Attribution and revenue of a goal."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import question_params
from app.domain.reports.attribution import MAX_ROWS, AttributionReport, Model, RevenueReport
from app.domain.reports.request import ReportRequest


class AttributionCalls(ApiConnection):
    """Where those who reached a goal came from, and what that was worth."""

    async def attribution(
        self,
        website_id: str,
        question: ReportRequest,
        goal_id: str,
        *,
        model: Model = "last_touch",
        type: str = "channel",
        limit: int = MAX_ROWS,
        offset: int = 0,
    ) -> AttributionReport:
        """One page of rows with the totals. type: what rows are, such as channel, channel_group, source or page."""
        wanted = {"goal_id": goal_id, "model": model, "type": type, "limit": str(limit), "offset": str(offset)}
        params = question_params(question) | wanted
        return await self._ask("GET", of_website(website_id, "/attribution"), AttributionReport, params)

    async def revenue_summary(self, website_id: str, question: ReportRequest, goal_id: str) -> RevenueReport:
        """How often a goal was reached and what that is worth."""
        params = question_params(question) | {"goal_id": goal_id}
        return await self._ask("GET", of_website(website_id, "/revenue/summary"), RevenueReport, params)
