"""Journeys: reading the anchor, and the report on small histories counted by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.journeys import (
    Direction,
    Flow,
    Journey,
    JourneyAnchor,
    JourneyQuery,
    parse_anchor,
    parse_journey_query,
    short_page,
)
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.reports.journeys import journey
from tests.histories import event, f1, store, utc

PRICING = JourneyAnchor("page", "/pricing")
CLICKED = JourneyAnchor("event", "signup_clicked")
ASKED = {"anchor_type": "page", "anchor_value": "/a", "direction": "next"}
DAY = Period(date(2026, 1, 1), date(2026, 1, 1), ZoneInfo("UTC"))


def session(visitor: int, *steps: str) -> list[Event]:
    """One session of 1 January 2026, a step a minute: pages begin with `/`, the rest are names of events."""
    start = utc("2026-01-01 10:00")
    events, page = [], "/"
    for number, step in enumerate(steps):
        at = start + timedelta(minutes=number)
        page = step if step.startswith("/") else page
        path, query_and_fragment = (
            (page, "") if "?" not in page else (page.partition("?")[0], "?" + page.partition("?")[2])
        )
        more: dict[str, Any] = {} if step.startswith("/") else {"kind": "event", "event_name": step}
        events.append(event(at, visitor, path, query_and_fragment=query_and_fragment, **more))
    return events


def four_sessions() -> list[Event]:
    return [
        *session(1, "/home", "/pricing?utm_source=x#hero", "/signup", "signup_clicked"),
        *session(2, "/landing", "/pricing/", "/features"),
        *session(3, "/pricing"),
        *session(4, "/home", "signup_clicked"),
    ]


def ask(
    con: Connection, anchor: JourneyAnchor, direction: Direction = "next", max_depth: int = 3, **more: bool
) -> Journey:
    return journey(con, ReportQuery(1, DAY), JourneyQuery(anchor, direction, max_depth, **more))


def shown(report: Journey) -> list[tuple[list[str], int]]:
    return [(list(branch.nodes), branch.sessions) for branch in report.branches]


# --- Parameters


def test_the_default_depth_is_three_nodes() -> None:
    assert parse_journey_query(ASKED) == JourneyQuery(JourneyAnchor("page", "/a"), "next", 3)
    more = {"max_depth": "5", "pages_only": "true", "merge_repeats": "1", "direction": " previous "}
    assert parse_journey_query(ASKED | more) == JourneyQuery(JourneyAnchor("page", "/a"), "previous", 5, True, True)


@pytest.mark.parametrize(
    ("changes", "message", "field"),
    [
        ({"anchor_type": None}, "anchor_type is required", "anchor_type"),
        ({"anchor_type": ""}, "anchor_type must be either 'page' or 'event'", "anchor_type"),
        ({"anchor_type": "goal"}, "anchor_type must be either 'page' or 'event'", "anchor_type"),
        ({"anchor_value": None}, "anchor_value is required", "anchor_value"),
        ({"anchor_value": " "}, "anchor_value is required", "anchor_value"),
        ({"anchor_value": "é" * 251}, "anchor_value must be at most 500 characters", "anchor_value"),
        ({"direction": None}, "direction is required", "direction"),
        ({"direction": "both"}, "direction must be either 'next' or 'previous'", "direction"),
        ({"max_depth": "0"}, "max_depth must be between 1 and 5", "max_depth"),
        ({"max_depth": "6"}, "max_depth must be between 1 and 5", "max_depth"),
        ({"max_depth": "deep"}, "max_depth must be a whole number", "max_depth"),
        ({"pages_only": "yes"}, "pages_only must be one of: true, false, 1, 0", "pages_only"),
        ({"merge_repeats": ""}, "merge_repeats must be one of: true, false, 1, 0", "merge_repeats"),
    ],
)
def test_bad_parameters_are_refused_by_name(changes: dict[str, str | None], message: str, field: str) -> None:
    params = {name: text for name, text in (ASKED | changes).items() if text is not None}
    with pytest.raises(BadRequest) as caught:
        parse_journey_query(params)
    assert (caught.value.message, caught.value.field) == (message, field)


@pytest.mark.parametrize("spelling", ["page", "page_view", "pageview", " page "])
def test_every_spelling_of_the_page_type_is_accepted(spelling: str) -> None:
    assert parse_anchor(spelling, "/a").type == "page"


@pytest.mark.parametrize(
    ("value", "shortest"),
    [
        (" /pricing/#x ", "/pricing"),
        ("/Pricing/?a=1#x", "/Pricing?a=1"),
        ("/", "/"),
        ("/pricing//", "/pricing//"),
        ("https://Shop.Example.com", "https://shop.example.com/"),
        ("HTTPS://Shop.Example.com/Mugs/#top", "https://shop.example.com/Mugs"),
    ],
)
def test_a_page_is_shown_in_its_shortest_spelling(value: str, shortest: str) -> None:
    assert parse_anchor("page", value) == JourneyAnchor("page", shortest)


@given(st.text(min_size=1, max_size=30).map(lambda text: "/" + text))
def test_shortening_a_spelling_twice_changes_nothing(value: str) -> None:
    once = short_page(value)
    assert short_page(once) == once


def test_an_event_name_is_only_trimmed() -> None:
    assert parse_anchor("event", " Sign/Up/?#x ") == JourneyAnchor("event", "Sign/Up/?#x")


# --- The report


def test_a_page_anchor_matches_all_spellings_of_the_page(con: Connection) -> None:
    store(con, four_sessions())
    report = ask(con, PRICING, "next", 2)
    assert shown(report) == [([], 1), (["/features"], 1), (["/signup", "signup_clicked"], 1)]
    assert (report.anchor, report.direction, report.max_depth) == (PRICING, "next", 2)
    assert (report.total_anchor_sessions, report.other_sessions) == (3, 0)
    assert [branch.share for branch in report.branches] == [1 / 3] * 3


def test_an_anchor_with_a_query_matches_only_that_query(con: Connection) -> None:
    store(con, four_sessions())
    assert shown(ask(con, JourneyAnchor("page", "/pricing?utm_source=x"), "next", 1)) == [(["/signup"], 1)]


def test_a_full_url_matches_only_its_host(con: Connection) -> None:
    store(con, session(1, "/pricing", "/signup"))
    assert shown(ask(con, JourneyAnchor("page", "https://ex.com/pricing"))) == [(["/signup"], 1)]
    assert ask(con, JourneyAnchor("page", "https://example.com/pricing")).total_anchor_sessions == 0


def test_nodes_before_an_event_are_in_time_order(con: Connection) -> None:
    store(con, four_sessions())
    report = ask(con, CLICKED, "previous", 1)
    assert (report.total_anchor_sessions, shown(report)) == (2, [(["/home"], 1), (["/signup"], 1)])
    store(con, session(5, "/home", "/pricing", "bought"))
    assert shown(ask(con, JourneyAnchor("event", "bought"), "previous", 2)) == [(["/home", "/pricing"], 1)]


def test_a_journey_of_the_first_history_equals_the_count_by_hand(con: Connection) -> None:
    store(con, f1())
    period = Period(date(2026, 3, 1), date(2026, 3, 2), ZoneInfo("UTC"))
    options = JourneyQuery(JourneyAnchor("page", "https://ex.com/a"), "next", 2)
    report = journey(con, ReportQuery(1, period), options)
    assert shown(report) == [([], 1), (["signup", "/b"], 1)]
    assert [branch.share for branch in report.branches] == [0.5, 0.5]
    with_bots = journey(con, ReportQuery(1, period, include_bots=True), options)
    assert shown(with_bots) == [([], 1), (["/b"], 1), (["signup", "/b"], 1)]


def test_an_anchor_without_sessions_has_no_branches(con: Connection) -> None:
    store(con, four_sessions())
    report = ask(con, JourneyAnchor("page", "/nowhere"))
    assert (report.total_anchor_sessions, report.branches, report.other_sessions) == (0, (), 0)
    assert ask(con, JourneyAnchor("page", "signup_clicked")).total_anchor_sessions == 0
    assert ask(con, JourneyAnchor("event", "/pricing")).total_anchor_sessions == 0


def test_only_the_first_anchor_of_a_session_counts(con: Connection) -> None:
    store(con, session(1, "/a", "/pricing", "/b", "/pricing", "/c"))
    assert shown(ask(con, PRICING, "next", 5)) == [(["/b", "/pricing", "/c"], 1)]
    assert shown(ask(con, PRICING, "previous", 5)) == [(["/a"], 1)]


def test_events_of_one_moment_are_in_order_of_receipt(con: Connection) -> None:
    moment = utc("2026-01-01 10:00")
    store(con, [event(moment, 1, path) for path in ("/c", "/pricing", "/b", "/a")])
    assert shown(ask(con, PRICING)) == [(["/b", "/a"], 1)]
    assert shown(ask(con, PRICING, "previous")) == [(["/c"], 1)]


def test_at_most_twenty_branches_are_listed_and_all_sessions_counted(con: Connection) -> None:
    store(con, [item for number in range(25) for item in session(number, "/pricing", f"/page-{number:02}")])
    report = ask(con, PRICING)
    assert (len(report.branches), report.total_anchor_sessions, report.other_sessions) == (20, 25, 5)
    assert shown(report)[0] == (["/page-00"], 1)
    assert report.branches[0].share == 1 / 25


def test_no_path_is_longer_than_five_nodes(con: Connection) -> None:
    store(con, session(1, "/pricing", *(f"/{number}" for number in range(9))))
    report = ask(con, PRICING, "next", 9)
    assert (report.max_depth, shown(report)) == (5, [(["/0", "/1", "/2", "/3", "/4"], 1)])


def test_the_most_frequent_path_comes_first_and_ties_go_by_their_text(con: Connection) -> None:
    paths = [("/b",), ("/b",), ("/a", "/z"), ("/a/b",), ()]
    store(con, [item for number, path in enumerate(paths) for item in session(number, "/pricing", *path)])
    assert [nodes for nodes, _ in shown(ask(con, PRICING))] == [["/b"], [], ["/a/b"], ["/a", "/z"]]


def test_a_bar_in_a_name_does_not_split_the_node(con: Connection) -> None:
    store(con, [*session(1, "/pricing", "a|b"), *session(2, "/pricing", "a", "b")])
    assert shown(ask(con, PRICING)) == [(["a", "b"], 1), (["a|b"], 1)]


def test_custom_events_can_be_left_out(con: Connection) -> None:
    store(con, session(1, "/home", "/pricing", "scroll", "/signup", "signup_clicked", "/done"))
    assert shown(ask(con, PRICING, pages_only=True)) == [(["/signup", "/done"], 1)]
    assert shown(ask(con, CLICKED, "previous", pages_only=True)) == [(["/home", "/pricing", "/signup"], 1)]


def test_repeated_nodes_can_be_merged(con: Connection) -> None:
    store(con, session(1, "/a", "/a", "/pricing", "/pricing", "/b", "/b", "/pricing", "/b"))
    assert shown(ask(con, PRICING, max_depth=2)) == [(["/pricing", "/b"], 1)]
    assert shown(ask(con, PRICING, max_depth=5, merge_repeats=True)) == [(["/b", "/pricing", "/b"], 1)]
    assert shown(ask(con, PRICING, "previous", merge_repeats=True)) == [(["/a"], 1)]


def test_a_filter_selects_whole_sessions(con: Connection) -> None:
    history = [*session(1, "/pricing", "/a", "/b"), *session(2, "/pricing", "/c")]
    history[1].country = "PL"
    store(con, history)
    query = ReportQuery(1, DAY, parse_filters({"filter_country": "PL"}))
    report = journey(con, query, JourneyQuery(PRICING, "next"))
    assert (report.total_anchor_sessions, shown(report)) == (1, [(["/a", "/b"], 1)])


def test_events_outside_the_range_do_not_count(con: Connection) -> None:
    night = [event("2026-01-01 23:50", 1, "/pricing"), event("2026-01-02 00:10", 1, "/late")]
    store(con, [event("2025-12-31 23:50", 2, "/early"), event("2026-01-01 00:10", 2, "/pricing"), *night])
    assert shown(ask(con, PRICING)) == [([], 2)]
    assert shown(ask(con, PRICING, "previous")) == [([], 2)]


def test_the_zone_decides_the_day_of_an_event(con: Connection) -> None:
    store(con, [event("2026-01-01 23:30", 1, "/pricing")])
    totals = {
        (day, zone): journey(
            con,
            ReportQuery(1, Period(date(2026, 1, day), date(2026, 1, day), ZoneInfo(zone))),
            JourneyQuery(PRICING, "next"),
        ).total_anchor_sessions
        for day in (1, 2)
        for zone in ("UTC", "Europe/Warsaw")
    }
    assert totals == {(1, "UTC"): 1, (1, "Europe/Warsaw"): 0, (2, "UTC"): 0, (2, "Europe/Warsaw"): 1}


def test_other_websites_do_not_count(con: Connection) -> None:
    history = session(1, "/pricing", "/a")
    for item in history:
        item.website = 2
    store(con, history)
    assert ask(con, PRICING).total_anchor_sessions == 0


def test_the_lifetime_of_visitor_ids_is_reported(con: Connection) -> None:
    store(con, session(1, "/pricing"))
    assert ask(con, PRICING).visitor_id_scope == "day"
    con.execute("INSERT INTO client_visitors VALUES (1, 1, 'somebody')")
    assert ask(con, PRICING).visitor_id_scope is None


# --- Flow


def flow(con: Connection, query: JourneyQuery) -> Flow:
    report = journey(con, ReportQuery(1, DAY), query)
    assert isinstance(report.flow, Flow)
    return report.flow


def nodes_of(flow: Flow) -> list[tuple[int, str, str | None, int]]:
    return [(node.step, node.type, node.value, node.sessions) for node in flow.nodes]


def links_of(flow: Flow) -> list[tuple[str | None, str | None, int]]:
    """Links as (value or type before, value or type, sessions)."""
    names = [node.value or node.type for node in flow.nodes]
    return sorted((names[link.source], names[link.target], link.sessions) for link in flow.links)


def test_a_flow_counts_the_sessions_from_node_to_node(con: Connection) -> None:
    store(con, four_sessions())
    after = flow(con, JourneyQuery(PRICING, "next", 2, max_nodes=5))
    assert nodes_of(after) == [
        (0, "page", "/pricing", 3),
        (1, "page", "/features", 1),
        (1, "page", "/signup", 1),
        (1, "end", None, 1),
        (2, "event", "signup_clicked", 1),
        (2, "end", None, 1),
    ]
    assert links_of(after) == [
        ("/features", "end", 1),
        ("/pricing", "/features", 1),
        ("/pricing", "/signup", 1),
        ("/pricing", "end", 1),
        ("/signup", "signup_clicked", 1),
    ]


def test_a_flow_before_an_event_leads_away_from_it(con: Connection) -> None:
    store(con, four_sessions())
    before = flow(con, JourneyQuery(CLICKED, "previous", 2, max_nodes=5))
    assert links_of(before) == [
        ("/home", "end", 1),
        ("/signup", "/pricing", 1),
        ("signup_clicked", "/home", 1),
        ("signup_clicked", "/signup", 1),
    ]


def test_nodes_beyond_the_most_of_a_step_flow_together_as_others(con: Connection) -> None:
    pages = ["/a"] * 3 + ["/b"] * 2 + ["/c", "/d"]
    store(con, [item for visitor, page in enumerate(pages, 1) for item in session(visitor, "/pricing", page, "/z")])
    many = flow(con, JourneyQuery(PRICING, "next", 2, max_nodes=2))
    assert nodes_of(many) == [
        (0, "page", "/pricing", 7),
        (1, "page", "/a", 3),
        (1, "page", "/b", 2),
        (1, "others", None, 2),
        (2, "page", "/z", 7),
    ]
    assert ("others", "/z", 2) in links_of(many)


def test_an_event_named_like_a_page_is_a_node_of_its_own(con: Connection) -> None:
    odd = event("2026-01-01 10:05", 2, "/pricing", kind="event", event_name="/a")
    store(con, [*session(1, "/pricing", "/a"), *session(2, "/pricing"), odd])
    steps = nodes_of(flow(con, JourneyQuery(PRICING, "next", 1, max_nodes=5)))
    assert steps[1:] == [(1, "event", "/a", 1), (1, "page", "/a", 1)]


def test_a_flow_of_no_sessions_is_the_anchor_alone(con: Connection) -> None:
    assert nodes_of(flow(con, JourneyQuery(PRICING, "next", max_nodes=5))) == [(0, "page", "/pricing", 0)]
