"""Ranges of facts: the days of each website whose facts count, and what takes days out of them.

Facts of days outside the range of their website are left-overs, which the next making of these days replaces. So a
write that changes closed days only has to shorten the range, in its own transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import day_start
from app.storage.connection import Connection, one, rows, statement, to_db

RULES = 2  # raised with every change of what a fact means; facts of another number are made anew
DAY = timedelta(days=1)
DELETES = ("facts/ranges/delete_range", "facts/ranges/delete_facts")
_INSTANT = timedelta(microseconds=1)
# By the connection that writes: a time for each website that its range does not end after. Nearly every batch of events
# lies behind those of its websites, and a statement for each would cost a tenth of a small one. Ranges that are
# withdrawn, or rolled back, leave it too late.
_latest_stops: WeakKeyDictionary[Connection, dict[int, datetime]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class FactRange:
    """Days with facts, from `since` (None: from the first event on) until just before `until`, as table `fact_ranges`.

    floor: the first day that may have facts, None for every day. ends: first instant of `until`, naive UTC.
    daily_events: events of the website on a day, on average. part_until: the time, naive UTC, up to which the day
    `until` has facts too, None when it has none.
    """

    website: WebsiteKey
    zone: str
    includes_bots: bool
    rules: int
    floor: date | None
    since: date | None
    until: date
    ends: datetime
    daily_events: int
    part_until: datetime | None = None

    @property
    def stop(self) -> datetime:
        """The time, naive UTC, before which facts stand for all events of the range."""
        return self.part_until or self.ends

    @property
    def stop_day(self) -> date:
        """The first day without facts."""
        return self.until if self.part_until is None else self.until + DAY

    @property
    def is_valid(self) -> bool:
        """False when the rules have changed since, or the data of the zone."""
        return self.rules == RULES and self.ends == first_instant(self.until, self.zone)

    def until_day(self, day: date) -> FactRange | None:
        """Return the range without `day` and later days, None when nothing is left of it."""
        if self.since is not None and day <= self.since:
            return None
        return replace(self, until=day, ends=first_instant(day, self.zone), part_until=None)

    def until_instant(self, instant: datetime) -> FactRange | None:
        """Return the range without the day of an instant (naive UTC) and later ones, None when nothing is left."""
        if instant >= self.ends:
            return replace(self, part_until=None)
        return self.until_day(local_day(instant, self.zone))

    def from_floor(self, day: date) -> FactRange | None:
        """Return the range without the days before `day`, which never get facts again; None for nothing."""
        floor = day if self.floor is None else max(self.floor, day)
        since = floor if self.since is None else max(self.since, floor)
        return None if since >= self.until else replace(self, floor=floor, since=since)


def first_instant(day: date, zone: str) -> datetime:
    """Return the first instant of a local day, naive UTC."""
    return to_db(day_start(day, ZoneInfo(zone)))


def local_day(instant: datetime, zone: str) -> date:
    """Return the local day of an instant, naive UTC."""
    return instant.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def fact_range(con: Connection, website: WebsiteKey) -> FactRange | None:
    """Return the range of a website, None while it has no facts."""
    known = rows(con, "facts/ranges/range", {"website": website})
    return FactRange(*known[0]) if known else None


def put(con: Connection, changed: FactRange) -> None:
    """Store the range of a website in place of the one before."""
    con.execute(statement("facts/ranges/delete_range"), {"website": changed.website})
    values = {name: getattr(changed, name) for name in FactRange.__slots__}
    con.execute(statement("facts/ranges/range_add"), values)
    if con in _latest_stops:
        latest = _latest_stops[con]
        latest[changed.website] = max(latest.get(changed.website, changed.stop), changed.stop)


def forget(con: Connection, website: WebsiteKey) -> None:
    """Delete all facts of a website."""
    for name in DELETES:
        con.execute(statement(name), {"website": website})


def withdraw_from(con: Connection, since: Mapping[int, datetime]) -> None:
    """Take out the days that a write changes: those from the day of an instant (aware) on, by website.

    Later days are concerned too: whether a visitor is new on them depends on the days before.
    """
    latest = _latest(con)
    instants = {website: to_db(at) for website, at in since.items()}
    changed = {website: at for website, at in instants.items() if website in latest and at < latest[website]}
    if not changed:
        return
    for row in rows(con, "facts/ranges/ranges_behind", {"instant": min(changed.values())}):
        known = FactRange(*row)
        changed_at = changed.get(known.website)
        if changed_at is not None and changed_at < known.stop:
            _replace(con, known, known.until_instant(changed_at))


def _latest(con: Connection) -> dict[int, datetime]:
    """Return for each website that has a range a time, naive UTC, that it does not end after."""
    if con not in _latest_stops:
        ranges = [FactRange(*row) for row in rows(con, "facts/ranges/ranges")]
        _latest_stops[con] = {known.website: known.stop for known in ranges}
    return _latest_stops[con]


def first_whole_day(con: Connection, zone: str) -> date | None:
    """Return the first local day of which no event was deleted, None when none ever was."""
    row = one(con, "facts/ranges/deleted_until")
    return None if row is None or row[0] is None else local_day(row[0] - _INSTANT, zone) + DAY


def withdraw_before(con: Connection, before: datetime) -> None:
    """Take out, and delete, all days with an instant before `before` (naive UTC): events of them are being deleted."""
    con.execute(statement("facts/ranges/deleted_until_set"), {"until": before})
    for row in rows(con, "facts/ranges/ranges"):
        known = FactRange(*row)
        floor = local_day(before - _INSTANT, known.zone) + DAY
        con.execute(statement("facts/ranges/delete_facts_before"), {"website": known.website, "day": floor})
        _replace(con, known, known.from_floor(floor))


def _replace(con: Connection, known: FactRange, left: FactRange | None) -> None:
    if left is None:
        forget(con, known.website)
    elif left != known:
        put(con, left)
