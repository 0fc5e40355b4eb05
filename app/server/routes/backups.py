"""Endpoints of backups: those there are, and one more."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.backups import BackupList, BackupsStatus
from app.domain.errors import NotFound
from app.server.access.endpoints import Access, Routes
from app.server.backups.backups import Backups
from app.server.context import CONTEXT
from app.server.http.replies import data_reply

routes = Routes()

PATH = "/api/server/backups"


@routes.add(
    "GET",
    PATH,
    "List the backups of the server",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[BackupList],
    errors=("not_found", "storage_unavailable"),
)
async def list_backups(request: web.Request) -> web.Response:
    return data_reply(await _of(request).list())


@routes.add(
    "POST",
    PATH,
    "Make a backup of the server now",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[BackupsStatus],
    status=202,
    errors=("not_found",),
    description="It is made in the background: the list says when it has ended, and how. One is made at a time.",
)
async def start_backup(request: web.Request) -> web.Response:
    return data_reply(_of(request).start(), 202)


def _of(request: web.Request) -> Backups:
    backups = request.app[CONTEXT].backups
    if backups is None:
        raise NotFound("This server makes no backups: its databases are backed up by themselves.")
    return backups
