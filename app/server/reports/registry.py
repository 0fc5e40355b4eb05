"""How report routes ask: parameters become a report with what it is asked, and one place puts it to the database."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from app.api.wire import Data, error_value
from app.domain.errors import AppError, BadRequest
from app.domain.reports.attribution import AttributionQuery, parse_attribution_query, parse_goal_id
from app.domain.reports.batch import REPORT, merged, parse_questions
from app.domain.reports.custom_events import MAX_NAMES, parse_event_names
from app.domain.reports.engagement import parse_page_times
from app.domain.reports.filters import check_countries
from app.domain.reports.journeys import parse_journey_query
from app.domain.reports.periods import parse_granularity
from app.domain.reports.query import (
    Params,
    ReportQuery,
    parse_breakdowns,
    parse_conditions,
    parse_metrics_query,
    parse_report_query,
    parse_rows,
)
from app.domain.reports.results import Realtime
from app.domain.reports.retention import parse_cohort_query
from app.domain.websites import Website
from app.server.context import CONTEXT, HEAVY_REPORTS, ServerContext
from app.server.http.replies import data_reply, reply
from app.server.limits.report_slots import HeavyReport
from app.server.reports.params import REPORT_LIMIT_S, asked_website
from app.storage import annotations as annotated
from app.storage.cache import window_end
from app.storage.connection import Connection
from app.storage.reports import (
    attribution,
    breakdowns,
    custom_events,
    engagement,
    funnels,
    goals,
    journeys,
    overview,
    retention,
)


@dataclass(frozen=True, slots=True)
class ReportCall:
    """A report with what it is asked: `report(con, query, *more)`.

    is_bare: what it says is the `data` of the envelope. is_lasting: the windows it is asked about decide it.
    turns: those it has to wait for. needs_channels: the last it is asked are the rules for channels.
    """

    report: Callable[..., object]
    query: ReportQuery
    more: tuple[Hashable, ...] = ()
    is_bare: bool = False
    is_lasting: bool = True
    turns: tuple[HeavyReport, ...] = ()
    needs_channels: bool = False

    def answer(self, con: Connection) -> object:
        """The reply, as it goes over the wire."""
        return self.enveloped(self.report(con, self.query, *self.more))

    def enveloped(self, found: object) -> object:
        return Data(found) if self.is_bare else found


FUNNEL_DAYS = 30  # of a funnel's range when none is given

Kind = Callable[
    [Params, Website, datetime], ReportCall
]  # of parameters, the website they are about and the time, aware


def _stats(params: Params, website: Website, now: datetime) -> ReportCall:
    check_countries(parse_conditions(params, website))  # before the days, as they say what is wrong first
    return ReportCall(overview.stats, parse_report_query(params, website, now))


def _series(params: Params, website: Website, now: datetime) -> ReportCall:
    query = parse_report_query(params, website, now)
    return ReportCall(annotated.annotated_series, query, (parse_granularity(params.get("granularity")),))


def _metrics(params: Params, website: Website, now: datetime) -> ReportCall:
    wanted = parse_metrics_query(params)
    return ReportCall(breakdowns.metrics, parse_report_query(params, website, now), (wanted,))


def _overview(params: Params, website: Website, now: datetime) -> ReportCall:
    query = parse_report_query(params, website, now)
    granularity = parse_granularity(params.get("granularity"))
    return ReportCall(annotated.annotated_overview, query, (granularity, parse_breakdowns(params)))


def _event_names(params: Params, website: Website, now: datetime) -> ReportCall:
    query = parse_report_query(params, website, now)
    return ReportCall(custom_events.names, query, (parse_rows(params, default=MAX_NAMES, highest=MAX_NAMES),))


def _event_properties(params: Params, website: Website, now: datetime) -> ReportCall:
    names = parse_event_names(params)
    return ReportCall(custom_events.properties, parse_report_query(params, website, now), (names,), is_bare=True)


def _event_series(params: Params, website: Website, now: datetime) -> ReportCall:
    names = parse_event_names(params)
    query = parse_report_query(params, website, now)
    granularity = parse_granularity(params.get("granularity"))
    return ReportCall(custom_events.series, query, (names, granularity), is_bare=True)


def _heat_map(params: Params, website: Website, now: datetime) -> ReportCall:
    return ReportCall(engagement.heat_map, parse_report_query(params, website, now), is_bare=True)


def _page_times(params: Params, website: Website, now: datetime) -> ReportCall:
    query = parse_report_query(params, website, now)
    return ReportCall(engagement.page_times, query, (parse_page_times(params),))


def _goals(params: Params, website: Website, now: datetime) -> ReportCall:
    return ReportCall(goals.reports, parse_report_query(params, website, now))


def _funnel(params: Params, website: Website, now: datetime) -> ReportCall:
    if not (funnel_id := params.get("funnel_id")):
        raise BadRequest("funnel_id is required", field="funnel_id")
    query = parse_report_query(params, website, now, style="strict", days=FUNNEL_DAYS, is_blank_refused=True)
    return ReportCall(funnels.results, query, (funnel_id,), is_bare=True, turns=("funnel",))


def _journey(params: Params, website: Website, now: datetime) -> ReportCall:
    wanted = parse_journey_query(params)
    query = parse_report_query(params, website, now, style="required", is_blank_refused=True)
    return ReportCall(journeys.journey, query, (wanted,), is_bare=True, turns=("journey",))


def _retention(params: Params, website: Website, now: datetime) -> ReportCall:
    wanted = parse_cohort_query(params)
    query = parse_report_query(params, website, now, style="required", is_blank_refused=True)
    today = now.astimezone(query.period.zone).date()
    more = (wanted, today)
    return ReportCall(retention.retention, query, more, is_bare=True, is_lasting=False, turns=("retention",))


def _attribution(params: Params, website: Website, now: datetime) -> ReportCall:
    query, wanted = _conversions(params, website, now)
    return ReportCall(attribution.attribution, query, (wanted,), needs_channels=True)


def _revenue(params: Params, website: Website, now: datetime) -> ReportCall:
    query, wanted = _conversions(params, website, now)
    return ReportCall(attribution.revenue, query, (wanted,))


def _conversions(params: Params, website: Website, now: datetime) -> tuple[ReportQuery, AttributionQuery]:
    """What is asked about the conversions of a goal. That none is named is said before anything else."""
    parse_goal_id(params)
    query = parse_report_query(params, website, now, style="strict")
    return query, parse_attribution_query(params)


def _realtime(params: Params, website: Website, now: datetime) -> ReportCall:
    query = parse_report_query(params, website, now)
    return ReportCall(_realtime_of, query, (now,), is_bare=True, is_lasting=False)


def _realtime_of(con: Connection, query: ReportQuery, now: datetime) -> Realtime:
    return overview.realtime(con, query.website, now, query.include_bots)


# The name is the end of the path; that of funnels has their id in it, which is a parameter here.
REPORTS: Mapping[str, Kind] = {
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
    "funnel": _funnel,
    "journey": _journey,
    "retention": _retention,
    "attribution": _attribution,
    "revenue/summary": _revenue,
    "realtime": _realtime,
}


async def answered(request: web.Request, kind: str, **own: str) -> web.Response:
    """Answer a request with the report of this kind about its website. own: parameters that its path says."""
    website, params = asked_website(request)
    context = request.app[CONTEXT]
    asked = asked_of(context, REPORTS[kind], params | own, website, datetime.now(UTC))
    return reply(asked.enveloped(await found_by(request, asked)))


async def several_answered(request: web.Request) -> web.Response:
    """Answer all questions of a request from one state of the data, each with its reply or what is wrong with it."""
    website, params = asked_website(request)
    context, now = request.app[CONTEXT], datetime.now(UTC)
    answers: dict[str, object] = {}
    asked: dict[str, ReportCall] = {}
    questions = parse_questions(params.get("questions"))
    for name, own in questions.items():
        try:
            asked[name] = asked_of(context, _kind(own), merged(params, own), website, now)
        except AppError as error:
            answers[name] = error_value(error)
    if asked:
        answers |= await found_by(request, _all(asked))
    return data_reply({name: answers[name] for name in questions})


def asked_of(context: ServerContext, kind: Kind, params: Params, website: Website, now: datetime) -> ReportCall:
    """A report with all it is asked. now: aware."""
    asked = kind(params, website, now)
    return replace(asked, more=(*asked.more, context.ingest.channels)) if asked.needs_channels else asked


async def found_by(request: web.Request, asked: ReportCall) -> Any:  # Any: what the report says
    """What a report says, when it is its turn."""
    database = request.app[CONTEXT].database
    put = database.read_cached if asked.is_lasting else database.read
    async with AsyncExitStack() as stack:
        for turn in asked.turns:
            await stack.enter_async_context(request.app[HEAVY_REPORTS].turn(turn))
        return await put(asked.report, asked.query, *asked.more, limit_s=REPORT_LIMIT_S)


def _all(asked: Mapping[str, ReportCall]) -> ReportCall:
    """Several reports as one. Turns are waited for in the same order by everybody, so nobody waits in a circle."""
    latest = max((one.query for one in asked.values()), key=window_end)
    is_lasting = all(one.is_lasting for one in asked.values())
    turns = tuple(sorted({turn for one in asked.values() for turn in one.turns}))
    return ReportCall(_together, latest, tuple(asked.items()), is_lasting=is_lasting, turns=turns)


def _kind(own: Mapping[str, str]) -> Kind:
    if (kind := REPORTS.get(own.get(REPORT, ""))) is None:
        raise BadRequest(f"report must be one of: {', '.join(REPORTS)}", field=REPORT)
    return kind


def _together(con: Connection, _: ReportQuery, *asked: tuple[str, ReportCall]) -> dict[str, object]:
    """The replies to several questions by their names. What the database cannot do is the failure of all of them."""
    answers: dict[str, object] = {}
    for name, one in asked:
        try:
            answers[name] = one.answer(con)
        except AppError as error:
            answers[name] = error_value(error)
    return answers
