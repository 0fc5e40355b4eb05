"""Restore: a backup takes the place of the database of a stopped server, which is kept."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from app.config import Settings
from app.data_folder import DataFolderInUse, folder_lock, given_back, prepare_folder
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.durable_files import sync_folder
from app.server.ingest.pipeline import JOURNAL_FOLDER
from app.storage.backups.child import Child
from app.storage.backups.contents import Contents, contents_of
from app.storage.backups.copying import check_equal, name_copy
from app.storage.connection import FILE_NAME, KnownStorageError
from app.storage.moving.draft import remove_draft
from app.storage.recovery import with_log

Progress = Callable[[str], None]

DRAFT = f"{FILE_NAME}.restoring"
RESERVE_BYTES = 64 * 1024**2


def restore(settings: Settings, backup: Path, progress: Progress) -> str:
    """Put a backup in the place of the database in the data folder, and return a sentence about it. Blocks.

    The backup is checked first, and only read. What it replaces goes into a folder of its own in the data folder.
    progress: called with each line about it. Raises AppError: `bad_request`, `data_folder_in_use`,
    `storage_unavailable`.
    """
    if settings.mode == "cloud":
        raise AppError("bad_request", "In cloud mode there is no database to restore: see docs/cloud.md.", field="mode")
    if not backup.is_file():
        raise AppError("bad_request", f"There is no file {backup}.", field="file")
    prepare_folder(settings.data_dir)
    try:
        with given_back(settings.data_dir), folder_lock(settings.data_dir):
            progress(f"Checking {backup} ...")
            contents = Child().run(contents_of, backup)
            progress(f"It has {contents['events'][0]:,} events. Copying ...")
            replaced = _replace(settings.data_dir, backup, contents)
    except DataFolderInUse as error:
        hint = "Stop the server, or close the window, and start the command again."
        raise AppError(error.code, error.message, hint=hint) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise KnownStorageError(f"The backup cannot be put in place: {reason}. Nothing is lost.") from error
    kept = f" What it replaces is in {replaced}; delete it when you no longer need it." if replaced else ""
    return f"Restored {contents['events'][0]:,} events from {backup.name}.{kept}"


def _replace(data_dir: Path, backup: Path, contents: Contents) -> Path | None:
    """Return the folder with what was replaced, None when there was nothing."""
    path = (data_dir / FILE_NAME).resolve()  # where a link leads: the link itself has to stay
    draft = path.with_name(DRAFT)
    needed = backup.stat().st_size + RESERVE_BYTES
    if shutil.disk_usage(path.parent).free < needed:
        raise KnownStorageError(f"The backup needs {needed // 1024**2:,} MiB of free space in {path.parent}.")
    try:
        shutil.copyfile(backup, draft)
        _give_away(draft, data_dir)
        check_equal(contents, Child().run(contents_of, draft))
        aside = _set_aside(path, data_dir)
        try:
            name_copy(draft, path)
        except OSError:
            if aside is not None and draft.exists():  # else the backup is in its place
                _put_back(path, aside)
            raise
    finally:
        remove_draft(draft)
    # Only now: until here the journal belongs to a database that is in its place, whatever ends this process.
    journal = data_dir / JOURNAL_FOLDER
    if journal.is_dir() and any(journal.iterdir()):
        aside = aside or _new_folder(data_dir)
        shutil.move(journal, aside / JOURNAL_FOLDER)
        sync_folder(data_dir)
    return aside


def _set_aside(path: Path, data_dir: Path) -> Path | None:
    """Keep the database under another name as well, so that there is always one in its place; move its log."""
    database, log = with_log(path)
    if not database.exists():
        return None
    aside = _new_folder(data_dir)
    try:
        os.link(database, aside / FILE_NAME)
    except OSError:  # on a file system without links, or of another disk
        shutil.copyfile(database, aside / FILE_NAME)
        _give_away(aside / FILE_NAME, data_dir)
    if log.exists():
        shutil.move(log, with_log(aside / FILE_NAME)[1])  # the database has this name there, whatever its own is
    sync_folder(aside)
    return aside


def _put_back(path: Path, aside: Path) -> None:
    """Give the database, which is still in its place, its log again. Raises OSError."""
    log, kept = with_log(path)[1], with_log(aside / FILE_NAME)[1]
    if kept.exists():
        shutil.move(kept, log)
    shutil.rmtree(aside)


def _new_folder(data_dir: Path) -> Path:
    folder = data_dir / f"replaced-{utc_now():%Y%m%d-%H%M%S}"
    folder.mkdir(mode=0o700)
    _give_away(folder, data_dir)
    return folder


def _give_away(path: Path, data_dir: Path) -> None:
    """Give a file or folder to the owner of the data folder: an administrator may restore what a service serves."""
    owner = data_dir.stat()
    if hasattr(os, "chown") and (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
        with contextlib.suppress(PermissionError):  # only an administrator may
            os.chown(path, owner.st_uid, owner.st_gid)
