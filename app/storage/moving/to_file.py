"""Events of a tenant, copied from ClickHouse into a new DuckDB file: in order of time, stored as ingest stores them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar  # Any: values of rows

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import EVENTS_PER_RECORD, ClientContext, Event, PageUrl, Source
from app.domain.ingest.sessions import IDLE_LIMIT, Numbering, Session, VisitorKey, assign, begin
from app.domain.ingest.urls import Utm
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.domain.websites import Website
from app.storage.clickhouse.connection import ClickHouse, Values
from app.storage.connection import Connection, statement, to_db
from app.storage.ingest import events as ingest
from app.storage.ingest import numbers
from app.storage.ingest.events import ClientVisitor
from app.storage.ingest.numbers import Asked
from app.storage.moving import websites
from app.storage.moving.websites import Holdings

T = TypeVar("T")

CHUNK_ROWS = 50_000  # events at once
READ_LIMIT_S = 600.0
VISITORS_AT_ONCE = 50_000
NO_SITE = 0  # the key of no website: a list that is bound has to have something
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class WayBack:
    """Websites on their way into a file. websites: those of the file, by their key in ClickHouse. until: naive UTC."""

    cloud: ClickHouse
    file: Connection
    websites: Mapping[WebsiteKey, Website]
    until: datetime

    @property
    def sites(self) -> list[int]:
        return [*self.websites, NO_SITE]


def add_websites(cloud: ClickHouse, file: Connection, holdings: Holdings) -> WayBack:
    """Add the websites and API keys of a tenant to an empty file, and return the way of its events up to now."""
    file.begin()
    keys = websites.add(file, holdings)
    file.commit()
    known = {copy.website.key: replace(copy.website, key=keys[copy.website.id]) for copy in holdings.websites}
    ((newest,),) = _read(cloud, "newest", {"websites": [*known, NO_SITE]})
    return WayBack(cloud, file, known, newest + _MICROSECOND)


def events_of(way: WayBack) -> int:
    """Return the number of events that are copied."""
    return _count(way, to_db(EVENTS_FROM), way.until)


def later(way: WayBack) -> int:
    """Return how many events came after those that are copied."""
    return _count(way, way.until, to_db(EVENTS_UNTIL))


def _count(way: WayBack, since: datetime, until: datetime) -> int:
    values: Values = {"websites": way.sites, "since": since, "until": until}
    ((events,),) = _read(way.cloud, "count", values)
    return int(events)


def copy_events(way: WayBack, report: Callable[[int], None]) -> None:
    """Copy all events with their sessions. report: called with the number of events that are done."""
    done = 0
    for since, until in _spans(way):
        way.file.begin()
        done = _copy_span(way, since, until, done)
        way.file.commit()
        report(done)
    way.file.begin()
    for site, website in way.websites.items():
        _copy_first_visits(way, site, website.key)
    ingest.move_position(way.file, -(-done // EVENTS_PER_RECORD) * EVENTS_PER_RECORD)  # where a record begins
    way.file.commit()


def _spans(way: WayBack) -> Iterator[tuple[datetime, datetime]]:
    values: Values = {"websites": way.sites, "until": way.until, "rows": CHUNK_ROWS}
    bounds = [bound for (bound,) in _read(way.cloud, "bounds", values)]
    yield from zip([to_db(EVENTS_FROM), *bounds], [*bounds, way.until], strict=True)


def _copy_span(way: WayBack, since: datetime, until: datetime, first: int) -> int:
    """Copy the events of a span, numbered from `first` on. Returns the number after the last one."""
    values: Values = {"websites": way.sites, "since": since, "until": until}
    rows = _read(way.cloud, "events", values)
    if not rows:
        return first
    events = _events(rows, way.websites, first)
    channels = {event.seq: row[_CHANNEL] for event, row in zip(events, rows, strict=True)}
    ids = {website.key: website.id for website in way.websites.values()}
    clients = [
        (way.websites[site].key, visitor, client_id)
        for site, visitor, client_id in _read(way.cloud, "client_visitors", values)
    ]

    def start(event: Event) -> Session:
        return begin(event, ids[event.website], channels[event.seq])

    stored, numbering = _known(way.file, events, clients)
    changes = assign(events, stored, start, numbering=numbering)
    ingest.store_batch(way.file, events, changes, clients, first + len(events))
    ingest.end_sessions(way.file, events[-1].ts - IDLE_LIMIT)
    return first + len(events)


def _known(
    con: Connection, events: Sequence[Event], clients: Sequence[ClientVisitor]
) -> tuple[Mapping[VisitorKey, Session], Numbering]:
    """Return the live sessions of the visitors of a batch, and the numbers of the others who were there before."""
    times_us = {(event.website, event.visitor): event.at_us for event in reversed(events)}
    stored = ingest.live_sessions(con, [*times_us])
    chosen = {(website, visitor): client_id for website, visitor, client_id in clients}
    asked = Asked()
    for visitor in times_us.keys() - stored.keys():
        if visitor in chosen:
            asked.clients[visitor[0], chosen[visitor]] = visitor
        else:
            asked.times_us[visitor] = times_us[visitor]
    return stored, Numbering(numbers.next_session(con), numbers.known_visitors(con, asked))


_PAGE, _SOURCE, _CONTEXT, _UTM = slice(4, 9), slice(10, 12), slice(14, 24), slice(24, 29)  # of a row of events.sql
_CHANNEL = 29


def _events(rows: Sequence[tuple[Any, ...]], websites: Mapping[WebsiteKey, Website], first: int) -> list[Event]:
    """Return rows as events. Those with equal parts share them; an empty text was none, where a column may be null."""
    pages: dict[tuple[str, ...], PageUrl] = {}
    sources: dict[tuple[str, ...], Source] = {}
    contexts: dict[tuple[str, ...], ClientContext] = {}
    tags: dict[tuple[str, ...], Utm] = {}
    return [
        Event(
            website=websites[row[0]].key,
            at_us=row[1],
            seq=seq,
            kind=row[2],
            visitor=row[3],
            session=0,
            page=_shared(pages, row[_PAGE], _page),
            title=row[9] or None,
            source=_shared(sources, row[_SOURCE], _filled(Source)),
            event_name=row[12] or None,
            event_data=row[13] or None,
            context=_shared(contexts, row[_CONTEXT], _filled(ClientContext)),
            utm=_shared(tags, row[_UTM], _filled(Utm)),
            is_bot=row[30],
            bot_score=row[31],
            bot_signals=row[32],
        )
        for seq, row in enumerate(rows, first)
    ]


def _shared(known: dict[tuple[str, ...], T], texts: tuple[str, ...], of: Callable[[tuple[str, ...]], T]) -> T:
    part = known.get(texts)
    if part is None:
        part = known[texts] = of(texts)
    return part


def _page(texts: tuple[str, ...]) -> PageUrl:
    origin, hostname, path, query_and_fragment, url = texts
    return PageUrl(origin, hostname or None, path, query_and_fragment, url or None)


def _filled(kind: Callable[..., T]) -> Callable[[tuple[str, ...]], T]:
    return lambda texts: kind(*(text or None for text in texts))


def _copy_first_visits(way: WayBack, site: WebsiteKey, website: WebsiteKey) -> None:
    rows = _read(way.cloud, "first_visits", {"website": site})
    for first in range(0, len(rows), VISITORS_AT_ONCE):
        ids, times = zip(*rows[first : first + VISITORS_AT_ONCE], strict=True)
        values = {"website": website, "ids": [*ids], "times": [*times]}
        way.file.execute(statement("moving/first_visits_add"), values)


def _read(cloud: ClickHouse, name: str, values: Values) -> list[tuple[Any, ...]]:
    return cloud.read(statement(f"clickhouse/moving/{name}"), values, limit_s=READ_LIMIT_S)
