"""Reports that the server asks itself for, on behalf of a notification."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any  # Any: each report has a reply of its own

import msgspec
from aiohttp import web

from app.api.reports.batch import batch_params, read_replies
from app.api.reports.question import Question
from app.api.wire import website_reply
from app.domain.ingest.channels import Channels
from app.domain.items.goals import GOALS, Goal, GoalReport
from app.domain.items.saved_reports import SAVED_REPORTS, SavedReport, report_params
from app.domain.notifications.alerts import Alert
from app.domain.reports.axes import bucket_day
from app.domain.reports.filters import filters_of
from app.domain.reports.query import Params
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import OffsetPage, OverviewReport, Series, SeriesReport
from app.domain.websites import Website
from app.report.gather import Answers, gather
from app.server.context import CONTEXT
from app.server.reports.registry import REPORTS, ReportCall, ReportInput, answer, batch_call
from app.server.reports.saved import call_of, run_of
from app.storage import items
from app.storage.metadata import MetadataStore

Days = tuple[date, date]


class OwnReports:
    """Reports on one website at one time. now: aware. Each method raises AppError."""

    def __init__(self, app: web.Application, website: Website, now: datetime) -> None:
        self._app = app
        self._website = website
        self._now = now

    async def saved_report(self, report_id: str) -> SavedReport:
        """Return a saved report. Raises NotFound."""
        return await self._metadata.read(items.require, self._website.key, SAVED_REPORTS, report_id)

    async def saved_result(self, report: SavedReport) -> object:
        """Return the result of a saved report as JSON; rows come with their total."""
        reply = await self._answer(call_of(report.config, self._website, self._now, self._channels))
        run = run_of(reply, report.config, report.id, self._now)
        data = msgspec.to_builtins(run.data)
        if isinstance(run.pagination, OffsetPage) and isinstance(data, dict):
            return {**data, "total": run.pagination.total}
        return data

    def request_of(self, report: SavedReport) -> ReportRequest:
        """Return the days and the filters of a saved report. Raises BadRequest."""
        params = report_params(report.config, self._website, self._now)
        segment = self._website.segments.get(params.get("segment", ""), {})
        return ReportRequest(
            date.fromisoformat(params["start_date"]),
            date.fromisoformat(params["end_date"]),
            params.get("timezone"),
            (*filters_of(params), *filters_of(segment)),
            include_bots=report.config.include_bots,
        )

    async def answers(self, request: ReportRequest) -> Answers:
        """Return what the report to keep of some days is made of."""
        site = website_reply(self._website, self._app[CONTEXT].settings.tracking_public_base)
        return await gather(self, site, request, self._now)

    async def list_goals(self, website_id: str) -> tuple[Goal, ...]:
        """Return the goals of the website, as the client does."""
        return await self._metadata.read(items.all_items, self._website.key, GOALS)

    async def reports(
        self, website_id: str, request: ReportRequest, questions: Mapping[str, Question]
    ) -> dict[str, Any]:
        """Return several reports of one state of the data, as the client does."""
        call = batch_call(self._given(batch_params(request, questions)))
        replies = msgspec.json.decode(msgspec.json.encode(await self._answer(call)), type=dict[str, msgspec.Raw])
        return read_replies(replies, questions)

    async def numbers(self, alert: Alert, days: Days) -> dict[date, float]:
        """Return the metric of an alert by day of the website's zone."""
        if alert.metric in ("pageviews", "visitors"):
            series = await self._series(days)
            return {bucket_day(point.date, series.timezone): getattr(point, alert.metric) for point in series.series}
        conversions = await self._conversions(alert.goal_id, days)
        if alert.metric == "conversions":
            return conversions
        sessions = await self._sessions(days)
        return {day: 100 * conversions.get(day, 0) / count for day, count in sessions.items() if count}

    async def hours_with_events(self, days: Days) -> list[datetime]:
        """Return the beginning of each hour in which there was an event, oldest first, aware."""
        series = await self._series(days, "hour")
        return [datetime.fromisoformat(point.date) for point in series.series if point.visitors]

    async def _series(self, days: Days, granularity: str = "day") -> Series:
        reply: SeriesReport = await self._report("pageviews", days, granularity=granularity)
        return reply.data

    async def _conversions(self, goal_id: str | None, days: Days) -> dict[date, float]:
        """Return the conversions of a goal by day, or those of all goals together."""
        goals = [goal_id] if goal_id is not None else [goal.id for goal in await self.list_goals(self._website.id)]
        counted: dict[date, float] = {}
        for goal in goals:
            reply: GoalReport = await self._report("goal", days, goal_id=goal, granularity="day")
            for point in reply.data.series:
                day = bucket_day(point.date, reply.data.timezone)
                counted[day] = counted.get(day, 0) + point.conversions
        return counted

    async def _sessions(self, days: Days) -> dict[date, int]:
        options = {"metrics": "", "courses": "session_series", "granularity": "day"}
        reply: OverviewReport = await self._report("overview", days, **options)
        zone = self._website.timezone
        return {bucket_day(point.date, zone): point.sessions for point in reply.data.session_series}

    async def _report(self, name: str, days: Days, **options: str) -> Any:
        params = {"start_date": days[0].isoformat(), "end_date": days[1].isoformat(), **options}
        return await self._answer(REPORTS[name](self._given(params)))

    def _given(self, params: Params) -> ReportInput:
        return ReportInput(params, self._website, self._now, self._channels)

    async def _answer(self, call: ReportCall) -> Any:
        return await answer(self._app, call, self._website.tenant, f"notifications {self._website.tenant or ''}")

    @property
    def _channels(self) -> Channels:
        return self._app[CONTEXT].ingest.channels

    @property
    def _metadata(self) -> MetadataStore:
        return self._app[CONTEXT].metadata_for(self._website)
