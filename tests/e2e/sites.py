"""Two small sites on this machine: a shop that carries the snippet, and a collector on another origin that records.

The collector replies as the real server does, so that the browser applies the same rules to it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from app.resources import tracker_script

OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}


@dataclass(frozen=True)
class Received:
    """One request to the collector's endpoint; `event` is its body read as JSON."""

    method: str
    path: str
    headers: Mapping[str, str]
    event: dict[str, Any]


@dataclass
class Collector:
    """Site that serves the tracker and records its requests. answers: next replies (status, headers), then 202."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [request.event for request in self.received]

    async def until(self, count: int) -> list[dict[str, Any]]:
        """Wait for `count` requests and return the events of all, in the order of arrival."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(lambda: len(self.received) >= count)
        return self.events

    async def _script(self, _: web.Request) -> web.Response:
        return web.Response(body=tracker_script(), content_type="application/javascript", headers=OPEN_TO_ALL)

    async def _collect(self, request: web.Request) -> web.Response:
        text = await request.text()
        async with self._changed:
            received = Received(request.method, request.path, request.headers.copy(), json.loads(text or "{}"))
            self.received.append(received)
            self._changed.notify_all()
        status, headers = self.answers.pop(0) if self.answers else (202, {})
        return web.json_response({"ok": status == 202}, status=status, headers=OPEN_TO_ALL | headers)

    def application(self) -> web.Application:
        application = web.Application()
        for folder in ("", "/_sl"):
            application.router.add_get(f"{folder}/s.js", self._script)
            application.router.add_route("*", f"{folder}/e", self._collect)
        return application


@dataclass
class Shop:
    """Site with the pages that a test puts on it. pages: text and headers by path."""

    url: str = ""
    pages: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)

    def put(self, path: str, head: str, body: str = "", headers: Mapping[str, str] | None = None) -> None:
        html = f"<!doctype html><html lang=en><head><title>Page {path}</title>{head}</head><body>{body}</body></html>"
        self.pages[path] = html, headers or {}

    async def _page(self, request: web.Request) -> web.Response:
        if request.path not in self.pages:
            return web.Response(status=204)  # the browser asks for an icon
        html, headers = self.pages[request.path]
        return web.Response(text=html, content_type="text/html", headers=headers)

    def application(self) -> web.Application:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._page)
        return application


@asynccontextmanager
async def served(application: web.Application) -> AsyncIterator[int]:
    """Serve an application on a free port of 127.0.0.1, which is yielded."""
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
