"""Files that ship with the program and change only with it: zipped once, and not sent again to who has them."""

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
    """A file as it is sent. tag: changes with its bytes."""

    plain: bytes
    zipped: bytes
    tag: str
    content_type: str


def static_file(plain: bytes, content_type: str) -> StaticFile:
    """content_type: of a text in UTF-8."""
    return StaticFile(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:16], content_type)


def static_reply(request: web.Request, file: StaticFile, headers: Mapping[str, str]) -> web.Response:
    """Answer with a file, or 304 when the caller has it. headers: beside those that belong to its form."""
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
    """Read an Accept-Encoding header: gzip, or anything, and not with a weight of zero."""
    weights = {}
    for item in header.lower().split(","):
        name, _, rest = item.partition(";")
        weights[name.strip()] = rest.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return weights.get("gzip", weights.get("*", False))
