"""Whole files: bytes that take the place of an older file once all of them are on the disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or leave the one that is there as it is. Raises OSError with the reason in words."""
    file = QSaveFile(str(path))
    is_whole = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    if not is_whole:
        reason = file.errorString()
        file.cancelWriting()
        raise OSError(reason)
