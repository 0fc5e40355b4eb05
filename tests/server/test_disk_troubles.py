"""Failing disks and files: the owner gets one sentence, events are kept or refused, never lost."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import tempfile
import urllib.error
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import duckdb
import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.config import Settings
from app.domain.errors import AppError
from app.server.ingest import journal
from app.server.lifecycle import open_server
from app.storage import connection
from app.storage.connection import FILE_NAME, Connection
from tests.program import Program, run, serving
from tests.server.conftest import BROWSER, PAGEVIEW, Running, Start
from tests.server.ingest.conftest import pageview
from tests.server.ingest.conftest import running as pipeline
from tests.server.raw import get, post, stored

UNLIMITED = resource.RLIM_INFINITY

# --- A full disk


@contextmanager
def full_disk() -> Iterator[None]:
    """Writes to files fail as on a full disk; sockets still work."""
    with pytest.MonkeyPatch.context() as patch:

        def full(file: int, data: bytes) -> int:
            raise OSError(28, "No space left on device")

        patch.setattr(journal.os, "write", full)
        yield


@asynccontextmanager
async def on_the_fast_lane(settings: Settings) -> AsyncIterator[Callable[[bytes], Any]]:
    """A server with its fast lane, and a function that posts to it and returns status, headers and JSON."""
    async with open_server(settings) as server, aiohttp.ClientSession(server.url, headers=BROWSER) as session:

        async def send(body: bytes, path: str = "/api/collect") -> tuple[int, Any, Any]:
            headers = {"Content-Type": "application/json"}
            async with session.post(path, data=body, headers=headers) as response:
                return response.status, response.headers, await response.json()

        yield send


@pytest.mark.expects_log("journal cannot be written")
async def test_a_full_disk_refuses_events_until_there_is_room(start: Start) -> None:
    running = await start(collect_rate_limit=60)
    event = PAGEVIEW | {"website_id": await running.add_website()}
    assert (await post(running, event | {"url": "/before"})).status == 202
    with full_disk():
        refused = await post(running, event | {"url": "/refused"})
        health = (await get(running, "/health")).json
    assert refused.refusal == (503, "storage_unavailable")
    assert refused.headers["Retry-After"] == "5"
    assert refused.headers["X-RateLimit-Remaining"] == "58"
    assert health["status"] == "degraded"
    assert health["problems"] == ["The journal cannot be written: No space left on device."]
    assert (await post(running, event | {"url": "/after"})).status == 202
    assert await stored(running, "path") == [("/before",), ("/after",)]
    assert (await get(running, "/health")).json["status"] == "ok"


@pytest.mark.expects_log("journal cannot be written")
async def test_a_full_disk_is_reported_on_the_fast_lane_too(tmp_path: Path) -> None:
    async with on_the_fast_lane(Settings(data_dir=tmp_path, port=0)) as send:
        _, _, website = await send(b'{"name": "Shop", "domain": "example.com"}', "/api/websites")
        event = b'{"website_id":"%s","type":"pageview","url":"/"}' % website["data"]["id"].encode()
        assert (await send(event))[0] == 202
        with full_disk():
            status, headers, answer = await send(event)
        assert (status, answer["error"]["code"]) == (503, "storage_unavailable")
        assert (headers["Retry-After"], headers["X-RateLimit-Remaining"]) == ("5", "58")
        assert (await send(event))[0] == 202
    with duckdb.connect(str(tmp_path / FILE_NAME), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM events").fetchall() == [(2,)]


@pytest.mark.expects_log("only in the database's log")
async def test_a_batch_whose_checkpoint_failed_is_stored_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "configure", lambda con: con.execute("SET TimeZone = 'UTC'"))
    async with pipeline(tmp_path) as run:
        monkeypatch.undo()  # the file is opened again as usual

        def break_at_the_next_checkpoint(con: Connection) -> None:
            con.execute("SET debug_checkpoint_abort = 'before_header'")
            con.execute("SET wal_autocheckpoint = '1KB'")

        await run.database.write(break_at_the_next_checkpoint)
        for path in ("/1", "/2", "/3"):
            await run.send(pageview(path))
            await run.ingest.flush()
        assert await run.rows("SELECT path FROM events ORDER BY ts") == [("/1",), ("/2",), ("/3",)]
        assert await run.rows("SELECT sum(events) FROM all_sessions") == [(3,)]


class Owner:
    """A client that posts events and adds websites, and remembers the acknowledged ones."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.site = program.add_website()
        self.events = 0
        self.websites = 1
        self.answers: list[int] = []

    def post(self, count: int) -> None:
        for _ in range(count):
            url = f"/{len(self.answers)}"
            event = {"website_id": self.site, "type": "pageview", "url": url, "title": "x" * 500}
            self.events += self._ask("/api/collect", event)

    def add_website(self) -> None:
        self.websites += self._ask("/api/websites", {"name": "Blog", "domain": "blog.example.com"})

    def is_content(self) -> bool:
        """Return True when the server reports itself healthy."""
        try:
            return bool(self.program.ask("/health")["status"] == "ok")
        except urllib.error.HTTPError:
            return False

    def _ask(self, path: str, body: object) -> bool:
        try:
            self.program.ask(path, body)
        except urllib.error.HTTPError as error:
            self.answers.append(error.code)
            return False
        self.answers.append(200)
        return True


def test_a_file_size_limit_loses_no_acknowledged_event(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    retries = {"INGEST_RETRY_BASE_MS": "50", "INGEST_RETRY_MAX_MS": "100"}
    with serving(folder, FLUSH_INTERVAL_MS="100", **retries) as program:
        owner = Owner(program)
        owner.post(20)
        resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (60_000, UNLIMITED))
        owner.post(50)
        owner.add_website()
        owner.post(50)
        owner.add_website()
        assert not owner.is_content()
        resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
        while not owner.is_content():
            owner.post(1)
        owner.add_website()
        owner.post(20)
        program.signal(signal.SIGTERM)
        assert program.wait() == 0
    assert set(owner.answers) == {200, 503}
    assert owner.answers[:20] == owner.answers[-21:-1] == [200] * 20
    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as con:
        counts = con.execute("SELECT count(*), count(DISTINCT path), count(DISTINCT seq) FROM events").fetchall()
        assert counts == [(owner.events,) * 3]
        assert con.execute("SELECT count(*) FROM websites").fetchall() == [(owner.websites,)]


# --- Files that cannot be used


@contextmanager
def another_owner(*paths: Path) -> Iterator[None]:
    """Run this process as a user who may not write to `paths`; root drops its privileges, which would override that."""
    for path in paths:
        path.chmod(0o444)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


async def test_a_read_only_database_is_refused_with_one_sentence() -> None:
    with tempfile.TemporaryDirectory(prefix="clock") as name:  # a name with "lock" in it
        settings = Settings(data_dir=Path(name), port=0)
        async with open_server(settings):
            pass
        for path in (settings.data_dir, *settings.data_dir.rglob("*")):
            path.chmod(0o777)
        with another_owner(settings.data_dir / FILE_NAME), pytest.raises(AppError) as caught:
            async with open_server(settings):
                pass
    assert caught.value.code == "storage_unavailable"
    assert caught.value.message.endswith("sparklytics.duckdb cannot be read and written. Check its permissions.")


@pytest.mark.parametrize("kind", ["newer", "damaged", "folder"])
def test_an_unusable_database_stops_the_start_with_one_sentence(tmp_path: Path, kind: str) -> None:
    path = tmp_path / FILE_NAME
    if kind == "newer":
        with serving(tmp_path) as program:
            program.signal(signal.SIGTERM)
            program.wait()
        with duckdb.connect(str(path)) as con:
            con.execute("INSERT INTO migrations VALUES (999, 'of a newer version', now()::TIMESTAMP)")
    elif kind == "damaged":
        path.write_bytes(b"something else" * 1000)
    else:
        path.mkdir()
    done = run("serve", "--data-dir", str(tmp_path), "--port", "0", "--host", "localhost")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    sentence = done.stderr.strip().splitlines()[-1]
    assert {"newer": "newer version", "damaged": "damaged", "folder": "could not be opened"}[kind] in sentence


def a_journal_without_its_database(folder: Path) -> None:
    """A server that was killed with events in its journal, and whose database was moved aside."""
    with serving(folder, FLUSH_INTERVAL_MS="3600000", FLUSH_MAX_EVENTS="100000") as program:
        owner = Owner(program)
        owner.post(50)
        program.signal(signal.SIGKILL)
        program.wait()
    for path in folder.glob(f"{FILE_NAME}*"):
        path.rename(folder.parent / path.name)


@pytest.mark.parametrize("leaves", ["nothing", "an empty file"])
def test_a_journal_without_its_database_is_a_question_and_no_fresh_start(tmp_path: Path, leaves: str) -> None:
    folder = tmp_path / "data"
    a_journal_without_its_database(folder)
    if leaves == "an empty file":
        (folder / FILE_NAME).touch()
    segments = [path.read_bytes() for path in (folder / "journal").glob("*.log")]
    done = run("serve", "--data-dir", str(folder), "--port", "0", "--host", "localhost")
    assert (done.returncode, done.stdout) == (1, "")
    sentence = done.stderr.strip().splitlines()[-1]
    assert "is missing" in sentence
    assert "--new-database" in sentence
    assert [path.read_bytes() for path in (folder / "journal").glob("*.log")] == segments
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        path.replace(folder / path.name)
    assert stored_by(folder) == 50


def test_events_of_a_missing_database_are_set_aside_until_it_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    a_journal_without_its_database(folder)
    with serving(folder, "--new-database") as program:
        health = program.ask("/health")
        assert health["status"] == "degraded"
        assert health["problems"][0].startswith("50 events of unknown websites are set aside")
        program.signal(signal.SIGTERM)
        assert program.wait() == 0
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        path.replace(folder / path.name)
    assert stored_by(folder) == 50


def stored_by(folder: Path) -> int:
    """Return the number of different events after a start and a stop."""
    with serving(folder) as program:
        while (status := program.ask("/api/server/status")["data"])["queue"]["depth"] or any(
            check["name"] == "quarantine" and check["state"] != "ok" for check in status["checks"]
        ):
            program.ask("/api/server/quarantine/requeue", {})
        program.signal(signal.SIGTERM)
        assert program.wait() == 0
    with duckdb.connect(str(folder / FILE_NAME), read_only=True) as con:
        row = con.execute("SELECT count(*), count(DISTINCT path) FROM events").fetchone()
    assert row is not None
    assert row[0] == row[1]
    return int(row[0])


def is_written_again(program: Program) -> bool:
    """Say whether the server has written its database file again. While it opens the new one it answers 503."""
    try:
        return any("It was written again" in problem for problem in program.ask("/health")["problems"])
    except urllib.error.HTTPError:
        return False


def test_a_database_file_removed_under_a_running_server_costs_no_acknowledged_event(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder) as program:
        owner = Owner(program)
        owner.post(30)
        for path in folder.glob(f"{FILE_NAME}*"):
            path.unlink()
        owner.post(30)
        while not is_written_again(program):
            owner.post(1)
        owner.post(5)
        program.signal(signal.SIGKILL)
        program.wait()
    assert stored_by(folder) == owner.events


# --- A GeoIP database that is missing, truncated, or of another kind


def missing(path: Path) -> None:
    assert not path.exists()


def cut_short(path: Path) -> None:
    write_places(path, "GeoLite2-City", {"country": {"iso_code": "DE"}})
    path.write_bytes(path.read_bytes()[:200])


def of_networks(path: Path) -> None:
    write_places(path, "GeoLite2-ASN", {"autonomous_system_number": 64_496})


def no_database(path: Path) -> None:
    path.write_text("<html>Please sign in to download</html>")


def a_folder(path: Path) -> None:
    path.mkdir()


def write_places(path: Path, kind: str, record: object) -> None:
    writer = MMDBWriter(6, kind, ipv4_compatible=True)
    writer.insert_network(IPSet(["127.0.0.0/8"]), record)
    writer.to_db_file(str(path))


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (missing, "was not found"),
        (cut_short, "is damaged, incomplete or not a MaxMind database"),
        (of_networks, "is of type GeoLite2-ASN, which contains no places"),
        (no_database, "is damaged, incomplete or not a MaxMind database"),
        (a_folder, "cannot be read"),
    ],
)
async def test_an_unusable_geoip_database_is_reported_and_loses_no_event(
    start: Start, tmp_path: Path, prepare: Callable[[Path], None], words: str
) -> None:
    path = tmp_path / "places.mmdb"
    await asyncio.to_thread(prepare, path)
    running = await start(geoip_path=(path,))
    event = PAGEVIEW | {"website_id": await running.add_website()}
    assert (await post(running, event)).status == 202
    assert await stored(running, "country, region, city") == [(None, None, None)]
    assert words in await geoip_problem(running)


async def geoip_problem(running: Running) -> str:
    status = (await get(running, "/api/server/status")).json["data"]
    assert status["state"] == "ok"
    assert (await get(running, "/health/ready")).status == 200
    check = next(check for check in status["checks"] if check["name"] == "places")
    assert check["state"] == "degraded"
    return str(check["message"])
