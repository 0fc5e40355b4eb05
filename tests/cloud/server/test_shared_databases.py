"""Several processes over the same databases: what one changes the others know within a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.items.bot_rules import BLOCKED, new_rule
from app.domain.items.links import LINKS, new_link
from app.domain.items.segments import SEGMENTS, Segment
from app.domain.items.targets import LinkCampaign
from app.domain.websites import NewWebsite, Website, WebsiteChange, new_website_id
from app.storage import items, websites
from tests.cloud.conftest import OURS, THEIRS
from tests.cloud.server.conftest import Process, process

NOW = datetime(2026, 6, 17, 3, 30, tzinfo=UTC)
LIMIT_S = 30.0  # for what takes well under a second on a machine that has nothing else to do


@pytest.fixture
async def two(tmp_path: Path, cloud: dict[str, str]) -> AsyncIterator[tuple[Process, Process]]:
    """Two processes."""
    async with AsyncExitStack() as stack:
        one, other = [await stack.enter_async_context(process(tmp_path / name, cloud)) for name in ("one", "other")]
        yield one, other


async def add(process: Process, name: str = "Shop") -> Website:
    """Add a website of a tenant, as a request to this process does."""
    new = NewWebsite(name, "shop.example", "UTC")
    return await process.stores.metadata.of_tenant(OURS).write(websites.add, new, new_website_id(), NOW)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not holds():  # noqa: ASYNC110  the other process is heard through PostgreSQL alone
            await asyncio.sleep(0.01)


async def test_a_website_that_one_process_adds_and_changes_is_known_to_the_other(two: tuple[Process, Process]) -> None:
    one, other = two
    site = await add(one)
    await until(lambda: other.directory.get(site.id) is not None)
    assert other.directory.require_of(OURS, site.id).name == "Shop"
    await one.stores.metadata.of_tenant(OURS).write(websites.change, site.id, WebsiteChange(name="Store"), NOW)
    await until(lambda: other.directory.require(site.id).name == "Store")
    mobile = Segment("seg_mobile", "Mobile", {"filter_device": "mobile"}, NOW, NOW)
    await one.stores.metadata.of_tenant(OURS).write(items.add, site.key, SEGMENTS, mobile)
    await until(lambda: "seg_mobile" in other.directory.require(site.id).segments)
    link = new_link(site, "Mail", "slug0000", "https://shop.example/", LinkCampaign(), NOW)
    await one.stores.metadata.of_tenant(OURS).write(items.add, site.key, LINKS, link)
    await until(lambda: other.directory.has_link("slug0000"))
    assert other.directory.link("slug0000")[0].id == site.id
    rule = new_rule(BLOCKED, "path", "/a", None, NOW)
    await one.stores.metadata.of_tenant(OURS).write(items.add, site.key, BLOCKED, rule)
    await until(lambda: other.directory.require(site.id).items[BLOCKED.name] == (rule,))
    assert [[website.name for website in told] for told in other.changes] == [["Shop"], ["Store"]]
    assert [website.tenant for website in await other.stores.websites()] == [OURS]
    assert await other.stores.metadata.of_tenant(THEIRS).read(websites.all_websites) == ()


async def test_items_that_one_process_changes_leave_the_cache_of_the_other(two: tuple[Process, Process]) -> None:
    one, other = two
    site = await add(one)
    await until(lambda: other.directory.get(site.id) is not None)
    await other.stores.events.read_cached(lambda _: "report", key="report", website=site.key, until=NOW)
    assert other.stores.events.cache.find("report") is not None
    mobile = Segment("seg_mobile", "Mobile", {"filter_device": "mobile"}, NOW, NOW)
    await one.stores.metadata.of_tenant(OURS).write(items.add, site.key, SEGMENTS, mobile)
    begun_s = asyncio.get_running_loop().time()
    await until(lambda: "seg_mobile" in other.directory.require(site.id).segments)
    assert asyncio.get_running_loop().time() - begun_s < 1
    assert other.stores.events.cache.find("report") is None


async def test_no_event_of_a_deleted_website_is_left_although_it_waited_in_another_process(
    two: tuple[Process, Process],
) -> None:
    one, other = two
    gone, kept = await add(one), await add(one, "Kept")
    await until(lambda: other.directory.get(kept.id) is not None and other.directory.get(gone.id) is not None)
    assert [await other.collect(gone.id, "/waits"), await other.collect(kept.id, "/kept")] == [202, 202]
    await until(lambda: one.directory.get(gone.id) is not None)
    assert await one.collect(gone.id, "/stored") == 202
    await one.ingest.flush()
    assert await one.paths() == ["/stored"]
    await one.stores.delete_website(one.directory.require(gone.id))
    await until(lambda: other.directory.get(gone.id) is None)
    assert await other.collect(gone.id, "/late") == 404
    async with asyncio.timeout(LIMIT_S):
        while await one.paths() != ["/kept"]:
            pass
