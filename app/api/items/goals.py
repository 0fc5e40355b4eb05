"""Goals: request types and client methods. An optional field that is null counts as absent."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.domain.items.goals import (
    MAX_CURRENCY_LENGTH,
    MAX_MATCH_LENGTH,
    MAX_NAME_LENGTH,
    Goal,
    GoalChange,
    GoalReport,
    GoalsReport,
    ValueMode,
)
from app.domain.reports.matching import MatchOperator, MatchTypeSpelling
from app.domain.reports.request import ReportRequest

Name = Annotated[str, Meta(description=f"1 to {MAX_NAME_LENGTH} characters", examples=["Newsletter"])]
MatchValue = Annotated[
    str,
    Meta(description=f"path, full URL or event name, 1 to {MAX_MATCH_LENGTH} characters", examples=["/thank-you"]),
]
Operator = Annotated[MatchOperator | None, Meta(description="comparison with match_value; defaults to equals")]
Currency = Annotated[str | None, Meta(description=f"1 to {MAX_CURRENCY_LENGTH} characters; defaults to USD")]
FixedValue = Annotated[float | None, Meta(description="for value_mode fixed; not negative")]
PropertyKey = Annotated[str | None, Meta(description="key of event_data, for value_mode event_property")]


class NewGoalBody(msgspec.Struct, frozen=True):
    """A goal to create. `pageview` and `page` mean `page_view`."""

    name: Name
    goal_type: Annotated[MatchTypeSpelling, Meta(description="events to count: pageviews or custom events")]
    match_value: MatchValue
    match_operator: Operator = None
    value_mode: Annotated[ValueMode | None, Meta(description="source of a conversion's value; defaults to none")] = None
    fixed_value: FixedValue = None
    value_property_key: PropertyKey = None
    currency: Currency = None


class GoalChangeBody(msgspec.Struct, frozen=True):
    """New values of a goal; absent fields keep their value. A value_mode requires its value; the type is fixed."""

    name: Name | None = None
    match_value: MatchValue | None = None
    match_operator: Annotated[MatchOperator | None, Meta(description="comparison with match_value")] = None
    value_mode: Annotated[ValueMode | None, Meta(description="source of a conversion's value")] = None
    fixed_value: FixedValue = None
    value_property_key: PropertyKey = None
    currency: Annotated[str | None, Meta(description=f"1 to {MAX_CURRENCY_LENGTH} characters")] = None


def goal_change(body: NewGoalBody | GoalChangeBody) -> GoalChange:
    """Return the values of a goal in a body; its type is not among them."""
    return GoalChange(
        body.name,
        body.match_value,
        body.match_operator,
        body.value_mode,
        body.fixed_value,
        body.value_property_key,
        body.currency,
    )


class GoalCalls(ApiConnection):
    """Calls of goals and their conversions."""

    async def list_goals(self, website_id: str) -> tuple[Goal, ...]:
        """List the goals of a website, newest first."""
        return await self._data("GET", of_website(website_id, "/goals"), tuple[Goal, ...])

    async def add_goal(self, website_id: str, goal: NewGoalBody) -> Goal:
        """Create a goal."""
        return await self._data("POST", of_website(website_id, "/goals"), Goal, body=goal)

    async def change_goal(self, website_id: str, goal_id: str, change: GoalChangeBody) -> Goal:
        """Change a goal; what is None in `change` keeps its value."""
        return await self._data("PUT", _of_goal(website_id, goal_id), Goal, body=change)

    async def delete_goal(self, website_id: str, goal_id: str) -> None:
        """Delete a goal, if it exists."""
        await self._send("DELETE", _of_goal(website_id, goal_id))

    @in_batch("goal", GoalReport)
    async def goal_stats(self, website_id: str, goal_id: str, request: ReportRequest) -> GoalReport:
        """Get the conversions of a goal, in total and over time."""
        path = _of_goal(website_id, goal_id, "/stats")
        return await self._ask("GET", path, GoalReport, request_params(request))

    @in_batch("goal-stats", GoalsReport)
    async def all_goal_stats(self, website_id: str, request: ReportRequest) -> GoalsReport:
        """Get the conversions of every goal of a website."""
        params = request_params(request)
        return await self._ask("GET", of_website(website_id, "/goal-stats"), GoalsReport, params)


def _of_goal(website_id: str, goal_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/goals/{quote(goal_id, safe='')}{rest}")
