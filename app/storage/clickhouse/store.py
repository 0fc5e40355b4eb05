"""The event store of cloud mode, as the server knows stores."""

from __future__ import annotations

from app.storage.clickhouse import batches, data_retention, live_sessions, websites
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports import breakdowns, overview
from app.storage.event_store import EventStore

CLICKHOUSE: EventStore[ClickHouseWriter, ClickHouse] = EventStore(
    batches, live_sessions, live_sessions, data_retention, websites, overview, breakdowns
)
