"""Lets the owner in again from the machine itself, while the server is stopped: a new password, no second factor."""

from __future__ import annotations

from app.config import Settings
from app.data_folder import DataFolderInUse, folder_lock
from app.domain.access import check_new_password
from app.domain.errors import AppError
from app.server.access.bootstrap_password import forget_one_time_password
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import SecondFactorCheck
from app.server.status import utc_now
from app.storage.access import accounts as stored
from app.storage.access import second_factor
from app.storage.access.accounts import AuditEntry
from app.storage.connection import FILE_NAME
from app.storage.database import open_database


async def reset_password(settings: Settings, password: str | None, *, switches_code_off: bool = False) -> bool:
    """Store a new password and sign everybody out; API keys stay. Without an administrator this sets one up.

    password: None leaves it. switches_code_off: signing in takes no code of an authenticator any more.
    Returns whether it still does. Raises AppError: `bad_request`, `data_folder_in_use`, `storage_unavailable`.
    """
    if password is not None:
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
                if password is not None:
                    new_hash = await hashing.hash(password)
                    what = AuditEntry("password_reset", utc_now())
                    await database.write_durably(stored.replace_admin_hash, new_hash, stored.new_secret(), what)
                check = SecondFactorCheck(database, utc_now, settings.data_dir, await database.read(second_factor.load))
                if switches_code_off and check.known is not None:
                    await check.switch_off(None)
                is_on = check.known is not None
            finally:
                await database.close()
            if password is not None:
                forget_one_time_password(settings.data_dir)
            return is_on
    except DataFolderInUse as error:
        raise AppError("data_folder_in_use", f"{error.message}. Stop it first, then try again.") from error
    finally:
        await hashing.close()
