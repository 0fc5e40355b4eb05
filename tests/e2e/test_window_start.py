"""Window as a process: it starts and stops its server, and a data folder has one window."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.data_folder import WINDOW_LOCK_NAME, holder
from tests.program import Program, run, serving, started


@contextmanager
def window(data_dir: Path) -> Iterator[Program]:
    """Open a window and wait until its server has started."""
    with started("--data-dir", str(data_dir), PORT="0") as program:
        program.url = f"http://127.0.0.1:{program.err.wait_for(r'Server started on port ([0-9]+)')[1]}"
        yield program


def test_the_window_starts_its_server_and_stops_it(tmp_path: Path) -> None:
    with window(tmp_path / "data") as program:
        assert program.ask("/health")["status"] == "ok"
        program.signal(signal.SIGTERM)
        assert program.wait() == 0
    assert (holder(tmp_path / "data"), holder(tmp_path / "data", WINDOW_LOCK_NAME)) == (None, None)
    assert "Server stopped" in program.err.join()
    assert "Traceback" not in program.err.join()


def test_a_second_start_raises_the_first_window_and_exits(tmp_path: Path) -> None:
    with window(tmp_path / "data") as program:
        second = run("--data-dir", str(tmp_path / "data"))
        assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
        program.err.wait_for("Brought to the front by a second start")
        assert program.ask("/health")["status"] == "ok"


def test_a_window_on_a_served_data_folder_does_not_stop_its_server(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server, started("--data-dir", str(tmp_path / "data")) as program:
        program.err.wait_for(r"The server was not started: .* already uses the folder")
        program.signal(signal.SIGTERM)
        assert program.wait() == 0
        assert server.ask("/health")["status"] == "ok"
    assert "Traceback" not in program.err.join()


async def test_a_second_signal_ends_the_window_at_once(tmp_path: Path) -> None:
    with window(tmp_path / "data") as program:
        _, writer = await asyncio.open_connection("127.0.0.1", program.port)
        writer.write(b"POST /api/websites HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
        writer.write(b"Content-Length: 1000\r\n\r\n{")
        await writer.drain()
        program.ask("/health")  # answered after the half request was taken
        program.signal(signal.SIGTERM)
        await asyncio.to_thread(program.err.wait_for, "Server is stopping")
        program.signal(signal.SIGTERM)
        assert await asyncio.to_thread(program.wait) == 130
        writer.close()
    assert "Stopped at once" in program.err.join()
