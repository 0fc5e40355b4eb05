"""Random sales with random goals, and the attribution of a store compared with plain counting."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.domain.ingest.channels import Channels
from app.domain.ingest.events import Event
from app.domain.ingest.urls import Utm
from app.domain.items.goals import Goal, GoalChange, new_goal
from app.domain.reports.attribution import AttributionQuery, AttributionRow, Conversions
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Comparison, Period
from app.domain.reports.query import ReportQuery
from app.resources import read_text
from app.server.ingest.collect_body import event_data_text
from app.storage.event_store import EventStore
from tests.histories import event
from tests.oracle.counting import Oracle
from tests.oracle.page_rule import rule_matches
from tests.oracle.random_histories import START, FilterCase, filters, params_of

C = TypeVar("C")

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CHANNELS = Channels.parse(read_text("channels.toml"))
# Amount that an event sends -> its value.
AMOUNTS: tuple[tuple[Any, str | None], ...] = (
    (1, "1"),
    (0.1, "0.1"),
    ("0.2", "0.2"),
    ("19.95", "19.95"),
    (-2.5, "-2.5"),
    (0, "0"),
    (999_999_999_999.99, "999999999999.99"),
    (10**12, None),
    ("nan", None),
    (None, None),
)
CURRENCIES: tuple[tuple[Any, str], ...] = (
    (None, "USD"),
    ("EUR", "EUR"),
    ("eur", "EUR"),
    ("GBP", "GBP"),
    (7, "USD"),
)
SOURCES = (None, None, "x", " x ", " ", "google", "(direct)")
MEDIUMS = (None, None, "cpc", " email", "utm")
REFERRERS = (None, None, None, None, "google.com", "ex.com", "chatgpt.com", "blog.example")
TAILS = ("", "", "?gclid=1", "?a=1&FBCLID=2", "?gclid=#x", "?q=1#?gclid=1")
TYPES = (
    "channel",
    "channel",
    "channel_group",
    "source",
    "medium",
    "page",
    "page_url",
    "country",
    "utm_campaign",
    "event_name",
)
WORTH = (
    GoalChange(),
    GoalChange(value_mode="fixed", fixed_value=0.1, currency="eur"),
    *3 * (GoalChange(value_mode="event_property", value_property_key="amount", currency=" usd"),),
)


@dataclass(frozen=True)
class Sale:
    """An event with its amount, conversion or not."""

    event: Event
    amount: str | None
    currency: str


# Since the start of the first day: some at once, some half an hour apart, some around midnight.
MINUTES = (540, 541, 571, 1430, 1430, 1435, 1438, 1438, 1440, 1441, 1442, 1442, 1471, 1990)
# Most fit the histories here; each matches some events of a session and not others.
FILTERS = st.one_of(
    st.just([]),
    st.sampled_from(
        (
            [FilterCase("country", False, ["DE"], [], False)],
            [FilterCase("country", True, ["DE"], [], False)],
            [FilterCase("page", False, ["/"], [], False)],
            [FilterCase("event_name", False, ["signup"], [], False)],
            [FilterCase("utm_source", False, ["x", "google"], [], True), FilterCase("page", False, [], ["/a*"], False)],
        )
    ),
    filters(),
)
# Drawn as one each, which is far quicker than part by part.
DEEDS = tuple(
    product(
        (1, 2),  # visitor
        ("/", "/a", "/a/"),
        (None, None, "signup", "signup", "purchase"),  # name of a custom event
        (False, False, False, False, True),  # is a bot's
        (None, "DE"),
    )
)
ORIGINS = tuple(product(SOURCES, MEDIUMS, (None, "spring"), REFERRERS, TAILS))
MONEY = tuple(product(AMOUNTS, CURRENCIES))
STEPS = st.tuples(*map(st.sampled_from, (MINUTES, DEEDS, ORIGINS, MONEY)))


PARAMS = st.fixed_dictionaries(
    {"model": st.sampled_from(("first_touch", "last_touch")), "type": st.sampled_from(TYPES)}
)
ZONES = ("UTC", "UTC", "Asia/Kathmandu")
SPANS = ((0, 1), (1, 0), (1, 0), (1, 1), (0, 0))  # first day, further days


def compared_query(
    website: int, span: tuple[int, int], zone: str, cases: list[FilterCase], include_bots: bool
) -> ReportQuery:
    """Return the query of some days with the days before them. span: one of SPANS."""
    first = date(2026, 3, 27) + timedelta(days=span[0])
    period = Period(first, first + timedelta(days=span[1]), ZoneInfo(zone))
    compared = Comparison("previous_period", period, period.previous())
    return ReportQuery(website, period, parse_filters(params_of(cases)), include_bots, compared)


@st.composite
def random_sales(draw: st.DrawFn) -> list[Sale]:
    """Histories in which events are close together, some at the same moment, with sources and amounts."""
    history = []
    for minutes, deed, origin, ((sent, amount), (named, currency)) in draw(st.lists(STEPS, min_size=6, max_size=16)):
        visitor, path, name, is_bot, country = deed
        data = {"amount": sent} | ({} if named is None else {"currency": named})
        sold = event(
            START + timedelta(minutes=minutes),
            visitor,
            path,
            kind="event" if name else "pageview",
            event_name=name,
            event_data=event_data_text(data).decode(),
            is_bot=is_bot,
            country=country,
            **dict(
                zip(
                    ("utm_source", "utm_medium", "utm_campaign", "referrer_domain", "query_and_fragment"),
                    origin,
                    strict=True,
                )
            ),
        )
        history.append(Sale(sold, amount, currency))
    return history


@st.composite
def random_goals(draw: st.DrawFn) -> Goal:
    kind, value = draw(
        st.sampled_from((("event", "signup"), ("event", "purchase"), ("page_view", "/a"), ("page_view", "/")))
    )
    more = replace(draw(st.sampled_from(WORTH)), match_operator=draw(st.sampled_from(("equals", "contains"))))
    return new_goal("goal_1", "", kind, replace(more, name="Goal", match_value=value), NOW)


class Credit:
    """Expected credit of conversions, counted from every event."""

    def __init__(self, sales: list[Sale], events: Oracle, goal: Goal, options: AttributionQuery) -> None:
        self.sales = {item.event.seq: item for item in sales}
        self.events = events
        self.goal = goal
        self.options = options

    def conversions(self, period: Period) -> list[Event]:
        chosen = self.events.in_matching_sessions(period.utc_start, period.utc_end)
        return [item for item in chosen if rule_matches(self.goal.rule, item)]

    def touch(self, conversion: Event) -> Event:
        so_far = [
            item
            for item in self.events.events
            if item.session == conversion.session
            and (self.events.include_bots or not item.is_bot)
            and (item.ts, item.seq) <= (conversion.ts, conversion.seq)
        ]
        so_far.sort(key=lambda item: (item.ts, item.seq))
        sources = [item for item in so_far if self.origin(item)[0] is not None]
        return sources[-1] if sources and self.options.model == "last_touch" else so_far[0]

    def origin(self, touch: Event) -> tuple[str | None, str]:
        """Return source and medium as the wire contract defines them."""
        source = (self.events.value(touch, "utm_source") or "").strip()
        medium = (self.events.value(touch, "utm_medium") or "").strip()
        referrer = self.events.value(touch, "referrer")
        if not medium:
            medium = "utm" if source else "referral" if referrer else "direct"
        return source or referrer, medium

    def group(self, touch: Event) -> str:
        texts = (self.events.value(touch, name) for name in ("utm_source", "utm_medium", "utm_campaign"))
        utm = Utm(*((text or "").strip() or None for text in texts))
        url = urlsplit(self.events.value(touch, "page_url") or "")
        query_and_fragment = f"?{url.query}" if url.query else ""
        return CHANNELS.classify(self.events.value(touch, "referrer"), utm, "ex.com", query_and_fragment)

    def value(self, touch: Event) -> str:
        source, medium = self.origin(touch)
        parts = {
            "channel": f"{source or '(direct)'} / {medium}",
            "channel_group": self.group(touch),
            "source": source or "(direct)",
            "medium": medium,
        }
        if self.options.type in parts:
            return parts[self.options.type]
        return self.events.value(touch, self.options.type) or "(none)"

    def money(self, conversion: Event) -> tuple[str, Decimal | None]:
        sale = self.sales[conversion.seq]
        if self.goal.value_mode == "fixed":
            return "EUR", Decimal("0.1")
        if self.goal.value_mode == "event_property" and sale.amount is not None:
            return sale.currency, Decimal(sale.amount)
        return "", None

    def sums(self, conversions: list[Event]) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for currency, amount in map(self.money, conversions):
            if amount is not None:
                sums[currency] = sums.get(currency, Decimal(0)) + amount
        return sums

    def total(self, conversions: list[Event]) -> Conversions:
        sums = {name: float(amount) for name, amount in sorted(self.sums(conversions).items())}
        sums = sums or {self.goal.currency.strip().upper(): 0.0}
        revenue = next(iter(sums.values())) if len(sums) == 1 else None
        average = None if revenue is None else revenue / len(conversions) if conversions else 0.0
        sessions, visitors = {item.session for item in conversions}, {item.visitor for item in conversions}
        return Conversions(len(conversions), revenue, sums, average, len(sessions), len(visitors))

    def rows(self, conversions: list[Event]) -> list[tuple[str, list[Event]]]:
        """Return values with their conversions, in order."""
        by_value: dict[str, list[Event]] = {}
        for item in conversions:
            by_value.setdefault(self.value(self.touch(item)), []).append(item)
        is_one = len(self.sums(conversions)) == 1
        return sorted(
            by_value.items(),
            key=lambda row: (-len(row[1]), -sum(self.sums(row[1]).values()) if is_one else 0, row[0]),
        )


def check_row(row: AttributionRow, value: str, own: list[Event], all_of_them: list[Event], credit: Credit) -> None:
    counted, totals = credit.total(own), credit.total(all_of_them)
    assert row.value == value
    assert (row.conversions, row.revenue, row.revenue_by_currency) == (
        counted.conversions,
        counted.revenue,
        counted.revenue_by_currency,
    )
    assert (row.average_value, row.sessions, row.visitors) == (
        counted.average_value,
        counted.sessions,
        counted.visitors,
    )
    assert row.share == counted.conversions / totals.conversions
    if counted.revenue is None or totals.revenue is None:
        assert row.revenue_share is None
    else:
        assert row.revenue_share == (counted.revenue / totals.revenue if totals.revenue else 0.0)
    if credit.options.type == "channel":
        assert row.channel == value
        touches = [credit.touch(item) for item in own]
        often = Tally((credit.origin(touch), credit.group(touch)) for touch in touches)
        assert row.channel_group in {group for _, group in often}
    elif credit.options.type == "channel_group":
        assert row.channel_group == value


def check_attribution(
    store: EventStore[Any, C], con: C, query: ReportQuery, options: AttributionQuery, credit: Credit
) -> None:
    assert query.comparison is not None
    conversions = credit.conversions(query.period)
    before = credit.total(credit.conversions(query.comparison.other))
    expected = credit.rows(conversions)
    report = store.attribution.attribution(con, query, options, credit.goal, CHANNELS)
    assert report.data.totals == credit.total(conversions)
    assert report.data.prev_totals == before
    assert (report.pagination.total, report.pagination.has_more) == (len(expected), False)
    assert len(report.data.rows) == len(expected)
    for row, (value, own) in zip(report.data.rows, expected, strict=True):
        check_row(row, value, own, conversions, credit)
    if len(expected) > 1:
        page = store.attribution.attribution(con, query, replace(options, limit=1, offset=1), credit.goal, CHANNELS)
        assert page.data.rows == report.data.rows[1:2]
        assert (page.pagination.total, page.pagination.has_more) == (len(expected), len(expected) > 2)
    summary = store.attribution.revenue(con, query, options, credit.goal).data
    names = Conversions.__dataclass_fields__
    assert Conversions(*(getattr(summary, name) for name in names)) == report.data.totals
    assert (summary.prev_conversions, summary.prev_revenue) == (before.conversions, before.revenue)
