"""The command `backup`: has the server that runs on the data folder make one, or opens the folder itself."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import AsyncExitStack
from pathlib import Path

from app.api.client import ApiClient
from app.config import Settings
from app.domain.backups import Backup
from app.domain.errors import AppError
from app.server.folder_client import open_client, with_key_hint
from app.storage.backups.child import Child
from app.storage.backups.contents import contents_of
from app.storage.backups.copying import check_equal, name_copy

POLL_S = 0.2
DRAFT = ".draft"


async def make_backup(settings: Settings, folder: Path | None, api_key: str | None) -> str:
    """Make a backup and return a sentence about it. folder: where a copy of it goes too. Raises AppError."""
    if folder is not None and not await asyncio.to_thread(folder.is_dir):
        raise AppError("storage_unavailable", f"There is no folder {folder}.", field="to")
    async with AsyncExitStack() as stack:
        client = await open_client(stack, settings, api_key)
        try:
            folder_of_server, newest = await _new_backup(client)
        except AppError as error:
            raise with_key_hint(error, client.base_url, "admin") from error
    path = folder_of_server / newest.name
    if folder is not None:
        path = await asyncio.to_thread(_copy_to, path, folder)
    return f"Wrote {path} ({newest.size_bytes / 1024**2:,.1f} MiB)."


async def _new_backup(client: ApiClient) -> tuple[Path, Backup]:
    """Have a backup made, and return its folder and it. Raises AppError."""
    before = {backup.name for backup in (await client.list_backups()).backups}
    await client.start_backup()
    while True:
        backups = await client.list_backups()
        if not backups.status.is_running:
            break
        await asyncio.sleep(POLL_S)
    if backups.status.problem:
        raise AppError("storage_unavailable", backups.status.problem)
    for backup in backups.backups:
        if backup.name not in before:
            return Path(backups.status.folder), backup
    raise AppError("storage_unavailable", "No backup was made. The log has the details.")


def _copy_to(path: Path, folder: Path) -> Path:
    """Copy a backup into another folder, check the copy, and return its path. Raises AppError."""
    target = folder / path.name
    draft = target.with_name(target.name + DRAFT)
    try:
        shutil.copyfile(path, draft)
        child = Child()
        check_equal(child.run(contents_of, path), child.run(contents_of, draft))
        name_copy(draft, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AppError("storage_unavailable", f"The backup cannot be copied to {folder}: {reason}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return target
