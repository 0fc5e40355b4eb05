"""The rules of goals: texts, values and modes, each with its message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.errors import ValidationFailed
from app.domain.items.goals import Goal, GoalChange, changed, new_goal

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)


def goal(name: str = "Paid", match_value: str = "/thanks", **more: Any) -> Goal:
    return new_goal("goal_1", "site_1", "page_view", GoalChange(name, match_value, **more), NOW)


@pytest.mark.parametrize(
    ("wrong", "message", "field"),
    [
        ({"name": " \t"}, "name must not be empty", "name"),
        ({"name": "n" * 101}, "name must be 100 characters or fewer", "name"),
        ({"match_value": " "}, "match_value must not be empty", "match_value"),
        ({"match_value": "m" * 501}, "match_value must be 500 characters or fewer", "match_value"),
        ({"fixed_value": -0.01}, "fixed_value must be non-negative", "fixed_value"),
        ({"fixed_value": 1e12}, "fixed_value must be less than 1,000,000,000,000", "fixed_value"),
        ({"currency": ""}, "currency must be between 1 and 8 characters", "currency"),
        ({"currency": "123456789"}, "currency must be between 1 and 8 characters", "currency"),
        ({"value_mode": "fixed"}, "fixed_value is required when value_mode=fixed", "fixed_value"),
        (
            {"value_mode": "event_property"},
            "value_property_key is required when value_mode=event_property",
            "value_property_key",
        ),
        (
            {"value_mode": "event_property", "value_property_key": " "},
            "value_property_key must not be empty",
            "value_property_key",
        ),
        (
            {"value_mode": "event_property", "value_property_key": "k" * 256},
            "value_property_key must be 255 characters or fewer",
            "value_property_key",
        ),
    ],
)
def test_a_broken_rule_is_refused_with_its_field(wrong: dict[str, Any], message: str, field: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        goal(**wrong)
    assert (refused.value.code, refused.value.message, refused.value.field) == ("validation_error", message, field)


def test_the_first_broken_rule_is_named() -> None:
    wrong: dict[str, Any] = {"name": "", "match_value": "", "fixed_value": -1.0, "currency": "", "value_mode": "fixed"}
    fields = []
    mended = {"name": "a", "match_value": "/a", "fixed_value": 1.0, "currency": "EUR"}
    while any(wrong[name] != mended[name] for name in mended):
        with pytest.raises(ValidationFailed) as refused:
            goal(**wrong)
        field = refused.value.field
        assert field is not None
        fields.append(field)
        wrong[field] = mended[field]
    assert fields == ["name", "match_value", "fixed_value", "currency"]


def test_lengths_are_counted_in_characters_and_texts_kept_as_they_are() -> None:
    draft = goal("é" * 100, " /café ", currency=" zł ")
    assert (draft.name, draft.match_value, draft.currency) == ("é" * 100, " /café ", " zł ")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, ("none", None, None)),
        ({"fixed_value": 5, "value_property_key": ""}, ("none", None, None)),
        ({"value_mode": "fixed", "fixed_value": 0, "value_property_key": "total"}, ("fixed", 0, None)),
        (
            {"value_mode": "event_property", "fixed_value": 5, "value_property_key": "total"},
            ("event_property", None, "total"),
        ),
    ],
)
def test_only_the_value_of_the_mode_is_kept(given: dict[str, Any], kept: tuple[object, ...]) -> None:
    draft = goal(**given)
    assert (draft.value_mode, draft.fixed_value, draft.value_property_key) == kept
    assert draft.currency == "USD"


@pytest.mark.parametrize(
    ("stored", "change", "kept"),
    [
        ("fixed", {"fixed_value": 7.0}, ("fixed", 7.0, None)),
        ("fixed", {"value_property_key": "total"}, ("fixed", 5.0, None)),
        ("fixed", {"value_mode": "none"}, ("none", None, None)),
        ("none", {"fixed_value": 7.0}, ("none", None, None)),
        ("none", {"value_mode": "fixed", "fixed_value": 7.0}, ("fixed", 7.0, None)),
        (
            "fixed",
            {"value_mode": "event_property", "value_property_key": "total"},
            ("event_property", None, "total"),
        ),
        ("event_property", {"value_property_key": "sum"}, ("event_property", None, "sum")),
    ],
)
def test_a_change_of_value_follows_the_mode(stored: str, change: dict[str, Any], kept: tuple[object, ...]) -> None:
    before = goal(value_mode=stored, fixed_value=5.0, value_property_key="k")
    after = changed(before, GoalChange(**change), NOW)
    assert (after.value_mode, after.fixed_value, after.value_property_key) == kept


def test_a_mode_is_sent_with_its_value_even_when_one_is_stored() -> None:
    with pytest.raises(ValidationFailed, match="fixed_value is required"):
        changed(goal(value_mode="fixed", fixed_value=5), GoalChange(value_mode="fixed"), NOW)


def test_a_stored_key_cannot_become_blank() -> None:
    with pytest.raises(ValidationFailed, match="value_property_key must not be empty"):
        changed(goal(value_mode="event_property", value_property_key="k"), GoalChange(value_property_key=" "), NOW)


def test_an_empty_change_changes_only_the_time() -> None:
    later = NOW.replace(hour=4)
    assert changed(goal(), GoalChange(), later) == replace(goal(), updated_at=later)
