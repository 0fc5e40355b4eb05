"""Report queries: parse the parameters of a request into the typed options of a report."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar, get_args

from app.domain.errors import BadRequest
from app.domain.ids import WebsiteKey
from app.domain.reports.filters import Conditions, Dimension, dimension, parse_filters, searchable
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
S = TypeVar("S", bound=str)

MAX_ROWS = 100
DEFAULT_ROWS = 10
MAX_OFFSET = 10**9
MAX_SEARCH_LENGTH = 200
MAX_BREAKDOWNS = 16
DEFAULT_BREAKDOWNS = "page,referrer,browser,country,os,device"
COURSES = ("series", "session_series")  # of an overview, by their fields
ORDERS: tuple[SortOrder, ...] = ("asc", "desc")


class ReportedWebsite(Protocol):
    """The facts about a website that parsers read."""

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
    """The scope of a report: the events it counts, and the range to compare with. website: its key in storage."""

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
class Page:
    """One page of a table. search: text that a row's value contains, "" for all rows.

    sort: a column out of the closed list of the table, "" for its only order.
    """

    limit: int = DEFAULT_ROWS
    offset: int = 0
    search: str = ""
    sort: str = ""
    order: SortOrder = "desc"


@dataclass(frozen=True, slots=True)
class MetricsQuery(Page):
    """One page of a breakdown."""

    sort: MetricsSort = "visitors"
    dimension: Dimension = field(kw_only=True)


def parse_report_query(
    params: Params,
    website: ReportedWebsite,
    now: datetime,
    *,
    style: DateStyle = "strict",
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
    """Read the filters, together with those of the segment that `segment` names. Otherwise as `parse_filters`."""
    conditions = parse_filters(params, is_blank_refused=is_blank_refused)
    if (segment_id := params.get("segment")) is None:
        return conditions
    if (filters := website.segments.get(segment_id)) is None:
        raise BadRequest("there is no segment of this id", field="segment")
    return (*parse_filters(filters), *conditions)


def includes_bots(params: Params, website: ReportedWebsite) -> bool:
    """Read `include_bots`; by default bots count only if the website's bot policy is off."""
    include_bots = parse_bool("include_bots", params.get("include_bots"))
    return website.bot_mode == "off" if include_bots is None else include_bots


def parse_metrics_query(params: Params) -> MetricsQuery:
    """Read the dimension and the page of a breakdown."""
    if (name := params.get("type")) is None:
        raise BadRequest("type parameter is required", field="type")
    breakdown = dimension(name)
    page = parse_page(params, sorts=get_args(MetricsSort), default_sort=breakdown.order)
    page = replace(page, search=searchable(breakdown, page.search))
    return MetricsQuery(*astuple(page), dimension=breakdown)


def parse_page(
    params: Params,
    *,
    default: int = DEFAULT_ROWS,
    highest: int = MAX_ROWS,
    is_searchable: bool = True,
    sorts: Collection[str] = (),
    default_sort: str = "",
) -> Page:
    """Read limit and offset, which are brought within their bounds, and search, sort and order where a table has them.

    default, highest: of the limit. sorts: columns that the table can be sorted by.
    """
    search = params.get("search", "") if is_searchable else ""
    if len(search) > MAX_SEARCH_LENGTH:
        raise BadRequest(f"search is too long (max {MAX_SEARCH_LENGTH} characters)", field="search")
    limit = parse_int("limit", params.get("limit"), default=default, lowest=1, highest=highest)
    offset = parse_int("offset", params.get("offset"), default=0, lowest=0, highest=MAX_OFFSET)
    if not sorts:
        return Page(limit, offset, search)
    return Page(limit, offset, search, *parse_sort(params, sorts, default_sort))


def parse_sort(params: Params, sorts: Collection[S], default: S) -> tuple[S, SortOrder]:
    """Read `sort`, one of `sorts`, and `order`."""
    sort = parse_choice("sort", params.get("sort"), sorts, default)
    return sort, parse_choice("order", params.get("order"), ORDERS, "desc")


def parse_breakdowns(params: Params) -> tuple[MetricsQuery, ...]:
    """Read `metrics`, dimensions separated by `,`, and the `limit` of each breakdown."""
    names = list(dict.fromkeys(params.get("metrics", DEFAULT_BREAKDOWNS).split(",")))
    if len(names) > MAX_BREAKDOWNS:
        raise BadRequest(f"metrics has too many types (max {MAX_BREAKDOWNS})", field="metrics")
    limit = parse_int("limit", params.get("limit"), default=DEFAULT_ROWS, lowest=1, highest=MAX_ROWS)
    dimensions = [dimension(name, field="metrics") for name in names if name]
    return tuple(MetricsQuery(limit, sort=breakdown.order, dimension=breakdown) for breakdown in dimensions)


def parse_courses(params: Params) -> tuple[str, ...]:
    """Read `courses`, the courses over time of an overview; all of them by default, none when it is blank."""
    names = list(dict.fromkeys(filter(None, params.get("courses", ",".join(COURSES)).split(","))))
    if not set(names) <= set(COURSES):
        raise BadRequest(f"courses must be among: {', '.join(COURSES)}", field="courses")
    return tuple(name for name in COURSES if name in names)


def parse_int(name: str, text: str | None, *, default: int, lowest: int, highest: int) -> int:
    """Read a whole number and clamp it to `lowest`..`highest`."""
    return default if text is None else min(max(_whole(name, text), lowest), highest)


def parse_int_within(name: str, text: str | None, *, default: int, lowest: int, highest: int, where: str = "") -> int:
    """Read a whole number and refuse one out of bounds. where: end of the message, as in " for weekly cohorts"."""
    value = default if text is None else _whole(name, text)
    if not lowest <= value <= highest:
        raise BadRequest(f"{name} must be between {lowest} and {highest}{where}", field=name)
    return value


def _whole(name: str, text: str) -> int:
    if re.fullmatch(r"[+-]?[0-9]{1,18}", text.strip()) is None:
        raise BadRequest(f"{name} must be a whole number", field=name)
    return int(text)


def parse_limit(text: str | None, *, default: int, highest: int) -> int:
    """Read the `limit` of a list with a cursor; one out of bounds is refused."""
    limit = parse_int("limit", text, default=default, lowest=0, highest=highest + 1)
    if not 1 <= limit <= highest:
        raise BadRequest(f"limit must be between 1 and {highest}", field="limit")
    return limit


def parse_choice(name: str, text: str | None, choices: Collection[S], default: S) -> S:
    """Read one of some words, spelled exactly."""
    if text is None:
        return default
    for choice in choices:
        if choice == text:
            return choice
    raise BadRequest(f"{name} must be one of: {', '.join(choices)}", field=name)
