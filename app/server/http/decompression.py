"""Bodies that come compressed, unpacked no further than somebody wants to read them.

aiohttp would unpack all of a body, also of one that was refused long before its end: of half a megabyte, hundreds.
"""

from __future__ import annotations

import zlib

from aiohttp import web

from app.domain.errors import AppError

_GZIP = 16 + zlib.MAX_WBITS
_DEFLATE = {True: zlib.MAX_WBITS, False: -zlib.MAX_WBITS}  # by whether it begins as zlib's own format does


class Unpacker:
    """Unpacks one body. Raises AppError `unsupported_media_type` for an encoding that is not known."""

    def __init__(self, request: web.BaseRequest) -> None:
        self._encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if self._encoding not in ("identity", "gzip", "deflate"):
            sentence = "Send the body as it is, or with Content-Encoding: gzip or deflate."
            raise AppError("unsupported_media_type", sentence, field="Content-Encoding")
        self._unpack: zlib._Decompress | None = None

    def feed(self, chunk: bytes, most: int) -> bytes:
        """At most `most` bytes (above 0) of what a chunk holds. Asking for less than all of it ends the body.

        Raises RequestPayloadError when it is not encoded as it says.
        """
        if self._encoding == "identity":
            return chunk[:most]
        if self._unpack is None:
            is_zlib = chunk[:1] != b"" and chunk[0] & 0x0F == zlib.DEFLATED
            self._unpack = zlib.decompressobj(_GZIP if self._encoding == "gzip" else _DEFLATE[is_zlib])
        try:
            found = self._unpack.decompress(chunk, most)
        except zlib.error as error:
            raise _broken() from error
        if self._unpack.unused_data:
            raise _broken()
        return found

    def end(self) -> None:
        """The body has ended. Raises RequestPayloadError when more was to come."""
        if self._unpack is not None and not self._unpack.eof:
            raise _broken()


def _broken() -> web.RequestPayloadError:
    return web.RequestPayloadError("The body is not encoded as it says.")
