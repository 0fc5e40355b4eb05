"""The goals of a website: list, add, change, delete, and what they achieved."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.api.goals import GoalChangeBody, NewGoalBody, goal_change
from app.api.wire import Data
from app.domain.goals import Goal, GoalReport, GoalsReport, new_goal
from app.domain.ids import new_id
from app.domain.reports.matching import MATCH_TYPES
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT
from app.server.http.replies import data_reply, empty_reply, read_body
from app.server.reports.params import COMPARED, GRANULARITY, REPORT_ERRORS, query_shape
from app.server.reports.registry import run_report
from app.storage import goals

routes = Routes()

ALL = "/api/websites/{id}/goals"
ONE = f"{ALL}/{{goal_id}}"


@routes.add(
    "GET",
    ALL,
    "List the goals of a website, newest first",
    needs=Access.READ,
    reply=Data[tuple[Goal, ...]],
    errors=("not_found",),
)
async def list_goals(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    return data_reply(await context.database.read(goals.all_goals, website.key))


@routes.add(
    "POST",
    ALL,
    "Add a goal",
    needs=Access.WRITE,
    body=NewGoalBody,
    reply=Data[Goal],
    status=201,
    errors=("not_found", "validation_error", "limit_exceeded", "duplicate_name"),
)
async def add_goal(request: web.Request) -> web.Response:
    body = await read_body(request, NewGoalBody)
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    wanted = new_goal(new_id("goal"), website.id, MATCH_TYPES[body.goal_type], goal_change(body), datetime.now(UTC))
    return data_reply(await context.database.write_durably(goals.add, website.key, wanted), 201)


@routes.add(
    "PUT",
    ONE,
    "Change a goal; what is left out or null stays as it is",
    needs=Access.WRITE,
    body=GoalChangeBody,
    reply=Data[Goal],
    errors=("not_found", "validation_error", "duplicate_name"),
)
async def change_goal(request: web.Request) -> web.Response:
    body = await read_body(request, GoalChangeBody)
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    goal_id, now = request.match_info["goal_id"], datetime.now(UTC)
    return data_reply(await context.database.write_durably(goals.change, website.key, goal_id, goal_change(body), now))


@routes.add("DELETE", ONE, "Delete a goal", needs=Access.WRITE, status=204, errors=("not_found",))
async def delete_goal(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    website = context.directory.require(request.match_info["id"])
    await context.database.write_durably(goals.delete, website.key, request.match_info["goal_id"])
    return empty_reply()


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get the conversions of a goal, their rate and revenue, by bucket too, and the same before",
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
    "Get the conversions of every goal at once, their rate and revenue, and the same before",
    needs=Access.READ,
    query=query_shape("GoalsStatsQuery", COMPARED),
    reply=GoalsReport,
    errors=REPORT_ERRORS,
)
async def all_goal_stats(request: web.Request) -> web.Response:
    return await run_report(request, "goal-stats")
