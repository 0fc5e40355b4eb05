"""Durable files: small files that a power cut leaves whole, with their old content or their new."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

_WRITTEN = ".new"  # ends the name of a file that is being written
LEFT_OVER = f"*{_WRITTEN}"  # names of half-written files, which ends of the process leave in a folder


def replace_durably(path: Path, data: bytes) -> None:
    """Create or replace a file, readable by its owner only. When this returns it survives a power cut. Raises OSError.

    Of two calls for one path at a time the later one to end wins.
    """
    file, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=_WRITTEN, dir=path.parent)
    new = Path(name)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(file, view) :]
            os.fsync(file)
        finally:
            os.close(file)
        new.replace(path)
    except BaseException:  # a full disk, say: half a file is of no use; it goes on to the caller
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a file whose name is lost is lost. Raises OSError. Windows does so itself."""
    if sys.platform != "win32":
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
