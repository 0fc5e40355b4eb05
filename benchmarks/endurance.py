"""Long runs: the time until an event is stored, the growth of memory, and ingest while a window is open."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.load import BATCH, Scene
from benchmarks.queries import MILLION
from benchmarks.results import Measure, Neighbours, Report, neighbours_remark
from benchmarks.serving import HighWatch, Server, program, window

RATE_PER_S = 1_000  # requests, of BATCH events each
EVENTS_A_VISITOR = 3
WARM = 2  # millions of events, until caches and queues are as full as they get
SAMPLE_EVERY_S = 0.02


def _oldest_wait_s(server: Server) -> float:
    """Return how long an event of a server has waited to be stored."""
    return float(server.ask("GET", "/api/server/status")["data"]["queue"]["oldest_age_s"])


def run(millions: int, seconds: float) -> Report:
    """Measure the wait at a steady rate, the memory over `millions` million events, then ingest with a window open."""
    report = Report("endurance", f"Endurance: {millions} million events, with a window open")
    print(report.title)
    neighbours = Neighbours()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir()
        with program(folder / "data") as server:
            scene = Scene(server, folder, seconds)
            _wait(report, scene, seconds)
            _memory(report, scene, millions)
    _with_a_window(report, seconds)
    report.remark(neighbours_remark(neighbours.share()))
    return report


def _wait(report: Report, scene: Scene, seconds: float) -> None:
    with HighWatch(scene.server, _oldest_wait_s, SAMPLE_EVERY_S) as watch:
        steady = scene.steady(seconds, scene.batches, RATE_PER_S)
    scene.drained()
    name = f"longest time until an event is stored, at {RATE_PER_S * BATCH:,} events/s"
    note = (
        f"{steady.answered:,} of {steady.sent:,} requests accepted, {steady.others} refused; p99 {steady.p99_ms:.1f} ms"
    )
    report.add(Measure(name, watch.highest, "s", 1.0, note=note))


def _memory(report: Report, scene: Scene, millions: int) -> None:
    """Send as fast as the server accepts, and measure the growth of its memory after the warm-up."""
    peaks_mb: list[float] = []
    for million in range(1, millions + 1):
        while scene.queue()["stored"] < million * MILLION:
            scene.drive(scene.batches, EVENTS_A_VISITOR, 5)
        peaks_mb.append(scene.server.memory_mb())
        print(f"  {million} million events: {peaks_mb[-1]:.0f} MiB", flush=True)
    warm_mb = max(peaks_mb[:WARM])
    note = ", ".join(f"{peak_mb:.0f}" for peak_mb in peaks_mb) + " MiB after each million"
    report.add(Measure(f"memory after {millions} million events", peaks_mb[-1], "MiB", note=note))
    grown = 100 * (max(peaks_mb[WARM:], default=warm_mb) / warm_mb - 1)
    report.add(Measure(f"growth since {WARM} million events", grown, "%", 10))


def _with_a_window(report: Report, seconds: float) -> None:
    """Compare the same load on a headless server and on one in the process of a window that shows the events."""
    rates_per_s: dict[str, float] = {}
    for name, running in (("headless", program), ("window", window)):
        with tempfile.TemporaryDirectory() as text:
            folder = Path(text)
            (folder / "data").mkdir()
            with running(folder / "data") as server:
                scene = Scene(server, folder, seconds)
                scene.drive(scene.singles, seconds=2)
                rates_per_s[name] = scene.drive(scene.singles).wrk.per_s
    share = 100 * rates_per_s["window"] / rates_per_s["headless"]
    note = f"{rates_per_s['window']:,.0f} requests/s, headless {rates_per_s['headless']:,.0f}"
    report.add(Measure("single events with a window open, relative to none", share, "%", 80, "higher", note))
