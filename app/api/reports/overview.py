"""The reports of the overview, and how a question becomes parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from app.api.connection import ApiConnection, bool_text, of_website
from app.domain.reports.filters import filter_params
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import (
    MetricsReport,
    Overview,
    OverviewReport,
    Realtime,
    Series,
    SeriesReport,
    Stats,
    StatsReport,
)
from app.domain.reports.summary import SummaryReport


class ReportCalls(ApiConnection):
    """Stats, series, breakdowns, realtime."""

    async def overview(
        self, website_id: str, question: ReportRequest, metrics: Sequence[str], limit: int = 10
    ) -> Overview:
        """Stats, series and the first `limit` rows of each breakdown in `metrics`, read at one moment."""
        params = question_params(question) | {"metrics": ",".join(metrics), "limit": str(limit)}
        return (await self._ask("GET", of_website(website_id, "/overview"), OverviewReport, params)).data

    async def stats(self, website_id: str, question: ReportRequest) -> Stats:
        return (await self._ask("GET", of_website(website_id, "/stats"), StatsReport, question_params(question))).data

    async def pageviews(self, website_id: str, question: ReportRequest) -> Series:
        return (
            await self._ask("GET", of_website(website_id, "/pageviews"), SeriesReport, question_params(question))
        ).data

    async def metrics(
        self,
        website_id: str,
        question: ReportRequest,
        type: str,
        *,
        limit: int = 10,
        offset: int = 0,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> MetricsReport:
        """One page of a breakdown with its paging. search: text the value contains; sort, order: blank is the usual."""
        extra = {"type": type, "limit": str(limit), "offset": str(offset)}
        extra |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask(
            "GET", of_website(website_id, "/metrics"), MetricsReport, question_params(question) | extra
        )

    async def several(
        self, website_id: str, question: ReportRequest, questions: Mapping[str, Mapping[str, str]]
    ) -> dict[str, Any]:  # Any: each as its own endpoint replies, or `{"error": ...}`
        """Several reports of one state of the data, by name. questions: of each its `report` and its own parameters."""
        params = question_params(question) | {"questions": msgspec.json.encode(questions).decode()}
        return await self._data("GET", of_website(website_id, "/query"), dict[str, Any], params)

    async def summary(self, limit: int = 100, offset: int = 0) -> SummaryReport:
        """Websites at a glance, in the order they were added."""
        params = {"limit": str(limit), "offset": str(offset)}
        return await self._ask("GET", "/api/summary", SummaryReport, params)

    async def realtime(self, website_id: str, include_bots: bool | None = None) -> Realtime:
        """The last 30 minutes. include_bots None: as the website's bot policy says."""
        params = {} if include_bots is None else {"include_bots": bool_text(include_bots)}
        return await self._data("GET", of_website(website_id, "/realtime"), Realtime, params)


def question_params(question: ReportRequest) -> dict[str, str]:
    """The query parameters that ask a question. What is at its default is left out."""
    params = {"start_date": question.start.isoformat(), "end_date": question.end.isoformat()}
    params |= filter_params(question.filters)
    if question.timezone is not None:
        params["timezone"] = question.timezone
    if question.granularity != "auto":
        params["granularity"] = question.granularity
    if question.include_bots is not None:
        params["include_bots"] = bool_text(question.include_bots)
    if question.compare != "none":
        params["compare_mode"] = question.compare
    if question.compare_start is not None:
        params["compare_start_date"] = question.compare_start.isoformat()
    if question.compare_end is not None:
        params["compare_end_date"] = question.compare_end.isoformat()
    return params
