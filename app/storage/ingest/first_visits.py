"""When each visitor was first seen, kept in a table of its own so that no report has to read the whole history for it.

The table is complete up to a moment that moves on with the sweep that ends sessions, in its transaction. Sessions that
began later are few: whoever asks reads those as well (`sql/report_cohorts.sql`), so what is asked is always whole.
"""

from __future__ import annotations

from datetime import datetime

from app.storage.connection import Connection, one, statement, to_db


def complete_until(con: Connection) -> datetime:
    """Up to when the table is complete, UTC without zone: no session that began before is missing."""
    found = one(con, "ingest/first_visits/until")
    assert found is not None  # the migration puts the one row there
    until: datetime = found[0]
    return until


def keep_up(con: Connection, until: datetime) -> None:
    """Take in the sessions that began before `until` (aware). Every event before `until` must be stored.

    An earlier `until` than last time means that the clock was set back: what comes from now on begins after it, and is
    taken in then. While no session begins nothing is written, so that an idle disk can sleep.
    """
    since, until = complete_until(con), to_db(until)
    values = {"since": since, "until": until}
    began = one(con, "ingest/first_visits/sessions_began", values) == (True,)
    if began:
        con.execute(statement("ingest/first_visits/add"), values | {"website": None})
    if began or until < since:
        con.execute(statement("ingest/first_visits/until_set"), {"until": until})


def add_website(con: Connection, website: int) -> None:
    """Take in all sessions of a website whose history came at once. website: its key."""
    values = {"since": datetime.min, "until": datetime.max, "website": website}  # noqa: DTZ901  columns have no zone
    con.execute(statement("ingest/first_visits/add"), values)
