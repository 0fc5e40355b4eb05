"""Enrichment: turns an event as a client sent it into an event as it is stored.

It adds the visitor, the place and device, the referrer and the bot score.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import Behaviour, BotMode, BotPolicy, Signals, agent_hash, is_bot, score, ua_signals
from app.domain.ingest.events import NO_SOURCE, ClientContext, Event, PageUrl, Source, seq_of
from app.domain.ingest.places import Place
from app.domain.ingest.urls import NO_UTM, Utm, cut, referrer_domain, split_url, utm_of
from app.domain.ingest.user_agents import MAX_USER_AGENT_LENGTH, Agent
from app.domain.ingest.visitors import VISITOR_ID_LIMIT, client_visitor, computed_visitor, secret_visitor, visitor_text
from app.domain.items.bot_rules import ALLOWED, BLOCKED, BotRules
from app.domain.live import ArrivedEvent
from app.domain.server_status import CacheStatus, HealthCheck, PlacesSource
from app.domain.websites import Website
from app.server.ingest.collect_body import (
    LANGUAGE_LIMIT,
    TITLE_LIMIT,
    URL_LIMIT,
    UTM_LIMIT,
    CollectEvent,
    event_data_text,
    screen_of,
)
from app.server.ingest.geoip import Places
from app.server.ingest.journal import ClientFacts
from app.server.ingest.queue import EnrichedEvent, FailedEvent, QueuedRequest
from app.server.ingest.user_agents import AgentParser

log = logging.getLogger(__name__)

HEADER_ANOMALY = int(Signals.HEADER_ANOMALY)
MAX_KINDS = 4_096  # of clients: pairs of agent and place
MAX_CONTEXTS = 64  # of one kind, one for each screen and language

Contexts = dict[tuple[str | None, str | None], ClientContext]  # by screen and language


@dataclass(frozen=True, slots=True)
class Profile:
    """The facts about one client on one UTC day that all its events share.

    contexts: place and device, which clients of the same kind share.
    """

    agent: Agent
    place: Place
    visitor: int
    signals: int
    contexts: Contexts
    agent_hash: str | None

    def context(self, screen: str | None, language: str | None) -> ClientContext:
        """Return place and device. Equal values give the same object, so that a batch can tell them apart fast."""
        context = self.contexts.get((screen, language))
        if context is None:
            if len(self.contexts) >= MAX_CONTEXTS:
                self.contexts.clear()
            context = self.contexts[screen, language] = context_of(self.agent, self.place, screen, language)
        return context


ProfileKey = tuple[str, str, int, str]


class Enricher:
    """Enriches accepted events, with bounded caches. Belongs to the event loop.

    Slow work (parsing a new user agent, looking an address up in a file) is done by `make_profiles`, which runs on a
    thread. salts: None for the published visitor formula, otherwise those of the secret one, by UTC day.
    """

    def __init__(self, places: Places, salts: Mapping[int, bytes] | None, max_profiles: int = 20_000) -> None:
        self._places = places
        self._places_change = asyncio.Lock()
        self._salts = salts
        self._agents = AgentParser(max(256, max_profiles // 5))
        self._max = max_profiles
        self._profiles: OrderedDict[ProfileKey, Profile] = OrderedDict()
        self._behaviour = Behaviour(max_profiles)
        self._rules: dict[WebsiteKey, tuple[object, BotRules | None]] = {}  # with the items they were prepared from
        self._hits = self._misses = 0

    def caches(self) -> tuple[CacheStatus, ...]:
        """Return the size and the hits of each cache."""
        clients = CacheStatus("clients", len(self._profiles), self._max, self._hits, self._misses)
        return (clients, self._agents.cache(), self._places.cache())

    def close(self) -> None:
        """Close the place databases."""
        self._places.close()

    def places_check(self) -> HealthCheck:
        """Return the health of the place databases."""
        return self._places.check()

    async def open_places(self) -> None:
        """Open the place databases, before the first profile is made."""
        await asyncio.to_thread(self._places.open)

    def locate(self, address: str) -> Place:
        """Return the place of an address. May wait for the disk; any thread may call it."""
        return self._places.locate(address)

    def places_source(self) -> PlacesSource:
        """Return where places come from."""
        return self._places.source()

    async def reload_places(self) -> None:
        """Use a city database that was replaced, and drop the profiles derived from the old one."""
        async with self._places_change:
            if await asyncio.to_thread(self._places.reload_if_changed):
                self._profiles.clear()

    async def install_city_database(self, path: Path, new: Path) -> None:
        """Put `new` in the place of the city database at `path`, and use it. Raises OSError."""
        async with self._places_change:
            await asyncio.to_thread(self._places.install, path, new)
            self._profiles.clear()

    def profiles(self, request: QueuedRequest) -> list[Profile] | None:
        """Return the client's profile for each event; None when one of them is not known yet."""
        profiles: list[Profile] = []
        previous: Website | None = None
        for website in request.websites:
            if website is previous:
                profiles.append(profiles[-1])
                continue
            previous = website
            key = self._key(request, website)
            profile = self._profiles.get(key)
            if profile is None:
                return None
            self._profiles.move_to_end(key)
            profiles.append(profile)
        return profiles

    def make_profiles(self, requests: Iterable[QueuedRequest]) -> dict[ProfileKey, Profile]:
        """Create the profiles of clients that are not known yet. Runs on a thread, since it may wait for the disk."""
        profiles: dict[ProfileKey, Profile] = {}
        for request in requests:
            for website in request.websites:
                key = self._key(request, website)
                if key in profiles:
                    continue
                try:
                    profiles[key] = self._make_profile(request, website)
                except Exception:  # `enrich` tries again, and sets the event aside
                    log.debug("The profile of a client could not be created", exc_info=True)
        return profiles

    def remember(self, profiles: Mapping[ProfileKey, Profile]) -> None:
        """Cache profiles; the oldest are evicted."""
        self._misses += len(profiles)
        self._hits -= len(profiles)  # `enrich` counts a hit for each request, also for the one that missed
        self._profiles.update(profiles)
        while len(self._profiles) > self._max:
            self._profiles.popitem(last=False)

    def _key(self, request: QueuedRequest, website: Website) -> ProfileKey:
        client = request.client
        return (client.address, client.user_agent, request.epoch_day, website.id if self._salts is not None else "")

    def enrich(self, request: QueuedRequest, profiles: Sequence[Profile] | None) -> list[EnrichedEvent | FailedEvent]:
        """Return the events of a request as they are stored. profiles: one for each event; None creates them here."""
        client = request.client
        if profiles is None:
            self._misses += 1
        else:
            self._hits += 1
        events: list[EnrichedEvent | FailedEvent] = []
        seqs = [seq_of(request.record, index) for index in request.indexes]
        following = [*seqs[1:], seq_of(request.record + 1, 0)]  # after the last one the next record begins
        for position, raw in enumerate(request.raw):
            website, seq, next_seq = request.websites[position], seqs[position], following[position]
            try:
                profile = self._make_profile(request, website) if profiles is None else profiles[position]
                client_id = client_id_of(raw)
                visitor = profile.visitor if client_id is None else client_visitor(website.id, client_id)
                event = self._event(raw, website, profile, visitor, seq, request.received_us + position, client)
            except Exception as error:
                events.append(FailedEvent(seq, next_seq, error))
                continue
            bot_agent = client.user_agent[:MAX_USER_AGENT_LENGTH] if event.is_bot and event.agent else None
            events.append(EnrichedEvent(event, website.id, client_id, next_seq, bot_agent))
        return events

    def _event(
        self,
        raw: CollectEvent,
        website: Website,
        profile: Profile,
        visitor: int,
        seq: int,
        at_us: int,
        client: ClientFacts,
    ) -> Event:
        page, utm = page_of(cut(raw.url, URL_LIMIT))
        if not (raw.utm_source is raw.utm_medium is raw.utm_campaign is raw.utm_term is raw.utm_content is None):
            utm = _given_utm(raw, utm)
        language = _language_of(raw.language) if raw.language else None
        has_headers = client.has_accept and client.has_accept_language
        signals = profile.signals | (0 if has_headers else HEADER_ANOMALY)
        if rule := self._rule_of(website, client, page.path):
            signals |= rule  # the others stay, for the day on which the rule goes
        else:
            signals |= int(self._behaviour.observe(website.key, visitor, at_us / 1e6, page.path))
        points = score(signals)
        return Event(
            website.key,
            at_us,
            seq,
            raw.type or "pageview",
            visitor,
            0,
            page,
            cut(raw.title, TITLE_LIMIT) if raw.title else None,
            referral_of(cut(raw.referrer, URL_LIMIT), website.domain) if raw.referrer else NO_SOURCE,
            raw.event_name,
            None if raw.event_data is None else event_data_text(raw.event_data).decode(),
            profile.context(screen_of(raw), language),
            utm,
            is_bot(points, threshold_of(website)),
            points,
            signals,
            agent=profile.agent_hash,
        )

    def _rule_of(self, website: Website, client: ClientFacts, path: str) -> int:
        """Return the signal of the owner's rule that an event meets, 0 without one."""
        known = self._rules.get(website.key)
        if known is None or known[0] is not website.items:
            lists = [website.items.get(kind.name, ()) for kind in (ALLOWED, BLOCKED)]
            if known is None and len(self._rules) >= MAX_KINDS:
                self._rules.clear()
            known = self._rules[website.key] = (website.items, BotRules(*lists) if any(lists) else None)
        return 0 if known[1] is None else int(known[1].signal(client.address, client.user_agent, path))

    def _make_profile(self, request: QueuedRequest, website: Website) -> Profile:
        address, agent, epoch_day = request.client.address, request.client.user_agent, request.epoch_day
        if self._salts is None:
            visitor = computed_visitor(epoch_day, address, agent)
        else:
            visitor = secret_visitor(self._salts[epoch_day], website.id, address, agent)
        parsed, place = self._agents.parse(agent), self._places.locate(address)
        return Profile(
            parsed,
            place,
            visitor,
            int(ua_signals(agent) | (Signals.UA_SIGNATURE if parsed.is_program else Signals.NONE)),
            _contexts_of(parsed, place),
            agent_hash(agent),
        )


def context_of(agent: Agent, place: Place, screen: str | None = None, language: str | None = None) -> ClientContext:
    """Return place and device of a client."""
    return ClientContext(
        place.country,
        place.region,
        place.city,
        agent.browser,
        agent.browser_version,
        agent.os,
        agent.os_version,
        agent.device,
        screen,
        language,
    )


@lru_cache(maxsize=MAX_KINDS)
def _contexts_of(agent: Agent, place: Place) -> Contexts:
    """Return the contexts of a kind of clients. Its profiles add to them."""
    return {}


@lru_cache(maxsize=4096)
def page_of(url: str) -> tuple[PageUrl, Utm]:
    """Split a page address, and read its campaign tags."""
    parts = split_url(url)
    is_whole = parts.origin + parts.path + parts.query_and_fragment == url
    page = PageUrl(parts.origin, parts.hostname, parts.path, parts.query_and_fragment, None if is_whole else url)
    utm = utm_of(url)
    if utm is NO_UTM:
        return page, utm
    values = (utm.source, utm.medium, utm.campaign, utm.term, utm.content)
    return page, Utm(*(value and cut(value, UTM_LIMIT) for value in values))


@lru_cache(maxsize=4096)
def referral_of(url: str, own_domain: str) -> Source:
    """Return a referrer and its domain."""
    return Source(url, referrer_domain(url, own_domain))


def client_id_of(raw: CollectEvent) -> str | None:
    """Return the visitor id chosen by the client; None when it sent none, or one that is too long."""
    if raw.visitor_id and len(raw.visitor_id) <= VISITOR_ID_LIMIT:
        return raw.visitor_id
    return None


def threshold_of(website: Website) -> int:
    """Return the bot score from which an event of this website counts as a bot's."""
    return _threshold(website.bot_mode, website.bot_threshold)


@lru_cache(maxsize=256)
def _threshold(mode: str, threshold: int) -> int:
    return BotPolicy(BotMode(mode), threshold).effective_threshold


def _given_utm(raw: CollectEvent, from_url: Utm) -> Utm:
    """Return explicit fields in preference to those of the URL, also when they are empty; empty ones become None."""
    return Utm(
        _explicit(raw.utm_source, from_url.source),
        _explicit(raw.utm_medium, from_url.medium),
        _explicit(raw.utm_campaign, from_url.campaign),
        _explicit(raw.utm_term, from_url.term),
        _explicit(raw.utm_content, from_url.content),
    )


def _explicit(given: str | None, from_url: str | None) -> str | None:
    value = from_url if given is None else given
    return cut(value, UTM_LIMIT) or None if value else None


def _language_of(text: str) -> str | None:
    """Return the first language of a list such as browsers send in a header: `en-US` of `en-US,en;q=0.9`."""
    if "," in text or ";" in text:
        text = text.partition(",")[0].partition(";")[0].strip()
    return cut(text, LANGUAGE_LIMIT) or None


def arrived_of(enriched: EnrichedEvent, *, begins_visit: bool) -> ArrivedEvent:
    """Return an event as listeners are told of it."""
    event = enriched.event
    context = event.context
    return ArrivedEvent(
        website_id=enriched.website_id,
        visitor_id=enriched.client_id or visitor_text(event.visitor),
        event_type=event.kind,
        url=event.page.full_url,
        path=event.page.path,
        title=event.title,
        event_name=event.event_name,
        referrer_domain=event.source.domain,
        country=context.country,
        region=context.region,
        city=context.city,
        browser=context.browser,
        os=context.os,
        device_type=context.device,
        is_bot=event.is_bot,
        ts=event.ts,
        begins_visit=begins_visit,
    )
