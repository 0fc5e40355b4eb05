"""Counts of the Realtime page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.live import ArrivedEvent
from app.domain.reports.results import Realtime, RealtimeCount, RealtimeMinute, RealtimePagination
from app.ui.live_window import MAX_PUSHED, LiveWindow

NOW = datetime(2026, 3, 14, 15, 30, 20, tzinfo=UTC)
MINUTE = NOW.replace(second=0)


def event(visitor: str, age: timedelta = timedelta(), path: str = "/", source: str | None = None) -> ArrivedEvent:
    return ArrivedEvent(
        "site",
        visitor,
        "pageview",
        path,
        path,
        None,
        None,
        source,
        None,
        None,
        None,
        None,
        None,
        None,
        False,
        NOW - age,
    )


def stored(active: int = 0, short: int = 0, **parts: object) -> Realtime:
    fields: dict[str, object] = {"minutes": (), "top_pages": (), "top_sources": ()}
    return Realtime(active, (), RealtimePagination(100, 0), short, **{**fields, **parts})  # type: ignore[arg-type]


def test_a_pushed_visitor_counts_before_it_is_stored() -> None:
    window = LiveWindow()
    window.push([event("a"), event("a"), event("b", timedelta(minutes=6))])
    counts = window.counts(NOW)
    assert (counts.active, counts.active_short) == (2, 1)
    assert counts.minutes[-1] == 2
    assert counts.minutes[-7] == 1
    assert len(counts.minutes) == 30


def test_stored_and_pushed_views_of_the_same_visitors_are_not_added_up() -> None:
    window = LiveWindow()
    window.push([event("a")])
    window.set_stored(
        stored(5, 3, minutes=(RealtimeMinute(MINUTE, 4),), top_pages=(RealtimeCount("/", 5), RealtimeCount("/x", 1)))
    )
    counts = window.counts(NOW)
    assert (counts.active, counts.active_short, counts.minutes[-1]) == (5, 3, 4)
    assert counts.pages == (RealtimeCount("/", 5), RealtimeCount("/x", 1))


def test_pages_and_sources_are_ranked_by_visitors_then_by_name() -> None:
    window = LiveWindow()
    window.push([event("a", path="/b"), event("b", path="/a"), event("c", path="/a"), event("d", path="/c")])
    assert [row.value for row in window.counts(NOW).pages] == ["/a", "/b", "/c"]


def test_an_event_without_a_referrer_does_not_change_the_source() -> None:
    window = LiveWindow()
    window.set_stored(stored(1, top_sources=(RealtimeCount("google.com", 1),)))
    window.push([event("a", source="google.com"), event("a", path="/next")])
    assert window.counts(NOW).sources == (RealtimeCount("google.com", 1),)


def test_the_window_is_empty_after_half_an_hour() -> None:
    window = LiveWindow()
    window.push([event("a")])
    counts = window.counts(NOW + timedelta(minutes=30))
    assert (counts.active, counts.pages, set(counts.minutes)) == (0, (), {0})


def test_memory_is_bounded_for_any_events() -> None:
    window = LiveWindow()
    window.push(event(str(at)) for at in range(MAX_PUSHED + 500))
    assert window.counts(NOW).active == MAX_PUSHED


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 3_000)), max_size=40), st.integers(0, 5))
def test_counts_are_never_below_what_is_stored_and_minutes_add_up(pushed: list[tuple[str, int]], active: int) -> None:
    window = LiveWindow()
    window.set_stored(stored(active))
    ordered = sorted(pushed, key=lambda item: -item[1])
    window.push(event(visitor, timedelta(seconds=age)) for visitor, age in ordered)
    counts = window.counts(NOW)
    recent = [age for _, age in pushed if age < 1_800]
    assert counts.active >= max(active, counts.active_short)
    assert counts.active <= max(active, 3)
    assert sum(counts.minutes) <= len(recent)
