"""From what a client sent to what is stored: visitor, place, system, source, bot score. Not for several threads."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import msgspec

from app.api.collect import (
    LANGUAGE_LIMIT,
    TITLE_LIMIT,
    URL_LIMIT,
    UTM_LIMIT,
    CollectEvent,
    event_data_text,
    screen_of,
)
from app.domain.bots import Behaviour, BotMode, BotPolicy, Signals, score, ua_signals
from app.domain.channels import Channels
from app.domain.events import Event, seq_of
from app.domain.server_status import CacheStatus
from app.domain.sessions import EPOCH
from app.domain.urls import NO_UTM, Utm, cut, referrer_domain, split_url, utm_of
from app.domain.user_agents import Agent
from app.domain.visitors import VISITOR_ID_LIMIT, client_visitor, computed_visitor, secret_visitor
from app.domain.websites import Website
from app.server.ingest.agents import AgentParser
from app.server.ingest.journal import ClientFacts
from app.server.ingest.places import Place, Places

US_PER_DAY = 86_400_000_000
HEADER_ANOMALY = int(Signals.HEADER_ANOMALY)
VisitorKeys = Mapping[int, bytes]  # UTC day -> key of the "secret" visitor ids


@dataclass(frozen=True, slots=True)
class Profile:
    """What one client of one UTC day looks like: the same for all its events."""

    agent: Agent
    place: Place
    visitor: int
    user_agent_hash: int
    signals: int


class Accepted(msgspec.Struct, frozen=True, gc=False):
    """The accepted events of one request. Lists of equal length; indexes: their places in the request.

    size_bytes: of the request's body, a measure of the memory they take.

    received_us: unix time of the first event; each one after it is a microsecond later.
    """

    record: int
    received_us: int
    client: ClientFacts
    events: list[CollectEvent]
    websites: list[Website]
    indexes: list[int]
    size_bytes: int

    def next_seq(self, position: int) -> int:
        """The number of the event after the one at `position`: after the last one the next record begins."""
        is_last = position == len(self.indexes) - 1
        return seq_of(self.record + 1, 0) if is_last else seq_of(self.record, self.indexes[position] + 1)


class Ready(msgspec.Struct, gc=False):
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
    """Turns accepted events into stored ones, with bounded caches.

    visitor_keys: None for the published visitor formula, else the keys of the secret one, by UTC day.
    """

    def __init__(
        self, places: Places, channels: Channels, visitor_keys: VisitorKeys | None, max_profiles: int = 20_000
    ) -> None:
        self._places = places
        self._channels = channels
        self._keys = visitor_keys
        self._agents = AgentParser(max(256, max_profiles // 5))
        self._max = max_profiles
        self._profiles: OrderedDict[tuple[str, str, int, str], Profile] = OrderedDict()
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

    def renew_places(self) -> None:
        """Take over a geo database that was replaced, and drop what was derived from the old one."""
        if self._places.reload_if_changed():
            self._profiles.clear()

    def profile(self, client: ClientFacts, epoch_day: int, website: Website) -> Profile:
        """The client as it is seen on one day; cached."""
        key = (client.address, client.user_agent, epoch_day, website.id if self._keys is not None else "")
        found = self._profiles.get(key)
        if found is not None:
            self._hits += 1
            self._profiles.move_to_end(key)
            return found
        self._misses += 1
        made = self._profiles[key] = self._make_profile(client, epoch_day, website)
        if len(self._profiles) > self._max:
            self._profiles.popitem(last=False)
        return made

    def enrich(self, accepted: Accepted) -> list[Ready | Failed]:
        """The events of one request as they are stored."""
        client, day = accepted.client, accepted.received_us // US_PER_DAY
        has_headers = client.has_accept and client.has_accept_language
        from_headers = 0 if has_headers else HEADER_ANOMALY
        seen: Website | None = None  # whose profile is at hand
        ready: list[Ready | Failed] = []
        for position, sent in enumerate(accepted.events):
            website = accepted.websites[position]
            seq = seq_of(accepted.record, accepted.indexes[position])
            try:
                if website is not seen:
                    profile, seen = self.profile(client, day, website), website
                client_id = own_id(sent)
                visitor = profile.visitor if client_id is None else client_visitor(website.id, client_id)
                at_us = accepted.received_us + position
                event = self._event(sent, website, profile, visitor, seq, at_us, from_headers)
            except Exception as error:
                ready.append(Failed(seq, accepted.next_seq(position), error))
                continue
            ready.append(Ready(event, website.id, profile.user_agent_hash, client_id, accepted.next_seq(position)))
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
        url = cut(sent.url, URL_LIMIT)
        parts = split_url(url)
        utm = _utm(sent, url)
        referrer = cut(sent.referrer, URL_LIMIT) if sent.referrer else None
        signals = profile.signals | from_headers
        signals |= int(self._behaviour.observe(website.key, visitor, at_us / 1e6, parts.path))
        points = score(signals)
        agent, place = profile.agent, profile.place
        return Event(
            website.key,
            EPOCH + timedelta(0, 0, at_us),
            seq,
            sent.type or "pageview",
            visitor,
            0,
            parts.origin,
            parts.hostname,
            parts.path,
            parts.tail,
            None if parts.origin + parts.path + parts.tail == url else url,
            cut(sent.title, TITLE_LIMIT) if sent.title else None,
            referrer,
            _referrer_domain(referrer, website.domain) if referrer else None,
            sent.event_name,
            None if sent.event_data is None else event_data_text(sent.event_data).decode(),
            place.country,
            place.region,
            place.city,
            agent.browser,
            agent.browser_version,
            agent.os,
            agent.os_version,
            agent.device,
            screen_of(sent),
            cut(sent.language, LANGUAGE_LIMIT) if sent.language else None,
            utm.source,
            utm.medium,
            utm.campaign,
            utm.term,
            utm.content,
            points >= threshold_of(website),
            points,
            signals,
        )

    def channel_of(self, event: Event) -> str:
        """The channel of a session that `event` begins."""
        utm = Utm(event.utm_source, event.utm_medium, event.utm_campaign, event.utm_term, event.utm_content)
        return self._channels.classify(event.referrer_domain, utm, event.hostname, event.tail)

    def _make_profile(self, client: ClientFacts, epoch_day: int, website: Website) -> Profile:
        address, agent = client.address, client.user_agent
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
def _utm_of(url: str) -> Utm:
    found = utm_of(url)
    if found is NO_UTM:
        return found
    values = (found.source, found.medium, found.campaign, found.term, found.content)
    return Utm(*(value and cut(value, UTM_LIMIT) for value in values))


_referrer_domain = lru_cache(maxsize=4096)(referrer_domain)


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


def _utm(sent: CollectEvent, url: str) -> Utm:
    """Explicit fields win over the URL, also when they are empty; an empty one is stored as null."""
    found = _utm_of(url)
    if sent.utm_source is sent.utm_medium is sent.utm_campaign is sent.utm_term is sent.utm_content is None:
        return found
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
