"""Goals: wire types and client methods. An optional field that is null counts as left out."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import Meta

from app.api.connection import ApiConnection, of_website
from app.api.reports.overview import question_params
from app.domain.goals import (
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
    Meta(
        description=f"path, full URL or name of an event, 1 to {MAX_MATCH_LENGTH} characters", examples=["/thank-you"]
    ),
]
Operator = Annotated[MatchOperator | None, Meta(description="equals when left out")]
Currency = Annotated[str | None, Meta(description=f"1 to {MAX_CURRENCY_LENGTH} characters; USD when left out")]
FixedValue = Annotated[float | None, Meta(description="for value_mode fixed, not negative")]
PropertyKey = Annotated[str | None, Meta(description="key of event_data, for value_mode event_property")]


class NewGoalBody(msgspec.Struct, frozen=True):
    """A goal to add. `pageview` and `page` mean the same as `page_view`."""

    name: Name
    goal_type: MatchTypeSpelling
    match_value: MatchValue
    match_operator: Operator = None
    value_mode: ValueMode | None = None
    fixed_value: FixedValue = None
    value_property_key: PropertyKey = None
    currency: Currency = None


class GoalChangeBody(msgspec.Struct, frozen=True):
    """New values of a goal; what is left out stays. Its type cannot change. A value_mode comes with its value."""

    name: Name | None = None
    match_value: MatchValue | None = None
    match_operator: MatchOperator | None = None
    value_mode: ValueMode | None = None
    fixed_value: FixedValue = None
    value_property_key: PropertyKey = None
    currency: Currency = None


def goal_change(body: NewGoalBody | GoalChangeBody) -> GoalChange:
    """What a body says of a goal, apart from its type."""
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
    """Adding, changing and deleting goals; their stats."""

    async def list_goals(self, website_id: str) -> tuple[Goal, ...]:
        """The goals of a website, newest first."""
        return await self._data("GET", of_website(website_id, "/goals"), tuple[Goal, ...])

    async def add_goal(self, website_id: str, wanted: NewGoalBody) -> Goal:
        return await self._data("POST", of_website(website_id, "/goals"), Goal, body=wanted)

    async def change_goal(self, website_id: str, goal_id: str, change: GoalChangeBody) -> Goal:
        """Give a goal new values; what is None in `change` stays."""
        return await self._data("PUT", _of_goal(website_id, goal_id), Goal, body=change)

    async def delete_goal(self, website_id: str, goal_id: str) -> None:
        """Delete a goal; one that is not there is fine."""
        await self._send("DELETE", _of_goal(website_id, goal_id))

    async def goal_stats(self, website_id: str, goal_id: str, question: ReportRequest) -> GoalReport:
        """What one goal achieved, with its series."""
        path = _of_goal(website_id, goal_id, "/stats")
        return await self._ask("GET", path, GoalReport, question_params(question))

    async def all_goal_stats(self, website_id: str, question: ReportRequest) -> GoalsReport:
        """What every goal of a website achieved."""
        params = question_params(question)
        return await self._ask("GET", of_website(website_id, "/goal-stats"), GoalsReport, params)


def _of_goal(website_id: str, goal_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/goals/{quote(goal_id, safe='')}{rest}")
