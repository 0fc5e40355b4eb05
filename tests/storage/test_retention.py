"""Retention: the rules of periods and rates, and the report on small histories counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import (
    CohortGranularity,
    CohortQuery,
    CohortRow,
    Retention,
    followed,
    later,
    parse_cohort_query,
    period_start,
    rows_of,
)
from app.storage.connection import Connection
from app.storage.ingest import data_retention
from app.storage.reports.retention import retention
from tests.histories import event, f1, store

UTC_ZONE = ZoneInfo("UTC")
MUCH_LATER = date(2027, 1, 1)
SIZES = get_args(CohortGranularity)


def days(start: str, end: str, zone: str = "UTC") -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end), ZoneInfo(zone))


def visits(*dates_and_visitors: tuple[str, int]) -> list[Event]:
    return [event(f"{day} 12:00", visitor, "/") for day, visitor in dates_and_visitors]


def ask(
    con: Connection,
    period: Period,
    granularity: CohortGranularity = "week",
    max_periods: int = 8,
    *,
    today: date = MUCH_LATER,
    **filters: str,
) -> Retention:
    conditions = parse_filters({f"filter_{name}": text for name, text in filters.items()})
    return retention(con, ReportQuery(1, period, conditions), CohortQuery(granularity, max_periods), today)


def shown(rows: tuple[CohortRow, ...]) -> list[tuple[str, int, dict[int, int]]]:
    """Return each cohort with its size and the offsets that have visitors."""
    return [
        (str(row.cohort_start), row.cohort_size, {cell.offset: cell.retained for cell in row.periods if cell.retained})
        for row in rows
    ]


# --- Parameters


def test_the_default_is_eight_weeks() -> None:
    assert parse_cohort_query({}) == CohortQuery("week", 8)


@pytest.mark.parametrize(("granularity", "usual", "most"), [("day", 30, 30), ("week", 8, 12), ("month", 12, 12)])
def test_every_granularity_has_its_own_number_of_periods(granularity: str, usual: int, most: int) -> None:
    given = {"cohort_granularity": f" {granularity} "}
    assert parse_cohort_query(given).max_periods == usual
    assert parse_cohort_query(given | {"max_periods": str(most)}).max_periods == most
    assert parse_cohort_query(given | {"max_periods": "1"}).max_periods == 1


@pytest.mark.parametrize(
    ("params", "message", "field"),
    [
        ({"cohort_granularity": "hourly"}, "cohort_granularity must be one of: day, week, month", "cohort_granularity"),
        ({"cohort_granularity": ""}, "cohort_granularity must be one of: day, week, month", "cohort_granularity"),
        ({"max_periods": "13"}, "max_periods must be between 1 and 12 for weekly granularity", "max_periods"),
        ({"max_periods": "0"}, "max_periods must be between 1 and 12 for weekly granularity", "max_periods"),
        (
            {"cohort_granularity": "day", "max_periods": "31"},
            "max_periods must be between 1 and 30 for daily granularity",
            "max_periods",
        ),
        (
            {"cohort_granularity": "month", "max_periods": "-1"},
            "max_periods must be between 1 and 12 for monthly granularity",
            "max_periods",
        ),
        ({"max_periods": "many"}, "max_periods must be a whole number", "max_periods"),
    ],
)
def test_bad_parameters_are_refused_by_name(params: dict[str, str], message: str, field: str) -> None:
    with pytest.raises(BadRequest) as caught:
        parse_cohort_query(params)
    assert (caught.value.message, caught.value.field) == (message, field)


# --- Periods


def test_weeks_start_on_monday_and_months_on_their_first() -> None:
    thursday = date(2026, 1, 1)
    assert period_start(thursday, "day") == thursday
    assert period_start(thursday, "week") == date(2025, 12, 29)
    assert period_start(date(2026, 1, 31), "month") == thursday
    assert later(date(2025, 12, 1), "month", 13) == date(2027, 1, 1)


@given(
    day=st.dates(date(1900, 1, 1), date(2999, 12, 31)),
    granularity=st.sampled_from(SIZES),
    periods=st.integers(0, 40),
)
def test_each_period_begins_at_the_end_of_the_one_before(
    day: date, granularity: CohortGranularity, periods: int
) -> None:
    start = period_start(day, granularity)
    assert start <= day < later(start, granularity, 1)
    next_start = later(start, granularity, periods)
    assert next_start == period_start(next_start, granularity)
    assert later(next_start, granularity, 1) == later(start, granularity, periods + 1)


@pytest.mark.parametrize(
    ("granularity", "end"), [("day", "2026-02-02"), ("week", "2026-02-15"), ("month", "2026-03-31")]
)
def test_members_are_followed_to_the_end_of_the_last_cohorts_last_period(
    granularity: CohortGranularity, end: str
) -> None:
    assert followed(days("2026-01-01", "2026-01-31"), CohortQuery(granularity, 3)) == days("2026-01-01", end)


def test_a_future_period_has_no_rate_and_the_current_one_has() -> None:
    period, options = days("2026-01-05", "2026-01-18"), CohortQuery("week", 4)
    (row,) = rows_of(period, options, {(0, 0): 4, (0, 1): 1}, today=date(2026, 1, 19))
    assert [(cell.retained, cell.rate) for cell in row.periods] == [(4, 1.0), (1, 0.25), (0, 0.0), (0, None)]


# --- The report. Two visitors come on 1 January, a Thursday, and one of them a week later.

TWO = [("2026-01-01", 1), ("2026-01-08", 1), ("2026-01-01", 2)]


def test_weeks_begin_before_the_range_and_missing_periods_are_filled(con: Connection) -> None:
    store(con, visits(*TWO))
    report = ask(con, days("2026-01-01", "2026-01-31"), "week", 4)
    (row,) = report.rows
    assert (row.cohort_start, row.cohort_size) == (date(2025, 12, 29), 2)
    assert [(cell.offset, cell.retained, cell.rate) for cell in row.periods] == [
        (0, 2, 1.0),
        (1, 1, 0.5),
        (2, 0, 0.0),
        (3, 0, 0.0),
    ]
    assert (report.granularity, report.max_periods) == ("week", 4)


def test_days_and_months_group_the_same_visits(con: Connection) -> None:
    store(con, visits(*TWO))
    january = days("2026-01-01", "2026-01-31")
    assert shown(ask(con, january, "day", 30).rows) == [("2026-01-01", 2, {0: 2, 7: 1})]
    assert ask(con, january, "day", 30).rows[0].periods[7].rate == 0.5
    assert shown(ask(con, january, "month", 12).rows) == [("2026-01-01", 2, {0: 2})]


def test_visitors_first_seen_before_the_range_are_in_no_cohort(con: Connection) -> None:
    store(con, visits(*TWO))
    assert ask(con, days("2026-01-05", "2026-01-31")).rows == ()


def test_visitors_whose_old_events_are_deleted_keep_their_first_visit(con: Connection) -> None:
    store(con, visits(*TWO), ended_before=event("2026-01-20", 1, "/").ts)
    con.execute("DELETE FROM events WHERE ts < '2026-01-05'")
    con.execute("DELETE FROM sessions WHERE started_at < '2026-01-05'")
    assert ask(con, days("2026-01-05", "2026-01-31")).rows == ()


def test_visits_after_the_range_count_for_its_cohorts(con: Connection) -> None:
    store(con, visits(("2026-01-31", 1), ("2026-02-01", 1)))
    assert shown(ask(con, days("2026-01-01", "2026-01-31"), "month", 12).rows) == [("2026-01-01", 1, {0: 1, 1: 1})]
    store(con, visits(("2026-03-02", 2), ("2026-03-04", 2)))
    report = ask(con, days("2026-03-01", "2026-03-02"), "day", 3)
    assert shown(report.rows) == [("2026-03-02", 1, {0: 1, 2: 1})]


def test_a_visit_at_the_end_of_the_last_period_counts_and_a_later_one_does_not(con: Connection) -> None:
    store(con, [event("2026-01-08 23:59:59", 1, "/"), event("2026-01-05", 1, "/"), event("2026-01-07", 2, "/")])
    store(con, [event("2026-01-09 00:00:00", 2, "/"), event("2026-01-10 00:00:00", 2, "/")])
    report = ask(con, days("2026-01-05", "2026-01-07"), "day", 3)
    assert shown(report.rows) == [("2026-01-05", 1, {0: 1}), ("2026-01-07", 1, {0: 1, 2: 1})]


def test_first_visits_ignore_the_filters(con: Connection) -> None:
    history = visits(("2026-01-02", 1), ("2026-01-09", 1), ("2026-01-02", 2))
    for item, country in zip(history, ("US", "PL", "US"), strict=True):
        item.country = country
    store(con, history)
    report = ask(con, days("2026-01-01", "2026-01-31"), country="PL")
    assert shown(report.rows) == [("2025-12-29", 1, {0: 1, 1: 1})]
    assert ask(con, days("2026-01-05", "2026-01-31"), country="PL").rows == ()


def test_a_filter_selects_whole_sessions(con: Connection) -> None:
    night = [event("2026-01-02 23:50", 1, "/"), event("2026-01-03 00:10", 1, "/", country="PL")]
    store(con, [event("2026-01-01 12:00", 1, "/"), *night])
    report = ask(con, days("2026-01-01", "2026-01-05"), "day", 4, country="PL")
    assert shown(report.rows) == [("2026-01-01", 1, {0: 1, 1: 1, 2: 1})]


def test_a_session_that_matches_only_after_the_range_adds_no_visitor(con: Connection) -> None:
    store(con, [event("2026-01-05 23:50", 1, "/"), event("2026-01-06 00:10", 1, "/", country="PL")])
    assert ask(con, days("2026-01-01", "2026-01-05"), "day", 4, country="PL").rows == ()
    assert len(ask(con, days("2026-01-01", "2026-01-06"), "day", 4, country="PL").rows) == 1


def test_a_first_visit_marked_as_a_bot_still_counts_as_first(con: Connection) -> None:
    history = visits(("2026-01-01", 1), ("2026-01-08", 1), ("2026-01-02", 2))
    history[0].is_bot = history[2].is_bot = True
    store(con, history)
    january = days("2026-01-01", "2026-01-31")
    assert shown(ask(con, january).rows) == [("2025-12-29", 1, {0: 1, 1: 1})]
    assert ask(con, days("2026-01-05", "2026-01-31")).rows == ()
    with_bots = retention(con, ReportQuery(1, january, include_bots=True), CohortQuery(), MUCH_LATER)
    assert shown(with_bots.rows) == [("2025-12-29", 2, {0: 2, 1: 1})]


def test_visitors_without_a_session_count_by_their_events_where_events_decide(con: Connection) -> None:
    store(con, visits(*TWO))
    con.execute("DELETE FROM sessions_live")
    january = days("2026-01-01", "2026-01-31")
    assert shown(ask(con, january, page="/").rows) == [("2025-12-29", 2, {0: 2, 1: 1})]


def test_a_visitor_whose_first_visit_was_deleted_stays_in_its_cohort(con: Connection) -> None:
    store(con, visits(*TWO), ended_before=event("2026-01-20", 1, "/").ts)
    data_retention.delete_oldest(con, datetime(2026, 1, 5))  # noqa: DTZ001  columns have no zone
    assert shown(ask(con, days("2026-01-01", "2026-01-31")).rows) == [("2025-12-29", 1, {0: 1, 1: 1})]


def test_the_first_history_has_two_cohorts_without_returning_visitors(con: Connection) -> None:
    store(con, f1())
    period = days("2026-03-01", "2026-03-02")
    report = retention(con, ReportQuery(1, period, include_bots=True), CohortQuery("day", 3), MUCH_LATER)
    assert shown(report.rows) == [("2026-03-01", 2, {0: 2}), ("2026-03-02", 2, {0: 2})]
    assert (report.summary.avg_period1_rate, report.summary.avg_period4_rate) == (0.0, None)


def test_the_zone_decides_the_day_of_a_first_visit(con: Connection) -> None:
    store(con, [event("2026-01-01 23:30", 1, "/")])
    for zone, day in (("UTC", "2026-01-01"), ("Europe/Warsaw", "2026-01-02")):
        assert shown(ask(con, days("2026-01-01", "2026-01-02", zone), "day", 3).rows) == [(day, 1, {0: 1})]


def test_a_day_on_which_clocks_change_is_one_day(con: Connection) -> None:
    # Warsaw leaves 23:00Z for 22:00Z as its midnight on 29 March 2026.
    store(
        con,
        [event("2026-03-28 23:00", 1, "/"), event("2026-03-29 21:59:59", 1, "/"), event("2026-03-29 22:00", 1, "/")],
    )
    report = ask(con, days("2026-03-28", "2026-03-30", "Europe/Warsaw"), "day", 4)
    assert shown(report.rows) == [("2026-03-29", 1, {0: 1, 1: 1})]


def test_an_empty_range_has_no_rows_and_its_averages_are_zero(con: Connection) -> None:
    report = ask(con, days("2026-01-01", "2026-01-31"), "week", 50)
    assert (report.rows, report.max_periods) == ((), 12)
    assert (report.summary.avg_period1_rate, report.summary.avg_period4_rate) == (0.0, 0.0)


def test_a_range_without_possible_events_has_no_rows(con: Connection) -> None:
    store(con, visits(*TWO))
    assert ask(con, days("1950-01-01", "1950-12-31"), "month").rows == ()
    assert shown(ask(con, days("1990-01-01", "2026-01-31"), "month").rows) == [("2026-01-01", 2, {0: 2})]


def test_a_range_of_too_many_periods_is_refused(con: Connection) -> None:
    with pytest.raises(BadRequest, match="more than 3700 buckets") as caught:
        ask(con, days("2000-01-01", "2026-01-31"), "day")
    assert caught.value.field == "cohort_granularity"


def test_averages_leave_out_cohorts_for_which_the_range_ends_too_early(con: Connection) -> None:
    store(con, visits(("2026-01-01", 1), ("2026-01-02", 1), ("2026-01-05", 2)))
    report = ask(con, days("2026-01-01", "2026-01-05"), "day", 6)
    assert shown(report.rows) == [("2026-01-01", 1, {0: 1, 1: 1}), ("2026-01-05", 1, {0: 1})]
    assert (report.summary.avg_period1_rate, report.summary.avg_period4_rate) == (1.0, 0.0)


def test_averages_weight_every_cohort_equally(con: Connection) -> None:
    store(con, visits(("2026-01-01", 1), ("2026-01-02", 1), ("2026-01-02", 2), ("2026-01-02", 3), ("2026-01-03", 2)))
    report = ask(con, days("2026-01-01", "2026-01-10"), "day", 4)
    assert report.summary.avg_period1_rate == (1.0 + 0.5) / 2
    assert report.summary.avg_period4_rate is None
    assert ask(con, days("2026-01-01", "2026-01-10"), "day", 1).summary.avg_period1_rate == 0.0


def test_averages_leave_out_future_periods(con: Connection) -> None:
    store(con, visits(("2026-01-01", 1), ("2026-01-02", 1), ("2026-01-02", 2)))
    report = ask(con, days("2026-01-01", "2026-01-31"), "day", 5, today=date(2026, 1, 2))
    assert [cell.rate for cell in report.rows[1].periods] == [1.0, None, None, None, None]
    assert (report.summary.avg_period1_rate, report.summary.avg_period4_rate) == (1.0, 0.0)


def test_other_websites_do_not_count(con: Connection) -> None:
    store(con, [event("2026-01-01", 1, "/", website=2), event("2026-01-08", 1, "/")])
    assert shown(ask(con, days("2026-01-01", "2026-01-31")).rows) == [("2026-01-05", 1, {0: 1})]


def test_the_id_scope_is_a_day_unless_every_id_is_supplied(con: Connection) -> None:
    january = days("2026-01-01", "2026-01-31")
    assert ask(con, january).visitor_id_scope == "day"
    store(con, visits(*TWO))
    assert ask(con, january).visitor_id_scope == "day"
    con.execute("INSERT INTO client_visitors VALUES (1, 1, 'va'), (2, 2, 'vb')")
    assert ask(con, january).visitor_id_scope == "day"
    con.execute("INSERT INTO client_visitors VALUES (1, 2, 'vb')")
    assert ask(con, january).visitor_id_scope is None
    february = replace(january, start=january.start + timedelta(days=31), end=january.end + timedelta(days=28))
    assert ask(con, february).visitor_id_scope == "day"


def test_averages_weigh_cohorts_by_size_and_leave_out_periods_that_are_not_over(con: Connection) -> None:
    store(con, visits(("2026-01-05", 1), ("2026-01-05", 2), ("2026-01-05", 3), ("2026-01-12", 1), ("2026-01-12", 4)))
    store(con, visits(("2026-01-19", 4), ("2026-01-19", 2)))
    report = ask(con, days("2026-01-05", "2026-01-19"), max_periods=4, today=date(2026, 1, 26))
    assert [(row.offset, row.cohorts, row.rate) for row in report.averages] == [
        (0, 2, 1.0),
        (1, 2, (1 + 1) / (3 + 1)),
        (2, 1, 1 / 3),
        (3, 0, None),
    ]
