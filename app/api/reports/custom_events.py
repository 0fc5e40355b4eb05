"""Custom events: client methods."""

from __future__ import annotations

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.api.wire import Data
from app.domain.reports.custom_events import MAX_NAMES, EventNamesReport, EventProperties, EventSeries
from app.domain.reports.request import ReportRequest


class EventCalls(ApiConnection):
    """Client methods of custom events."""

    @in_batch("events", EventNamesReport)
    async def event_names(
        self,
        website_id: str,
        request: ReportRequest,
        *,
        limit: int = MAX_NAMES,
        offset: int = 0,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> EventNamesReport:
        """List the custom events. search: text the name contains; sort, order: blank for the most frequent first."""
        params = request_params(request) | {"limit": str(limit), "offset": str(offset)}
        params |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask("GET", of_website(website_id, "/events"), EventNamesReport, params)

    @in_batch("events/properties", Data[EventProperties])
    async def event_properties(self, website_id: str, request: ReportRequest, name: str) -> EventProperties:
        params = request_params(request) | {"event_name": name}
        return await self._data("GET", of_website(website_id, "/events/properties"), EventProperties, params)

    @in_batch("events/timeseries", Data[EventSeries])
    async def event_series(self, website_id: str, request: ReportRequest, name: str) -> EventSeries:
        params = request_params(request) | {"event_name": name}
        return await self._data("GET", of_website(website_id, "/events/timeseries"), EventSeries, params)
