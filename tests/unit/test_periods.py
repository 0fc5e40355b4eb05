"""Dates, zones, booleans, granularity and comparisons as requests carry them; days and buckets where clocks change."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.reports.periods import (
    EVENTS_FROM,
    EVENTS_UNTIL,
    MAX_BUCKETS,
    BucketSize,
    DateStyle,
    Period,
    bucket_size,
    buckets,
    day_start,
    offset_spans,
    parse_bool,
    parse_comparison,
    parse_date,
    parse_granularity,
    parse_period,
    parse_zone,
)

NOW = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
UTC_ZONE = ZoneInfo("UTC")


def days(start: str, end: str, zone: ZoneInfo = UTC_ZONE) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end), zone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        ("  2026-3-1\t", date(2026, 3, 1)),
        ("1970-01-01", date(1970, 1, 1)),
        ("2026-02-30", None),
        ("2026-13-01", None),
        ("26-03-01", None),
        ("2026/03/01", None),
        ("20260301", None),
        ("٢٠٢٦-٠٣-٠١", None),
        ("1899-12-31", None),
        ("9999-12-31", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_four_digits_of_year_and_one_or_two_of_month_and_day(text: str | None, expected: date | None) -> None:
    assert parse_date(text) == expected


def test_without_dates_a_range_is_the_last_days_with_today_in_the_zone() -> None:
    assert parse_period(None, None, UTC_ZONE, NOW, style="strict") == days("2026-03-04", "2026-03-10")
    assert parse_period(None, None, BERLIN, NOW, style="strict") == days("2026-03-05", "2026-03-11", BERLIN)
    assert parse_period(None, None, UTC_ZONE, NOW, style="strict", default_days=30).start == date(2026, 2, 9)


UNREADABLE_DATES = (
    "",
    "soon",
    "2026-02-30",
    "31/10/2026",
    "2026-10-31T00:00:00Z",
    "2026-10-31 12:00",
    "20261031",
    "0000-01-01",
)


@pytest.mark.parametrize("text", UNREADABLE_DATES)
@pytest.mark.parametrize("style", get_args(DateStyle))
def test_an_invalid_date_is_refused_and_never_replaced_by_a_default(style: DateStyle, text: str) -> None:
    for field, bounds in (("start_date", (text, "2026-03-10")), ("end_date", ("2026-03-01", text))):
        with pytest.raises(BadRequest) as refused:
            parse_period(*bounds, UTC_ZONE, NOW, style=style)
        assert (refused.value.message, refused.value.field) == (f"invalid {field} (expected YYYY-MM-DD)", field)


@pytest.mark.parametrize(
    ("style", "start", "end", "message", "field"),
    [
        ("strict", "soon", None, "invalid start_date (expected YYYY-MM-DD)", "start_date"),
        ("strict", None, "2026-02-30", "invalid end_date (expected YYYY-MM-DD)", "end_date"),
        ("strict", "", None, "invalid start_date (expected YYYY-MM-DD)", "start_date"),
        ("required", None, None, "start_date is required", "start_date"),
        ("required", "2026-03-01", None, "end_date is required", "end_date"),
        ("required", "soon", "2026-03-01", "invalid start_date (expected YYYY-MM-DD)", "start_date"),
        ("strict", "2026-03-02", "2026-03-01", "end_date must be on or after start_date", "end_date"),
        ("strict", None, "2026-01-01", "end_date must be on or after start_date", "end_date"),
        ("required", "2026-03-02", "2026-03-01", "end_date must be on or after start_date", "end_date"),
    ],
)
def test_impossible_ranges_are_refused(
    style: DateStyle, start: str | None, end: str | None, message: str, field: str
) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_period(start, end, UTC_ZONE, NOW, style=style)
    assert (refused.value.message, refused.value.field) == (message, field)


def test_the_requested_zone_wins_over_that_of_the_website() -> None:
    assert parse_zone(" Europe/Berlin ", "UTC").key == "Europe/Berlin"
    assert parse_zone(None, "Asia/Tokyo").key == "Asia/Tokyo"
    assert parse_zone(None, "Nowhere/Gone").key == "UTC"


def test_the_zone_of_sydney_that_clients_offer_is_the_one_of_sydney() -> None:
    assert parse_zone(" Pacific/Sydney ", "UTC").key == "Australia/Sydney"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "timezone cannot be empty when provided"),
        ("  ", "timezone cannot be empty when provided"),
        ("Mars/Base", "invalid timezone"),
        ("Europe", "invalid timezone"),
        ("../../etc/passwd", "invalid timezone"),
        ("/etc/localtime", "invalid timezone"),
        ("UTC\0", "invalid timezone"),
        ("x" * 5000, "invalid timezone"),
        ("\ud800", "invalid timezone"),
    ],
)
def test_blank_and_unknown_zones_are_refused(text: str, message: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_zone(text, "UTC")
    assert (refused.value.message, refused.value.field) == (message, "timezone")


def test_booleans_have_four_spellings_in_any_case() -> None:
    assert [parse_bool("include_bots", text) for text in (None, "true", "1", "FALSE", " 0 ")] == [
        None,
        True,
        True,
        False,
        False,
    ]
    for text in ("yes", "", "01", "on"):
        with pytest.raises(BadRequest, match="include_bots must be one of: true, false, 1, 0"):
            parse_bool("include_bots", text)


def test_granularity_ignores_case_and_refuses_unknown_names() -> None:
    assert [parse_granularity(text) for text in (None, "", "auto", "Day", "week")] == [
        "auto",
        "auto",
        "auto",
        "day",
        "week",
    ]
    with pytest.raises(BadRequest, match="hour, day, week, month, auto"):
        parse_granularity("decade")


@pytest.mark.parametrize(
    ("length", "expected"),
    [(1, "hour"), (2, "hour"), (3, "day"), (92, "day"), (93, "week"), (400, "week"), (401, "month")],
)
def test_automatic_granularity_follows_the_length_of_the_range(length: int, expected: BucketSize) -> None:
    assert bucket_size("auto", length) == expected
    assert bucket_size("month", length) == "month"


@pytest.mark.parametrize(
    ("primary", "mode", "given_dates", "expected"),
    [
        (("2026-02-10", "2026-02-20"), "previous_period", (None, None), ("2026-01-30", "2026-02-09")),
        (("2025-03-01", "2025-03-31"), " previous_year ", (None, None), ("2024-03-01", "2024-03-31")),
        (("2024-02-29", "2024-02-29"), "previous_year", (None, None), ("2023-02-28", "2023-02-28")),
        (("2026-02-10", "2026-02-12"), "custom", ("2026-02-12", "2026-02-17"), ("2026-02-12", "2026-02-17")),
    ],
)
def test_a_comparison_is_the_period_before_the_year_before_or_custom(
    primary: tuple[str, str], mode: str, given_dates: tuple[str | None, str | None], expected: tuple[str, str]
) -> None:
    comparison = parse_comparison(mode, *given_dates, days(*primary))
    assert comparison is not None
    assert (comparison.mode, comparison.other) == (mode.strip(), days(*expected))


@pytest.mark.parametrize("mode", [None, "", "  ", "none"])
def test_without_a_mode_nothing_is_compared_and_its_dates_are_not_read(mode: str | None) -> None:
    assert parse_comparison(mode, "rubbish", "rubbish", days("2026-02-10", "2026-02-12")) is None


@pytest.mark.parametrize(
    ("mode", "start", "end", "message"),
    [
        ("weekly", None, None, "compare_mode must be one of: none, previous_period, previous_year, custom"),
        ("previous_year", "soon", None, "invalid compare_start_date (expected YYYY-MM-DD)"),
        ("previous_period", None, "soon", "invalid compare_end_date (expected YYYY-MM-DD)"),
        ("custom", None, "2026-01-02", "compare_start_date is required for custom compare"),
        ("custom", "2026-01-02", None, "compare_end_date is required for custom compare"),
        ("custom", "2026-01-02", "2026-01-01", "compare_end_date must be on or after compare_start_date"),
        ("custom", "2026-01-01", "2026-01-31", "comparison range cannot exceed primary range duration x 2"),
    ],
)
def test_impossible_comparisons_are_refused(mode: str, start: str | None, end: str | None, message: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_comparison(mode, start, end, days("2026-02-10", "2026-02-12"))
    assert refused.value.message == message
    assert (refused.value.field or "").startswith("compare_")


@pytest.mark.parametrize(
    ("zone", "day", "starts", "length_h"),
    [
        ("UTC", "2026-03-29", "2026-03-29 00:00", 24),
        ("Europe/Warsaw", "2026-03-29", "2026-03-28 23:00", 23),
        ("Europe/Warsaw", "2026-10-25", "2026-10-24 22:00", 25),
        ("Africa/Cairo", "2026-04-24", "2026-04-23 22:00", 23),  # no midnight: the day starts at 01:00
        ("America/Havana", "2026-11-01", "2026-11-01 04:00", 25),  # two midnights: the earlier one
        ("America/Toronto", "1919-03-31", "1919-03-31 04:30", 23.5),  # midnight inside a gap from 23:30 to 00:30
        ("Australia/Lord_Howe", "2026-04-05", "2026-04-04 13:00", 24.5),
        ("Pacific/Apia", "2011-12-30", "2011-12-30 10:00", 0),  # a day that was skipped
    ],
)
def test_a_day_starts_at_its_first_instant(zone: str, day: str, starts: str, length_h: float) -> None:
    period = days(day, day, ZoneInfo(zone))
    assert period.utc_start == datetime.fromisoformat(starts).replace(tzinfo=UTC)
    assert period.utc_end - period.utc_start == timedelta(hours=length_h)


def test_labels_name_hours_by_their_utc_instant_and_the_rest_by_local_dates() -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    period = days("2026-01-30", "2026-02-03", kathmandu)
    assert [bucket.label for bucket in buckets(period, "hour")][:2] == ["2026-01-29T18:15:00Z", "2026-01-29T19:15:00Z"]
    assert [bucket.label for bucket in buckets(period, "day")][1:3] == ["2026-01-31", "2026-02-01"]
    assert [bucket.label for bucket in buckets(period, "week")] == ["2026-01-26", "2026-02-02"]
    assert [bucket.label for bucket in buckets(period, "month")] == ["2026-01", "2026-02"]


@pytest.mark.parametrize(
    ("length", "size", "count"),
    [(1, "hour", 24), (2, "hour", 48), (60, "day", 60), (61, "month", 3), (3700, "day", 3700), (154, "hour", 3696)],
)
def test_every_bucket_of_a_range_is_present(length: int, size: BucketSize, count: int) -> None:
    period = Period(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=length - 1), UTC_ZONE)
    assert len(buckets(period, size)) == count


@pytest.mark.parametrize(("length", "size"), [(3701, "day"), (155, "hour"), (3701 * 7, "week"), (3701 * 31, "month")])
def test_more_buckets_than_a_series_may_have_are_refused(length: int, size: BucketSize) -> None:
    period = Period(date(1950, 1, 2), date(1950, 1, 2) + timedelta(days=length - 1), UTC_ZONE)
    with pytest.raises(BadRequest, match=str(MAX_BUCKETS)):
        buckets(period, size)
    assert len(buckets(period, size, at_most=5)) == 5


zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
some_days = st.dates(date(1990, 1, 1), date(2037, 12, 31))
sizes: st.SearchStrategy[BucketSize] = st.sampled_from(["hour", "day", "week", "month"])


@given(zones, some_days, st.integers(0, 40), sizes)
def test_buckets_follow_each_other_from_the_start_of_the_range_to_its_end(
    zone: ZoneInfo, start: date, more: int, size: BucketSize
) -> None:
    period = Period(start, start + timedelta(days=more), zone)
    series = buckets(period, size)
    ends = [period.utc_start] + [bucket.end for bucket in series]
    assert [bucket.start for bucket in series] == ends[:-1]
    assert ends[-1] == period.utc_end
    assert ends == sorted(ends)
    assert len({bucket.label for bucket in series}) == len(series)


@given(some_days, st.integers(0, 400), st.sampled_from(["week", "month"]))
def test_days_of_one_week_or_month_are_one_bucket(start: date, more: int, size: BucketSize) -> None:
    days = [start + timedelta(days=offset) for offset in range(more + 1)]
    first_days = {day.strftime("%G %V" if size == "week" else "%Y %m"): day for day in reversed(days)}
    series = buckets(Period(start, days[-1], UTC_ZONE), size)
    assert [bucket.start.date() for bucket in series] == sorted(first_days.values())


@given(zones, some_days)
def test_the_instant_before_a_day_belongs_to_an_earlier_one(zone: ZoneInfo, day: date) -> None:
    start = day_start(day, zone)
    assert (start - timedelta(seconds=1)).astimezone(zone).date() < day
    assert start.astimezone(zone).date() >= day


@given(st.text(), st.text(), st.text(), st.text(), st.text(), st.text())
def test_any_text_parses_or_is_refused(start: str, end: str, zone: str, mode: str, size: str, flag: str) -> None:
    with suppress(BadRequest):
        parse_zone(zone, "UTC")
    with suppress(BadRequest):
        parse_comparison(mode, start, end, parse_period(start, end, UTC_ZONE, NOW, style="strict"))
    with suppress(BadRequest):
        parse_period(start, end, UTC_ZONE, NOW, style="required")
    with suppress(BadRequest):
        parse_bool("include_bots", flag)
    with suppress(BadRequest):
        parse_granularity(size)


@given(
    zone=st.sampled_from(("UTC", "Europe/Warsaw", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca")),
    first=st.dates(date(1999, 12, 25), date(2100, 1, 5)),
    days=st.integers(1, 400),
    second=st.integers(0, 399 * 86_400),
)
def test_offset_spans_cover_the_range_with_the_right_offset(zone: str, first: date, days: int, second: int) -> None:
    period = Period(first, first + timedelta(days=days - 1), ZoneInfo(zone))
    spans = offset_spans(period)
    bounds = (max(period.utc_start, EVENTS_FROM), min(period.utc_end, EVENTS_UNTIL))
    if not spans:
        assert bounds[0] >= bounds[1]
        return
    assert (spans[0].start, spans[-1].end) == bounds
    for piece, following in pairwise(spans):
        assert piece.end == following.start
        assert piece.offset != following.offset
    at = bounds[0] + timedelta(seconds=second)
    for piece in spans:
        for instant in (piece.start, piece.end - timedelta(seconds=1), at):
            if piece.start <= instant < piece.end:
                assert instant.astimezone(period.zone).utcoffset() == piece.offset
