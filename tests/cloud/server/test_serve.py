"""`sparklytics serve` in cloud mode, as a process over real engines."""

from __future__ import annotations

import json
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from app.domain.tenants import TenantId
from app.domain.websites import NewWebsite, Website, new_website_id
from app.storage import websites
from app.storage.postgres.transaction import PostgresTransaction
from tests.cloud.conftest import OURS
from tests.cloud.http_engine import HttpEngine
from tests.program import Program, started

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Accept": "*/*"}
LIMIT_S = 30.0  # for what takes well under a second on a machine that has nothing else to do


def add_website(url: str, tenant: TenantId = OURS, name: str = "Shop") -> Website:
    """Add a website of a tenant in PostgreSQL."""
    with psycopg.connect(url) as con:
        con.execute("SELECT set_config('app.tenant', %s, true)", (tenant,))
        new = NewWebsite(name, "shop.example.com", "UTC")
        return websites.add(PostgresTransaction(con), new, new_website_id(), datetime.now(UTC))


@contextmanager
def serving(folder: Path, cloud: dict[str, str]) -> Iterator[Program]:
    """Run a process with a data folder of its own; it answers when the context begins."""
    settings = {name.upper(): text for name, text in cloud.items()}
    settings |= {"HOST": "localhost", "PORT": "0", "RATE_LIMIT_DISABLE": "true", "FLUSH_INTERVAL_MS": "100"}
    with started("serve", "--data-dir", str(folder), **settings) as program:
        program.url = program.out.wait_for(r"listens on (http://\S+)")[1]
        yield program


def answer(program: Program, path: str, body: object = None, cookie: str = "", key: str = "") -> tuple[int, Any]:
    """Return status and decoded reply of a GET, or of a POST with a body. A file comes as its text."""
    data = None if body is None else json.dumps(body).encode()
    headers = BROWSER | {"Content-Type": "application/json", "Cookie": cookie}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(program.url + path, data, headers)
    try:
        with urllib.request.urlopen(request, timeout=LIMIT_S) as reply:
            text = reply.read().decode()
            is_json = reply.headers.get_content_type() == "application/json"
            return reply.status, json.loads(text) if is_json else text
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def collect(program: Program, website: Website, path: str) -> int:
    """Send one pageview of a person and return the status of the reply."""
    event = {"type": "pageview", "website_id": website.id, "url": f"https://shop.example.com{path}"}
    return answer(program, "/api/collect", event)[0]


def until(holds: Callable[[], bool]) -> None:
    """Ask again until it holds: another process is seen from outside alone."""
    end_s = time.monotonic() + LIMIT_S
    while not holds():
        assert time.monotonic() < end_s
        time.sleep(0.05)


def stored(engine: HttpEngine, cloud: dict[str, str]) -> list[str]:
    """Return the path of each stored event."""
    database = cloud["clickhouse_url"].rpartition("/")[2]
    text = b"SELECT path FROM events ORDER BY path FORMAT JSONCompact"
    with urllib.request.urlopen(f"http://127.0.0.1:{engine.port}/?database={database}", text) as reply:
        return [path for (path,) in json.load(reply)["data"]]


def jobs(url: str) -> list[str]:
    """Return the name of each job that processes share."""
    with psycopg.connect(url) as con:
        con.execute("SELECT set_config('app.sees_all', 'yes', true)")
        return [name for (name,) in con.execute("SELECT name FROM jobs").fetchall()]


def test_events_are_taken_while_clickhouse_is_away_and_stored_when_it_is_back(
    tmp_path: Path, cloud: dict[str, str], engine: HttpEngine
) -> None:
    with serving(tmp_path, cloud) as server:
        shop = add_website(cloud["postgres_url"])
        until(lambda: collect(server, shop, "/before") == 202)
        until(lambda: stored(engine, cloud) == ["/before"])
        assert answer(server, "/health")[0] == 200
        engine.kill()
        try:
            assert collect(server, shop, "/meanwhile") == 202
            server.err.wait_for("Events cannot be stored")
            (problem,) = answer(server, "/health")[1]["problems"]
            assert problem.startswith("ClickHouse cannot be reached")
            assert (answer(server, "/health")[0], answer(server, "/health/ready")[0]) == (503, 200)
            server.signal(signal.SIGKILL)
            server.wait()
        finally:
            engine.start()
    with serving(tmp_path, cloud) as server:
        until(lambda: stored(engine, cloud) == ["/before", "/meanwhile"])
        assert "retention" in jobs(cloud["postgres_url"])
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
