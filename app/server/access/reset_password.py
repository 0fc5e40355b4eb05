"""Resets the administrator's password and second factor on the server's own computer, while the server is stopped."""

from __future__ import annotations

from app.config import Settings
from app.data_folder import DataFolderInUse, folder_lock, given_back
from app.domain.access import check_new_password
from app.domain.clock import utc_now
from app.domain.errors import AppError
from app.server.access.bootstrap_password import delete_bootstrap_password
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import SecondFactorCheck
from app.storage.access import accounts as stored
from app.storage.access import second_factor
from app.storage.access.accounts import AuditEntry
from app.storage.connection import FILE_NAME
from app.storage.database import open_database


async def reset_password(settings: Settings, password: str | None, *, switches_code_off: bool = False) -> bool:
    """Store a new password and end all sessions; API keys stay valid. Creates the administrator if there is none.

    password: None leaves it unchanged. switches_code_off: also turns the second factor off.
    Returns whether the second factor is on. Raises AppError: `bad_request`, `data_folder_in_use`,
    `storage_unavailable`.
    """
    if password is not None:
        check_new_password(password, "password")
    path = settings.data_dir / FILE_NAME
    if not path.exists():  # else a wrong folder would get an unused database
        sentence = f"There is no database in {settings.data_dir}. Pass the server's data folder with --data-dir."
        raise AppError("storage_unavailable", sentence, field="data_dir")
    hashing = PasswordHashing(settings.argon2_memory_kb)
    try:
        with given_back(settings.data_dir), folder_lock(settings.data_dir):
            database = await open_database(path, memory_limit=settings.duckdb_memory)
            try:
                if password is not None:
                    new_hash = await hashing.hash(password)
                    entry = AuditEntry("password_reset", utc_now())
                    await database.write_durably(stored.replace_admin_hash, new_hash, stored.new_secret(), entry)
                check = SecondFactorCheck(database, utc_now, settings.data_dir, await database.read(second_factor.load))
                if switches_code_off and check.enabled is not None:
                    await check.switch_off(None)
                is_on = check.enabled is not None
            finally:
                await database.close()
            if password is not None:
                delete_bootstrap_password(settings.data_dir)
            return is_on
    except DataFolderInUse as error:
        raise AppError(
            "data_folder_in_use", f"{error.message.removesuffix('.')}. Stop the server, then try again."
        ) from error
    finally:
        await hashing.close()
