"""Random sessions: a journey equals plain counting over all events in Python."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.journeys import MAX_BRANCHES, MAX_NODES, Direction, Flow, JourneyQuery, parse_anchor
from app.domain.reports.matching import MatchRule
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.reports.journeys import journey
from tests.examples import examples
from tests.histories import event, store, utc
from tests.oracle.counting import Oracle
from tests.oracle.page_rule import rule_matches
from tests.oracle.random_histories import FilterCase, params_of

# The evening before clocks change in Warsaw, and a little before midnight there.
START = utc("2026-03-28 20:00")
Hops = Counter[tuple[int, str | None, str | None]]  # sessions by step, node before and node
PATHS = ("/", "/a", "/a/", "/a//", "/A", "/a/b")
TAILS = ("", "", "?q=1", "#top", "?q=1#top")
NAMES = ("signup", "/a", "a|b")
PAGE_ANCHORS = (
    "/",
    "/a",
    "/a/",
    "/A",
    "/a/b",
    "/a/#x",
    "/a?q=1",
    "https://EX.com/a",
    "https://ex.com/a/?q=1#x",
    "http://ex.com/a",
)
FILTER_CASES = (
    FilterCase("country", False, ["x"], [], False),
    FilterCase("country", True, ["x"], [], False),
    FilterCase("page", False, ["/a/b"], [], False),
    FilterCase("entry_page", False, [], ["/a*"], False),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    size = draw(st.integers(0, 30))  # lists of any length come out short
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from([0, 1, 2, 9, 31]),
                st.integers(1, 3),
                st.sampled_from(PATHS),
                st.sampled_from(TAILS),
                st.sampled_from([None, None, None, *NAMES]),
                st.sampled_from([None, "x"]),
                st.sampled_from([False, False, False, True]),
            ),
            min_size=size,
            max_size=size,
        )
    )
    history, at = [], START + timedelta(minutes=draw(st.integers(0, 400)))
    for pause, visitor, path, query_and_fragment, name, country, is_bot in steps:
        at += timedelta(minutes=pause)  # a pause of 0 leaves the order to the order of receipt
        kind = "pageview" if name is None else "event"
        history.append(
            event(
                at,
                visitor,
                path,
                query_and_fragment=query_and_fragment,
                kind=kind,
                event_name=name,
                country=country,
                is_bot=is_bot,
            )
        )
    return history


def node(item: Event) -> str:
    if item.event_name is not None:
        return item.event_name
    return item.path[:-1] if len(item.path) > 1 and item.path.endswith("/") and item.path[-2] != "/" else item.path


def merged(events: list[Event]) -> list[Event]:
    """Return the nodes without direct repeats."""
    return [next(group) for _, group in groupby(events, key=node)]


def path(events: list[Event], rule: MatchRule, options: JourneyQuery) -> tuple[str, ...] | None:
    """Return the path of a session, None when it has no anchor."""
    met = next((item for item in events if rule_matches(rule, item)), None)
    if met is None:
        return None
    nodes = [item for item in events if item.kind == "pageview" or not options.pages_only]
    if options.merge_repeats:
        nodes = merged(nodes)
    if options.direction == "next":
        return tuple(node(item) for item in nodes if item.seq > met.seq)[: options.max_depth]
    return tuple(node(item) for item in nodes if item.seq < met.seq)[-options.max_depth :]


def count(oracle: Oracle, period: Period, rule: MatchRule, query: JourneyQuery) -> list[tuple[tuple[str, ...], int]]:
    """Every path with its sessions, by the definition, in order."""
    events = sorted(
        oracle.in_matching_sessions(period.utc_start, period.utc_end), key=lambda item: (item.session, item.seq)
    )
    sessions = [list(group) for _, group in groupby(events, key=lambda item: item.session)]
    paths = Counter(nodes for events in sessions if (nodes := path(events, rule, query)) is not None)
    return sorted(paths.items(), key=lambda row: (-row[1], "|".join(row[0]), row[0]))


def flow_of(paths: list[tuple[tuple[str, ...], int]], query: JourneyQuery) -> Hops:
    """Sessions by step, node before (None for the anchor) and node (None for the end), by the definition."""
    hops: Hops = Counter()
    for nodes, sessions in paths:
        outward = nodes if query.direction == "next" else nodes[::-1]
        for step, (source, target) in enumerate(zip((None, *outward), (*outward, None), strict=True), 1):
            if step <= query.max_depth:
                hops[step, source, target] += sessions
    return hops


def steps_of(flow: Flow) -> Hops:
    """Return the links of a flow in the same shape. A page and an event of one name are told apart only by the flow."""
    hops: Hops = Counter()
    for link in flow.links:
        source, target = flow.nodes[link.source], flow.nodes[link.target]
        hops[target.step, source.value if source.step else None, target.value] += link.sessions
    return hops


@pytest.mark.timeout(240)  # each of the 200 histories is stored, also on a busy machine
@examples(50)
@given(
    history=histories(),
    anchor=st.tuples(st.just("page"), st.sampled_from(PAGE_ANCHORS))
    | st.tuples(st.just("event"), st.sampled_from(NAMES)),
    direction=st.sampled_from(["next", "previous"]),
    depth=st.integers(1, 5),
    pages_only=st.booleans(),
    merge_repeats=st.booleans(),
    cases=st.lists(st.sampled_from(FILTER_CASES), max_size=2, unique_by=lambda item: item.name),
    day=st.integers(28, 30),
    zone=st.sampled_from(["UTC", "Europe/Warsaw"]),
    include_bots=st.booleans(),
)
def test_a_journey_equals_plain_counting(
    database: Connection,
    history: list[Event],
    anchor: tuple[str, str],
    direction: Direction,
    depth: int,
    pages_only: bool,
    merge_repeats: bool,
    cases: list[FilterCase],
    day: int,
    zone: str,
    include_bots: bool,
) -> None:
    period = Period(date(2026, 3, 28), date(2026, 3, day), ZoneInfo(zone))
    query = JourneyQuery(parse_anchor(*anchor), direction, depth, pages_only, merge_repeats, MAX_NODES)
    rule = MatchRule("page_view" if anchor[0] == "page" else "event", anchor[1])
    database.begin()
    try:
        oracle = Oracle(store(database, history, ended_before=START + timedelta(hours=2)), cases, include_bots)
        report = journey(database, ReportQuery(1, period, parse_filters(params_of(cases)), include_bots), query)
        counted = count(oracle, period, rule, query)
        assert [(branch.nodes, branch.sessions) for branch in report.branches] == counted[:MAX_BRANCHES]
        assert report.total_anchor_sessions == sum(sessions for _, sessions in counted)
        assert report.other_sessions == sum(sessions for _, sessions in counted[MAX_BRANCHES:])
        assert isinstance(report.flow, Flow)
        assert steps_of(report.flow) == flow_of(counted, query)
        assert all(branch.share == branch.sessions / report.total_anchor_sessions for branch in report.branches)
    finally:
        database.rollback()
