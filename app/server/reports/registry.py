"""Report registry: maps the name of a report to the parser of its parameters, and runs what the parser returns."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from app.api.wire import Data, ErrorReply, error_value
from app.domain.errors import AppError, BadRequest
from app.domain.ids import WebsiteKey
from app.domain.ingest.channels import Channels
from app.domain.reports.attribution import AttributionQuery, parse_attribution_query, parse_goal_id
from app.domain.reports.batch import REPORT, merged, parse_batch
from app.domain.reports.custom_events import parse_event_names, parse_names_page
from app.domain.reports.engagement import parse_page_times
from app.domain.reports.filters import check_countries
from app.domain.reports.journeys import parse_journey_query
from app.domain.reports.periods import DEFAULT_DAYS, EVENTS_FROM, EVENTS_UNTIL, DateStyle, Period, parse_granularity
from app.domain.reports.query import (
    Params,
    ReportQuery,
    includes_bots,
    parse_breakdowns,
    parse_conditions,
    parse_courses,
    parse_metrics_query,
    parse_report_query,
)
from app.domain.reports.retention import parse_cohort_query
from app.domain.reports.sessions import parse_sessions_query
from app.domain.tenants import TenantId
from app.domain.websites import Website
from app.server.access.guard import CALLER
from app.server.context import CONTEXT, REPORT_SLOTS, website_in, website_of
from app.server.http.replies import data_reply, query_params, reply
from app.server.reports import answers
from app.server.reports.answers import Source
from app.server.reports.turns import fair_caller, turn_of
from app.storage.readers import Pool

REPORT_LIMIT_S = 20.0  # a large website on a small computer may need most of it; no report may hold a reader for longer
FUNNEL_DAYS = 30  # the default range of a funnel


@dataclass(frozen=True, slots=True)
class ReportInput:
    """The input of a parser: parameters as text, the website, the time (aware) and the rules for channels."""

    params: Params
    website: Website
    now: datetime
    channels: Channels

    def query(
        self, *, style: DateStyle = "strict", days: int = DEFAULT_DAYS, is_blank_refused: bool = False
    ) -> ReportQuery:
        """Parse the common parameters of reports, as `parse_report_query`."""
        return parse_report_query(
            self.params, self.website, self.now, style=style, days=days, is_blank_refused=is_blank_refused
        )


@dataclass(frozen=True, slots=True)
class ReportCall:
    """A report with its parsed options, `report(source, *options)`, and the rules to run it by.

    website: what waits of its events is stored first; None for a report that does this itself. cache_until: the result
    depends on the data of the website up to this time and may be cached; None for a result that is not cached.
    needs_envelope: the result is the `data` of the reply, else it is the reply itself. is_heavy, pool: the kind of slot
    it needs. limit_s: its longest time, from when it is asked for.
    """

    report: Callable[..., object]
    options: tuple[Hashable, ...]
    website: WebsiteKey | None = None
    cache_until: datetime | None = None
    needs_envelope: bool = False
    is_heavy: bool = field(default=False, compare=False)
    pool: Pool = field(default="reports", compare=False)
    limit_s: float = field(default_factory=lambda: REPORT_LIMIT_S, compare=False)

    def run(self, source: Source) -> object:
        """Run the report and return its reply as it goes over the wire."""
        result = self.report(source, *self.options)
        return Data(result) if self.needs_envelope else result


Parser = Callable[[ReportInput], ReportCall]


def _call(
    report: Callable[..., object],
    query: ReportQuery,
    *options: Hashable,
    is_cacheable: bool = True,
    needs_envelope: bool = False,
    is_heavy: bool = False,
) -> ReportCall:
    """Return the call `report(source, query, *options)`, cached by the windows of its query."""
    until = query.utc_end if is_cacheable else None
    return ReportCall(report, (query, *options), query.website, until, needs_envelope, is_heavy)


def _stats(given: ReportInput) -> ReportCall:
    conditions = parse_conditions(given.params, given.website)
    check_countries(conditions)  # before the dates: clients rely on which error comes first
    return _call(answers.stats, parse_report_query(given.params, given.website, given.now, conditions=conditions))


def _series(given: ReportInput) -> ReportCall:
    return _call(answers.series, given.query(), parse_granularity(given.params.get("granularity")))


def _metrics(given: ReportInput) -> ReportCall:
    breakdown = parse_metrics_query(given.params)
    return _call(answers.metrics, given.query(), breakdown)


def _overview(given: ReportInput) -> ReportCall:
    query = given.query()
    granularity = parse_granularity(given.params.get("granularity"))
    options = parse_breakdowns(given.params), parse_courses(given.params)
    return _call(answers.overview, query, granularity, *options)


def _event_names(given: ReportInput) -> ReportCall:
    return _call(answers.event_names, given.query(), parse_names_page(given.params))


def _event_properties(given: ReportInput) -> ReportCall:
    names = parse_event_names(given.params)
    return _call(answers.event_properties, given.query(), names, needs_envelope=True)


def _event_series(given: ReportInput) -> ReportCall:
    names = parse_event_names(given.params)
    query = given.query()
    granularity = parse_granularity(given.params.get("granularity"))
    return _call(answers.event_series, query, names, granularity, needs_envelope=True)


def _heat_map(given: ReportInput) -> ReportCall:
    return _call(answers.heat_map, given.query(), needs_envelope=True)


def _page_times(given: ReportInput) -> ReportCall:
    return _call(answers.page_times, given.query(), parse_page_times(given.params))


def _goals(given: ReportInput) -> ReportCall:
    return _call(answers.goals, given.query())


def _goal(given: ReportInput) -> ReportCall:
    goal_id = parse_goal_id(given.params)
    query = given.query()
    return _call(answers.goal, query, goal_id, parse_granularity(given.params.get("granularity")))


def _funnel(given: ReportInput) -> ReportCall:
    if not (funnel_id := given.params.get("funnel_id")):
        raise BadRequest("funnel_id is required", field="funnel_id")
    query = given.query(style="strict", days=FUNNEL_DAYS, is_blank_refused=True)
    return _call(answers.funnel, query, funnel_id, needs_envelope=True, is_heavy=True)


def _journey(given: ReportInput) -> ReportCall:
    journey = parse_journey_query(given.params)
    query = given.query(style="required", is_blank_refused=True)
    return _call(answers.journey, query, journey, needs_envelope=True, is_heavy=True)


def _retention(given: ReportInput) -> ReportCall:
    cohorts = parse_cohort_query(given.params)
    query = given.query(style="required", is_blank_refused=True)
    today = given.now.astimezone(query.period.zone).date()
    return _call(answers.retention, query, cohorts, today, is_cacheable=False, needs_envelope=True, is_heavy=True)


def _attribution(given: ReportInput) -> ReportCall:
    query, credit = _conversions(given)
    return _call(answers.attribution, query, credit, given.channels)


def _revenue(given: ReportInput) -> ReportCall:
    query, credit = _conversions(given)
    return _call(answers.revenue, query, credit)


def _conversions(given: ReportInput) -> tuple[ReportQuery, AttributionQuery]:
    """Read the goal whose conversions are credited. A missing goal is reported before any other error."""
    parse_goal_id(given.params)
    query = given.query(style="strict")
    return query, parse_attribution_query(given.params)


def _sessions(given: ReportInput) -> ReportCall:
    page = parse_sessions_query(given.params, given.website.id)
    return _call(answers.sessions, given.query(), page, is_cacheable=False)


def _realtime(given: ReportInput) -> ReportCall:
    include_bots = includes_bots(given.params, given.website)
    options = (given.website.key, given.now, include_bots)
    return ReportCall(answers.realtime, options, given.website.key, needs_envelope=True)


# By the end of the path. A goal or a funnel has its id in the path, which is a parameter here.
REPORTS: Mapping[str, Parser] = {
    "stats": _stats,
    "pageviews": _series,
    "metrics": _metrics,
    "overview": _overview,
    "events": _event_names,
    "events/properties": _event_properties,
    "events/timeseries": _event_series,
    "heatmap": _heat_map,
    "page-times": _page_times,
    "goal-stats": _goals,
    "goal": _goal,
    "funnel": _funnel,
    "journey": _journey,
    "retention": _retention,
    "attribution": _attribution,
    "revenue/summary": _revenue,
    "sessions": _sessions,
    "realtime": _realtime,
}


def all_time(website: Website, report: Callable[..., object]) -> ReportCall:
    """Return the call `report(source, query)` over all events of a website, bots by its policy, cached."""
    period = Period(EVENTS_FROM.date(), EVENTS_UNTIL.date() - timedelta(days=1), ZoneInfo("UTC"))
    query = ReportQuery(website.key, period, include_bots=includes_bots({}, website))
    return _call(report, query, is_heavy=True)  # goals are looked for in all events, one by one


def bot_counts(given: ReportInput) -> tuple[ReportQuery, ReportCall, ReportCall]:
    """Return the days of a report about bots, those of UTC, and the calls for its counts and its user agents."""
    days = {name: text for name in ("start_date", "end_date") if (text := given.params.get(name)) is not None}
    query = replace(given, params={**days, "timezone": "UTC", "include_bots": "true"}).query()
    return query, _call(answers.bots, query), _call(answers.bot_agents, query)


async def run_report(request: web.Request, name: str, **path_params: str) -> web.Response:
    """Reply with a report on the website in the path. path_params: further parameters out of the path."""
    given = report_input(request)
    call = REPORTS[name](replace(given, params={**given.params, **path_params}))
    return reply(await execute(request, call))


async def run_batch(request: web.Request) -> web.Response:
    """Reply with several reports of one state of the data, each with its reply or its error."""
    return data_reply(await execute(request, batch_call(report_input(request))))


def report_input(request: web.Request) -> ReportInput:
    """Return the input for a report on the website in the path. Raises BadRequest, NotFound."""
    params, context = query_params(request), request.app[CONTEXT]
    return ReportInput(params, website_of(request), context.clock(), context.ingest.channels)


async def execute(request: web.Request, call: ReportCall) -> Any:  # Any: each report has a reply of its own
    """Return the reply of a report, as `answer`, to the caller of a request."""
    return await answer(request.app, call, _tenant_of(request), fair_caller(request))


async def answer(app: web.Application, call: ReportCall, tenant: TenantId | None, caller: str) -> Any:
    """Return the reply of a report, cached or read when a slot is free, within its time limit.

    Its reply shows what was accepted before it was asked for. tenant: of the website, where there are tenants; caller:
    among whom slots are shared.
    """
    context, asked_s = app[CONTEXT], time.monotonic()
    database = context.events

    def run(con: Any) -> object:  # Any: the connection of a store
        return call.run(context.stores.source(con, tenant))

    if call.website is not None:
        await context.ingest.store_waiting([call.website])
        if call.cache_until is not None and (entry := database.cache.find(call, is_last_look=False)) is not None:
            return entry.result
    left_s = asked_s + call.limit_s - time.monotonic()
    async with turn_of(app[REPORT_SLOTS], caller, call.pool, left_s, is_heavy=call.is_heavy) as limit_s:
        if call.website is None or call.cache_until is None:
            return await database.read(run, limit_s=limit_s, pool=call.pool)
        return await database.read_cached(
            run, key=call, website=call.website, until=call.cache_until, limit_s=limit_s, pool=call.pool
        )


def _tenant_of(request: web.Request) -> TenantId | None:
    """Return the tenant of the website in the path or behind the share link, else that of the caller."""
    if (website := website_in(request)) is not None:
        return website.tenant
    return request[CALLER].tenant


def batch_call(given: ReportInput) -> ReportCall:
    """Return several reports as one, which is heavy when one of them is."""
    entries = tuple((name, _entry(given, own)) for name, own in parse_batch(given.params.get("questions")).items())
    calls = [entry for _, entry in entries if isinstance(entry, ReportCall)]
    ends = [call.cache_until for call in calls if call.cache_until is not None]
    until = max(ends) if ends and len(ends) == len(calls) else None
    is_heavy = any(call.is_heavy for call in calls)
    return ReportCall(_run_batch, entries, given.website.key, until, is_heavy=is_heavy)


def _entry(given: ReportInput, own: Params) -> ReportCall | ErrorReply:
    try:
        if (parser := REPORTS.get(own.get(REPORT, ""))) is None:
            raise BadRequest(f"report must be one of: {', '.join(REPORTS)}", field=REPORT)
        return parser(replace(given, params=merged(given.params, own)))
    except AppError as error:
        return error_value(error)


def _run_batch(source: Source, *entries: tuple[str, ReportCall | ErrorReply]) -> dict[str, object]:
    """Run the reports of a batch. A failure of the database is the failure of the whole batch."""
    return {name: _reply_of(source, entry) for name, entry in entries}


def _reply_of(source: Source, entry: ReportCall | ErrorReply) -> object:
    if isinstance(entry, ErrorReply):
        return entry
    try:
        return entry.run(source)
    except AppError as error:
        return error_value(error)
