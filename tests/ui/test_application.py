"""The start and the end of the program's window."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest
import shiboken6
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.application import EXIT_AT_ONCE, EXIT_DONE, EXIT_FAILED, Application
from app.ui.pages_table import PAGES
from app.ui.process.os_signals import OsSignals
from app.ui.process.second_start import raise_first_window, server_name
from app.ui.shell import page_stack
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.samples import SITE


class Exits:
    """Exit codes of the program, collected instead of ending Qt's loop, which the tests still need."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.codes: list[int] = []
        monkeypatch.setattr(QApplication, "exit", self.codes.append)


@pytest.fixture
def exits(monkeypatch: pytest.MonkeyPatch) -> Exits:
    return Exits(monkeypatch)


@pytest.fixture
def control() -> FakeControl:
    return FakeControl()


@pytest.fixture
def client() -> FrameClient:
    return FrameClient(SITE)


@pytest.fixture
def application(
    qtbot: QtBot, loop_thread: LoopThread, control: FakeControl, client: FrameClient, tmp_path: Path
) -> Iterator[Application]:
    path = tmp_path / "window.ini"
    application = Application(loop_thread, control, lambda address: cast(ApiClient, client), path, is_first=True)
    yield application
    application.window.prepare_to_quit()
    application.bridge.stop()
    shiboken6.delete(application.window)  # not by qtbot, which would close it, and closing it means to quit


def running(qtbot: QtBot, application: Application) -> None:
    application.start()
    qtbot.waitUntil(lambda: application.link.state == "running")


def test_quitting_hides_the_window_closes_the_client_and_stops_the_server(
    qtbot: QtBot, application: Application, control: FakeControl, client: FrameClient, exits: Exits
) -> None:
    running(qtbot, application)
    application.request_quit()
    assert not application.window.isVisible()
    qtbot.waitUntil(lambda: exits.codes == [EXIT_DONE])
    assert control.state == "stopped"
    assert client.is_closed


def test_pages_are_imported_beside_the_window_which_shows_the_first_when_that_is_done(
    qtbot: QtBot, application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported_beside: set[str] = set()
    is_held_up = threading.Event()

    def import_on(name: str) -> ModuleType:
        if threading.current_thread() is not threading.main_thread():
            is_held_up.wait(10)
            imported_beside.add(name)
        return importlib.import_module(name)

    monkeypatch.setattr(page_stack, "import_module", import_on)
    running(qtbot, application)
    qtbot.waitUntil(lambda: bool(application.window.workspace.websites))
    assert application.window.pages.page is None
    is_held_up.set()
    qtbot.waitUntil(lambda: application.window.pages.page is not None)
    assert application.window.pages.page.request is not None
    assert imported_beside == {f"app.ui.pages.{page.maker.partition(':')[0]}" for page in PAGES if page.maker}


@pytest.mark.expects_log("Quitting at once")
def test_a_second_request_to_quit_ends_the_program_at_once(
    qtbot: QtBot, application: Application, control: FakeControl, exits: Exits
) -> None:
    running(qtbot, application)
    control.stop_gate = asyncio.Event()
    application.request_quit()
    assert exits.codes == []
    application.request_quit()
    assert exits.codes == [EXIT_AT_ONCE]


@pytest.mark.expects_log("did not stop properly")
def test_a_server_that_fails_to_stop_ends_with_a_failure(
    qtbot: QtBot, application: Application, control: FakeControl, exits: Exits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail() -> None:
        raise AppError("storage_unavailable", "The disk is gone.")

    running(qtbot, application)
    monkeypatch.setattr(control, "stop", fail)
    application.request_quit()
    qtbot.waitUntil(lambda: exits.codes == [EXIT_FAILED])


def test_the_program_quits_before_the_server_runs(qtbot: QtBot, application: Application, exits: Exits) -> None:
    application.request_quit()
    qtbot.waitUntil(lambda: exits.codes == [EXIT_DONE])


def test_a_second_start_brings_the_window_to_the_front(
    qtbot: QtBot, application: Application, exits: Exits, tmp_path: Path
) -> None:
    running(qtbot, application)
    for _ in range(2):
        application.window.hide()
        second = QLocalSocket()
        second.connectToServer(server_name(tmp_path))
        qtbot.waitUntil(application.window.isVisible)
        second.abort()
    application.request_quit()
    assert not raise_first_window(tmp_path, 100)
    qtbot.waitUntil(lambda: exits.codes == [EXIT_DONE])


@pytest.mark.expects_log("Unexpected failure")
@pytest.mark.parametrize("is_other_thread", [False, True])
def test_an_unexpected_error_is_logged_and_shown_without_its_details(
    qtbot: QtBot, application: Application, caplog: pytest.LogCaptureFixture, is_other_thread: bool
) -> None:
    running(qtbot, application)
    qtbot.waitUntil(lambda: application.window.workspace.website is not None)
    error = ZeroDivisionError("secret detail")
    if is_other_thread:
        thread = threading.Thread(target=application.report, args=(error,))
        thread.start()
        thread.join()
    else:
        application.report(error)
    toast = cast(QLabel, application.window.findChild(QLabel, "toast_text"))
    qtbot.waitUntil(toast.isVisible)
    assert "secret" not in toast.text()
    assert "secret detail" in caplog.text
    assert application.window.isVisible()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_every_sigint_and_sigterm_reaches_its_handler(qtbot: QtBot, number: signal.Signals) -> None:
    requests: list[bool] = []
    before = signal.getsignal(number)
    signals = OsSignals(lambda: requests.append(True))
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: len(requests) == 1)
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: len(requests) == 2)
    finally:
        signals.restore()
    assert signal.getsignal(number) is before


def test_starting_with_a_remote_server_does_not_start_the_local_one(
    qtbot: QtBot, application: Application, control: FakeControl
) -> None:
    application.start("192.168.1.20:3000")
    qtbot.waitUntil(lambda: application.link.address is not None)
    assert application.link.is_remote
    assert application.link.address is not None
    assert application.link.address.url == "http://192.168.1.20:3000"
    assert control.calls == []


def test_a_normal_start_logs_no_warning(
    qtbot: QtBot, application: Application, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        running(qtbot, application)
    assert caplog.records == []
