"""Report queries: reading them from the parameters of a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import BadRequest
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import Period
from app.domain.reports.query import (
    MAX_BREAKDOWNS,
    MAX_OFFSET,
    MetricsQuery,
    parse_breakdowns,
    parse_courses,
    parse_int,
    parse_metrics_query,
    parse_report_query,
)

NOW = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Site:
    key: int = 7
    timezone: str = "Asia/Tokyo"
    bot_mode: str = "balanced"


def test_the_default_range_is_seven_days_in_the_zone_of_the_website() -> None:
    query = parse_report_query({}, Site(), NOW)
    assert query.website == 7
    assert query.period == Period(date(2026, 3, 5), date(2026, 3, 11), ZoneInfo("Asia/Tokyo"))
    assert (query.conditions, query.include_bots, query.comparison) == ((), False, None)


def test_bots_count_where_the_policy_is_off_unless_requested_otherwise() -> None:
    lenient = Site(bot_mode="off")
    assert parse_report_query({}, lenient, NOW).include_bots
    assert not parse_report_query({"include_bots": "false"}, lenient, NOW).include_bots
    assert parse_report_query({"include_bots": "1"}, Site(), NOW).include_bots


def test_every_parameter_of_a_request_is_read() -> None:
    params = {
        "start_date": "2026-03-01",
        "end_date": "2026-03-02",
        "timezone": "UTC",
        "filter_city": "!Rome",
        "compare_mode": "previous_period",
    }
    query = parse_report_query(params, Site(), NOW)
    assert query.period == Period(date(2026, 3, 1), date(2026, 3, 2), ZoneInfo("UTC"))
    assert [(item.dimension.name, item.values, item.is_excluded) for item in query.conditions] == [
        ("city", ("Rome",), True)
    ]
    assert query.comparison is not None
    assert query.comparison.other.start == date(2026, 2, 27)


def test_a_breakdown_has_the_order_of_its_type_by_default() -> None:
    assert parse_metrics_query({"type": "page"}) == MetricsQuery(
        10, 0, "", "pageviews", "desc", dimension=DIMENSIONS["page"]
    )
    asked = {"type": "city", "limit": "7", "offset": "20", "search": "ro", "sort": "bounce_rate", "order": "asc"}
    assert parse_metrics_query(asked) == MetricsQuery(7, 20, "ro", "bounce_rate", "asc", dimension=DIMENSIONS["city"])


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "type"),
        ({"type": ""}, "type"),
        ({"type": "PAGE"}, "type"),
        ({"type": "page", "limit": "1.5"}, "limit"),
        ({"type": "page", "offset": ""}, "offset"),
        ({"type": "page", "offset": "9" * 40}, "offset"),
        ({"type": "page", "search": "x" * 201}, "search"),
        ({"type": "page", "sort": "value"}, "sort"),
        ({"type": "page", "order": "DESC"}, "order"),
    ],
)
def test_invalid_breakdown_parameters_are_refused_by_name(params: dict[str, str], field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_metrics_query(params)
    assert refused.value.field == field


@pytest.mark.parametrize(("text", "expected"), [(None, 5), ("7", 7), (" +8 ", 8), ("-3", 1), ("500", 100)])
def test_whole_numbers_are_clamped(text: str | None, expected: int) -> None:
    assert parse_int("limit", text, default=5, lowest=1, highest=100) == expected


def test_an_offset_is_bounded() -> None:
    assert parse_metrics_query({"type": "page", "offset": "9" * 18}).offset == MAX_OFFSET


def test_an_overview_lists_each_breakdown_once_in_the_requested_order() -> None:
    breakdowns = parse_breakdowns({"metrics": "os,page,os,", "limit": "3"})
    assert [(item.dimension.name, item.limit, item.sort) for item in breakdowns] == [
        ("os", 3, "visitors"),
        ("page", 3, "pageviews"),
    ]
    assert [item.dimension.name for item in parse_breakdowns({})][:2] == ["page", "referrer"]
    assert parse_breakdowns({"metrics": ""}) == ()


def test_courses_of_an_overview_are_all_of_them_unless_some_are_named() -> None:
    assert parse_courses({}) == ("series", "session_series")
    assert parse_courses({"courses": "session_series,series"}) == parse_courses({})
    assert parse_courses({"courses": "series,"}) == ("series",)
    assert parse_courses({"courses": ""}) == ()
    with pytest.raises(BadRequest, match="courses must be among: series, session_series"):
        parse_courses({"courses": "visitors"})


def test_an_overview_refuses_unknown_and_too_many_breakdowns() -> None:
    for text in ("page,mood", ",".join(list(DIMENSIONS)[: MAX_BREAKDOWNS + 1])):
        with pytest.raises(BadRequest) as refused:
            parse_breakdowns({"metrics": text})
        assert refused.value.field == "metrics"
