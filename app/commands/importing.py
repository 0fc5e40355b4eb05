"""The command `import`: sends a file to the server on the data folder, or opens the folder itself, and waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from app.api.client import ApiClient
from app.api.imports import ImportReply
from app.config import Settings
from app.domain.files.aligned import aligned
from app.domain.imports.jobs import ACTIVE, ImportPreview, Share
from app.server.folder_client import find_site, open_client

Progress = Callable[[str], None]

_LOOK_EVERY_S = 0.5
_HEAD = ("import", "created", "status", "events", "file")
_LINE_BREAK = str.maketrans("\r\n\t\x1b", "    ")  # of texts from the file


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """An import as ordered. site: id, domain or name; source_site: of several in the file; undone: id of an import.

    file: None for a list, or with `undone`.
    """

    site: str
    file: Path | None
    source_site: str | None = None
    api_key: str | None = None
    is_preview: bool = False
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """Text to print, and whether all has been done."""

    text: str
    is_right: bool = True


async def run_import(settings: Settings, order: ImportOrder, progress: Progress) -> ImportOutcome:
    """Do what is ordered. progress: called with each line about it. Raises AppError."""
    async with AsyncExitStack() as stack:
        client = await open_client(stack, settings, order.api_key, retention_days=settings.retention_days)
        site = (await find_site(client, order.site, "write")).id
        if order.undone is not None:
            job = await client.undo_import(site, order.undone)
            return _undone(await _ended(client, site, job, progress) if job.status in ACTIVE else job)
        if order.file is None:
            return ImportOutcome("\n".join(_listed(await client.list_imports(site))))
        job = await client.add_import(site, order.file, order.source_site)
        job = await _ended(client, site, job, progress)
        if job.status != "ready" or job.preview is None:
            return ImportOutcome(f"Nothing was imported. {job.error_message or ''}".rstrip(), is_right=False)
        preview = "\n".join(_described(job.preview))
        if order.is_preview or not job.preview.events:
            await client.undo_import(site, job.id)
            return ImportOutcome(f"{preview}\nNothing was stored.")
        progress(preview)
        job = await _ended(client, site, await client.start_import(site, job.id), progress)
        return _stored(job)


async def _ended(client: ApiClient, site: str, job: ImportReply, progress: Progress) -> ImportReply:
    """Return an import once it is no longer at work."""
    shown = ""
    while job.status in ACTIVE:
        line = f"{job.read:,} lines read" if job.status == "reading" else f"{job.stored:,} events are stored"
        if line != shown:
            progress(line)
            shown = line
        await asyncio.sleep(_LOOK_EVERY_S)
        job = await client.import_of(site, job.id)
    return job


def _stored(job: ImportReply) -> ImportOutcome:
    if job.status == "complete":
        return ImportOutcome(f"Stored {job.stored:,} events as {job.id}.")
    return ImportOutcome(f"{job.error_message} {job.stored:,} events are stored as {job.id}.", is_right=False)


def _undone(job: ImportReply) -> ImportOutcome:
    if job.status == "undone":
        return ImportOutcome(f"Nothing is left of {job.id}.")
    return ImportOutcome(f"{job.error_message} {job.stored:,} events are left of {job.id}.", is_right=False)


def _listed(jobs: Sequence[ImportReply]) -> Iterator[str]:
    if not jobs:
        yield "There is no import."
        return
    rows = [
        (job.id, f"{job.created_at:%Y-%m-%d %H:%M}", job.status, f"{job.stored:,}", _plain(job.file_name))
        for job in jobs
    ]
    yield from aligned([_HEAD, *rows])


def _described(preview: ImportPreview) -> Iterator[str]:
    """Yield what a file has, line by line."""
    yield f"Format: {preview.title}"
    yield (
        f"Events: {preview.events:,}, of them {preview.pageviews:,} pageviews, {preview.bots:,} of bots;"
        f" {preview.visitors:,} visitors, {preview.sessions:,} sessions"
    )
    if preview.start_at is not None:
        yield f"Time: {preview.start_at:%Y-%m-%d %H:%M} to {preview.end_at:%Y-%m-%d %H:%M} UTC"
    yield f"Known: {', '.join(preview.fields)}"
    yield from _shares("Hosts", preview.hosts)
    yield from _shares("Sites in the file", preview.sites)
    if preview.overlap:
        yield f"Already there in this time: {preview.overlap:,} events, on {preview.overlap_days:,} days"
    if preview.expired:
        yield f"Older than the data retention, not stored: {preview.expired:,} events"
    for share in preview.left_out:
        yield f"{share.name} {share.count:,} lines"
    if preview.unreadable:
        yield f"Cannot be read: {preview.unreadable:,} lines"
        yield from (f"  line {line.line}: {_plain(line.reason)}" for line in preview.lines)


def _shares(title: str, shares: Sequence[Share]) -> Iterator[str]:
    if shares:
        yield f"{title}: " + ", ".join(f"{_plain(share.name)} ({share.count:,})" for share in shares)


def _plain(text: str) -> str:
    return text.translate(_LINE_BREAK)
