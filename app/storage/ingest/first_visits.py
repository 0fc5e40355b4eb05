"""First visits of visitors, in a table of their own so that no report has to read the whole history for them.

The table is complete up to a time that the sweep which ends sessions moves forward, in its transaction. Sessions that
began later are few: reports read them as well (`sql/reports/retention/`), so their results are always complete.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.ids import WebsiteKey
from app.storage.connection import Connection, one, statement, to_db


def complete_until(con: Connection) -> datetime:
    """Return the time, naive UTC, up to which the table is complete: no session that began before is missing."""
    row = one(con, "ingest/first_visits/until")
    assert row is not None  # the migration inserts the only row
    until: datetime = row[0]
    return until


def catch_up(con: Connection, until: datetime) -> None:
    """Add the sessions that began before `until` (aware). Every event before `until` must be stored.

    An earlier `until` than last time means that the clock was set back: later sessions begin after it, and are added
    then. While no session begins nothing is written, so that an idle disk can sleep.
    """
    since, until = complete_until(con), to_db(until)
    values = {"since": since, "until": until}
    began = one(con, "ingest/first_visits/sessions_began", values) == (True,)
    if began:
        con.execute(statement("ingest/first_visits/add"), values | {"website": None})
    if began or until < since:
        con.execute(statement("ingest/first_visits/until_set"), {"until": until})


def add_website(con: Connection, website: WebsiteKey) -> None:
    """Add all sessions of a website whose history was stored at once."""
    values = {"since": datetime.min, "until": datetime.max, "website": website}  # noqa: DTZ901  columns have no zone
    con.execute(statement("ingest/first_visits/add"), values)
