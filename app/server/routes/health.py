"""Health endpoints for containers, proxies and monitors. Public in every mode."""

from __future__ import annotations

from aiohttp import web

from app import __version__
from app.api.wire import HealthReply, VersionedHealthReply
from app.config import Settings
from app.domain.errors import AppError
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT, ServerContext
from app.server.http.replies import reply

routes = Routes()

DATABASE_LIMIT_S = 2.0
UNAVAILABLE = 503


@routes.add(
    "GET",
    "/api/health",
    "Get server health; 503 when the database does not answer",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    is_health_check=True,
    reply=HealthReply,
)
async def api_health(request: web.Request) -> web.Response:
    if await _database_problem(request.app[CONTEXT]) is None:
        return reply(HealthReply("healthy"))
    return reply(HealthReply("degraded"), UNAVAILABLE)


@routes.add(
    "GET",
    "/health",
    "Get server health, version and problems; 503 when the database does not answer",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    is_health_check=True,
    reply=VersionedHealthReply,
)
async def health(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    checks = [
        *context.ingest.problems,
        context.trusted_clock.check(),
        *([] if context.certificate is None else [context.certificate.check()]),
    ]
    problem = await _database_problem(context)
    sentences = [check.message for check in checks if check.state != "ok"]
    if problem is not None and problem not in sentences:  # the writer may have met it already
        sentences.append(problem)
    problems = tuple(_without_folders(sentence, context.settings) for sentence in sentences)
    state = "degraded" if problems else "ok"
    return reply(VersionedHealthReply(state, __version__, problems), 200 if problem is None else UNAVAILABLE)


@routes.add(
    "GET",
    "/health/live",
    "Check liveness: restart the process when this fails",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    is_health_check=True,
    reply=HealthReply,
)
async def alive(request: web.Request) -> web.Response:
    return reply(HealthReply("ok"))


@routes.add(
    "GET",
    "/health/ready",
    "Check readiness; 503 when events or reports cannot be served",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    is_health_check=True,
    reply=HealthReply,
)
async def ready(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    # Where the databases are shared, a balancer that left out every process would leave none to take events.
    if context.stores.is_shared:
        is_ready = all(check.name != "journal" for check in context.ingest.problems)
    else:
        is_ready = context.ingest.is_ready and await _database_problem(context) is None
    if is_ready:
        return reply(HealthReply("ok"))
    return reply(HealthReply("degraded"), UNAVAILABLE)


def _without_folders(sentence: str, settings: Settings) -> str:
    """Return a sentence for everyone: files by their names alone."""
    for path in (settings.tls_cert, settings.tls_key, *settings.geoip_path, settings.data_dir):
        if path is not None and path.is_absolute():
            sentence = sentence.replace(str(path), path.name)
    return sentence


async def _database_problem(context: ServerContext) -> str | None:
    """Return why the databases do not answer, None when they do."""
    try:
        await context.stores.ask(DATABASE_LIMIT_S)
    except AppError as error:
        return error.message
    return None
