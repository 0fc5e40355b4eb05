"""Goals in the database: what is written is read, names are taken once, a goal goes with its website."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import AppError, NotFound, ValidationFailed
from app.domain.goals import MAX_GOALS, Goal, GoalChange, new_goal
from app.domain.websites import NewWebsite, WebsiteId
from app.storage import goals, websites
from app.storage.connection import Connection
from tests.histories import empty_database

NOW = datetime(2026, 6, 17, 3, 30, 0, 123_456, UTC)


@pytest.fixture
def con() -> Iterator[Connection]:
    con = empty_database()
    yield con
    con.close()


@pytest.fixture
def shop(con: Connection) -> int:
    return websites.add(con, NewWebsite("Shop", "ex.com"), WebsiteId("site_a"), NOW).key


def goal(name: str = "Sign-up", at: datetime = NOW, **more: Any) -> Goal:
    return new_goal(f"goal_{name}", "site_a", "event", GoalChange(name, "signup", **more), at)


def test_a_goal_is_read_as_it_was_written(con: Connection, shop: int) -> None:
    added = goals.add(con, shop, goal(value_mode="fixed", fixed_value=2.5, currency="EUR"))
    assert goals.all_goals(con, shop) == (added,)
    assert goals.require(con, shop, added.id) == added


def test_goals_come_newest_first_and_ties_by_id(con: Connection, shop: int) -> None:
    for name, later_s in (("b", 0), ("c", 0), ("a", 1)):
        goals.add(con, shop, goal(name, NOW + timedelta(seconds=later_s)))
    assert [item.name for item in goals.all_goals(con, shop)] == ["a", "c", "b"]


def test_a_goal_belongs_to_its_website_alone(con: Connection, shop: int) -> None:
    other = websites.add(con, NewWebsite("Blog", "ex.org"), WebsiteId("site_b"), NOW).key
    added = goals.add(con, shop, goal())
    goals.delete(con, other, added.id)
    with pytest.raises(NotFound, match="Goal not found"):
        goals.require(con, other, added.id)
    assert goals.all_goals(con, shop) == (added,)


def test_a_change_replaces_what_is_given(con: Connection, shop: int) -> None:
    added = goals.add(con, shop, goal())
    later = NOW + timedelta(hours=1)
    wanted = GoalChange("Paid", "purchase", "contains", "event_property", None, "total", "EUR")
    found = goals.change(con, shop, added.id, wanted, later)
    assert goals.all_goals(con, shop) == (found,)
    assert found == Goal(
        added.id,
        "site_a",
        "Paid",
        "event",
        "purchase",
        "contains",
        "event_property",
        None,
        "total",
        "EUR",
        NOW,
        later,
    )


def test_a_change_of_nothing_still_notes_when(con: Connection, shop: int) -> None:
    added = goals.add(con, shop, goal())
    later = NOW + timedelta(hours=1)
    assert goals.change(con, shop, added.id, GoalChange(), later) == replace(added, updated_at=later)


def test_a_name_is_taken_once_by_each_website(con: Connection, shop: int) -> None:
    goals.add(con, shop, goal())
    other = goals.add(con, shop, goal("sign-up"))
    for attempt in (
        lambda: goals.add(con, shop, replace(goal(), id="goal_2")),
        lambda: goals.change(con, shop, other.id, GoalChange(name="Sign-up"), NOW),
    ):
        with pytest.raises(AppError) as refused:
            attempt()
        assert (refused.value.code, refused.value.field) == ("duplicate_name", "name")
    assert goals.change(con, shop, other.id, GoalChange(name="sign-up"), NOW).name == "sign-up"
    blog = websites.add(con, NewWebsite("Blog", "ex.org"), WebsiteId("site_b"), NOW).key
    goals.add(con, blog, replace(goal(), id="goal_3"))


def test_a_website_has_so_many_goals_at_most(con: Connection, shop: int) -> None:
    for number in range(MAX_GOALS):
        goals.add(con, shop, goal(str(number)))
    with pytest.raises(AppError, match="maximum of 50 goals per website reached") as refused:
        goals.add(con, shop, goal("0"))
    assert (refused.value.code, refused.value.field) == ("limit_exceeded", "goals")


def test_a_goal_goes_with_its_website_and_none_is_added_after(con: Connection, shop: int) -> None:
    goals.add(con, shop, goal())
    websites.delete(con, shop)
    assert con.execute("SELECT count(*) FROM goals").fetchall() == [(0,)]
    with pytest.raises(NotFound, match="Website not found"):
        goals.add(con, shop, goal())


def test_a_goal_that_is_not_there_is_deleted_but_not_changed(con: Connection, shop: int) -> None:
    goals.delete(con, shop, "goal_nowhere")
    with pytest.raises(NotFound, match="Goal not found"):
        goals.change(con, shop, "goal_nowhere", GoalChange(name="x"), NOW)
    with pytest.raises(ValidationFailed):
        goal(name=" ")
