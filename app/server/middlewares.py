"""What happens around every handler: who is let in, how failures are told, which headers every reply carries."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

from app.api.wire import STATUS_OF
from app.config import Settings
from app.domain.errors import AppError, BadRequest, ErrorCode
from app.server.access.endpoints import Cors, Endpoint, EndpointTable, Handler
from app.server.access.guard import CALLER
from app.server.access.origins import OriginPolicy, is_loopback_name
from app.server.context import AUTHORIZER, ENDPOINTS
from app.server.http.replies import empty_reply, error_reply

log = logging.getLogger(__name__)

SERVER_NAME = "Sparklytics"
PREFLIGHT_AGE_S = 86_400
EXPOSED = "Retry-After"  # what the tracker, on another origin, must be able to read
HSTS_AGE_S = 31_536_000
# What aiohttp itself refuses: its status, our sentence.
_SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
    413: "The body is too large.",
}
_CODES: dict[int, ErrorCode] = {status: code for code, status in reversed(list(STATUS_OF.items()))}


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every failure into the one error shape. Unexpected ones are logged under a reference the caller gets."""
    try:
        return await handler(request)
    except AppError as error:
        return error_reply(error)
    except web.HTTPException as error:
        return _refusal(error)
    except web.RequestPayloadError:
        request.content.feed_eof()  # else aiohttp reads on after the reply, fails again and logs it as its own bug
        response = error_reply(BadRequest("The body did not arrive whole or is not encoded as it says."))
        response.force_close()
        return response
    except Exception:
        reference = secrets.token_hex(4)
        resource = request.match_info.route.resource
        path = resource.canonical if resource is not None else "an unknown address"
        log.exception("%s %s failed, reference %s", request.method, path, reference)
        sentence = f"Internal server error. The log has the details under the reference {reference}."
        return error_reply(AppError("internal_server_error", sentence))


def gate(rules: OriginPolicy) -> Middleware:
    """Make the middleware that turns callers away, before their body is read."""

    @web.middleware
    async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
        endpoint = request.app[ENDPOINTS].of(request)
        rules.check_host(request, None if endpoint is None else endpoint.cors)
        if endpoint is not None:
            if endpoint.cors is not Cors.OPEN:
                rules.check_origin(request)
            request[CALLER] = request.app[AUTHORIZER].check(request, endpoint)
        return await handler(request)

    return let_in


def fixed_headers(settings: Settings) -> tuple[tuple[str, str], ...]:
    """The headers of every reply, unless its handler says otherwise."""
    headers = (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cache-Control", "no-store"),
    )
    public = urlsplit(settings.public_url)
    # Not for a name of this computer: it would bind every other server of whoever looks at it there.
    if public.scheme == "https" and not is_loopback_name(public.hostname or ""):
        return (*headers, ("Strict-Transport-Security", f"max-age={HSTS_AGE_S}"))
    return headers


def dress(
    settings: Settings, rules: OriginPolicy, table: EndpointTable
) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Make the signal receiver that puts the common headers on every reply, streams and refusals included."""
    fixed = fixed_headers(settings)

    async def put_headers(request: web.Request, response: web.StreamResponse) -> None:
        headers = response.headers
        headers["Server"] = SERVER_NAME
        for name, value in fixed:
            headers.setdefault(name, value)
        cors = table.cors_of(request)
        allowed = rules.allowed_origin(cors, request.headers.get("Origin"))
        if allowed is not None:
            headers["Access-Control-Allow-Origin"] = allowed
        if cors is Cors.OPEN:
            headers["Access-Control-Expose-Headers"] = EXPOSED
        if cors is Cors.LISTED:
            headers.add("Vary", "Origin")

    return put_headers


def preflight(endpoints: list[Endpoint]) -> Handler:
    """Make the handler that tells a browser what pages may send to one path."""
    is_open = endpoints[0].cors is Cors.OPEN
    methods = [endpoint.method for endpoint in endpoints]
    headers = {
        "Access-Control-Allow-Methods": ",".join([*methods, "OPTIONS"]) if is_open else "GET,POST,PUT,DELETE",
        "Access-Control-Allow-Headers": "*" if is_open else "authorization,content-type",
        "Access-Control-Max-Age": str(PREFLIGHT_AGE_S),
    }

    async def answer(request: web.Request) -> web.StreamResponse:
        return empty_reply(200, headers)

    return answer


def _refusal(error: web.HTTPException) -> web.StreamResponse:
    """The error shape for what aiohttp refuses; its Allow header stays."""
    if error.status < 400:
        raise error
    code = _CODES.get(error.status, "bad_request" if error.status < 500 else "internal_server_error")
    kept = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
    return error_reply(AppError(code, _SENTENCES.get(error.status, error.reason)), kept)
