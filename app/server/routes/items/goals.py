"""Endpoints of goals: list, create, change and delete them, and get their conversions."""

from __future__ import annotations

from aiohttp import web

from app.api.items.goals import GoalChangeBody, NewGoalBody, goal_change
from app.api.wire import Data
from app.domain.ids import new_id
from app.domain.items.goals import GOALS, Goal, GoalReport, GoalsReport, changed, check, new_goal
from app.domain.reports.matching import MATCH_TYPES
from app.server import items
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT, website_of
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import COMPARED, GRANULARITY, REPORT_ERRORS, query_shape
from app.server.reports.registry import run_report

routes = Routes()

ALL = "/api/websites/{id}/goals"
ONE = f"{ALL}/{{goal_id}}"


@routes.add(
    "GET", ALL, "List goals, newest first", needs=Access.READ, reply=Data[tuple[Goal, ...]], errors=("not_found",)
)
async def list_goals(request: web.Request) -> web.Response:
    return data_reply(await items.all_items(request, GOALS))


@routes.add(
    "POST",
    ALL,
    "Create a goal",
    needs=Access.WRITE,
    body=NewGoalBody,
    reply=Data[Goal],
    status=201,
    errors=("not_found", "validation_error", "limit_exceeded", "duplicate_name"),
)
async def add_goal(request: web.Request) -> web.Response:
    website = website_of(request)
    body = await read_body(request, NewGoalBody)
    goal = new_goal(
        new_id("goal"), website.id, MATCH_TYPES[body.goal_type], goal_change(body), request.app[CONTEXT].clock()
    )
    return data_reply(await items.add(request, GOALS, goal), 201)


@routes.add(
    "PUT",
    ONE,
    "Change a goal; fields that are absent or null keep their value",
    needs=Access.WRITE,
    body=GoalChangeBody,
    reply=Data[Goal],
    errors=("not_found", "validation_error", "duplicate_name"),
)
async def change_goal(request: web.Request) -> web.Response:
    website_of(request)
    change = goal_change(await read_body(request, GoalChangeBody))
    check(change, change.value_mode or "none")  # an invalid body is refused even when there is no such goal
    now = request.app[CONTEXT].clock()
    return data_reply(await items.change(request, GOALS, lambda goal: changed(goal, change, now)))


@routes.add("DELETE", ONE, "Delete a goal", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_goal(request: web.Request) -> web.Response:
    await items.delete(request, GOALS, missing_ok=True)
    return empty_reply()


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get conversions, conversion rate and revenue of a goal, in total and over time, with a comparison",
    needs=Access.READ,
    query=query_shape("GoalStatsQuery", COMPARED, GRANULARITY),
    reply=GoalReport,
    errors=REPORT_ERRORS,
)
async def goal_stats(request: web.Request) -> web.Response:
    return await run_report(request, "goal", goal_id=request.match_info["goal_id"])


@routes.add(
    "GET",
    "/api/websites/{id}/goal-stats",
    "Get conversions, conversion rate and revenue of every goal, with a comparison",
    needs=Access.READ,
    query=query_shape("GoalsStatsQuery", COMPARED),
    reply=GoalsReport,
    errors=REPORT_ERRORS,
)
async def all_goal_stats(request: web.Request) -> web.Response:
    return await run_report(request, "goal-stats")
