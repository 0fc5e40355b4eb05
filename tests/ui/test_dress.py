"""Style sheets of parts: set when first shown, renewed at once on screen, and elsewhere when next shown."""

from __future__ import annotations

import gc
import weakref
from contextlib import ExitStack

import shiboken6
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.style.colours import DARK, LIGHT
from app.ui.style.dress import dress, dressing_in_steps
from tests.ui.screens import toned


def part(qtbot: QtBot) -> tuple[QFrame, QLabel]:
    frame, text = QFrame(), QLabel("42")
    text.setProperty("role", "muted")
    layout = QVBoxLayout(frame)
    layout.addWidget(text)
    qtbot.addWidget(frame)
    return frame, text


def ink(text: QLabel) -> str:
    return text.palette().windowText().color().name().upper()


def test_a_part_gets_its_style_sheet_when_it_is_first_shown(qtbot: QtBot) -> None:
    frame, text = part(qtbot)
    dress(frame)
    assert frame.styleSheet() == ""
    frame.show()
    assert ink(text) == DARK.muted.upper()


def test_a_part_on_screen_follows_a_change_of_the_tone_at_once_and_a_hidden_one_when_it_comes_back(
    qtbot: QtBot,
) -> None:
    shown, shown_text = part(qtbot)
    hidden, hidden_text = part(qtbot)
    for frame in (shown, hidden):
        frame.show()
    hidden.hide()
    with toned("light"):
        assert (ink(shown_text), ink(hidden_text)) == (LIGHT.muted.upper(), DARK.muted.upper())
        hidden.show()
        assert ink(hidden_text) == LIGHT.muted.upper()


def test_the_application_has_no_style_sheet_of_its_own() -> None:
    """Such a sheet is applied again to a whole page for each level of its layouts."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.styleSheet() == ""


def test_a_part_that_the_test_lets_go_lives_until_its_end(qtbot: QtBot) -> None:
    def let_go() -> weakref.ref[QFrame]:
        frame = QFrame()
        frame.destroyed.connect(lambda: frame)  # a cycle, as pages have
        qtbot.addWidget(frame)
        return weakref.ref(frame)

    part_of_test = let_go()
    gc.collect()
    assert part_of_test() is not None


def test_in_steps_the_parts_on_screen_follow_one_after_the_other_and_are_painted_together(qtbot: QtBot) -> None:
    parts = [part(qtbot) for _ in range(2)]
    closed = QFrame()
    dress(closed)
    for frame in (closed, *(frame for frame, _ in parts)):
        frame.show()
    with dressing_in_steps(), toned("light"):
        assert [frame.updatesEnabled() for frame, _ in parts] == [False] * 2
        assert [ink(text) for _, text in parts] == [DARK.muted.upper()] * 2
        shiboken6.delete(closed)  # such as a dialog that is closed meanwhile
        qtbot.waitUntil(lambda: all(frame.updatesEnabled() for frame, _ in parts))
        assert [ink(text) for _, text in parts] == [LIGHT.muted.upper()] * 2


def test_a_change_of_the_theme_that_is_not_finished_is_finished_at_the_end(qtbot: QtBot) -> None:
    frame, text = part(qtbot)
    frame.show()
    with ExitStack() as stack:
        with dressing_in_steps():
            stack.enter_context(toned("light"))
            assert ink(text) == DARK.muted.upper()
        assert (ink(text), frame.updatesEnabled()) == (LIGHT.muted.upper(), True)
