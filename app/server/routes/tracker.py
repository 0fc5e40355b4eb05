"""The tracker script. It changes only with the program, so browsers may cache it."""

from __future__ import annotations

import functools

from aiohttp import web

from app.resources import tracker_script
from app.server.access.endpoints import Access, Cors, Routes
from app.server.http.static_files import StaticFile, static_file, static_reply

routes = Routes()

SCRIPT = "application/javascript"
CACHED_S = 3_600
HEADERS = {"Cache-Control": f"public, max-age={CACHED_S}", "Cross-Origin-Resource-Policy": "cross-origin"}


@functools.cache
def _script() -> StaticFile:
    return static_file(tracker_script(), SCRIPT)


@routes.add(
    "GET", "/s.js", "Get the tracker script", needs=Access.PUBLIC, cors=Cors.OPEN, reply=bytes, content_type=SCRIPT
)
async def tracker(request: web.Request) -> web.Response:
    return static_reply(request, _script(), HEADERS)
