"""Program as a process of its own: start, call, signal and kill `sparklytics serve`."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT_S = 20.0
STOP_LIMIT_S = 30.0
SOURCES = (sys.executable, "-m", "app")


def environment(**settings: str) -> dict[str, str]:
    """Return the environment of a test's program, without the developer's settings."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SPARKLYTICS_")}
    return kept | {f"SPARKLYTICS_{name}": text for name, text in settings.items()}


def run(
    *arguments: str, cwd: Path | None = None, before_on_path: Path | None = None, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end. before_on_path: a folder whose modules win over the installed ones; typed: input."""
    path = os.pathsep.join(map(str, filter(None, (before_on_path, ROOT))))
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        env=environment(**settings) | {"PYTHONPATH": path},
        cwd=cwd or before_on_path or ROOT,  # the working folder comes first of all
        input=typed,
        capture_output=True,
        text=True,
        timeout=START_LIMIT_S,
        check=False,
    )


class Lines:
    """The lines a process writes, as they come."""

    def __init__(self, stream: IO[str]) -> None:
        self.seen: list[str] = []
        self._waiting: queue.Queue[str | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(stream,))
        self._reader.start()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Return the first line from here on that matches."""
        while (line := self._waiting.get(timeout=START_LIMIT_S)) is not None:
            if (match := re.search(pattern, line)) is not None:
                return match
        raise AssertionError(f"nothing matched {pattern!r} in {self.seen}")

    def join(self) -> str:
        """Return everything, after the process has ended."""
        self._reader.join(STOP_LIMIT_S)
        return "".join(self.seen)

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self.seen.append(line)
            self._waiting.put(line)
        self._waiting.put(None)


class Program:
    """A running `serve`. url: its base URL."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self.process = process
        self.out, self.err = Lines(process.stdout), Lines(process.stderr)
        self.url = ""

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def wait(self) -> int:
        """Return the exit code."""
        code = self.process.wait(STOP_LIMIT_S)
        self.out.join()
        self.err.join()
        return code

    def ask(self, path: str, body: object = None) -> Any:
        """Return the decoded JSON reply to GET, or to POST with a body. Raises urllib.error.HTTPError."""
        request = urllib.request.Request(
            self.url + path,
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.load(response)

    def add_website(self) -> str:
        """Add a website and return its id."""
        website = {"name": "Shop", "domain": "shop.example.com", "timezone": "UTC"}
        return str(self.ask("/api/websites", website)["data"]["id"])


@contextmanager
def started(*arguments: str, command: Sequence[str] = SOURCES, cwd: Path = ROOT, **settings: str) -> Iterator[Program]:
    """Run the program until the end of the context; it is killed there when it still runs."""
    process = subprocess.Popen(
        [*command, *arguments],
        env=environment(**settings),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        program = Program(process)
        try:
            yield program
        finally:
            if process.poll() is None:
                process.kill()
            program.wait()


@contextmanager
def serving(data_dir: Path, *arguments: str, command: Sequence[str] = SOURCES, **settings: str) -> Iterator[Program]:
    """Run `serve` on a free port of this computer, without sign-in; it answers when the context begins."""
    defaults = {"HOST": "localhost", "PORT": "0", "AUTH": "none", "RATE_LIMIT_DISABLE": "true"}
    arguments = ("serve", "--data-dir", str(data_dir), *arguments)
    with started(*arguments, command=command, **(defaults | settings)) as program:
        program.url = program.out.wait_for(r"listens on (http://\S+)")[1]
        yield program
