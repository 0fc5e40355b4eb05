"""Buttons: every letter of the text is painted, whatever the role and the state, at any size of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.style import theme
from app.ui.widgets.parts import button, column
from tests.ui.screens import Tone, toned

ROLES = ("", "primary", "danger", "quiet", "preset")
TEXT = "Write again, Wilma"


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[QDialog]:
    """Dialog with a button of each role."""
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setLayout(column(*(button(TEXT, f"button_{role}", role=role) for role in ROLES)))
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    yield dialog
    theme.current().set_zoom(100)


def ink(push: QPushButton, width: int, scale: float) -> int:
    """Paint a button of a width and return the width of its text, in pixels of the screen."""
    push.resize(width, push.sizeHint().height())
    picture = QPixmap(push.size() * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.black)
    push.render(picture, QPoint())
    image = picture.toImage()
    edge, height = round(3 * scale), image.height()
    columns = [_column(image, x, height // 4, 3 * height // 4) for x in range(edge, image.width() - edge)]
    ground = Counter(colour for column in columns for colour in column).most_common(1)[0][0]
    inked = [x for x, column in enumerate(columns) if any(colour != ground for colour in column)]
    return inked[-1] - inked[0] + 1


def _column(image: QImage, x: int, top: int, bottom: int) -> list[int]:
    return [image.pixel(x, y) for y in range(top, bottom)]


@pytest.mark.parametrize(("tone", "zoom", "scale"), [("dark", 100, 2), ("light", 100, 1), ("light", 200, 2)])
def test_no_letter_of_a_default_button_is_cut(dialog: QDialog, tone: Tone, zoom: int, scale: float) -> None:
    with toned(tone):
        theme.current().set_zoom(zoom)
        for push in dialog.findChildren(QPushButton):
            push.setCheckable(True)
            for is_default, is_focused, is_checked in ((True, True, False), (True, False, False), (False, True, True)):
                push.setDefault(is_default)
                push.setChecked(is_checked)
                push.setFocus() if is_focused else push.clearFocus()
                need = push.sizeHint().width()
                case = (push.objectName(), is_default, is_focused, is_checked)
                assert ink(push, need, scale) == ink(push, need + 60, scale), case


def test_no_state_changes_the_width_of_a_text() -> None:
    rules = re.findall(r"([^{}]+){([^}]*)}", theme.current().stylesheet())
    by_state = [selector.strip() for selector, rule in rules if ":" in selector.replace("::", "") and "font" in rule]
    assert by_state == [], "Qt measures a part without its states"
