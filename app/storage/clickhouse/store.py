"""The event store of cloud mode, as the server knows stores."""

from __future__ import annotations

from types import ModuleType
from typing import Any, NoReturn

from app.domain.errors import NotFound
from app.storage.clickhouse import batches, websites
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports import breakdowns, overview
from app.storage.event_store import EventStore


class _Partly:
    """A module of reports that cloud mode does not have as a whole. What it lacks raises NotFound, as an answer."""

    def __init__(self, module: ModuleType | None = None) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:  # Any: a function of the module
        return getattr(self._module, name, _not_here)


def _not_here(*_: object) -> NoReturn:
    raise NotFound("This report does not exist in cloud mode")


def _partly(module: ModuleType | None = None) -> Any:  # Any: each field has a protocol of its own
    return _Partly(module)


CLICKHOUSE: EventStore[ClickHouseWriter, ClickHouse] = EventStore(
    batches=batches,
    websites=websites,
    overview=_partly(overview),
    breakdowns=breakdowns,
    goals=_partly(),
    funnels=_partly(),
    attribution=_partly(),
    custom_events=_partly(),
    engagement=_partly(),
    journeys=_partly(),
    retention=_partly(),
    sessions=_partly(),
    summary=_partly(),
    exports=_partly(),
)
