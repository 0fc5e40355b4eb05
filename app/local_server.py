"""The server of this process, as the window controls it. Coroutines run on the event loop."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from pathlib import Path

from app.config import Settings, setting_views
from app.config_loader import write_setting
from app.domain.errors import AppError
from app.domain.server_control import ServerAddress, ServerState, SettingView
from app.logs import LogRing
from app.loop import finish, spawn
from app.server.http.sockets import free_port
from app.server.lifecycle import open_server

log = logging.getLogger(__name__)

TOKEN_BYTES = 32


class LocalServer:
    """ServerControl of this process.

    read_settings: reads all settings, here and at each start or change. It blocks, so `settings` tells what was read.
    """

    def __init__(self, data_dir: Path, read_settings: Callable[[], Settings], log_lines: LogRing) -> None:
        self._data_dir = data_dir
        self._read_settings = read_settings
        self._log_lines = log_lines
        self._open = AsyncExitStack()  # empty, or the running server
        self._changing = asyncio.Lock()  # one start or stop at a time
        self._writing = asyncio.Lock()  # each change of the settings file keeps those before it
        self._state: ServerState = "stopped"
        self._address: ServerAddress | None = None
        self._in_use: tuple[SettingView, ...] = ()
        self._known: tuple[SettingView, ...] | AppError = ()  # as read last; the error where that failed
        self._note_settings()

    @property
    def state(self) -> ServerState:
        return self._state

    @property
    def address(self) -> ServerAddress | None:
        return self._address

    async def start(self, *, may_begin_anew: bool = False) -> ServerAddress:
        """Start the server unless it is running, and return its address.

        may_begin_anew: with an empty database, although the journal belongs to a missing one.
        """
        async with self._changing:
            if self._address is None:
                self._address = await self._start(may_begin_anew=may_begin_anew)
            return self._address

    async def stop(self) -> None:
        """Stop the server after storing accepted events. Cancelling the caller does not interrupt it."""
        await asyncio.shield(spawn("stop-server", self._stop()))

    async def restart(self) -> ServerAddress:
        """Stop the server and start it with the current settings."""
        await self.stop()
        return await self.start()

    def settings(self) -> tuple[SettingView, ...]:
        """Return every setting as it was when last read. Raises AppError `bad_settings`."""
        if isinstance(self._known, AppError):
            raise self._known.with_traceback(None)
        return self._known

    def settings_in_use(self) -> tuple[SettingView, ...]:
        """Return every setting as the running server was started with it; none while it does not run."""
        return self._in_use

    async def change_setting(self, name: str, value: str) -> None:
        """Write one setting to the settings file, effective at the next start. Blank restores the default."""
        await finish(self._write_setting(name, value))

    async def free_port(self) -> int:
        """Return a free port near the configured one."""
        settings = await asyncio.to_thread(self._read_settings)
        return await asyncio.to_thread(free_port, settings.host, settings.port)

    async def _write_setting(self, name: str, value: str) -> None:
        async with self._writing:
            await asyncio.to_thread(write_setting, self._data_dir, name, value)
            await asyncio.to_thread(self._note_settings)

    def _read(self) -> Settings:
        """Read the settings, and keep them for `settings`."""
        try:
            settings = self._read_settings()
        except AppError as error:
            self._known = error
            raise
        self._known = setting_views(settings)
        return settings

    def _note_settings(self) -> None:
        """Read the settings for `settings` alone, which raises what is wrong with them."""
        with suppress(AppError):
            self._read()

    async def _start(self, *, may_begin_anew: bool) -> ServerAddress:
        self._state = "starting"
        token = secrets.token_urlsafe(TOKEN_BYTES)
        try:
            settings = await asyncio.to_thread(self._read)
            in_use = setting_views(settings)
            if may_begin_anew:
                settings = replace(settings, new_database=True)
            server = await self._open.enter_async_context(
                open_server(settings, owner_token=token, log_lines=self._log_lines)
            )
        except BaseException as error:
            self._state = "failed"
            if isinstance(error, AppError):
                log.warning("The server was not started: %s", error.message)
            raise
        self._state, self._in_use = "running", in_use
        return ServerAddress(
            server.url,
            server.public_url,
            server.port,
            token,
            own_url=server.own_url,
            bootstrap_password=server.bootstrap_password,
        )

    async def _stop(self) -> None:
        async with self._changing:
            self._state, self._address, self._in_use = "stopping", None, ()
            try:
                await self._open.aclose()
            finally:
                self._state = "stopped"
