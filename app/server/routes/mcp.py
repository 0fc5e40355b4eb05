"""Endpoint of the Model Context Protocol over HTTP: one message, one reply as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from aiohttp import web
from msgspec import UNSET

from app.api.mcp import PATH, RpcError, RpcMessage, RpcReply
from app.server.access.endpoints import Access, Routes
from app.server.http.replies import empty_reply, read_body, reply
from app.server.mcp.protocol import (
    HEADER_MISMATCH,
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    NEWEST,
    UNSUPPORTED_VERSION,
    RpcFault,
    check_version,
    failure,
    respond,
)
from app.server.mcp.tools import run_tool

routes = Routes()

MESSAGE_LIMIT = 64 * 1024  # bytes; a call of a tool has some hundred
VERSION_HEADER = "MCP-Protocol-Version"
# Those of a request that names its version itself; clients of the handshake expect 200 for what they can read.
_STATUS_OF: Mapping[int, int] = {
    HEADER_MISMATCH: 400,
    INVALID_PARAMS: 400,
    METHOD_NOT_FOUND: 404,
    UNSUPPORTED_VERSION: 400,
}


@routes.add(
    "POST",
    PATH,
    "Send a message of the Model Context Protocol: tools that read reports",
    needs=Access.READ,
    body=RpcMessage,
    reply=RpcReply,
    further=((202, None), (400, RpcReply), (404, RpcReply)),
    errors=("not_found",),
    for_site_keys=True,
    description="Answers JSON, without a stream and without a session; a notification gets 202. See docs/mcp.md.",
)
async def mcp(request: web.Request) -> web.Response:
    message = await read_body(request, RpcMessage, MESSAGE_LIMIT)
    try:
        _check_headers(request, message)
    except RpcFault as fault:
        return reply(failure(fault, None if message.id is UNSET else message.id), 400)
    answer = await respond(message, partial(run_tool, request))
    if answer is None:
        return empty_reply(202)
    if message.version is None or not isinstance(answer.error, RpcError):
        return reply(answer)
    return reply(answer, _STATUS_OF[answer.error.code])


def _check_headers(request: web.Request, message: RpcMessage) -> None:
    """Raise RpcFault for an unknown version, and for headers that contradict the message.

    Proxies may choose by the headers, so that they must say what the message says (revision 2026-07-28).
    """
    version = request.headers.get(VERSION_HEADER)
    if version is not None:
        check_version(version)
    if message.id is UNSET or NEWEST not in (version, message.version):
        return
    stated: dict[str, Any] = {VERSION_HEADER: message.version, "Mcp-Method": message.method}
    if message.method == "tools/call":
        stated["Mcp-Name"] = message.params.get("name")
    for name, value in stated.items():
        if request.headers.get(name) != value:
            raise RpcFault(HEADER_MISMATCH, f"The header {name} does not agree with the message.")
