"""History of the sample shop: 90 days of events and sessions, as they would have been stored from real requests.

The same time gives the same history. Sessions, sources and channels follow the rules for real events, so that every
report has something to show: growth, weekdays, campaigns, returning customers, checkout drop-off and crawlers.
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
from app.domain.ingest.events import ClientContext, Event, PageUrl, Source, unix_us
from app.domain.ingest.sessions import IDLE_LIMIT_US, SAMPLE_NUMBERS, Numbering, Session, assign, begin
from app.domain.ingest.urls import referrer_domain, split_url, utm_of
from app.domain.ingest.visitors import client_visitor, computed_visitor
from app.domain.websites import NewWebsite
from app.server.sample import shop as shop
from app.storage.histories import History
from app.storage.ingest.events import ClientVisitor


class _Weighted(Protocol):
    @property
    def weight(self) -> float: ...


W = TypeVar("W", bound=_Weighted)

WEBSITE = NewWebsite("Corner Coffee", shop.DOMAIN, "UTC")
DAYS = 90
SEED = 20_260_101
SESSIONS_A_DAY = 58  # on the first day; GROWTH times as many on the last
GROWTH = 1.8
PEOPLE = 6_000
CUSTOMERS = 500  # people with an account, who keep one visitor id
CRAWLER_SHARE = 0.035
LONGEST_PAUSE_S = 1_200  # shorter than the idle limit of a session
RECENT_SESSIONS = 6  # begun in the last minutes, so that the realtime page is not empty at night
SEQ_BASE = 1 << 62  # far above the numbers of journalled events


@dataclass(frozen=True, slots=True)
class _Visitor:
    number: int
    city: shop.City
    system: shop.System
    screen: str
    client_id: str | None
    signals: Signals = Signals.NONE


@dataclass(frozen=True, slots=True)
class _Step:
    """One event of a session. after_s: seconds since the previous one."""

    after_s: float
    path: str
    event_name: str | None = None
    data: Mapping[str, Any] | None = None  # any JSON


def make_history(website: WebsiteKey, website_id: str, now: datetime, channels: Channels) -> History:
    """Return the history of the sample website up to `now` (aware, UTC). Takes about a second."""
    rng = random.Random(SEED)
    events: list[Event] = []
    clients: dict[int, str] = {}
    for start, days_ago in _session_starts(rng, now):
        visitor = _visitor(rng, website_id, start)
        session = _session_events(rng, website, visitor, start, days_ago)
        past = [event for event in session if event.at_us <= unix_us(now)]
        if visitor.client_id is not None and past:
            clients[visitor.number] = visitor.client_id
        events += past
    events.sort(key=attrgetter("at_us"))
    for index, event in enumerate(events):
        event.seq = SEQ_BASE + (website << 32) + index

    def start_session(event: Event) -> Session:
        channel = channels.classify(event.source.domain, event.utm, event.page.hostname, event.page.query_and_fragment)
        return begin(event, website_id, channel)

    changes = assign(events, {}, start_session, numbering=Numbering(SAMPLE_NUMBERS + (website << 32)))
    before_us = unix_us(now) - IDLE_LIMIT_US
    ended = [key for key, session in changes.live.items() if session.ended_us <= before_us]
    changes.ended += [changes.live.pop(key) for key in ended]
    changes.ended.sort(key=attrgetter("started_us"))
    visitors: list[ClientVisitor] = [(website, number, client_id) for number, client_id in clients.items()]
    return History(events, changes, visitors)


def _session_starts(rng: random.Random, now: datetime) -> Iterator[tuple[datetime, int]]:
    """Yield the start of every session and how many days ago it is. Starts after `now` are left out."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for days_ago in range(DAYS - 1, -1, -1):
        day = midnight - timedelta(days=days_ago)
        growth = GROWTH ** (1 - days_ago / DAYS)
        campaigns = 1 + sum(source.weight for source in shop.SOURCES if _is_running(source, days_ago, bonus=True)) / 100
        mean = SESSIONS_A_DAY * growth * shop.WEEKDAYS[day.weekday()] * campaigns
        for _ in range(round(rng.gauss(mean, mean**0.5))):
            hour = rng.choices(range(24), shop.HOURS)[0]
            start = day + timedelta(hours=hour, microseconds=rng.randrange(3_600_000_000))
            if start <= now:
                yield start, days_ago
    for _ in range(RECENT_SESSIONS):
        yield now - timedelta(microseconds=rng.randrange(60_000_000, 1_500_000_000)), 0


def _is_running(source: shop.ShopSource, days_ago: int, *, bonus: bool = False) -> bool:
    """Return whether a source brings sessions on that day. bonus: only campaigns do."""
    if isinstance(source, shop.Campaign):
        return source.last_day <= days_ago <= source.first_day
    return not bonus


def _visitor(rng: random.Random, website_id: str, start: datetime) -> _Visitor:
    """Return a visitor: a crawler, a customer with an account, or a person whose visitor id lasts one day."""
    day = int(start.timestamp()) // 86_400
    if rng.random() < CRAWLER_SHARE:
        number = computed_visitor(day, f"crawler {rng.randrange(4)}", "Googlebot")
        place = shop.CITIES[12]
        return _Visitor(number, place, shop.CRAWLER, shop.CRAWLER.screens[0], None, Signals.UA_SIGNATURE)
    # A few people come often, most of them once.
    person = min(int(rng.paretovariate(0.55)) - 1, PEOPLE - 1) if rng.random() < 0.3 else rng.randrange(PEOPLE)
    facts = random.Random(SEED + person)  # the same for all sessions of a person
    city, system = _pick(facts, shop.CITIES), _pick(facts, shop.SYSTEMS)
    screen = facts.choice(system.screens)
    if person < CUSTOMERS:
        client_id = f"customer-{person:04d}"
        return _Visitor(client_visitor(website_id, client_id), city, system, screen, client_id)
    return _Visitor(computed_visitor(day, f"person {person}", system.browser), city, system, screen, None)


def _session_events(
    rng: random.Random, website: WebsiteKey, visitor: _Visitor, start: datetime, days_ago: int
) -> Iterator[Event]:
    """Yield the events of one session, in order."""
    is_crawler = bool(visitor.signals)
    source = shop.ShopSource(1) if is_crawler else _pick(rng, [s for s in shop.SOURCES if _is_running(s, days_ago)])
    at, is_first = start, True
    for step in _crawl(rng) if is_crawler else _walk(rng, source.stay):
        at += timedelta(microseconds=int(step.after_s * 1e6))
        yield _event(website, visitor, at, step, source if is_first else shop.ShopSource(1))
        is_first = False


def _crawl(rng: random.Random) -> Iterator[_Step]:
    for path in rng.sample(sorted(shop.TITLES), rng.randint(1, 9)):
        yield _Step(rng.uniform(0.5, 4), path)


def _walk(rng: random.Random, stay: float) -> Iterator[_Step]:
    """Yield the pageviews and custom events of a person. stay: factor on the probability of another page."""
    kind = _choose(rng, shop.ENTRIES)
    after_s, basket = 0.0, 0.0
    while True:
        path, product = _page(rng, kind)
        yield _Step(after_s, path)
        if kind == "/thank-you":
            order = {"value": round(basket, 2), "currency": "EUR", "items": rng.randint(1, 3)}
            yield _Step(1.2, path, "purchase", order)
            return
        yield from _extras(rng, kind, path)
        if rng.random() > min(0.97, shop.STAY.get(kind, 0.5) * (0.75 + 0.25 * stay)) * min(stay + 0.3, 1.0):
            return
        kind = _choose(rng, shop.NEXT.get(kind, shop.NEXT[""]))
        if kind == "/cart" and product is not None:
            basket += product.price
            yield _Step(rng.uniform(5, 60), path, "add_to_cart", {"product": product.slug, "price": product.price})
        elif kind == "/checkout" and not basket:
            basket = _pick(rng, shop.PRODUCTS).price
        after_s = min(rng.expovariate(1 / 45) + 2, LONGEST_PAUSE_S)


def _extras(rng: random.Random, kind: str, path: str) -> Iterator[_Step]:
    """Yield the custom events that some visitors cause on a page."""
    if kind == "article" and rng.random() < 0.5:
        yield _Step(rng.uniform(20, 120), path, "scroll_depth", {"depth": rng.choice((25, 50, 75, 100))})
    if kind in ("/", "article") and rng.random() < 0.03:
        yield _Step(rng.uniform(10, 90), path, "newsletter_signup", {"place": "footer"})
    if kind == "/products" and rng.random() < 0.25:
        yield _Step(rng.uniform(3, 20), path, "search", {"query": rng.choice(shop.SEARCHES)})


def _page(rng: random.Random, kind: str) -> tuple[str, shop.Product | None]:
    """Return the path of a page of that kind, and the product it shows."""
    if kind == "product":
        product = _pick(rng, shop.PRODUCTS)
        return f"/products/{product.slug}", product
    if kind == "article":
        return rng.choice([path for path in shop.TITLES if path.startswith("/blog/")]), None
    return kind, None


def _event(website: WebsiteKey, visitor: _Visitor, at: datetime, step: _Step, source: shop.ShopSource) -> Event:
    url = shop.ORIGIN + step.path + (f"?{source.tags}" if source.tags else "")
    parts = split_url(url)
    system, city, signals = visitor.system, visitor.city, int(visitor.signals)
    points = score(signals)
    return Event(
        website=website,
        at_us=unix_us(at),
        seq=0,
        kind="pageview" if step.event_name is None else "event",
        visitor=visitor.number,
        session=0,
        page=PageUrl(parts.origin, parts.hostname, parts.path, parts.query_and_fragment),
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


def _choose(rng: random.Random, weights: Mapping[str, float]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _pick(rng: random.Random, items: Sequence[W]) -> W:
    """Return one of the items by weight."""
    return rng.choices(items, [item.weight for item in items])[0]
