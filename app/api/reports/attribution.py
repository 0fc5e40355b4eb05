"""Attribution and revenue of a goal: client methods."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.domain.reports.attribution import MAX_ROWS, AttributionReport, Model, RevenueReport
from app.domain.reports.request import ReportRequest


class AttributionCalls(ApiConnection):
    """Client methods of attribution and revenue."""

    @in_batch("attribution", AttributionReport)
    async def attribution(
        self,
        website_id: str,
        request: ReportRequest,
        goal_id: str,
        *,
        model: Model = "last_touch",
        type: str = "channel",
        limit: int = MAX_ROWS,
        offset: int = 0,
    ) -> AttributionReport:
        """Get one page of rows and the totals. type: dimension of the rows, such as channel, source or page."""
        options = {"goal_id": goal_id, "model": model, "type": type, "limit": str(limit), "offset": str(offset)}
        params = request_params(request) | options
        return await self._ask("GET", of_website(website_id, "/attribution"), AttributionReport, params)

    @in_batch("revenue/summary", RevenueReport)
    async def revenue_summary(self, website_id: str, request: ReportRequest, goal_id: str) -> RevenueReport:
        """Get the conversions and revenue of a goal."""
        params = request_params(request) | {"goal_id": goal_id}
        return await self._ask("GET", of_website(website_id, "/revenue/summary"), RevenueReport, params)
