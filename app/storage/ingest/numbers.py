"""Numbers of sessions and visitors: the next one, and those of visitors who were there before.

Everything but `sessions` knows both by numbers alone: ids of 64 bits would be half of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import at, unix_us
from app.domain.ingest.sessions import IMPORT_NUMBERS, VisitorKey
from app.storage.connection import Connection, from_db, one, rows, to_db

ID_LIFE = timedelta(days=1)  # of the ids that the program makes


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """Numbers in the tables. following: of the next session, higher than any that a row refers to.

    visitors: all with a session that ended after `since_us`; the last of them ended at `until_us`.
    """

    following: int
    visitors: Mapping[VisitorKey, int]
    since_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Visitors whose numbers are asked for.

    times_us: when they come, for ids that last a day. clients: visitors who chose their id, by website and that id.
    """

    times_us: dict[VisitorKey, int] = field(default_factory=dict)
    clients: dict[tuple[WebsiteKey, str], VisitorKey] = field(default_factory=dict)


def known_numbers(con: Connection, most: int) -> KnownNumbers:
    """Return the numbers as they are now. most: visitors, at least 1; of those of the last day, the last ones."""
    following = next_session(con)
    visitors = rows(con, "ingest/numbers/recent_visitors", {"most": most, "life": ID_LIFE})
    if not visitors:
        return KnownNumbers(following, {}, 0, 0)
    times_us = [unix_us(from_db(row[3])) for row in visitors]
    since_us = times_us[-1] if len(visitors) == most else times_us[0] - ID_LIFE // timedelta(microseconds=1)
    return KnownNumbers(following, {(row[0], row[1]): row[2] for row in visitors}, since_us, times_us[0])


def next_session(con: Connection) -> int:
    """Return the number of the next session."""
    row = one(con, "ingest/numbers/highest", {"limit": IMPORT_NUMBERS})
    assert row is not None  # an aggregate always has a row
    return int(row[0]) + 1


def known_visitors(con: Connection, asked: Asked) -> dict[VisitorKey, int]:
    """Return the numbers of those who had a session before that has ended."""
    known: dict[VisitorKey, int] = {}
    if asked.times_us:
        websites, visitors = zip(*asked.times_us, strict=True)
        times = sorted(asked.times_us.values())
        values = {
            "websites": list(websites),
            "visitors": list(visitors),
            "since": to_db(at(times[0]) - ID_LIFE),
            "until": to_db(at(times[-1]) + ID_LIFE),
        }
        known |= {(website, visitor): number for website, visitor, number in rows(con, "ingest/numbers/of_ids", values)}
    if asked.clients:
        websites, ids = zip(*asked.clients, strict=True)
        clients = rows(con, "ingest/numbers/of_clients", {"websites": list(websites), "ids": list(ids)})
        known |= {asked.clients[website, client_id]: number for website, client_id, number in clients}
    return known
