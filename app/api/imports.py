"""Imports of a website: wire types and client methods."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import aiohttp
import msgspec
from msgspec import Meta

from app.api.connection import CONNECT_LIMIT_S, ApiConnection, of_website
from app.domain.imports.jobs import Import, ImportPreview, ImportStatus

UPLOAD_LIMITS = aiohttp.ClientTimeout(total=24 * 3600.0, connect=CONNECT_LIMIT_S)


class ImportReply(msgspec.Struct, frozen=True):
    """An import."""

    id: str
    website_id: str
    status: ImportStatus
    file_name: str
    created_at: datetime
    completed_at: datetime | None
    error_message: str | None
    read: Annotated[int, Meta(description="lines so far, while the file is read")]
    stored: Annotated[int, Meta(description="events that are stored now")]
    preview: Annotated[ImportPreview | None, Meta(description="once the file was read")]


def import_reply(job: Import, website_id: str) -> ImportReply:
    """Return an import as on the wire."""
    return ImportReply(
        job.id,
        website_id,
        job.status,
        job.file_name,
        job.created_at,
        job.completed_at,
        job.error_message,
        job.read,
        job.stored,
        job.preview,
    )


class ImportCalls(ApiConnection):
    """Calls of imports."""

    async def add_import(self, website_id: str, path: Path, site: str | None = None) -> ImportReply:
        """Upload a file to import, which is then read. Raises AppError, also when it cannot be read here."""
        params = {"file_name": path.name} | ({} if site is None else {"site": site})
        return await self._upload("POST", of_website(website_id, "/imports"), ImportReply, path, UPLOAD_LIMITS, params)

    async def list_imports(self, website_id: str) -> tuple[ImportReply, ...]:
        """List the imports, newest first."""
        return await self._data("GET", of_website(website_id, "/imports"), tuple[ImportReply, ...])

    async def import_of(self, website_id: str, import_id: str) -> ImportReply:
        """Get an import."""
        return await self._data("GET", _of_import(website_id, import_id), ImportReply)

    async def start_import(self, website_id: str, import_id: str) -> ImportReply:
        """Have the events of an import stored."""
        return await self._data("POST", f"{_of_import(website_id, import_id)}/start", ImportReply)

    async def undo_import(self, website_id: str, import_id: str) -> ImportReply:
        """Have an import undone, or forgotten of which nothing is stored."""
        return await self._data("DELETE", _of_import(website_id, import_id), ImportReply)


def _of_import(website_id: str, import_id: str) -> str:
    return of_website(website_id, f"/imports/{quote(import_id, safe='')}")
