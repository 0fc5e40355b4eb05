"""The ingest pipeline over ClickHouse, which tests end and start again behind its HTTP interface."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.config import Settings
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.pipeline import JOURNAL_FOLDER, Ingest, open_ingest
from app.server.ingest.recovery.missing_database import has_records
from app.server.live import LiveHub
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.database import ClickHouseDatabase, open_clickhouse
from app.storage.database import open_database
from tests.cloud.http_engine import HttpEngine
from tests.new_database import place_new_database
from tests.server.ingest.conftest import CLIENT, website

_numbers = count(1)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HttpEngine]:
    """An engine for all tests, each of which leaves it running."""
    engine = HttpEngine(tmp_path_factory.mktemp("engine"))
    engine.start()
    yield engine
    engine.kill()


@pytest.fixture
def address(engine: HttpEngine) -> ClickHouseAddress:
    """An empty database."""
    return engine.address(f"test_{next(_numbers)}")


@dataclass
class Running:
    """An open pipeline with its database."""

    ingest: Ingest
    database: ClickHouseDatabase
    directory: WebsiteDirectory

    async def send(self, *events: dict[str, Any]) -> int:
        """Send events as one request and return the status of its reply."""
        reply = self.ingest.collect(msgspec.json.encode(events), CLIENT)
        await self.ingest.journalled()
        return reply.status

    async def rows(self, text: str) -> list[tuple[Any, ...]]:
        return await self.database.read(lambda con: con.read(text))

    async def paths(self) -> list[str]:
        """Return the path of each stored event."""
        return [path for (path,) in await self.rows("SELECT path FROM events ORDER BY path")]


@contextlib.asynccontextmanager
async def running(folder: Path, address: ClickHouseAddress, *sites: Website, **settings: Any) -> AsyncIterator[Running]:
    """Open database and ingest in `folder`; leaving stores everything, as a clean stop does."""
    for file in folder.glob("metadata.duckdb*"):
        file.unlink()
    place_new_database(folder / "metadata.duckdb")  # in place of PostgreSQL; ingest asks nothing of it
    chosen = Settings(data_dir=folder, geoip_path=(folder / "none.mmdb",), collect_rate_limit=0, **settings)
    async with contextlib.AsyncExitStack() as stack:
        metadata = await open_database(folder / "metadata.duckdb")
        stack.push_async_callback(metadata.close)
        has_journal = has_records(folder / JOURNAL_FOLDER)
        database = await open_clickhouse(address, folder, has_journal=has_journal)
        stack.push_async_callback(database.close)
        directory = WebsiteDirectory(sites or (website(),))
        ingest = await stack.enter_async_context(open_ingest(chosen, database, metadata, directory, LiveHub()))
        yield Running(ingest, database, directory)


def query(address: ClickHouseAddress, text: str) -> list[tuple[Any, ...]]:
    """Ask for rows past any server."""
    con = ClickHouse(address)
    try:
        return con.read(text)
    finally:
        con.close()
