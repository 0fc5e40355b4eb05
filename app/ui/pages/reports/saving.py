"""Saving of a download, whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from app.domain.errors import AppError


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
