"""The script that pages load. Its bytes change only with the program, so browsers may keep it."""

from __future__ import annotations

import functools
import gzip
import hashlib
from dataclasses import dataclass

from aiohttp import web
from aiohttp.helpers import ETAG_ANY

from app.resources import tracker_script
from app.server.endpoints import Cors, Routes, Scope
from app.server.replies import empty_reply

routes = Routes()

SCRIPT = "application/javascript"
KEPT_S = 3_600


@dataclass(frozen=True, slots=True)
class _Script:
    plain: bytes
    zipped: bytes
    tag: str


@functools.cache
def _script() -> _Script:
    plain = tracker_script()
    return _Script(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:16])


@routes.add("GET", "/s.js", "Get the tracker", needs=Scope.PUBLIC, cors=Cors.OPEN, reply=bytes, content_type=SCRIPT)
async def tracker(request: web.Request) -> web.Response:
    script = _script()
    headers = {
        "ETag": f'W/"{script.tag}"',  # weak: the same script, zipped or not
        "Cache-Control": f"public, max-age={KEPT_S}",
        "Vary": "Accept-Encoding",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if any(etag.value in (script.tag, ETAG_ANY) for etag in request.if_none_match or ()):
        return empty_reply(304, headers)
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        return web.Response(
            body=script.zipped, headers=headers | {"Content-Encoding": "gzip"}, content_type=SCRIPT, charset="utf-8"
        )
    return web.Response(body=script.plain, headers=headers, content_type=SCRIPT, charset="utf-8")


def accepts_gzip(header: str) -> bool:
    """Read an Accept-Encoding header: gzip, or anything, and not with a weight of zero."""
    weights = {}
    for item in header.lower().split(","):
        name, _, rest = item.partition(";")
        weights[name.strip()] = rest.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return weights.get("gzip", weights.get("*", False))
