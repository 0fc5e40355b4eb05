"""City file: receives a city database, packed or not, checks it, and only then puts it in the place of the old one."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import AppError, ValidationFailed
from app.domain.server_status import PlacesSource
from app.server.ingest.geoip import check_city_file
from app.server.ingest.pipeline import Ingest

MAX_PACKED_BYTES = 512 * 1024**2  # DB-IP City Lite has some 60 MB
MAX_BYTES = 1024**3
CHUNK_BYTES = 1024**2
GZIP = b"\x1f\x8b"
_PREFIX = "city-database-"  # of folders with what is being received


class CityFile:
    """The place of the database that the owner chose in the window, or had fetched. path: where it is used."""

    def __init__(self, path: Path, ingest: Ingest) -> None:
        self._path = path
        self._ingest = ingest
        self._alone = asyncio.Lock()

    @property
    def source(self) -> PlacesSource:
        """Source of places now."""
        return self._ingest.places_source()

    def clear(self) -> None:
        """Remove what a process that was killed had received. Blocks."""
        for left in self._path.parent.glob(f"{_PREFIX}*"):
            shutil.rmtree(left, ignore_errors=True)

    @contextmanager
    def receiving(self) -> Iterator[BinaryIO]:
        """Yield a file to write the database to. It is removed in the end; `install` comes before. Raises AppError."""
        try:
            folder = tempfile.TemporaryDirectory(dir=self._path.parent, prefix=_PREFIX, ignore_cleanup_errors=True)
        except OSError as error:
            raise _unwritable(error) from error
        with folder, (Path(folder.name) / "packed").open("w+b") as file:
            yield file

    async def write(self, file: BinaryIO, chunk: bytes) -> None:
        """Write a part of what is received. Raises AppError `storage_unavailable`."""
        try:
            await asyncio.to_thread(file.write, chunk)
        except OSError as error:
            raise _unwritable(error) from error

    async def install(self, file: BinaryIO) -> None:
        """Unpack and check what was written, and use it from now on. The old one stays if anything is wrong.

        Raises ValidationFailed for a file that is no city database, and AppError `storage_unavailable`.
        """
        async with self._alone:
            try:
                new = await asyncio.to_thread(_unpacked, file)
                await self._ingest.install_city_database(self._path, new)
            except OSError as error:
                raise _unwritable(error) from error


def _unpacked(file: BinaryIO) -> Path:
    """Return the path of the database, unpacked into its folder and checked. Raises ValidationFailed, OSError."""
    file.flush()
    file.seek(0)
    packed = Path(file.name)
    new = packed.with_name("city.mmdb")
    with new.open("wb") as target:
        if file.read(len(GZIP)) == GZIP:
            file.seek(0)
            _unpack(file, target)
        else:
            file.seek(0)
            while chunk := file.read(CHUNK_BYTES):
                target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    check_city_file(new)
    return new


def _unpack(file: BinaryIO, target: BinaryIO) -> None:
    decompressor = zlib.decompressobj(wbits=31)
    size = 0
    try:
        while not decompressor.eof:
            chunk = decompressor.unconsumed_tail or file.read(CHUNK_BYTES)
            if not chunk:
                raise ValidationFailed("The file is incomplete: its end is missing.", field="body")
            text = decompressor.decompress(chunk, CHUNK_BYTES)
            size += len(text)
            if size > MAX_BYTES:
                raise too_large(MAX_BYTES)
            target.write(text)
    except zlib.error as error:
        raise ValidationFailed("The file is damaged: it cannot be unpacked.", field="body") from error


def too_large(limit_bytes: int) -> AppError:
    """Return the error for a file above the limit."""
    return AppError("payload_too_large", f"The file is larger than {limit_bytes // 1024**2:,} MiB.")


def _unwritable(error: OSError) -> AppError:
    reason = (error.strerror or str(error)).lower()
    return AppError("storage_unavailable", f"The city database cannot be written to the data folder: {reason}.")
