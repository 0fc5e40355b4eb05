"""Server status: the ingest queue, health, caches and log lines. Sent to the window and to health checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

HealthState = Literal["ok", "degraded"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """The ingest queue at one moment. Always accepted = stored + quarantined + depth.

    depth, capacity: events. accepted, stored, quarantined, refused: events since this process started, where events
    replayed from the journal at the start count as accepted, and those of a pause not at all. Rates are events per
    second over the last five seconds. oldest_age_s: age of the oldest waiting event, 0 when none waits. journal_bytes:
    segment files on disk.
    """

    depth: int
    capacity: int
    accepted: int
    stored: int
    quarantined: int
    refused: int
    rate_per_s: float
    stored_rate_per_s: float
    oldest_age_s: float
    last_flush_age_s: float | None
    last_flush_duration_s: float | None
    journal_bytes: int


ReasonCode = Literal[
    "backups_failed",  # fact: the reason in English
    "backups_none",
    "backups_off",
    "backups_old",  # fact: day of the newest backup
    "backups_right",  # as backups_old
    "city_damaged",  # the city database; fact: its file
    "city_missing",  # fact: its file
    "city_unreadable",  # facts: its file, the system's words
    "city_without_places",  # facts: its file, its type
    "clock_agrees",
    "clock_ahead",  # facts: the clock, UTC; days
    "clock_back",  # as clock_ahead
    "clock_behind_events",  # fact: minutes
    "clock_not_compared",
    "clock_steady",
    "clock_was_ahead",  # fact: day of the newest event
    "connections",  # fact: those that are open
    "connections_ended",  # facts: those that are open, since the start those closed and those refused
    "countries_damaged",
    "countries_known",  # fact: day of the table
    "countries_of_no_day",
    "database_file_emptied",
    "database_file_moved",
    "database_file_remedy",
    "database_file_removed",
    "database_file_replaced",
    "database_file_right",
    "database_file_written_again",
    "database_log_replaced",  # fact: the file it was moved to
    "database_right",
    "disk_free",  # fact: bytes
    "disk_low",  # fact: bytes
    "disk_unreadable",  # fact: the system's words
    "journal_damaged",  # fact: places
    "journal_files_lost",
    "journal_files_right",
    "journal_gap",  # fact: requests
    "journal_right",
    "journal_unsynced",  # fact: the system's words
    "journal_unwritable",  # fact: the system's words
    "places_known",
    "proxies_right",
    "proxies_unknown",  # fact: the address of the proxy
    "proxies_wide",  # fact: the network
    "quarantine_empty",
    "quarantine_refused",  # fact: events
    "quarantine_unknown",  # fact: events
    "store_fault",
    "store_refuses",  # fact: the reason in English
    "store_right",
    "tls_expires",  # fact: day
    "tls_expires_soon",  # fact: day
    "tls_refused",  # fact: the reason in English
    "tls_right",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of a check. text: in English; code: a ReasonCode, or one of a newer server.

    facts: what a client needs to say the same in its own words, by the table of the codes; days are ISO dates.
    """

    code: str
    text: str
    facts: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """Health of one part of the server. name: stable English key; message: a sentence for the user.

    reasons: the sentences of the message, empty where they have no codes.
    """

    name: str
    state: HealthState
    message: str
    reasons: tuple[Reason, ...] = ()

    @property
    def is_serious(self) -> bool:
        """True when the server itself is degraded. Without a backup, say, it still does its work."""
        return self.state != "ok" and self.name not in ("places", "backups", "proxies")


def because(code: ReasonCode, text: str, *facts: int | str) -> Reason:
    """Return a reason of this server."""
    return Reason(code, text, facts)


def health(name: str, *reasons: Reason, is_ok: bool) -> HealthCheck:
    """Return a check from its sentences."""
    return HealthCheck(name, "ok" if is_ok else "degraded", " ".join(reason.text for reason in reasons), reasons)


@dataclass(frozen=True, slots=True)
class Requeued:
    """Result of taking events in again from the quarantine. taken_in, left: events; those left stay in it."""

    taken_in: int
    left: int


@dataclass(frozen=True, slots=True)
class CacheStatus:
    """A bounded cache. size, capacity: entries; hits, misses: since the start."""

    name: str
    size: int
    capacity: int
    hits: int
    misses: int


@dataclass(frozen=True, slots=True)
class PlacesSource:
    """Source of places. database: type of the city database in use, empty while countries come from the table alone.

    built: day of the database; attribution, attribution_url: what its licence asks to be shown next to places.
    """

    database: str = ""
    built: date | None = None
    attribution: str = ""
    attribution_url: str = ""


@dataclass(frozen=True, slots=True)
class CityDownload:
    """Download of the city database. total_bytes: None where the publisher does not tell; problem: a sentence."""

    state: Literal["running", "checking", "done", "failed", "cancelled"]
    received_bytes: int = 0
    total_bytes: int | None = None
    problem: str = ""

    @property
    def is_going_on(self) -> bool:
        return self.state in ("running", "checking")


@dataclass(frozen=True, slots=True)
class PlacesStatus:
    """Source of places, and the last download of a city database since the start."""

    source: PlacesSource = PlacesSource()
    download: CityDownload | None = None


@dataclass(frozen=True, slots=True)
class FactsStatus:
    """Facts of closed days, over all websites. days_done: made since the start; days_left: still to be made."""

    days_done: int = 0
    days_left: int = 0


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """Contents of the Server page. Sizes in bytes; stored_today: events of the server's current UTC day.

    set_aside: events in the quarantine, which can be taken in again.
    is_clock_in_doubt: the clock jumped, and deletions are put off until it has been steady for a day or is confirmed.
    pause_left_s: seconds until collecting goes on, 0 while it is not paused.
    """

    version: str
    pid: int
    started_at: datetime
    uptime_s: float
    addresses: tuple[str, ...]
    data_dir: str
    auth: str
    state: HealthState
    checks: tuple[HealthCheck, ...]
    queue: QueueStatus
    stored_today: int
    database_bytes: int
    memory_bytes: int
    caches: tuple[CacheStatus, ...]
    is_clock_in_doubt: bool = False
    set_aside: int = 0
    places: PlacesStatus = PlacesStatus()
    pause_left_s: float = 0.0
    facts: FactsStatus = FactsStatus()


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the server's log. Never contains an address, a key or a token."""

    at: datetime
    level: LogLevel
    logger: str
    message: str
