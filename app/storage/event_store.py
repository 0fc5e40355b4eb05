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
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import MetricsReport, SeriesReport, SessionPoint, StatsReport, Totals
from app.storage import websites
from app.storage.connection import Connection
from app.storage.ingest import events
from app.storage.reports import breakdowns, overview

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


class OverviewReports(Protocol[C]):
    """Numbers of a whole website."""

    def totals(self, con: C, query: ReportQuery, period: Period, /) -> Totals: ...
    def stats(self, con: C, query: ReportQuery, /) -> StatsReport: ...
    def series(self, con: C, query: ReportQuery, granularity: Granularity, /) -> SeriesReport: ...
    def session_series(self, con: C, query: ReportQuery, granularity: Granularity, /) -> tuple[SessionPoint, ...]: ...


class BreakdownReports(Protocol[C]):
    """Numbers by the values of a dimension."""

    def metrics(self, con: C, query: ReportQuery, breakdown: MetricsQuery, /) -> MetricsReport: ...
    def first_rows(
        self, con: C, query: ReportQuery, breakdowns: Sequence[MetricsQuery], /
    ) -> tuple[MetricsReport, ...]: ...


@dataclass(frozen=True, slots=True)
class EventStore(Generic[W, R]):
    """The modules of one store, by what they do."""

    batches: BatchWriting[W]
    websites: WebsiteDeletion[W]
    overview: OverviewReports[R]
    breakdowns: BreakdownReports[R]


DUCKDB: EventStore[Connection, Connection] = EventStore(events, websites, overview, breakdowns)
