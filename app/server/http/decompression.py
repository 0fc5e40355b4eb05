"""Decompression of request bodies, no further than the reader wants.

aiohttp would decompress all of a body, even after it was refused: half a megabyte can become hundreds.
"""

from __future__ import annotations

import zlib

from aiohttp import web

from app.domain.errors import AppError

_GZIP = 16 + zlib.MAX_WBITS
_DEFLATE = {True: zlib.MAX_WBITS, False: -zlib.MAX_WBITS}  # by whether the body has a zlib header


class Decompressor:
    """Decompresses one body. Raises AppError `unsupported_media_type` for an unknown encoding."""

    def __init__(self, request: web.BaseRequest) -> None:
        self._encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if self._encoding not in ("identity", "gzip", "deflate"):
            sentence = "Send the body uncompressed, or with Content-Encoding: gzip or deflate."
            raise AppError("unsupported_media_type", sentence, field="Content-Encoding")
        self._decompressor: zlib._Decompress | None = None

    def feed(self, chunk: bytes, limit_bytes: int) -> bytes:
        """Return at most `limit_bytes` (above 0) of the content of a chunk; the rest of it is dropped.

        Raises RequestPayloadError when the chunk does not match the encoding.
        """
        if self._encoding == "identity":
            return chunk[:limit_bytes]
        if self._decompressor is None:
            is_zlib = chunk[:1] != b"" and chunk[0] & 0x0F == zlib.DEFLATED
            self._decompressor = zlib.decompressobj(_GZIP if self._encoding == "gzip" else _DEFLATE[is_zlib])
        try:
            content = self._decompressor.decompress(chunk, limit_bytes)
        except zlib.error as error:
            raise _broken() from error
        if self._decompressor.unused_data:
            raise _broken()
        return content

    def end(self) -> None:
        """End the body. Raises RequestPayloadError when it is incomplete."""
        if self._decompressor is not None and not self._decompressor.eof:
            raise _broken()


def _broken() -> web.RequestPayloadError:
    return web.RequestPayloadError("The body does not match its Content-Encoding.")
