"""Sample replies of a server, and a client that returns them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from msgspec import UNSET
from PySide6.QtCore import Qt

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.api.wire import Data, WebsiteReply
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.domain.reports.custom_events import EventNameRow, EventNames, EventNamesReport
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import (
    Metrics,
    MetricsReport,
    MetricsRow,
    OffsetPage,
    Overview,
    OverviewReport,
    Realtime,
    RealtimePagination,
    Series,
    SeriesPoint,
    SessionPoint,
    Stats,
)
from app.domain.server_status import PlacesSource
from app.ui.bridge import Bridge
from app.ui.pages.page import PageContext
from app.ui.ranges import CompareChoice, compared_days
from app.ui.servers.server_link import ServerLink

NOW = datetime(2026, 3, 14, 15, 30, tzinfo=UTC)
TODAY = NOW.date()
MONTH = ReportRequest(TODAY - timedelta(days=29), TODAY)

SITE = WebsiteReply(
    id="site_shop",
    name="Tea shop",
    domain="tea.example",
    timezone="Europe/Berlin",
    share_id=None,
    tracking_snippet='<script defer src="http://192.168.1.20:3000/s.js" data-website-id="site_shop"></script>',
    is_sample=False,
    created_at=NOW,
    updated_at=NOW,
)
STATS = Stats(48_310, 12_480, 15_902, 0.412, 143.4, 44_120, 11_530, 15_210, 0.388, 151.0, "Europe/Berlin")
NOBODY = Realtime(0, (), RealtimePagination(100, 0), 0, (), (), ())
EVENTS = EventNamesReport(
    EventNames((EventNameRow("signup", 41, 37, False, 30), EventNameRow("download", 12, 9, True)), 2),
    OffsetPage(2, 100, 0, False),
)
NOTHING = Stats(0, 0, 0, 0.0, 0.0, 0, 0, 0, 0.0, 0.0, "Europe/Berlin")

# Keys held with a click on a value, and whether they exclude it: Alt with a click belongs to the window manager.
EXCLUDING = (
    (Qt.KeyboardModifier.NoModifier, False),
    (Qt.KeyboardModifier.ControlModifier, True),
    (Qt.KeyboardModifier.AltModifier, False),
)

VALUES = {
    "page": [
        "/",
        "/shop/green-tea",
        "/blog/how-to-brew-the-perfect-cup-of-sencha-without-a-thermometer-and-other-stories",
        "/shop",
        "/blog",
        "/about",
        "/shop/black-tea",
        "/checkout",
        "/contact",
        "/blog/matcha",
        "/shop/oolong",
    ],
    "source": ["(direct)", "google.com", "newsletter", "news.ycombinator.com", "t.co", "bing.com"],
    "referrer": ["(direct)", "google.com", "duckduckgo.com", "news.ycombinator.com", "t.co", "bing.com"],
    "country": ["DE", "US", "GB", "FR", "JP", "BR", "IN", "NL", "AT", "CH", "PL"],
    "browser": ["Chrome", "Safari", "Firefox", "Edge", "Samsung Internet"],
    "device": ["desktop", "mobile", "tablet"],
    "language": ["de-DE", "en-US", "en-GB", "fr", "ja"],
}


def rows_of(dimension: str, start: int = 0, stop: int = 100, *, is_compared: bool = False) -> tuple[MetricsRow, ...]:
    """Return rows with falling numbers; values beyond the named ones are numbered."""
    named = VALUES.get(dimension, [f"{dimension}-{number}" for number in range(1, 12)])
    rows = []
    for at in range(start, stop):
        value = named[at] if at < len(named) else f"{named[-1]}-{at}"
        visitors = max(1, round(5_120 * 0.66**at))
        row = MetricsRow(value, visitors, visitors * 3 - at, round(38 + at * 2.3, 1), round(150 - at * 7.7, 1))
        if is_compared:
            before = 0 if at == 3 else round(visitors * (0.8 + 0.06 * at))
            row = replace(row, prev_visitors=before, prev_pageviews=before * 3, delta_visitors_abs=visitors - before)
        rows.append(row)
    return tuple(rows)


def report_of(
    dimension: str, total: int = 11, offset: int = 0, limit: int = 100, *, is_compared: bool = False
) -> MetricsReport:
    stop = min(total, offset + limit)
    rows = rows_of(dimension, offset, stop, is_compared=is_compared)
    return MetricsReport(Metrics(dimension, rows), OffsetPage(total, limit, offset, stop < total), None)


def series_of(request: ReportRequest, size: str = "day") -> Series:
    """Return a series with a weekly pattern over the days of a request."""
    days = (request.end - request.start).days + 1
    choice = CompareChoice(request.compare, request.compare_start, request.compare_end)
    other = compared_days((request.start, request.end), choice)
    if size == "hour":
        first = datetime(request.start.year, request.start.month, request.start.day, tzinfo=UTC) - timedelta(hours=1)
        labels = [(first + timedelta(hours=at)).strftime("%Y-%m-%dT%H:%M:%SZ") for at in range(days * 24)]
    else:
        labels = [(request.start + timedelta(days=at)).isoformat() for at in range(days)]
    points = tuple(_point(label, at, 1.0) for at, label in enumerate(labels))
    compared = None
    if other is not None:
        dates = [(other[0] + timedelta(days=at)).isoformat() for at in range(len(labels))]
        compared = tuple(
            replace(_point(label, at + 2, 0.85), compare_date=day)
            for at, (label, day) in enumerate(zip(labels, dates, strict=True))
        )
    return Series(points, size, compared, "Europe/Berlin")  # type: ignore[arg-type]


def _point(label: str, at: int, factor: float) -> SeriesPoint:
    visitors = round((420 + 160 * ((at * 5) % 7) / 6 + 6 * at) * factor)
    return SeriesPoint(label, round(visitors * (3.1 + 0.4 * ((at * 3) % 4))), visitors, UNSET)


def _begun(points: Sequence[SeriesPoint], start: int = 0) -> tuple[SessionPoint, ...]:
    return tuple(
        SessionPoint(point.date, round(point.visitors * 1.3), 0.35 + 0.02 * (at % 7), 110.0 + 9 * (at % 5))
        for at, point in enumerate(points, start)
    )


class FakeClient:
    """Client of a server with one shop. error: raised instead of a reply; gate: replies wait for it."""

    base_url = "http://fake"

    def __init__(self) -> None:
        self.stats_given = STATS
        self.ever = STATS
        self.total = 11
        self.places = PlacesSource()
        self.error: AppError | None = None
        self.gate: asyncio.Event | None = None
        self.calls: list[tuple[object, ...]] = []

    async def overview(
        self, website_id: str, request: ReportRequest, metrics: Sequence[str], limit: int = 10
    ) -> Overview:
        self.calls.append(("overview", website_id, request, tuple(metrics), limit))
        await self._wait()
        compared = request.compare != "none"
        size = "hour" if request.start == request.end else "day"
        reports = tuple(report_of(name, self.total, 0, limit, is_compared=compared) for name in metrics)
        series = series_of(request, size)
        before = None if series.compare_series is None else _begun(series.compare_series, 2)
        return Overview(self.stats_given, series, _begun(series.series), reports, before)

    async def reports(
        self, website_id: str, request: ReportRequest, questions: Mapping[str, Question]
    ) -> dict[str, Any]:
        replies: dict[str, Any] = {}
        for name, question in questions.items():
            if question.report == "events":
                replies[name] = EVENTS
                continue
            if question.report == "realtime":
                replies[name] = Data(NOBODY)
                continue
            if question.report not in ("overview", "metrics"):
                replies[name] = AppError("bad_request", f"No sample of the report {question.report}.")
                continue
            if "start_date" in question.params:
                replies[name] = AppError("bad_request", "No sample of a report with days of its own.")
                continue
            params = dict(question.params)
            limit = int(params.pop("limit"))
            if question.report == "overview":
                types = [type for type in params["metrics"].split(",") if type]
                replies[name] = OverviewReport(await self.overview(website_id, request, types, limit))
            else:
                offset = int(params.pop("offset", "0"))
                replies[name] = await self.metrics(website_id, request, limit=limit, offset=offset, **params)
        return replies

    async def places_source(self) -> PlacesSource:
        return self.places

    async def stats(self, website_id: str, request: ReportRequest) -> Stats:
        self.calls.append(("stats", website_id, request))
        await self._wait()
        return self.ever

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
        self.calls.append(("metrics", type, offset, search, sort, order))
        await self._wait()
        total = 0 if search == "nothing like it" else self.total
        return report_of(type, total, offset, limit, is_compared=request.compare != "none")

    async def _wait(self) -> None:
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error


def page_context(bridge: Bridge, client: object, now: Callable[[], datetime] = utc_now) -> PageContext:
    """Return the context of a page that asks `client`."""
    asked = cast(ApiClient, client)
    return PageContext(bridge, asked, ServerLink(bridge, None, lambda _: asked), now)


def day(text: str) -> date:
    return date.fromisoformat(text)
