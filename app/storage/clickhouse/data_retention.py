"""Data retention: deletes events older than the configured age, one day at a time, as DuckDB's module does."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.reports.periods import EVENTS_FROM
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.connection import statement, to_db

STEP = timedelta(days=1)
IDS_KEPT = timedelta(days=2)  # twice as long as a process relies on an id that it has sent


def delete_oldest(writer: ClickHouseWriter, before: datetime, since: datetime | None = None) -> int | None:
    """Delete the oldest day of events from `since` until just before `before` (UTC).

    since: None for the beginning. Return the number of events, None when nothing is left to delete. Of a session that
    reaches into the kept time the rest stays. Visitors who return are known by the record of their first visit.
    """
    values = {"since": to_db(EVENTS_FROM) if since is None else since, "before": before}
    ((events, oldest),) = writer.con.read(statement("clickhouse/data_retention/oldest"), values)
    if not events:
        return None
    values = {"since": values["since"], "before": min(before, oldest + STEP)}
    ((events,),) = writer.con.read(statement("clickhouse/data_retention/count"), values)
    writer.con.command(statement("clickhouse/data_retention/keep_first_visits"), values)
    writer.con.command(statement("clickhouse/data_retention/delete_events"), values)
    return int(events)


def delete_orphans(writer: ClickHouseWriter) -> None:
    """Delete ids chosen by clients to which no event refers any more and which no process has sent of late.

    With them goes the record of their first visits.
    """
    values = {"days": IDS_KEPT // timedelta(days=1)}
    writer.con.command(statement("clickhouse/data_retention/delete_client_visitors"), values)
    writer.con.command(statement("clickhouse/data_retention/delete_first_visits"))
