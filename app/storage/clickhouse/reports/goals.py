"""Conversions and revenue of goals in ClickHouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.items.goals import Goal, GoalCounts, GoalReport, GoalsReport
from app.domain.reports.periods import Bucket, Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.request import Granularity
from app.storage.answers.goals import NO_CONVERSIONS, Counts, goal_report, goals_report
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.matching import EVENT_PAGE
from app.storage.clickhouse.reports.money import money_slots, revenue_of
from app.storage.clickhouse.reports.where import run, scope, session_events, visitors_with
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.time_slots import slot_values


def report(con: ClickHouse, query: ReportQuery, goal: Goal, granularity: Granularity) -> GoalReport:
    """Return the stats of a goal, stored or not, with its series."""
    return goal_report(query, goal, granularity, partial(_sessions, con, query), partial(counts, con, query))


def reports(con: ClickHouse, query: ReportQuery, goals: Sequence[Goal]) -> GoalsReport:
    """Return the stats of some goals in their order; all are counted at once."""
    return goals_report(query, goals, partial(_sessions, con, query), partial(counts, con, query))


def counts(
    con: ClickHouse, query: ReportQuery, period: Period, goals: Sequence[Goal], steps: Sequence[Bucket] = ()
) -> Sequence[Counts]:
    """Return the conversions in one window of each goal: all of them, and those of each bucket that has some."""
    window = scope(con, query, period)
    values = dict(window.values)
    time_slots = slot_values(steps) or {"start": values["start"], "step_us": 1, "lengths": [0]}
    values |= {"first": time_slots["start"], "step_us": time_slots["step_us"], "lengths": time_slots["lengths"]}
    rules = [rule_condition(goal.rule, values, window.letters, EVENT_PAGE) for goal in goals]
    hits = ", ".join(f"if({rule}, {number}, -1)" for number, rule in enumerate(rules))
    slots = {
        **window.slots,
        "converting_events": session_events(visitors=visitors_with(window, f"({' OR '.join(rules)})")),
        "goals": f"arrayFilter(goal -> goal >= 0, [{hits}])",
        **money_slots(goals, values),
    }
    counted: list[dict[int | None, GoalCounts]] = [dict(NO_CONVERSIONS) for _ in goals]
    for number, is_total, bucket, conversions, sessions, visitors, _, revenue in run(
        con, "goals/conversions", slots, values
    ):
        count = GoalCounts(conversions, sessions, visitors, revenue_of(revenue))
        counted[number][None if is_total else bucket] = count
    return counted


def _sessions(con: ClickHouse, query: ReportQuery, period: Period) -> int:
    window = scope(con, query, period)
    ((sessions,),) = run(con, "goals/sessions", window.slots, window.values)
    return int(sessions)
