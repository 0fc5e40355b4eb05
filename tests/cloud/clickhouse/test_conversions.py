"""Random histories of two writers: goals, funnels and attribution of ClickHouse equal plain counting in Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.items.funnels import Funnel, FunnelChange, NewStep, new_funnel
from app.domain.items.goals import Goal, GoalChange, new_goal
from app.domain.reports.attribution import parse_attribution_query
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.store import CLICKHOUSE
from app.storage.event_store import DUCKDB
from tests.cloud.clickhouse.two_writers import store, websites
from tests.examples import examples
from tests.histories import empty_database, event
from tests.histories import store as local_store
from tests.oracle.attribution_checks import (
    CHANNELS,
    FILTERS,
    PARAMS,
    SPANS,
    ZONES,
    Credit,
    Sale,
    check_attribution,
    compared_query,
    random_goals,
    random_sales,
)
from tests.oracle.conversion_checks import NOW, START, check_conversions, funnels, goals, histories, periods
from tests.oracle.counting import Oracle
from tests.oracle.random_histories import FilterCase, filters, params_of


@pytest.mark.timeout(240)  # on a busy computer
@examples(8)
@given(
    history=histories(),
    period=periods,
    cases=st.just([]) | filters(),
    include_bots=st.booleans(),
    several_goals=st.lists(goals, min_size=2, max_size=2),
    several_funnels=st.lists(funnels, min_size=2, max_size=2),
)
def test_goals_and_funnels_equal_plain_counting(
    writers: list[ClickHouseWriter],
    history: list[Event],
    period: Period,
    cases: list[FilterCase],
    include_bots: bool,
    several_goals: list[Goal],
    several_funnels: list[Funnel],
) -> None:
    query = ReportQuery(next(websites), period, parse_filters(params_of(cases)), include_bots)
    events = store(writers, query.website, history)
    check_conversions(CLICKHOUSE, writers[0].con, query, events, cases, several_goals, several_funnels)


@pytest.mark.timeout(240)  # on a busy computer
@examples(8)
@given(
    sales=random_sales(),
    goal=random_goals(),
    cases=FILTERS,
    params=PARAMS,
    zone=st.sampled_from(ZONES),
    include_bots=st.booleans(),
    span=st.sampled_from(SPANS),
)
def test_attribution_equals_plain_counting(
    writers: list[ClickHouseWriter],
    sales: list[Sale],
    goal: Goal,
    cases: list[FilterCase],
    params: Mapping[str, str],
    zone: str,
    include_bots: bool,
    span: tuple[int, int],
) -> None:
    query = compared_query(next(websites), span, zone, cases, include_bots)
    options = parse_attribution_query({"goal_id": goal.id, **params})
    stored = store(writers, query.website, [item.event for item in sales])
    credit = Credit(sales, Oracle(stored, cases, include_bots), goal, options)
    check_attribution(CLICKHOUSE, writers[0].con, query, options, credit)


HOSTS = ("https://ex.com", "https://xn--bcher-kva.example", "http://Ex.com:8080", "")
PAGES = (("/a", ""), ("/a/", "?q=1"), ("/a/b", "?q=1#top"), ("/%_", "#top"), ("/b\\c'd", ""), ("/ü", ""))
EVENT_NAMES = ("buy", "Buy", "100%_", "b'\\uy")
RULES = (
    *(
        ("page_view", "equals", text)
        for text in ("/a", "/a/", "https://EX.com/a?q=1", "/ü", "/b\\c'd", "bücher.example")
    ),
    *(("page_view", "contains", text) for text in ("a/b", "ex", "BÜCHER", "?q=1", "%_", "com:8080/a", "c'd")),
    *(("page_view", "starts_with", text) for text in ("/a", "https://b", "https://bücher.example/", "/%")),
    *(("page_view", "ends_with", text) for text in ("/", "b", "b?q=1", "EXAMPLE/ü", "com:8080/a")),
    *(("event", operator, "b") for operator in ("equals", "contains", "starts_with", "ends_with")),
    *(("event", "equals", text) for text in EVENT_NAMES),
    *(("event", "ends_with", text) for text in ("%_", "\\uy", "uy")),
)
STEPS = ("/a", "/a", "/a/b", "/", "/%_", "/a", "/ü", "/a/b")


def test_rules_and_walks_mean_what_they_mean_in_duckdb(writers: list[ClickHouseWriter]) -> None:
    chance = Random(7)
    pages = list(product(HOSTS, PAGES))
    history = []
    for number in range(600):
        origin, (path, query) = pages[number % len(pages)] if number < 100 else chance.choice(pages)
        name = chance.choice((None, None, None, *EVENT_NAMES))
        history.append(
            event(
                START + timedelta(seconds=chance.randrange(80_000)),
                chance.randrange(12),
                path,
                kind="pageview" if name is None else "event",
                event_name=name,
                origin=origin,
                query_and_fragment=query,
                event_data=chance.choice((None, '{"total":1.5,"currency":"eur"}', '{"total":"2e1"}')),
                referrer_domain=chance.choice((None, None, "google.com", "blog.example")),
                utm_source=chance.choice((None, None, " news ", "x")),
                utm_medium=chance.choice((None, "cpc", "email")),
                hostname=chance.choice((None, "ex.com")),
            )
        )
    website, con, local = next(websites), writers[0].con, empty_database()
    local_store(local, store(writers, website, history))
    query = ReportQuery(website, Period(START.date(), START.date() + timedelta(days=1), ZoneInfo("UTC")))
    all_goals = [
        new_goal(
            f"goal_{number}", "", kind, GoalChange("g", text, operator, "event_property", None, "total", "USD"), NOW
        )
        for number, (kind, operator, text) in enumerate(RULES)
    ]
    results = CLICKHOUSE.goals.reports(con, query, all_goals)
    assert results == DUCKDB.goals.reports(local, query, all_goals)
    assert sum(stats.conversions > 0 for stats in results.data) > len(RULES) - 6
    for any_order, window_s, steps in product((False, True), (None, 1_500), (STEPS[:3], STEPS)):
        change = FunnelChange("f", [NewStep("page_view", text, "starts_with") for text in steps], any_order, window_s)
        funnel = new_funnel("fun_1", "", change, NOW)
        assert CLICKHOUSE.funnels.results(con, query, funnel) == DUCKDB.funnels.results(local, query, funnel), change
    for model, kind in (*product(("first_touch", "last_touch"), ("channel",)), ("last_touch", "channel_group")):
        options = parse_attribution_query({"goal_id": "goal_0", "model": model, "type": kind})
        report = CLICKHOUSE.attribution.attribution(con, query, options, all_goals[0], CHANNELS)
        assert report == DUCKDB.attribution.attribution(local, query, options, all_goals[0], CHANNELS), options
    local.close()
