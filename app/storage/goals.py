"""Goals in the database. Conversions: `app.storage.fragments.matching`; their worth: `app.storage.fragments.money`."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from app.domain.errors import AppError, NotFound
from app.domain.goals import MAX_GOALS, Goal, GoalChange, changed, check
from app.storage.connection import Connection, one, rows, statement, to_db
from app.storage.fragments.where import Values

_FIXED = ("goal_type", "created_at")


def all_goals(con: Connection, website: int) -> tuple[Goal, ...]:
    """The goals of a website, newest first. website: its key."""
    return tuple(map(_goal, rows(con, "goals_of", {"website": website})))


def require(con: Connection, website: int, goal_id: str) -> Goal:
    """One goal of a website. Raises NotFound."""
    found = next((item for item in all_goals(con, website) if item.id == goal_id), None)
    if found is None:
        raise NotFound("Goal not found")
    return found


def add(con: Connection, website: int, wanted: Goal) -> Goal:
    """Add a goal. Raises AppError `limit_exceeded`, `duplicate_name`; NotFound when the website has gone."""
    others = all_goals(con, website)
    if len(others) >= MAX_GOALS:
        raise AppError("limit_exceeded", f"maximum of {MAX_GOALS} goals per website reached", field="goals")
    _check_name(wanted, others)
    if one(con, "goal_add", _columns(wanted) | {"website": website}) is None:
        raise NotFound("Website not found")
    return wanted


def change(con: Connection, website: int, goal_id: str, wanted: GoalChange, now: datetime) -> Goal:
    """Give a goal new values. Raises NotFound, AppError `duplicate_name`, RuleBroken. now: aware."""
    check(wanted, wanted.value_mode or "none")  # what is wrong with the change itself is said first
    result = changed(require(con, website, goal_id), wanted, now)
    _check_name(result, all_goals(con, website))
    values = _columns(result)
    con.execute(statement("goal_change"), {name: values[name] for name in values if name not in _FIXED})
    return result


def delete(con: Connection, website: int, goal_id: str) -> None:
    """Delete a goal; one that is not there is fine."""
    con.execute(statement("goal_delete"), {"website": website, "id": goal_id})


def _columns(item: Goal) -> Values:
    values = asdict(item) | {"created_at": to_db(item.created_at), "updated_at": to_db(item.updated_at)}
    return {name: value for name, value in values.items() if name != "website_id"}


def _check_name(wanted: Goal, others: tuple[Goal, ...]) -> None:
    if any(item.name == wanted.name and item.id != wanted.id for item in others):
        raise AppError("duplicate_name", "goal name already exists for this website", field="name")


def _goal(row: tuple[Any, ...]) -> Goal:  # Any: the columns of a row
    found = Goal(*row)
    created_at, updated_at = found.created_at.replace(tzinfo=UTC), found.updated_at.replace(tzinfo=UTC)
    return replace(found, created_at=created_at, updated_at=updated_at)
