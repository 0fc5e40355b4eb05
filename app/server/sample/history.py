"""90 days in the life of the sample shop: events and sessions as the program itself would have stored them.

The same clock gives the same history. Sessions, sources and channels follow the rules for real events, so every report
has something true to show: growth, weeks, campaigns, returning customers, a checkout to drop out of, some crawlers.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import BotPolicy, Signals, score
from app.domain.ingest.channels import Channels
from app.domain.ingest.events import ClientContext, Event, Page, Source, unix_us
from app.domain.ingest.sessions import IDLE_LIMIT_US, Session, assign, begin
from app.domain.ingest.urls import referrer_domain, split_url, utm_of
from app.domain.ingest.visitors import client_visitor, computed_visitor
from app.domain.websites import NewWebsite
from app.server.sample import shop as shop
from app.storage.ingest.events import ClientVisitor
from app.storage.websites import History


class _Weighted(Protocol):
    @property
    def weight(self) -> float: ...


W = TypeVar("W", bound=_Weighted)

WEBSITE = NewWebsite("Corner Coffee", shop.DOMAIN, "UTC")
DAYS = 90
SEED = 20_260_101
VISITS_A_DAY = 58  # on the first day; after DAYS it is GROWTH times as many
GROWTH = 1.8
PEOPLE = 6_000
CUSTOMERS = 500  # the first of them have an account: one id on all their days
CRAWLER_SHARE = 0.035
LONGEST_PAUSE_S = 1_200  # below the limit of a session
RECENT_VISITS = 6  # begun in the last minutes, so that the realtime page is not empty at night
SEQ_BASE = 1 << 62  # far from the numbers of journalled events


@dataclass(frozen=True, slots=True)
class _Visitor:
    number: int
    user_agent_hash: int
    city: shop.City
    system: shop.System
    screen: str
    client_id: str | None
    signals: Signals = Signals.NONE


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing a visitor does. after_s: seconds since the one before."""

    after_s: float
    path: str
    event_name: str | None = None
    data: Mapping[str, Any] | None = None  # any JSON


def make_history(key: WebsiteKey, website_id: str, now: datetime, channels: Channels) -> History:
    """Make the history of the sample website `key`, up to `now` (aware, UTC). Takes about a second."""
    chance = random.Random(SEED)
    events: list[Event] = []
    clients: dict[int, str] = {}
    hashes: dict[int, int] = {}
    for start, days_ago in _visit_starts(chance, now):
        visitor = _visitor(chance, website_id, start)
        hashes[visitor.number] = visitor.user_agent_hash
        visit = [event for event in _visit(chance, key, visitor, start, days_ago) if event.at_us <= unix_us(now)]
        if visitor.client_id is not None and visit:
            clients[visitor.number] = visitor.client_id
        events += visit
    events.sort(key=attrgetter("at_us"))
    for index, event in enumerate(events):
        event.seq = SEQ_BASE + (key << 32) + index

    def start_session(event: Event) -> Session:
        channel = channels.classify(event.source.domain, event.utm, event.page.hostname, event.page.query_and_fragment)
        return begin(event, website_id, channel, hashes[event.visitor])

    changes = assign(events, {}, start_session)
    before_us = unix_us(now) - IDLE_LIMIT_US
    over = [visit for visit, session in changes.live.items() if session.ended_us <= before_us]
    changes.ended += [changes.live.pop(visit) for visit in over]
    changes.ended.sort(key=attrgetter("started_us"))
    visitors: list[ClientVisitor] = [(key, number, client_id) for number, client_id in clients.items()]
    return History(events, changes, visitors)


def _visit_starts(chance: random.Random, now: datetime) -> Iterator[tuple[datetime, int]]:
    """When visits begin, and how many days ago that is. Those of today that lie ahead are left out."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for days_ago in range(DAYS - 1, -1, -1):
        day = midnight - timedelta(days=days_ago)
        growth = GROWTH ** (1 - days_ago / DAYS)
        mail = 1 + sum(source.weight for source in shop.SOURCES if _is_running(source, days_ago, bonus=True)) / 100
        mean = VISITS_A_DAY * growth * shop.WEEKDAYS[day.weekday()] * mail
        for _ in range(round(chance.gauss(mean, mean**0.5))):
            hour = chance.choices(range(24), shop.HOURS)[0]
            start = day + timedelta(hours=hour, microseconds=chance.randrange(3_600_000_000))
            if start <= now:
                yield start, days_ago
    for _ in range(RECENT_VISITS):
        yield now - timedelta(microseconds=chance.randrange(60_000_000, 1_500_000_000)), 0


def _is_running(source: shop.Source, days_ago: int, *, bonus: bool = False) -> bool:
    """Say whether a source brings visits on that day. bonus: count campaigns only."""
    if isinstance(source, shop.Campaign):
        return source.last_day <= days_ago <= source.first_day
    return not bonus


def _visitor(chance: random.Random, website_id: str, start: datetime) -> _Visitor:
    """Someone: a crawler, a customer with an account, or a person whose number lasts one day."""
    day = int(start.timestamp()) // 86_400
    if chance.random() < CRAWLER_SHARE:
        number = computed_visitor(day, f"crawler {chance.randrange(4)}", "Googlebot")
        place = shop.CITIES[12]
        return _Visitor(number, 1, place, shop.CRAWLER, shop.CRAWLER.screens[0], None, Signals.UA_SIGNATURE)
    # A few people come often, most come once.
    person = min(int(chance.paretovariate(0.55)) - 1, PEOPLE - 1) if chance.random() < 0.3 else chance.randrange(PEOPLE)
    facts = random.Random(SEED + person)  # the same for all visits of one person
    city, system = _pick(facts, shop.CITIES), _pick(facts, shop.SYSTEMS)
    screen, agent = facts.choice(system.screens), facts.getrandbits(64)
    if person < CUSTOMERS:
        client_id = f"customer-{person:04d}"
        return _Visitor(client_visitor(website_id, client_id), agent, city, system, screen, client_id)
    return _Visitor(computed_visitor(day, f"person {person}", system.browser), agent, city, system, screen, None)


def _visit(
    chance: random.Random, key: WebsiteKey, visitor: _Visitor, start: datetime, days_ago: int
) -> Iterator[Event]:
    """Everything one visitor does in one visit, in order."""
    is_crawler = bool(visitor.signals)
    source = shop.Source(1) if is_crawler else _pick(chance, [s for s in shop.SOURCES if _is_running(s, days_ago)])
    at, is_first = start, True
    for step in _crawl(chance) if is_crawler else _walk(chance, source.stay):
        at += timedelta(microseconds=int(step.after_s * 1e6))
        yield _event(key, visitor, at, step, source if is_first else shop.Source(1))
        is_first = False


def _crawl(chance: random.Random) -> Iterator[_Step]:
    for path in chance.sample(sorted(shop.TITLES), chance.randint(1, 9)):
        yield _Step(chance.uniform(0.5, 4), path)


def _walk(chance: random.Random, stay: float) -> Iterator[_Step]:
    """The pages a person sees and what happens on them. stay: factor on the chance to go on."""
    kind = _choose(chance, shop.ENTRIES)
    after_s, basket = 0.0, 0.0
    while True:
        path, product = _page(chance, kind)
        yield _Step(after_s, path)
        if kind == "/thank-you":
            order = {"value": round(basket, 2), "currency": "EUR", "items": chance.randint(1, 3)}
            yield _Step(1.2, path, "purchase", order)
            return
        yield from _extras(chance, kind, path)
        if chance.random() > min(0.97, shop.STAY.get(kind, 0.5) * (0.75 + 0.25 * stay)) * min(stay + 0.3, 1.0):
            return
        kind = _choose(chance, shop.NEXT.get(kind, shop.NEXT[""]))
        if kind == "/cart" and product is not None:
            basket += product.price
            yield _Step(chance.uniform(5, 60), path, "add_to_cart", {"product": product.slug, "price": product.price})
        elif kind == "/checkout" and not basket:
            basket = _pick(chance, shop.PRODUCTS).price
        after_s = min(chance.expovariate(1 / 45) + 2, LONGEST_PAUSE_S)


def _extras(chance: random.Random, kind: str, path: str) -> Iterator[_Step]:
    """What some visitors do on a page besides reading it."""
    if kind == "article" and chance.random() < 0.5:
        yield _Step(chance.uniform(20, 120), path, "scroll_depth", {"depth": chance.choice((25, 50, 75, 100))})
    if kind in ("/", "article") and chance.random() < 0.03:
        yield _Step(chance.uniform(10, 90), path, "newsletter_signup", {"place": "footer"})
    if kind == "/products" and chance.random() < 0.25:
        yield _Step(chance.uniform(3, 20), path, "search", {"query": chance.choice(shop.SEARCHES)})


def _page(chance: random.Random, kind: str) -> tuple[str, shop.Product | None]:
    """The path of a page of that kind, and the product it shows."""
    if kind == "product":
        product = _pick(chance, shop.PRODUCTS)
        return f"/products/{product.slug}", product
    if kind == "article":
        return chance.choice([path for path in shop.TITLES if path.startswith("/blog/")]), None
    return kind, None


def _event(key: WebsiteKey, visitor: _Visitor, at: datetime, step: _Step, source: shop.Source) -> Event:
    url = shop.ORIGIN + step.path + (f"?{source.tags}" if source.tags else "")
    parts = split_url(url)
    system, city, signals = visitor.system, visitor.city, int(visitor.signals)
    points = score(signals)
    return Event(
        website=key,
        at_us=unix_us(at),
        seq=0,
        kind="pageview" if step.event_name is None else "event",
        visitor=visitor.number,
        session=0,
        page=Page(parts.origin, parts.hostname, parts.path, parts.query_and_fragment),
        title=shop.TITLES[step.path],
        source=Source(source.referrer, referrer_domain(source.referrer, shop.DOMAIN)),
        event_name=step.event_name,
        event_data=json.dumps(step.data, separators=(",", ":"), sort_keys=True) if step.data else None,
        context=ClientContext(
            city.country,
            city.region,
            city.city,
            system.browser,
            system.browser_version or None,
            system.os or None,
            system.os_version,
            system.device,
            visitor.screen,
            city.language,
        ),
        utm=utm_of(url),
        is_bot=points >= BotPolicy().effective_threshold,
        bot_score=points,
        bot_signals=signals,
    )


def _choose(chance: random.Random, weights: Mapping[str, float]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _pick(chance: random.Random, items: Sequence[W]) -> W:
    """One of some weighted things."""
    return chance.choices(items, [item.weight for item in items])[0]
