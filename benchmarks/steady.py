"""Sender of requests at a constant rate, whether the server keeps up or not, that times each answer.

On sockets and `select` because an asyncio timer is up to a millisecond late, half of the latency to measure.
`python -m benchmarks.steady PORT REQUESTS RATE SECONDS` prints the result as JSON.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.results import percentile

MAX_CONNECTIONS = 512
ACCEPTED = b"HTTP/1.1 202 Accepted"
END = b'{"ok":true}'
DRAIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Steady:
    """Result of a run. sent: requests; answered: with 202; others: anything else; late_p99_ms: lateness of the sender.

    An answer's time counts from the moment its request was due or, when the sender came late, from when it was sent.
    """

    sent: int
    answered: int
    others: int
    p50_ms: float
    p99_ms: float
    p999_ms: float
    max_ms: float
    late_p99_ms: float
    connections: int


class _Connection:
    __slots__ = ("begun_s", "received", "socket")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.begun_s = 0.0
        self.received = b""


class Sender:
    """One constant-rate run."""

    def __init__(self, port: int, requests: list[bytes]) -> None:
        self._port = port
        self._requests = requests
        self._free: deque[_Connection] = deque(_Connection(port) for _ in range(32))
        self._busy: dict[int, _Connection] = {}
        self._times_s: list[float] = []
        self._late_s: list[float] = []
        self._others = 0

    def run(self, rate_per_s: float, seconds: float) -> Steady:
        begun_s = time.perf_counter()
        total = int(rate_per_s * seconds)
        for number in range(total):
            due_s = begun_s + number / rate_per_s
            self._receive_until(due_s)
            self._send(self._requests[number % len(self._requests)])
            self._late_s.append(time.perf_counter() - due_s)
        deadline_s = time.perf_counter() + DRAIN_S
        while self._busy and time.perf_counter() < deadline_s:
            self._receive_until(time.perf_counter() + 0.01)
        return self._result(total)

    def _send(self, request: bytes) -> None:
        if not self._free:
            if len(self._busy) >= MAX_CONNECTIONS:
                self._others += 1
                return
            self._free.append(_Connection(self._port))
        connection = self._free.popleft()
        connection.received = b""
        connection.begun_s = time.perf_counter()
        connection.socket.sendall(request)
        self._busy[connection.socket.fileno()] = connection

    def _receive_until(self, moment_s: float) -> None:
        while True:
            wait_s = moment_s - time.perf_counter()
            if wait_s <= 0:
                return
            readable, _, _ = select.select(list(self._busy), [], [], wait_s)
            for number in readable:
                self._receive(self._busy[number])

    def _receive(self, connection: _Connection) -> None:
        data = connection.socket.recv(65536)
        connection.received += data
        if connection.received.endswith(END):
            self._times_s.append(time.perf_counter() - connection.begun_s)
            self._free.append(self._busy.pop(connection.socket.fileno()))
        elif not data or not (ACCEPTED.startswith(connection.received) or connection.received.startswith(ACCEPTED)):
            self._others += 1
            del self._busy[connection.socket.fileno()]
            connection.socket.close()

    def _result(self, total: int) -> Steady:
        times_ms = [time_s * 1000 for time_s in self._times_s] or [0.0]
        return Steady(
            total,
            len(self._times_s),
            self._others + len(self._busy),
            percentile(times_ms, 50),
            percentile(times_ms, 99),
            percentile(times_ms, 99.9),
            max(times_ms),
            percentile([late_s * 1000 for late_s in self._late_s], 99),
            len(self._free) + len(self._busy),
        )


def read_requests(path: Path, port: int) -> list[bytes]:
    """Read the requests of a file of benchmarks/traffic.py, each from a visitor of its own."""
    requests = []
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        agent, _, body = line.partition("\t")
        head = (
            f"POST /api/collect HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: {agent}\r\nAccept: */*\r\n"
            "Accept-Language: de-DE,de;q=0.9,en;q=0.8\r\nContent-Type: text/plain;charset=UTF-8\r\n"
            f"X-Forwarded-For: 10.1.{number // 256 % 256}.{number % 256}\r\n"
            f"Content-Length: {len(body.encode())}\r\n\r\n"
        )
        requests.append((head + body).encode())
    return requests


if __name__ == "__main__":
    port = int(sys.argv[1])
    sender = Sender(port, read_requests(Path(sys.argv[2]), port))
    print(json.dumps(asdict(sender.run(float(sys.argv[3]), float(sys.argv[4])))))
