"""Random histories of two writers: every report of ClickHouse equals plain counting over the events in Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.reports.filters import DIMENSIONS, parse_filters, searchable
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.store import CLICKHOUSE
from app.storage.event_store import DUCKDB
from tests.cloud.clickhouse.two_writers import store, websites
from tests.examples import examples
from tests.histories import empty_database, event
from tests.histories import store as local_store
from tests.oracle.counting import Counter
from tests.oracle.random_histories import START, FilterCase, filters, histories, params_of
from tests.oracle.report_checks import (
    check_first_rows,
    check_metrics,
    check_series,
    check_session_series,
    check_totals,
)

ZONES = ("UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu")


@pytest.mark.timeout(240)  # on a busy computer
@examples(15)
@given(
    history=histories(),
    cases=filters(),
    zone=st.sampled_from(ZONES),
    include_bots=st.booleans(),
    span=st.tuples(st.integers(0, 3), st.integers(0, 2)),
    names=st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=2, max_size=2, unique=True),
)
def test_reports_equal_plain_counting(
    writers: list[ClickHouseWriter],
    history: list[Event],
    cases: list[FilterCase],
    zone: str,
    include_bots: bool,
    span: tuple[int, int],
    names: list[str],
) -> None:
    first, con = date(2026, 3, 27) + timedelta(days=span[0]), writers[0].con
    period = Period(first, first + timedelta(days=span[1]), ZoneInfo(zone))
    website = next(websites)
    counter = Counter(store(writers, website, history), cases, include_bots)
    query = ReportQuery(website, period, parse_filters(params_of(cases)), include_bots)
    check_totals(CLICKHOUSE, con, query, counter)
    check_series(CLICKHOUSE, con, query, counter)
    check_session_series(CLICKHOUSE, con, query, counter)
    for name in names:
        check_metrics(CLICKHOUSE, con, query, counter, name)
    check_first_rows(CLICKHOUSE, con, query, counter, names)


def test_a_session_that_goes_on_for_days_is_one_session_of_each_of_them(writers: list[ClickHouseWriter]) -> None:
    steps = [*range(0, 3 * 24 * 60, 25), 3 * 24 * 60 + 60]  # minutes; the last one is an hour after the one before it
    website = next(websites)
    history = [event(START + timedelta(minutes=step), 7, f"/{step}") for step in steps]
    counter = Counter(store(writers, website, history), [], False)
    for day in (START.date() + timedelta(days=number) for number in range(4)):
        check_totals(CLICKHOUSE, writers[0].con, ReportQuery(website, Period(day, day, ZoneInfo("UTC"))), counter)


HOSTS = ("https://ex.com", "https://xn--bcher-kva.example", "http://Ex.com:8080", "")
PAGES = (("/a", ""), ("/a/", "?q=1"), ("/a/b", "?q=1#top"), ("/%_", "#top"), ("/b\\c'd", ""), ("/ü", ""))
DATA = (
    *(None, '{"n":29}', '{"n":29.0}', '{"n":1e21}', '{"n":123456789012345678901234567890}', '{"a.b":"x"}'),
    *('{"a":{"b":"x"}}', '{"":"x"}', '{"a":""}', '{"nil":null}', '{"ok":true}', '{"a\\"b\\\\":"x"}', '{"~1/":"x"}'),
)
FILTERS = (
    *(("page", text) for text in ("/a", "!/a", "/a*", "*/b", "/%_", "/b\\\\c'd", "/ü", "", "(none)", "/x,/a")),
    *(("page", f"https://ex.com/{rest}") for rest in ("a", "a?q=1", "a/b", "a*", "*?q=1", "")),
    *(("page", text) for text in ("https://bücher.example/a", "https://b*r.example/*", "http://EX.com:8080/a*")),
    *(("entry_page", text) for text in ("/a", "!/a", "https://ex.com/a", "https://bü*/a*", "(none)")),
    *(("exit_page", text) for text in ("/a*", "!(none)", "https://*/ü")),
    *(("page_url", text) for text in ("https://ex.com/a", "*bücher*", "!*q=1*", "https://ex.com/b\\\\c'd")),
    *(("hostname", text) for text in ("ex.com", "bücher.example", "(none)", "!(none)")),
    *(("source", text) for text in ("(direct)", "google.com", "!news", "")),
    *(("browser_release", text) for text in ("Chrome 126", "Chrome", "(none)")),
    *(("os_release", text) for text in ("macOS 14.5", "!macOS", "(none)")),
    *((f"event_data.{key}", text) for key in ("n", "a", "", "nil") for text in ("29", "29.0", "x", "", "!(none)")),
    *(("event_data.n", text) for text in ("1e21", "1e+21", "123456789012345678901234567890")),
    *(("event_data.ok", "true"), ("event_data.a.b", "x"), ('event_data.a"b\\', "x"), ("event_data.~1/", "x")),
)
SEARCHES = (("page_url", "BÜCHER"), ("hostname", "büch"), ("page", "%_"), ("page", "C'D"), ("title", "Ü"))


def test_filters_and_searches_mean_what_they_mean_in_duckdb(writers: list[ClickHouseWriter]) -> None:
    history = [
        event(
            START + timedelta(minutes=11 * number, microseconds=number),
            number % 5,
            path,
            kind="event" if number % 7 == 3 else "pageview",
            origin=origin,
            hostname=origin.rpartition("/")[2].partition(":")[0].lower() or None,
            query_and_fragment=query,
            event_data=DATA[number % len(DATA)],
            title=(None, "über", "x")[number % 3],
            referrer_domain=(None, None, "google.com")[number % 3],
            utm_source=(None, " news ", " ")[number % 11 % 3],
            browser=(None, "Chrome")[number % 2],
            browser_version=(None, None, "126.0.1", "126")[number % 4],
            os=(None, "macOS")[number % 2],
            os_version=(None, None, "14.5", "14.5")[number % 4],
        )
        for number, (origin, (path, query)) in enumerate(product(HOSTS, PAGES))
    ]
    website, con, local = next(websites), writers[0].con, empty_database()
    local_store(local, store(writers, website, history))
    query = ReportQuery(website, Period(START.date(), START.date(), ZoneInfo("UTC")))
    for name, text in FILTERS:
        asked = replace(query, conditions=parse_filters({f"filter_{name}": text}))
        expected = DUCKDB.overview.series(local, asked, "day")
        assert CLICKHOUSE.overview.series(con, asked, "day") == expected, (name, text)
    for name, text in SEARCHES:
        page = MetricsQuery(100, search=searchable(DIMENSIONS[name], text), dimension=DIMENSIONS[name])
        rows = [CLICKHOUSE.breakdowns.metrics(con, query, page), DUCKDB.breakdowns.metrics(local, query, page)]
        assert rows[0] == rows[1], (name, text)
        assert rows[0].data.rows, (name, text)
    local.close()
