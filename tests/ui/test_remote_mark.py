"""Mark of a remote server: in the title, in the frame, and in every question that deletes something there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame, QLabel
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.servers.server_mark import server_name, server_tone
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.keyrings import MemoryKeyring, system_keyring
from tests.ui.samples import SITE
from tests.ui.screens import save_screen

NAS = "http://nas.local:3000"


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl(), page="access")
    with system_keyring(MemoryKeyring()):
        frame.start()
        frame.until_pages()
        yield frame
        frame.close()


def go_to_nas(frame: Frame) -> None:
    frame.window.remote_login.go(NAS)
    frame.qtbot.waitUntil(lambda: frame.is_visible("server_bar") and frame.is_visible("frame"))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (NAS, "nas"),
        ("https://stats.example", "stats.example"),
        ("http://192.168.1.20:3000", "192.168.1.20"),
        ("http://127.0.0.1:3001", "127.0.0.1:3001"),
        ("http://[fe80::1]:8080", "fe80::1:8080"),
    ],
)
def test_a_server_is_called_by_its_host(url: str, name: str) -> None:
    assert server_name(url) == name


def test_servers_keep_their_colours() -> None:
    assert server_tone("nas") == server_tone("nas") != ""
    assert len({server_tone(name) for name in ("nas", "stats.example", "office", "pi", "192.168.1.20")}) > 1
    assert server_tone("") == ""


def test_a_remote_server_is_named_and_coloured_and_the_local_one_is_not(frame: Frame) -> None:
    assert frame.window.windowTitle() == "Access"
    assert not frame.is_visible("server_bar")
    assert not frame.is_visible("page_server")
    go_to_nas(frame)
    assert frame.window.windowTitle() == "Access on nas"
    assert frame.part(QLabel, "page_server").text() == "on nas"
    assert frame.part(QFrame, "server_bar").property("tone") == server_tone("nas")
    frame.window.actions_of_view.show_page("site")
    assert frame.window.windowTitle() == "Tea shop on nas \N{EN DASH} Site settings"
    save_screen(frame.window, "remote", (900, 600))
    frame.window.menus.choose("use_own")
    frame.qtbot.waitUntil(lambda: frame.window.windowTitle() == "Tea shop \N{EN DASH} Site settings")
    assert not frame.is_visible("server_bar")
    assert not frame.is_visible("page_server")


def test_the_question_before_a_delete_names_the_remote_server(frame: Frame) -> None:
    go_to_nas(frame)
    frame.window.menus.choose("delete_site")
    assert frame.part(QLabel, "delete_dialog_question").text() == "Delete “Tea shop” on nas?"
    badge = frame.part(QLabel, "delete_dialog_server")
    assert (badge.text(), badge.property("tone")) == ("on nas", server_tone("nas"))
    save_screen(badge.window(), "delete-remote", (440, 240))
    frame.press("delete_cancel")
