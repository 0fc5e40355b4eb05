"""Health of the server in the language of the window: a sentence for each reason of a check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from app.domain.server_status import HealthCheck, Reason
from app.ui import format
from app.ui.texts import as_sentence
from app.ui.translation import filled, translator

_tr = translator("health")

# Those whose facts are days.
_DAYS = ("backups_old", "backups_right", "clock_was_ahead", "countries_known", "tls_expires", "tls_expires_soon")
_SIZES = ("disk_free", "disk_low")  # whose facts are bytes


def check_text(check: HealthCheck) -> str:
    """Return what a check says. A server of another version may have a sentence in English alone."""
    return " ".join(map(_reason_text, check.reasons)) or as_sentence(check.message)


def _reason_text(reason: Reason) -> str:
    text_of = REASONS.get(reason.code)
    if text_of is None:
        return reason.text
    number = next((fact for fact in reason.facts if isinstance(fact, int)), 0)
    return filled(text_of(number), *(_written(reason.code, fact) for fact in reason.facts))


def _written(code: str, fact: int | str) -> str:
    if isinstance(fact, int):
        return format.data_size(fact) if code in _SIZES else format.exact(fact)
    if code not in _DAYS:
        return fact
    try:
        return format.day(date.fromisoformat(fact))
    except ValueError:  # of another version, which writes days in another way
        return fact


# By code, see `app.domain.server_status.ReasonCode`; the number is the first fact that is one.
REASONS: Mapping[str, Callable[[int], str]] = {
    "backups_failed": lambda n: _tr("The last backup failed: %1"),
    "backups_none": lambda n: _tr("There is no backup yet."),
    "backups_off": lambda n: _tr("No backups are made on a schedule."),
    "backups_old": lambda n: _tr("The newest backup is of %1."),
    "backups_right": lambda n: _tr("The newest backup is of %1."),
    "city_damaged": lambda n: _tr("The city database %1 is damaged or not of MaxMind's format."),
    "city_missing": lambda n: _tr("The city database %1 was not found."),
    "city_unreadable": lambda n: _tr("The city database %1 cannot be read: %2."),
    "city_without_places": lambda n: _tr("The city database %1 is of type %2, which contains no places."),
    "clock_agrees": lambda n: _tr("The clock agrees with stored events."),
    "clock_ahead": lambda n: _tr(
        "The clock shows %1 UTC, %2 days ahead of the time that this server saw last. Nothing is deleted and nothing"
        " expires by it until it has been steady for a day or you confirm that it is right.",
        n,
    ),
    "clock_back": lambda n: _tr(
        "The clock shows %1 UTC, %2 days behind the time that this server saw last. Nothing is deleted and nothing"
        " expires by it until it has been steady for a day or you confirm that it is right.",
        n,
    ),
    "clock_behind_events": lambda n: _tr(
        "The clock is %1 minutes behind the newest event. Correct it: reports depend on the clock.", n
    ),
    "clock_not_compared": lambda n: _tr("The clock could not be compared with stored events."),
    "clock_steady": lambda n: _tr("The clock runs on from the time that this server saw last."),
    "clock_was_ahead": lambda n: _tr("The clock is right. Some events came while it was ahead: the newest is of %1."),
    "connections": lambda n: _tr("%1 connections are open.", n),
    "connections_ended": lambda n: _tr(
        "%1 connections are open; since the start %2 waiting ones were closed and %3 refused.", n
    ),
    "countries_damaged": lambda n: _tr("The table of countries is damaged. Install the program again."),
    "countries_known": lambda n: _tr("Countries are known as of %1. A city database would add regions and cities."),
    "countries_of_no_day": lambda n: _tr("Countries are known. A city database would add regions and cities."),
    "database_file_emptied": lambda n: _tr("The database file was emptied while the server was running."),
    "database_file_moved": lambda n: _tr("The database file was moved or renamed while the server was running."),
    "database_file_remedy": lambda n: _tr(
        "New events are kept in the journal. Stop the server, put the right file back and start again."
    ),
    "database_file_removed": lambda n: _tr("The database file was removed while the server was running."),
    "database_file_replaced": lambda n: _tr("The database file was replaced while the server was running."),
    "database_file_right": lambda n: _tr("The database file is in its place."),
    "database_file_written_again": lambda n: _tr("It was written again, complete."),
    "database_log_replaced": lambda n: _tr(
        "The database's write-ahead log was damaged and moved to %1; the journal replaced it."
    ),
    "database_right": lambda n: _tr("The database is available."),
    "disk_free": lambda n: _tr("%1 are free on the disk."),
    "disk_low": lambda n: _tr("Only %1 are free in the data folder. Free up space before it is full."),
    "disk_unreadable": lambda n: _tr("The free space of the data folder cannot be read: %1."),
    "journal_damaged": lambda n: _tr("%1 damaged places were found at the start and set aside.", n),
    "journal_files_lost": lambda n: _tr(
        "A file of the journal was removed or cut while the server was running. The events in it that were not stored"
        " yet have been written again, so none is lost. Find out which program touches the data folder."
    ),
    "journal_files_right": lambda n: _tr("The files of the journal are complete."),
    "journal_gap": lambda n: _tr(
        "%1 requests are missing between the database and the journal: a file of the journal was removed while the"
        " server was stopped, or an older copy of the database was put back.",
        n,
    ),
    "journal_right": lambda n: _tr("The journal is written."),
    "journal_unsynced": lambda n: _tr("The journal is written, but may not survive a power cut: %1."),
    "journal_unwritable": lambda n: _tr("The journal cannot be written: %1."),
    "places_known": lambda n: _tr("Countries, regions and cities are known."),
    "proxies_right": lambda n: _tr("Visitors are told apart by their addresses."),
    "proxies_unknown": lambda n: _tr(
        "%1 forwards requests, but is no trusted proxy: all visitors seem to share its address. Add it to the trusted"
        " proxies in the settings."
    ),
    "proxies_wide": lambda n: _tr(
        "Forwarded addresses of %1 are believed, so anyone there can pretend to be another visitor."
    ),
    "quarantine_empty": lambda n: _tr("No events are set aside."),
    "quarantine_refused": lambda n: _tr("%1 events that the database refused are set aside.", n),
    "quarantine_unknown": lambda n: _tr(
        "%1 events of unknown websites are set aside in the folder journal/quarantine. They are stored as soon as the"
        " database that has these websites is put back.",
        n,
    ),
    "store_fault": lambda n: _tr("Events cannot be stored because of a fault in the program. The log has the details."),
    "store_refuses": lambda n: _tr("Events cannot be stored at the moment; the journal keeps them. %1"),
    "store_right": lambda n: _tr("Events are stored."),
    "tls_expires": lambda n: _tr("The certificate expires on %1."),
    "tls_expires_soon": lambda n: _tr("The certificate expires on %1. Renew it."),
    "tls_refused": lambda n: _tr("The renewed certificate cannot be used, so the old one stays in use. %1"),
    "tls_right": lambda n: _tr("The certificate is up to date."),
}
