"""Random histories, rules and policies: a recompute comes to what plain counting comes to, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bot_recompute import RecomputeJob
from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import Signals, agent_hash, is_bot, score
from app.domain.ingest.events import Event
from app.domain.items.bot_rules import BotMatch, BotRule, BotRules
from app.storage.bots import recompute
from app.storage.bots.agents import add_agents
from app.storage.bots.recompute import Judge
from app.storage.connection import Connection
from tests.examples import examples
from tests.histories import event, store

SITE = WebsiteKey(1)
START = datetime(2026, 3, 27, tzinfo=UTC)
END = START + timedelta(days=4)
PATHS = ("/", "/a", "/a/b", "/c")
AGENTS = ("Googlebot/2.1", "Firefox/127.0", "monitor/1 (ours)", "")
KNOWN = ("Googlebot/2.1", "monitor/1 (ours)")  # their texts are kept
SIGNALS = (0, 0, 0, 1, 2, 6, 12, 16, 17, 32, 33)
RULES: dict[BotMatch, tuple[str, ...]] = {
    "path": ("/a", "/a*", "/c"),
    "ua_contains": ("GOOGLE", "monitor", "Firefox"),
    "ip_exact": ("192.0.2.1",),
    "ip_cidr": ("192.0.2.0/24",),
}
EVENT_ROWS = "SELECT seq, is_bot, bot_score, bot_signals FROM events ORDER BY seq"
SESSION_ROWS = "SELECT session, is_bot, bot_score, bot_signals FROM all_sessions ORDER BY session"
rules = st.lists(
    st.sampled_from([(kind, value) for kind, values in RULES.items() for value in values]), max_size=3, unique=True
)
rows = st.tuples(
    st.integers(138, 150) | st.integers(138, 150) | st.integers(0, 4 * 24 * 6 - 1),  # most around one midnight
    st.integers(1, 2),
    st.sampled_from(PATHS),
    st.sampled_from(AGENTS),
    st.sampled_from(SIGNALS),
    st.sampled_from(["pageview", "event"]),
)


def rule_of(kind: BotMatch, value: str) -> BotRule:
    return BotRule(f"{kind} {value}", kind, value, None, START)


def matched(chosen: Sequence[tuple[BotMatch, str]], path: str, agent: str, did_match: bool) -> bool:
    """Whether a list meets a stored event, rule by rule."""
    for kind, value in chosen:
        if kind == "path" and (path == value or (value.endswith("*") and path.startswith(value[:-1]))):
            return True
        if kind == "ua_contains" and agent in KNOWN and value.lower() in agent.lower():
            return True
    return did_match and any(
        kind.startswith("ip_") or (kind == "ua_contains" and agent not in KNOWN) for kind, _ in chosen
    )


def counted(allowed: list[Any], blocked: list[Any], threshold: int, item: Event, agent: str) -> tuple[bool, int, int]:
    """The flag, score and signals that an event should have."""
    rest = item.bot_signals & ~48
    if matched(blocked, item.page.path, agent, bool(item.bot_signals & 16)):
        signals = rest | 16
    elif matched(allowed, item.page.path, agent, bool(item.bot_signals & 32)):
        signals = rest | 32
    else:
        signals = rest
    points = score(signals)
    return 0 < points >= threshold, points, signals


def sessions_of(events: Sequence[Event], scores: dict[int, tuple[bool, int, int]]) -> list[tuple[int, bool, int, int]]:
    """The flags of sessions by those of their events, in order of arrival."""
    by_session: dict[int, list[tuple[bool, int, int]]] = {}
    for item in sorted(events, key=lambda item: item.seq):
        by_session.setdefault(item.session_number, []).append(scores[item.seq])
    found = []
    for number, own in sorted(by_session.items()):
        highest = max(points for _, points, _ in own)
        signals = next(signals for _, points, signals in own if points == highest)
        found.append((number, any(flag for flag, _, _ in own), highest, signals))
    return found


def run(con: Connection, job: RecomputeJob, judge: Judge) -> RecomputeJob:
    for span in recompute.spans(con, SITE, job.start_at, job.end_at):
        step = recompute.judged(con, span, judge)
        changed = recompute.apply(con, step, job).events if step.scores else 0
        job = replace(job, done=job.done + span.events, changed=job.changed + changed)
    return job


@examples(30)
@given(
    history=st.lists(rows, min_size=1, max_size=20),
    allowed=rules,
    blocked=rules,
    threshold=st.sampled_from([20, 60, 70, 100]),
    days=st.tuples(st.integers(0, 3), st.integers(1, 4)),
    ended=st.integers(0, 96),
    span_events=st.sampled_from([1, 3, 1_000]),
)
def test_a_recompute_comes_to_what_plain_counting_comes_to_and_can_be_undone(
    database: Connection,
    history: list[tuple[int, int, str, str, int, str]],
    allowed: list[tuple[BotMatch, str]],
    blocked: list[tuple[BotMatch, str]],
    threshold: int,
    days: tuple[int, int],
    ended: int,
    span_events: int,
) -> None:
    con = database
    events: list[Event] = []
    agents: dict[int, str] = {}
    for number, (step, visitor, path, agent, signals, kind) in enumerate(history):
        at = START + timedelta(minutes=10 * step, microseconds=number)
        points = score(signals)
        values = {"is_bot": is_bot(points, 70), "bot_score": points, "bot_signals": signals}
        item = event(at, visitor, path, kind=kind, agent=agent_hash(agent), **values)
        events.append(item)
        agents[number] = agent
    texts = {id(item): agents[number] for number, item in enumerate(events)}
    con.begin()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recompute, "SPAN_EVENTS", span_events)
            store(con, events, ended_before=START + timedelta(hours=ended))
            add_agents(con, [(SITE, str(agent_hash(text)), text) for text in KNOWN], START)
            before = [con.execute(text).fetchall() for text in (EVENT_ROWS, SESSION_ROWS)]
            since, until = START + timedelta(days=days[0]), START + timedelta(days=days[0] + days[1])
            job = RecomputeJob("recompute_1", "running", since, until, END)
            known = {str(agent_hash(text)): text.lower() for text in KNOWN}
            rules_now = BotRules([rule_of(*one) for one in allowed], [rule_of(*one) for one in blocked])
            job = run(con, job, Judge(rules_now, threshold, known))
            scores = {
                item.seq: counted(allowed, blocked, threshold, item, texts[id(item)])
                if since <= item.ts < until
                else (item.is_bot, item.bot_score, item.bot_signals)
                for item in events
            }
            assert con.execute(EVENT_ROWS).fetchall() == [(seq, *scores[seq]) for seq in sorted(scores)]
            assert con.execute(SESSION_ROWS).fetchall() == sessions_of(events, scores)
            changed = [item for item in events if scores[item.seq] != (item.is_bot, item.bot_score, item.bot_signals)]
            assert job.changed == len(changed)
            assert job.done == sum(since <= item.ts < until for item in events)
            for span in recompute.spans(con, SITE, job.start_at, job.end_at, "recomputed_events"):
                recompute.undo(con, span, job)
            assert [con.execute(text).fetchall() for text in (EVENT_ROWS, SESSION_ROWS)] == before
            assert con.execute("FROM recomputed_events").fetchall() == []
    finally:
        con.rollback()


def test_signals_stay_beside_a_rule_so_that_they_count_again_without_it() -> None:
    nothing = BotRules([], [])
    crawler = int(Signals.UA_SIGNATURE)
    assert nothing.signals_again(crawler | Signals.ALLOWLIST, "/", None) == crawler
    assert nothing.signals_again(int(Signals.BLOCKLIST), "/", None) == 0
