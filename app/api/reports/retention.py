"""Retention: client method."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.api.wire import Data
from app.domain.reports.request import ReportRequest
from app.domain.reports.retention import CohortGranularity, Retention


class RetentionCalls(ApiConnection):
    """Client method of retention."""

    @in_batch("retention", Data[Retention])
    async def retention(
        self,
        website_id: str,
        request: ReportRequest,
        granularity: CohortGranularity = "week",
        max_periods: int | None = None,
    ) -> Retention:
        """Get the cohorts of a range. max_periods: None for the default of the granularity."""
        params = request_params(request) | {"cohort_granularity": granularity}
        if max_periods is not None:
            params["max_periods"] = str(max_periods)
        return await self._data("GET", of_website(website_id, "/retention"), Retention, params)
