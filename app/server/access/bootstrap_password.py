"""The one-time password that lets the owner, and nobody else, set up the administrator of a fresh server."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from app.domain.errors import AppError

FILE_NAME = "bootstrap-password"
RANDOM_BYTES = 18


def one_time_password(data_dir: Path) -> str:
    """The password in the data folder, made now when there is none. Its file is readable by its owner only."""
    path = data_dir / FILE_NAME
    try:
        with contextlib.suppress(FileNotFoundError):
            if kept := path.read_text("utf-8").strip():
                path.chmod(0o600)
                return kept
            path.unlink()
        password = secrets.token_urlsafe(RANDOM_BYTES)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(password + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AppError("storage_unavailable", f"{path} cannot be read and written: {error}.") from error
    return password


def forget_one_time_password(data_dir: Path) -> None:
    """Remove the file, should it be there."""
    (data_dir / FILE_NAME).unlink(missing_ok=True)
