"""Files of reports: the kind by the end of the name, and writing that leaves a whole file or none."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from app.domain.errors import AppError, BadRequest
from app.durable_files import replace_durably

FileKind = Literal["html", "pdf"]
_ENDINGS: dict[str, FileKind] = {".html": "html", ".htm": "html", ".pdf": "pdf"}


def kind_of(path: Path) -> FileKind:
    """Return the kind of file that a name ends with. Raises BadRequest."""
    kind = _ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise BadRequest(f"The name of the file must end in .html or .pdf, not as {path.name} does.", field="out")
    return kind


def write_report(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, in place of one that is there. Raises AppError."""
    try:
        replace_durably(path.resolve(), content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise AppError("storage_unavailable", f"{path} cannot be written: {reason}.", field="out") from error
