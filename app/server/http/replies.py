"""Reading of request bodies and queries, and building of JSON replies and error replies."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from aiohttp import HttpVersion11, web

from app.api.shapes import shape_error
from app.api.wire import STATUS_OF, Data, error_body
from app.domain.errors import AppError, BadRequest
from app.server.http.decompression import Decompressor

T = TypeVar("T")

JSON = "application/json"
BODY_LIMIT = 2 * 1024 * 1024  # bytes, of every body except event collection
SMALL_LIMIT = 16 * 1024  # bytes, of bodies that need no sign-in
ARRIVAL_LIMIT_S = 30.0  # for a whole body to arrive
SILENCE_LIMIT_S = 2.0  # for more of a body to arrive


def reply(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return a JSON reply of `value`, without an envelope."""
    return web.Response(body=msgspec.json.encode(value), status=status, headers=headers, content_type=JSON)


def data_reply(value: object, status: int = 200) -> web.Response:
    """Return the JSON reply `{"data": value}`."""
    return reply(Data(value), status)


def empty_reply(status: int = 204, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return a reply without a body."""
    return web.Response(status=status, headers=headers)


def error_reply(error: AppError, headers: Mapping[str, str] | None = None) -> web.Response:
    """Return an error reply: the status of its code, and Retry-After when known."""
    extra = dict(headers or {})
    if error.retry_after_s is not None:
        extra["Retry-After"] = str(error.retry_after_s)
    return web.Response(body=error_body(error), status=STATUS_OF.get(error.code, 500), headers=extra, content_type=JSON)


async def read_body(request: web.Request, shape: type[T], limit_bytes: int = BODY_LIMIT) -> T:
    """Read a JSON body as `shape`. Raises AppError: `unsupported_media_type`, `payload_too_large`, `bad_request`."""
    if not is_json(request.content_type):
        raise AppError("unsupported_media_type", "Send the body as JSON, with Content-Type: application/json.")
    body = await read_limited(request, limit_bytes)
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise shape_error(error) from error


def check_length(request: web.Request, limit_bytes: int) -> None:
    """Raise AppError `payload_too_large` when the head of a request announces a body of more than `limit_bytes`."""
    if (request.content_length or 0) > limit_bytes:
        raise AppError("payload_too_large", f"The body is larger than {limit_bytes:,} bytes.")


def close_if_unread(request: web.Request, response: web.StreamResponse) -> None:
    """Have the connection close after a reply whose request has more body, which will not be read."""
    if not request.content.at_eof():
        response.force_close()


async def read_limited(request: web.Request, limit_bytes: int) -> bytes:
    """Read a whole body of at most `limit_bytes`. Raises AppError `payload_too_large`."""
    check_length(request, limit_bytes)
    body = await read_at_most(request, limit_bytes + 1)
    if len(body) > limit_bytes:
        raise AppError("payload_too_large", f"The body is larger than {limit_bytes:,} bytes.")
    return body


async def read_at_most(request: web.Request, limit_bytes: int) -> bytes:
    """Read the first `limit_bytes` of a body, or all of a shorter one.

    Raises RequestPayloadError when it takes too long or stops arriving, since a slow sender would hold the connection
    forever, and AppError `unsupported_media_type` as Decompressor does.
    """
    body, decompressor = bytearray(), Decompressor(request)
    ask_for_body(request)
    try:
        async with asyncio.timeout(ARRIVAL_LIMIT_S):
            while len(body) < limit_bytes:
                async with asyncio.timeout(SILENCE_LIMIT_S):
                    chunk = await request.content.readany()
                if not chunk:
                    break
                body += decompressor.feed(chunk, limit_bytes - len(body))
    except TimeoutError as error:
        raise web.RequestPayloadError("The body did not arrive in time.") from error
    if len(body) < limit_bytes:
        decompressor.end()
    return bytes(body)


def ask_for_body(request: web.Request) -> None:
    """Ask for the body of a client that waits to be asked. Refused requests never get here, so it is not sent."""
    if request.version >= HttpVersion11 and "Expect" in request.headers and request.transport is not None:
        request.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def is_json(content_type: str) -> bool:
    """Return whether a content type, in lower case and without parameters, is JSON."""
    return content_type == JSON or (content_type.startswith("application/") and content_type.endswith("+json"))


def query_params(request: web.Request) -> dict[str, str]:
    """Return the query parameters. Raises BadRequest for a repeated name, which would be ambiguous."""
    params: dict[str, str] = {}
    for name, value in request.query.items():
        if name in params:
            raise BadRequest(f"{name} is given more than once", field=name[:64])
        params[name] = value
    return params


def read_query(request: web.Request, shape: type[T]) -> T:
    """Read the query parameters as `shape`, a struct of texts, numbers and choices. Unknown names are ignored."""
    try:
        return msgspec.convert(query_params(request), shape, strict=False)
    except msgspec.ValidationError as error:
        raise shape_error(error) from error
