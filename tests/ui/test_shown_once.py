"""Secrets that are shown once: no key press loses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.windows.second_factor_dialogs import StartSecondFactorDialog
from tests.ui.fake_accounts import CODE, PASSWORD
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl(), page="server")
    frame.client.mode = "local"
    QGuiApplication.clipboard().setText("something else")
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def new_key(frame: Frame) -> str:
    frame.window.actions_of_view.show_page("api_keys")
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_button"))
    frame.press("api_keys_page_stack_button")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "key_name"), "Report")
    frame.press("key_make")
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_text"))
    return frame.part(QLineEdit, "key_text").text()


def test_escape_loses_no_key_that_nobody_has_copied(frame: Frame) -> None:
    key = new_key(frame)
    frame.qtbot.keyClick(frame.part(QWidget, "key_dialog"), Qt.Key.Key_Escape)
    frame.qtbot.waitUntil(lambda: frame.is_visible("lose_dialog"))
    save_screen(frame.part(QWidget, "lose_dialog"), "lose-key", (440, 180))
    frame.qtbot.keyClick(frame.part(QWidget, "lose_dialog"), Qt.Key.Key_Escape)
    frame.qtbot.waitUntil(lambda: not frame.is_visible("lose_dialog"))
    assert frame.part(QLineEdit, "key_text").text() == key
    frame.press("key_copy")
    frame.qtbot.keyClick(frame.part(QWidget, "key_dialog"), Qt.Key.Key_Escape)
    frame.qtbot.waitUntil(lambda: not frame.is_visible("key_dialog"))


@pytest.mark.parametrize("way", ["key_done", "close"])
def test_done_and_the_close_button_ask_as_well(frame: Frame, way: str) -> None:
    new_key(frame)
    if way == "close":
        frame.part(QWidget, "key_dialog").close()
    else:
        frame.press(way)
    frame.press("lose_cancel")
    assert frame.is_visible("key_text")
    frame.press("key_done")
    frame.press("lose_confirm")
    frame.qtbot.waitUntil(lambda: not frame.is_visible("key_dialog"))


def test_a_key_copied_with_the_keyboard_is_kept(frame: Frame) -> None:
    key = new_key(frame)
    field = frame.part(QLineEdit, "key_text")
    field.selectAll()
    field.copy()
    assert QGuiApplication.clipboard().text() == key
    frame.press("key_done")
    frame.qtbot.waitUntil(lambda: not frame.is_visible("key_dialog"))


def test_escape_before_there_is_a_key_closes_at_once(frame: Frame) -> None:
    frame.window.actions_of_view.show_page("api_keys")
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_button"))
    frame.press("api_keys_page_stack_button")
    frame.qtbot.keyClick(frame.part(QWidget, "key_dialog"), Qt.Key.Key_Escape)
    frame.qtbot.waitUntil(lambda: not frame.is_visible("key_dialog"))


def test_escape_while_the_key_is_being_made_loses_nothing(frame: Frame) -> None:
    frame.window.actions_of_view.show_page("api_keys")
    frame.qtbot.waitUntil(lambda: frame.is_visible("api_keys_page_stack_button"))
    frame.press("api_keys_page_stack_button")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "key_name"), "Report")
    frame.press("key_make")  # the reply comes through the event loop, so not before the next line
    frame.qtbot.keyClick(frame.part(QWidget, "key_dialog"), Qt.Key.Key_Escape)
    frame.qtbot.waitUntil(lambda: frame.is_visible("key_text"))
    frame.press("key_copy")
    frame.press("key_done")


def test_escape_loses_no_recovery_codes(frame: Frame) -> None:
    dialog = StartSecondFactorDialog(frame.bridge, frame.client, frame.window)  # type: ignore[arg-type]  # a fake
    dialog.open()
    frame.part(QLineEdit, "second_factor_password").setText(PASSWORD)
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_qr"))
    frame.part(QLineEdit, "second_factor_code").setText(CODE)
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: frame.is_visible("second_factor_codes"))
    frame.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    frame.press("lose_cancel")
    assert frame.part(QPlainTextEdit, "second_factor_codes").toPlainText()
    frame.press("second_factor_copy_codes")
    frame.press("second_factor_ok")
    frame.qtbot.waitUntil(lambda: not frame.is_visible("second_factor_dialog"))
