"""Ways out of the first run and of a failed start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, WrongSetting
from app.domain.live import WebsitesChanged
from app.loop import LoopThread
from tests.ui.fakes import BLOG, FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import SMALLEST, save_screen

Make = Callable[[AppError | None], Frame]


@pytest.fixture
def make(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Make]:
    frames: list[Frame] = []

    def make(fail: AppError | None = None) -> Frame:
        control = FakeControl()
        control.fail = fail
        frame = Frame(qtbot, loop_thread, FrameClient(*([SITE] if fail else [])), tmp_path, control)
        frames.append(frame)
        frame.start()
        return frame

    yield make
    for frame in frames:
        frame.close()


def in_first_run_with_a_site_of_another(make: Make) -> Frame:
    frame = make(None)
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run") and frame.client.is_heard)
    frame.client.websites = [BLOG]
    frame.client.push(WebsitesChanged())
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run_leave"))
    return frame


def test_the_first_run_is_left_when_sites_exist(make: Make) -> None:
    frame = in_first_run_with_a_site_of_another(make)
    frame.press("first_run_leave")
    frame.until_pages()
    assert frame.part(QLabel, "page_site").text().startswith("Blog")


def test_a_page_of_the_menu_leaves_the_first_run_when_sites_exist(make: Make) -> None:
    frame = in_first_run_with_a_site_of_another(make)
    frame.window.menus.choose("page_realtime")
    frame.until_pages()
    assert frame.part(QLabel, "page_title").text() == "Realtime"


def test_the_server_page_is_reached_from_the_first_run_and_back(make: Make) -> None:
    frame = make(None)
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))
    frame.part(QLineEdit, "site_name").setText("Tea")
    frame.window.menus.choose("page_server")
    frame.until_pages()
    frame.window.menus.choose("page_overview")
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))
    assert frame.part(QLineEdit, "site_name").text() == "Tea"


def test_the_first_run_ends_on_the_overview_whatever_page_was_shown_before(make: Make) -> None:
    frame = make(None)
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))
    frame.window.actions_of_view.show_page("server")
    frame.press("first_run_sample")
    frame.until_pages()
    assert frame.part(QLabel, "page_title").text() == "Overview"


def test_the_dialog_that_adds_a_site_offers_the_sample(make: Make) -> None:
    frame = make(None)
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))
    frame.window.menus.choose("page_server")
    frame.until_pages()
    frame.window.menus.choose("add_site")
    save_screen(frame.part(QLabel, "site_name_label").window(), "site-add-sample", (600, 380))
    frame.press("site_sample")
    frame.qtbot.waitUntil(lambda: frame.is_visible("sample_badge"))
    assert not frame.is_visible("site_dialog")


def test_the_sample_is_offered_only_once(make: Make) -> None:
    frame = make(None)
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))
    frame.press("first_run_sample")
    frame.until_pages()
    frame.window.menus.choose("add_site")
    assert not frame.is_visible("site_sample")
    frame.press("site_cancel")


def test_a_sample_that_cannot_be_made_is_reported_in_the_dialog(make: Make) -> None:
    frame = make(AppError("storage_unavailable", "The disk was full."))
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_retry"))
    frame.press("start_retry")
    frame.until_pages()
    frame.client.refuse = AppError("storage_unavailable", "The disk is full")
    frame.window.menus.choose("add_site")
    frame.press("site_sample")
    frame.qtbot.waitUntil(lambda: frame.is_visible("site_form_error"))
    assert frame.part(QPushButton, "site_sample").isEnabled()
    frame.press("site_cancel")


def test_a_setting_in_the_file_that_stops_the_start_is_reset_in_the_window(make: Make) -> None:
    error = WrongSetting("retention_days in settings.toml must be a number.", field="retention_days", is_in_file=True)
    frame = make(error)
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_default"))
    assert frame.part(QPushButton, "start_default").text() == "Restore the default of “Delete events after”"
    save_screen(frame.window, "start-wrong-setting", SMALLEST)
    frame.press("start_default")
    frame.until_pages()
    assert frame.control is not None
    assert frame.control.calls == ["start", "retention_days=", "start"]


def test_a_setting_of_the_environment_cannot_be_reset_in_the_window(make: Make) -> None:
    frame = make(WrongSetting("SPARKLYTICS_PORT must be a number.", field="port"))
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_retry"))
    assert not frame.is_visible("start_default")
    assert "where it is set" in frame.part(QLabel, "start_advice").text()


def test_an_address_this_computer_does_not_have_can_be_given_up_or_changed(make: Make) -> None:
    frame = make(AppError("address_in_use", "This computer has no address 10.9.9.9 to listen on.", field="host"))
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_default"))
    assert frame.part(QLabel, "start_title").text() == "The address cannot be used"
    save_screen(frame.window, "start-address", SMALLEST)
    frame.press("start_settings")
    assert frame.is_visible("settings_form")
    frame.window.menus.choose("server_start")
    frame.until_pages()


@pytest.mark.parametrize("code", ["address_in_use", "storage_unavailable", "bad_settings"])
def test_a_failure_page_speaks_of_no_flags(make: Make, code: str) -> None:
    hint = "Choose another with --port 3001 or --data-dir."
    frame = make(AppError(code, "That cannot be used.", field="data_dir", hint=hint))  # type: ignore[arg-type]
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_retry"))
    texts = [text.text() for text in frame.window.findChildren(QLabel) if text.isVisible()]
    assert not any("--" in text for text in texts)


def test_the_focus_is_on_the_best_remedy(make: Make) -> None:
    frame = make(WrongSetting("auth in settings.toml is wrong.", field="auth", is_in_file=True))
    frame.qtbot.waitUntil(lambda: frame.is_visible("start_default"))
    frame.key(Qt.Key.Key_Space)
    frame.until_pages()
