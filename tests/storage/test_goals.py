"""Goals in the database: a round trip keeps every value, names are unique, a deleted website loses its goals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.errors import AppError, NotFound, ValidationFailed
from app.domain.items.goals import GOALS, MAX_GOALS, Goal, GoalChange, changed, new_goal
from app.domain.websites import NewWebsite, WebsiteId
from app.storage import items, websites
from app.storage.metadata import Transaction

NOW = datetime(2026, 6, 17, 3, 30, 0, 123_456, UTC)


@pytest.fixture
def shop(con: Transaction) -> int:
    return websites.add(con, NewWebsite("Shop", "ex.com"), WebsiteId("site_a"), NOW).key


def goal(name: str = "Sign-up", at: datetime = NOW, **more: Any) -> Goal:
    return new_goal(f"goal_{name}", "site_a", "event", GoalChange(name, "signup", **more), at)


def change(con: Transaction, website: int, goal_id: str, values: GoalChange, now: datetime) -> Goal:
    return items.change(con, website, GOALS, goal_id, lambda known: changed(known, values, now))


def test_a_goal_is_read_as_it_was_written(con: Transaction, shop: int) -> None:
    added = items.add(con, shop, GOALS, goal(value_mode="fixed", fixed_value=2.5, currency="EUR"))
    assert items.all_items(con, shop, GOALS) == (added,)
    assert items.require(con, shop, GOALS, added.id) == added


def test_goals_come_newest_first_and_ties_by_id(con: Transaction, shop: int) -> None:
    for name, later_s in (("b", 0), ("c", 0), ("a", 1)):
        items.add(con, shop, GOALS, goal(name, NOW + timedelta(seconds=later_s)))
    assert [item.name for item in items.all_items(con, shop, GOALS)] == ["a", "c", "b"]


def test_a_goal_belongs_to_its_website_alone(con: Transaction, shop: int) -> None:
    other = websites.add(con, NewWebsite("Blog", "ex.org"), WebsiteId("site_b"), NOW).key
    added = items.add(con, shop, GOALS, goal())
    items.delete(con, other, GOALS, added.id, missing_ok=True)
    with pytest.raises(NotFound, match="Goal not found"):
        items.require(con, other, GOALS, added.id)
    assert items.all_items(con, shop, GOALS) == (added,)


def test_a_change_replaces_the_given_fields(con: Transaction, shop: int) -> None:
    added = items.add(con, shop, GOALS, goal())
    later = NOW + timedelta(hours=1)
    values = GoalChange("Paid", "purchase", "contains", "event_property", None, "total", "EUR")
    paid = change(con, shop, added.id, values, later)
    assert items.all_items(con, shop, GOALS) == (paid,)
    assert paid == Goal(
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


def test_an_empty_change_updates_the_time(con: Transaction, shop: int) -> None:
    added = items.add(con, shop, GOALS, goal())
    later = NOW + timedelta(hours=1)
    assert change(con, shop, added.id, GoalChange(), later) == replace(added, updated_at=later)


def test_goal_names_are_unique_within_a_website(con: Transaction, shop: int) -> None:
    items.add(con, shop, GOALS, goal())
    other = items.add(con, shop, GOALS, goal("sign-up"))
    for attempt in (
        lambda: items.add(con, shop, GOALS, replace(goal(), id="goal_2")),
        lambda: change(con, shop, other.id, GoalChange(name="Sign-up"), NOW),
    ):
        with pytest.raises(AppError) as refused:
            attempt()
        assert (refused.value.code, refused.value.field) == ("duplicate_name", "name")
    assert change(con, shop, other.id, GoalChange(name="sign-up"), NOW).name == "sign-up"
    blog = websites.add(con, NewWebsite("Blog", "ex.org"), WebsiteId("site_b"), NOW).key
    items.add(con, blog, GOALS, replace(goal(), id="goal_3"))


def test_the_number_of_goals_is_limited(con: Transaction, shop: int) -> None:
    for number in range(MAX_GOALS):
        items.add(con, shop, GOALS, goal(str(number)))
    with pytest.raises(AppError, match="maximum of 50 goals per website reached") as refused:
        items.add(con, shop, GOALS, goal("0"))
    assert (refused.value.code, refused.value.field) == ("limit_exceeded", "goals")


def test_a_goal_is_deleted_with_its_website(con: Transaction, shop: int) -> None:
    items.add(con, shop, GOALS, goal())
    websites.delete(con, shop)
    assert con.execute("SELECT count(*) FROM items").fetchall() == [(0,)]


def test_deleting_a_missing_goal_succeeds_and_changing_it_fails(con: Transaction, shop: int) -> None:
    items.delete(con, shop, GOALS, "goal_nowhere", missing_ok=True)
    with pytest.raises(NotFound, match="Goal not found"):
        change(con, shop, "goal_nowhere", GoalChange(name="x"), NOW)
    with pytest.raises(ValidationFailed):
        goal(name=" ")
