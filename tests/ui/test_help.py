"""Help: the part of the manual that fits the page on screen, without network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget, QTextBrowser
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.resources import read_doc
from app.ui.pages_table import PAGES
from app.ui.windows.help_texts import DOCUMENTS, document, help_target, slug_of
from app.ui.windows.help_window import HelpWindow
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl(), page="server")
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def has_place(target: str) -> bool:
    name, _, slug = target.partition("#")
    return name in DOCUMENTS and (not slug or document(name).place_of(slug) is not None)


@pytest.mark.parametrize("page", [part.key for page in PAGES for part in (page, *page.sections)])
def test_every_page_has_its_place_in_the_manual(page: str) -> None:
    assert has_place(help_target(page))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_of_the_manual_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", "\n".join(section.text for section in document(name).sections))
    local = [link if not link.startswith("#") else name + link for link in links if "://" not in link]
    assert [link for link in local if not has_place(link)] == []


def test_a_section_ends_at_the_next_heading_and_not_in_code() -> None:
    for name in DOCUMENTS:
        texts = [section.text for section in document(name).sections]
        assert all(text.count("```") % 2 == 0 for text in texts)
        assert sum(text.count("\n") + 1 for text in texts) == len(
            re.sub("<!--.*?-->\n?", "", read_doc(name)).splitlines()
        )
    assert slug_of("`POST /api/collect`") == "post-apicollect"


def test_f1_opens_the_help_for_the_page_on_screen(frame: Frame) -> None:
    frame.key(Qt.Key.Key_F1)
    help_window = frame.part(HelpWindow, "help_window")
    assert help_window.heading == "Server"
    frame.window.actions_of_view.show_page("api_keys")
    frame.window.menus.choose("help")
    assert help_window.heading == "Access"
    assert "shown once" in frame.part(QTextBrowser, "help_text").toPlainText()
    save_screen(help_window, "help", (900, 640))
    frame.window.menus.choose("manual")
    assert help_window.heading == "The window"


def test_the_help_goes_with_its_window(frame: Frame) -> None:
    frame.window.menus.choose("manual")
    help_window = frame.part(HelpWindow, "help_window")
    frame.window.hide()
    assert not help_window.isVisible()


def test_links_stay_in_the_manual_and_others_open_in_the_browser(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window = HelpWindow(None)
    qtbot.addWidget(window)
    window.show_place("running.md#")
    text = window.findChild(QTextBrowser, "help_text")
    sections = window.findChild(QListWidget, "help_sections")
    assert isinstance(text, QTextBrowser)
    assert isinstance(sections, QListWidget)
    text.anchorClicked.emit(QUrl("settings.md#signing-in"))
    assert (window.heading, opened) == ("Signing in", [])
    text.anchorClicked.emit(QUrl("https://db-ip.com"))
    assert opened == ["https://db-ip.com"]
    save_screen(window, "help-links", (900, 640))
    assert text.loadResource(2, QUrl("file:///etc/hostname")) is None
