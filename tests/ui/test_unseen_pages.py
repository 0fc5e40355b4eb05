"""Pages that were not on screen for a while: they go when they lose nothing, and come back as they were left."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QTabBar
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.loop import LoopThread
from app.ui.pages.page import WindowPage
from app.ui.pages.reports.report_page import ReportPage
from app.ui.shell.unseen_pages import KEPT_S
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl())
    frame.window.resize(900, 600)
    frame.window.pages.prepare()
    frame.start()
    shown(frame, "overview")
    yield frame
    frame.close()


def shown(frame: Frame, key: str) -> WindowPage:
    """Choose a page, and return it when it shows all its numbers."""
    pages = frame.window.pages
    frame.qtbot.waitUntil(lambda: frame.is_visible("frame"))
    frame.window.actions_of_view.show_page(key)

    def is_whole() -> bool:
        is_filling = isinstance(pages.page, ReportPage) and pages.page.is_filling
        return pages.page is not None and not is_filling and not frame.bridge.has_open_calls

    frame.qtbot.waitUntil(is_whole)
    assert pages.page is not None
    return pages.page


def after_a_while(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the pages checked when they have been out of sight for long enough."""
    unseen = frame.window.pages._unseen
    monkeypatch.setattr(unseen, "_now_s", lambda: time.monotonic() + KEPT_S)
    unseen.check()


def test_a_report_page_goes_and_is_created_again_where_it_was_left(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(frame, "sources")
    bar = before.findChildren(QScrollArea)[0].verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = before.scrolled
    overview = shown(frame, "overview")
    frame.window.pages._unseen.check()
    assert frame.window.pages._pages["sources"] is before  # it was seen a moment ago
    after_a_while(frame, monkeypatch)
    frame.qtbot.waitUntil(lambda: not isValid(before))
    assert isValid(overview)
    after = shown(frame, "sources")
    assert after is not before
    assert place > 0
    frame.qtbot.waitUntil(lambda: after.scrolled == place)


@pytest.mark.parametrize("key", ["sources", "site", "goals"])
def test_a_page_stays_on_which_something_was_chosen_or_can_be_edited(
    frame: Frame, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    page = shown(frame, key)
    if key == "sources":
        tabs = page.findChildren(QTabBar)[0]
        tabs.setCurrentIndex(1)
        frame.qtbot.waitUntil(lambda: not frame.bridge.has_open_calls)
    shown(frame, "overview")
    after_a_while(frame, monkeypatch)
    assert frame.window.pages._pages[key] is page
    assert shown(frame, key) is page
