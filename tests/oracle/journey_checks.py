"""Journeys of a store compared with plain counting: the same for every store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.journeys import MAX_BRANCHES, MAX_NODES, Flow, JourneyQuery, parse_anchor
from app.domain.reports.matching import MatchRule
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.event_store import EventStore
from tests.histories import event, utc
from tests.oracle.counting import Oracle
from tests.oracle.page_rule import rule_matches
from tests.oracle.random_histories import FilterCase, params_of

C = TypeVar("C")
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


@dataclass(frozen=True)
class JourneyCase:
    """A journey to ask for. anchor: type and value."""

    anchor: tuple[str, str]
    options: JourneyQuery
    filters: list[FilterCase]
    period: Period
    include_bots: bool


@st.composite
def journey_cases(draw: st.DrawFn) -> JourneyCase:
    pages = st.tuples(st.just("page"), st.sampled_from(PAGE_ANCHORS))
    anchor = draw(pages | st.tuples(st.just("event"), st.sampled_from(NAMES)))
    options = JourneyQuery(
        parse_anchor(*anchor),
        draw(st.sampled_from(["next", "previous"])),
        draw(st.integers(1, 5)),
        draw(st.booleans()),
        draw(st.booleans()),
        MAX_NODES,
    )
    cases = draw(st.lists(st.sampled_from(FILTER_CASES), max_size=2, unique_by=lambda item: item.name))
    zone = ZoneInfo(draw(st.sampled_from(["UTC", "Europe/Warsaw"])))
    period = Period(date(2026, 3, 28), date(2026, 3, draw(st.integers(28, 30))), zone)
    return JourneyCase(anchor, options, cases, period, draw(st.booleans()))


def check_journey(
    store: EventStore[Any, C], con: C, website: WebsiteKey, events: Sequence[Event], case: JourneyCase
) -> None:
    """events: of the website, in order, each with its place in it as `seq`."""
    oracle = Oracle(list(events), case.filters, case.include_bots)
    query = ReportQuery(website, case.period, parse_filters(params_of(case.filters)), case.include_bots)
    report = store.journeys.journey(con, query, case.options)
    rule = MatchRule("page_view" if case.anchor[0] == "page" else "event", case.anchor[1])
    counted = count(oracle, case.period, rule, case.options)
    assert [(branch.nodes, branch.sessions) for branch in report.branches] == counted[:MAX_BRANCHES]
    assert report.total_anchor_sessions == sum(sessions for _, sessions in counted)
    assert report.other_sessions == sum(sessions for _, sessions in counted[MAX_BRANCHES:])
    assert isinstance(report.flow, Flow)
    assert steps_of(report.flow) == flow_of(counted, case.options)
    assert all(branch.share == branch.sessions / report.total_anchor_sessions for branch in report.branches)
