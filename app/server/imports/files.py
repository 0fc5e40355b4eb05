"""Files of imports: receiving one, opening what is packed, and its lines."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from app.domain.errors import AppError, ValidationFailed
from app.storage.moving.draft import remove_draft

FOLDER = "imports"
MAX_BYTES = 64 * 1024**3
SPARE_BYTES = 1024**3  # of the disk, which the journal needs more
MAX_MEMBERS = 100  # of a ZIP file
HEAD_CHARACTERS = 1 << 16  # by which a format is recognised
LONGEST_LINE = 1 << 20  # characters; a longer one is read in pieces, which no format accepts
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
DAMAGE = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError, RuntimeError)  # of packing


class ImportFiles:
    """The folder of files that are imported, of one server."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / FOLDER

    def upload(self, import_id: str) -> Path:
        """Return where the file of an import is while it is received and read."""
        return self.folder / f"{import_id}.file"

    def staging(self, import_id: str) -> Path:
        """Return where the events of an import are until they are stored."""
        return self.folder / f"{import_id}.duckdb"

    def remove(self, import_id: str) -> None:
        """Remove the files of an import. Blocks."""
        self.upload(import_id).unlink(missing_ok=True)
        remove_draft(self.staging(import_id))

    def clear(self, kept: set[str]) -> None:
        """Remove the files of all imports but those with the ids `kept`. Blocks."""
        if self.folder.is_dir():
            for import_id in {path.name.partition(".")[0] for path in self.folder.iterdir()} - kept:
                self.remove(import_id)


class Receiver:
    """A file that is being received. digest: SHA-256, 64 hexadecimal characters."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Append a part. Blocks. Raises AppError for a file that is too large, or a disk that is."""
        self.size += len(chunk)
        if self.size > MAX_BYTES:
            raise AppError("payload_too_large", f"The file is larger than {MAX_BYTES // 1024**3} GiB.")
        check_room(Path(self._file.name).parent)
        self._hash.update(chunk)
        try:
            self._file.write(chunk)
        except OSError as error:
            raise unwritable(error) from error

    def end(self) -> None:
        """Let others read the file. Blocks."""
        self._file.flush()


def unwritable(error: OSError) -> AppError:
    """Return the error for a file of an import that cannot be written or read."""
    reason = (error.strerror or str(error)).lower()
    return AppError("storage_unavailable", f"The file cannot be kept in the data folder: {reason}.")


def check_room(folder: Path) -> None:
    """Raise AppError when the disk has no room left but for the journal. Blocks."""
    if shutil.disk_usage(folder).free < SPARE_BYTES:
        raise AppError("storage_unavailable", "The disk is nearly full. Free some space, then send the file again.")


@contextmanager
def members_of(path: Path) -> Iterator[list[IO[str]]]:
    """Open the texts in a file: itself, unpacked where it is packed, or the members of a ZIP file. Blocks."""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("rb"))
        if file.read(4) != _ZIP:
            yield [stack.enter_context(_text(file))]
            return
        archive = stack.enter_context(zipfile.ZipFile(path))
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > MAX_MEMBERS:
            raise ValidationFailed(f"The ZIP file has more than {MAX_MEMBERS} files.", field="body")
        yield [stack.enter_context(_text(stack.enter_context(archive.open(info)))) for info in members]


def _text(file: IO[bytes]) -> IO[str]:
    """Return the text in a file, unpacked where it is packed with gzip."""
    file.seek(0)
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    opened = gzip.GzipFile(fileobj=file) if is_packed else file
    return io.TextIOWrapper(opened, encoding="utf-8-sig", errors="replace", newline="")


def head_of(text: IO[str]) -> str:
    """Return the beginning of a text, which is read from the beginning again afterwards."""
    head = text.read(HEAD_CHARACTERS)
    text.seek(0)
    return head


def lines_of(text: IO[str]) -> Iterator[str]:
    """Yield the lines of a text, none of which fills the memory."""
    return iter(lambda: text.readline(LONGEST_LINE), "")
