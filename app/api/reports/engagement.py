"""When people come, and how long they stay on pages."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import question_params
from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.request import ReportRequest


class HabitCalls(ApiConnection):
    """The heat map of the week and the times on pages."""

    async def heat_map(self, website_id: str, question: ReportRequest) -> HeatMap:
        return await self._data("GET", of_website(website_id, "/heatmap"), HeatMap, question_params(question))

    async def page_times(
        self,
        website_id: str,
        question: ReportRequest,
        *,
        limit: int = 10,
        offset: int = 0,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> PageTimesReport:
        """One page of the times on pages. search: text the path contains; sort, order: blank is the usual."""
        params = question_params(question) | {"limit": str(limit), "offset": str(offset)}
        params |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask("GET", of_website(website_id, "/page-times"), PageTimesReport, params)
