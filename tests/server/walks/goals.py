"""Goals: every call of the client."""

from __future__ import annotations

from datetime import date

from app.api.items.goals import GoalChangeBody, NewGoalBody
from app.api.wire import WebsiteReply
from app.domain.reports.request import ReportRequest
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, today = running.api, date.today()  # noqa: DTZ011  any recent day will do
    question = ReportRequest(today, today)
    added = await call(api.add_goal, website.id, NewGoalBody("Prices", "pageview", "/pricing"))
    assert added.goal_type == "page_view"
    goal = await call(api.change_goal, website.id, added.id, GoalChangeBody(name="Price list"))
    assert await call(api.list_goals, website.id) == (goal,)
    one = (await call(api.goal_stats, website.id, goal.id, question)).data
    (listed,) = (await call(api.all_goal_stats, website.id, question)).data
    assert (listed.goal_id, listed.conversions) == (one.goal_id, one.conversions)
    assert sum(point.conversions for point in one.series) == one.conversions
    await call(api.delete_goal, website.id, goal.id)
    assert await api.list_goals(website.id) == ()
