"""Engagement: client methods."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.api.wire import Data
from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.request import ReportRequest


class EngagementCalls(ApiConnection):
    """Client methods of engagement."""

    @in_batch("heatmap", Data[HeatMap])
    async def heat_map(self, website_id: str, request: ReportRequest) -> HeatMap:
        return await self._data("GET", of_website(website_id, "/heatmap"), HeatMap, request_params(request))

    @in_batch("page-times", PageTimesReport)
    async def page_times(
        self,
        website_id: str,
        request: ReportRequest,
        *,
        limit: int = 10,
        offset: int = 0,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> PageTimesReport:
        """Get one page of the times on pages. search: text the path contains; sort, order: blank for the default."""
        params = request_params(request) | {"limit": str(limit), "offset": str(offset)}
        params |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask("GET", of_website(website_id, "/page-times"), PageTimesReport, params)
