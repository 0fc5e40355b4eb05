"""Retention."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import question_params
from app.domain.reports.request import ReportRequest
from app.domain.reports.retention import CohortGranularity, Retention


class CohortCalls(ApiConnection):
    """Who came again."""

    async def retention(
        self,
        website_id: str,
        question: ReportRequest,
        granularity: CohortGranularity = "week",
        max_periods: int | None = None,
    ) -> Retention:
        """The cohorts of a range. max_periods None: as many periods as are usual for the granularity."""
        params = question_params(question) | {"cohort_granularity": granularity}
        if max_periods is not None:
            params["max_periods"] = str(max_periods)
        return await self._data("GET", of_website(website_id, "/retention"), Retention, params)
