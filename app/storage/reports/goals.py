"""Conversions and revenue of goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from app.domain.items.goals import Goal, GoalCounts, GoalReport, GoalsReport
from app.domain.reports.periods import Bucket, Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.request import Granularity
from app.storage.answers.goals import NO_CONVERSIONS, Counts, goal_report, goals_report
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.values import Values
from app.storage.fragments.where import run, where

_NO_TIME_SLOTS: Values = {"start": None, "step_us": 1, "lengths": []}


def report(con: Connection, query: ReportQuery, goal: Goal, granularity: Granularity) -> GoalReport:
    """Return the stats of a goal, stored or not, with its series."""
    return goal_report(query, goal, granularity, partial(_sessions, con, query), partial(_counts, con, query))


def reports(con: Connection, query: ReportQuery, goals: Sequence[Goal]) -> GoalsReport:
    """Return the stats of some goals in their order."""
    return goals_report(query, goals, partial(_sessions, con, query), partial(_counts, con, query))


def _sessions(con: Connection, query: ReportQuery, period: Period) -> int:
    window = where(con, query, period)
    return int(run(con, "reports/goals/matching_sessions", window.slots, window.values)[0][0])


def _counts(
    con: Connection, query: ReportQuery, period: Period, goals: Sequence[Goal], steps: Sequence[Bucket]
) -> list[Counts]:
    """Return the conversions in one window of each goal: all of them, and those of each bucket that has some."""
    return [_counts_of_goal(con, query, period, goal, steps) for goal in goals]


def _counts_of_goal(con: Connection, query: ReportQuery, period: Period, goal: Goal, steps: Sequence[Bucket]) -> Counts:
    window = where(con, query, period)
    values = dict(window.values)
    time_slots = slot_values(steps) or _NO_TIME_SLOTS
    values |= {"first": time_slots["start"], "step_us": time_slots["step_us"], "lengths": time_slots["lengths"]}
    parts = {
        "is_conversion": rule_condition(goal.rule, values, window.letters),
        "amount": amount_expression(goal, values),
        "currency": currency_expression(goal, values),
    }
    counts = dict(NO_CONVERSIONS)
    money: dict[int | None, dict[str, Decimal]] = {}
    for bucket, conversions, sessions, visitors, currency, revenue in run(
        con, "reports/goals/conversions", {**window.slots, **parts}, values
    ):
        if currency is None:
            counts[bucket] = GoalCounts(conversions, sessions, visitors)
            continue
        for key in (bucket, None):
            sums = money.setdefault(key, {})
            sums[currency] = sums.get(currency, Decimal()) + revenue
    return {key: replace(count, revenue=money.get(key, {})) for key, count in counts.items()}
