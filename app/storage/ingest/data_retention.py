"""Deletes what is older than the owner wants to keep, a day of events at a time, so that no transaction is long."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.storage.connection import Connection, one, statement

STEP = timedelta(days=1)


def delete_oldest(con: Connection, before: datetime) -> int | None:
    """Delete the oldest day of what is before `before` (UTC), sessions with it; None when nothing is left to delete.

    Returns the number of events. A session goes with its last event: one that reaches into the kept time stays whole.
    """
    found = one(con, "ingest/data_retention/oldest", {"before": before})
    if found is None or found[0] is None:
        return None
    until = min(before, found[0] + STEP)
    deleted = con.execute(statement("ingest/data_retention/events"), {"before": until}).fetchone()
    con.execute(statement("ingest/data_retention/sessions"), {"before": until})
    return int(deleted[0]) if deleted else 0


def delete_orphans(con: Connection) -> None:
    """Forget what is kept about visitors of whom nothing else is: ids that clients chose, and first visits."""
    con.execute(statement("ingest/data_retention/client_visitors"))
    con.execute(statement("ingest/data_retention/first_visits"))
