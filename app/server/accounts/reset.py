"""Gives the administrator a new password from the machine itself, while the server is stopped."""

from __future__ import annotations

from datetime import UTC, datetime

from app.config import Settings
from app.domain.accounts import check_new_password
from app.domain.errors import AppError
from app.process import DataFolderInUse, folder_lock
from app.server.accounts.first_password import forget_one_time_password
from app.server.accounts.hashing import PasswordHashing
from app.storage import accounts as stored
from app.storage.accounts import Happening
from app.storage.database import FILE_NAME, open_database


async def reset_password(settings: Settings, password: str) -> None:
    """Store a new password and sign everybody out; API keys stay. Without an administrator this sets one up.

    Raises AppError: `bad_request`, `data_folder_in_use`, `storage_unavailable`.
    """
    check_new_password(password, "password")
    path = settings.data_dir / FILE_NAME
    if not path.exists():  # else a wrong folder would get a database nobody uses
        sentence = f"There is no database in {settings.data_dir}. Name the server's folder with --data-dir."
        raise AppError("storage_unavailable", sentence, field="data_dir")
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        with folder_lock(settings.data_dir):
            database = await open_database(path, memory_limit=settings.duckdb_memory)
            try:
                new_hash = await hashing.hash(password)
                what = Happening("password_reset", datetime.now(UTC))
                await database.write_durably(stored.replace_admin_hash, new_hash, stored.new_secret(), what)
            finally:
                await database.close()
            forget_one_time_password(settings.data_dir)
    except DataFolderInUse as error:
        raise AppError("data_folder_in_use", f"{error.message}. Stop it first, then try again.") from error
    finally:
        await hashing.close()
