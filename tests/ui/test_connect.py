"""Showing a server elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, BadRequest
from app.loop import LoopThread
from app.ui.server_link import remote_address
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl())
    made.start()
    made.until_pages()
    yield made
    made.close()


def test_an_address_and_a_key_lead_to_the_other_server(frame: Frame) -> None:
    frame.window.menus.choose("connect")
    save_screen(frame.part(QWidget, "connect_dialog"), "connect", (460, 260))
    frame.qtbot.keyClicks(frame.part(QLineEdit, "connect_url"), "nas.local:3000/")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "connect_key"), "spk_selfhosted_1")
    frame.press("connect_ok")
    address = frame.link.address
    assert address is not None
    assert (address.url, address.port, address.token) == ("http://nas.local:3000", 3000, "spk_selfhosted_1")
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame"))
    assert not frame.window.menus.is_enabled("server_stop")


def test_what_is_no_address_is_refused_in_the_dialog(frame: Frame) -> None:
    frame.window.menus.choose("connect")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "connect_url"), "ftp://nas")
    frame.press("connect_ok")
    assert "is not the address of a server" in frame.part(QLabel, "connect_error").text()
    frame.press("connect_cancel")


def test_a_server_that_does_not_answer_is_said_with_the_way_to_another_address(frame: Frame) -> None:
    frame.client.error = AppError("unreachable", "Nothing answers at http://nas.local:3000.")
    frame.link.connect_to("http://nas.local:3000")
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_retry"))
    assert frame.part(QLabel, "start_title").text() == "The server does not answer"
    save_screen(frame.window, "start-unreachable", tones=("light",))
    frame.press("start_connect")
    assert frame.part(QLineEdit, "connect_url").text() == "http://nas.local:3000"
    frame.press("connect_cancel")
    frame.client.error = None
    frame.press("start_retry")
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame"))


@pytest.mark.parametrize("text", ["", "ftp://x", "http://", "http://host:99999", "host:0"])
def test_unusable_addresses_are_refused(text: str) -> None:
    with pytest.raises(BadRequest):
        remote_address(text)


def test_ports_follow_the_scheme() -> None:
    assert remote_address("https://stats.example").port == 443
    assert remote_address("stats.example/").url == "http://stats.example"
