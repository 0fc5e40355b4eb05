"""Model Context Protocol on standard input and output: a message a line, for programs of this computer.

Only calls of tools need a server, so that all else is answered before one has started.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from app.api.mcp import RpcMessage, RpcReply
from app.api.shapes import NOT_JSON, shape_error
from app.server.mcp.protocol import INVALID_REQUEST, PARSE_ERROR, CallTool, RpcFault, failure, respond

MESSAGE_LIMIT = 64 * 1024  # bytes of a line


async def answer_lines(call_tool: CallTool) -> None:
    """Answer each line by a line, in order, until the input ends. Blank lines are ignored. call_tool: as `respond`."""
    while line := await asyncio.to_thread(_next_line, sys.stdin.buffer.readline):
        if not line.strip():
            continue
        try:
            reply = await respond(_message(line), call_tool)
        except RpcFault as fault:
            reply = failure(fault, None)
        if reply is not None:
            await asyncio.to_thread(_write, sys.stdout.buffer, reply)


def _next_line(readline: Callable[[int], bytes]) -> bytes:
    """Read a line. One that is too long is read to its end, and its beginning returned without an end."""
    line = part = readline(MESSAGE_LIMIT)
    while len(part) == MESSAGE_LIMIT and not part.endswith(b"\n"):
        part = readline(MESSAGE_LIMIT)
    return line


def _message(line: bytes) -> RpcMessage:
    """Read a message. Raises RpcFault."""
    if len(line) >= MESSAGE_LIMIT and not line.endswith(b"\n"):
        raise RpcFault(INVALID_REQUEST, f"The message is longer than {MESSAGE_LIMIT:,} bytes.")
    try:
        return msgspec.json.decode(line, type=RpcMessage)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        problem = shape_error(error).message
        raise RpcFault(PARSE_ERROR if problem == NOT_JSON else INVALID_REQUEST, problem) from error


def _write(target: BinaryIO, reply: RpcReply) -> None:
    target.write(msgspec.json.encode(reply) + b"\n")
    target.flush()
