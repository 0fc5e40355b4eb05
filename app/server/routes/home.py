"""The page at the root: says what this server is and how to open the window on it, and nothing about its data."""

from __future__ import annotations

import base64
import functools
import hashlib
import re

from aiohttp import web

from app.resources import read_text
from app.server.access.endpoints import Access, Cors, Routes
from app.server.context import CONTEXT

routes = Routes()

HTML = "text/html"
SET_UP = "This server is set up."
NOT_SET_UP = "This server is not set up yet. The window asks for the bootstrap password when it connects."
# Nothing but its own style; a browser knows it by its hash.
POLICY = "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@routes.add(
    "GET",
    "/",
    "Get a page that says what this server is and whether it is set up",
    needs=Access.PUBLIC,
    cors=Cors.NONE,
    reply=str,
    content_type=HTML,
)
async def home(request: web.Request) -> web.Response:
    accounts = request.app[CONTEXT].accounts
    body = _page(NOT_SET_UP if accounts is not None and accounts.setup_required else SET_UP)
    return web.Response(body=body, headers={"Content-Security-Policy": _policy()}, content_type=HTML, charset="utf-8")


@functools.cache
def _page(state: str) -> bytes:
    return read_text("home/page.html").replace("{state}", state).encode()


@functools.cache
def _policy() -> str:
    styles = re.findall("<style>(.*?)</style>", read_text("home/page.html"), re.DOTALL)
    return POLICY.format(style=base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode())
