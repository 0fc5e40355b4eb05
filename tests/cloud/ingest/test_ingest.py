"""Ingest over ClickHouse: nothing acknowledged is lost or stored twice, whatever is away, ends or refuses."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.server_status import Requeued
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.batches import ClickHouseWriter
from tests.cloud.http_engine import HttpEngine
from tests.cloud.ingest.conftest import Running, query, running
from tests.server.ingest.conftest import pageview, website

ROOT = Path(__file__).resolve().parents[3]
QUICK = {"ingest_retry_base_ms": 10, "ingest_retry_max_ms": 50}
SHOP = WebsiteKey(1)
ROUNDS, EVENTS = 3, 40
BLOG = website(2, "site_blog")


def counts(run: Running) -> tuple[int, int, int]:
    status = run.ingest.status()
    return status.accepted, status.stored, status.quarantined


async def all_stored(run: Running) -> None:
    """Wait until nothing waits any more."""
    while run.ingest.status().depth:
        try:
            await run.ingest.flush()
        except AppError:  # not yet
            await asyncio.sleep(0.01)


@pytest.mark.expects_log("Events cannot be stored|ClickHouse cannot be used yet")
async def test_events_are_taken_while_clickhouse_is_away_and_stored_once_it_is_back(
    tmp_path: Path, engine: HttpEngine, address: ClickHouseAddress
) -> None:
    async with running(tmp_path, address, **QUICK) as run:
        assert await run.send(pageview("/1")) == 202
        await run.ingest.flush()
        engine.kill()
        assert await run.send(pageview("/2"), pageview("/3")) == 202
        with pytest.raises(AppError, match="ClickHouse cannot be reached"):
            await run.ingest.flush()
        assert [check.name for check in run.ingest.problems] == ["store"]
    async with running(tmp_path, address, **QUICK) as run:  # a start while it is away
        assert await run.send(pageview("/4")) == 202
        engine.start()
        await all_stored(run)
        assert counts(run) == (3, 3, 0)
        assert await run.paths() == ["/1", "/2", "/3", "/4"]
        assert run.ingest.problems == ()
    async with running(tmp_path, address) as run:
        assert counts(run) == (0, 0, 0)


@pytest.mark.timeout(120)  # on a busy computer
def test_killed_under_load_a_process_loses_and_doubles_nothing(
    tmp_path: Path, engine: HttpEngine, address: ClickHouseAddress
) -> None:
    url = f"clickhouse://127.0.0.1:{engine.port}/{address.database}"
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        command = [sys.executable, "-m", "tests.cloud.ingest.sender", str(tmp_path), url, str(number)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sender:
            assert sender.stdout is not None
            for path in islice(sender.stdout, EVENTS):
                acknowledged.add(path.strip())
            if number == 1:
                engine.kill()
            for path in islice(sender.stdout, EVENTS):
                acknowledged.add(path.strip())
            sender.kill()
            acknowledged |= {path.strip() for path in sender.stdout if path.endswith("\n")}
        if number == 2:
            engine.start()
    assert len(acknowledged) >= 2 * EVENTS * ROUNDS
    asyncio.run(_drain(tmp_path, address))
    stored = [path for (path,) in query(address, "SELECT path FROM events")]
    assert len(stored) == len(set(stored))
    assert acknowledged <= set(stored)


async def _drain(folder: Path, address: ClickHouseAddress) -> None:
    async with running(folder, address, **QUICK) as run:
        await all_stored(run)


@pytest.mark.expects_log("An event cannot be stored and was set aside")
async def test_an_event_that_clickhouse_refuses_is_set_aside_alone(tmp_path: Path, address: ClickHouseAddress) -> None:
    async with running(tmp_path, address, **QUICK) as run:
        await run.database.write(_refuse_four)
        assert await run.send(*(pageview(f"/{number}") for number in range(9))) == 202
        await run.ingest.flush()
        assert counts(run) == (9, 8, 1)
        assert await run.paths() == [f"/{number}" for number in range(9) if number != 4]
        await run.database.write(_refuse_nothing)
        assert await run.ingest.requeue() == Requeued(1, 0)
        await run.ingest.flush()
        assert await run.paths() == [f"/{number}" for number in range(9)]


def _refuse_four(writer: ClickHouseWriter) -> None:
    writer.con.command("ALTER TABLE events ADD COLUMN trap UInt8 DEFAULT throwIf(path = '/4')")


def _refuse_nothing(writer: ClickHouseWriter) -> None:
    writer.con.command("ALTER TABLE events DROP COLUMN trap")


async def test_two_processes_store_the_visits_of_one_visitor_as_one(tmp_path: Path, address: ClickHouseAddress) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    async with running(folders[0], address) as one, running(folders[1], address) as other:
        for number in range(6):
            await (one, other)[number % 2].send(pageview(f"/{number}"))
        await asyncio.gather(one.ingest.flush(), other.ingest.flush())
        assert await one.paths() == await other.paths() == [f"/{number}" for number in range(6)]
        today = datetime.now(UTC).date()
        period = Period(today - timedelta(days=1), today, ZoneInfo("UTC"))  # midnight may come meanwhile
        totals = await one.database.read(one.database.store.overview.totals, ReportQuery(SHOP, period), period)
        assert (totals.pageviews, totals.visitors, totals.sessions) == (6, 1, 1)
        await other.ingest.flush()
    for folder in folders:
        async with running(folder, address) as again:
            assert counts(again) == (0, 0, 0)


@pytest.mark.expects_log("were set aside")
async def test_events_of_an_unknown_website_are_taken_in_once(
    tmp_path: Path, engine: HttpEngine, address: ClickHouseAddress
) -> None:
    (whole := tmp_path / "whole").mkdir()
    async with running(whole, address, website(), BLOG, flush_interval_ms=3_600_000) as run:
        await run.send(pageview("/shop"), pageview("/blog", website_id="site_blog"))
        crashed = await asyncio.to_thread(shutil.copytree, whole, tmp_path / "crashed")
    async with running(crashed, engine.address("another"), website()) as run:
        await all_stored(run)
        assert await run.paths() == ["/shop"]
        await run.ingest.requeue()  # after that of the start
        run.directory.put(BLOG)
        assert (await run.ingest.requeue()).taken_in == 1
        assert (await run.ingest.requeue()).taken_in == 0
        await run.ingest.flush()
        assert await run.paths() == ["/blog", "/shop"]


async def test_a_deleted_website_stays_deleted(tmp_path: Path, address: ClickHouseAddress) -> None:
    async with running(tmp_path, address, website(), BLOG) as run:
        await run.send(pageview("/shop", visitor_id="anna"), pageview("/blog", website_id="site_blog"))
        await run.ingest.flush()
        await run.database.write(run.database.store.websites.delete, SHOP)
    async with running(tmp_path, address, BLOG) as run:
        assert await run.paths() == ["/blog"]
        assert await run.rows("SELECT * FROM client_visitors") == []
