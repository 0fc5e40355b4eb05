"""Sharing page: create, copy, open, replace and disable a link; its sections and embedding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.pages.sharing.sharing import SharingPage
from tests.ui.fake_sharing import NOT_SHARED, shared
from tests.ui.fakes import BLOG, FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import MONTH, SITE, page_context
from tests.ui.screens import UHD, save_screen

W = TypeVar("W", bound=QWidget)


class Desk:
    """Sharing page on a fake server."""

    def __init__(self, qtbot: QtBot, loop: LoopThread) -> None:
        self.qtbot, self.client = qtbot, FrameClient(SITE)
        self.bridge = Bridge(loop)
        self.page = SharingPage(page_context(self.bridge, self.client))
        self.notices: list[str] = []
        self.failures: list[str] = []
        self.page.notice.connect(self.notices.append)
        self.bridge.failed.connect(lambda error: self.failures.append(error.message))
        qtbot.addWidget(self.page)
        self.page.resize(1000, 900)
        self.page.show()

    def open(self, state: str = "content") -> None:
        self.page.show_site(SITE, MONTH)
        self.qtbot.waitUntil(lambda: self.page.stack.state == state)

    def part(self, kind: type[W], name: str) -> W:
        for top in (self.page, *QApplication.topLevelWidgets()):
            if (widget := top.findChild(kind, name)) is not None:
                return cast(W, widget)
        raise AssertionError(name)

    def press(self, name: str) -> None:
        button = self.part(QAbstractButton, name)
        at = QPoint(12, button.height() // 2) if isinstance(button, (QCheckBox, QRadioButton)) else QPoint()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)

    def text(self, name: str) -> str:
        return self.part(QPlainTextEdit, name).toPlainText()

    def type(self, name: str, text: str) -> None:
        self.part(QPlainTextEdit, name).setPlainText(text)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition)

    @property
    def url(self) -> str:
        return self.part(QLineEdit, "share_url").text()


@pytest.fixture
def desk(qtbot: QtBot, loop_thread: LoopThread) -> Iterator[Desk]:
    desk = Desk(qtbot, loop_thread)
    yield desk
    desk.bridge.stop()


def test_an_unshared_site_is_shared_with_one_click(desk: Desk) -> None:
    desk.open("empty")
    save_screen(desk.page, "sharing-off", (684, 500))
    desk.press("sharing_state_button")
    desk.until(lambda: desk.page.stack.state == "content")
    assert desk.url == shared(1).share_url
    assert desk.client.sharing_calls[-2:] == [f"share {SITE.id}", f"sharing {SITE.id}"]


def test_paints_the_sharing_page(desk: Desk) -> None:
    desk.client.shared_as = shared(
        public_url="http://localhost:3000", embedding="listed", embed_origins=("https://a.example",)
    )
    desk.open()
    save_screen(desk.page, "sharing-small", (684, 500))
    save_screen(desk.page, "sharing", (1064, 1000))
    desk.client.shared_as = shared(embedding="anywhere", sections=("pages", "sources"))
    desk.page.refresh()
    desk.until(lambda: not desk.part(QWidget, "share_local").isVisible())
    save_screen(desk.page, "sharing-large", UHD)


def test_the_link_is_copied_and_opened(desk: Desk) -> None:
    desk.client.shared_as = shared(7)
    desk.open()
    desk.press("share_copy")
    assert QGuiApplication.clipboard().text() == shared(7).share_url

    class Opener(QObject):
        opened = ""

        @Slot(QUrl)
        def open(self, url: QUrl) -> None:
            self.opened = url.toString()

    opener = Opener()
    QDesktopServices.setUrlHandler("https", opener, "open")
    try:
        desk.press("share_open")
    finally:
        QDesktopServices.unsetUrlHandler("https")
    assert opener.opened == shared(7).share_url


def test_a_link_to_localhost_shows_a_note(desk: Desk) -> None:
    desk.client.base_url = "http://127.0.0.1:3000"
    desk.client.shared_as = shared(public_url="http://localhost:3000")
    desk.open()
    assert desk.part(QWidget, "share_local").isVisible()


def test_connected_elsewhere_the_link_has_an_address_that_visitors_reach(desk: Desk) -> None:
    desk.client.base_url = "http://nas.local:3000"
    desk.client.shared_as = shared(public_url="http://localhost:3000", embedding="anywhere")
    desk.open()
    assert desk.part(QLineEdit, "share_url").text().startswith("http://nas.local:3000/share/")
    assert 'src="http://nas.local:3000/share/' in desk.part(QPlainTextEdit, "share_snippet").toPlainText()
    assert not desk.part(QWidget, "share_local").isVisible()


def test_a_link_is_replaced_after_confirmation(desk: Desk) -> None:
    desk.client.links = 1
    desk.client.shared_as = shared(1)
    desk.open()
    desk.press("share_renew")
    save_screen(desk.part(QWidget, "renew_dialog"), "sharing-renew", (480, 220))
    desk.press("renew_cancel")
    assert desk.url == shared(1).share_url
    desk.press("share_renew")
    desk.press("renew_confirm")
    desk.until(lambda: desk.url == shared(2).share_url)
    assert desk.notices == ["The link has been replaced. The old one no longer works."]


def test_sharing_stops_after_confirmation(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.press("share_stop")
    desk.press("stop_cancel")
    assert desk.page.stack.state == "content"
    desk.press("share_stop")
    desk.press("stop_confirm")
    desk.until(lambda: desk.page.stack.state == "empty")
    assert desk.notices == ["The link no longer works."]


def test_each_switched_section_is_saved(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.press("share_section_events")
    desk.press("share_section_places")
    desk.until(lambda: desk.client.shared_as.sections == ("pages", "sources", "systems"))
    box = desk.part(QAbstractButton, "share_section_places")
    box.setFocus()
    desk.qtbot.keyClick(box, Qt.Key.Key_Space)
    desk.until(lambda: desk.client.shared_as.sections == ("pages", "sources", "places", "systems"))


def test_a_refused_change_of_a_section_is_undone(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.client.sharing_error = AppError("storage_unavailable", "The disk is full.")
    desk.press("share_section_events")
    desk.until(lambda: "The disk is full." in desk.failures)
    assert desk.part(QAbstractButton, "share_section_events").isChecked()
    assert desk.page.stack.state == "content"


def test_a_refused_change_of_embedding_is_undone(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.client.sharing_error = AppError("storage_unavailable", "The disk is full.")
    desk.press("share_embed_anywhere")
    desk.until(lambda: "The disk is full." in desk.failures)
    assert desk.part(QAbstractButton, "share_embed_nowhere").isChecked()


def test_embedding_anywhere_offers_a_snippet_to_copy(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    assert not desk.part(QWidget, "share_snippet").isVisible()
    desk.press("share_embed_anywhere")
    desk.until(lambda: desk.part(QWidget, "share_snippet").isVisible())
    desk.press("share_snippet_copy")
    assert QGuiApplication.clipboard().text() == desk.client.shared_as.embed_snippet
    desk.press("share_embed_nowhere")
    desk.until(lambda: desk.client.shared_as.embedding == "nowhere")
    desk.until(lambda: not desk.part(QWidget, "share_snippet").isVisible())


def test_listed_sites_are_validated_and_saved(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.press("share_embed_listed")
    assert desk.client.shared_as.embedding == "nowhere", "nothing is saved without a site"
    assert not desk.part(QAbstractButton, "share_origins_save").isEnabled()
    desk.page.refresh()
    desk.client.shared_as = replace(desk.client.shared_as, sections=("pages",))
    desk.page.refresh()
    desk.until(lambda: not desk.part(QAbstractButton, "share_section_events").isChecked())
    assert desk.part(QWidget, "share_origins").isVisible(), "the unsaved choice stays"
    desk.type("share_origins", "example.com\n\nnot a site")
    desk.press("share_origins_save")
    error = desk.part(QWidget, "share_origins_error")
    desk.until(error.isVisible)
    assert desk.part(QAbstractButton, "share_embed_listed").isChecked()
    assert desk.text("share_origins") == "example.com\n\nnot a site", "the unsaved text stays"
    save_screen(desk.page, "sharing-wrong-site", (1064, 1000), tones=("dark",))
    desk.type("share_origins", "example.com")
    assert not error.isVisible()
    desk.press("share_origins_save")
    desk.until(lambda: desk.client.shared_as.embed_origins == ("https://example.com",))
    desk.until(lambda: desk.text("share_origins") == "https://example.com")
    assert not error.isVisible()
    assert not desk.part(QAbstractButton, "share_origins_save").isEnabled()
    assert desk.client.shared_as.embedding == "listed"


def test_a_refresh_keeps_unsaved_text(desk: Desk) -> None:
    desk.client.shared_as = shared(embedding="listed", embed_origins=("https://a.example",))
    desk.open()
    desk.type("share_origins", "https://a.example\nhttps://b.exa")
    calls = len(desk.client.sharing_calls)
    desk.page.refresh()
    desk.until(lambda: len(desk.client.sharing_calls) > calls)
    desk.client.shared_as = replace(desk.client.shared_as, sections=("pages",))
    desk.page.refresh()
    desk.until(lambda: not desk.part(QAbstractButton, "share_section_events").isChecked())
    assert desk.text("share_origins") == "https://a.example\nhttps://b.exa"


def test_another_site_shows_nothing_of_the_previous_one(desk: Desk) -> None:
    desk.client.shared_as = shared(embedding="listed", embed_origins=("https://a.example",))
    desk.open()
    desk.type("share_origins", "https://half-typed")
    desk.client.shared_as = shared(2, embedding="listed", embed_origins=("https://a.example",))
    desk.page.show_site(BLOG, MONTH)
    desk.until(lambda: desk.url == shared(2).share_url)
    assert desk.text("share_origins") == "https://a.example"
    desk.client.shared_as = NOT_SHARED
    desk.page.refresh()
    desk.until(lambda: desk.page.stack.state == "empty")


def test_a_failed_load_can_be_retried(desk: Desk) -> None:
    desk.client.sharing_error = AppError("unreachable", "The server does not answer.")
    desk.open("error")
    save_screen(desk.page, "sharing-error", (684, 500), tones=("light",))
    desk.client.sharing_error, desk.client.shared_as = None, shared()
    desk.press("sharing_state_button")
    desk.until(lambda: desk.page.stack.state == "content")
    desk.client.sharing_error = AppError("unreachable", "The server does not answer.")
    desk.page.refresh()
    desk.until(lambda: desk.failures == ["The server does not answer."])
    assert desk.page.stack.state == "content"


def test_reloading_the_sites_keeps_the_reply_to_a_change(desk: Desk) -> None:
    desk.open("empty")
    desk.press("sharing_state_button")
    desk.page.show_site(replace(SITE, share_id="new"), MONTH)  # as when the list of sites is loaded again
    desk.until(lambda: desk.page.stack.state == "content")
    desk.press("share_section_events")
    desk.page.show_site(replace(SITE, share_id="newer"), MONTH)
    desk.page.refresh()
    desk.until(lambda: desk.client.shared_as.sections == ("pages", "sources", "places", "systems"))
    desk.until(lambda: not desk.part(QAbstractButton, "share_section_events").isChecked())


def test_quick_changes_are_all_saved_in_order(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.press("share_embed_anywhere")
    for section in ("events", "places", "events"):
        desk.press(f"share_section_{section}")
    desk.until(lambda: desk.client.sharing_calls.count(f"change {SITE.id}") == 4)
    desk.until(lambda: desk.part(QWidget, "share_snippet").isVisible())
    assert desk.client.shared_as.sections == ("pages", "events", "sources", "systems")
    assert desk.client.shared_as.embedding == "anywhere"
    assert desk.part(QAbstractButton, "share_section_events").isChecked()


def test_a_change_is_saved_when_another_site_is_shown_meanwhile(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.press("share_section_events")
    desk.page.show_site(BLOG, MONTH)
    desk.until(lambda: desk.client.sharing_calls.count(f"sharing {BLOG.id}") == 1)
    desk.until(lambda: desk.page.stack.state == "content")
    assert desk.client.shared_as.sections == ("pages", "sources", "places", "systems")


def test_the_page_follows_when_another_client_stopped_sharing(desk: Desk) -> None:
    desk.client.shared_as = shared()
    desk.open()
    desk.client.shared_as = NOT_SHARED
    desk.press("share_renew")
    desk.press("renew_confirm")
    desk.until(lambda: desk.page.stack.state == "empty")
    assert desk.failures == ["Sharing is not enabled for this website"]


def test_without_a_site_there_is_nothing_to_share(desk: Desk) -> None:
    desk.page.show_site(None, MONTH)
    assert desk.page.stack.state == "empty"
    with desk.qtbot.waitSignal(desk.page.add_site_requested):
        desk.part(QAbstractButton, "sharing_state_button").click()
    assert desk.client.sharing_calls == []


def test_every_control_has_an_accessible_name_and_keyboard_focus(desk: Desk) -> None:
    desk.client.shared_as = shared(embedding="listed", embed_origins=("https://a.example",))
    desk.open()
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
    shown = [part for kind in kinds for part in desk.page.findChildren(kind) if part.isVisible() and part.objectName()]
    assert len(shown) >= 15
    for part in shown:
        if part.objectName().startswith("share_"):
            name = part.accessibleName() or (part.text() if isinstance(part, QAbstractButton) else "")
            assert name, part.objectName()
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, part.objectName()


def test_the_sidebar_opens_the_page_without_a_range(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> None:
    client = FrameClient(SITE)
    client.shared_as = shared(embedding="anywhere")
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    try:
        frame.start()
        frame.until_pages()
        frame.press("nav_sharing")
        qtbot.waitUntil(lambda: frame.is_visible("share_url"))
        assert not frame.is_visible("range_picker")
        save_screen(frame.window, "window-sharing", (900, 600))
    finally:
        frame.close()


def test_the_picture_shows_what_the_link_shows_and_no_more(desk: Desk) -> None:
    desk.client.shared_as = shared(sections=("pages", "places"))
    desk.open()
    picture = desk.part(QWidget, "share_preview")
    desk.until(lambda: "Pages: /" in picture.accessibleDescription())
    assert picture.accessibleDescription().startswith(f"{SITE.name}. Visitors: ")
    assert "Systems:" not in picture.accessibleDescription()
    desk.press("share_section_places")
    desk.until(lambda: "Places:" not in picture.accessibleDescription())
    assert "last 30 days" in desk.part(QLabel, "share_preview_note").text()


def test_a_picture_that_cannot_be_loaded_leaves_the_choices_and_says_why(desk: Desk) -> None:
    desk.client.shared_as = shared()
    refusal = AppError("rate_limited", "Too many requests.")
    desk.client.picture_error = refusal
    desk.open()
    desk.until(lambda: desk.part(QLabel, "share_preview_note").text() == "Too many requests.")
    assert desk.page.stack.state == "content"
    assert desk.failures == []
