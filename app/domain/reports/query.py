"""What a report is asked, read from the parameters of a request and checked: the server's side of `ReportRequest`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from app.domain.errors import BadRequest
from app.domain.ids import WebsiteKey
from app.domain.reports.filters import Conditions, Dimension, dimension, parse_filters
from app.domain.reports.periods import (
    DEFAULT_DAYS,
    Comparison,
    DateStyle,
    Period,
    parse_bool,
    parse_comparison,
    parse_period,
    parse_zone,
)
from app.domain.reports.results import MetricsSort, SortOrder

Params = Mapping[str, str]
T = TypeVar("T")

MAX_ROWS = 100
DEFAULT_ROWS = 10
MAX_OFFSET = 10**9
MAX_SEARCH_LENGTH = 200
MAX_BREAKDOWNS = 16
DEFAULT_BREAKDOWNS = "page,referrer,browser,country,os,device"
_SORTS: dict[str, MetricsSort] = {
    "visitors": "visitors",
    "pageviews": "pageviews",
    "bounce_rate": "bounce_rate",
    "avg_duration_seconds": "avg_duration_seconds",
}
ORDERS: Mapping[str, SortOrder] = {"asc": "asc", "desc": "desc"}


class ReportedWebsite(Protocol):
    """What a report needs to know of a website."""

    @property
    def key(self) -> WebsiteKey: ...
    @property
    def timezone(self) -> str: ...
    @property
    def bot_mode(self) -> str: ...
    @property
    def segments(self) -> Mapping[str, Params]: ...


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Which events a report is about. website: its key in storage."""

    website: WebsiteKey
    period: Period
    conditions: Conditions = ()
    include_bots: bool = False
    comparison: Comparison | None = None

    @property
    def utc_end(self) -> datetime:
        """The end of the later of its windows; the comparison may lie before or after the primary range."""
        end = self.period.utc_end
        return end if self.comparison is None else max(end, self.comparison.other.utc_end)


@dataclass(frozen=True, slots=True)
class RowsQuery:
    """Which rows of a table. search: text that the value of a row must contain, whatever its case; "" for all."""

    limit: int = DEFAULT_ROWS
    offset: int = 0
    search: str = ""


@dataclass(frozen=True, slots=True)
class MetricsQuery:
    """Which page of which breakdown; limit, offset, search as in `RowsQuery`."""

    dimension: Dimension
    limit: int = DEFAULT_ROWS
    offset: int = 0
    search: str = ""
    sort: MetricsSort = "visitors"
    order: SortOrder = "desc"


def parse_report_query(
    params: Params,
    website: ReportedWebsite,
    now: datetime,
    *,
    style: DateStyle = "lenient",
    days: int = DEFAULT_DAYS,
    is_blank_refused: bool = False,
    conditions: Conditions | None = None,
) -> ReportQuery:
    """Read zone, dates, filters, bots and comparison.

    now: aware. days: length of the range when no dates are given. is_blank_refused: an empty filter is an error.
    conditions: the filters, if they are parsed already.
    """
    zone = parse_zone(params.get("timezone"), website.timezone)
    if conditions is None:
        conditions = parse_conditions(params, website, is_blank_refused=is_blank_refused)
    period = parse_period(params.get("start_date"), params.get("end_date"), zone, now, style=style, default_days=days)
    include_bots = includes_bots(params, website)
    comparison = parse_comparison(
        params.get("compare_mode"), params.get("compare_start_date"), params.get("compare_end_date"), period
    )
    return ReportQuery(website.key, period, conditions, include_bots, comparison)


def parse_conditions(params: Params, website: ReportedWebsite, *, is_blank_refused: bool = False) -> Conditions:
    """Read the filters, and those of the segment that `segment` names: events pass both. Else as `parse_filters`."""
    own = parse_filters(params, is_blank_refused=is_blank_refused)
    if (segment_id := params.get("segment")) is None:
        return own
    if (filters := website.segments.get(segment_id)) is None:
        raise BadRequest("there is no segment of this id", field="segment")
    return (*parse_filters(filters), *own)


def includes_bots(params: Params, website: ReportedWebsite) -> bool:
    """Read `include_bots`; without it bots count only where the website's bot policy is off."""
    given = parse_bool("include_bots", params.get("include_bots"))
    return website.bot_mode == "off" if given is None else given


def parse_metrics_query(params: Params) -> MetricsQuery:
    """Read the type, page, search and order of a breakdown. Limit and offset are brought inside their bounds."""
    if (name := params.get("type")) is None:
        raise BadRequest("type parameter is required", field="type")
    wanted = dimension(name)
    rows = parse_rows(params)
    return MetricsQuery(
        wanted,
        rows.limit,
        rows.offset,
        rows.search,
        parse_choice("sort", params.get("sort"), _SORTS, wanted.order),
        parse_choice("order", params.get("order"), ORDERS, "desc"),
    )


def parse_rows(params: Params, *, default: int = DEFAULT_ROWS, highest: int = MAX_ROWS) -> RowsQuery:
    """Read limit, offset and search of a table. Limit and offset are brought inside their bounds."""
    search = params.get("search", "")
    if len(search) > MAX_SEARCH_LENGTH:
        raise BadRequest(f"search is too long (max {MAX_SEARCH_LENGTH} characters)", field="search")
    return RowsQuery(
        parse_int("limit", params.get("limit"), default=default, lowest=1, highest=highest),
        parse_int("offset", params.get("offset"), default=0, lowest=0, highest=MAX_OFFSET),
        search,
    )


def parse_breakdowns(params: Params) -> tuple[MetricsQuery, ...]:
    """Read `metrics`, a list of types with `,` between them, and the `limit` each of them has."""
    names = list(dict.fromkeys(params.get("metrics", DEFAULT_BREAKDOWNS).split(",")))
    if len(names) > MAX_BREAKDOWNS:
        raise BadRequest(f"metrics has too many types (max {MAX_BREAKDOWNS})", field="metrics")
    limit = parse_int("limit", params.get("limit"), default=DEFAULT_ROWS, lowest=1, highest=MAX_ROWS)
    wanted = [dimension(name, field="metrics") for name in names if name]
    return tuple(MetricsQuery(item, limit, sort=item.order) for item in wanted)


def parse_int(name: str, text: str | None, *, default: int, lowest: int, highest: int) -> int:
    """Read a whole number and bring it between `lowest` and `highest`; the default when not given."""
    return default if text is None else min(max(_whole(name, text), lowest), highest)


def parse_int_within(name: str, text: str | None, *, default: int, lowest: int, highest: int, where: str = "") -> int:
    """Read a whole number; unlike `parse_int` refuse one beyond its bounds. where: what the bounds are for, if said."""
    value = default if text is None else _whole(name, text)
    if not lowest <= value <= highest:
        raise BadRequest(f"{name} must be between {lowest} and {highest}{where}", field=name)
    return value


def _whole(name: str, text: str) -> int:
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text.strip()) is None:
        raise BadRequest(f"{name} must be a whole number", field=name)
    return int(text)


def parse_limit(text: str | None, *, default: int, highest: int) -> int:
    """Read the `limit` of a list with a cursor: 1 to `highest`, anything else is refused."""
    limit = parse_int("limit", text, default=default, lowest=0, highest=highest + 1)
    if not 1 <= limit <= highest:
        raise BadRequest(f"limit must be between 1 and {highest}", field="limit")
    return limit


def parse_choice(name: str, text: str | None, choices: Mapping[str, T], default: T) -> T:
    """Read one of some words, exactly as it is spelt."""
    if text is None:
        return default
    if (found := choices.get(text)) is None:
        raise BadRequest(f"{name} must be one of: {', '.join(choices)}", field=name)
    return found
