"""Parts of servers in cloud mode, several of which share one ClickHouse and one PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.config import Settings
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.pipeline import Ingest, open_ingest
from app.server.live import LiveHub
from app.server.stores.cloud import CloudStores, open_cloud
from tests.server.ingest.conftest import CLIENT


@dataclass
class Process:
    """What a process of the server has open. changes: all websites, at each change that it told live clients of."""

    stores: CloudStores
    directory: WebsiteDirectory
    ingest: Ingest
    changes: list[tuple[Website, ...]]

    async def collect(self, website_id: str, path: str) -> int:
        """Send one pageview and return the status of the reply. The event may wait to be stored."""
        event = {"type": "pageview", "website_id": website_id, "url": f"https://shop.example{path}"}
        reply = self.ingest.collect(msgspec.json.encode(event), CLIENT)
        await self.ingest.journalled()
        return reply.status

    async def paths(self) -> list[str]:
        """Return the path of each stored event."""
        rows = await self.stores.events.read(lambda con: con.read("SELECT path FROM events ORDER BY path"))
        return [path for (path,) in rows]


@asynccontextmanager
async def process(folder: Path, cloud: dict[str, Any]) -> AsyncIterator[Process]:
    """Open what a process has, in a data folder of its own."""
    folder.mkdir()
    settings = Settings(
        data_dir=folder, geoip_path=(folder / "none.mmdb",), collect_rate_limit=0, flush_interval_ms=3_600_000, **cloud
    )
    changes: list[tuple[Website, ...]] = []
    async with open_cloud(settings) as stores:
        directory = WebsiteDirectory(await stores.websites())
        async with (
            open_ingest(settings, stores.events, stores.metadata, directory, LiveHub()) as ingest,
            stores.kept_fresh(directory, ingest, lambda: changes.append(directory.all())),
        ):
            yield Process(stores, directory, ingest, changes)
