"""A whole ingest pipeline over a temporary folder, with clocks that tests set."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from app.config import Settings
from app.domain.websites import Website, WebsiteId
from app.server.directory import WebsiteDirectory
from app.server.ingest.clocks import Clocks
from app.server.ingest.collector import Reply
from app.server.ingest.journal import ClientFacts
from app.server.ingest.pipeline import Ingest, open_ingest
from app.server.live import LiveHub
from app.storage.database import Database, open_database
from tests.new_database import place_new_database

NOON_US = 1_767_268_800_000_000  # 2026-01-01 12:00 UTC
CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36"
)
CLIENT = ClientFacts("203.0.113.7", CHROME, True, True)


def website(key: int = 1, website_id: str = "site_shop", **more: Any) -> Website:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    shop = Website(
        key, WebsiteId(website_id), "Shop", "shop.example", "UTC", None, None, None, "balanced", 70, False, at, at
    )
    return replace(shop, **more)


class FakeClock:
    """Both clocks of ingest: wall time in microseconds, and seconds that never go back."""

    def __init__(self) -> None:
        self.wall_us = NOON_US
        self.steady_s = 1000.0

    def advance(self, seconds: float) -> None:
        self.wall_us += int(seconds * 1e6)
        self.steady_s += seconds

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.wall_us, lambda: self.steady_s)


@dataclass
class Running:
    """An open pipeline with its database and clocks."""

    ingest: Ingest
    database: Database
    directory: WebsiteDirectory
    hub: LiveHub
    clock: FakeClock

    def collect(self, *events: dict[str, Any], client: ClientFacts = CLIENT) -> Reply:
        """Send events as one request: an object for one, a list for more."""
        body = msgspec.json.encode(events[0] if len(events) == 1 else list(events))
        return self.ingest.collect(body, client)

    async def send(self, *events: dict[str, Any], client: ClientFacts = CLIENT) -> Reply:
        reply = self.collect(*events, client=client)
        await self.ingest.journalled()
        return reply

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return await self.database.read(lambda con: con.execute(sql).fetchall())


def pageview(url: str = "https://shop.example/", **more: Any) -> dict[str, Any]:
    return {"website_id": "site_shop", "type": "pageview", "url": url} | more


@contextlib.asynccontextmanager
async def running(
    folder: Path, clock: FakeClock | Clocks | None = None, *sites: Website, **settings: Any
) -> AsyncIterator[Running]:
    """Open database and ingest in `folder`; leaving stores everything, as a clean stop does."""
    clocks = clock if isinstance(clock, Clocks) else None
    clock = clock if isinstance(clock, FakeClock) else FakeClock()
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    chosen = Settings(data_dir=folder, geoip_path=(folder / "none.mmdb",), **settings)
    place_new_database(folder / "test.duckdb")
    database = await open_database(folder / "test.duckdb")
    directory, hub = WebsiteDirectory(sites or (website(),)), LiveHub()
    try:
        async with open_ingest(chosen, database, database, directory, hub, clocks or clock.clocks()) as ingest:
            yield Running(ingest, database, directory, hub, clock)
    finally:
        await database.close()


def header(reply: Reply, name: str) -> str | None:
    return dict(reply.headers).get(name)
