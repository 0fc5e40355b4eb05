"""Goals and what they achieved."""

from __future__ import annotations

from urllib.parse import quote

from app.api.connection import ApiConnection, of_website
from app.api.goals import GoalChangeBody, NewGoalBody
from app.api.reports.overview import question_params
from app.domain.goal_reports import GoalReport, GoalsReport
from app.domain.goals import Goal
from app.domain.reports.request import Question


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

    async def goal_stats(self, website_id: str, goal_id: str, question: Question) -> GoalReport:
        """What one goal achieved, with its series."""
        path = _of_goal(website_id, goal_id, "/stats")
        return await self._ask("GET", path, GoalReport, question_params(question))

    async def all_goal_stats(self, website_id: str, question: Question) -> GoalsReport:
        """What every goal of a website achieved."""
        params = question_params(question)
        return await self._ask("GET", of_website(website_id, "/goal-stats"), GoalsReport, params)


def _of_goal(website_id: str, goal_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/goals/{quote(goal_id, safe='')}{rest}")
