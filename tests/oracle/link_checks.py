"""Random histories of clicks and views, and the numbers of links and pixels compared with plain counting."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.items.goals import Goal, GoalChange, new_goal
from app.domain.items.links import LINK_CLICK, LinkTotals
from app.domain.items.pixels import PIXEL_VIEW, PixelTotals
from app.domain.reports.matching import MatchRule
from app.domain.reports.money import parse_amount
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.event_store import EventStore
from tests.histories import event
from tests.oracle.conversion_checks import BOT_SHARE, GAPS_MIN, NOW, START, matching_sessions
from tests.oracle.page_rule import rule_matches

C = TypeVar("C")

LINKS, PIXELS = ("lnk_a", "lnk_b"), ("pxl_a", "pxl_b")
RULES = (MatchRule("page_view", "/a"), MatchRule("event", "buy"), MatchRule("event", LINK_CLICK))
GOALS = tuple(
    new_goal(
        f"goal_{number}",
        "site_a",
        rule.type,
        GoalChange("g", rule.value, rule.operator, "event_property", None, "total", "EUR"),
        NOW,
    )
    for number, rule in enumerate(RULES)
)
PERIOD = Period(date(2020, 1, 1), date(2030, 1, 1), ZoneInfo("UTC"))


def all_of(website: WebsiteKey, include_bots: bool) -> ReportQuery:
    """Return the query of a whole history."""
    return ReportQuery(website, PERIOD, include_bots=include_bots)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Events of three visitors who click, see pictures, look at pages and buy."""
    chance = Random(draw(st.integers(0, 2**32)))
    history, at = [], START
    for _ in range(draw(st.integers(1, 40))):
        at += timedelta(minutes=chance.choice(GAPS_MIN))
        name = chance.choice((None, LINK_CLICK, LINK_CLICK, PIXEL_VIEW, "buy"))
        data: dict[str, Any] = {"total": chance.choice((2, "0.1", "x"))}
        if name == LINK_CLICK:
            data |= chance.choice(({"link_id": chance.choice(LINKS)}, {"link_id": chance.choice(LINKS)}, {}))
        if name == PIXEL_VIEW:
            data["pixel_id"] = chance.choice(PIXELS)
        history.append(
            event(
                at,
                chance.randint(1, 3),
                chance.choice(("/a", "/b")),
                kind="pageview" if name is None else "event",
                event_name=name,
                event_data=json.dumps(data, separators=(",", ":"), sort_keys=True),
                is_bot=chance.random() < BOT_SHARE,
            )
        )
    return history


def check_links(store: EventStore[Any, C], con: C, query: ReportQuery, events: list[Event]) -> None:
    """Compare the numbers of links and pixels with those counted from the events."""
    sessions = matching_sessions(events, query, query.period, [])
    expected = counted_links(sessions)
    assert store.links.link_totals(con, query, LINKS, GOALS) == expected
    one = {link: totals for link, totals in expected.items() if link == LINKS[0]}
    assert store.links.link_totals(con, query, LINKS[:1], GOALS) == one
    without = {link: replace(totals, conversions=0, revenue={}) for link, totals in expected.items()}
    assert store.links.link_totals(con, query, LINKS, ()) == without
    assert store.links.pixel_totals(con, query, PIXELS) == {
        pixel: PixelTotals(*numbers) for pixel, numbers in counts(sessions, PIXEL_VIEW, "pixel_id").items()
    }


def check_bots(store: EventStore[Any, C], con: C, query: ReportQuery, events: list[Event]) -> None:
    """Compare the events of bots and of people by hour with those counted."""
    expected = Counter(
        (item.ts.replace(minute=0, second=0, microsecond=0, tzinfo=None), item.is_bot) for item in events
    )
    counts = store.bots.counts(con, replace(query, include_bots=True))
    assert {(count.hour, count.is_bot): count.events for count in counts} == expected


def counted_links(sessions: Sequence[list[Event]]) -> dict[str, LinkTotals]:
    conversions: Counter[str] = Counter()
    revenue: dict[str, Decimal] = {}
    for first, *later in sessions:
        link = text_of(first, "link_id") if first.event_name == LINK_CLICK else None
        if link is None:
            continue
        for goal in GOALS:
            hit = next((item for item in later if rule_matches(goal.rule, item)), None)
            if hit is not None:
                conversions[link] += 1
                if (amount := amount_of(goal, hit)) is not None:
                    revenue[link] = revenue.get(link, Decimal()) + amount
    return {
        link: LinkTotals(*numbers, conversions[link], {"EUR": revenue[link]} if link in revenue else {})
        for link, numbers in counts(sessions, LINK_CLICK, "link_id").items()
    }


def counts(sessions: Sequence[list[Event]], name: str, key: str) -> dict[str, tuple[int, int]]:
    """Return the number of events of this name and that of their visitors, by a text of their data."""
    visitors: dict[str, list[int]] = {}
    for item in (item for session in sessions for item in session if item.event_name == name):
        if (text := text_of(item, key)) is not None:
            visitors.setdefault(text, []).append(item.visitor)
    return {text: (len(those), len(set(those))) for text, those in visitors.items()}


def text_of(item: Event, key: str) -> str | None:
    text: str | None = json.loads(item.event_data or "{}").get(key)
    return text


def amount_of(goal: Goal, item: Event) -> Decimal | None:
    assert goal.value_property_key is not None
    return parse_amount(str(json.loads(item.event_data or "{}").get(goal.value_property_key)))
