"""Segment files of the journal on the disk: creating, syncing and removing them, and noticing that they vanished."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.durable_files import sync_folder


@dataclass(slots=True)
class SegmentFile:
    """One file of the journal."""

    path: Path
    index: int
    size_bytes: int
    last_number: int  # the greatest record number in it, -1 when empty
    inode: int


def create(path: Path) -> int:
    """Create a segment file for appending, and its folder if somebody removed that. Raises OSError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True)
        return os.open(path, flags, 0o600)


def finish(file: int, is_durable: bool) -> None:
    """Close a file, after making it durable where that is asked for. Raises OSError."""
    try:
        if is_durable:
            os.fsync(file)
    finally:
        os.close(file)


def remove_files(paths: list[Path]) -> None:
    """Remove segments that are no longer needed. Raises OSError."""
    for path in paths:
        path.unlink(missing_ok=True)
    if paths:
        sync_folder(paths[0].parent)


def vanished(segments: Iterable[tuple[SegmentFile, int]]) -> list[SegmentFile]:
    """Return the segments whose file is gone, is another one, or is shorter than the bytes written to it.

    The path says it all: its inode is that of the open file unless that was removed, renamed or replaced.
    """
    lost: list[SegmentFile] = []
    for segment, size_bytes in segments:
        try:
            facts = segment.path.stat()
        except FileNotFoundError:
            lost.append(segment)
            continue
        if facts.st_ino != segment.inode or facts.st_size < size_bytes:
            lost.append(segment)
    return lost
