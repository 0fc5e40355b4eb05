"""Facts of a history, as the program makes them in the background for every day that is over."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from app.server.facts import FactsMaker
from app.storage import websites
from app.storage.cache import NONE
from app.storage.connection import Connection, to_db
from app.storage.database import Database, open_database
from app.storage.facts.ranges import forget
from app.storage.ingest.events import end_sessions
from benchmarks.history import LAST_DAY

AFTERWARDS = datetime.combine(LAST_DAY + timedelta(days=2), time_of_day(), UTC)  # all sessions have ended by then


async def make_facts(database: Database, until: datetime = AFTERWARDS) -> float:
    """Make the facts of all days that are over at a time (aware) anew, and return the seconds that took."""
    known = await database.read(websites.all_websites)

    def begin(con: Connection) -> None:
        end_sessions(con, AFTERWARDS)
        for website in known:
            forget(con, website.key)

    await database.write(begin, invalidates=NONE)
    begun_s = time.perf_counter()
    await FactsMaker(database, lambda: known, lambda: to_db(until)).make_all()
    return time.perf_counter() - begun_s


async def add_facts(path: Path) -> None:
    """Make the facts of the history in a file."""
    database = await open_database(path)
    try:
        await make_facts(database)
    finally:
        await database.close()
