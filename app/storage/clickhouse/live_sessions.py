"""Sessions as ingest asks for them: ClickHouse keeps none and numbers none, for each question decides them anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.ingest.sessions import Session, VisitorKey
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.ingest.numbers import Asked, KnownNumbers


def live_sessions(_: ClickHouseWriter, __: Sequence[VisitorKey]) -> dict[VisitorKey, Session]:
    return {}


def count_live_sessions(_: ClickHouseWriter) -> int:
    return 0


def end_sessions(_: ClickHouseWriter, __: datetime) -> None:
    """Do nothing: a session ends when its visitor is not seen for 30 minutes."""


def known_numbers(_: ClickHouseWriter, __: int) -> KnownNumbers:
    return KnownNumbers(1, {}, 0, 0)


def known_visitors(_: ClickHouseWriter, __: Asked) -> dict[VisitorKey, int]:
    return {}
