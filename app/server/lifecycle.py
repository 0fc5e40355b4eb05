"""Opens and closes a server in the order of its dependencies.

Opening: folder, port, database, ingest, application. Closing: live streams end, no new connections are accepted,
handlers finish, queued events are stored, the database is checkpointed, and the folder is released.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aiohttp import web

from app import host_info
from app.config import CITY_FILE, Settings, local_url
from app.config import FILE_NAME as SETTINGS_NAME
from app.data_folder import LockHolder, close_to_others, folder_lock, prepare_folder
from app.domain.clock import utc_now
from app.domain.live import WebsitesChanged
from app.domain.server_status import FactsStatus, HealthCheck, ServerStatus
from app.logs import FOLDER as LOG_FOLDER
from app.logs import LogRing
from app.server.access.account_service import OpenAccounts
from app.server.access.bootstrap_password import FILE_NAME as BOOTSTRAP_PASSWORD_FILE
from app.server.access.second_factor import FILE_NAME as SECOND_FACTOR_NAME
from app.server.backups.backups import Backups
from app.server.context import ServerContext
from app.server.directory import WebsiteDirectory
from app.server.factory import connector, create_app
from app.server.http.client_address import ClientAddresses
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.connections import accepting
from app.server.http.sockets import listening, port_of
from app.server.http.tls import Certificate, open_certificate
from app.server.imports.imports import Imports
from app.server.ingest.clocks import Clocks
from app.server.ingest.pipeline import JOURNAL_FOLDER, Ingest, open_ingest
from app.server.live import LiveHub
from app.server.maintenance import maintenance_running
from app.server.places.city_fetch import CityFetch
from app.server.places.city_file import CityFile
from app.server.recompute import Recomputes
from app.server.status import StatusReport
from app.server.stores.opening import open_stores
from app.server.stores.stores import Stores
from app.server.trusted_clock import TrustedClock, open_trusted_clock
from app.storage.connection import FILE_NAME as DATABASE_NAME

log = logging.getLogger(__name__)

HANDLERS_LIMIT_S = 5.0
RESERVED_FILES = 200  # of the open files: database, journal, log and temporary ones
MIN_CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A running server. url: for programs on this computer; addresses: URLs for other devices, the best one first.

    own_url: plain HTTP for the window of this process, which then needs no certificate; on this computer only.
    bootstrap_password: required to set up the administrator; None after setup or when it was configured.
    """

    port: int
    url: str
    own_url: str
    public_url: str
    addresses: tuple[str, ...]
    is_empty: bool  # no website yet
    status: Callable[[], Awaitable[ServerStatus]]
    bootstrap_password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Work that goes on next to requests. facts: tells how far they are made."""

    facts: Callable[[], FactsStatus]
    recomputes: Recomputes | None
    imports: Imports | None
    backups: Backups | None

    @property
    def checks(self) -> list[Callable[[], HealthCheck]]:
        """Health checks of this work."""
        return [] if self.backups is None else [self.backups.check]


@asynccontextmanager
async def open_server(
    settings: Settings,
    *,
    owner_token: str | None = None,
    is_private: bool = False,
    log_lines: LogRing | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> AsyncIterator[RunningServer]:
    """Serve until the context ends. owner_token: authorizes everything; log_lines: the log that the live stream shows.

    is_private: for its owner alone. No accounts are opened, and the lock of the folder names no address.
    Raises AppError: `storage_unavailable`, `data_folder_in_use`, `address_in_use`, `bad_settings` for a certificate.
    """
    host_info.raise_file_limit()
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(prepare_folder, settings.data_dir)
        lock = stack.enter_context(folder_lock(settings.data_dir))
        await asyncio.to_thread(close_to_others, _private_files(settings.data_dir))
        certificate = await stack.enter_async_context(open_certificate(settings, clock))
        sockets = stack.enter_context(listening(settings.host, settings.port))
        settings = settings.with_port(port_of(sockets))
        addresses = _addresses(settings, sockets)
        limiter = _connection_limiter(settings)
        checks = [limiter.check, *([] if certificate is None else [certificate.check])]
        context = await _open_context(
            stack, settings, addresses, certificate, checks, clock, owner_token, log_lines or LogRing(), is_private
        )
        window_sockets = _window_sockets(context, stack)
        await _serve(context, limiter, sockets, window_sockets, stack)
        stack.callback(context.hub.close)  # first on exit: live streams do not end by themselves
        server = _running_server(context, addresses, sockets, window_sockets)
        lock.write_holder(LockHolder(os.getpid(), "" if is_private else server.url))
        log.info("Server started on port %d", server.port)
        stack.callback(log.info, "Server is stopping")
        yield server
    log.info("Server stopped")


async def _open_context(
    stack: AsyncExitStack,
    settings: Settings,
    addresses: tuple[str, ...],
    certificate: Certificate | None,
    checks: list[Callable[[], HealthCheck]],
    clock: Callable[[], datetime],
    owner_token: str | None,
    log_lines: LogRing,
    is_private: bool,
) -> ServerContext:
    """Open everything that the application needs; `stack` closes it in reverse order."""
    stores = await stack.enter_async_context(open_stores(settings))
    trusted = await _open_clock(stack, stores, clock)
    access = await stack.enter_async_context(stores.accounts(settings, trusted, is_private=is_private))
    directory = WebsiteDirectory(await stores.websites())
    ingest = await _open_ingest(stack, settings, stores, access, directory, hub := LiveHub(), trusted)
    work = await _open_upkeep(stack, settings, stores, directory, ingest, hub, trusted, is_private)
    city_file, fetch = await _open_city(stack, settings, ingest, clock)
    status = StatusReport(settings, stores, ingest, addresses, trusted, fetch.places, checks + work.checks, work.facts)
    return ServerContext(
        settings=settings,
        stores=stores,
        directory=directory,
        ingest=ingest,
        hub=hub,
        owner_token=owner_token,
        started_at=status.started_at,
        clock=clock,
        log_lines=log_lines,
        status=status,
        trusted_clock=trusted,
        city_file=city_file,
        city_fetch=fetch,
        access=access,
        certificate=certificate,
        recomputes=work.recomputes,
        imports=work.imports,
        backups=work.backups,
    )


async def _open_city(
    stack: AsyncExitStack, settings: Settings, ingest: Ingest, clock: Callable[[], datetime]
) -> tuple[CityFile, CityFetch]:
    await asyncio.to_thread((city_file := CityFile(settings.data_dir / CITY_FILE, ingest)).clear)
    stack.push_async_callback((fetch := CityFetch(city_file, clock)).cancel)
    return city_file, fetch


async def _open_clock(stack: AsyncExitStack, stores: Stores, clock: Callable[[], datetime]) -> TrustedClock:
    watching = open_trusted_clock(stores.metadata, clock, newest_stored=stores.newest_stored)
    return await stack.enter_async_context(watching)


async def _open_ingest(
    stack: AsyncExitStack,
    settings: Settings,
    stores: Stores,
    access: OpenAccounts,
    directory: WebsiteDirectory,
    hub: LiveHub,
    trusted_clock: TrustedClock,
) -> Ingest:
    clocks = Clocks(trusted_us=trusted_clock.now_us, idle_us=trusted_clock.idle_us)
    ingest = await stack.enter_async_context(
        open_ingest(settings, stores.events, stores.metadata, directory, hub, clocks)
    )
    ingest.collector.quotas = access.quotas
    trusted_clock.note_received(ingest.newest_replayed)
    return ingest


async def _open_upkeep(
    stack: AsyncExitStack,
    settings: Settings,
    stores: Stores,
    directory: WebsiteDirectory,
    ingest: Ingest,
    hub: LiveHub,
    clock: TrustedClock,
    is_private: bool,
) -> Upkeep:
    """Begin what goes on next to requests."""
    await stack.enter_async_context(stores.kept_fresh(directory, ingest, lambda: hub.publish(WebsitesChanged())))
    facts = stores.facts_maker(directory.all, ingest.settled_until)
    retention_days, run_once = settings.retention_days, stores.run_once
    maintenance = maintenance_running(stores.events, ingest, retention_days, clock, facts, run_once)
    await stack.enter_async_context(maintenance)
    if (recomputes := stores.recomputes(directory, ingest, hub, clock)) is not None:
        await stack.enter_async_context(recomputes.running())
    if (imports := stores.imports(settings, directory, ingest, hub, clock)) is not None:
        await stack.enter_async_context(imports.running())
    if (backups := stores.backups(settings, ingest, clock)) is not None:
        await stack.enter_async_context(backups.running(has_schedule=not is_private))
    return Upkeep(FactsStatus if facts is None else facts.status, recomputes, imports, backups)


def _running_server(
    context: ServerContext,
    addresses: tuple[str, ...],
    sockets: list[socket.socket],
    window_sockets: list[socket.socket],
) -> RunningServer:
    settings, url = context.settings, _url_of(sockets, context.settings.scheme)
    return RunningServer(
        settings.port,
        url,
        _url_of(window_sockets, "http") if window_sockets else url,
        settings.public_url,
        addresses,
        is_empty=not context.directory.all(),
        status=context.status,
        bootstrap_password=None if context.accounts is None else context.accounts.bootstrap_password,
    )


def _private_files(data_dir: Path) -> list[Path]:
    """Return the files of this program in a data folder, which may contain others."""
    names = (DATABASE_NAME, f"{DATABASE_NAME}.wal", SETTINGS_NAME, BOOTSTRAP_PASSWORD_FILE, SECOND_FACTOR_NAME)
    folders = (data_dir / JOURNAL_FOLDER, data_dir / LOG_FOLDER)
    inside = [path for folder in folders if folder.is_dir() for path in (folder, *folder.iterdir())]
    return [*(data_dir / name for name in names), *inside]


def _connection_limiter(settings: Settings) -> ConnectionLimiter:
    total = min(settings.max_connections, host_info.file_limit() - RESERVED_FILES)
    is_proxy = ClientAddresses(settings.trusted_proxies).trusts
    return ConnectionLimiter(max(total, MIN_CONNECTIONS), settings.max_connections_per_address, is_proxy)


def _window_sockets(context: ServerContext, stack: AsyncExitStack) -> list[socket.socket]:
    """Return a plain HTTP listener for the window of this process if other clients need HTTPS, else none."""
    if context.owner_token is None or context.certificate is None:
        return []
    return stack.enter_context(listening("127.0.0.1", 0))


async def _serve(
    context: ServerContext,
    limiter: ConnectionLimiter,
    sockets: list[socket.socket],
    window_sockets: list[socket.socket],
    stack: AsyncExitStack,
) -> None:
    runner = web.AppRunner(create_app(context), shutdown_timeout=HANDLERS_LIMIT_S, handler_cancellation=True)
    stack.push_async_callback(runner.cleanup)
    await runner.setup()
    for listeners, certificate in ((sockets, context.certificate), (window_sockets, None)):
        connect = connector(context, runner, limiter, certificate)
        for listener in listeners:
            await stack.enter_async_context(accepting(listener, connect))


def _url_of(sockets: list[socket.socket], scheme: str) -> str:
    """Return the URL for programs on this computer."""
    host, port = sockets[0].getsockname()[:2]
    return _url(scheme, {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104  compared, not bound


def _addresses(settings: Settings, sockets: list[socket.socket]) -> tuple[str, ...]:
    scheme = settings.scheme
    if settings.is_loopback:
        return (local_url(settings.port, scheme),)
    if settings.host in ("all", "0.0.0.0", "::"):  # noqa: S104  compared, not bound
        urls = tuple(_url(scheme, address, settings.port) for address in host_info.lan_addresses())
        return urls or (local_url(settings.port, scheme),)
    return (_url_of(sockets, scheme),)


def _url(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
