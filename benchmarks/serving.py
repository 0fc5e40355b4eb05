"""The real program as a process of its own: started on a free port, requested, watched, stopped."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil

from benchmarks.store import ROOT

START_LIMIT_S = 30.0
STOP_LIMIT_S = 60.0
SAMPLE_EVERY_S = 0.1
PRIVATE = "SPARKLYTICS_"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Server:
    """A process that serves HTTP on `port`."""

    def __init__(self, command: list[str], port: int, environment: Mapping[str, str], log: Path) -> None:
        self.port = port
        self._log = log
        self._is_killed = False
        clean = {name: value for name, value in os.environ.items() if not name.startswith(PRIVATE)}
        begun_s = time.perf_counter()
        with log.open("w") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, env={**clean, **environment}, stdout=output, stderr=output
            )
        self.process = psutil.Process(self._process.pid)
        self._wait_for_health()
        self.start_s = time.perf_counter() - begun_s

    def ask(self, method: str, path: str, body: object = None, limit_s: float = 120.0) -> Any:  # Any: decoded JSON
        """Send one request and return its JSON. Raises RuntimeError unless it was answered with 2xx."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=limit_s)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, {"Content-Type": "application/json"} if text else {})
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path} was answered with {response.status}: {content[:300]!r}")
        return json.loads(content)

    def memory_mb(self) -> float:
        """Resident memory in MiB."""
        return float(self.process.memory_info().rss) / 2**20

    def kill(self) -> None:
        """End the process at once by SIGKILL."""
        self._process.kill()
        self._process.wait()
        self._is_killed = True

    def stop(self) -> None:
        """End the process by SIGTERM, unless `kill` did. Raises RuntimeError when it ends with an error."""
        if self._is_killed:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        if code not in (0, -signal.SIGTERM):
            raise RuntimeError(f"The server ended with code {code}: {self._log.read_text()[-2000:]}")

    def _wait_for_health(self) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.ask("GET", "/health", limit_s=5.0)
                return
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise RuntimeError(f"The server did not start: {self._log.read_text()[-2000:]}")
            time.sleep(0.01)


def program(folder: Path, **settings: str) -> contextlib.AbstractContextManager[Server]:
    """Serve `folder` as behind a reverse proxy on this computer. settings: named as in settings.toml."""
    return _started(["app", "serve"], folder, settings)


def window(folder: Path, **settings: str) -> contextlib.AbstractContextManager[Server]:
    """Serve `folder` with the window open, which draws as on a screen but off screen. settings: as of `program`."""
    return _started(["app"], folder, settings)


@contextlib.contextmanager
def _started(command: list[str], folder: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    port = free_port()
    given = {
        "auth": "none",
        "rate_limit_disable": "true",
        "retention_days": "0",
        "trusted_proxies": "127.0.0.1",
        **settings,
    }
    environment = {PRIVATE + name.upper(): value for name, value in given.items()}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder / "config")}
    command = [*command, "--data-dir", str(folder), "--host", "localhost", "--port", str(port)]
    with _running(Server(command, port, environment, folder / "output.txt")) as server:
        yield server


@contextlib.contextmanager
def bare_aiohttp(folder: Path) -> Iterator[Server]:
    """Run benchmarks/bare.py as a process."""
    port = free_port()
    with _running(Server(["benchmarks.bare", str(port)], port, {}, folder / "bare.txt")) as server:
        yield server


@contextlib.contextmanager
def _running(server: Server) -> Iterator[Server]:
    try:
        yield server
    finally:
        server.stop()


class HighWatch:
    """Highest of the values that `read` returns for a server, sampled on a thread of its own."""

    def __init__(self, server: Server, read: Callable[[Server], float], every_s: float = SAMPLE_EVERY_S) -> None:
        self._server = server
        self._read = read
        self._every_s = every_s
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="high-watch")
        self.highest = read(server)

    def __enter__(self) -> HighWatch:
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(self._every_s):
            self.highest = max(self.highest, self._read(self._server))
