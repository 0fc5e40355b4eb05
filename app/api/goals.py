"""Bodies of requests about goals. Optional fields may be null, which is the same as leaving them out."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from app.domain.goals import MAX_CURRENCY_LENGTH, MAX_MATCH_LENGTH, MAX_NAME_LENGTH, GoalChange, ValueMode
from app.domain.reports.matching import MatchOperator, MatchTypeSpelling

Name = Annotated[str, Meta(description=f"1 to {MAX_NAME_LENGTH} characters", examples=["Newsletter"])]
MatchValue = Annotated[
    str,
    Meta(
        description=f"path, full URL or name of an event, 1 to {MAX_MATCH_LENGTH} characters", examples=["/thank-you"]
    ),
]
Operator = Annotated[MatchOperator | None, Meta(description="equals when left out")]
Currency = Annotated[str | None, Meta(description=f"1 to {MAX_CURRENCY_LENGTH} characters; USD when left out")]
FixedValue = Annotated[float | None, Meta(description="for value_mode fixed, not negative")]
PropertyKey = Annotated[str | None, Meta(description="key of event_data, for value_mode event_property")]


class NewGoalBody(msgspec.Struct, frozen=True):
    """A goal to add. `pageview` and `page` mean the same as `page_view`."""

    name: Name
    goal_type: MatchTypeSpelling
    match_value: MatchValue
    match_operator: Operator = None
    value_mode: ValueMode | None = None
    fixed_value: FixedValue = None
    value_property_key: PropertyKey = None
    currency: Currency = None


class GoalChangeBody(msgspec.Struct, frozen=True):
    """New values of a goal; what is left out stays. Its type cannot change. A value_mode comes with its value."""

    name: Name | None = None
    match_value: MatchValue | None = None
    match_operator: MatchOperator | None = None
    value_mode: ValueMode | None = None
    fixed_value: FixedValue = None
    value_property_key: PropertyKey = None
    currency: Currency = None


def goal_change(body: NewGoalBody | GoalChangeBody) -> GoalChange:
    """What a body says of a goal, apart from its type."""
    return GoalChange(
        body.name,
        body.match_value,
        body.match_operator,
        body.value_mode,
        body.fixed_value,
        body.value_property_key,
        body.currency,
    )
