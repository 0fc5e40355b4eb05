"""The keys of the list that `?` shows work wherever the focus is, except in what one types into."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.reports.request import Filter
from app.loop import LoopThread
from app.ui.commands import COMMANDS, page_key, preset_keys
from app.ui.pages_table import PAGES
from app.ui.widgets.tables.breakdown import BreakdownPanel
from tests.ui.fake_accounts import api_key
from tests.ui.fake_sharing import shared
from tests.ui.fakes import BLOG, FakeControl, FrameClient, busy
from tests.ui.frame import Frame
from tests.ui.samples import SITE

# Key, and the action that it triggers.
LISTED = (
    *((key, command.name) for command in COMMANDS for key in command.keys),
    *((key, f"page_{entry.key}") for at, entry in enumerate(PAGES) if (key := page_key(at))),
    *((key, f"range_{preset}") for key, preset, _ in preset_keys()),
)
PARTS = {  # of each page, on screen once the page has its data
    "overview": "traffic",
    "realtime": "realtime_events",
    "sharing": "share_url",
    "server": "server_page",
    "api_keys": "keys_table",
    "security": "sign_in_card",
}
ARROWS = ("Left", "Right")


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


def recorded(frame: Frame) -> list[str]:
    """Have every action only add its name to the list that is returned."""
    names: list[str] = []
    for action in frame.window.findChildren(QAction):
        if action.shortcuts():
            action.triggered.disconnect()
            action.triggered.connect(partial(names.append, action.objectName()))
    return names


def kind_of(widget: QWidget) -> tuple[str, str]:
    return type(widget).__name__, str(widget.property("role") or "")


def focusable(frame: Frame) -> dict[tuple[str, str], QWidget]:
    """One widget on screen of each kind that takes the focus."""
    return {
        kind_of(widget): widget
        for widget in frame.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def is_typed_into(widget: QWidget) -> bool:
    if isinstance(widget, QPlainTextEdit | QLineEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox | QAbstractSpinBox)


def keeps_arrows(widget: QWidget) -> bool:
    """Whether the arrows choose or move a text cursor: there is no other way to do it without a mouse."""
    is_segment = kind_of(widget) == ("QToolButton", "segment")
    return is_segment or isinstance(widget, QTabBar | QAbstractSlider | QRadioButton | QLineEdit)


def press(frame: Frame, widget: QWidget, key: str) -> None:
    combination = QKeySequence(key)[0]
    widget.setFocus()
    assert QApplication.focusWidget() is widget
    frame.qtbot.keyClick(widget, combination.key(), combination.keyboardModifiers())


def test_every_listed_key_works_wherever_the_focus_is(frame: Frame) -> None:
    frame.window.pages.filter_requested.emit(Filter("country", "DE"))
    actions, done, silent = recorded(frame), set[tuple[str, str]](), set[tuple[tuple[str, str], str]]()
    for page, part in PARTS.items():
        frame.window.actions_of_view.show_page(page)
        frame.qtbot.waitUntil(lambda part=part: frame.is_visible(part))
        for action in frame.window.findChildren(QAction):
            action.setEnabled(True)
        for kind, widget in focusable(frame).items():
            if kind in done or is_typed_into(widget):
                continue
            done.add(kind)
            for key, action in LISTED:
                actions.clear()
                press(frame, widget, key)
                if actions != [action] and not (key in ARROWS and keeps_arrows(widget)):
                    silent.add((kind, key))
    assert not silent
    assert {name for name, _ in done} > {"DataTable", "TrafficChart", "Chip", "QTabBar"}


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
