"""Answers of the server that a report needs, all of one state of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol  # Any: each question has a reply of its own

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.items.goals import Goal, GoalStats
from app.domain.reports.custom_events import EventNamesReport
from app.domain.reports.request import ReportRequest
from app.domain.reports.results import CompareInfo, MetricsReport, Overview, OverviewReport

ROWS = 10  # of each table
BREAKDOWNS = (
    "page",
    "source",
    "entry_page",
    "exit_page",
    "country",
    "channel",
    "browser",
    "os",
    "device",
    "utm_campaign",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Replies for one website and one request, and the aware time they were asked at."""

    site: WebsiteReply
    request: ReportRequest
    overview: Overview
    compare: CompareInfo
    events: EventNamesReport
    goals: tuple[tuple[Goal, GoalStats], ...]
    asked_at: datetime

    @property
    def has_before(self) -> bool:
        """Return whether there is something to compare with."""
        return self.overview.stats.prev_visitors > 0

    @property
    def breakdowns(self) -> Mapping[str, MetricsReport]:
        """Breakdowns by dimension."""
        return {breakdown.data.type: breakdown for breakdown in self.overview.breakdowns}


class Answering(Protocol):
    """Source of answers to a report's questions: the client of a server, or the server itself."""

    async def list_goals(self, website_id: str) -> tuple[Goal, ...]: ...

    async def reports(
        self, website_id: str, request: ReportRequest, questions: Mapping[str, Question]
    ) -> dict[str, Any]: ...


async def gather(client: Answering, site: WebsiteReply, request: ReportRequest, now: datetime) -> Answers:
    """Ask for everything in a report. Without a comparison in `request`, with the days before. Raises AppError."""
    if request.compare == "none":
        request = replace(request, compare="previous_period")
    goals = {goal.id: goal for goal in await client.list_goals(site.id)}
    replies = await client.reports(site.id, request, _questions(has_goals=bool(goals)))
    for reply in replies.values():
        if isinstance(reply, AppError):
            raise reply
    overview: OverviewReport = replies["overview"]
    compare = overview.compare
    if not isinstance(compare, CompareInfo):
        raise AppError("unreachable", "The server did not compare the days with those before.")
    counted: tuple[GoalStats, ...] = replies["goals"].data if goals else ()
    pairs = tuple((goals[stats.goal_id], stats) for stats in counted if stats.goal_id in goals)
    return Answers(site, request, overview.data, compare, replies["events"], pairs, now)


def _questions(*, has_goals: bool) -> dict[str, Question]:
    overview = {"metrics": ",".join(BREAKDOWNS), "limit": str(ROWS)}
    questions: dict[str, Question] = {
        "overview": Question(ApiClient.overview, overview),
        "events": Question(ApiClient.event_names, {"limit": str(ROWS)}),
    }
    return questions | ({"goals": Question(ApiClient.all_goal_stats)} if has_goals else {})
