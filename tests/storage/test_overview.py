"""Stats, series, realtime and the overview over small histories counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from app.domain.errors import BadRequest
from app.domain.reports.query import ReportQuery, parse_breakdowns, parse_report_query
from app.domain.reports.results import SessionPoint, Stats
from app.storage.connection import Connection
from app.storage.ingest import data_retention
from app.storage.reports import overview
from tests.histories import empty_database, event, f1, f2, start_session, store, utc


class Site:
    key = 1
    timezone = "UTC"
    bot_mode = "balanced"


def ask(start: str, end: str, **params: str) -> ReportQuery:
    given = {"start_date": start, "end_date": end, **params}
    return parse_report_query(given, Site(), datetime(2026, 3, 5, tzinfo=UTC))


def ask_f1(**params: str) -> ReportQuery:
    return ask("2026-03-01", "2026-03-02", **params)


def ask_f2(**params: str) -> ReportQuery:
    return ask("2026-02-10", "2026-02-11", **params)


def numbers(stats: Stats) -> tuple[float, ...]:
    return (stats.pageviews, stats.visitors, stats.sessions, stats.bounce_rate, stats.avg_duration_seconds)


def previous(stats: Stats) -> tuple[float, ...]:
    return (
        stats.prev_pageviews,
        stats.prev_visitors,
        stats.prev_sessions,
        stats.prev_bounce_rate,
        stats.prev_avg_duration_seconds,
    )


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, (4, 4, 3, 0.667, 40.0)),
        ({"include_bots": "true"}, (5, 4, 4, 0.5, 32.5)),
        ({"filter_country": "DE"}, (1, 1, 1, 1.0, 0.0)),
        ({"filter_country": "!DE"}, (3, 3, 2, 0.5, 60.0)),
        ({"filter_page": "/a"}, (2, 2, 2, 0.5, 60.0)),
        ({"filter_page": "/c"}, (0, 1, 1, 1.0, 0.0)),
        ({"filter_event_name": "signup"}, (0, 2, 2, 0.5, 60.0)),
        ({"filter_referrer": "(direct)"}, (3, 4, 3, 0.667, 40.0)),
        ({"filter_country": "FR"}, (0, 0, 0, 0.0, 0.0)),
    ],
)
def test_stats_count_pageviews_visitors_and_whole_sessions(
    con: Connection, params: dict[str, str], expected: tuple[float, ...]
) -> None:
    store(con, f1())
    data = overview.stats(con, ask_f1(**params)).data
    assert numbers(data) == expected
    assert previous(data) == (0, 0, 0, 0.0, 0.0)
    assert data.timezone == "UTC"


@pytest.mark.parametrize("name", ["filter_country", "filter_page"])
def test_deleted_events_of_a_session_that_goes_on_no_longer_match(con: Connection, name: str) -> None:
    params = {name: {"filter_country": "DE", "filter_page": "/"}[name]}
    store(con, [event(f"2026-03-01 23:{minute}", 1, "/", country="DE") for minute in (40, 59)])
    data_retention.delete_oldest(con, datetime(2026, 3, 1, 23, 50))  # noqa: DTZ001  columns have no zone
    assert numbers(overview.stats(con, ask_f1(**params)).data) == (1, 1, 1, 0.0, 1140.0)


def test_stats_are_the_same_whether_sessions_are_live_or_finished(con: Connection) -> None:
    store(con, f1(), ended_before=utc("2026-03-02 00:00"))
    assert numbers(overview.stats(con, ask_f1()).data) == (4, 4, 3, 0.667, 40.0)


def test_session_facts_cover_the_whole_session_even_when_one_event_is_in_the_window(con: Connection) -> None:
    store(con, [event("2026-03-01 23:50", 1, "/a"), event("2026-03-02 00:10", 1, "/b")])
    for day in ("2026-03-01", "2026-03-02"):
        assert numbers(overview.stats(con, ask(day, day)).data) == (1, 1, 1, 0.0, 1200.0)


def test_stats_without_comparison_are_compared_with_the_days_before(con: Connection) -> None:
    store(con, f2())
    for mode in ("none", "previous_period"):
        report = overview.stats(con, ask_f2(compare_mode=mode))
        assert numbers(report.data) == (3, 2, 2, 0.5, 55.0)
        assert previous(report.data) == (1, 1, 1, 1.0, 0.0)


def test_a_comparison_names_its_days(con: Connection) -> None:
    report = overview.stats(con, ask_f2(compare_mode="previous_period"))
    assert msgspec.json.decode(msgspec.json.encode(report))["compare"] == {
        "mode": "previous_period",
        "primary_range": ["2026-02-10", "2026-02-11"],
        "comparison_range": ["2026-02-08", "2026-02-09"],
    }
    assert "compare" not in msgspec.to_builtins(overview.stats(con, ask_f2()))


def test_days_of_a_series_hold_pageviews_and_the_visitors_of_each_day(con: Connection) -> None:
    store(con, f1())
    data = overview.series(con, ask_f1(), "day").data
    assert [(p.date, p.pageviews, p.visitors) for p in data.series] == [("2026-03-01", 3, 2), ("2026-03-02", 1, 2)]
    assert (data.granularity, data.compare_series, data.timezone) == ("day", None, "UTC")


def test_a_series_has_every_hour_and_compares_by_position(con: Connection) -> None:
    store(con, f2())
    report = overview.series(con, ask_f2(compare_mode="previous_period"), "auto")
    data = report.data
    assert (data.granularity, len(data.series)) == ("hour", 48)
    assert {p.date: (p.pageviews, p.visitors) for p in data.series if p.pageviews} == {
        "2026-02-10T10:00:00Z": (2, 1),
        "2026-02-11T11:00:00Z": (1, 1),
    }
    assert data.compare_series is not None
    assert len(data.compare_series) == 48
    assert [(p.date, p.pageviews, p.visitors, p.compare_date) for p in data.compare_series if p.pageviews] == [
        ("2026-02-10T09:00:00Z", 1, 1, "2026-02-08T09:00:00Z")
    ]
    assert report.compare is not msgspec.UNSET


def test_days_of_a_comparison_carry_the_primary_labels_and_their_own(con: Connection) -> None:
    store(con, f2())
    data = overview.series(con, ask_f2(compare_mode="previous_period"), "day").data
    assert [(p.date, p.pageviews, p.visitors, p.compare_date) for p in data.compare_series or ()] == [
        ("2026-02-10", 1, 1, "2026-02-08"),
        ("2026-02-11", 0, 0, "2026-02-09"),
    ]


def test_a_shorter_comparison_is_padded_with_zeros_and_a_longer_one_cut(con: Connection) -> None:
    store(con, f2())
    shorter = ask(
        "2026-02-10",
        "2026-02-12",
        compare_mode="custom",
        compare_start_date="2026-02-08",
        compare_end_date="2026-02-08",
    )
    longer = ask(
        "2026-02-12",
        "2026-02-13",
        compare_mode="custom",
        compare_start_date="2026-02-08",
        compare_end_date="2026-02-11",
    )
    compared = [overview.series(con, query, "day").data.compare_series or () for query in (shorter, longer)]
    assert [(p.date, p.pageviews, p.compare_date) for p in compared[0]] == [
        ("2026-02-10", 1, "2026-02-08"),
        ("2026-02-11", 0, None),
        ("2026-02-12", 0, None),
    ]
    assert [(p.date, p.pageviews, p.compare_date) for p in compared[1]] == [
        ("2026-02-12", 1, "2026-02-08"),
        ("2026-02-13", 0, "2026-02-09"),
    ]


def test_months_of_a_comparison_are_matched_by_position_and_surplus_ones_dropped(con: Connection) -> None:
    store(
        con, [event(f"{month}-20 12:00", number, "/") for number, month in enumerate(("2025-11", "2025-12", "2026-02"))]
    )
    store(con, [event("2026-01-10 12:00", 9, "/")])
    data = overview.series(con, ask("2026-01-15", "2026-03-31", compare_mode="previous_period"), "month").data
    assert [(p.date, p.pageviews) for p in data.series] == [("2026-01", 0), ("2026-02", 1), ("2026-03", 0)]
    assert [(p.date, p.pageviews, p.compare_date) for p in data.compare_series or ()] == [
        ("2026-01", 0, "2025-10"),
        ("2026-02", 1, "2025-11"),
        ("2026-03", 1, "2025-12"),
    ]


def test_a_day_is_a_day_of_the_requested_zone(con: Connection) -> None:
    store(con, [event("2026-01-11 07:30", 1, "/"), event("2026-01-11 08:30", 2, "/")])
    there = ask("2026-01-10", "2026-01-10", timezone="America/Los_Angeles")
    assert numbers(overview.stats(con, there).data)[:3] == (1, 1, 1)
    assert overview.stats(con, there).data.timezone == "America/Los_Angeles"
    assert numbers(overview.stats(con, ask("2026-01-10", "2026-01-10")).data)[:3] == (0, 0, 0)


@pytest.mark.parametrize(
    ("day", "hours", "last"), [("2026-03-29", 23, "2026-03-29T21:00:00Z"), ("2026-10-25", 25, "2026-10-25T22:00:00Z")]
)
def test_days_on_which_clocks_change_lose_or_gain_an_hour_and_no_event(
    con: Connection, day: str, hours: int, last: str
) -> None:
    first = utc(f"{day} 00:00") - timedelta(days=1)
    store(con, [event(first + timedelta(minutes=30 * step), step, "/") for step in range(144)])
    query = ask(day, day, timezone="Europe/Warsaw")
    points = overview.series(con, query, "hour").data.series
    assert (len(points), points[-1].date) == (hours, last)
    assert {point.pageviews for point in points} == {2}
    days = overview.series(con, query, "day").data.series
    assert [(point.date, point.pageviews) for point in days] == [(day, 2 * hours)]


def test_weeks_begin_on_monday_and_hold_only_days_of_the_range(con: Connection) -> None:
    store(con, [event(f"2026-03-{day:02} 12:00", day, "/") for day in range(1, 12)])
    points = overview.series(con, ask("2026-03-03", "2026-03-10"), "week").data.series
    assert [(point.date, point.pageviews) for point in points] == [("2026-03-02", 6), ("2026-03-09", 2)]


def test_a_range_of_centuries_needs_no_huge_table_of_hours(con: Connection) -> None:
    store(con, f1())
    points = overview.series(con, ask("1900-01-01", "2199-12-31", timezone="Europe/Warsaw"), "month").data.series
    assert len(points) == 3600
    assert {point.date: point.pageviews for point in points if point.pageviews} == {"2026-03": 4}


def test_a_day_that_a_zone_skipped_is_empty(con: Connection) -> None:
    store(con, [event("2011-12-30 09:50", 1, "/"), event("2011-12-30 10:10", 1, "/")])
    query = ask("2011-12-30", "2011-12-30", timezone="Pacific/Apia")
    assert numbers(overview.stats(con, query).data) == (0, 0, 0, 0.0, 0.0)
    assert [(p.date, p.pageviews) for p in overview.series(con, query, "day").data.series] == [("2011-12-30", 0)]
    assert overview.series(con, query, "hour").data.series == ()


def test_too_many_buckets_are_refused(con: Connection) -> None:
    with pytest.raises(BadRequest, match="3700 buckets") as refused:
        overview.series(con, ask("2020-01-01", "2026-01-01"), "hour")
    assert refused.value.field == "granularity"


def test_realtime_lists_the_newest_events_of_thirty_minutes_first(con: Connection) -> None:
    now = utc("2026-03-01 12:00")
    store(
        con,
        [
            event(now - timedelta(minutes=30), 1, "/old"),
            event(
                now - timedelta(minutes=29),
                2,
                "/a",
                query_and_fragment="?x=1",
                title="A",
                browser="Firefox",
                device="mobile",
            ),
            event(now - timedelta(seconds=1), 3, "/b", kind="event", event_name="signup", country="DE"),
            event(now - timedelta(seconds=1), 4, "/bot", is_bot=True),
        ],
    )
    realtime = overview.realtime(con, 1, now, include_bots=False)
    assert realtime.active_visitors == 2
    assert msgspec.to_builtins(realtime.recent_events[0]) == {
        "event_type": "event",
        "url": "https://ex.com/b",
        "path": "/b",
        "title": None,
        "event_name": "signup",
        "referrer_domain": None,
        "country": "DE",
        "browser": None,
        "device_type": None,
        "ts": "2026-03-01T11:59:59Z",
    }
    assert [item.url for item in realtime.recent_events] == ["https://ex.com/b", "https://ex.com/a?x=1"]
    assert msgspec.to_builtins(realtime.pagination) == {"limit": 100, "total_in_window": 2}
    everyone = overview.realtime(con, 1, now, include_bots=True)
    assert (everyone.active_visitors, everyone.pagination.total_in_window) == (3, 3)
    assert overview.realtime(con, 2, now, include_bots=True).pagination.total_in_window == 0


def test_realtime_counts_minutes_pages_sources_countries_and_the_last_five_minutes(con: Connection) -> None:
    now = utc("2026-03-01 12:00")
    store(
        con,
        [
            event(now - timedelta(minutes=31), 4, "/a", country="FR"),
            event(now - timedelta(minutes=10), 1, "/a", referrer_domain="google.com", country="JP"),
            event(now - timedelta(minutes=9), 1, "/b", country="DE"),
            event(now - timedelta(seconds=50), 2, "/a"),
            event(now - timedelta(seconds=40), 2, "/a", kind="event", event_name="signup", country="DE"),
            event(now - timedelta(seconds=1), 3, "/bot", is_bot=True, country="US"),
        ],
    )
    realtime = overview.realtime(con, 1, now, include_bots=False)
    assert (realtime.active_visitors, realtime.active_visitors_5min) == (2, 1)
    assert [(minute.start, minute.events) for minute in realtime.minutes] == [
        (now - timedelta(minutes=10), 1),
        (now - timedelta(minutes=9), 1),
        (now - timedelta(minutes=1), 2),
    ]
    assert [(row.value, row.visitors) for row in realtime.top_pages] == [("/a", 2), ("/b", 1)]
    assert [(row.value, row.visitors) for row in realtime.top_sources] == [("(direct)", 1), ("google.com", 1)]
    assert [(row.value, row.visitors) for row in realtime.countries] == [("DE", 2), ("JP", 1)]


def test_realtime_lists_a_hundred_events_and_counts_them_all(con: Connection) -> None:
    now = utc("2026-03-01 12:00")
    store(con, [event(now - timedelta(seconds=step), step, f"/{step}") for step in range(1, 151)])
    realtime = overview.realtime(con, 1, now, include_bots=False)
    assert [item.path for item in realtime.recent_events] == [f"/{step}" for step in range(1, 101)]
    assert (realtime.active_visitors, realtime.pagination.total_in_window) == (150, 150)


def test_the_overview_equals_its_parts() -> None:
    con = empty_database()
    store(con, f1())
    query = ask_f1(compare_mode="previous_period")
    metrics = parse_breakdowns({"metrics": "page,country,channel,browser,device,os", "limit": "5"})
    report = overview.overview(con, query, "day", metrics)
    assert report.data.stats == overview.stats(con, query).data
    assert report.data.series == overview.series(con, query, "day").data
    assert report.data.session_series == overview.session_series(con, query, "day")
    assert report.data.session_compare_series == overview.session_compare_series(con, query, "day")
    assert [item.data.type for item in report.data.breakdowns] == [
        "page",
        "country",
        "channel",
        "browser",
        "device",
        "os",
    ]
    assert [row.value for row in report.data.breakdowns[1].data.rows] == ["US", "DE"]
    assert report.compare == overview.stats(con, query).compare
    con.close()


def test_courses_that_were_not_asked_for_are_empty(con: Connection) -> None:
    store(con, f1())
    query = ask_f1(compare_mode="previous_period")
    whole = overview.overview(con, query, "day", ()).data
    assert overview.overview(con, query, "day", (), ("series",)).data == replace(
        whole, session_series=(), session_compare_series=()
    )
    neither = overview.overview(con, query, "day", (), ()).data
    assert neither.stats == whole.stats
    assert neither.series == replace(whole.series, series=(), compare_series=())


def test_sessions_count_in_the_bucket_in_which_they_began(con: Connection) -> None:
    store(con, f1())
    assert overview.session_series(con, ask_f1(), "day") == (
        SessionPoint("2026-03-01", 2, 0.5, 60.0),
        SessionPoint("2026-03-02", 1, 1.0, 0.0),
    )
    assert [point.sessions for point in overview.session_series(con, ask_f1(include_bots="true"), "day")] == [2, 2]
    assert [point.sessions for point in overview.session_series(con, ask_f1(filter_country="DE"), "day")] == [1, 0]


def test_compared_sessions_stand_under_the_labels_of_the_range(con: Connection) -> None:
    store(con, f1())
    days = {"compare_mode": "custom", "compare_start_date": "2026-03-01", "compare_end_date": "2026-03-02"}
    query = ask("2026-03-03", "2026-03-05", **days)
    assert overview.session_compare_series(con, query, "day") == (
        SessionPoint("2026-03-03", 2, 0.5, 60.0),
        SessionPoint("2026-03-04", 1, 1.0, 0.0),
        SessionPoint("2026-03-05", 0, 0.0, 0.0),
    )


def test_a_website_sees_only_its_own_events(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a", website=2)])
    assert numbers(overview.stats(con, ask_f1()).data) == (0, 0, 0, 0.0, 0.0)


def test_the_test_helper_starts_sessions_like_the_writer() -> None:
    assert start_session(event("2026-03-01 10:00", 1, "/a", referrer_domain="bing.com")).channel == "bing.com"
