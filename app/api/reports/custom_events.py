"""Custom events: their names, what they carry, their series."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import question_params
from app.domain.reports.custom_events import MAX_NAMES, EventNamesReport, EventProperties, EventSeries
from app.domain.reports.request import ReportRequest


class EventCalls(ApiConnection):
    """Reports about custom events."""

    async def event_names(
        self, website_id: str, question: ReportRequest, *, limit: int = MAX_NAMES, offset: int = 0, search: str = ""
    ) -> EventNamesReport:
        """The custom events, the most frequent first. search: text the name contains."""
        params = question_params(question) | {"limit": str(limit), "offset": str(offset)}
        if search:
            params["search"] = search
        return await self._ask("GET", of_website(website_id, "/events"), EventNamesReport, params)

    async def event_properties(self, website_id: str, question: ReportRequest, name: str) -> EventProperties:
        params = question_params(question) | {"event_name": name}
        return await self._data("GET", of_website(website_id, "/events/properties"), EventProperties, params)

    async def event_series(self, website_id: str, question: ReportRequest, name: str) -> EventSeries:
        params = question_params(question) | {"event_name": name}
        return await self._data("GET", of_website(website_id, "/events/timeseries"), EventSeries, params)
