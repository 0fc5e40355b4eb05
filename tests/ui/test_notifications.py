"""Notifications of the desktop: one a cause."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.live import AlertFired
from app.domain.reports.summary import SummaryReport
from app.domain.server_status import HealthCheck
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.desktop import desktop
from app.ui.desktop.notifications import QUIET_S, Notifications
from app.ui.servers.server_link import ServerLink, remote_address
from app.ui.window_context import WindowContext
from app.ui.window_state import WindowState
from app.ui.workspace import Workspace
from tests.ui.fakes import BLOG, FakeControl, FrameClient, arrived, batch, status
from tests.ui.frame import Frame
from tests.ui.samples import NOW, SITE

TROUBLE = status(checks=(HealthCheck("disk", "degraded", "only 400 MB are free on the disk"),))
HEALTHY = status(checks=())


class SilentClient(FrameClient):
    """Server whose websites had no visit yet."""

    async def summary(
        self, limit: int = 100, offset: int = 0, *, search: str = "", sort: str = "", order: str = ""
    ) -> SummaryReport:
        report = await super().summary(limit, offset)
        return replace(report, data=tuple(replace(row, last_event_at=None) for row in report.data))


class Desk:
    """Notifications of a window on a remote server."""

    def __init__(self, qtbot: QtBot, loop: LoopThread, folder: Path) -> None:
        self.now_s = 0.0
        self.messages: list[str] = []
        self.client = SilentClient(SITE)
        self.bridge = Bridge(loop)
        self.link = ServerLink(self.bridge, None, lambda address: cast(ApiClient, self.client))
        state = WindowState(folder / "window.ini")
        self.workspace = Workspace(self.bridge, state, lambda: NOW)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        context = WindowContext(self.bridge, self.link, self.workspace, state, self.window)
        self.notifications = Notifications(context, self.bridge, lambda: self.now_s, gone_ms=20)
        self.notifications.message.connect(self.messages.append)
        self.notifications.first_visit.connect(self.messages.append)
        self.link.client_changed.connect(self.workspace.load)
        self.link.connect_to(remote_address("http://nas.local:3000"))
        qtbot.waitUntil(lambda: bool(self.workspace.websites) and not self.bridge.has_open_calls)


@pytest.fixture
def desk(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(qtbot, loop_thread, tmp_path)
    yield desk
    desk.notifications.stop()
    desk.bridge.stop()


def test_a_trouble_that_lasts_is_told_once(desk: Desk) -> None:
    desk.bridge.server_status.emit(TROUBLE)
    assert desk.messages == []
    for _ in range(5):
        desk.bridge.server_status.emit(TROUBLE)
    assert desk.messages == ["nas: Only 400 MB are free on the disk."]


def test_a_trouble_that_comes_and_goes_is_told_again_after_an_hour_at_the_earliest(desk: Desk) -> None:
    for _ in range(3):
        for shown in (TROUBLE, TROUBLE, HEALTHY):
            desk.bridge.server_status.emit(shown)
    assert len(desk.messages) == 1
    desk.now_s = QUIET_S
    for _ in range(2):
        desk.bridge.server_status.emit(TROUBLE)
    assert len(desk.messages) == 2


def test_a_server_that_is_gone_for_a_while_is_told_by_its_name(qtbot: QtBot, desk: Desk) -> None:
    for is_connected in (False, False, True):
        desk.bridge.connection_changed.emit(is_connected, "")
    desk.bridge.connection_changed.emit(False, "")
    qtbot.waitUntil(lambda: desk.messages == ["The server nas has not answered for a minute."])


def test_an_alert_is_told_with_its_server(desk: Desk) -> None:
    desk.bridge.alert_fired.emit(AlertFired(SITE.id, "alr_1", "Rush: Tea shop", "That is far more than usual."))
    assert desk.messages == ["Rush: Tea shop on nas\nThat is far more than usual."]


def test_the_first_visitor_of_a_site_is_told_once(qtbot: QtBot, desk: Desk) -> None:
    desk.bridge.events_arrived.emit(batch(arrived(is_bot=True)))
    assert desk.messages == []
    for _ in range(2):
        desk.bridge.events_arrived.emit(batch(arrived(), arrived(visitor="v2")))
    assert desk.messages == ["Tea shop on nas has its first visitor."]
    desk.client.websites.append(BLOG)
    desk.workspace.load()
    qtbot.waitUntil(lambda: len(desk.workspace.websites) == 2)
    desk.bridge.events_arrived.emit(batch(arrived(site=BLOG.id)))
    assert desk.messages[1:] == ["Blog on nas has its first visitor."]


def test_without_a_tray_messages_go_through_notify_send(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, program = tmp_path / "words", tmp_path / "notify-send"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {words}.new\nmv {words}.new {words}\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path / "data", FakeControl())
    frame.start()
    frame.until_pages()
    assert frame.window.desktop.tray is None
    monkeypatch.setattr(desktop, "_is_looked_at", lambda: False)
    for name, message in (("disk", "Not shown."), ("store", r"<b>Tea</b> \74i\76 is cold.")):
        frame.window.menus.choose("notifications")  # off, then on
        for _ in range(2):
            frame.bridge.server_status.emit(status(checks=(HealthCheck(name, "degraded", message),)))
    qtbot.waitUntil(words.exists)
    assert words.read_text().splitlines()[-2:] == ["Sparklytics", r"&lt;b&gt;Tea&lt;/b&gt; \\74i\\76 is cold."]
    frame.close()
