"""Builds the application from its context: routes, access rules and headers. The caller closes the context."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from aiohttp import web

from app.domain.errors import BadRequest
from app.server.access.endpoints import Cors, EndpointTable
from app.server.access.guard import Authorizer
from app.server.access.origins import OriginPolicy
from app.server.context import (
    ADDRESSES,
    AUTHORIZER,
    CONTEXT,
    DOWNLOADS,
    ENDPOINTS,
    REPORT_SLOTS,
    SHARE_LINK_LIMITER,
    TRACKED,
    ServerContext,
)
from app.server.http.client_address import ClientAddresses
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.connections import Connection
from app.server.http.fast_lane import FastLane, LaneConnection, obstacle
from app.server.http.replies import BODY_LIMIT, error_reply
from app.server.http.tls import Certificate, SecureConnection
from app.server.limits.downloads import DownloadLimiter
from app.server.limits.report_slots import ReportSlots
from app.server.limits.share_link import ShareLinkLimiter
from app.server.limits.tracked import tracked_limits
from app.server.middlewares import SERVER_NAME, admit, authorize, default_headers, errors, fixed_headers, preflight
from app.server.notifications.notifier import NOTIFIER, Notifier, notifying
from app.server.routes import SIGN_IN_TABLES, TABLES, TENANT_TABLES
from app.server.routes.server import live_stream
from app.server.tracked import TrackedAddresses

log = logging.getLogger(__name__)

__all__ = ["ServerContext", "create_app"]


def create_app(context: ServerContext) -> web.Application:
    """Create the application that serves `context`."""
    settings = context.settings
    of_accounts = () if context.accounts is None else SIGN_IN_TABLES
    of_tenants = () if context.tenants is None else TENANT_TABLES
    table = EndpointTable(*TABLES, *of_accounts, *of_tenants)
    authorizer = Authorizer(settings.auth, context.owner_token, context.accounts)
    addresses = ClientAddresses(settings.trusted_proxies)
    policy = OriginPolicy(settings, needs_key=authorizer.needs_key, is_https=addresses.is_https)
    app = web.Application(
        middlewares=[errors, admit, authorize(policy, context.directory, context.accounts)], client_max_size=BODY_LIMIT
    )
    app[CONTEXT] = context
    app[ENDPOINTS] = table
    app[AUTHORIZER] = authorizer
    app[ADDRESSES] = addresses
    context.status.add(addresses.check)
    app[NOTIFIER] = Notifier(app)
    app[DOWNLOADS] = DownloadLimiter()
    app[REPORT_SLOTS] = ReportSlots()
    app[SHARE_LINK_LIMITER] = ShareLinkLimiter(settings.rate_limit_max_keys)
    limits = tracked_limits(settings.rate_limit_max_keys)
    app[TRACKED] = TrackedAddresses(context.directory, context.ingest.collector, limits)
    for path, endpoints in table.paths().items():
        resource = app.router.add_resource(path)
        for endpoint in endpoints:
            resource.add_route(endpoint.method, endpoint.handler, expect_handler=_expect)
            if endpoint.method == "GET":
                resource.add_route("HEAD", endpoint.handler, expect_handler=_expect)
        if endpoints[0].cors is not Cors.NONE:
            resource.add_route("OPTIONS", preflight(endpoints), expect_handler=_expect)
    app.on_response_prepare.append(default_headers(settings, policy, table))
    app.cleanup_ctx.append(live_stream)
    app.cleanup_ctx.append(notifying)
    return app


def connector(
    context: ServerContext, runner: web.AppRunner, limiter: ConnectionLimiter, certificate: Certificate | None
) -> Callable[[], asyncio.BaseProtocol]:
    """Return a factory of connections to the application of `runner`, with the fast lane unless it is turned off.

    limiter: counts the connections; certificate: for HTTPS, None for plain HTTP.
    """
    if certificate is None:
        return _plain_connector(context, runner, limiter)
    connect, ssl_context = _plain_connector(context, runner, None), certificate.context
    return lambda: SecureConnection(limiter, connect(), ssl_context)


def _plain_connector(
    context: ServerContext, runner: web.AppRunner, limiter: ConnectionLimiter | None
) -> Callable[[], Connection]:
    server = runner.server
    assert server is not None, "the runner has been set up"
    fixed = (("Server", SERVER_NAME), *fixed_headers(context.settings))
    lane = open_lane(context, runner.app)
    if lane is None:
        return lambda: Connection(server, fixed, limiter)
    return lambda: LaneConnection(lane, server, fixed, limiter)


def open_lane(context: ServerContext, app: web.Application) -> FastLane | None:
    """Return the fast lane to the ingest of `context`, and to its links and pixels.

    None when it is turned off, or unfit for the installed aiohttp.
    """
    settings = context.settings
    if not settings.fast_lane:
        return None
    if (reason := obstacle()) is not None:
        log.warning("The fast lane is not used: %s", reason)
        return None
    policy = OriginPolicy(settings, needs_key=False)  # collecting never requires a key
    fixed = (("Server", SERVER_NAME), *fixed_headers(settings))
    return FastLane(context.ingest, app[TRACKED], app[ADDRESSES], policy.accepts_host, fixed)


async def _expect(request: web.Request) -> web.StreamResponse | None:
    """Refuse every Expect header but 100-continue, which is confirmed where the body is read."""
    if request.headers.get("Expect", "").lower() != "100-continue":
        return error_reply(BadRequest("Only Expect: 100-continue is supported.", field="Expect"))
    return None
