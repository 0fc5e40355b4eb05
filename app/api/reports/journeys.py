"""Journeys."""

from __future__ import annotations

from app.api.connection import ApiConnection, bool_text, of_website
from app.api.reports.overview import question_params
from app.domain.reports.journeys import Journey, JourneyQuery
from app.domain.reports.request import ReportRequest


class JourneyCalls(ApiConnection):
    """What people do next, and what they did before."""

    async def journey(self, website_id: str, question: ReportRequest, asked: JourneyQuery) -> Journey:
        """The most frequent paths from an anchor."""
        params = question_params(question) | {
            "anchor_type": asked.anchor.type,
            "anchor_value": asked.anchor.value,
            "direction": asked.direction,
            "max_depth": str(asked.max_depth),
            "pages_only": bool_text(asked.pages_only),
            "merge_repeats": bool_text(asked.merge_repeats),
        }
        return await self._data("GET", of_website(website_id, "/journey"), Journey, params)
