"""Deletion of websites from ClickHouse."""

from __future__ import annotations

from app.domain.ids import WebsiteKey
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.connection import statement

_DELETES = tuple(f"clickhouse/websites/delete_{table}" for table in ("events", "client_visitors", "first_visits"))


def delete(writer: ClickHouseWriter, website: WebsiteKey) -> None:
    """Delete all events of a website, of every writer, and the ids of its visitors."""
    for name in _DELETES:
        writer.con.command(statement(name), {"website": website})
