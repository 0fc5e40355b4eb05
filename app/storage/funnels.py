"""Funnels in the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.errors import AppError, NotFound
from app.domain.funnels import MAX_FUNNELS, Funnel, FunnelChange, FunnelStep, changed, check
from app.storage.connection import Connection, one, rows, statement, to_db


def all_funnels(con: Connection, website: int) -> tuple[Funnel, ...]:
    """The funnels of a website, newest first. website: its key."""
    steps: dict[str, list[FunnelStep]] = {}
    for row in rows(con, "funnel_steps_of", {"website": website}):
        step = FunnelStep(*row)
        steps.setdefault(step.funnel_id, []).append(replace(step, created_at=step.created_at.replace(tzinfo=UTC)))
    found = (Funnel(*row) for row in rows(con, "funnels_of", {"website": website}))
    return tuple(
        replace(
            funnel,
            created_at=funnel.created_at.replace(tzinfo=UTC),
            updated_at=funnel.updated_at.replace(tzinfo=UTC),
            steps=tuple(steps[funnel.id]),
        )
        for funnel in found
    )


def require(con: Connection, website: int, funnel_id: str) -> Funnel:
    """One funnel of a website. Raises NotFound."""
    found = next((funnel for funnel in all_funnels(con, website) if funnel.id == funnel_id), None)
    if found is None:
        raise NotFound("Funnel not found")
    return found


def add(con: Connection, website: int, wanted: Funnel) -> Funnel:
    """Add a funnel. Raises AppError `limit_exceeded`, `duplicate_name`; NotFound when the website has gone."""
    others = all_funnels(con, website)
    if len(others) >= MAX_FUNNELS:
        raise AppError("limit_exceeded", f"maximum of {MAX_FUNNELS} funnels per website reached", field="funnels")
    _check_name(wanted, others)
    values = {
        "website": website,
        "id": wanted.id,
        "name": wanted.name,
        "any_order": wanted.any_order,
        "window_seconds": wanted.window_seconds,
        "at": to_db(wanted.created_at),
    }
    if one(con, "funnel_add", values) is None:
        raise NotFound("Website not found")
    _add_steps(con, wanted)
    return wanted


def change(con: Connection, website: int, funnel_id: str, wanted: FunnelChange, now: datetime) -> Funnel:
    """Give a funnel new values. Raises NotFound, AppError `duplicate_name`, RuleBroken. now: aware."""
    check(wanted)  # what is wrong with the change itself is said first
    result = changed(require(con, website, funnel_id), wanted, now)
    _check_name(result, all_funnels(con, website))
    values = {
        "id": funnel_id,
        "name": result.name,
        "any_order": result.any_order,
        "window_seconds": result.window_seconds,
        "at": to_db(now),
    }
    con.execute(statement("funnel_change"), values)
    if wanted.steps is not None:
        con.execute(statement("funnel_steps_delete"), {"funnel_id": funnel_id})
        _add_steps(con, result)
    return result


def delete(con: Connection, website: int, funnel_id: str) -> None:
    """Delete a funnel. Raises NotFound."""
    require(con, website, funnel_id)
    con.execute(statement("funnel_steps_delete"), {"funnel_id": funnel_id})
    con.execute(statement("funnel_delete"), {"id": funnel_id})


def _add_steps(con: Connection, funnel: Funnel) -> None:
    values = {
        "ids": [step.id for step in funnel.steps],
        "types": [step.step_type for step in funnel.steps],
        "match_values": [step.match_value for step in funnel.steps],
        "operators": [step.match_operator for step in funnel.steps],
        "labels": [step.label for step in funnel.steps],
    }
    at = to_db(funnel.steps[0].created_at)
    con.execute(statement("funnel_steps_add"), values | {"funnel_id": funnel.id, "at": at})


def _check_name(wanted: Funnel, others: tuple[Funnel, ...]) -> None:
    if any(item.name == wanted.name and item.id != wanted.id for item in others):
        raise AppError("duplicate_name", "funnel name already exists for this website", field="name")
