"""From what a client sent to what is stored: visitor, place, system, source, bot score."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from app.domain.ingest.bots import Behaviour, BotMode, BotPolicy, Signals, score, ua_signals
from app.domain.ingest.channels import Channels
from app.domain.ingest.events import NO_SOURCE, ClientContext, Event, Page, Source, seq_of
from app.domain.ingest.urls import NO_UTM, Utm, cut, referrer_domain, split_url, utm_of
from app.domain.ingest.user_agents import Agent
from app.domain.ingest.visitors import VISITOR_ID_LIMIT, client_visitor, computed_visitor, secret_visitor
from app.domain.server_status import CacheStatus
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
from app.server.ingest.geoip import Place, Places
from app.server.ingest.journal import ClientFacts
from app.server.ingest.user_agents import AgentParser

US_PER_DAY = 86_400_000_000
HEADER_ANOMALY = int(Signals.HEADER_ANOMALY)
VisitorKeys = Mapping[int, bytes]  # UTC day -> key of the "secret" visitor ids


MAX_LOOKS = 16  # of one client: screens and languages it was seen with


@dataclass(frozen=True, slots=True)
class Profile:
    """What one client of one UTC day looks like: the same for all its events.

    looks: place and system with each screen and language it was seen with.
    """

    agent: Agent
    place: Place
    visitor: int
    user_agent_hash: int
    signals: int
    looks: dict[tuple[str | None, str | None], ClientContext] = field(default_factory=dict)

    def look(self, screen: str | None, language: str | None) -> ClientContext:
        """Place and system together: the same object for the same values, so that a batch can tell them apart fast."""
        found = self.looks.get((screen, language))
        if found is None:
            if len(self.looks) >= MAX_LOOKS:
                self.looks.clear()
            agent, place = self.agent, self.place
            found = self.looks[screen, language] = ClientContext(
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
        return found


ProfileKey = tuple[str, str, int, str]


class QueuedRequest(msgspec.Struct, gc=False):
    """The accepted events of one request. websites, indexes (places in the request): one for each event.

    received_us: unix time of the first event; each one after it is a microsecond later. size_bytes: of the request's
    body, a measure of the memory they take. sent: the events as they came, until they are enriched; ready: the events
    as they are stored, from then on. count: of the events. is_new: they came just now, not out of the journal.
    """

    record: int
    received_us: int
    client: ClientFacts
    sent: list[CollectEvent]
    websites: list[Website]
    indexes: list[int]
    size_bytes: int
    count: int
    is_new: bool = True
    ready: list[EnrichedEvent | Failed] | None = None

    @property
    def epoch_day(self) -> int:
        """The UTC day of its receipt."""
        return self.received_us // US_PER_DAY


class EnrichedEvent(msgspec.Struct, gc=False):
    """An event as it is stored, its session still open, and what its session may need.

    client_id: the visitor id that the client chose, if it did. next_seq: the number of the event after it.
    """

    event: Event
    website_id: str
    user_agent_hash: int
    client_id: str | None
    next_seq: int


class Failed(msgspec.Struct, gc=False):
    """An event that could not be enriched: a bug, which must not stop the events behind it."""

    seq: int
    next_seq: int
    error: Exception


class Enricher:
    """Turns accepted events into stored ones, with bounded caches. Belongs to the event loop.

    What may take long (parsing a new user agent, looking an address up in a file) is for `make_profiles`, on a thread
    of its own. visitor_keys: None for the published visitor formula, else the keys of the secret one, by UTC day.
    """

    def __init__(
        self, places: Places, channels: Channels, visitor_keys: VisitorKeys | None, max_profiles: int = 20_000
    ) -> None:
        self._places = places
        self._channels = channels
        self._keys = visitor_keys
        self._agents = AgentParser(max(256, max_profiles // 5))
        self._max = max_profiles
        self._profiles: OrderedDict[ProfileKey, Profile] = OrderedDict()
        self._behaviour = Behaviour(max_profiles)
        self._hits = self._misses = 0

    def caches(self) -> tuple[CacheStatus, ...]:
        """How full the caches are and how often they helped."""
        clients = CacheStatus("clients", len(self._profiles), self._max, self._hits, self._misses)
        return (clients, self._agents.cache(), self._places.cache())

    def close(self) -> None:
        """Let go of the geo database."""
        self._places.close()

    @property
    def places_problem(self) -> str | None:
        """Why places are unknown, in a sentence; None when the geo database is read."""
        return self._places.problem

    async def renew_places(self) -> None:
        """Take over a geo database that was replaced, and drop what was derived from the old one."""
        if await asyncio.to_thread(self._places.reload_if_changed):
            self._profiles.clear()

    def profiles(self, request: QueuedRequest) -> list[Profile] | None:
        """The profile of each event's client; None when one of them is not known yet."""
        found: list[Profile] = []
        seen: Website | None = None
        for website in request.websites:
            if website is seen:
                found.append(found[-1])
                continue
            seen = website
            key = self._key(request, website)
            profile = self._profiles.get(key)
            if profile is None:
                return None
            self._profiles.move_to_end(key)
            found.append(profile)
        return found

    def make_profiles(self, requests: Iterable[QueuedRequest]) -> dict[ProfileKey, Profile]:
        """Make the profiles of clients that are not known yet; for a thread that may wait for the disk."""
        made: dict[ProfileKey, Profile] = {}
        for request in requests:
            for website in request.websites:
                key = self._key(request, website)
                if key not in made:
                    made[key] = self._make_profile(request, website)
        return made

    def learn(self, made: Mapping[ProfileKey, Profile]) -> None:
        """Remember profiles; the oldest go."""
        self._misses += len(made)
        self._hits -= len(made)  # whose requests find them now
        self._profiles.update(made)
        while len(self._profiles) > self._max:
            self._profiles.popitem(last=False)

    def _key(self, request: QueuedRequest, website: Website) -> ProfileKey:
        client = request.client
        return (client.address, client.user_agent, request.epoch_day, website.id if self._keys is not None else "")

    def enrich(self, accepted: QueuedRequest, profiles: Sequence[Profile] | None) -> list[EnrichedEvent | Failed]:
        """The events of one request as they are stored. profiles: one for each event; None makes them here and now."""
        client = accepted.client
        has_headers = client.has_accept and client.has_accept_language
        from_headers = 0 if has_headers else HEADER_ANOMALY
        if profiles is None:
            self._misses += 1
        else:
            self._hits += 1
        ready: list[EnrichedEvent | Failed] = []
        seqs = [seq_of(accepted.record, index) for index in accepted.indexes]
        following = [*seqs[1:], seq_of(accepted.record + 1, 0)]  # after the last one the next record begins
        for position, sent in enumerate(accepted.sent):
            website, seq, next_seq = accepted.websites[position], seqs[position], following[position]
            try:
                profile = self._make_profile(accepted, website) if profiles is None else profiles[position]
                client_id = own_id(sent)
                visitor = profile.visitor if client_id is None else client_visitor(website.id, client_id)
                event = self._event(sent, website, profile, visitor, seq, accepted.received_us + position, from_headers)
            except Exception as error:
                ready.append(Failed(seq, next_seq, error))
                continue
            ready.append(EnrichedEvent(event, website.id, profile.user_agent_hash, client_id, next_seq))
        return ready

    def _event(
        self,
        sent: CollectEvent,
        website: Website,
        profile: Profile,
        visitor: int,
        seq: int,
        at_us: int,
        from_headers: int,
    ) -> Event:
        page, utm = _page_of(cut(sent.url, URL_LIMIT))
        if not (sent.utm_source is sent.utm_medium is sent.utm_campaign is sent.utm_term is sent.utm_content is None):
            utm = _given_utm(sent, utm)
        language = cut(sent.language, LANGUAGE_LIMIT) if sent.language else None
        signals = profile.signals | from_headers
        signals |= int(self._behaviour.observe(website.key, visitor, at_us / 1e6, page.path))
        points = score(signals)
        return Event(
            website.key,
            at_us,
            seq,
            sent.type or "pageview",
            visitor,
            0,
            page,
            cut(sent.title, TITLE_LIMIT) if sent.title else None,
            _source_of(cut(sent.referrer, URL_LIMIT), website.domain) if sent.referrer else NO_SOURCE,
            sent.event_name,
            None if sent.event_data is None else event_data_text(sent.event_data).decode(),
            profile.look(screen_of(sent), language),
            utm,
            points > 0 and points >= threshold_of(website),
            points,
            signals,
        )

    def channel_of(self, event: Event) -> str:
        """The channel of a session that `event` begins."""
        return self._channels.classify(event.source.domain, event.utm, event.page.hostname, event.page.tail)

    def _make_profile(self, request: QueuedRequest, website: Website) -> Profile:
        address, agent, epoch_day = request.client.address, request.client.user_agent, request.epoch_day
        if self._keys is None:
            visitor = computed_visitor(epoch_day, address, agent)
        else:
            visitor = secret_visitor(self._keys[epoch_day], website.id, address, agent)
        return Profile(
            self._agents.parse(agent),
            self._places.locate(address),
            visitor,
            int.from_bytes(hashlib.blake2b(agent.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"),
            int(ua_signals(agent)),
        )


@lru_cache(maxsize=4096)
def _page_of(url: str) -> tuple[Page, Utm]:
    """An address taken apart."""
    parts = split_url(url)
    is_whole = parts.origin + parts.path + parts.tail == url
    page = Page(parts.origin, parts.hostname, parts.path, parts.tail, None if is_whole else url)
    found = utm_of(url)
    if found is NO_UTM:
        return page, found
    values = (found.source, found.medium, found.campaign, found.term, found.content)
    return page, Utm(*(value and cut(value, UTM_LIMIT) for value in values))


@lru_cache(maxsize=4096)
def _source_of(url: str, own_domain: str) -> Source:
    """A referrer and its site."""
    return Source(url, referrer_domain(url, own_domain))


def own_id(sent: CollectEvent) -> str | None:
    """The visitor id that the client chose itself; None when it sent none or one that is ignored."""
    if sent.visitor_id and len(sent.visitor_id) <= VISITOR_ID_LIMIT:
        return sent.visitor_id
    return None


def threshold_of(website: Website) -> int:
    """The score from which an event of this website counts as a bot's."""
    return _threshold(website.bot_mode, website.bot_threshold)


@lru_cache(maxsize=256)
def _threshold(mode: str, threshold: int) -> int:
    return BotPolicy(BotMode(mode), threshold).effective_threshold


def _given_utm(sent: CollectEvent, found: Utm) -> Utm:
    """Explicit fields win over the URL, also when they are empty; an empty one is stored as null."""
    return Utm(
        _explicit(sent.utm_source, found.source),
        _explicit(sent.utm_medium, found.medium),
        _explicit(sent.utm_campaign, found.campaign),
        _explicit(sent.utm_term, found.term),
        _explicit(sent.utm_content, found.content),
    )


def _explicit(given: str | None, found: str | None) -> str | None:
    value = found if given is None else given
    return cut(value, UTM_LIMIT) or None if value else None
