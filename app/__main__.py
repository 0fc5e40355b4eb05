"""Command line: `sparklytics` opens the window, `sparklytics serve` runs the server without one.

Connects the modules and contains no logic. Server and window are imported only where needed: `health` runs every few
seconds on small machines, and a server never loads Qt.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from app import __version__
from app.command_line import NAME, command_line
from app.commands.health import health
from app.config import Settings, names_without_effect
from app.config_loader import find_data_dir, load_settings
from app.data_folder import WINDOW_LOCK_NAME, DataFolderInUse, folder_lock, holder, prepare_folder
from app.domain.errors import AppError
from app.domain.server_status import LogLevel
from app.logs import LogRing, logging_to
from app.loop import LoopThread
from app.serve_imports import import_server

if TYPE_CHECKING:
    from app.api.client import ApiClient
    from app.domain.server_control import ServerAddress
    from app.local_server import LocalServer

log = logging.getLogger("app.main")

STOP_LIMIT_S = 25.0  # handlers 5 s, ingest 10 s, the last checkpoint, and a reserve
PRIVATE_UMASK = 0o077  # files are accessible to their owner only
QT_HINT = (
    "The window needs PySide6. Install it with: pip install 'sparklytics-desktop[desktop]'\n"
    "Or run the server without a window: sparklytics serve"
)
DISPLAY_HINT = (
    "There is no display to open the window on.\n"
    "Run the server without a window: sparklytics serve\n"
    "Then open the window on another computer with: sparklytics --connect http://THIS-COMPUTER:3000"
)

# At each socket call of the event loop another thread may take the interpreter lock; with Python's 5 ms the loop would
# wait that long to get it back. Measured under full load: a third more requests per second.
SWITCH_INTERVAL_S = 0.0005
# Queued events are many objects without cycles, which the garbage collector traversed again and again: a third of the
# time under full load.
COLLECTOR_THRESHOLDS = (50_000, 20, 100)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code: 0 success, 1 failure with a message, 2 wrong usage."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    multiprocessing.freeze_support()  # the write-ahead log of the database is tested in a child process
    os.umask(PRIVATE_UMASK)
    parser = command_line()
    options = parser.parse_args(arguments)
    flags = {
        name: value
        for name in ("data_dir", "host", "port", "new_database")
        if (value := getattr(options, name, None)) is not None
    }
    try:
        if options.command is None:
            return gui(flags, os.environ, options.connect, is_hidden=options.background)
        if options.connect is not None:
            parser.error("--connect opens the window and cannot be combined with a command")
        if options.background:
            parser.error("--background is for the window and cannot be combined with a command")
        if options.command == "version":
            print(NAME, __version__)
            return 0
        if options.command in ("serve", "health"):
            settings = load_settings(flags, os.environ, is_desktop=False)
            return {"serve": serve, "health": health}[options.command](settings)
        from app.commands.run import run_command

        return run_command(options, flags, os.environ, parser)
    except AppError as error:
        print(f"{error.message} {error.hint}".rstrip(), file=sys.stderr)
        return 1


def serve(settings: Settings) -> int:
    """Run the server until SIGINT or SIGTERM; a second one ends it at once."""
    prepare_folder(settings.data_dir)
    import_server()
    with logging_to(settings.data_dir, settings.log_level) as log_lines, _unexpected_logged(settings.data_dir):
        for variable in names_without_effect(os.environ):
            log.warning("%s has no effect in this version", variable)
        if settings.auth == "none" and not settings.is_loopback:
            log.warning("No sign-in is required: everyone who can reach the port can read reports and change websites")
        return asyncio.run(_serve(settings, log_lines))


async def _serve(settings: Settings, log_lines: LogRing) -> int:
    from app.server.access.bootstrap_password import FILE_NAME as BOOTSTRAP_PASSWORD_FILE
    from app.server.lifecycle import open_server

    with _stop_signals() as stop:
        async with open_server(settings, log_lines=log_lines) as server:
            addresses = " and ".join(server.addresses)
            print(f"{NAME} {__version__} listens on {addresses} (press Ctrl+C to stop).", flush=True)
            if server.bootstrap_password is not None:
                print(f"Set up the administrator with the bootstrap password {server.bootstrap_password}", flush=True)
                print(f"(also in {settings.data_dir / BOOTSTRAP_PASSWORD_FILE} until then).", flush=True)
            if server.is_empty:
                print(f"Add your first website in the window: sparklytics --connect {server.addresses[0]}", flush=True)
            await stop.wait()
    print("Stopped.", flush=True)
    return 0


@contextlib.contextmanager
def _unexpected_logged(data_dir: Path) -> Iterator[None]:
    """Turn unexpected exceptions into an AppError; the traceback goes to the log file."""
    try:
        yield
    except AppError:
        raise
    except Exception as error:
        log.critical("%s ended unexpectedly", NAME, exc_info=True)
        sentence = f"{NAME} ended unexpectedly. See the log file in {data_dir / 'log'} for details."
        raise AppError("internal_server_error", sentence) from error


@contextlib.contextmanager
def _stop_signals() -> Iterator[asyncio.Event]:
    """Yield an event that SIGINT and SIGTERM set on this loop. A second signal ends the process at once."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    is_stopping = False

    def on_signal(number: int, frame: FrameType | None) -> None:
        nonlocal is_stopping
        if is_stopping:
            _end_at_once(128 + number)
        is_stopping = True
        loop.call_soon_threadsafe(stop.set)

    old = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)


def _end_at_once(code: int) -> NoReturn:
    os.write(2, b"Stopped at once. Received events are in the journal and will be stored at the next start.\n")
    os._exit(code)


def gui(
    flags: Mapping[str, str], environ: Mapping[str, str], connect_to: str | None, *, is_hidden: bool = False
) -> int:
    """Open the window on the server of this process, or on the one at `connect_to`.

    It opens even with wrong settings or a folder in use, and shows what to do. is_hidden: in the tray, if it is first.
    """

    def read_settings() -> Settings:
        return load_settings(flags, environ, is_desktop=True)

    if _has_no_screen(environ):
        print(DISPLAY_HINT, file=sys.stderr)
        return 1
    data_dir = find_data_dir(flags, environ, is_desktop=True)
    with ExitStack() as stack:
        is_first = not connect_to and _claim_window(data_dir, stack)
        if not is_first and not connect_to and _is_first_window_there(data_dir, is_raised=not is_hidden):
            return 0
        try:
            from app.local_server import LocalServer  # before Qt, which reads the source of all that is imported later
            from app.ui.application import run_window
        except ImportError as error:
            print(f"{QT_HINT}\n({error})", file=sys.stderr)
            return 1
        log_lines = stack.enter_context(logging_to(data_dir, _log_level(read_settings)))
        stack.enter_context(_unexpected_logged(data_dir))
        control = LocalServer(data_dir, read_settings, log_lines)
        loop, own = stack.enter_context(_loop_of(control)), None if connect_to else control
        state = data_dir / "window.ini"
        code = run_window(loop, own, _client_for, state, connect_to, is_first=is_first, is_hidden=is_hidden)
        if code and control.state == "stopping":  # quit was requested twice: do not wait for the rest
            _end_at_once(code)
        return code


def _client_for(address: ServerAddress) -> ApiClient:
    """Return a client of a server for the window."""
    from app.api.client import ApiClient

    return ApiClient(address.own_url or address.url, address.token, address.session_token)


@contextlib.contextmanager
def _loop_of(control: LocalServer) -> Iterator[LoopThread]:
    """Yield the asyncio thread of the server of this process. The context stops both."""
    loop = LoopThread()
    loop.start()
    try:
        yield loop
    finally:
        with contextlib.suppress(TimeoutError):
            loop.submit(control.stop()).result(STOP_LIMIT_S)
        if not loop.stop(STOP_LIMIT_S):
            alive = ", ".join(sorted(thread.name for thread in threading.enumerate()))
            print(f"The server did not stop in time. Still running: {alive}", file=sys.stderr)
            os._exit(1)


def _log_level(read_settings: Callable[[], Settings]) -> LogLevel:
    try:
        return read_settings().log_level
    except AppError:  # the window shows it when it starts the server
        return "INFO"


def _claim_window(data_dir: Path, stack: ExitStack) -> bool:
    """Claim the data folder for this window. False when another window has it or the folder cannot be used."""
    try:
        prepare_folder(data_dir)
        stack.enter_context(folder_lock(data_dir, WINDOW_LOCK_NAME))
    except DataFolderInUse:
        return False
    except AppError as error:
        log.warning("%s", error.message)
        return False
    return True


def _is_first_window_there(data_dir: Path, *, is_raised: bool) -> bool:
    """Find the window that has the data folder, and bring it to the front. False when it does not reply to that."""
    if holder(data_dir, WINDOW_LOCK_NAME) is None:
        return False
    if not is_raised:
        return True
    try:
        from app.ui.process.second_start import raise_first_window
    except ImportError:  # `gui` reports it
        return False
    return raise_first_window(data_dir)


def _has_no_screen(environ: Mapping[str, str]) -> bool:
    if sys.platform in ("win32", "darwin") or environ.get("QT_QPA_PLATFORM"):
        return False
    return not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
