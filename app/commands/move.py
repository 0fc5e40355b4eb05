"""The command `move`: copies a self-hosted database into a tenant of cloud mode, or a tenant into a new database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from app.config import Settings
from app.data_folder import DataFolderInUse, folder_lock, prepare_folder
from app.domain.clock import utc_now
from app.domain.errors import AppError, NotFound
from app.domain.files.aligned import aligned
from app.domain.ids import WebsiteKey
from app.domain.ingest.events import record_of
from app.domain.tenants import Tenant, TenantId
from app.domain.websites import Website, WebsiteId
from app.server.ingest.pipeline import JOURNAL_FOLDER
from app.server.ingest.recovery.missing_database import has_records, has_waiting
from app.server.stores.cloud import addresses
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.migrate import migrate
from app.storage.connection import FILE_NAME, Connection, KnownStorageError
from app.storage.ingest.events import next_seq
from app.storage.metadata import Transaction
from app.storage.moving import to_cloud, to_file
from app.storage.moving import websites as moving
from app.storage.moving.comparison import ALL_WRITERS, Pair, Verdict, compare
from app.storage.moving.draft import name_draft, open_draft, remove_draft
from app.storage.moving.faults import faults_as_errors
from app.storage.moving.source import open_source
from app.storage.moving.websites import Holdings
from app.storage.postgres import tenants
from app.storage.postgres.database import open_postgres

Progress = Callable[[str], None]

_HEAD = ("website", "name", "events in file", "events in tenant", "visitors", "sessions", "equal")
_GOES_ON = "Start the command again: it goes on where it stopped."
_BEGINS_ANEW = "Start the command again: it begins anew."
_DRAFT = f"{FILE_NAME}.moving"  # of a new database that is not complete


@dataclass(frozen=True, slots=True)
class Outcome:
    """Text to print, and whether the copy is equal to the original."""

    text: str
    is_equal: bool


def move_to_cloud(settings: Settings, folder: Path, tenant: str, progress: Progress) -> Outcome:
    """Copy the database in `folder`, which is only read, into a tenant. progress: called with each line about it.

    Raises AppError.
    """
    path, address = folder / FILE_NAME, addresses(settings)
    if not path.exists():
        sentence = f"There is no database in {folder}. Pass the folder of the self-hosted server with --data-dir."
        raise AppError("storage_unavailable", sentence, field="data_dir")
    with ExitStack() as stack:
        stack.enter_context(_stopped(folder))
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="sparklytics-move-")))
        file = stack.enter_context(open_source(path, settings.duckdb_memory, scratch))
        _check_journal(folder / JOURNAL_FOLDER, file)
        holdings = moving.read(file)
        cloud = stack.enter_context(_connected(address))
        owner, sites = asyncio.run(_add_to_tenant(settings.postgres_url, TenantId(tenant), holdings))
        routes = list(_routes(file, cloud, scratch, holdings, sites))
        stack.enter_context(_repeatable(_GOES_ON, scratch))
        for website, route in routes:
            _copy(website, route, progress)
        pairs = {
            website: Pair(file, cloud, website.key, route.site, *_policy(website), route.writer, to_cloud.UNTIL)
            for website, route in routes
        }
        verdicts = _verdicts(pairs, progress)
    is_equal = not any(verdict.differences for _, verdict in verdicts)
    lines = [*_table(verdicts), *_after_move(settings, owner, holdings, verdicts)]
    return Outcome("\n".join(lines), is_equal)


def move_to_file(settings: Settings, folder: Path, tenant: str, progress: Progress) -> Outcome:
    """Copy a tenant, which is only read, into a new database in `folder`. progress: as in `move_to_cloud`.

    Raises AppError. The database has its name when it is complete and equal.
    """
    address = addresses(settings)
    holdings = asyncio.run(_of_tenant(settings.postgres_url, TenantId(tenant)))
    prepare_folder(folder)
    with ExitStack() as stack:
        stack.enter_context(_stopped(folder))
        _check_new(folder)
        cloud = stack.enter_context(_connected(address))
        stack.enter_context(_repeatable(_BEGINS_ANEW, folder))
        file = stack.enter_context(open_draft(folder / _DRAFT, settings.duckdb_memory))
        way = to_file.add_websites(cloud, file, holdings)
        events = to_file.events_of(way)
        to_file.copy_events(way, lambda done: progress(f"{done:,} of {events:,} events"))
        pairs = {
            website: Pair(file, cloud, website.key, site, *_policy(website), ALL_WRITERS, way.until)
            for site, website in way.websites.items()
        }
        verdicts = _verdicts(pairs, progress)
        later = to_file.later(way)
    is_equal = not any(verdict.differences for _, verdict in verdicts)
    if is_equal:
        name_draft(folder / _DRAFT, folder / FILE_NAME)
    else:
        remove_draft(folder / _DRAFT)
    return Outcome("\n".join([*_table(verdicts), *_after_return(folder, holdings, later, is_equal=is_equal)]), is_equal)


@contextmanager
def _stopped(folder: Path) -> Iterator[None]:
    """Keep servers from starting on a folder. Raises DataFolderInUse while one runs."""
    try:
        with folder_lock(folder):
            yield
    except DataFolderInUse as error:
        sentence = f"{error.message.removesuffix('.')}. Stop the server, then start the command again."
        raise AppError(error.code, sentence) from error


@contextmanager
def _connected(address: ClickHouseAddress) -> Iterator[ClickHouse]:
    con = ClickHouse(address, migrate)
    try:
        con.connect()
        yield con
    finally:
        con.close()


@contextmanager
def _repeatable(hint: str, folder: Path) -> Iterator[None]:
    """Tell faults of the databases, and that the command can be started again. folder: that DuckDB writes in."""
    try:
        with faults_as_errors(folder):
            yield
    except KnownStorageError as error:
        raise AppError(error.code, error.message, hint=hint) from error


def _check_journal(journal: Path, file: Connection) -> None:
    """Refuse a folder whose journal has events that are not in its database."""
    if has_waiting(journal, record_of(next_seq(file))):
        raise AppError(
            "storage_unavailable",
            f"The journal {journal} has events that are not in the database yet. Start the self-hosted server on that"
            " folder once and stop it, then start the command again.",
        )


def _check_new(folder: Path) -> None:
    """Refuse a folder that has a database, or a journal which belongs to one."""
    names = (FILE_NAME, f"{FILE_NAME}.wal")
    if any((folder / name).exists() for name in names) or has_records(folder / JOURNAL_FOLDER):
        raise AppError(
            "storage_unavailable",
            f"The folder {folder} has a database or a journal already. Name a new folder with --data-dir.",
            field="data_dir",
        )


async def _add_to_tenant(
    url: str, tenant: TenantId, holdings: Holdings
) -> tuple[Tenant, Mapping[WebsiteId, WebsiteKey]]:
    """Add websites and API keys to a tenant. Returns it with the keys of the websites.

    Raises AppError before anything is written.
    """
    store = await open_postgres(url, lambda _: None)
    try:
        owner = await store.read(_free_tenant, tenant, holdings)
        return owner, await store.of_tenant(tenant).write(moving.add, holdings)
    finally:
        await store.close()


async def _of_tenant(url: str, tenant: TenantId) -> Holdings:
    """Return websites and API keys of a tenant. Raises AppError."""
    store = await open_postgres(url, lambda _: None)
    try:
        await store.read(_require, tenant)
        return await store.of_tenant(tenant).read(moving.read)
    finally:
        await store.close()


def _free_tenant(con: Transaction, tenant: TenantId, holdings: Holdings) -> Tenant:
    """Return a tenant. Raises NotFound, AppError `conflict` where another tenant has one of the websites."""
    owner = _require(con, tenant)
    ids = {copy.website.id for copy in holdings.websites}
    shares = {copy.website.share_id for copy in holdings.websites} - {None}
    for website in tenants.all_websites(con):
        if website.tenant != tenant and (website.id in ids or website.share_id in shares):
            sentence = f"The tenant {website.tenant} has the website {website.id} already. Nothing was copied."
            raise AppError("conflict", sentence)
    return owner


def _require(con: Transaction, tenant: TenantId) -> Tenant:
    try:
        return tenants.require(con, tenant)
    except NotFound as error:
        raise NotFound(f"There is no tenant {tenant}. Their ids: sparklytics tenant list") from error


def _routes(
    file: Connection, cloud: ClickHouse, scratch: Path, holdings: Holdings, sites: Mapping[WebsiteId, WebsiteKey]
) -> Iterator[tuple[Website, to_cloud.Route]]:
    key = moving.event_id_key(file)
    for copy in holdings.websites:
        website = copy.website
        writer = to_cloud.writer_of(key, website.id)
        yield website, to_cloud.Route(file, cloud, scratch, website.id, website.key, sites[website.id], writer)


def _copy(website: Website, route: to_cloud.Route, progress: Progress) -> None:
    events = to_cloud.events_of(route.source, website.key)
    to_cloud.copy_events(route, lambda done: progress(f"{website.name}: {done:,} of {events:,} events"))


def _policy(website: Website) -> tuple[ZoneInfo, bool]:
    """Return the zone of a website, and whether its reports count bots."""
    return ZoneInfo(website.timezone), website.bot_mode == "off"


def _verdicts(pairs: Mapping[Website, Pair], progress: Progress) -> list[tuple[Website, Verdict]]:
    verdicts = []
    for website, pair in pairs.items():
        progress(f"{website.name}: comparing")
        verdicts.append((website, compare(pair)))
    return verdicts


def _table(verdicts: Sequence[tuple[Website, Verdict]]) -> Iterator[str]:
    """Yield the lines about all websites: a table, then what there is to say about each."""
    rows = [_HEAD]
    for website, verdict in verdicts:
        here, there = verdict.file, verdict.cloud
        visitors, sessions = _both(here.visitors, there.visitors), _both(here.sessions, there.sessions)
        equal = "no" if verdict.differences else "yes"
        rows.append((website.id, website.name, f"{here.events:,}", f"{there.events:,}", visitors, sessions, equal))
    yield from aligned(rows)
    for website, verdict in verdicts:
        for sentence in (*verdict.differences, *verdict.notes):
            yield f"{website.name}: {sentence}"


def _both(here: int, there: int) -> str:
    return f"{here:,}" if here == there else f"{here:,} in file, {there:,} in tenant"


def _after_move(
    settings: Settings, tenant: Tenant, holdings: Holdings, verdicts: Sequence[tuple[Website, Verdict]]
) -> Iterator[str]:
    """Yield the sentences that end the command."""
    if any(verdict.differences for _, verdict in verdicts):
        yield "Not everything is equal. Start the command again: it copies what is missing."
        return
    yield (
        f"Everything is equal. {tenant.name} has {_websites_and_keys(holdings)} from the file, which was not changed."
        " The password was not copied: people sign in as members of the tenant."
    )
    if holdings.samples:
        yield "The sample website was left out."
    days = Counter[date]()
    for _, verdict in verdicts:
        days.update(verdict.file.days)
    if days:
        yield from _limits(settings.retention_days, tenant, days)


def _limits(retention_days: int, tenant: Tenant, days: Mapping[date, int]) -> Iterator[str]:
    """Yield what the limits of cloud mode will do to websites with as many events a day."""
    if retention_days and min(days) < utc_now().date() - timedelta(days=retention_days):
        yield f"Servers with SPARKLYTICS_RETENTION_DAYS={retention_days} delete older events within a day."
    month = sum(events for day, events in days.items() if day > max(days) - timedelta(days=30))
    if month > tenant.limits.monthly_events:
        yield (
            f"The last 30 days have {month:,} events, but {tenant.name} may send {tenant.limits.monthly_events:,} in a"
            " month. To change that: sparklytics tenant limits"
        )


def _websites_and_keys(holdings: Holdings) -> str:
    now = utc_now()
    keys = sum(key.is_valid_at(now) for key in holdings.keys)
    return f"{_number(len(holdings.websites), 'website')} and {_number(keys, 'valid API key')}"


def _after_return(folder: Path, holdings: Holdings, later: int, *, is_equal: bool) -> Iterator[str]:
    """Yield the sentences that end the command."""
    if later:
        yield f"{later:,} further events have come to the tenant meanwhile, which are not in the file."
    if not is_equal:
        yield f"Not everything is equal, so no database was made. {_BEGINS_ANEW}"
        return
    yield (
        f"Everything is equal. The database in {folder} has {_websites_and_keys(holdings)} of the tenant, which was not"
        " changed. People were not copied: the first start of a server on that folder asks for the setup of its"
        " administrator."
    )


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
