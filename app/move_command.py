"""The command `move`: copies a self-hosted database into a tenant of cloud mode."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from app.config import Settings
from app.data_folder import DataFolderInUse, folder_lock
from app.domain.clock import utc_now
from app.domain.errors import AppError, NotFound
from app.domain.files.aligned import aligned
from app.domain.ids import WebsiteKey
from app.domain.ingest.events import record_of
from app.domain.tenants import TenantId
from app.domain.websites import Website, WebsiteId
from app.server.ingest.journal import Record, scan
from app.server.ingest.pipeline import JOURNAL_FOLDER
from app.server.stores.cloud import addresses
from app.storage.clickhouse.address import ClickHouseAddress
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.migrate import migrate
from app.storage.connection import FILE_NAME, Connection, KnownStorageError
from app.storage.ingest.events import next_seq
from app.storage.metadata import Transaction
from app.storage.moving import to_cloud
from app.storage.moving import websites as moving
from app.storage.moving.comparison import Pair, Verdict, compare
from app.storage.moving.source import open_source
from app.storage.moving.websites import Holdings
from app.storage.postgres import tenants
from app.storage.postgres.database import open_postgres

Progress = Callable[[str], None]

_HEAD = ("website", "name", "events here", "events there", "visitors", "sessions", "equal")
_AGAIN = "Start the command again: it goes on where it stopped."


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
        sites = asyncio.run(_add_to_tenant(settings.postgres_url, TenantId(tenant), holdings))
        routes = list(_routes(file, cloud, scratch, holdings, sites))
        stack.enter_context(_repeatable())
        for website, route in routes:
            _copy(website, route, progress)
        verdicts = [(website, _compared(website, route, progress)) for website, route in routes]
    is_equal = not any(verdict.differences for _, verdict in verdicts)
    lines = [*_table(verdicts), *_after_move(settings, holdings, verdicts, is_equal=is_equal)]
    return Outcome("\n".join(lines), is_equal)


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
def _repeatable() -> Iterator[None]:
    """Say of a fault of the databases that the command can be started again."""
    try:
        yield
    except KnownStorageError as error:
        raise AppError(error.code, error.message, hint=_AGAIN) from error


def _check_journal(journal: Path, file: Connection) -> None:
    """Refuse a folder whose journal has events that are not in its database."""
    first = record_of(next_seq(file))
    for segment in sorted(journal.glob("*.log")):
        if any(isinstance(entry, Record) and entry.number >= first for entry in scan(segment)):
            raise AppError(
                "storage_unavailable",
                f"The journal {journal} has events that are not in the database yet. Start the self-hosted server on"
                " that folder once and stop it, then start the command again.",
            )


async def _add_to_tenant(url: str, tenant: TenantId, holdings: Holdings) -> Mapping[WebsiteId, WebsiteKey]:
    """Add websites and API keys to a tenant. Raises AppError before anything is written."""
    store = await open_postgres(url, lambda _: None)
    try:
        await store.read(_check_tenant, tenant, holdings)
        return await store.of_tenant(tenant).write(moving.add, holdings)
    finally:
        await store.close()


def _check_tenant(con: Transaction, tenant: TenantId, holdings: Holdings) -> None:
    """Raise NotFound for an unknown tenant, AppError `conflict` where another tenant has one of the websites."""
    try:
        tenants.require(con, tenant)
    except NotFound as error:
        raise NotFound(f"There is no tenant {tenant}. Their ids: sparklytics tenant list") from error
    ids = {copy.website.id for copy in holdings.websites}
    shares = {copy.website.share_id for copy in holdings.websites} - {None}
    for website in tenants.all_websites(con):
        if website.tenant != tenant and (website.id in ids or website.share_id in shares):
            sentence = f"The tenant {website.tenant} has the website {website.id} already. Nothing was copied."
            raise AppError("conflict", sentence)


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


def _compared(website: Website, route: to_cloud.Route, progress: Progress) -> Verdict:
    progress(f"{website.name}: comparing")
    zone, is_off = ZoneInfo(website.timezone), website.bot_mode == "off"
    pair = Pair(route.source, route.target, route.website, route.site, zone, is_off, route.writer, to_cloud.UNTIL)
    return compare(pair)


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
    return f"{here:,}" if here == there else f"{here:,} here, {there:,} there"


def _after_move(
    settings: Settings, holdings: Holdings, verdicts: Sequence[tuple[Website, Verdict]], *, is_equal: bool
) -> Iterator[str]:
    """Yield the sentences that end the command."""
    if not is_equal:
        yield "Not everything is equal. Start the command again: it copies what is missing."
        return
    yield (
        f"Everything is equal. The tenant has {_number(len(holdings.websites), 'website')} and"
        f" {_number(len(holdings.keys), 'API key')} from the file, which was not changed. The password was not copied:"
        " people sign in as members of the tenant."
    )
    if holdings.samples:
        yield "The sample website was left out."
    oldest = min((min(verdict.file.days) for _, verdict in verdicts if verdict.file.days), default=None)
    days = settings.retention_days
    if days and oldest is not None and oldest < (utc_now() - timedelta(days=days)).date():
        yield f"Servers that have SPARKLYTICS_RETENTION_DAYS={days} delete older events within a day of their start."


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
