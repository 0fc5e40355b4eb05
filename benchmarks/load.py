"""Load on the real server: throughput, latency, memory, and a check that every accepted event is stored."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from app.storage.connection import FILE_NAME
from benchmarks import dashboard
from benchmarks.history import text
from benchmarks.queries import MILLION
from benchmarks.results import Measure, Neighbours, Report, Times, neighbours_remark, percentile
from benchmarks.serving import HighWatch, Server, bare_aiohttp, program
from benchmarks.steady import Steady
from benchmarks.store import ROOT, copy_of_history
from benchmarks.traffic import write_requests
from benchmarks.wrk import CONNECTIONS, WrkResult, drive, follow

WEBSITES = 8
BATCH = 10
RATE_PER_S = 800
WARM_UP_S = 2
EVENTS_A_VISITOR = 3  # of those who are new
LONE_EVENTS = 20
BETWEEN_LONE_S = 0.5  # longer than the writer rests between two batches that readers ask for
DRAIN_LIMIT_S = 120.0
PAUSE_S = 0.05
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
REPEATS = 3  # of a run that others are compared with: one may meet a checkpoint
REST_LIMIT_S = 30.0
REST_S, REST_SHARE = 0.5, 0.05  # a server rests when it used less than this share of a processor in that time


@dataclass(frozen=True, slots=True)
class Run:
    """Result of one run of wrk. drain_s: seconds from its end until everything accepted was stored."""

    wrk: WrkResult
    accepted: int
    refused: int
    drain_s: float
    cpu_s: float

    @property
    def events_per_s(self) -> float:
        return self.accepted / self.wrk.seconds

    @property
    def note(self) -> str:
        notes = [
            self.wrk.latencies,
            f"server on {self.cpu_s / self.wrk.seconds:.2f} processors",
            f"all stored {self.drain_s:.1f} s later",
            *([f"{self.refused:,} events refused"] if self.refused else []),
            *([f"{self.wrk.failed} connections failed"] if self.wrk.failed else []),
        ]
        return "; ".join(notes)


class Scene:
    """A running server, and the requests to send to it."""

    def __init__(self, server: Server, folder: Path, seconds: float) -> None:
        self.server = server
        self.seconds = seconds
        self._ids = [self._website(number) for number in range(WEBSITES)]
        self.singles = write_requests(folder / "singles.txt", self._ids, 1)
        self.batches = write_requests(folder / "batches.txt", self._ids, BATCH)

    def drive(self, requests: Path, per_visitor: int = 0, seconds: float | None = None) -> Run:
        """Send as fast as the server answers, then wait until everything is stored."""
        before, cpu_s = self.queue(), self.cpu_s()
        wrk = drive(self.server.port, requests, seconds or self.seconds, per_visitor)
        cpu_s = self.cpu_s() - cpu_s
        begun_s = time.perf_counter()
        after = self.drained()
        drain_s = time.perf_counter() - begun_s
        accepted, refused = (after[name] - before[name] for name in ("accepted", "refused"))
        return Run(wrk, accepted, refused, drain_s, cpu_s)

    def addresses(self) -> dict[str, str]:
        """Return the paths of a new link and of a new pixel, by what is measured."""
        site = f"/api/websites/{self._ids[0]}"
        link = {"name": "Benchmark", "destination_url": "https://shop0.example/sale", "utm_source": "mail"}
        slug = self.server.ask("POST", f"{site}/links", link)["data"]["slug"]
        key = self.server.ask("POST", f"{site}/pixels", {"name": "Benchmark"})["data"]["pixel_key"]
        return {"redirects of a link": f"/l/{slug}", "views of a pixel": f"/p/{key}.gif"}

    def rest(self) -> None:
        """Wait until the server has done what it does after a load: a checkpoint, facts, its memory."""
        deadline_s, spent_s = time.perf_counter() + REST_LIMIT_S, -REST_S
        while self.cpu_s() - spent_s > REST_S * REST_SHARE and time.perf_counter() < deadline_s:
            spent_s = self.cpu_s()
            time.sleep(REST_S)

    def steady(self, seconds: float, requests: Path | None = None, rate_per_s: int = RATE_PER_S) -> Steady:
        """Send at a constant rate: single events unless `requests` is given."""
        path = str(requests or self.singles)
        command = ["benchmarks.steady", str(self.server.port), path, str(rate_per_s), str(seconds)]
        return Steady(**json.loads(_finished(_python(command))))

    def fill(self, events: int) -> None:
        """Send batches until `events` events are stored."""
        while self.queue()["stored"] < events:
            self.drive(self.batches, 1, min(self.seconds, 5))

    def queue(self) -> dict[str, Any]:  # Any: decoded JSON
        queue: dict[str, Any] = self.status()["queue"]
        return queue

    def status(self) -> dict[str, Any]:
        status: dict[str, Any] = self.server.ask("GET", "/api/server/status")["data"]
        return status

    def drained(self) -> dict[str, Any]:
        """Wait until the queue is empty and return its status. Raises RuntimeError when that takes too long."""
        deadline_s = time.perf_counter() + DRAIN_LIMIT_S
        while (queue := self.queue())["depth"]:
            if time.perf_counter() > deadline_s:
                raise RuntimeError(f"{queue['depth']} events are not stored yet after {DRAIN_LIMIT_S:.0f} s")
            time.sleep(PAUSE_S)
        return queue

    def send_one(self) -> None:
        """Send one pageview by a request of its own."""
        self.server.ask("POST", "/api/collect", {"website_id": self._ids[0], "type": "pageview", "url": "/lone"})

    def pageviews(self) -> int:
        """Return the pageviews of this week on the website of `send_one`, read anew."""
        stats = self.server.ask("GET", f"/api/websites/{self._ids[0]}/stats?include_bots=true")
        return int(stats["data"]["pageviews"])

    def _website(self, number: int) -> str:
        website = {"name": f"Benchmark {number}", "domain": f"shop{number}.example"}
        return str(self.server.ask("POST", "/api/websites", website)["data"]["id"])

    def cpu_s(self) -> float:
        """Return the processor time that the server has used, in seconds."""
        times = self.server.process.cpu_times()
        return float(times.user + times.system)


def run(seconds: float, *, is_quick: bool = False) -> Report:
    """Measure an empty server, fill it, measure it again; then one that shows a long history at the same time."""
    report = Report("load", f"Ingest, {CONNECTIONS} connections, {seconds:.0f} s a run")
    print(report.title)
    neighbours, size = Neighbours(), MILLION // 10 if is_quick else MILLION
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = _bare(report, folder, seconds)
        (folder / "data").mkdir()
        with program(folder / "data") as server:
            queue = _filling(report, Scene(server, folder, seconds), bare, size)
        _check_stored(report, folder / "data" / FILE_NAME, queue)
    with tempfile.TemporaryDirectory() as name:
        copy_of_history(size, Path(name))
        with program(Path(name)) as server:
            _with_a_dashboard(report, Scene(server, Path(name), seconds), size)
    report.remark(neighbours_remark(neighbours.share()))
    return report


def _bare(report: Report, folder: Path, seconds: float) -> float:
    """Measure the yardstick and return its requests a second."""
    requests = write_requests(folder / "anywhere.txt", ["site_0000000000"], 1)
    with bare_aiohttp(folder) as server:
        wrk = drive(server.port, requests, seconds)
    report.add(Measure("bare aiohttp handler, the yardstick", wrk.per_s, "requests/s", note=wrk.latencies))
    return wrk.per_s


def _filling(report: Report, scene: Scene, bare_per_s: float, size: int) -> dict[str, Any]:
    """Measure from an empty store to `size` events and on; return the last status of the queue."""
    server = scene.server
    report.add(Measure("start to healthy", server.start_s, "s", 0.4))
    report.add(Measure("memory, idle", server.memory_mb(), "MiB", 100))
    _lone_event(report, scene)
    scene.drive(scene.singles, seconds=WARM_UP_S)

    def single(name: str, target: float | None, per_visitor: int = 0) -> Run:
        scene.rest()
        runs = [scene.drive(scene.singles, per_visitor) for _ in range(REPEATS)]
        result = sorted(runs, key=lambda run: run.wrk.per_s)[REPEATS // 2]
        note = f"{result.wrk.per_s / bare_per_s:.1f} x bare aiohttp; {result.note}"
        report.add(Measure(name, result.wrk.per_s, "requests/s", target, "higher", note))
        return result

    with HighWatch(server, Server.memory_mb) as watch:
        empty = single("single events", None)
        new = single(f"single events, {EVENTS_A_VISITOR} per visitor", 20_000, EVENTS_A_VISITOR)
        batched = scene.drive(scene.batches)
        name = f"batches of {BATCH}"
        report.add(Measure(name, batched.events_per_s, "events/s", 80_000, "higher", batched.note))
        scene.fill(size)
        full = single(f"single events, {size:,} stored", None)
    for name, path in scene.addresses().items():
        scene.rest()
        followed = follow(server.port, path, scene.seconds, BROWSER)
        report.add(Measure(name, followed.per_s, "requests/s", 5_000, "higher", followed.latencies))
        scene.drained()
    decay = 100 * (1 - full.wrk.per_s / empty.wrk.per_s)
    report.add(Measure(f"decay from empty to {size:,} stored", decay, "%", 10))
    errors = sum(run.wrk.refused + run.wrk.failed for run in (empty, new, full))
    report.add(Measure("errors among single events", errors, "requests", 0))
    report.add(Measure("memory, under full load", watch.highest, "MiB", 250))
    return scene.drained()


def _lone_event(report: Report, scene: Scene) -> None:
    """Measure the time from sending an event until a report counts it, and what storing it costs the server."""
    times_ms, cpu_ms = [], []
    for number in range(1, LONE_EVENTS + 1):
        time.sleep(BETWEEN_LONE_S)
        begun_s, spent_s = time.perf_counter(), scene.cpu_s()
        scene.send_one()
        while scene.pageviews() < number:
            pass
        times_ms.append((time.perf_counter() - begun_s) * 1000)
        cpu_ms.append((scene.cpu_s() - spent_s) * 1000)
    times = Times(tuple(times_ms), tuple(cpu_ms))
    note = (
        f"p95 {percentile(times_ms, 95):.0f} ms; {statistics.fmean(cpu_ms):.1f} ms of processor time, report included"
    )
    report.add(Measure("a lone event until a report shows it", times.median, "ms", 100, note=note))


def _check_stored(report: Report, path: Path, queue: dict[str, Any]) -> None:
    """Count the events in the file after a clean stop."""
    con = duckdb.connect(str(path), read_only=True)
    try:
        counts = con.execute(text("events_count")).fetchone()
    finally:
        con.close()
    assert counts is not None
    rows, events = counts
    missing = queue["accepted"] - rows
    note = f"{queue['accepted']:,} accepted, {rows:,} in the file, {events:,} of them distinct"
    report.add(Measure("accepted, but not stored exactly once", abs(missing) + rows - events, "events", 0, note=note))
    bytes_an_event = path.stat().st_size / max(1, rows)
    report.add(Measure("file after a clean stop", bytes_an_event, "bytes an event"))


def _with_a_dashboard(report: Report, scene: Scene, size: int) -> None:
    """Measure a steady rate, first alone, then while the overview of a long history is requested all the time."""
    server = scene.server
    alone_ms = dashboard.ask(server.port, 60, times=12)[2:]
    report.add(Measure("overview over HTTP", percentile(alone_ms, 50), "ms", note=f"{size:,} events, 10 breakdowns"))
    name = f"p99 at {RATE_PER_S} requests/s"
    _add_steady(report, name, scene.steady(scene.seconds), 2)
    viewer = subprocess.Popen(
        _python(["benchmarks.dashboard", str(server.port), str(scene.seconds + 1)]), cwd=ROOT, stdout=subprocess.PIPE
    )
    steady = scene.steady(scene.seconds)
    overviews_ms = json.loads(viewer.communicate(timeout=60)[0])
    note = f"overview {percentile(overviews_ms, 50):.0f} ms, {len(overviews_ms)} times"
    _add_steady(report, f"{name}, with overviews running", steady, 3, note)
    scene.drained()


def _add_steady(report: Report, name: str, steady: Steady, target_ms: float, note: str = "") -> None:
    notes = [
        f"p50 {steady.p50_ms:.2f}, p99.9 {steady.p999_ms:.2f}, longest {steady.max_ms:.1f} ms",
        f"{steady.answered:,} of {steady.sent:,} accepted",
        f"sender late by {steady.late_p99_ms:.2f} ms (p99)",
        *([note] if note else []),
    ]
    report.add(Measure(name, steady.p99_ms, "ms", target_ms, note="; ".join(notes)))


def _python(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", *arguments]


def _finished(command: Sequence[str]) -> bytes:
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
