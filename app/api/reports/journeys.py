"""Journeys: client method."""

from __future__ import annotations

from app.api.connection import ApiConnection, bool_text, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.api.wire import Data
from app.domain.reports.journeys import Journey, JourneyQuery
from app.domain.reports.request import ReportRequest


class JourneyCalls(ApiConnection):
    """Client method of journeys."""

    @in_batch("journey", Data[Journey])
    async def journey(self, website_id: str, request: ReportRequest, journey: JourneyQuery) -> Journey:
        """Get the most frequent paths from or to an anchor."""
        params = request_params(request) | journey_params(journey)
        return await self._data("GET", of_website(website_id, "/journey"), Journey, params)


def journey_params(journey: JourneyQuery) -> dict[str, str]:
    """Return the query parameters of a journey's own options."""
    return {
        "anchor_type": journey.anchor.type,
        "anchor_value": journey.anchor.value,
        "direction": journey.direction,
        "max_depth": str(journey.max_depth),
        "pages_only": bool_text(journey.pages_only),
        "merge_repeats": bool_text(journey.merge_repeats),
    } | ({"max_nodes": str(journey.max_nodes)} if journey.max_nodes else {})
