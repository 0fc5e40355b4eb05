"""Overview reports, batches, summary and realtime: client methods; and the query parameters of a report request."""

from __future__ import annotations

from collections.abc import Sequence

from app.api.connection import ApiConnection, bool_text, of_website
from app.api.reports.question import in_batch
from app.api.wire import Data
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
    """Client methods of the overview reports."""

    @in_batch("overview", OverviewReport)
    async def overview(
        self, website_id: str, request: ReportRequest, metrics: Sequence[str], limit: int = 10
    ) -> Overview:
        """Get stats, series and the first `limit` rows of each breakdown in `metrics`, of one state of the data."""
        params = request_params(request) | {"metrics": ",".join(metrics), "limit": str(limit)}
        return (await self._ask("GET", of_website(website_id, "/overview"), OverviewReport, params)).data

    @in_batch("stats", StatsReport)
    async def stats(self, website_id: str, request: ReportRequest) -> Stats:
        return (await self._ask("GET", of_website(website_id, "/stats"), StatsReport, request_params(request))).data

    @in_batch("pageviews", SeriesReport)
    async def pageviews(self, website_id: str, request: ReportRequest) -> Series:
        return (
            await self._ask("GET", of_website(website_id, "/pageviews"), SeriesReport, request_params(request))
        ).data

    @in_batch("metrics", MetricsReport)
    async def metrics(
        self,
        website_id: str,
        request: ReportRequest,
        type: str,
        *,
        limit: int = 10,
        offset: int = 0,
        search: str = "",
        sort: str = "",
        order: str = "",
    ) -> MetricsReport:
        """Get one page of a breakdown. search: text the value contains; sort, order: blank for the default."""
        extra = {"type": type, "limit": str(limit), "offset": str(offset)}
        extra |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask(
            "GET", of_website(website_id, "/metrics"), MetricsReport, request_params(request) | extra
        )

    async def summary(
        self, limit: int = 100, offset: int = 0, *, search: str = "", sort: str = "", order: str = ""
    ) -> SummaryReport:
        """Get a page of website summaries. search: text that name or domain contains; sort, order: blank for the order
        in which the websites were added.
        """
        params = {"limit": str(limit), "offset": str(offset)}
        params |= {name: text for name, text in (("search", search), ("sort", sort), ("order", order)) if text}
        return await self._ask("GET", "/api/summary", SummaryReport, params)

    @in_batch("realtime", Data[Realtime])
    async def realtime(self, website_id: str, include_bots: bool | None = None) -> Realtime:
        """Get the last 30 minutes. include_bots: None for the website's bot policy."""
        params = {} if include_bots is None else {"include_bots": bool_text(include_bots)}
        return await self._data("GET", of_website(website_id, "/realtime"), Realtime, params)


def request_params(request: ReportRequest) -> dict[str, str]:
    """Return the query parameters of a request. What is at its default is left out."""
    params = {"start_date": request.start.isoformat(), "end_date": request.end.isoformat()}
    params |= filter_params(request.filters)
    if request.timezone is not None:
        params["timezone"] = request.timezone
    if request.granularity != "auto":
        params["granularity"] = request.granularity
    if request.include_bots is not None:
        params["include_bots"] = bool_text(request.include_bots)
    if request.compare != "none":
        params["compare_mode"] = request.compare
    if request.compare_start is not None:
        params["compare_start_date"] = request.compare_start.isoformat()
    if request.compare_end is not None:
        params["compare_end_date"] = request.compare_end.isoformat()
    return params
