"""Browser that the end-to-end tests drive, and a tab that records its errors.

Tests with it run on the loop of the session: `pytestmark = pytest.mark.asyncio(loop_scope="session")`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def running_browser(path: str) -> AsyncIterator[Browser]:
    """Run a headless browser that keeps left pages in memory, as those of real visitors do."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, ignore_default_args=["--disable-back-forward-cache"]
        )
        yield browser
        await browser.close()


@dataclass
class Tab:
    """One tab. requests: to an ingest endpoint, in order; errors: uncaught ones; console: messages of the page."""

    page: Page
    requests: list[Request] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    async def open(cls, context: BrowserContext) -> Tab:
        tab = cls(await context.new_page())
        context.on("request", tab._on_request)
        context.on("weberror", lambda error: tab.errors.append(str(error.error)))
        context.on("console", lambda message: tab.console.append(message.text))
        return tab

    def _on_request(self, request: Request) -> None:
        if request.url.endswith(("/e", "/api/collect")):
            self.requests.append(request)
            self._changed.set()

    async def sent(self, count: int) -> list[dict[str, Any]]:
        """Wait for `count` requests and return the bodies of all, in order."""
        async with asyncio.timeout(10):
            while len(self.requests) < count:
                self._changed.clear()
                await self._changed.wait()
        return [request.post_data_json for request in self.requests]
