"""Reading of a file to import: its rows as events of the website, into the staging, and its preview."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO

from app.domain.errors import AppError, ValidationFailed
from app.domain.imports.formats import ImportFormat, Part, recognise
from app.domain.imports.jobs import MAX_EVENTS, MAX_SITES, SAMPLES, ImportPreview, RefusedLine, Share
from app.domain.imports.rows import OldEvent, Refusal, Row
from app.domain.ingest.bots import Behaviour, Signals, agent_hash, is_bot, score, ua_signals
from app.domain.ingest.events import NO_SOURCE, ClientContext, Event, at, unix_us
from app.domain.ingest.places import Place
from app.domain.ingest.urls import cut
from app.domain.ingest.visitors import client_visitor
from app.domain.items.bot_rules import ALLOWED, BLOCKED, BotRules
from app.domain.reports.periods import EVENTS_FROM
from app.domain.websites import Website
from app.server.imports.files import DAMAGE, check_room, head_of, lines_of, members_of
from app.server.imports.halt import Halt
from app.server.ingest.collect_body import EVENT_DATA_LIMIT, NAME_LIMIT, TITLE_LIMIT, URL_LIMIT
from app.server.ingest.enrich import context_of, page_of, referral_of, threshold_of
from app.server.ingest.user_agents import AgentParser
from app.storage.connection import Connection
from app.storage.imports import staging

CHUNK_ROWS = 20_000  # events that are handed over to the staging at once
CLIENTS = 50_000  # visitors, or pairs of address and user agent, that are remembered
MAX_REASONS = 50
_FROM_US = unix_us(EVENTS_FROM)


@dataclass(frozen=True, slots=True)
class Order:
    """A file to be read for a website.

    site: the only one of the source whose events are taken, None for all. kept_from_us: data retention deletes what is
    older; now_us: no event can be later. locate: of an address.
    """

    import_id: str
    website: Website
    site: str | None
    kept_from_us: int | None
    now_us: int
    locate: Callable[[str], Place]


@dataclass(slots=True)
class LineTally:
    """Count of the lines of a file by what became of them."""

    read: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    lines: list[RefusedLine] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    expired: int = 0

    def refuse(self, refusal: Refusal) -> None:
        """Count a line that is not imported."""
        counter = self.reasons if refusal.is_fault else self.left_out
        if refusal.reason in counter or len(counter) < MAX_REASONS:
            counter[refusal.reason] += 1
        else:
            counter["Other reasons."] += 1
        if refusal.is_fault and len(self.lines) < SAMPLES:
            self.lines.append(RefusedLine(refusal.line, refusal.reason))

    def see_site(self, site: str) -> None:
        """Count an event of a site of the source."""
        if site in self.sites or len(self.sites) < MAX_SITES:
            self.sites[site] += 1


class Taker:
    """Turns rows into events of the website as they are stored, but for their sessions."""

    def __init__(self, order: Order, tally: LineTally) -> None:
        self._order, self._tally = order, tally
        self._website = website = order.website
        self._threshold = threshold_of(website)
        lists = [website.items.get(kind.name, ()) for kind in (ALLOWED, BLOCKED)]
        self._rules = BotRules(*lists) if any(lists) else None
        self._behaviour = Behaviour(CLIENTS)
        self._agents = AgentParser()
        # Caches of its own: those of ingest have to keep what comes now.
        self._page = lru_cache(maxsize=CLIENTS)(page_of.__wrapped__)
        self._referral = lru_cache(maxsize=CLIENTS)(referral_of.__wrapped__)
        self._visitor = lru_cache(maxsize=CLIENTS)(self._visitor_of)
        self._client = lru_cache(maxsize=CLIENTS)(self._client_of)
        self.taken = 0  # events so far

    def visitor(self, text: str) -> int:
        """Return the id of a visitor whom the file calls so."""
        return self._visitor(text)[0]

    def event(self, row: OldEvent) -> Event | Refusal | None:
        """Return the event of a row; None where it is not to be stored, which is counted already."""
        website = self._website
        if (refused := self._refused(row)) is not None:
            return refused
        if self._is_left_out(row):
            return None
        visitor, source = self._visitor(row.visitor)
        page, tags = self._page(cut(row.url, URL_LIMIT))
        context, signals, agent = self._judged(row, visitor, page.path)
        points = score(signals)
        self.taken += 1
        return Event(
            website.key,
            row.at_us,
            self.taken,
            "pageview" if row.name is None else "event",
            visitor,
            0 if row.visit is None else _hash(row.visit) or 1,
            page,
            cut(row.title, TITLE_LIMIT) if row.title else None,
            self._referral(cut(row.referrer, URL_LIMIT), website.domain) if row.referrer else NO_SOURCE,
            cut(row.name, NAME_LIMIT) if row.name else None,
            row.data,
            context,
            tags if row.utm is None else row.utm,
            is_bot(points, self._threshold),
            points,
            signals,
            visitor_number=source,
            agent=agent,
        )

    def _is_left_out(self, row: OldEvent) -> bool:
        """Return whether an event is of another site than the one that is taken, or too old. Counts both."""
        order = self._order
        if row.site is not None:
            self._tally.see_site(row.site)
            if order.site is not None and row.site != order.site:
                return True
        if order.kept_from_us is not None and row.at_us < order.kept_from_us:
            self._tally.expired += 1
            return True
        return False

    def _refused(self, row: OldEvent) -> Refusal | None:
        if not _FROM_US <= row.at_us <= self._order.now_us:
            return Refusal(row.line, "The time lies in the future, or before the year 2000.")
        if row.data is not None and len(row.data.encode()) > EVENT_DATA_LIMIT:
            return Refusal(row.line, f"The properties have more than {EVENT_DATA_LIMIT:,} bytes.")
        return None

    def _judged(self, row: OldEvent, visitor: int, path: str) -> tuple[ClientContext, int, str | None]:
        """Return place and device of an event, its signals, and the hash of its user agent."""
        if row.user_agent is None:
            return row.context or NO_CONTEXT, int(Signals.UA_SIGNATURE) if row.is_bot else 0, None
        context, signals, agent = self._client(row.address, row.user_agent)
        rule = 0 if self._rules is None else int(self._rules.signal(row.address, row.user_agent, path))
        seen = rule or int(self._behaviour.observe(self._website.key, visitor, row.at_us / 1e6, path))
        return context, signals | seen, agent

    def _visitor_of(self, text: str) -> tuple[int, int]:
        """Return the id of a visitor, and the hash that it is made of: both of this import alone."""
        source = _hash(f"{self._order.import_id} {text}")
        return client_visitor(self._website.id, f"{self._order.import_id}:{source:016x}"), source

    def _client_of(self, address: str, user_agent: str) -> tuple[ClientContext, int, str | None]:
        agent, place = self._agents.parse(user_agent), self._order.locate(address)
        signals = ua_signals(user_agent) | (Signals.UA_SIGNATURE if agent.is_program else Signals.NONE)
        return _context(agent, place), int(signals), agent_hash(user_agent)


NO_CONTEXT = ClientContext()
_context = lru_cache(maxsize=4096)(context_of)  # equal values are the same object


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def read_file(path: Path, target: Path, order: Order, tally: LineTally, halt: Halt) -> ImportPreview:
    """Read a file into a new staging at `target`, and return what it has. Blocks for long.

    tally: shows how far it is. Raises ValidationFailed for a file that is none of the known formats, Stopped.
    """
    try:
        with members_of(path) as texts:
            known = recognise([head_of(text) for text in texts])
            if known is None:
                raise ValidationFailed("The format of the file is not known.", field="body")
            kind, parts = known
            with staging.open_staging(target) as con, halt.over(con):
                staging.begin(con)
                _read_rows(con, _rows(texts, parts), Taker(order, tally), tally, halt, target.parent)
                return _preview(con, kind, tally)
    except DAMAGE as error:
        raise ValidationFailed("The file is damaged, or not complete: it cannot be unpacked.", field="body") from error


def _rows(texts: Sequence[IO[str]], parts: Sequence[Part | None]) -> Iterator[Row]:
    for text, part in zip(texts, parts, strict=True):
        if part is not None:
            yield from part.read(lines_of(text))


def _read_rows(con: Connection, rows: Iterable[Row], taker: Taker, tally: LineTally, halt: Halt, folder: Path) -> None:
    """Hand the rows over to the staging. folder: where it is."""
    events: list[Event] = []
    clients: dict[int, ClientContext] = {}
    for row in rows:
        tally.read += 1
        if isinstance(row, OldEvent):
            event = taker.event(row)
            if isinstance(event, Event):
                events.append(event)
            elif event is not None:
                tally.refuse(event)
        elif isinstance(row, Refusal):
            tally.refuse(row)
        else:
            clients[taker.visitor(row.visitor)] = row.context
        if tally.read % CHUNK_ROWS == 0:
            _hand_over(con, events, clients)
            _check(folder, taker, halt)
    _hand_over(con, events, clients)


def _check(folder: Path, taker: Taker, halt: Halt) -> None:
    """Raise where the reading cannot go on."""
    halt.check()
    if taker.taken > MAX_EVENTS:
        raise AppError("payload_too_large", f"The file has more than {MAX_EVENTS:,} events.")
    check_room(folder)


def _hand_over(con: Connection, events: list[Event], clients: dict[int, ClientContext]) -> None:
    if events:
        staging.add_events(con, events)
        events.clear()
    if clients:
        staging.add_clients(con, clients)
        clients.clear()


def _preview(con: Connection, kind: ImportFormat, tally: LineTally) -> ImportPreview:
    totals = staging.finish(con)
    return ImportPreview(
        kind.name,
        kind.title,
        kind.fields,
        totals.events,
        totals.pageviews,
        totals.visitors,
        totals.sessions,
        totals.bots,
        None if totals.start_us is None else at(totals.start_us),
        None if totals.end_us is None else at(totals.end_us),
        staging.hosts(con),
        _shares(tally.sites),
        sum(tally.reasons.values()),
        _shares(tally.reasons),
        tuple(tally.lines),
        _shares(tally.left_out),
        tally.expired,
    )


def _shares(counter: Counter[str]) -> tuple[Share, ...]:
    return tuple(Share(name, count) for name, count in counter.most_common())
