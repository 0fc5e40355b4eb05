"""Backups and state of the server: every call of the client."""

from __future__ import annotations

import asyncio

from app.api.wire import WebsiteReply
from tests.server.conftest import Running
from tests.server.walks import Call


async def walk(call: Call, running: Running, website: WebsiteReply) -> None:
    await call(running.api.start_backup)
    async with asyncio.timeout(60):
        while (await call(running.api.list_backups)).status.is_running:
            pass  # each question lets the server go on
    assert (await call(running.api.server_status)).state == "ok"
    backups = await running.api.list_backups()
    assert (len(backups.backups), backups.status.problem) == (1, "")
