"""Bounded reading of replies: plain or compressed, in small parts, and no further than a reply may be long.

aiohttp would decompress all of a reply at once: half a megabyte can become hundreds.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

import aiohttp

ENCODINGS = "gzip"  # asked for in Accept-Encoding
REPLY_LIMIT_BYTES = 16 * 1024 * 1024  # of a whole reply once decompressed; the longest ones have some 2 MB
ERROR_LIMIT_BYTES = 64 * 1024
PART_BYTES = 64 * 1024

_GZIP = 16 + zlib.MAX_WBITS


class UnreadableReply(ValueError):
    """A reply that does not match its Content-Encoding, or one in an encoding that was not asked for."""


class ReplyTooLarge(ValueError):
    """A reply that is longer than it may be."""


async def read_whole(response: aiohttp.ClientResponse, limit_bytes: int) -> bytes:
    """Return the content of a reply. Raises ReplyTooLarge as soon as it is longer than `limit_bytes`."""
    content = bytearray()
    async for part in parts(response):
        content += part
        if len(content) > limit_bytes:
            raise ReplyTooLarge
    return bytes(content)


async def parts(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """Yield the content of a reply as it arrives. Raises UnreadableReply."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        async for chunk in response.content.iter_any():
            yield chunk
        return
    if encoding != "gzip":
        raise UnreadableReply
    unpacker, is_begun = zlib.decompressobj(_GZIP), False
    async for chunk in response.content.iter_any():
        is_begun, is_full = True, True
        while chunk or is_full:
            part = _unpacked(unpacker, chunk)
            chunk, is_full = unpacker.unconsumed_tail, len(part) == PART_BYTES
            if part:
                yield part
    if is_begun and not unpacker.eof:
        raise UnreadableReply


def _unpacked(unpacker: zlib._Decompress, chunk: bytes) -> bytes:
    try:
        part = unpacker.decompress(chunk, PART_BYTES)
    except zlib.error as error:
        raise UnreadableReply from error
    if unpacker.unused_data:
        raise UnreadableReply
    return part
