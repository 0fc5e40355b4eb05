"""Bot signals, scores and the 30-second counter."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.bots import Behaviour, BotMode, BotPolicy, Signals, reason, score, ua_signals

every_combination = st.integers(0, 63)


@pytest.mark.parametrize(
    ("signals", "points", "code"),
    [
        (Signals.NONE, 0, None),
        (Signals.HEADER_ANOMALY, 25, None),
        (Signals.UA_SIGNATURE, 90, "ua_signature"),
        (Signals.UA_SIGNATURE | Signals.HEADER_ANOMALY, 100, "ua_signature"),
        (Signals.BURST_RATE | Signals.PATH_SWEEP, 75, "burst_rate"),
        (Signals.BURST_RATE | Signals.HEADER_ANOMALY, 65, None),
        (Signals.BLOCKLIST, 100, "blocklist"),
        (Signals.BLOCKLIST | Signals.ALLOWLIST, 100, "blocklist"),
        (Signals.ALLOWLIST, 0, "allowlist"),
        (Signals.ALLOWLIST | Signals.UA_SIGNATURE | Signals.BURST_RATE, 0, "allowlist"),
    ],
)
def test_signals_have_a_score_and_a_reason(signals: Signals, points: int, code: str | None) -> None:
    assert score(signals) == points
    assert reason(signals, points, BotPolicy().effective_threshold) == code


@given(every_combination, st.integers(1, 100))
def test_a_bot_has_a_reason_and_people_have_none_but_the_allowlist(signals: int, threshold: int) -> None:
    points = score(signals)
    assert 0 <= points <= 100
    assert (reason(signals, points, threshold) in (None, "allowlist")) == (points < threshold)


@pytest.mark.parametrize(
    ("mode", "threshold", "effective"),
    [("strict", 0, 60), ("balanced", 0, 70), ("off", -5, 70), ("strict", 70, 70), ("balanced", 1, 1)],
)
def test_a_threshold_of_zero_means_the_default_of_the_mode(mode: str, threshold: int, effective: int) -> None:
    assert BotPolicy(BotMode(mode), threshold).effective_threshold == effective


@pytest.mark.parametrize(
    "user_agent",
    [
        "Googlebot/2.1 (+http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36",
        "python-requests/2.31.0",
        "Python-urllib/3.11",
        "curl/8.4.0",
        "Wget/1.21",
        "Go-http-client/2.0",
        "Apache-HttpClient/4.5",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_7) AppleWebKit/537.36 (compatible; SomeBot/1.0)",
        "Focubot/1.0",
    ],
)
def test_a_program_is_recognized_by_its_user_agent(user_agent: str) -> None:
    assert ua_signals(user_agent) is Signals.UA_SIGNATURE


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_7) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 11; Cubot X18) AppleWebKit/537.36 (KHTML, like Gecko) Mobile Safari/537.36",
    ],
)
def test_browsers_and_cubot_phones_are_no_bots(user_agent: str) -> None:
    assert ua_signals(user_agent) is Signals.NONE


@pytest.mark.parametrize("user_agent", ["", "  ", "-"])
def test_a_missing_user_agent_alone_is_not_a_bot(user_agent: str) -> None:
    assert ua_signals(user_agent) is Signals.HEADER_ANOMALY
    assert reason(ua_signals(user_agent), score(ua_signals(user_agent)), 70) is None


def test_the_fortieth_event_within_thirty_seconds_is_a_burst() -> None:
    behaviour = Behaviour()
    seen = [behaviour.observe(1, 7, second * 0.75, "/") for second in range(41)]
    assert seen[:39] == [Signals.NONE] * 39
    assert seen[39:] == [Signals.BURST_RATE] * 2


def test_the_twenty_fifth_page_within_thirty_seconds_is_a_sweep_and_letter_case_does_not_matter() -> None:
    behaviour = Behaviour()
    for page in range(24):
        assert behaviour.observe(1, 7, page, f"/Page/{page}") is Signals.NONE
    assert behaviour.observe(1, 7, 24, "/page/0") is Signals.NONE
    assert behaviour.observe(1, 7, 24, "/page/24") is Signals.PATH_SWEEP
    assert behaviour.observe(1, 7, 55, "/page/25") is Signals.NONE


def test_many_pages_at_once_are_burst_and_sweep() -> None:
    behaviour = Behaviour()
    for page in range(39):
        behaviour.observe(1, 7, 0, f"/{page}")
    assert behaviour.observe(1, 7, 0, "/last") == Signals.BURST_RATE | Signals.PATH_SWEEP


def test_the_first_event_after_an_idle_time_is_counted() -> None:
    behaviour = Behaviour()
    behaviour.observe(1, 7, 0, "/")
    seen = [behaviour.observe(1, 7, 100, "/") for _ in range(40)]
    assert seen[38:] == [Signals.NONE, Signals.BURST_RATE]


def test_visitors_and_websites_are_counted_separately() -> None:
    behaviour = Behaviour()
    for _ in range(39):
        behaviour.observe(1, 7, 0, "/")
    assert behaviour.observe(2, 7, 0, "/") is Signals.NONE
    assert behaviour.observe(1, 8, 0, "/") is Signals.NONE
    assert behaviour.observe(1, 7, 0, "/") is Signals.BURST_RATE


def test_the_visitor_seen_longest_ago_is_dropped_at_the_bound() -> None:
    behaviour = Behaviour(max_visitors=3)
    for visitor in (1, 2, 3):
        for _ in range(39):
            behaviour.observe(1, visitor, 0, "/")
    behaviour.observe(1, 1, 0, "/")
    behaviour.observe(1, 4, 0, "/")
    assert len(behaviour) == 3
    assert behaviour.observe(1, 1, 0, "/") is Signals.BURST_RATE
    assert behaviour.observe(1, 2, 0, "/") is Signals.NONE


def test_idle_visitors_are_dropped_gradually() -> None:
    behaviour = Behaviour()
    for visitor in range(100):
        behaviour.observe(1, visitor, 0, "/")
    for _ in range(60):
        behaviour.observe(1, 1_000, 31, "/")
    assert len(behaviour) == 1


def test_a_clock_set_back_resets_the_count() -> None:
    behaviour = Behaviour()
    for _ in range(39):
        behaviour.observe(1, 7, 10_000, "/")
    assert behaviour.observe(1, 7, 50, "/") is Signals.NONE
    assert behaviour.observe(1, 7, 51, "/") is Signals.NONE


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.75, 5.0, 30.0, 30.5]), st.integers(0, 30)), max_size=150))
def test_the_counter_equals_plain_counting(steps: list[tuple[float, int]]) -> None:
    behaviour, seen, now_s = Behaviour(), deque[tuple[float, int]](), 0.0
    for pause_s, page in steps:
        now_s += pause_s
        seen.append((now_s, page))
        recent = [page for at_s, page in seen if at_s >= now_s - 30]
        expected = Signals.BURST_RATE * (len(recent) >= 40) | Signals.PATH_SWEEP * (len(set(recent)) >= 25)
        assert behaviour.observe(1, 7, now_s, f"/{page}") == expected
