"""Limits on requests of a client and on events of a website."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.addresses import client_network
from app.server.limits.request_windows import SlidingWindowLimiter, WebsiteBudget


def test_sixty_requests_are_granted_and_the_next_is_not() -> None:
    limiter = SlidingWindowLimiter(60, 100)
    states = [limiter.hit("203.0.113.7", 1000.0 + i / 10) for i in range(61)]
    assert [state.is_granted for state in states] == [True] * 60 + [False]
    assert [state.remaining for state in states[:3]] == [59, 58, 57]
    assert states[60].reset_s == 1000.0 + 60.0 - 1006.0


def test_a_refused_request_does_not_count_and_the_window_resets_after_a_minute() -> None:
    limiter = SlidingWindowLimiter(1, 100)
    assert limiter.hit("203.0.113.7", 0.0).is_granted
    assert not limiter.hit("203.0.113.7", 59.9).is_granted
    assert limiter.hit("203.0.113.7", 60.0).is_granted


def test_a_new_client_is_never_refused_because_the_table_is_full() -> None:
    limiter = SlidingWindowLimiter(1, 10)
    for i in range(1000):
        assert limiter.hit(f"203.0.{i // 256}.{i % 256}", 0.0).is_granted
    assert len(limiter) == 10


def test_peeking_counts_nothing() -> None:
    limiter = SlidingWindowLimiter(2, 10)
    limiter.hit("203.0.113.7", 0.0)
    assert limiter.peek("203.0.113.7", 1.0).remaining == 1
    assert limiter.peek("203.0.113.7", 1.0).remaining == 1
    assert limiter.peek("203.0.113.8", 1.0).remaining == 2


def test_one_ipv6_network_is_one_client() -> None:
    assert client_network("2001:db8:1:2::1") == client_network("2001:db8:1:2:ffff::9")
    assert client_network("2001:db8:1:2::1") != client_network("2001:db8:1:3::1")
    assert client_network("::ffff:203.0.113.7") == "203.0.113.7"
    assert client_network("unknown") == "unknown"


@given(st.lists(st.floats(0, 30), min_size=1, max_size=80), st.integers(1, 10))
def test_no_minute_holds_more_requests_than_the_limit(gaps: list[float], limit: int) -> None:
    limiter = SlidingWindowLimiter(limit, 10)
    now, granted = 0.0, []
    for gap in gaps:
        now += gap
        if limiter.hit("203.0.113.7", now).is_granted:
            granted.append(now)
    for start in granted:
        assert sum(start <= at < start + 60 for at in granted) <= limit


def test_one_event_a_second_admits_sixty_in_a_minute() -> None:
    budget = WebsiteBudget()
    assert budget.spend(50, 1, 100.0) == 50
    assert budget.spend(50, 1, 101.0) == 10
    assert budget.spend(1, 1, 150.0) == 0
    assert budget.spend(50, 1, 160.0) == 50
