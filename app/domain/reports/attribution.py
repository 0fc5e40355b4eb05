"""Attribution: the touch credited with a session's conversions, and their totals.

A touch is an event of a session, seen for where the visitor came from: its source (`utm_source`, else the domain of the
referrer) and its medium. Values are those of the wire; fields that are `UNSET` are left out of the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from msgspec import UNSET, UnsetType

from app.domain.errors import BadRequest
from app.domain.reports.filters import DIMENSIONS, Dimension
from app.domain.reports.money import by_currency, single
from app.domain.reports.query import Page, Params, parse_choice, parse_page
from app.domain.reports.results import CompareInfo, OffsetPage

Model = Literal["first_touch", "last_touch"]
TouchPart = Literal["channel", "channel_group", "source", "medium"]

MAX_ROWS = 1_000
DIRECT_SOURCE, DIRECT_MEDIUM, NO_VALUE = "(direct)", "direct", "(none)"
_MODELS: tuple[Model, ...] = get_args(Model)
_PARTS: tuple[TouchPart, ...] = get_args(TouchPart)


@dataclass(frozen=True, slots=True)
class AttributionQuery(Page):
    """One page of an attribution: the goal, the model that picks the credited touch, and the dimension of the rows.

    first_touch: first touch of the session, also before the range. last_touch: last touch with a source, at or before
    the conversion; the first of the session if none has a source.
    """

    limit: int = MAX_ROWS
    goal_id: str = field(kw_only=True)
    model: Model = "last_touch"
    by: TouchPart | Dimension = "channel"

    @property
    def type(self) -> str:
        """The name of `by` on the wire."""
        return self.by.name if isinstance(self.by, Dimension) else self.by


@dataclass(frozen=True, slots=True)
class Conversions:
    """Totals of some conversions.

    revenue: null in several currencies, which are never added up; revenue_by_currency: the sum of each currency.
    average_value: revenue per conversion, null if revenue is. sessions, visitors: distinct, with a conversion.
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
    """One page of rows, most conversions first, and the totals of all rows. prev_totals: only with a comparison."""

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
    """Return the totals of `count` conversions. sums: exact revenue by currency; own_currency: the goal's."""
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


def credited(value: str, part: Conversions, totals: Conversions) -> AttributionRow:
    """Return the row of a value. part: its conversions; totals: those of all rows."""
    return AttributionRow(
        value,
        part.conversions,
        part.revenue,
        part.revenue_by_currency,
        part.average_value,
        part.conversions / totals.conversions,
        _revenue_share(part.revenue, totals.revenue),
        part.sessions,
        part.visitors,
    )


def _revenue_share(part: float | None, whole: float | None) -> float | None:
    if part is None or whole is None:
        return None
    return part / whole if whole else 0.0


def parse_goal_id(params: Params) -> str:
    """Read `goal_id`, which is required."""
    if (goal_id := params.get("goal_id")) is None:
        raise BadRequest("goal_id parameter is required", field="goal_id")
    return goal_id


def parse_attribution_query(params: Params) -> AttributionQuery:
    """Read goal, model, dimension of the rows and page. A blank model is the default."""
    goal_id = parse_goal_id(params)
    model = parse_choice("model", params.get("model", "").strip() or None, _MODELS, "last_touch")
    by = parse_rows_type(params.get("type"))
    page = parse_page(params, default=MAX_ROWS, highest=MAX_ROWS, is_searchable=False)
    return AttributionQuery(page.limit, page.offset, goal_id=goal_id, model=model, by=by)


def parse_rows_type(name: str | None, *, field: str = "type") -> TouchPart | Dimension:
    """Read the dimension of the rows: a part of the touch's source, or a dimension of events. field: parameter read."""
    if name is None:
        return "channel"
    for part in _PARTS:
        if part == name:
            return part
    if (known := DIMENSIONS.get(name)) is not None and known.table == "events":
        return known
    raise BadRequest(f"invalid type: {name[:64]}", field=field)
