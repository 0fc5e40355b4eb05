"""Server of the window's own process: start, stop and settings."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from app.config import FILE_NAME, Settings
from app.config_loader import load_settings
from app.data_folder import holder
from app.domain.errors import AppError, BadRequest
from app.domain.server_control import ServerAddress, ServerControl
from app.local_server import LocalServer
from app.logs import LogRing


class Desk:
    """A data folder and the environment its window was started with."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.environ = {"SPARKLYTICS_PORT": "0"}
        flags = {"data_dir": str(data_dir)}
        self.server = LocalServer(data_dir, lambda: load_settings(flags, self.environ, is_desktop=True), LogRing())


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    await desk.server.stop()


async def status_of(address: ServerAddress, token: str | None = None) -> int:
    headers = {"Authorization": f"Bearer {token or address.token}"}
    url = f"{address.url}/api/server/status"
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as response:
        return response.status


async def test_a_started_server_accepts_the_owners_token(desk: Desk) -> None:
    control: ServerControl = desk.server
    assert (control.state, control.address) == ("stopped", None)
    address = await control.start()
    assert (control.state, control.address) == ("running", address)
    assert address.public_url == f"http://localhost:{address.port}"
    assert await status_of(address) == 200
    assert await status_of(address, "a guess") == 401
    assert await control.start() == address


async def test_each_start_has_a_token_of_its_own(desk: Desk) -> None:
    first = await desk.server.start()
    second = await desk.server.restart()
    assert first.token
    assert second.token
    assert first.token != second.token
    assert await status_of(second, first.token) == 401


async def test_a_running_server_knows_the_settings_it_was_started_with(desk: Desk) -> None:
    def days() -> list[str]:
        return [view.value for view in desk.server.settings_in_use() if view.name == "retention_days"]

    assert days() == []
    await desk.server.start()
    await desk.server.change_setting("retention_days", "30")
    assert days() == ["365"]
    await desk.server.restart()
    assert days() == ["30"]
    await desk.server.stop()
    assert days() == []


async def test_a_stopped_server_releases_everything(desk: Desk) -> None:
    address = await desk.server.start()
    await desk.server.stop()
    assert (desk.server.state, desk.server.address) == ("stopped", None)
    assert holder(desk.data_dir) is None
    with pytest.raises(aiohttp.ClientError):
        await status_of(address)
    await desk.server.stop()


@pytest.mark.expects_log("was not started")
async def test_a_port_in_use_can_be_replaced_by_the_next_free_one(desk: Desk) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        desk.environ.clear()
        await desk.server.change_setting("port", str(taken))
        with pytest.raises(AppError) as caught:
            await desk.server.start()
        assert (caught.value.code, desk.server.state) == ("address_in_use", "failed")
        free = await desk.server.free_port()
        await desk.server.change_setting("port", str(free))
        address = await desk.server.start()
    assert address.port == free
    assert desk.server.state == "running"


@pytest.mark.expects_log("was not started")
async def test_wrong_settings_fail_the_start_and_can_be_corrected(desk: Desk) -> None:
    (desk.data_dir / FILE_NAME).write_text('retention_days = "long"\n')
    with pytest.raises(AppError, match=r"retention_days in .* must be a whole number"):
        await desk.server.start()
    assert desk.server.state == "failed"
    with pytest.raises(AppError):
        desk.server.settings()
    await desk.server.change_setting("retention_days", "30")
    await desk.server.start()
    shown = {view.name: (view.value, view.source) for view in desk.server.settings()}
    assert shown["retention_days"] == ("30", "file")
    assert shown["port"] == ("0", "environment")


async def test_settings_are_told_without_reading_the_file(tmp_path: Path) -> None:
    reads: list[str] = []

    def read() -> Settings:
        reads.append(threading.current_thread().name)
        return load_settings({"data_dir": str(tmp_path)}, {}, is_desktop=True)

    server = LocalServer(tmp_path, read, LogRing())
    await server.change_setting("retention_days", "30")
    assert {view.name: view.value for view in server.settings()}["retention_days"] == "30"
    here = threading.current_thread().name
    assert reads[0] == here, "once, when the server is created"
    assert here not in reads[1:]


async def test_a_wrong_value_is_refused_naming_the_setting(desk: Desk) -> None:
    with pytest.raises(BadRequest) as caught:
        await desk.server.change_setting("host", "two words")
    assert caught.value.field == "host"


async def test_settings_changed_at_once_are_all_written_with_the_last_value_of_each(desk: Desk) -> None:
    names = ("retention_days", "flush_max_events", "session_cache_max_entries")
    changes = [(name, str(value)) for value in range(100, 105) for name in names]
    await asyncio.gather(*(desk.server.change_setting(name, value) for name, value in changes))
    assert tomllib.loads((desk.data_dir / FILE_NAME).read_text("utf-8")) == dict.fromkeys(names, 104)


async def test_a_change_takes_effect_at_the_next_start(desk: Desk) -> None:
    await desk.server.start()
    await desk.server.change_setting("public_url", "https://stats.example.com/")
    assert desk.server.address is not None
    assert desk.server.address.public_url.startswith("http://localhost:")
    assert (await desk.server.restart()).public_url == "https://stats.example.com"


async def test_a_cancelled_start_leaves_nothing_open(desk: Desk) -> None:
    start = asyncio.ensure_future(desk.server.start())
    await asyncio.sleep(0)
    start.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await start
    assert holder(desk.data_dir) is None
    assert (await desk.server.start()).port


async def test_a_stop_completes_although_its_caller_is_cancelled(desk: Desk) -> None:
    await desk.server.start()
    stop = asyncio.ensure_future(desk.server.stop())
    await asyncio.sleep(0)
    stop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stop
    await desk.server.stop()
    assert desk.server.state == "stopped"
    assert holder(desk.data_dir) is None


async def test_concurrent_start_stop_and_restart_run_one_after_another(desk: Desk) -> None:
    server = desk.server
    await asyncio.gather(server.start(), server.stop(), server.start(), server.restart(), server.start())
    assert await status_of(await server.start()) == 200
    assert server.state == "running"


async def test_a_restart_whose_caller_is_cancelled_ends_in_a_clean_state(desk: Desk) -> None:
    await desk.server.start()
    restart = asyncio.ensure_future(desk.server.restart())
    await asyncio.sleep(0)
    restart.cancel()
    with pytest.raises(asyncio.CancelledError):
        await restart
    await desk.server.stop()
    assert (desk.server.state, holder(desk.data_dir)) == ("stopped", None)
