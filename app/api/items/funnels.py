"""Funnels: request types and client methods."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection, of_website
from app.api.items.goals import MatchValue, Name, Operator
from app.api.reports.overview import request_params
from app.api.reports.question import in_batch
from app.api.wire import Data
from app.domain.errors import BadRequest
from app.domain.items.funnels import (
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

Label = Annotated[str | None, Meta(description=f"1 to {MAX_LABEL_LENGTH} characters; defaults to match_value")]
AnyOrder = Annotated[bool | None, Meta(description="whether the steps may be taken in any order; defaults to false")]
WindowSeconds = Annotated[
    int | None | UnsetType,
    Meta(
        description="longest time for all steps, seconds; null: no limit",
        extra_json_schema={"minimum": 1, "maximum": MAX_WINDOW_S},
    ),
]
_STEPS = Meta(description=f"{MIN_STEPS} to {MAX_STEPS} steps, in order")


class FunnelStepBody(msgspec.Struct, frozen=True):
    """A step. `step_type` or its synonym `match_type` is required; `pageview` and `page` mean `page_view`."""

    match_value: MatchValue
    step_type: MatchTypeSpelling | None = None
    match_type: MatchTypeSpelling | None = None
    match_operator: Operator = None
    label: Label = None


class NewFunnelBody(msgspec.Struct, frozen=True):
    """A funnel to create."""

    name: Name
    steps: Annotated[tuple[FunnelStepBody, ...], _STEPS]
    any_order: AnyOrder = None
    window_seconds: WindowSeconds = UNSET


class FunnelChangeBody(msgspec.Struct, frozen=True, omit_defaults=True):
    """New values of a funnel, at least one; absent fields keep their value. Steps are replaced together."""

    name: Name | None = None
    steps: Annotated[tuple[FunnelStepBody, ...] | None, _STEPS] = None
    any_order: Annotated[bool | None, Meta(description="whether the steps may be taken in any order")] = None
    window_seconds: WindowSeconds = UNSET


def funnel_change(body: NewFunnelBody | FunnelChangeBody) -> FunnelChange:
    """Return the values of a funnel in a body. Raises BadRequest when there are none, or a step has no type or two."""
    steps = None if body.steps is None else tuple(map(_step, body.steps))
    change = FunnelChange(body.name, steps, body.any_order, body.window_seconds)
    if change == FunnelChange():
        raise BadRequest("request must include at least one updatable field")
    return change


def _step(body: FunnelStepBody) -> NewStep:
    types = {MATCH_TYPES[spelling] for spelling in (body.step_type, body.match_type) if spelling is not None}
    if not types:
        raise BadRequest("The field step_type is missing.", field="step_type")
    if len(types) > 1:
        raise BadRequest("step_type and match_type are synonyms but have different values.", field="step_type")
    return NewStep(types.pop(), body.match_value, body.match_operator or "equals", body.label)


class FunnelCalls(ApiConnection):
    """Calls of funnels and their results."""

    async def list_funnels(self, website_id: str) -> tuple[FunnelItem, ...]:
        """List the funnels of a website without their steps, newest first."""
        return await self._data("GET", of_website(website_id, "/funnels"), tuple[FunnelItem, ...])

    async def funnel(self, website_id: str, funnel_id: str) -> Funnel:
        """Get a funnel with its steps."""
        return await self._data("GET", _of_funnel(website_id, funnel_id), Funnel)

    async def add_funnel(self, website_id: str, funnel: NewFunnelBody) -> Funnel:
        """Create a funnel."""
        return await self._data("POST", of_website(website_id, "/funnels"), Funnel, body=funnel)

    async def change_funnel(self, website_id: str, funnel_id: str, change: FunnelChangeBody) -> Funnel:
        """Change a funnel; what `change` leaves out keeps its value, window_seconds None removes the limit."""
        return await self._data("PUT", _of_funnel(website_id, funnel_id), Funnel, body=change)

    async def delete_funnel(self, website_id: str, funnel_id: str) -> None:
        """Delete a funnel."""
        await self._send("DELETE", _of_funnel(website_id, funnel_id))

    @in_batch("funnel", Data[FunnelResults])
    async def funnel_results(self, website_id: str, funnel_id: str, request: ReportRequest) -> FunnelResults:
        """Get the sessions that reached each step. A comparison in `request` is ignored."""
        path = _of_funnel(website_id, funnel_id, "/results")
        return await self._data("GET", path, FunnelResults, request_params(request))


def _of_funnel(website_id: str, funnel_id: str, rest: str = "") -> str:
    return of_website(website_id, f"/funnels/{quote(funnel_id, safe='')}{rest}")
