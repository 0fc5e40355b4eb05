"""Middlewares of every request: authorization, error replies and default headers."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import ClientConnectionResetError, web
from aiohttp.typedefs import Middleware

from app.api.connection import COOKIE
from app.api.wire import STATUS_OF
from app.config import Settings
from app.domain.errors import AppError, BadRequest, ErrorCode
from app.server.access.account_service import AccountService
from app.server.access.endpoints import Access, Cors, Endpoint, EndpointTable, Handler
from app.server.access.guard import CALLER, is_about_website
from app.server.access.origins import OriginPolicy, is_loopback_name
from app.server.context import ADDRESSES, AUTHORIZER, ENDPOINTS
from app.server.directory import WebsiteDirectory
from app.server.http.connections import Connection
from app.server.http.cors import ALLOW_ORIGIN, EXPOSED, ingest_headers
from app.server.http.replies import BODY_LIMIT, check_length, close_if_unread, empty_reply, error_reply

log = logging.getLogger(__name__)

SERVER_NAME = "Sparklytics"
PREFLIGHT_AGE_S = 86_400
HSTS_AGE_S = 31_536_000
# With credentials browsers take `*` for a name like any other.
_ALLOWED_HEADERS = {Cors.OPEN: "*", Cors.INGEST: "*,authorization,content-type"}
# Our sentences for statuses that aiohttp itself returns.
_SENTENCES = {
    404: "Nothing was found at this address.",
    405: "This address does not support this method.",
    413: "The body is too large.",
}
_CODES: dict[int, ErrorCode] = {status: code for code, status in reversed(list(STATUS_OF.items()))}


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every failure into an error reply. Unexpected ones are logged under a reference that the reply names."""
    try:
        return await handler(request)
    except AppError as error:
        response = error_reply(error)
        if error.code == "payload_too_large":
            close_if_unread(request, response)
        return response
    except web.HTTPException as error:
        return _refusal(error)
    except web.RequestPayloadError:
        request.content.feed_eof()  # else aiohttp reads on after the reply, fails again and logs it as its own error
        response = error_reply(BadRequest("The body is incomplete or does not match its Content-Encoding."))
        response.force_close()
        return response
    except ClientConnectionResetError:  # the client left before it had the whole reply: nothing of ours failed
        log.debug("%s ended early: the client closed its connection", request.method)
        response = error_reply(AppError("internal_server_error", "The connection was closed"))
        response.force_close()
        return response
    except Exception:  # a fault of ours becomes one reply with a reference into the log
        reference = secrets.token_hex(4)
        resource = request.match_info.route.resource
        path = resource.canonical if resource is not None else "an unknown address"
        log.exception("%s %s failed, reference %s", request.method, path, reference)
        sentence = f"Internal server error. See the server log for details, reference {reference}."
        return error_reply(AppError("internal_server_error", sentence))


@web.middleware
async def admit(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse by its head a request that is too large, or whose sender has too many connections."""
    endpoint = request.app[ENDPOINTS].of(request)
    try:
        if endpoint is None or not endpoint.limits_body:
            check_length(request, BODY_LIMIT)
        if isinstance(request.protocol, Connection):
            is_direct = "X-Forwarded-For" not in request.headers
            is_health_check = is_direct and endpoint is not None and endpoint.is_health_check
            request.protocol.admit(request.app[ADDRESSES].of(request), is_health_check=is_health_check)
    except AppError as error:
        response = error_reply(error)
        response.force_close()
        return response
    return await handler(request)


def authorize(policy: OriginPolicy, directory: WebsiteDirectory, accounts: AccountService | None) -> Middleware:
    """Return the middleware that refuses unauthorized requests before their body is read.

    A website of another tenant is refused here as one that does not exist.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        endpoint = request.app[ENDPOINTS].of(request)
        policy.check_host(request, None if endpoint is None else endpoint.cors)
        if endpoint is not None:
            if not endpoint.cors.is_open:
                policy.check_origin(request)
            if accounts is not None and endpoint.needs is not Access.PUBLIC:
                await accounts.recognise(request.cookies.get(COOKIE))
            caller = request[CALLER] = request.app[AUTHORIZER].check(request, endpoint)
            if caller.tenant is not None and is_about_website(endpoint):
                directory.require_of(caller.tenant, request.match_info["id"])
        return await handler(request)

    return check


def fixed_headers(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return the headers of every reply unless its handler sets them."""
    headers = (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cache-Control", "no-store"),
    )
    public = urlsplit(settings.public_url)
    # Not for names of this computer: it would force HTTPS on every other server there.
    if public.scheme == "https" and not is_loopback_name(public.hostname or ""):
        return (*headers, ("Strict-Transport-Security", f"max-age={HSTS_AGE_S}"))
    return headers


def default_headers(
    settings: Settings, policy: OriginPolicy, table: EndpointTable
) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Return the signal receiver that adds the default headers to every reply, including streams and errors."""
    fixed = fixed_headers(settings)

    async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
        headers = response.headers
        headers["Server"] = SERVER_NAME
        for name, value in fixed:
            headers.setdefault(name, value)
        cors, origin = table.cors_of(request), request.headers.get("Origin")
        if cors is Cors.INGEST:
            headers.update(ingest_headers(origin))
            return
        allowed = policy.allowed_origin(cors, origin)
        if allowed is not None:
            headers[ALLOW_ORIGIN] = allowed
        if cors is Cors.OPEN:
            headers["Access-Control-Expose-Headers"] = EXPOSED
        if cors is Cors.LISTED:
            headers.add("Vary", "Origin")

    return add_headers


def preflight(endpoints: list[Endpoint]) -> Handler:
    """Return the handler of preflight requests for one path."""
    cors = endpoints[0].cors
    methods = [endpoint.method for endpoint in endpoints]
    headers = {
        "Access-Control-Allow-Methods": ",".join([*methods, "OPTIONS"]) if cors.is_open else "GET,POST,PUT,DELETE",
        "Access-Control-Allow-Headers": _ALLOWED_HEADERS.get(cors, "authorization,content-type"),
        "Access-Control-Max-Age": str(PREFLIGHT_AGE_S),
    }

    async def handle(request: web.Request) -> web.StreamResponse:
        return empty_reply(200, headers)

    return handle


def _refusal(error: web.HTTPException) -> web.StreamResponse:
    """Return the error reply for a refusal of aiohttp, keeping its Allow header."""
    if error.status < 400:
        raise error
    code = _CODES.get(error.status, "bad_request" if error.status < 500 else "internal_server_error")
    kept = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
    return error_reply(AppError(code, _SENTENCES.get(error.status, error.reason)), kept)
