"""Replies with files that ship with the program: compressed once, and answered with 304 when unchanged."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web
from aiohttp.helpers import ETAG_ANY

from app.server.http.replies import empty_reply


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file in memory, plain and compressed. tag: a hash of its bytes."""

    plain: bytes
    zipped: bytes
    tag: str
    content_type: str


def static_file(plain: bytes, content_type: str) -> StaticFile:
    """Prepare a file. plain: UTF-8 text; content_type: without charset."""
    return StaticFile(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:16], content_type)


def static_reply(request: web.Request, file: StaticFile, headers: Mapping[str, str]) -> web.Response:
    """Return a reply with a file, or 304 when the client has it. headers: added to those of the file."""
    headers = {
        "ETag": f'W/"{file.tag}"',  # weak: the same file, zipped or not
        "Vary": "Accept-Encoding",
        **headers,
    }
    if any(etag.value in (file.tag, ETAG_ANY) for etag in request.if_none_match or ()):
        return empty_reply(304, headers)
    body = file.plain
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        body, headers = file.zipped, headers | {"Content-Encoding": "gzip"}
    return web.Response(body=body, headers=headers, content_type=file.content_type, charset="utf-8")


def accepts_gzip(header: str) -> bool:
    """Return whether an Accept-Encoding header accepts gzip: named or as `*`, with a weight above zero."""
    weights = {}
    for item in header.lower().split(","):
        name, _, rest = item.partition(";")
        weights[name.strip()] = rest.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return weights.get("gzip", weights.get("*", False))
