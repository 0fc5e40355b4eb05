"""ClickHouse's HTTP interface over its engine, in a process that tests end and start again like a server.

Run as a program it serves the engine of one folder. What it reads of a request is what `clickhouse-connect` sends.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import urllib.request
from dataclasses import dataclass
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import lz4.frame

from app.storage.clickhouse.address import ClickHouseAddress

_OF_TRANSPORT = {"query", "database", "client_protocol_version", "query_id", "session_id", "compress", "buffer_size"}
_OF_TRANSPORT |= {"enable_http_compression", "send_progress_in_http_headers", "http_headers_progress_interval_ms"}
_OF_TRANSPORT |= {"wait_end_of_query"}


@dataclass
class HttpEngine:
    """An engine at a port. folder: its data."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start the process, at the port of before, and wait until it answers."""
        command = [sys.executable, "-m", "tests.cloud.http_engine", str(self.folder), str(self.port)]
        root = Path(__file__).resolve().parents[2]
        self.process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def kill(self) -> None:
        """End the process at once, as a crash does."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None

    def address(self, database: str) -> ClickHouseAddress:
        """Return the address of a database, which is created."""
        urllib.request.urlopen(  # noqa: S310  the process above
            f"http://127.0.0.1:{self.port}/", f"CREATE DATABASE IF NOT EXISTS {database}".encode()
        ).close()
        return ClickHouseAddress("127.0.0.1", self.port, database=database)


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Print nothing: clients are killed here."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a reply is sent in two parts, and the second would wait for 40 ms
    folder = ""

    def do_POST(self) -> None:  # noqa: N802
        given = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self._body()
        if self.headers.get("Content-Encoding") == "lz4":
            body = lz4.frame.decompress(body)
        if self.headers.get_content_type() == "multipart/form-data":
            given |= _fields(self.headers["Content-Type"], body)
            body = b""
        try:
            answer = _run(self.folder, given, body)
        except RuntimeError as error:
            code = str(error).partition("Code: ")[2].partition(".")[0]
            self._reply(500, str(error).encode(), {"X-ClickHouse-Exception-Code": code or "1002"})
        else:
            self._reply(200, answer, {"X-ClickHouse-Summary": "{}", "X-ClickHouse-Timezone": "UTC"})

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Print nothing."""

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def _reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _fields(content_type: str, body: bytes) -> dict[str, str]:
    message = BytesParser(policy=policy.HTTP).parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    return {
        str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True).decode()
        for part in message.iter_parts()
    }


def _run(folder: str, given: dict[str, str], body: bytes) -> bytes:
    """Run a statement on a connection of its own, since its settings stay on it."""
    import chdb  # noqa: PLC0415  only in the process of the engine

    con: Any = chdb.connect(folder)
    try:
        if "database" in given:
            con.query(f"USE {given['database']}")
        values = {name.removeprefix("param_"): value for name, value in given.items() if name.startswith("param_")}
        for name in given.keys() - _OF_TRANSPORT - {f"param_{value}" for value in values}:
            con.query(f"SET {name} = '{given[name]}'", "TabSeparated")
        text = (given["query"].encode() + b"\n" if "query" in given else b"") + body
        head, _, rows = text.partition(b"\n")
        if not (head.startswith(b"INSERT INTO") and head.endswith((b"FORMAT Native", b"FORMAT Parquet"))):
            return bytes(con.query(text.decode(), "TabSeparated", params=values).bytes())
        with tempfile.NamedTemporaryFile() as file:
            file.write(rows)
            file.flush()
            con.query(head.decode().replace(" FORMAT", f" FROM INFILE '{file.name}' FORMAT"), "TabSeparated")
        return b""
    finally:
        con.close()


def main() -> None:
    """Serve until the process ends."""
    import chdb  # noqa: PLC0415

    folder, port = sys.argv[1:]
    keeps_engine_open = chdb.connect(folder)
    _Handler.folder = folder
    with _Server(("127.0.0.1", int(port)), _Handler) as server:
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        threading.Thread(target=server.serve_forever).start()
        threading.Event().wait()
    keeps_engine_open.close()


if __name__ == "__main__":
    main()
