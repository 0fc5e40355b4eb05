"""Data retention: deletes events older than the configured age, one day at a time, so that no transaction is long."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.storage.connection import Connection, one, statement
from app.storage.facts import ranges

STEP = timedelta(days=1)


def delete_oldest(con: Connection, before: datetime, since: datetime | None = None) -> int | None:
    """Delete the oldest day of events and sessions from `since` until just before `before` (UTC).

    since: None for the beginning. Return the number of events, None when nothing is left to delete. A session is
    deleted with its last event: one that reaches into the kept time stays whole.
    """
    since = datetime.min if since is None else since  # noqa: DTZ901  columns have no zone
    row = one(con, "ingest/data_retention/oldest", {"since": since, "before": before})
    if row is None or row[0] is None:
        return None
    values = {"since": since, "before": min(before, row[0] + STEP)}
    deleted = con.execute(statement("ingest/data_retention/events"), values).fetchone()
    con.execute(statement("ingest/data_retention/sessions"), values)
    ranges.withdraw_before(con, values["before"])
    return int(deleted[0]) if deleted else 0


def delete_orphans(con: Connection) -> None:
    """Delete ids chosen by clients and first visits that no event or session refers to any more."""
    con.execute(statement("ingest/data_retention/client_visitors"))
    con.execute(statement("ingest/data_retention/first_visits"))
