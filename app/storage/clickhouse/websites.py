"""Deletion of websites from ClickHouse."""

from __future__ import annotations

from app.domain.ids import WebsiteKey
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.connection import statement

_DELETES = ("clickhouse/websites/delete_events", "clickhouse/websites/delete_client_visitors")


def delete(writer: ClickHouseWriter, website: WebsiteKey) -> None:
    """Delete all events of a website, of every writer, and the ids of its visitors."""
    for name in _DELETES:
        writer.con.command(statement(name), {"website": website})
