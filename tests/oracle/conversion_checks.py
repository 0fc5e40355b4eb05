"""Random histories of conversions, and goals and funnels of a store compared with plain counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from random import Random
from statistics import fmean, median
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.items.funnels import Funnel, FunnelChange, FunnelResults, NewStep, new_funnel
from app.domain.items.goals import Goal, GoalChange, GoalDetail, GoalStats, new_goal
from app.domain.reports.matching import MatchRule
from app.domain.reports.money import parse_amount
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.event_store import EventStore
from tests.histories import event, utc
from tests.oracle.counting import Oracle
from tests.oracle.page_rule import rule_matches
from tests.oracle.random_histories import WORDS, FilterCase

C = TypeVar("C")

NOW = datetime(2026, 6, 17, tzinfo=UTC)
START = utc("2026-03-27 12:00")
PATHS = ("/a", "/a/", "/a/b", "/c")
NAMES = ("signup", "sign_off")
AMOUNTS = ("5", "0.1", '"2.50"', '"x"')

RULES = (
    MatchRule("page_view", "/a"),
    MatchRule("page_view", "https://EX.com/c/"),
    MatchRule("page_view", "/a", "starts_with"),
    MatchRule("page_view", "b", "ends_with"),
    MatchRule("page_view", "/", "contains"),
    MatchRule("event", "signup"),
    MatchRule("event", "sign", "contains"),
)
GAPS_MIN = (0, 1, 1, 2, 5, 5, 40)  # minutes between events: some at one moment, some in another session
NEXT_DAY_MIN = 18 * 60
BOT_SHARE = 0.1

rules = st.sampled_from(RULES)
goals = st.builds(
    lambda rule, mode: new_goal(
        "goal_1", "site_a", rule.type, GoalChange("g", rule.value, rule.operator, mode, 2.5, "total", "EUR"), NOW
    ),
    rules,
    st.sampled_from(("none", "fixed", "event_property")),
)
funnels = st.builds(
    lambda steps, any_order, window_s: new_funnel(
        "fun_1", "site_a", FunnelChange("f", steps, any_order, window_s), NOW
    ),
    st.lists(rules.map(lambda rule: NewStep(rule.type, rule.value, rule.operator)), min_size=2, max_size=4),
    st.booleans(),
    st.sampled_from((None, None, 120, 600)),
)
periods = st.builds(
    lambda first, days, zone: Period(
        date(2026, 3, 27) + timedelta(days=first), date(2026, 3, 27) + timedelta(days=first + days), ZoneInfo(zone)
    ),
    st.sampled_from((0, 0, 0, 1)),
    st.integers(0, 1),
    st.sampled_from(("UTC", "America/St_Johns")),
)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of two visitors who pass through a few pages in seconds, or in days.

    Pages are drawn one by one: a drawn list repeats itself so often that few visitors pass the first step.
    """
    chance = Random(draw(st.integers(0, 2**32)))
    gaps = draw(st.sampled_from((GAPS_MIN, GAPS_MIN, (*GAPS_MIN, NEXT_DAY_MIN))))
    history, at = [], START
    for _ in range(draw(st.integers(1, 24))):
        at += timedelta(minutes=chance.choice(gaps))
        name = chance.choice((None, None, None, *NAMES))
        facts = {
            "kind": "pageview" if name is None else "event",
            "event_name": name,
            "is_bot": chance.random() < BOT_SHARE,
            "country": chance.choice(WORDS),
            "event_data": f'{{"total":{chance.choice(AMOUNTS)}}}',
        }
        history.append(event(at, chance.randint(1, 2), chance.choice(PATHS), **facts))
    return history


def matching_sessions(
    events: list[Event], query: ReportQuery, period: Period, cases: list[FilterCase]
) -> list[list[Event]]:
    """Return the events of each matching session, in order."""
    matching = Oracle(events, cases, query.include_bots).in_matching_sessions(period.utc_start, period.utc_end)
    matching.sort(key=lambda item: (item.session, item.ts, item.seq))
    return [list(session) for _, session in groupby(matching, key=lambda item: item.session)]


def check_conversions(
    store: EventStore[Any, C],
    con: C,
    query: ReportQuery,
    events: list[Event],
    cases: list[FilterCase],
    goals: Sequence[Goal],
    funnels: Sequence[Funnel],
) -> None:
    """Compare the results of goals, one by one and all at once, and of funnels with those counted from the events."""
    period = query.period
    now, before = (matching_sessions(events, query, window, cases) for window in (period, period.previous()))
    details = [store.goals.report(con, query, goal, "day").data for goal in goals]
    for goal, detail in zip(goals, details, strict=True):
        check_goal(goal, detail, period, now, before)
    for stats, detail in zip(store.goals.reports(con, query, goals).data, details, strict=True):
        assert stats == GoalStats(*(getattr(detail, name) for name in GoalStats.__slots__))
    for funnel in funnels:
        check_funnel(funnel, store.funnels.results(con, query, funnel), now)


# --- Goals


def check_goal(
    goal: Goal, detail: GoalDetail, period: Period, now: list[list[Event]], before: list[list[Event]]
) -> None:
    conversions, sessions, revenue = achieved(goal, now)
    assert (detail.conversions, detail.converting_sessions, detail.total_sessions) == (conversions, sessions, len(now))
    assert detail.conversion_rate == (sessions / len(now) if now else 0.0)
    assert detail.revenue_by_currency == {"EUR": revenue}
    had, had_sessions, had_revenue = achieved(goal, before)
    if before:
        assert (detail.prev_conversions, detail.prev_conversion_rate) == (had, had_sessions / len(before))
        assert detail.prev_revenue == had_revenue
    else:
        assert (detail.prev_conversions, detail.prev_conversion_rate, detail.trend_pct) == (None, None, None)
    assert [(point.date, point.conversions, point.revenue) for point in detail.series] == [
        by_day(goal, now, period.start + timedelta(days=number), period.zone) for number in range(period.days)
    ]


def achieved(goal: Goal, sessions: list[list[Event]]) -> tuple[int, int, float]:
    """Conversions, sessions that converted, and revenue."""
    hits = [[item for item in session if rule_matches(goal.rule, item)] for session in sessions]
    amounts = [amount(goal, item) for session in hits for item in session]
    return len(amounts), sum(map(bool, hits)), float(sum(amounts, Decimal()))


def amount(goal: Goal, item: Event) -> Decimal:
    if goal.value_mode == "fixed":
        return Decimal("2.5")
    text = (item.event_data or "").removeprefix('{"total":').removesuffix("}").strip('"')
    return (parse_amount(text) or Decimal()) if goal.value_mode == "event_property" else Decimal()


def by_day(goal: Goal, sessions: list[list[Event]], day: date, zone: ZoneInfo) -> tuple[str, int, float]:
    own = [[item for item in session if item.ts.astimezone(zone).date() == day] for session in sessions]
    conversions, _, revenue = achieved(goal, own)
    return day.isoformat(), conversions, revenue


# --- Funnels


def check_funnel(funnel: Funnel, results: FunnelResults, sessions: list[list[Event]]) -> None:
    walk = path_in_any_order if funnel.any_order else path_in_order
    paths = [walk(funnel, session) for session in sessions]
    for place, step in enumerate(results.steps):
        gaps = [(path[place] - path[place - 1]).total_seconds() for path in paths if len(path) > place > 0]
        assert step.sessions_reached == sum(len(path) > place for path in paths)
        assert step.mean_seconds_from_previous == (pytest.approx(fmean(gaps)) if gaps else None)
        assert step.median_seconds_from_previous == (pytest.approx(median(gaps)) if gaps else None)


Path = list[datetime]


def path_in_order(funnel: Funnel, session: Sequence[Event]) -> Path:
    """Return the times of the steps of a session: from each first step the next match, always later."""
    return best(follow(funnel, session, start.ts) for start in session if rule_matches(funnel.steps[0].rule, start))


def follow(funnel: Funnel, session: Sequence[Event], start: datetime) -> Path:
    path = [start]
    for step in funnel.steps[1:]:
        later = [item.ts for item in session if item.ts > path[-1] and rule_matches(step.rule, item)]
        if not later or min(later) > limit(funnel, start):
            break
        path.append(min(later))
    return path


def path_in_any_order(funnel: Funnel, session: Sequence[Event]) -> Path:
    """Return the times at which the first step, the first two, ... were reached, each by an event of its own."""
    hits = [item for item in session if any(rule_matches(step.rule, item) for step in funnel.steps)]
    return best(gather(funnel, hits, start.ts) for start in hits)


def gather(funnel: Funnel, hits: Sequence[Event], start: datetime) -> Path:
    path: Path = []
    times = sorted({item.ts for item in hits if start <= item.ts <= limit(funnel, start)})
    for count in range(1, len(funnel.steps) + 1):
        rules = [step.rule for step in funnel.steps[:count]]
        done = [at for at in times if can_share([item for item in hits if start <= item.ts <= at], rules)]
        if not done:
            break
        path.append(done[0])
    return path


def can_share(events: Sequence[Event], rules: Sequence[MatchRule]) -> bool:
    """Return True when each rule can have an event of its own."""
    if not rules:
        return True
    return any(
        rule_matches(rules[0], item) and can_share([*events[:place], *events[place + 1 :]], rules[1:])
        for place, item in enumerate(events)
    )


def limit(funnel: Funnel, start: datetime) -> datetime:
    return start + (timedelta(days=9) if funnel.window_seconds is None else timedelta(seconds=funnel.window_seconds))


def best(paths: Iterable[Path]) -> Path:
    """Return the longest path, the first of several."""
    return max(paths, key=len, default=[])
