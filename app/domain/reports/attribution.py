"""Attribution: which touch of a session is credited with its conversions, and what they add up to.

A touch is an event of a session, seen for where the visitor came from: its source (`utm_source`, else the domain of the
referrer) and its medium. Values are those of the wire; fields that are `UNSET` are left out of the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, UnsetType

from app.domain.errors import BadRequest
from app.domain.reports.filters import DIMENSIONS, Dimension
from app.domain.reports.money import by_currency, single
from app.domain.reports.query import MAX_OFFSET, Params, parse_choice, parse_int
from app.domain.reports.results import CompareInfo, OffsetPage

Model = Literal["first_touch", "last_touch"]
TouchPart = Literal["channel", "channel_group", "source", "medium"]

MAX_ROWS = 1_000
DIRECT_SOURCE, DIRECT_MEDIUM, NO_VALUE = "(direct)", "direct", "(none)"
_MODELS: Mapping[str, Model] = {"first_touch": "first_touch", "last_touch": "last_touch"}
_PARTS: Mapping[str, TouchPart] = {
    "channel": "channel",
    "channel_group": "channel_group",
    "source": "source",
    "medium": "medium",
}


@dataclass(frozen=True, slots=True)
class AttributionQuery:
    """Which conversions are credited how. by: what of the credited touch the rows are; limit, offset: of rows.

    first_touch: the first of the session, wherever the range starts. last_touch: the last one with a source, at or
    before the conversion; the first of the session when none has one.
    """

    goal_id: str
    model: Model = "last_touch"
    by: TouchPart | Dimension = "channel"
    limit: int = MAX_ROWS
    offset: int = 0

    @property
    def type(self) -> str:
        """`by` as it is named on the wire."""
        return self.by.name if isinstance(self.by, Dimension) else self.by


@dataclass(frozen=True, slots=True)
class Conversions:
    """What some conversions add up to.

    revenue: a number in one currency, null in several, which are never added; revenue_by_currency: each of them.
    average_value: revenue of one conversion, null when revenue is. sessions, visitors: distinct, with a conversion.
    """

    conversions: int
    revenue: float | None
    revenue_by_currency: dict[str, float]
    average_value: float | None
    sessions: int
    visitors: int


@dataclass(frozen=True, slots=True)
class AttributionRow:
    """The conversions credited to one value. The rest as in `Conversions`.

    channel: `source / medium`. channel_group: by the rules for channels, that of most of the row's conversions. share:
    of all conversions, a fraction; revenue_share: of all revenue, null in several currencies.
    """

    value: str
    conversions: int
    revenue: float | None
    revenue_by_currency: dict[str, float]
    average_value: float | None
    share: float
    revenue_share: float | None
    sessions: int
    visitors: int
    channel: str | UnsetType = UNSET
    channel_group: str | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Attribution:
    """One page of rows, most conversions first, and what all rows add up to. prev_totals: only with a comparison."""

    goal_id: str
    model: Model
    type: str
    rows: tuple[AttributionRow, ...]
    totals: Conversions
    prev_totals: Conversions | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class AttributionReport:
    """An attribution with its paging and comparison."""

    data: Attribution
    pagination: OffsetPage
    compare: CompareInfo | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class RevenueSummary:
    """The totals of an attribution, the same for every model. prev_*: only with a comparison; the rest as there."""

    goal_id: str
    model: Model
    conversions: int
    revenue: float | None
    revenue_by_currency: dict[str, float]
    average_value: float | None
    sessions: int
    visitors: int
    prev_conversions: int | UnsetType = UNSET
    prev_revenue: float | None | UnsetType = UNSET
    prev_revenue_by_currency: dict[str, float] | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class RevenueReport:
    """A summary with its comparison."""

    data: RevenueSummary
    compare: CompareInfo | UnsetType = UNSET


def conversions(
    count: int, sums: Mapping[str, Decimal], own_currency: str, *, sessions: int, visitors: int
) -> Conversions:
    """What `count` conversions add up to. sums: exact revenue by currency; own_currency: of the goal."""
    revenue = by_currency(sums, own_currency)
    total = single(revenue)
    average = None if total is None else total / count if count else 0.0
    return Conversions(count, total, revenue, average, sessions, visitors)


def revenue_summary(goal_id: str, model: Model, totals: Conversions) -> RevenueSummary:
    return RevenueSummary(
        goal_id,
        model,
        totals.conversions,
        totals.revenue,
        totals.revenue_by_currency,
        totals.average_value,
        totals.sessions,
        totals.visitors,
    )


def credited(value: str, found: Conversions, totals: Conversions) -> AttributionRow:
    """The row of a value. totals: of all rows."""
    return AttributionRow(
        value,
        found.conversions,
        found.revenue,
        found.revenue_by_currency,
        found.average_value,
        found.conversions / totals.conversions,
        _revenue_share(found.revenue, totals.revenue),
        found.sessions,
        found.visitors,
    )


def _revenue_share(part: float | None, whole: float | None) -> float | None:
    if part is None or whole is None:
        return None
    return part / whole if whole else 0.0


def parse_goal_id(params: Params) -> str:
    """Read `goal_id`, without which nothing is asked."""
    if (goal_id := params.get("goal_id")) is None:
        raise BadRequest("goal_id parameter is required", field="goal_id")
    return goal_id


def parse_attribution_query(params: Params) -> AttributionQuery:
    """Read goal, model, breakdown and page. A blank model is the default; limit and offset are brought into bounds."""
    return AttributionQuery(
        parse_goal_id(params),
        parse_choice("model", params.get("model", "").strip() or None, _MODELS, "last_touch"),
        parse_rows_type(params.get("type")),
        parse_int("limit", params.get("limit"), default=MAX_ROWS, lowest=1, highest=MAX_ROWS),
        parse_int("offset", params.get("offset"), default=0, lowest=0, highest=MAX_OFFSET),
    )


def parse_rows_type(name: str | None, *, field: str = "type") -> TouchPart | Dimension:
    """What the rows are: a part of the touch's source, or any other fact of an event. field: where the name stood."""
    if name is None:
        return "channel"
    if (part := _PARTS.get(name)) is not None:
        return part
    if (known := DIMENSIONS.get(name)) is not None and known.table == "events":
        return known
    raise BadRequest(f"invalid type: {name[:64]}", field=field)
