"""Seam between the server and the store of events: the functions that each store has, under the same names.

A store is a table of modules. Their functions take a connection of that store first: `W` for writes, `R` for reads.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar, TypeVarTuple

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import Session, SessionChanges, VisitorKey
from app.storage import websites
from app.storage.bots.agents import BotAgent
from app.storage.cache import Invalidation, ReportCache
from app.storage.connection import Connection
from app.storage.ingest import data_retention, events, numbers, status
from app.storage.ingest.numbers import Asked, KnownNumbers
from app.storage.newest_times import NewestTimes
from app.storage.readers import Pool
from app.storage.recovery import DatabaseFile
from app.storage.report_store import (
    AttributionReports,
    BotReports,
    BreakdownReports,
    CustomEventReports,
    EngagementReports,
    ExportReports,
    FunnelReports,
    GoalReports,
    JourneyReports,
    LinkReports,
    OverviewReports,
    RetentionReports,
    SessionReports,
    SummaryReports,
)
from app.storage.reports import (
    attribution,
    bots,
    breakdowns,
    custom_events,
    engagement,
    exports,
    funnels,
    goals,
    journeys,
    links,
    overview,
    retention,
    sessions,
    summary,
)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
W = TypeVar("W")
R = TypeVar("R")
C = TypeVar("C", contravariant=True)


class BatchWriting(Protocol[C]):
    """Each event of the journal stored exactly once, with the position up to which the journal is stored."""

    def next_seq(self, con: C, /) -> int: ...
    def store_batch(
        self,
        con: C,
        events: Sequence[Event],
        changes: SessionChanges,
        client_visitors: Sequence[events.ClientVisitor],
        next_event: int,
        bot_agents: Sequence[BotAgent] = (),
        /,
    ) -> None: ...
    def move_position(self, con: C, next_event: int, /) -> None: ...
    def stored_among(self, con: C, seqs: Sequence[int], since: datetime, until: datetime, /) -> dict[int, int]: ...


class LiveSessions(Protocol[C]):
    """Rows of sessions that still go on, where a store has such."""

    def live_sessions(self, con: C, keys: Sequence[VisitorKey], /) -> dict[VisitorKey, Session]: ...
    def count_live_sessions(self, con: C, /) -> int: ...
    def end_sessions(self, con: C, before: datetime, /) -> None: ...


class Numbers(Protocol[C]):
    """Numbers of sessions and visitors, where a store has such."""

    def known_numbers(self, con: C, most: int, /) -> KnownNumbers: ...
    def known_visitors(self, con: C, asked: Asked, /) -> dict[VisitorKey, int]: ...


class DataRetention(Protocol[C]):
    """Deletion of what has become too old."""

    def delete_oldest(self, con: C, before: datetime, since: datetime | None, /) -> int | None: ...
    def delete_orphans(self, con: C, /) -> None: ...


class StatusReading(Protocol[C]):
    """Figures for the status of the server."""

    def stored_since(self, con: C, since: datetime, /) -> tuple[int, datetime | None]: ...


class WebsiteDeletion(Protocol[C]):
    """Deletion of a website with all its events."""

    def delete(self, con: C, website: WebsiteKey, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStore(Generic[W, R]):
    """The modules of one store, by what they do."""

    batches: BatchWriting[W]
    live_sessions: LiveSessions[W]
    numbers: Numbers[W]
    data_retention: DataRetention[W]
    websites: WebsiteDeletion[W]
    status: StatusReading[R]
    overview: OverviewReports[R]
    bots: BotReports[R]
    breakdowns: BreakdownReports[R]
    goals: GoalReports[R]
    funnels: FunnelReports[R]
    attribution: AttributionReports[R]
    custom_events: CustomEventReports[R]
    engagement: EngagementReports[R]
    journeys: JourneyReports[R]
    links: LinkReports[R]
    retention: RetentionReports[R]
    sessions: SessionReports[R]
    summary: SummaryReports[R]
    exports: ExportReports[R]


DUCKDB: EventStore[Connection, Connection] = EventStore(
    batches=events,
    live_sessions=events,
    numbers=numbers,
    data_retention=data_retention,
    websites=websites,
    status=status,
    overview=overview,
    bots=bots,
    breakdowns=breakdowns,
    goals=goals,
    funnels=funnels,
    attribution=attribution,
    custom_events=custom_events,
    engagement=engagement,
    journeys=journeys,
    links=links,
    retention=retention,
    sessions=sessions,
    summary=summary,
    exports=exports,
)


class EventDatabase(Protocol[W, R]):
    """An open database of events: DuckDB's `Database`, or `ClickHouseDatabase`. Belongs to the event loop."""

    cache: ReportCache
    newest: NewestTimes

    @property
    def file(self) -> DatabaseFile | None:
        """The file of the database, None where it is none of this computer."""
        ...

    @property
    def store(self) -> EventStore[W, R]:
        """The functions for `read` and `write`."""
        ...

    async def write(
        self,
        fn: Callable[[W, *Ts], T],
        *args: *Ts,
        invalidates: Invalidation | Callable[[T], Invalidation] = ...,
    ) -> T:
        """Run `fn` on the writer thread. It is finished once begun, even if the caller leaves.

        invalidates: the cached reports it may change, or a function that derives them from the result of `fn`. Raises
        KnownStorageError, StorageClosed.
        """
        ...

    async def checkpoint(self) -> None:
        """Make durable what was written. Raises KnownStorageError."""
        ...

    async def read(self, fn: Callable[[R, *Ts], T], *args: *Ts, limit_s: float = ..., pool: Pool = ...) -> T:
        """As `CachedReads.read`."""
        ...

    async def read_cached(
        self,
        fn: Callable[[R], T],
        *,
        key: Hashable,
        website: WebsiteKey,
        until: datetime,
        limit_s: float = ...,
        pool: Pool = ...,
    ) -> T:
        """As `CachedReads.read_cached`."""
        ...

    async def read_newest(
        self,
        fn: Callable[[R, Sequence[WebsiteKey], datetime], Mapping[WebsiteKey, datetime]],
        websites: Sequence[WebsiteKey],
        until: datetime,
        *,
        limit_s: float = ...,
        pool: Pool = ...,
    ) -> dict[WebsiteKey, datetime | None]:
        """As `CachedReads.read_newest`."""
        ...

    async def close(self) -> None:
        """Let running reads and writes end, and close every connection. A second call does nothing."""
        ...
