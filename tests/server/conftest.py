"""A real server for tests: every part opened in a temporary folder, the application behind aiohttp's test client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from app.api.client import ApiClient
from app.config import CITY_FILE, Settings
from app.domain.clock import utc_now
from app.domain.server_status import PlacesSource, PlacesStatus
from app.domain.websites import NewWebsite
from app.logs import LogRing
from app.server.access.account_service import OpenAccounts
from app.server.access.open_accounts import open_accounts
from app.server.context import ServerContext
from app.server.directory import WebsiteDirectory
from app.server.factory import create_app
from app.server.ingest.clocks import Clocks
from app.server.ingest.pipeline import open_ingest
from app.server.lifecycle import RunningServer, open_server
from app.server.live import LiveHub
from app.server.places.city_fetch import CityFetch
from app.server.places.city_file import CityFile
from app.server.status import StatusReport
from app.server.stores.self_hosted import SelfHostedStores
from app.server.trusted_clock import open_trusted_clock
from app.storage import websites
from app.storage.connection import FILE_NAME
from app.storage.database import open_database
from tests.new_database import place_new_database

OWNER_TOKEN = "the-owner-of-this-test"
PAGEVIEW = {"type": "pageview", "url": "https://example.com/pricing"}

# Headers of a person's browser, so that the event does not count as a bot's.
BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
    "Accept": "*/*",
    "Accept-Language": "en",
}


@dataclass(frozen=True, slots=True)
class Running:
    """A running server: `http` sends raw requests, `api` is the program's own client, `context` is the server's."""

    http: TestClient[web.Request, web.Application]
    api: ApiClient
    context: ServerContext

    @property
    def url(self) -> str:
        return str(self.http.make_url("/")).rstrip("/")

    async def add_website(self, name: str = "Shop", domain: str = "example.com", timezone: str = "UTC") -> str:
        """Add a website and return its id."""
        return (await self.api.add_website(NewWebsite(name, domain, timezone))).id

    async def collect(self, website_id: str, **fields: Any) -> None:
        """Send one pageview of a person and store it. fields: further fields of the event."""
        event = PAGEVIEW | {"website_id": website_id} | fields
        async with self.http.post("/api/collect", json=event, headers=BROWSER) as response:
            assert response.status == 202, await response.text()
        await self.context.ingest.flush()


Start = Callable[..., Awaitable[Running]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of a common server on its loop."""
    for item in items:
        if not {"common_server", "opened_server"}.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


def settings_for(folder: Path, **changes: Any) -> Settings:
    """Return settings for a server on this computer; changes are given by name."""
    return Settings(**({"host": "localhost", "port": 3000, "data_dir": folder, "collect_rate_limit": 0} | changes))


@pytest.fixture
def make_settings(tmp_path: Path) -> Callable[..., Settings]:
    """Return settings for a server with a folder of its own; changes are given by name."""
    return partial(settings_for, tmp_path)


@pytest.fixture
async def start(make_settings: Callable[..., Settings]) -> AsyncIterator[Start]:
    """Start a server with some settings changed. It stops with the test.

    clocks: of its ingest; clock: of accounts; steady_s: time that passes whatever the clock says, None: as the clock.
    """
    async with AsyncExitStack() as stack:

        async def start_server(
            *,
            owner_token: str | None = OWNER_TOKEN,
            clocks: Clocks | None = None,
            clock: Callable[[], datetime] = utc_now,
            steady_s: Callable[[], float] | None = None,
            **changes: Any,
        ) -> Running:
            context = await open_parts(make_settings(**changes), owner_token, stack, clocks, clock, steady_s)
            return await served(context, stack)

        yield start_server


async def served(context: ServerContext, stack: AsyncExitStack) -> Running:
    """Serve what is open. stack: stops it."""
    server = TestServer(create_app(context))
    await server.start_server(auto_decompress=False)  # as our own connections have it
    http = await stack.enter_async_context(TestClient(server))
    stack.callback(context.hub.close)
    api = ApiClient(str(http.make_url("/")), context.owner_token)
    stack.push_async_callback(api.close)
    return Running(http, api, context)


@pytest.fixture
async def running(start: Start) -> Running:
    """A server with the usual settings and no rate limit."""
    return await start()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def common_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    """A server for all tests of a file, each of which changes only a website of its own.

    Such a file has it as its `running`; its asynchronous fixtures have the loop scope `module`, which those of this
    file do not: a test that needs a server of its own asks only for `start`.
    """
    async with AsyncExitStack() as stack:
        context = await open_parts(settings_for(tmp_path_factory.mktemp("common")), OWNER_TOKEN, stack)
        yield await served(context, stack)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened_server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningServer]:
    """A server as the program opens it, for all tests of a file, which only ask it and change nothing."""
    settings = settings_for(tmp_path_factory.mktemp("opened"), port=0)
    async with open_server(settings, owner_token=OWNER_TOKEN) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def emptied_server(common_server: Running) -> AsyncIterator[Running]:
    """The common server for a test that looks at all rows of it: it has no website yet, and no event."""
    yield common_server
    for website in common_server.context.directory.all():
        await common_server.api.delete_website(website.id)  # with its events, the waiting ones too


async def open_parts(
    settings: Settings,
    owner_token: str | None,
    stack: AsyncExitStack,
    clocks: Clocks | None = None,
    clock: Callable[[], datetime] = utc_now,
    steady_s: Callable[[], float] | None = None,
) -> ServerContext:
    place_new_database(settings.data_dir / FILE_NAME)
    database = await open_database(settings.data_dir / FILE_NAME, memory_limit=settings.duckdb_memory)
    stack.push_async_callback(database.close)
    directory = WebsiteDirectory(await database.read(websites.all_websites))
    hub = LiveHub()
    trusted = await stack.enter_async_context(
        open_trusted_clock(database, clock, steady_s or (lambda: clock().timestamp()))
    )
    clocks = clocks or Clocks(trusted_us=trusted.now_us, idle_us=trusted.idle_us)
    ingest = await stack.enter_async_context(open_ingest(settings, database, database, directory, hub, clocks))
    city_file = CityFile(settings.data_dir / CITY_FILE, ingest)
    city_fetch = CityFetch(city_file, clock, "http://127.0.0.1:9")  # nobody answers there
    stack.push_async_callback(city_fetch.cancel)
    places = partial(PlacesStatus, PlacesSource())
    backups = SelfHostedStores(database).backups(settings, ingest, trusted)
    await stack.enter_async_context(backups.running(has_schedule=False))
    status = StatusReport(
        settings, SelfHostedStores(database), ingest, ("http://localhost:3000",), trusted, places, [backups.check]
    )
    accounts = await stack.enter_async_context(open_accounts(settings, database, trusted))
    recomputes = SelfHostedStores(database).recomputes(directory, ingest, hub, trusted)
    await stack.enter_async_context(recomputes.running())
    imports = SelfHostedStores(database).imports(settings, directory, ingest, hub, trusted)
    await stack.enter_async_context(imports.running())
    return ServerContext(
        settings=settings,
        stores=SelfHostedStores(database),
        directory=directory,
        ingest=ingest,
        hub=hub,
        owner_token=owner_token,
        started_at=clock(),
        clock=clock,
        log_lines=LogRing(),
        status=status,
        trusted_clock=trusted,
        city_file=city_file,
        city_fetch=city_fetch,
        access=OpenAccounts(accounts),
        recomputes=recomputes,
        imports=imports,
        backups=backups,
    )
