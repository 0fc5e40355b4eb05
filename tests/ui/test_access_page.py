"""Access page: both sections on one page, each reached by its own key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.pages_table import PAGES, page_of
from app.ui.shell.command_palette_entries import palette_entries
from tests.ui.fake_accounts import api_key
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    """Window that was left on the API keys, by the version that had a page for them."""
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl(), page="api_keys")
    frame.client.mode, frame.client.api_keys = "local", [api_key("key_1", "Monthly report")]
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def test_the_key_of_a_former_page_leads_to_its_section(frame: Frame) -> None:
    frame.qtbot.waitUntil(lambda: frame.is_visible("keys_table"))
    assert frame.window.windowTitle() == "Access"
    save_screen(frame.window, "access-keys", (1400, 900))
    frame.window.actions_of_view.show_page("security")
    frame.qtbot.waitUntil(lambda: frame.is_visible("sign_in_card"))
    assert not frame.is_visible("keys_table")
    save_screen(frame.window, "access-security-small", (900, 600))


def test_the_section_that_was_chosen_is_kept_and_found_by_name(frame: Frame) -> None:
    frame.qtbot.waitUntil(lambda: frame.is_visible("keys_table"))
    tabs = frame.part(QTabWidget, "access_tabs").tabBar()
    tabs.setFocus()
    frame.key(Qt.Key.Key_Left)
    frame.qtbot.waitUntil(lambda: frame.is_visible("sign_in_card"))
    assert frame.window.workspace.view.page == "security"
    offered = palette_entries(frame.window.workspace, frame.window.actions_of_view, {}, lambda _: False)
    assert {"Access", "Security", "API keys"} <= {entry.text for entry in offered}


def test_every_key_of_a_page_or_section_is_used_once() -> None:
    keys = [part.key for page in PAGES for part in (page, *page.sections)]
    assert len(set(keys)) == len(keys)
    assert page_of("security") == page_of("api_keys") == page_of("access")
    assert page_of("gone") is None
