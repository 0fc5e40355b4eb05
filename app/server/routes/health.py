"""Health checks for containers, proxies and monitors. Public in every mode."""

from __future__ import annotations

from aiohttp import web

from app import __version__
from app.api.wire import HealthReply, VersionedHealthReply
from app.domain.errors import AppError
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT, ServerContext
from app.server.http.replies import reply
from app.storage.connection import Connection, one

routes = Routes()

STORE_LIMIT_S = 2.0
UNAVAILABLE = 503


@routes.add(
    "GET",
    "/api/health",
    "Say whether the server works; 503 when the store does not answer",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=HealthReply,
)
async def api_health(request: web.Request) -> web.Response:
    if await _store_answers(request.app[CONTEXT]):
        return reply(HealthReply("healthy"))
    return reply(HealthReply("degraded"), UNAVAILABLE)


@routes.add(
    "GET",
    "/health",
    "Say whether the server works, its version, and what is wrong; 503 when the store does not answer",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=VersionedHealthReply,
)
async def health(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    checks = [*context.ingest.problems, *([] if context.certificate is None else [context.certificate.check()])]
    problems = tuple(check.message for check in checks if check.state != "ok")
    answers = await _store_answers(context)
    state = "ok" if answers and not problems else "degraded"
    return reply(VersionedHealthReply(state, __version__, problems), 200 if answers else UNAVAILABLE)


@routes.add(
    "GET",
    "/health/live",
    "Answer as long as the process runs: restart it when this fails",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=HealthReply,
)
async def alive(request: web.Request) -> web.Response:
    return reply(HealthReply("ok"))


@routes.add(
    "GET",
    "/health/ready",
    "Say whether events are taken and reports answered; 503 when not",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=HealthReply,
)
async def ready(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    if await _store_answers(context) and not context.ingest.problems:
        return reply(HealthReply("ok"))
    return reply(HealthReply("degraded"), UNAVAILABLE)


async def _store_answers(context: ServerContext) -> bool:
    try:
        await context.database.read(_ask, limit_s=STORE_LIMIT_S)
    except AppError:
        return False
    return True


def _ask(con: Connection) -> None:
    one(con, "database/ping")
