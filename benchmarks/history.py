"""Generator of event histories to measure against: reproducible from a seed, and stored as ingest would store them.

Days are generated one after the other inside DuckDB, so memory does not grow with the number of events.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb

from app.domain.ingest.events import EVENTS_PER_RECORD
from app.domain.ingest.sessions import IDLE_LIMIT
from app.storage.connection import BLOCK_BYTES, Connection, statement
from app.storage.ingest import first_visits
from app.storage.schema.migrate import migrate
from benchmarks import vocabulary

DAYS = 90
LAST_DAY = date(2026, 3, 31)
ZONE = "Europe/Berlin"
SEED = 1
SQL = Path(__file__).parent / "sql"
EVENTS_A_VISIT = 2.7  # mean of the lengths in history_visits.sql
MEMBER_SHARE = 0.04  # of the visits, as in history_visits.sql
VISITS_A_MEMBER = 8
WEEKDAYS = (1.05, 1.08, 1.06, 1.03, 0.97, 0.86, 0.95)
GROWTH = 0.35  # additional visitors of the last day, as a fraction of the first
NOISE = 0.08


@dataclass(frozen=True, slots=True)
class Site:
    """A sample website. share: its number of events, as a fraction of that of the measured one."""

    id: str
    name: str
    domain: str
    share: float


# The first one is measured; the others are there because a home server seldom has a single website.
SITES = (
    Site("site_meadow0001", "Meadow & Co", "meadow.example", 1.0),
    Site("site_notes00002", "Field notes", "notes.example", 0.02),
    Site("site_choir00003", "Village choir", "choir.example", 0.005),
)


@functools.cache
def text(name: str) -> str:
    """Return the text of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text("utf-8")


def make(con: Connection, events: int, *, seed: int = SEED, days: int = DAYS, last_day: date = LAST_DAY) -> None:
    """Fill an empty database of the newest schema with `events` events of the first site and a few of the others."""
    con.execute(text("history_tables"))
    for name, rows in _vocabulary():
        _append(con, name, rows)
    first_day = last_day - timedelta(days=days - 1)
    keys = [_add_website(con, site, first_day) for site in SITES]
    plans = [_events_by_day(round(events * site.share), days, first_day, f"{seed} {site.id}") for site in SITES]
    events_added = 0
    for number in range(days):
        shares = [
            (key, site.id, site.domain, plan[number], _visits(plan[number]), _members(sum(plan)))
            for key, site, plan in zip(keys, SITES, plans, strict=True)
        ]
        _add_day(con, seed, first_day + timedelta(days=number), events_added, shares)
        events_added += sum(plan[number] for plan in plans)
    end = {"end": datetime.combine(last_day + timedelta(days=1), time())}
    con.execute(text("history_live"), end)
    con.execute(text("history_live_removed"), end)
    first_visits.catch_up(con, end["end"].replace(tzinfo=UTC) - IDLE_LIMIT)
    con.execute(statement("ingest/events/journal_position_set"), {"next_seq": (events_added + 1) * EVENTS_PER_RECORD})


def make_file(path: Path, events: int, **options: Any) -> None:  # Any: the options of `make`
    """Make a history in a new file that the program can open."""
    con = duckdb.connect(str(path), config={"default_block_size": str(BLOCK_BYTES)})
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET preserve_insertion_order = true")
        con.begin()
        migrate(con)
        make(con, events, **options)
        con.commit()
        con.execute(statement("database/checkpoint"))
    finally:
        con.close()


def _vocabulary() -> Iterable[tuple[str, vocabulary.Rows]]:
    measured = SITES[0]
    yield "pages", vocabulary.pages()
    yield "sources", vocabulary.sources(measured.domain, f"www.{measured.domain}")
    yield "places", vocabulary.places()
    yield "contexts", [(False, *row) for row in vocabulary.systems(vocabulary.BROWSERS)]
    yield "contexts", [(True, *row) for row in vocabulary.systems(vocabulary.BOTS)]
    yield "custom_events", vocabulary.custom_events()
    yield "hours", vocabulary.hours()


def _append(con: Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:  # Any: a value of DuckDB
    appender = con.appender(table)
    appender.append_rows(rows)
    appender.flush()


def _add_website(con: Connection, site: Site, first_day: date) -> int:
    values = {"id": site.id, "name": site.name, "domain": site.domain, "zone": ZONE, "at": first_day}
    added = con.execute(text("history_add_website"), values).fetchone()
    assert added is not None
    return int(added[0])


def _events_by_day(events: int, days: int, first_day: date, seed: str) -> list[int]:
    """Split `events` over the days: quieter weekends, slow growth, some randomness."""
    chance = random.Random(seed)
    weights = [
        WEEKDAYS[(first_day + timedelta(days=number)).weekday()] * (1 + GROWTH * number / days) * chance.gauss(1, NOISE)
        for number in range(days)
    ]
    edges = [round(events * sum(weights[:number]) / sum(weights)) for number in range(days + 1)]
    return [end - start for start, end in zip(edges, edges[1:], strict=False)]


def _visits(events: int) -> int:
    """Return a number of visits that is surely enough for `events` events; history_visits.sql drops the surplus."""
    return 20 + round(1.2 * events / EVENTS_A_VISIT)


def _members(events: int) -> int:
    return max(1, round(events / EVENTS_A_VISIT * MEMBER_SHARE / VISITS_A_MEMBER))


def _add_day(con: Connection, seed: int, day: date, first: int, shares: Sequence[tuple[Any, ...]]) -> None:
    """Add one UTC day. first: number of events before it; shares: rows of the table `shares`."""
    epoch_day = (day - date(1970, 1, 1)).days
    con.execute(text("history_clear_shares"))
    _append(con, "shares", shares)
    con.execute(text("history_visits"), {"seed": seed, "day": epoch_day})
    con.execute(text("history_events"), {"day": epoch_day, "first": first})
    for step in ("history_rows", "history_add_events", "history_add_sessions", "history_add_members"):
        con.execute(text(step))
