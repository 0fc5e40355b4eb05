"""Start and stop of a server: nothing left behind, no acknowledged event lost, every refusal one sentence."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import duckdb
import psutil
import pytest

from app.config import Settings
from app.data_folder import DataFolderInUse, holder
from app.domain.errors import AppError
from app.server.lifecycle import open_server
from app.storage.connection import FILE_NAME
from tests.load import Load, assert_each_once
from tests.program import Program, run, serving

ROUNDS = 50


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", port=0)


def open_files() -> int:
    process = psutil.Process()
    return process.num_fds() if sys.platform != "win32" else process.num_handles()


def other_threads() -> list[str]:
    """Return the threads other than those that asyncio keeps for `to_thread` as long as the loop."""
    return sorted(thread.name for thread in threading.enumerate() if not thread.name.startswith("asyncio_"))


async def get(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status


async def test_starting_and_stopping_fifty_times_leaves_no_thread_file_or_port(settings: Settings) -> None:
    async with open_server(settings) as server:
        await get(f"{server.url}/health")
    gc.collect()  # else files of tests before, that are garbage by now, count as open
    before = (other_threads(), open_files())
    for _ in range(ROUNDS):
        async with open_server(settings) as server:
            port = server.port
            assert await get(f"{server.url}/health") == 200
    gc.collect()
    assert (other_threads(), open_files()) == before
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))
    assert holder(settings.data_dir) is None


async def test_a_running_server_reports_its_url_and_state(settings: Settings) -> None:
    async with open_server(settings) as server:
        assert server.url == f"http://127.0.0.1:{server.port}"
        assert server.addresses == (f"http://localhost:{server.port}",)
        assert server.public_url == f"http://localhost:{server.port}"
        assert server.is_empty
        assert await get(f"{server.url}/health") == 200
        lock_holder = holder(settings.data_dir)
        assert lock_holder is not None
        assert (lock_holder.pid, lock_holder.url) == (os.getpid(), server.url)
        status = await server.status()
    assert (status.state, status.pid, status.stored_today, status.auth) == ("ok", os.getpid(), 0, "none")
    assert status.data_dir == str(settings.data_dir)
    assert status.database_bytes > 0
    assert status.memory_bytes > 10_000_000
    assert {check.name for check in status.checks} == {
        "database",
        "disk",
        "clock",
        "places",
        "journal",
        "journal_files",
        "database_file",
        "quarantine",
        "store",
        "backups",
        "proxies",
        "connections",
    }
    assert all(check.message.endswith(".") for check in status.checks)


async def test_a_port_in_use_is_refused_and_nothing_stays_open(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        before = (other_threads(), open_files())
        with pytest.raises(AppError) as caught:
            async with open_server(Settings(data_dir=settings.data_dir, port=other.getsockname()[1])):
                pass
        assert (other_threads(), open_files()) == before
    assert caught.value.code == "address_in_use"
    assert f"(process {os.getpid()})" in caught.value.message
    assert holder(settings.data_dir) is None


async def test_a_data_folder_in_use_is_refused_naming_the_url_of_its_server(settings: Settings) -> None:
    async with open_server(settings) as first:
        with pytest.raises(DataFolderInUse) as caught:
            async with open_server(settings):
                pass
        assert (caught.value.pid, caught.value.url) == (os.getpid(), first.url)
        assert await get(f"{first.url}/health") == 200


@contextmanager
def read_only_folder() -> Iterator[Path]:
    """A folder this process may not write to; root drops its privileges meanwhile, as permissions do not bind it."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            if is_root:
                os.seteuid(0)


async def test_a_read_only_folder_is_refused_with_one_sentence() -> None:
    with read_only_folder() as folder:
        with pytest.raises(AppError) as caught:
            async with open_server(Settings(data_dir=folder, port=0)):
                pass
        assert (caught.value.code, caught.value.field) == ("storage_unavailable", "data_dir")
        assert "permission denied" in caught.value.message


async def test_database_of_a_newer_version_is_refused_and_left_alone(settings: Settings) -> None:
    async with open_server(settings):
        pass
    path = settings.data_dir / FILE_NAME
    with duckdb.connect(str(path)) as con:
        con.execute("INSERT INTO migrations VALUES (999, 'of a newer version', now()::TIMESTAMP)")
    content = path.read_bytes()
    before = (other_threads(), open_files())
    with pytest.raises(AppError, match="newer version"):
        async with open_server(settings):
            pass
    assert path.read_bytes() == content
    assert (other_threads(), open_files()) == before
    assert holder(settings.data_dir) is None


async def test_a_damaged_database_is_refused_with_one_sentence(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / FILE_NAME).write_bytes(b"something else" * 1000)
    with pytest.raises(AppError) as caught:
        async with open_server(settings):
            pass
    assert caught.value.code == "storage_unavailable"


async def test_live_streams_end_at_once_when_the_server_stops(settings: Settings) -> None:
    async with aiohttp.ClientSession() as session:
        async with open_server(settings) as server:
            response = await session.get(f"{server.url}/api/live")
            assert response.status == 200
            assert await response.content.readany() != b""
            begun_s = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - begun_s < 3
        async for _ in response.content.iter_any():
            pass


def stored_paths(data_dir: Path) -> Counter[str]:
    with duckdb.connect(str(data_dir / FILE_NAME), read_only=True) as con:
        return Counter(path for (path,) in con.execute("SELECT path FROM events").fetchall())


async def test_sigterm_under_load_stores_everything_acknowledged(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        load = Load(program, program.add_website())
        posting = await load.run(300)
        program.signal(signal.SIGTERM)
        await posting
        assert await asyncio.to_thread(program.wait) == 0
    assert_each_once(stored_paths(tmp_path / "data"), load.acknowledged)
    assert "Traceback" not in program.err.join()


async def test_sigkill_under_load_loses_nothing_acknowledged(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        load = Load(program, program.add_website())
        posting = await load.run(300)
        program.signal(signal.SIGKILL)
        await posting
    async with open_server(Settings(data_dir=tmp_path / "data", port=0)):
        pass
    assert_each_once(stored_paths(tmp_path / "data"), load.acknowledged)


async def hold_open(program: Program) -> asyncio.StreamWriter:
    """Send half a request: its handler keeps a stop waiting for its 5 s."""
    _, writer = await asyncio.open_connection("127.0.0.1", program.port)
    writer.write(b"POST /api/websites HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
    writer.write(b"Content-Length: 1000\r\n\r\n{")
    await writer.drain()
    return writer


async def test_second_signal_ends_at_once_with_a_failure(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        writer = await hold_open(program)
        program.ask("/health")  # answered after the half request was taken
        program.signal(signal.SIGTERM)
        await asyncio.to_thread(program.err.wait_for, "Server is stopping")
        program.signal(signal.SIGINT)
        assert await asyncio.to_thread(program.wait) == 128 + signal.SIGINT
        writer.close()
    assert "Stopped at once" in program.err.join()
    assert "Traceback" not in program.err.join()


async def test_a_request_that_never_ends_does_not_keep_the_server_from_stopping(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        writer = await hold_open(program)
        program.ask("/health")
        program.signal(signal.SIGINT)
        assert await asyncio.to_thread(program.wait) == 0
        writer.close()


def test_a_data_folder_in_use_is_refused_to_a_second_process(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as program:
        second = run("serve", "--data-dir", str(tmp_path / "data"), "--port", "0")
        assert second.returncode == 1
        assert f"(process {program.process.pid})" in second.stderr
        assert program.url.replace("localhost", "127.0.0.1") in second.stderr
        assert program.ask("/health")["status"] == "ok"
