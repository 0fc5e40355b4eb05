"""Load with wrk, as fast as the server answers."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

COLLECT, FOLLOW = (Path(__file__).with_name(name) for name in ("collect.lua", "follow.lua"))
CONNECTIONS = 32


class WrkMissing(Exception):
    """wrk is not installed."""

    def __str__(self) -> str:
        return "The load test needs wrk. Install it with: sudo apt-get install wrk (or: brew install wrk)"


@dataclass(frozen=True, slots=True)
class WrkResult:
    """Result of a run. refused: replies that were not 2xx or 3xx; failed: connections that broke or timed out."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float
    p999_ms: float
    max_ms: float
    refused: int
    failed: int

    @property
    def per_s(self) -> float:
        return self.requests / self.seconds

    @property
    def latencies(self) -> str:
        return f"p50 {self.p50_ms:.2f}, p99 {self.p99_ms:.2f}, p99.9 {self.p999_ms:.2f} ms"


def drive(port: int, requests: Path, seconds: float, per_visitor: int = 0) -> WrkResult:
    """Send the requests of the file `requests` over and over. per_visitor: see collect.lua."""
    return _run(port, COLLECT, seconds, str(requests), str(per_visitor))


def follow(port: int, path: str, seconds: float, user_agent: str) -> WrkResult:
    """Ask for the address of a link or a pixel over and over, each time as another visitor."""
    return _run(port, FOLLOW, seconds, path, user_agent)


def _run(port: int, script: Path, seconds: float, *arguments: str) -> WrkResult:
    wrk = shutil.which("wrk")
    if wrk is None:
        raise WrkMissing
    command = [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{round(seconds)}s", "-s", str(script), f"http://127.0.0.1:{port}"]
    command += ["--", *arguments]
    output = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 60).stdout
    return WrkResult(**json.loads(output.splitlines()[-1]))
