"""Model Context Protocol: its messages, JSON-RPC 2.0, and the client method that calls a tool."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.api.connection import ApiConnection
from app.domain.errors import AppError

PATH = "/mcp"
VERSION_KEY = "io.modelcontextprotocol/protocolVersion"  # in `_meta` of a request without a handshake

Params = dict[str, Any]  # Any: JSON, whose shape depends on the method


class RpcMessage(msgspec.Struct, frozen=True):
    """A request, or without `id` a notification."""

    jsonrpc: Literal["2.0"]
    method: str
    id: int | str | UnsetType = UNSET
    params: Annotated[Params, Meta(description="by method")] = {}

    @property
    def version(self) -> object:
        """The protocol version that the message itself names, None before revision 2026-07-28."""
        meta = self.params.get("_meta")
        return meta.get(VERSION_KEY) if isinstance(meta, dict) else None


class RpcError(msgspec.Struct, frozen=True):
    """A failure of the protocol. code: as JSON-RPC and the Model Context Protocol number them."""

    code: int
    message: str
    data: Params | UnsetType = UNSET


class RpcReply(msgspec.Struct, frozen=True):
    """The reply to a request: `result` or `error`. id: that of the request, null when it could not be read."""

    id: int | str | None
    result: Params | UnsetType = UNSET
    error: RpcError | UnsetType = UNSET
    jsonrpc: Literal["2.0"] = "2.0"


class McpCalls(ApiConnection):
    """Client method of the Model Context Protocol."""

    async def call_tool(self, name: str, arguments: Params) -> Params:
        """Call a tool and return its result as it goes to a client of the protocol. Raises AppError."""
        message = RpcMessage("2.0", "tools/call", 1, {"name": name, "arguments": arguments})
        reply = await self._ask("POST", PATH, RpcReply, body=message)
        if isinstance(reply.result, dict):
            return reply.result
        raise AppError("bad_request", reply.error.message if isinstance(reply.error, RpcError) else "No result")
