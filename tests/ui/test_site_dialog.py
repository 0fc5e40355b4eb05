"""Add, change and delete a site from the window."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError, BadRequest
from app.loop import LoopThread
from app.ui.style import theme
from app.ui.texts import as_sentence, sentence_of
from app.ui.windows import site_form
from app.ui.windows.site_form import SiteForm, host_of
from tests.ui.fakes import BLOG, FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import BOTH, Tone, save_screen, toned


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE, BLOG), tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def test_a_new_site_is_added_and_its_snippet_shown(frame: Frame) -> None:
    frame.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = frame.part(QWidget, "site_dialog")
    save_screen(dialog, "site-add", (600, 380))
    frame.qtbot.keyClicks(frame.part(QLineEdit, "site_name"), "Third")
    frame.qtbot.keyClicks(frame.part(QLineEdit, "site_domain"), "https://third.example/page?x=1")
    frame.press("site_save")
    frame.qtbot.waitUntil(lambda: frame.is_visible("snippet_text"))
    assert frame.part(QLabel, "site_added").text() == "Third is ready"
    assert "data-website-id" in frame.part(QPlainTextEdit, "snippet_text").toPlainText()
    save_screen(dialog, "site-added", (600, 420))
    frame.press("site_done")
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "page_site").text() == "Third \N{MIDDLE DOT} third.example")


def test_an_error_of_the_server_is_shown_below_its_field(frame: Frame) -> None:
    frame.client.refuse = BadRequest("timezone must be an IANA name such as Europe/Berlin or UTC", field="timezone")
    frame.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    frame.part(QComboBox, "site_timezone").setCurrentText("Atlantis")
    frame.press("site_save")
    frame.qtbot.waitUntil(lambda: frame.is_visible("site_timezone_error"))
    assert frame.part(QLabel, "site_timezone_error").text().startswith("Timezone must be an IANA name")
    assert frame.part(QPushButton, "site_save").isEnabled()
    save_screen(frame.part(QWidget, "site_dialog"), "site-error", (600, 400), tones=("dark",))
    frame.press("site_cancel")


def test_the_dialog_fits_its_texts_on_any_screen(frame: Frame) -> None:
    frame.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = frame.part(QWidget, "site_dialog")
    assert dialog.height() == dialog.heightForWidth(dialog.width())
    assert dialog.height() > QGuiApplication.primaryScreen().size().height() * 2 // 3
    frame.press("site_cancel")


def test_a_site_is_renamed(frame: Frame) -> None:
    frame.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    name = frame.part(QLineEdit, "site_name")
    assert name.text() == "Tea shop"
    save_screen(frame.part(QWidget, "site_dialog"), "site-edit", (600, 620))
    name.setText("Tea house")
    frame.press("site_save")
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "page_site").text().startswith("Tea house"))
    assert not frame.is_visible("site_dialog")


def test_deleting_asks_first_and_then_shows_the_other_site(frame: Frame) -> None:
    frame.key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    frame.press("site_delete")
    detail = frame.part(QLabel, "delete_dialog_detail").text()
    assert "tea.example" in detail
    assert "cannot be undone" in detail
    save_screen(frame.part(QWidget, "delete_dialog"), "delete", (440, 200))
    frame.press("delete_confirm")
    frame.qtbot.waitUntil(lambda: frame.part(QLabel, "page_site").text().startswith("Blog"))
    assert frame.client.websites == [BLOG]
    assert frame.part(QLabel, "toast_text").text() == "Tea shop has been deleted"


def test_enter_in_the_delete_dialog_keeps_the_site(frame: Frame) -> None:
    frame.window.menus.choose("delete_site")
    frame.qtbot.keyClick(frame.part(QWidget, "delete_dialog"), Qt.Key.Key_Return)
    assert not frame.is_visible("delete_dialog")
    assert len(frame.client.websites) == 2


def test_deleting_the_last_site_leads_to_the_first_run(frame: Frame) -> None:
    frame.client.websites = [SITE]
    frame.window.workspace.load()
    frame.qtbot.waitUntil(lambda: len(frame.window.workspace.websites) == 1)
    frame.window.menus.choose("delete_site")
    frame.press("delete_confirm")
    frame.qtbot.waitUntil(lambda: frame.is_visible("first_run"))


def test_a_pasted_address_becomes_its_host() -> None:
    assert host_of(" https://Shop.example.com:8080/a?b ") == "shop.example.com"
    assert host_of("shop.example.com/") == "shop.example.com"
    assert host_of("a b") == "a b"


def test_api_messages_become_sentences() -> None:
    assert as_sentence("name is required") == "Name is required."
    assert as_sentence("Done!") == "Done!"
    unsaved = "teas.csv could not be written: No space left on device."
    assert sentence_of(AppError("storage_unavailable", unsaved)) == unsaved, "the name of the file as it is"


@pytest.mark.parametrize("tone", BOTH)
def test_the_zones_that_match_what_is_typed_are_painted_in_the_colours_of_the_theme(qtbot: QtBot, tone: Tone) -> None:
    with toned(tone):
        form = SiteForm()
        qtbot.addWidget(form)
        form.show()
        field = form.findChild(QComboBox, "site_timezone")
        assert field is not None
        completer = field.completer()
        completer.setCompletionPrefix("Berlin")
        completer.complete()
        popup = completer.popup()
        picture = popup.grab().toImage()
        assert picture.pixelColor(picture.width() - 8, picture.height() // 2).name().upper() in (
            theme.current().colours.raised.upper(),
            theme.current().colours.selected.upper(),
        )
        popup.hide()


def test_qt_is_asked_for_time_zones_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two windows import their pages at the same time, and a form may be opened meanwhile."""
    asking: list[str] = []
    most = 0

    def answer(name: str) -> QByteArray:
        nonlocal most
        asking.append(name)
        most = max(most, len(asking))
        time.sleep(0.01)  # lets the other threads run, as translating does
        asking.remove(name)
        return QByteArray(b"Europe/Berlin")

    zones = Mock(availableTimeZoneIds=lambda: [answer("all")], systemTimeZoneId=lambda: answer("own"))
    monkeypatch.setattr(site_form, "QTimeZone", zones)
    with ThreadPoolExecutor() as threads:
        asked = [threads.submit(ask) for ask in (site_form.zone_names.__wrapped__, site_form.system_zone) * 2]
    assert [call.result() for call in asked] == [("UTC", "Europe/Berlin"), "Europe/Berlin"] * 2
    assert most == 1
