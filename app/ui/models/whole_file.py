"""Whole files: bytes that take the place of an older file once all of them are on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from app.domain.errors import AppError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, or leave the one that is there as it is. Raises OSError with the reason in words."""
    file = QSaveFile(str(path))
    is_whole = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    if not is_whole:
        reason = file.errorString()
        file.cancelWriting()
        raise OSError(reason)


async def save_parts(parts: AsyncIterator[bytes], path: Path) -> None:
    """Write a file part by part. It replaces an older one once it is complete.

    Raises AppError `storage_unavailable` when it cannot be written, or the error of the parts.
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        file = await asyncio.to_thread(unfinished.open, "wb")
        with file:
            async for part in parts:
                await asyncio.to_thread(file.write, part)
        await asyncio.to_thread(unfinished.replace, path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AppError("storage_unavailable", f"{path.name} could not be written: {reason}.") from error
    finally:
        await asyncio.to_thread(unfinished.unlink, missing_ok=True)
