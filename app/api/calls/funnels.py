"""Funnels and how far sessions came in them."""

from __future__ import annotations

from urllib.parse import quote

from app.api.connection import ApiConnection, of_website
from app.api.funnels import FunnelChangeBody, NewFunnelBody
from app.api.reports.overview import question_params
from app.domain.funnel_reports import FunnelResults
from app.domain.funnels import Funnel, FunnelItem
from app.domain.reports.request import Question


class FunnelCalls(ApiConnection):
    """Adding, changing and deleting funnels; their results."""

    async def list_funnels(self, website_id: str) -> tuple[FunnelItem, ...]:
        """The funnels of a website without their steps, newest first."""
        return await self._data("GET", of_website(website_id, "/funnels"), tuple[FunnelItem, ...])

    async def funnel(self, website_id: str, funnel_id: str) -> Funnel:
        return await self._data("GET", _of_funnel(website_id, funnel_id), Funnel)

    async def add_funnel(self, website_id: str, wanted: NewFunnelBody) -> Funnel:
        return await self._data("POST", of_website(website_id, "/funnels"), Funnel, body=wanted)

    async def change_funnel(self, website_id: str, funnel_id: str, change: FunnelChangeBody) -> Funnel:
        """Give a funnel new values; what `change` leaves out stays, window_seconds None takes the limit away."""
        return await self._data("PUT", _of_funnel(website_id, funnel_id), Funnel, body=change)

    async def delete_funnel(self, website_id: str, funnel_id: str) -> None:
        await self._send("DELETE", _of_funnel(website_id, funnel_id))

    async def funnel_results(self, website_id: str, funnel_id: str, question: Question) -> FunnelResults:
        """How far sessions came. A comparison in the question is not looked at."""
        path = _of_funnel(website_id, funnel_id, "/results")
        return await self._data("GET", path, FunnelResults, question_params(question))


def _of_funnel(website_id: str, funnel_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/funnels/{quote(funnel_id, safe='')}{rest}")
