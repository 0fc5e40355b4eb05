"""Kill test: kills the real server under load and compares the events it acknowledged with those it has stored.

A round: serve, post single events and batches over several connections, SIGKILL at a random moment, sometimes again
while the events in the journal are being stored, serve until the queue is empty, end that by SIGTERM or SIGKILL, read
the file.
"""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import duckdb

from app.storage.connection import FILE_NAME
from benchmarks.history import text
from benchmarks.serving import Server, program

ROUNDS = 25
MODES = ("interval", "always")
EVENTS_A_REQUEST = (1, 1, 1, 1, 10, 10)  # of each connection
LOAD_S = (0.05, 1.2)  # the kill comes some time between
RECOVERY_S = (0.0, 0.2)
KILLED_IN_RECOVERY, KILLED_AT_REST = 0.3, 0.5  # shares of the rounds
DRAIN_LIMIT_S = 60.0
PAUSE_S = 0.02


@dataclass(slots=True)
class Tally:
    """Result of some rounds. Events are identified by their paths, each of which is sent once.

    unacknowledged: stored events whose 202 was still on its way at the kill.
    """

    mode: str
    rounds: int = 0
    kills: int = 0
    acknowledged: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    unacknowledged: int = 0

    @property
    def is_right(self) -> bool:
        return not self.lost and not self.doubled

    def compare(self, stored: Counter[str]) -> None:
        """Compare everything acknowledged so far with the stored events: how often each path is stored."""
        self.lost |= self.acknowledged - stored.keys()
        self.doubled |= {path for path, times in stored.items() if times > 1}
        self.unacknowledged = len(stored.keys() - self.acknowledged)

    def __str__(self) -> str:
        return (
            f"journal {self.mode}: {self.rounds} rounds, {self.kills} kills, {len(self.acknowledged):,} acknowledged, "
            f"{len(self.lost):,} lost, {len(self.doubled):,} doubled, {self.unacknowledged:,} unacknowledged but stored"
        )


def run(rounds: int = ROUNDS, seed: int = 1) -> bool:
    """Run and print `rounds` rounds in each mode of the journal. Return True when no event is lost or doubled."""
    is_right = True
    for mode in MODES:
        begun_s = time.perf_counter()
        tally = kill_rounds(mode, rounds, seed)
        print(f"  {tally}; {time.perf_counter() - begun_s:.0f} s", flush=True)
        for verdict, paths in (("lost", tally.lost), ("doubled", tally.doubled)):
            if paths:
                print(f"    {verdict}: {', '.join(sorted(paths)[:10])}", flush=True)
        is_right = is_right and tally.is_right
    return is_right


def kill_rounds(mode: str, rounds: int, seed: int) -> Tally:
    """Kill a server at least `rounds` times. mode: when its journal is forced to the disk."""
    chance = random.Random(f"{mode} {seed}")
    tally = Tally(mode)
    with tempfile.TemporaryDirectory(prefix="sparklytics-kill-") as name:
        folder = Path(name)
        website = ""
        for number in range(rounds):
            with program(folder, journal_fsync=mode) as server:
                website = website or _add_website(server)
                load = _Load(server, website, f"/{number}")
                asyncio.run(load.run_until_kill(chance.uniform(*LOAD_S)))
            tally.acknowledged |= load.acknowledged
            tally.kills += 1
            if chance.random() < KILLED_IN_RECOVERY:
                tally.kills += 1
                with program(folder, journal_fsync=mode) as server:
                    time.sleep(chance.uniform(*RECOVERY_S))
                    server.kill()
            is_killed = chance.random() < KILLED_AT_REST
            tally.kills += is_killed
            _let_store(folder, mode, is_killed=is_killed)
            tally.compare(stored_in(folder))
            tally.rounds += 1
    return tally


def stored_in(folder: Path) -> Counter[str]:
    """Return how often each path is stored, read from a copy: the original stays as the server left it."""
    with tempfile.TemporaryDirectory(prefix="sparklytics-kill-") as name:
        for path in folder.glob(f"{FILE_NAME}*"):
            shutil.copyfile(path, Path(name) / path.name)
        con = duckdb.connect(str(Path(name) / FILE_NAME))
        try:
            return Counter(dict(con.execute(text("kill_stored")).fetchall()))
        finally:
            con.close()


class _Load:
    """Clients that post as fast as the server answers. folder: beginning of the paths of their events."""

    def __init__(self, server: Server, website: str, folder: str) -> None:
        self.acknowledged: set[str] = set()
        self._server = server
        self._website = website
        self._folder = folder

    async def run_until_kill(self, after_s: float) -> None:
        async with aiohttp.ClientSession() as session:
            posting = [
                asyncio.ensure_future(self._post(session, client, events))
                for client, events in enumerate(EVENTS_A_REQUEST)
            ]
            await asyncio.sleep(after_s)
            ended = [task for task in posting if task.done()]
            self._server.kill()
            await asyncio.gather(*posting)
        if ended:
            raise RuntimeError("The server hung up before it was killed.")

    async def _post(self, session: aiohttp.ClientSession, client: int, events: int) -> None:
        url, number = f"http://127.0.0.1:{self._server.port}/api/collect", 0
        while True:
            paths = [f"{self._folder}/{client}/{number + index}" for index in range(events)]
            number += events
            body = [self._event(path) for path in paths]
            try:
                async with session.post(url, json=body if events > 1 else body[0]) as response:
                    self._acknowledge(response, paths)
            except (aiohttp.ClientError, OSError):
                return

    def _event(self, path: str) -> dict[str, str]:
        return {"website_id": self._website, "type": "pageview", "url": f"https://shop.example.com{path}"}

    def _acknowledge(self, response: aiohttp.ClientResponse, paths: list[str]) -> None:
        if response.status != 202 or response.headers["x-sparklytics-ingest-dropped-events"] != "0":
            raise RuntimeError(f"The server did not take every event of a request: status {response.status}.")
        self.acknowledged.update(paths)


def _add_website(server: Server) -> str:
    website = {"name": "Kill", "domain": "shop.example.com"}
    return str(server.ask("POST", "/api/websites", website)["data"]["id"])


def _let_store(folder: Path, mode: str, *, is_killed: bool) -> None:
    """Serve until the queue is empty. Raises RuntimeError when that takes too long."""
    deadline_s = time.monotonic() + DRAIN_LIMIT_S
    with program(folder, journal_fsync=mode, flush_interval_ms="10") as server:
        while server.ask("GET", "/api/server/status")["data"]["queue"]["depth"]:
            if time.monotonic() > deadline_s:
                raise RuntimeError("The server does not store the events of its journal.")
            time.sleep(PAUSE_S)
        if is_killed:
            server.kill()
