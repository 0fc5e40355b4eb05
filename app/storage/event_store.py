"""Seam between the server and the store of events: the functions that each store has, under the same names.

A store is a table of modules. Their functions take a connection of that store first: `W` for writes, `R` for reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.ingest.sessions import SessionChanges
from app.storage import websites
from app.storage.connection import Connection
from app.storage.ingest import events
from app.storage.report_store import (
    AttributionReports,
    BreakdownReports,
    CustomEventReports,
    EngagementReports,
    ExportReports,
    FunnelReports,
    GoalReports,
    JourneyReports,
    OverviewReports,
    RetentionReports,
    SessionReports,
    SummaryReports,
)
from app.storage.reports import (
    attribution,
    breakdowns,
    custom_events,
    engagement,
    exports,
    funnels,
    goals,
    journeys,
    overview,
    retention,
    sessions,
    summary,
)

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
        /,
    ) -> None: ...
    def move_position(self, con: C, next_event: int, /) -> None: ...


class WebsiteDeletion(Protocol[C]):
    """Deletion of a website with all its events."""

    def delete(self, con: C, website: WebsiteKey, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EventStore(Generic[W, R]):
    """The modules of one store, by what they do."""

    batches: BatchWriting[W]
    websites: WebsiteDeletion[W]
    overview: OverviewReports[R]
    breakdowns: BreakdownReports[R]
    goals: GoalReports[R]
    funnels: FunnelReports[R]
    attribution: AttributionReports[R]
    custom_events: CustomEventReports[R]
    engagement: EngagementReports[R]
    journeys: JourneyReports[R]
    retention: RetentionReports[R]
    sessions: SessionReports[R]
    summary: SummaryReports[R]
    exports: ExportReports[R]


DUCKDB: EventStore[Connection, Connection] = EventStore(
    batches=events,
    websites=websites,
    overview=overview,
    breakdowns=breakdowns,
    goals=goals,
    funnels=funnels,
    attribution=attribution,
    custom_events=custom_events,
    engagement=engagement,
    journeys=journeys,
    retention=retention,
    sessions=sessions,
    summary=summary,
    exports=exports,
)
