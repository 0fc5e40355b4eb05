"""The event store of cloud mode, as the server knows stores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from app.domain.errors import NotFound
from app.storage.clickhouse import batches, data_retention, live_sessions, status, websites
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports import breakdowns, exports, journeys, overview, retention, sessions, summary
from app.storage.event_store import EventStore


class _NotHere:
    """A module of reports that cloud mode does not have. Its functions raise NotFound, which is the answer."""

    def __getattr__(self, name: str) -> Callable[..., NoReturn]:
        return _not_here


def _not_here(*_: object) -> NoReturn:
    raise NotFound("This report does not exist in cloud mode")


_MISSING: Any = _NotHere()  # Any: each field has a protocol of its own


CLICKHOUSE: EventStore[ClickHouseWriter, ClickHouse] = EventStore(
    batches=batches,
    live_sessions=live_sessions,
    numbers=live_sessions,
    data_retention=data_retention,
    websites=websites,
    status=status,
    overview=overview,
    breakdowns=breakdowns,
    goals=_MISSING,
    funnels=_MISSING,
    attribution=_MISSING,
    custom_events=_MISSING,
    engagement=_MISSING,
    journeys=journeys,
    retention=retention,
    sessions=sessions,
    summary=summary,
    exports=exports,
)
