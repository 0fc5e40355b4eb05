"""Facts of closed days: what they are read for, and what takes days out of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from app.domain.ids import WebsiteKey
from app.domain.reports.filters import DIMENSIONS, parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.storage import histories
from app.storage.connection import Connection
from app.storage.facts import making, ranges
from app.storage.facts.making import MakingStep, facts_of_days, keep, next_step
from app.storage.facts.ranges import fact_range, first_whole_day, withdraw_from
from app.storage.facts.reading import fact_period
from app.storage.ingest.data_retention import delete_oldest
from app.storage.ingest.events import end_sessions
from app.storage.reports import breakdowns, overview
from app.storage.schema.migrate import migrations
from tests.fact_worth import make_always, read_always
from tests.histories import event, f1, store

SITE = WebsiteKey(1)
UTC_ZONE = ZoneInfo("UTC")
MARCH = Period(date(2026, 3, 1), date(2026, 3, 4), UTC_ZONE)
NOW = datetime(2026, 3, 4, 12)  # noqa: DTZ001  columns have no zone


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    read_always(monkeypatch)


def make(con: Connection, zone: str = "UTC", *, includes_bots: bool = False) -> list[MakingStep]:
    """Make all facts that can be made now. Return the steps."""
    steps = []
    while (step := next_step(con, SITE, zone, includes_bots, NOW)) is not None:
        steps.append(step)
        keep(con, step, facts_of_days(con, step))
    return steps


def has_facts(con: Connection, query: ReportQuery) -> bool:
    return fact_period(con, query, query.period) is not None


def store_march(con: Connection) -> None:
    store(con, f1(), ended_before=datetime(2026, 3, 3, tzinfo=UTC_ZONE))


def test_filters_bots_another_zone_and_earlier_rules_are_answered_from_events(con: Connection) -> None:
    store_march(con)
    make(con)
    assert has_facts(con, ReportQuery(SITE, MARCH))
    assert not has_facts(con, ReportQuery(SITE, MARCH, parse_filters({"filter_page": "/a"})))
    assert not has_facts(con, ReportQuery(SITE, MARCH, include_bots=True))
    assert not has_facts(con, ReportQuery(SITE, Period(MARCH.start, MARCH.end, ZoneInfo("Europe/Paris"))))
    con.execute("UPDATE fact_ranges SET rules = 0")
    assert not has_facts(con, ReportQuery(SITE, MARCH))


def test_facts_are_made_anew_for_another_zone_and_another_bot_policy(con: Connection) -> None:
    store_march(con)
    make(con)
    make(con, "Asia/Kathmandu")
    assert has_facts(con, ReportQuery(SITE, Period(MARCH.start, MARCH.end, ZoneInfo("Asia/Kathmandu"))))
    make(con, includes_bots=True)
    query = ReportQuery(SITE, MARCH, include_bots=True)
    assert has_facts(con, query)
    assert overview.totals(con, query, MARCH).pageviews == 5


def test_a_visitor_of_an_open_day_is_counted_once_with_the_closed_days(con: Connection) -> None:
    visits = [
        event("2026-03-01 10:00", 1, "/a"),
        event("2026-03-02 10:00", 1, "/a"),
        event("2026-03-04 10:00", 1, "/a"),
    ]
    visits.append(event("2026-03-04 11:00", 2, "/a"))
    store(con, visits, ended_before=datetime(2026, 3, 4, tzinfo=UTC_ZONE), client_ids={1: "ada"})
    make(con)
    assert fact_range(con, SITE) is not None
    query = ReportQuery(SITE, MARCH)
    assert overview.totals(con, query, MARCH).visitors == 2
    week = overview.series(con, query, "month").data.series
    assert [(point.pageviews, point.visitors) for point in week] == [(4, 2)]
    for name in ("page", "entry_page"):  # a value of events, and one of their sessions
        report = breakdowns.metrics(con, query, MetricsQuery(dimension=DIMENSIONS[name]))
        assert [(row.value, row.visitors, row.pageviews) for row in report.data.rows] == [("/a", 2, 4)]


def test_data_retention_deletes_the_facts_of_its_days_and_keeps_later_ones(con: Connection) -> None:
    store_march(con)
    make(con)
    delete_oldest(con, datetime(2026, 3, 1, 12))  # noqa: DTZ001  columns have no zone
    known = fact_range(con, SITE)
    assert known is not None
    assert (known.since, known.floor) == (date(2026, 3, 2), date(2026, 3, 2))
    assert con.execute("SELECT min(day) FROM facts").fetchall() == [(date(2026, 3, 2),)]
    assert next_step(con, SITE, "UTC", False, NOW) is None
    assert not has_facts(con, ReportQuery(SITE, MARCH))
    assert has_facts(con, ReportQuery(SITE, Period(date(2026, 3, 2), MARCH.end, UTC_ZONE)))


def test_a_deleted_website_leaves_no_facts(con: Connection) -> None:
    store_march(con)
    make(con)
    histories.delete_website(con, SITE)
    for table in ("fact_ranges", "facts"):
        assert con.execute(f"SELECT count(*) FROM {table}").fetchall() == [(0,)]  # noqa: S608  names of tables


def test_a_long_history_is_made_newest_days_first(con: Connection) -> None:
    begin = datetime(2025, 12, 1, 10, tzinfo=UTC_ZONE)
    store(
        con,
        [event(begin + timedelta(days=day), day, "/a") for day in range(90)],
        ended_before=begin + timedelta(days=91),
    )
    step = next_step(con, SITE, "UTC", False, NOW)
    assert step is not None
    assert (step.last, step.is_forward) == (date(2026, 3, 3), False)
    keep(con, step, facts_of_days(con, step))
    known = fact_range(con, SITE)
    assert known is not None
    assert known.since == step.first


def test_days_are_read_together_as_far_as_their_own_events_allow(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "STEP_EVENTS", 4)
    begin = datetime(2026, 2, 1, 10, tzinfo=UTC_ZONE)
    events_of_day = [1] * 20 + [30, 2, 2] + [1] * 8  # until 3 March
    at = [(day, number) for day, events in enumerate(events_of_day) for number in range(events)]
    visits = [event(begin + timedelta(days=day, seconds=number), number, "/") for day, number in at]
    store(con, visits, ended_before=begin + timedelta(days=31))
    sizes = []
    for step in make(con):
        days = slice((step.first - begin.date()).days, (step.last - begin.date()).days + 1)
        sizes.append(sum(events_of_day[days]))
    assert sizes == [4, 4, 4, 30, 4, 4, 4, 4, 4]


def test_days_have_the_same_facts_however_many_are_made_together(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = datetime(2026, 3, 1, 23, 50, tzinfo=UTC_ZONE)  # a session over midnight, during which the country changes
    night = [event(late + timedelta(minutes=20 * part), 1, "/a", country="DE" if part else "PL") for part in range(4)]
    again = [event(late + timedelta(days=1, hours=hour), 1, "/b", country="DE") for hour in (2, 5)]
    store(con, [*night, *again, event(late, 2, "/a")], ended_before=datetime(2026, 3, 4, tzinfo=UTC_ZONE))
    con.execute("INSERT INTO client_visitors VALUES (1, 1, 'ada')")
    assert len(make(con)) == 1
    together = con.execute("FROM facts ORDER BY ALL").fetchall()
    con.execute("DELETE FROM fact_ranges")
    monkeypatch.setattr(making, "STEP_EVENTS", 1)
    assert len(make(con)) > 1
    assert con.execute("FROM facts ORDER BY ALL").fetchall() == together


def test_an_older_database_shows_how_far_its_events_were_deleted(con: Connection) -> None:
    store_march(con)
    con.execute("DELETE FROM events WHERE ts < '2026-03-01 10:01'")
    for table in ("fact_ranges", "facts", "events_deleted_until"):
        con.execute(f"DROP TABLE {table}")
    con.execute(migrations()[1].text)
    assert first_whole_day(con, "UTC") == date(2026, 3, 2)


def store_morning(con: Connection) -> None:
    """Store the days before and the morning of 4 March: a session that began at 11:20 goes on."""
    morning = [event(f"2026-03-04 {at}", 5, "/a") for at in ("08:00", "11:20", "11:40")]
    store(con, [*f1(), *morning], ended_before=datetime(2026, 3, 4, 11, tzinfo=UTC_ZONE))


def test_the_day_that_is_not_over_has_facts_until_its_first_open_session(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_always(monkeypatch)
    store_morning(con)
    make(con)
    known = fact_range(con, SITE)
    assert known is not None
    assert (known.until, known.part_until) == (MARCH.end, datetime(2026, 3, 4, 11, 15))  # noqa: DTZ001
    query = ReportQuery(SITE, MARCH)
    facts = fact_period(con, query, MARCH)
    assert facts is not None
    assert facts.ends == known.part_until
    from_facts = overview.overview(con, query, "day", [MetricsQuery(dimension=DIMENSIONS["page"])])
    con.execute("DELETE FROM fact_ranges")
    assert overview.overview(con, query, "day", [MetricsQuery(dimension=DIMENSIONS["page"])]) == from_facts


def test_a_day_is_made_whole_when_it_is_over(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    make_always(monkeypatch)
    store_morning(con)
    make(con)
    end_sessions(con, datetime(2026, 3, 5, tzinfo=UTC_ZONE))
    step = next_step(con, SITE, "UTC", False, datetime(2026, 3, 5))  # noqa: DTZ001  columns have no zone
    assert step is not None
    keep(con, step, facts_of_days(con, step))
    known = fact_range(con, SITE)
    assert known is not None
    assert (known.until, known.part_until) == (date(2026, 3, 5), None)
    from_facts = overview.overview(con, ReportQuery(SITE, MARCH), "day", [])
    con.execute("DELETE FROM fact_ranges")
    assert overview.overview(con, ReportQuery(SITE, MARCH), "day", []) == from_facts


def test_a_change_of_the_day_that_is_not_over_takes_out_its_facts_alone(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_always(monkeypatch)
    store_morning(con)
    make(con)
    withdraw_from(con, {SITE: datetime(2026, 3, 4, 11, 15, tzinfo=UTC_ZONE)})
    known = fact_range(con, SITE)
    assert known is not None
    assert known.part_until is not None
    withdraw_from(con, {SITE: datetime(2026, 3, 4, 9, tzinfo=UTC_ZONE)})
    known = fact_range(con, SITE)
    assert known is not None
    assert (known.until, known.part_until) == (MARCH.end, None)


def test_facts_of_other_websites_cost_a_batch_no_statement(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    make_always(monkeypatch)
    store_morning(con)
    make(con)
    other = SITE + 1
    began = datetime(2026, 3, 4, 9, tzinfo=UTC_ZONE)
    withdraw_from(con, {other: began})
    with monkeypatch.context() as patch:
        patch.setattr(ranges, "rows", Mock(side_effect=AssertionError))
        withdraw_from(con, {other: began})
    withdraw_from(con, {other: began, SITE: began})
    known = fact_range(con, SITE)
    assert known is not None
    assert known.part_until is None


def test_a_day_that_opens_again_keeps_nothing_of_its_facts_as_a_whole(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_always(monkeypatch)
    bot = event("2026-03-04 09:00", 7, "/a", is_bot=True)
    store(con, [bot, event("2026-03-04 11:00", 5, "/a")], ended_before=datetime(2026, 3, 4, 12, tzinfo=UTC_ZONE))
    next_day = datetime(2026, 3, 5)  # noqa: DTZ001  columns have no zone
    while (step := next_step(con, SITE, "UTC", False, next_day)) is not None:
        keep(con, step, facts_of_days(con, step))
    late = event("2026-03-04 10:10", 6, "/a")
    withdraw_from(con, {SITE: late.ts})
    store(con, [late])
    make(con)
    known = fact_range(con, SITE)
    assert known is not None
    assert known.part_until == datetime(2026, 3, 4, 10)  # noqa: DTZ001
    assert overview.totals(con, ReportQuery(SITE, MARCH), MARCH).visitors == 2


def test_the_day_that_is_not_over_is_made_anew_after_a_share_of_its_events(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PART_EVENTS", 2)
    begin = datetime(2026, 3, 4, tzinfo=UTC_ZONE)
    minutes = [*range(0, 480, 12), 600, 605, 606, 625, 626]  # forty until 8:00, then five
    events = [event(begin + timedelta(minutes=at), number, "/a") for number, at in enumerate(minutes)]
    store(con, [*f1(), *events], ended_before=begin + timedelta(hours=12))
    made = []
    for hour in (8, 10, 10.25, 10.5):
        horizon = (begin + timedelta(hours=hour)).replace(tzinfo=None)
        while (step := next_step(con, SITE, "UTC", False, horizon)) is not None:
            keep(con, step, facts_of_days(con, step))
        known = fact_range(con, SITE)
        assert known is not None
        assert known.part_until is not None
        made.append(known.part_until.strftime("%H:%M"))
    assert made == ["08:00", "08:00", "08:00", "10:30"]


def test_few_events_are_read_themselves_where_days_are_open(con: Connection) -> None:
    store_march(con)
    make(con)
    query = ReportQuery(SITE, MARCH)
    assert fact_period(con, query, MARCH, open_worth=6) is not None
    assert fact_period(con, query, MARCH, open_worth=7) is None
    assert fact_period(con, query, Period(MARCH.start, MARCH.start, UTC_ZONE), open_worth=7) is not None
