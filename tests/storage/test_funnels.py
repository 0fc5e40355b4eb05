"""Funnels: their rules, and the needs of steps in any order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.items.funnels import MAX_STEPS, FunnelChange, Need, NewStep, changed, needs, new_funnel
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.reports import funnels
from tests.examples import examples
from tests.histories import empty_database, event, store

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
A, B = NewStep("page_view", "/a"), NewStep("event", "b", "contains", "Bought")


def test_disjoint_steps_need_one_event_each() -> None:
    assert needs(3, [0b001, 0b010, 0b100]) == (Need(0b001, 1, 1), Need(0b010, 1, 2), Need(0b100, 1, 3))


def test_equal_steps_need_as_many_events_as_there_are_steps() -> None:
    assert needs(3, [0b111]) == (Need(0b001, 1, 1), Need(0b011, 2, 2), Need(0b111, 3, 3))


def test_a_step_within_another_needs_its_own_event_and_one_more_for_both() -> None:
    assert needs(2, [0b01, 0b11]) == (Need(0b01, 1, 1), Need(0b10, 1, 2), Need(0b11, 2, 2))


def test_the_longest_funnel_of_equal_steps_has_eight_needs() -> None:
    assert len(needs(MAX_STEPS, [255])) == MAX_STEPS


@examples(60)
@given(events=st.lists(st.integers(1, 15), max_size=6))
def test_needs_are_met_exactly_when_each_step_can_have_an_event(events: list[int]) -> None:
    requirements = needs(4, set(events))
    for rank in range(1, 5):
        met = all(
            sum(bool(mask & need.steps) for mask in events) >= need.count for need in requirements if need.rank <= rank
        )
        assert met == can_share(events, rank)


def can_share(events: list[int], rank: int) -> bool:
    """Return True when the first `rank` steps can each have an event of their own."""
    shares = {0}
    for mask in events:
        shares |= {taken | 1 << step for taken in shares for step in range(rank) if mask >> step & 1}
    return (1 << rank) - 1 in shares


def test_a_new_funnel_numbers_its_steps_and_labels_them_by_their_value() -> None:
    funnel = new_funnel("fun_1", "site_1", FunnelChange("Buy", (A, B)), NOW)
    assert [(step.step_order, step.label, step.funnel_id) for step in funnel.steps] == [
        (1, "/a", "fun_1"),
        (2, "Bought", "fun_1"),
    ]
    assert (funnel.any_order, funnel.window_seconds) == (False, None)


def test_a_change_keeps_fields_it_does_not_name() -> None:
    funnel = new_funnel("fun_1", "site_1", FunnelChange("Buy", (A, B), True, 60), NOW)
    for left, right in combinations((FunnelChange(), FunnelChange(name="Buy"), FunnelChange(any_order=True)), 2):
        assert changed(funnel, left, NOW) == changed(funnel, right, NOW) == funnel
    assert changed(funnel, FunnelChange(window_seconds=None), NOW).window_seconds is None


@pytest.mark.parametrize(
    ("any_order", "window_s", "at_limit"), [(False, 3_600, [1, 0]), (True, None, [1, 0]), (False, None, [1, 1])]
)
def test_a_session_is_walked_up_to_the_limit_of_moments_where_it_has_to_be(
    monkeypatch: pytest.MonkeyPatch, any_order: bool, window_s: int | None, at_limit: list[int]
) -> None:
    con = empty_database()
    store(con, [event(f"2026-03-01 10:0{minute}", 1, path) for minute, path in enumerate(("/a", "/a", "/a", "/b"))])
    steps = (NewStep("page_view", "/a"), NewStep("page_view", "/b"))
    funnel = new_funnel("fun_1", "site_1", FunnelChange("Buy", steps, any_order, window_s), NOW)
    query = ReportQuery(1, Period(date(2026, 3, 1), date(2026, 3, 1), ZoneInfo("UTC")))
    for most, reached in ((4, [1, 1]), (3, at_limit)):
        monkeypatch.setattr(funnels, "MAX_MOMENTS", most)
        results = funnels.results(con, query, funnel)
        assert [step.sessions_reached for step in results.steps] == reached
    con.close()
