"""Funnels: wire types and client methods."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.api.goals import MatchValue, Name, Operator
from app.api.reports.overview import question_params
from app.domain.errors import BadRequest
from app.domain.funnels import (
    MAX_LABEL_LENGTH,
    MAX_STEPS,
    MAX_WINDOW_S,
    MIN_STEPS,
    Funnel,
    FunnelChange,
    FunnelItem,
    FunnelResults,
    NewStep,
)
from app.domain.reports.matching import MATCH_TYPES, MatchTypeSpelling
from app.domain.reports.request import ReportRequest

Label = Annotated[str | None, Meta(description=f"1 to {MAX_LABEL_LENGTH} characters; the value to match when left out")]
AnyOrder = Annotated[bool | None, Meta(description="the steps may be taken in any order; false when left out")]
WindowSeconds = Annotated[
    int | None | UnsetType,
    Meta(
        description="longest time that all steps may take; null: any",
        extra_json_schema={"minimum": 1, "maximum": MAX_WINDOW_S},
    ),
]
_STEPS = Meta(description=f"{MIN_STEPS} to {MAX_STEPS} of them, in their order")


class FunnelStepBody(msgspec.Struct, frozen=True):
    """A step. `step_type`, or `match_type` for it, is needed; `pageview` and `page` mean the same as `page_view`."""

    match_value: MatchValue
    step_type: MatchTypeSpelling | None = None
    match_type: MatchTypeSpelling | None = None
    match_operator: Operator = None
    label: Label = None


class NewFunnelBody(msgspec.Struct, frozen=True):
    """A funnel to add."""

    name: Name
    steps: Annotated[tuple[FunnelStepBody, ...], _STEPS]
    any_order: AnyOrder = None
    window_seconds: WindowSeconds = UNSET


class FunnelChangeBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """New values of a funnel, at least one; what is left out stays. Steps are replaced all together."""

    name: Name | None = None
    steps: Annotated[tuple[FunnelStepBody, ...] | None, _STEPS] = None
    any_order: AnyOrder = None
    window_seconds: WindowSeconds = UNSET


def funnel_change(body: NewFunnelBody | FunnelChangeBody) -> FunnelChange:
    """What a body says of a funnel. Raises BadRequest for a step without a type or with two."""
    steps = None if body.steps is None else tuple(map(_step, body.steps))
    change = FunnelChange(body.name, steps, body.any_order, body.window_seconds)
    if change == FunnelChange():
        raise BadRequest("request must include at least one updatable field")
    return change


def _step(body: FunnelStepBody) -> NewStep:
    types = {MATCH_TYPES[given] for given in (body.step_type, body.match_type) if given is not None}
    if not types:
        raise BadRequest("The field step_type is missing.", field="step_type")
    if len(types) > 1:
        raise BadRequest("step_type and match_type mean the same and differ.", field="step_type")
    return NewStep(types.pop(), body.match_value, body.match_operator or "equals", body.label)


class FunnelCalls(ApiConnection):
    """Adding, changing and deleting funnels; their results."""

    async def list_funnels(self, website_id: str) -> tuple[FunnelItem, ...]:
        """The funnels of a website without their steps, newest first."""
        return await self._data("GET", of_website(website_id, "/funnels"), tuple[FunnelItem, ...])

    async def funnel(self, website_id: str, funnel_id: str) -> Funnel:
        return await self._data("GET", _of_funnel(website_id, funnel_id), Funnel)

    async def add_funnel(self, website_id: str, wanted: NewFunnelBody) -> Funnel:
        return await self._data("POST", of_website(website_id, "/funnels"), Funnel, body=wanted)

    async def change_funnel(self, website_id: str, funnel_id: str, change: FunnelChangeBody) -> Funnel:
        """Give a funnel new values; what `change` leaves out stays, window_seconds None takes the limit away."""
        return await self._data("PUT", _of_funnel(website_id, funnel_id), Funnel, body=change)

    async def delete_funnel(self, website_id: str, funnel_id: str) -> None:
        await self._send("DELETE", _of_funnel(website_id, funnel_id))

    async def funnel_results(self, website_id: str, funnel_id: str, question: ReportRequest) -> FunnelResults:
        """How far sessions came. A comparison in the question is not looked at."""
        path = _of_funnel(website_id, funnel_id, "/results")
        return await self._data("GET", path, FunnelResults, question_params(question))


def _of_funnel(website_id: str, funnel_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/funnels/{quote(funnel_id, safe='')}{rest}")
