"""Parts of servers in cloud mode, several of which share one ClickHouse and one PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.config import Settings
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.pipeline import Ingest, open_ingest
from app.server.live import LiveHub
from app.server.stores.cloud import CloudStores, open_cloud
from tests.cloud.http_engine import HttpEngine
from tests.server.ingest.conftest import CLIENT

_numbers = count(1)


@pytest.fixture
def cloud(engine: HttpEngine, store_url: str) -> dict[str, str]:
    """Settings of servers that share an empty ClickHouse database and a PostgreSQL database with two tenants."""
    return cloud_settings(engine, store_url)


def cloud_settings(engine: HttpEngine, store_url: str) -> dict[str, str]:
    """Return settings of servers that share an empty ClickHouse database and a PostgreSQL database."""
    address = engine.address(f"shared_{next(_numbers)}")
    url = f"clickhouse://127.0.0.1:{address.port}/{address.database}"
    return {"mode": "cloud", "clickhouse_url": url, "postgres_url": store_url}


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
