"""City fetch: downloads the current DB-IP City Lite, which its publisher renews each month, and puts it to use.

Source: https://db-ip.com/db/download/ip-to-city-lite (CC BY 4.0, "a link back to DB-IP.com"). The file of a month is at
`{base}/dbip-city-lite-YYYY-MM.mmdb.gz`. Nothing about visitors is sent.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import BinaryIO
from urllib.parse import urlsplit

import aiohttp

from app.domain.errors import AppError
from app.domain.server_status import CityDownload, PlacesStatus
from app.loop import spawn
from app.server.places.city_file import MAX_PACKED_BYTES, CityFile, too_large

log = logging.getLogger(__name__)

PUBLISHER = "https://download.db-ip.com/free"
LIMITS = aiohttp.ClientTimeout(total=3600.0, connect=15.0, sock_read=30.0)
CHUNK_BYTES = 256 * 1024


class CityFetch:
    """At most one download at a time. base_url: of the publisher; now: tells the month."""

    def __init__(self, file: CityFile, now: Callable[[], datetime], base_url: str = PUBLISHER) -> None:
        self._file = file
        self._now = now
        self._base_url = base_url
        self._task: asyncio.Task[None] | None = None
        self.status: CityDownload | None = None  # the last one; None before the first

    def places(self) -> PlacesStatus:
        """Return the source of places and the last download."""
        return PlacesStatus(self._file.source, self.status)

    def start(self) -> CityDownload:
        """Begin a download, unless one is going on. Return its status."""
        if self._task is None or self._task.done():
            self.status = CityDownload("running")
            self._task = spawn("city-database", self._run())
        assert self.status is not None, "set above, or by the download that is going on"
        return self.status

    async def ended(self) -> None:
        """Wait for the end of the download that is going on, if there is one."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def cancel(self) -> None:
        """Stop the download that is going on, if there is one."""
        task = self._task
        if task is not None and not task.done():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
        try:
            await self._fetch()
        except asyncio.CancelledError:
            self.status = CityDownload("cancelled")
            raise
        except AppError as error:
            log.info("The city database was not fetched: %s", error.message)
            self.status = CityDownload("failed", problem=error.message)
        else:
            log.info("The city database was fetched")
            self.status = CityDownload("done")

    async def _fetch(self) -> None:
        # The contexts of aiohttp trust nobody in a server without a window: app/serve_imports.py.
        trusted = await asyncio.to_thread(ssl.create_default_context)
        connector = aiohttp.TCPConnector(force_close=True, ssl=trusted)
        async with aiohttp.ClientSession(timeout=LIMITS, connector=connector, trust_env=True) as session:
            try:
                for month in self._months():
                    url = f"{self._base_url}/dbip-city-lite-{month}.mmdb.gz"
                    async with session.get(url, max_redirects=3, headers={"Accept-Encoding": "identity"}) as response:
                        if response.status == 404:  # the file of this month comes some days into it
                            continue
                        await self._receive(response)
                        return
            except TimeoutError as error:
                raise AppError("unreachable", "DB-IP did not answer in time.") from error
            except aiohttp.ClientError as error:
                raise AppError("unreachable", f"DB-IP cannot be reached: {_reason(error)}") from error
        raise AppError("not_found", "DB-IP offers no City Lite database for this month or the one before.")

    async def _receive(self, response: aiohttp.ClientResponse) -> None:
        if response.status != 200:
            raise AppError("unreachable", f"DB-IP answered with status {response.status}.")
        if urlsplit(self._base_url).scheme == "https" != response.url.scheme:
            raise AppError("unreachable", "DB-IP led to an address without https.")
        total = response.content_length
        if total is not None and total > MAX_PACKED_BYTES:
            raise too_large(MAX_PACKED_BYTES)
        with self._file.receiving() as file:
            await self._write(response, file, total)
            self.status = CityDownload("checking", total or 0, total)
            await self._file.install(file)

    async def _write(self, response: aiohttp.ClientResponse, file: BinaryIO, total: int | None) -> None:
        received = 0
        async for chunk in response.content.iter_chunked(CHUNK_BYTES):
            received += len(chunk)
            if received > MAX_PACKED_BYTES:
                raise too_large(MAX_PACKED_BYTES)
            await self._file.write(file, chunk)
            self.status = CityDownload("running", received, total)

    def _months(self) -> tuple[str, str]:
        now = self._now()
        return f"{now:%Y-%m}", f"{now.replace(day=1) - timedelta(days=1):%Y-%m}"


def _reason(error: aiohttp.ClientError) -> str:
    """Return why a request failed, as the end of a sentence without addresses."""
    if isinstance(error, aiohttp.ClientSSLError):
        return "its certificate is not valid."
    if isinstance(error, aiohttp.ClientPayloadError | aiohttp.ServerDisconnectedError):
        return "the connection broke off."
    if isinstance(error, aiohttp.ClientConnectorError):
        return "is this computer connected to the internet?"
    return "the request failed."
