"""Clients that post events as fast as a server answers, and the check of the stored events."""

from __future__ import annotations

import asyncio
from collections import Counter

import aiohttp

from tests.program import Program

CLIENTS = 4


class Load:
    """acknowledged: paths of the events that were answered with 202. folder: prefix of these paths."""

    def __init__(self, program: Program, website: str, folder: str = "") -> None:
        self.acknowledged: list[str] = []
        self._folder = folder
        self._url = f"{program.url}/api/collect"
        self._website = website
        self._enough = asyncio.Event()

    async def run(self, enough: int) -> asyncio.Task[None]:
        """Return, still posting, once `enough` events were acknowledged. The task ends when the server does."""
        task = asyncio.ensure_future(self._post_all(enough))
        waiting = asyncio.ensure_future(self._enough.wait())
        await asyncio.wait([task, waiting], return_when=asyncio.FIRST_COMPLETED)
        assert self._enough.is_set(), "the server ended before there was load"
        return task

    async def _post_all(self, enough: int) -> None:
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*(self._post(session, client, enough) for client in range(CLIENTS)))

    async def _post(self, session: aiohttp.ClientSession, client: int, enough: int) -> None:
        number = 0
        while True:
            number += 1
            path = f"{self._folder}/{client}/{number}"
            event = {"website_id": self._website, "type": "pageview", "url": f"https://shop.example.com{path}"}
            try:
                async with session.post(self._url, json=event, headers={"User-Agent": f"client {client}"}) as response:
                    if response.status == 202:
                        self.acknowledged.append(path)
            except aiohttp.ClientError:
                return
            if len(self.acknowledged) >= enough:
                self._enough.set()


def assert_each_once(stored: Counter[str], acknowledged: list[str]) -> None:
    """Check that each acknowledged event is stored once. stored: count by path; it may hold unanswered events, too."""
    assert [path for path in acknowledged if stored[path] != 1] == []
    assert max(stored.values()) == 1
