"""The event store of cloud mode, as the server knows stores."""

from __future__ import annotations

from app.storage.clickhouse import batches, data_retention, live_sessions, status, websites
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports import (
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
from app.storage.event_store import EventStore

CLICKHOUSE: EventStore[ClickHouseWriter, ClickHouse] = EventStore(
    batches=batches,
    live_sessions=live_sessions,
    numbers=live_sessions,
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
