"""Backups of a self-hosted server: their names, and those that are no longer kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

SUFFIX = ".duckdb"
_NAME = re.compile(r"sparklytics-(\d{8}-\d{6})\.duckdb", re.ASCII)
_TIME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in its folder. at: up to when it has everything that was accepted, aware."""

    name: str
    at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True)
class BackupsStatus:
    """Backups of a server. folder: blank where it makes none; every_hours: 0 while none are made on a schedule.

    newest: of the folder; problem: why the last attempt failed, a sentence, blank after a success.
    """

    folder: str = ""
    every_hours: int = 0
    is_running: bool = False
    newest: Backup | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BackupList:
    """Status of backups, and those in the folder, newest first."""

    status: BackupsStatus
    backups: tuple[Backup, ...]


def backup_name(at: datetime) -> str:
    """Return the name of the file of a backup, by its time in UTC."""
    return f"sparklytics-{at.astimezone(UTC).strftime(_TIME)}{SUFFIX}"


def time_of(name: str) -> datetime | None:
    """Return the time in the name of a backup, aware; None for the name of anything else."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
    except ValueError:  # the 31st of February, say
        return None


def no_longer_kept(backups: Sequence[Backup], keep: int, before: datetime | None) -> list[Backup]:
    """Return what goes of backups, newest first: those beyond the first `keep`, and older than `before` but the newest.

    before: None for none by age.
    """
    return [
        backup
        for number, backup in enumerate(backups)
        if number >= keep or (number and before is not None and backup.at < before)
    ]
