"""Imports: every call of the client."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from tests.imported_day import known_day, own_csv
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    api, day = running.api, known_day()
    site = await running.add_website("Old numbers")
    with TemporaryDirectory() as folder:
        path = Path(folder, "old.csv")
        path.write_bytes(own_csv(day))
        job = await call(api.add_import, site, path)
    assert job.file_name == "old.csv"
    for act, status, stored in (
        (None, "ready", 0),
        (api.start_import, "complete", len(day)),
        (api.undo_import, "undone", 0),
    ):
        if act is not None:
            await call(act, site, job.id)
        async with asyncio.timeout(20):
            while (job := await call(api.import_of, site, job.id)).status != status:
                assert job.status != "failed", job.error_message
        assert job.stored == stored
    assert await call(api.list_imports, site) == (job,)
    with pytest.raises(AppError, match="cannot be read"):
        await api.add_import(site, Path("there is no such file"))
    await api.delete_website(site)
