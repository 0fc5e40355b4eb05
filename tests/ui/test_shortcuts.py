"""The keys of the list that `?` shows work wherever the focus is, except in what one types into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.widgets.tables.breakdown import BreakdownPanel
from tests.ui.fake_accounts import api_key
from tests.ui.fake_sharing import shared
from tests.ui.fakes import BLOG, FakeControl, FrameClient, busy
from tests.ui.frame import Frame
from tests.ui.keys import LISTED, KeyWalk, press, recorded
from tests.ui.samples import SITE

PARTS = {  # of pages about the server, on screen once the page has its data; test_every_page has the others
    "overview": "traffic",
    "server": "server_page",
    "api_keys": "keys_table",
    "security": "sign_in_card",
}


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path) -> Iterator[Frame]:
    """Window of a server with something on every page."""
    client = FrameClient(SITE, BLOG)
    client.now_active, client.shared_as, client.mode = busy(), shared(embedding="anywhere"), "local"
    client.api_keys = [api_key("key_1", "Monthly report")]
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def test_every_listed_key_works_wherever_the_focus_is(frame: Frame) -> None:
    frame.window.pages.filter_requested.emit(Filter("country", "DE"))
    walk = KeyWalk(frame)
    for page, part in PARTS.items():
        frame.window.actions_of_view.show_page(page)
        frame.qtbot.waitUntil(lambda part=part: frame.is_visible(part))
        walk.visit()
    assert not walk.silent
    assert {name for name, _ in walk.done} > {"DataTable", "TrafficChart", "Chip", "QTabBar"}


def test_no_listed_letter_leaves_a_field_that_is_typed_into(frame: Frame) -> None:
    actions = recorded(frame)
    frame.window.pages.focus_search()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    letters = [key for key, _ in LISTED if len(key) == 1]
    for key in letters:
        press(frame, field, key)
    assert actions == []
    assert field.text().lower() == "".join(letters).lower()


def test_slash_in_a_table_opens_the_search_of_that_table(frame: Frame) -> None:
    panels = frame.window.findChildren(BreakdownPanel)
    assert len(panels) > 1
    for panel in panels:
        press(frame, panel.table, "/")
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        assert panel.isAncestorOf(field)
