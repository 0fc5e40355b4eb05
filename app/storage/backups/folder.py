"""Folder of backups: what is in it, room for one more, and the removal of those that are not kept."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.backups import SUFFIX, Backup, backup_name, no_longer_kept, time_of
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.storage.backups.child import Child
from app.storage.backups.copying import copy_checked
from app.storage.connection import KnownStorageError
from app.storage.moving.draft import remove_draft
from app.storage.recovery import with_log

log = logging.getLogger(__name__)

DEFAULT = "backups"  # in the data folder
DRAFT = ".draft"  # ends the name of a backup that is not complete
SNAPSHOT = ".snapshot"  # ends the name of the copy of a database that a backup is made from
RESERVE_BYTES = 512 * 1024**2  # of a disk, for the journal to go on


class BackupFolder:
    """Folder of the backups of one database. may_create: it is the program's own. Methods block and raise AppError."""

    def __init__(self, path: Path, database: Path, *, may_create: bool) -> None:
        self.path = path
        self._database = database
        self._may_create = may_create

    @property
    def snapshot(self) -> Path:
        """Place of the copy that a backup is made from: next to the database, whose secrets it has."""
        return self._database.with_name(self._database.name + SNAPSHOT)

    def backups(self) -> list[Backup]:
        """Return the backups in the folder, newest first; none while there is no folder."""
        with self._faults():
            if not self.path.is_dir():
                return []
            times = {path: time_of(path.name) for path in self.path.iterdir()}
            known = [Backup(path.name, at, path.stat().st_size) for path, at in times.items() if at is not None]
            return sorted(known, key=lambda backup: backup.at, reverse=True)

    def prepare(self, *, has_snapshot: bool = True) -> None:
        """Make ready for a backup: remove what a killed process left, and check that it can be written.

        has_snapshot: it is made from a copy next to the database, which takes room too.
        """
        with self._faults():
            if self._may_create:
                self.path.mkdir(mode=0o700, exist_ok=True)
            self.tidy()
            with tempfile.TemporaryFile(dir=self.path):
                pass
            self._check_room(has_snapshot)

    def _check_room(self, has_snapshot: bool) -> None:
        home = self._database.parent
        size = sum(path.stat().st_size for path in with_log(self._database) if path.exists())
        needed = {self.path: size}
        if has_snapshot:
            is_same_disk = home.stat().st_dev == self.path.stat().st_dev
            needed = {home: 2 * size} if is_same_disk else {self.path: size, home: size}
        for folder, room in needed.items():
            if shutil.disk_usage(folder).free < room + RESERVE_BYTES:
                missing = (room + RESERVE_BYTES) // 1024**2
                raise KnownStorageError(f"A backup needs {missing:,} MiB of free space in the folder {folder}.")

    def tidy(self) -> None:
        """Remove what a killed process left: copies that are not complete."""
        remove_draft(self.snapshot)
        drafts = self.path.glob(f"*{SUFFIX}{DRAFT}") if self.path.is_dir() else ()
        for draft in drafts:
            if time_of(draft.name.removesuffix(DRAFT)) is not None:
                remove_draft(draft)

    def make(self, child: Child, source: Path, at: datetime) -> Backup:
        """Make a backup of the closed database `source`, as of the time `at`. Raises also what `child` raises."""
        while (target := self.path / backup_name(at)).exists():
            at += timedelta(seconds=1)
        with self._faults():
            copy_checked(child, source, target.with_name(target.name + DRAFT), target)
            return Backup(target.name, at.replace(microsecond=0), target.stat().st_size)

    def remove_old(self, keep: int, before: datetime | None) -> None:
        """Remove the backups that are no longer kept, see `no_longer_kept`."""
        with self._faults():
            for backup in no_longer_kept(self.backups(), keep, before):
                (self.path / backup.name).unlink(missing_ok=True)
                log.info("The backup %s is no longer kept", backup.name)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            sentence = f"The backup folder {self.path} cannot be used: {reason}."
            raise AppError("storage_unavailable", sentence, field="backup_folder") from error


def keep_before_upgrade(folder: BackupFolder, keep: int, file: Path) -> None:
    """Make a backup of a closed file of an older version, and remove all but `keep`. Raises AppError."""
    log.info("The database is copied to %s before it is brought up to date", folder.path)
    try:
        folder.prepare(has_snapshot=False)
        folder.make(Child(), file, utc_now())
        folder.remove_old(keep, None)
    except AppError as error:
        sentence = f"{error.message} The database has to be copied before this version changes it; it is as it was."
        hint = "Free some space, or choose another folder with SPARKLYTICS_BACKUP_FOLDER, then start again."
        raise AppError(error.code, sentence, hint=hint) from error
