"""The bootstrap password: proves ownership of a new server when its administrator is set up."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from app.domain.errors import AppError
from app.durable_files import replace_durably

FILE_NAME = "bootstrap-password"
RANDOM_BYTES = 18


def load_bootstrap_password(data_dir: Path) -> str:
    """Return the password from the data folder, generating it when there is none. Only the owner can read its file."""
    path = data_dir / FILE_NAME
    try:
        with contextlib.suppress(FileNotFoundError):
            if kept := path.read_text("utf-8").strip():
                path.chmod(0o600)
                return kept
        password = secrets.token_urlsafe(RANDOM_BYTES)
        replace_durably(path, f"{password}\n".encode())
    except (OSError, UnicodeDecodeError) as error:
        raise AppError("storage_unavailable", f"{path} cannot be read or written: {error}.") from error
    return password


def delete_bootstrap_password(data_dir: Path) -> None:
    """Delete the file if it exists."""
    (data_dir / FILE_NAME).unlink(missing_ok=True)
