"""Drawer: beside the page or over it, opened and closed by keys, with a width of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets.drawer import LEAST_WIDTH, WIDTH, Drawer
from app.ui.widgets.parts import column


class Page(QWidget):
    """A page with a field and a drawer."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.setLayout(column(self.field))
        self.drawer = Drawer(self, "drawer", QLabel("details"))


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(1064, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.field.setFocus()
    return page


def test_a_wide_page_makes_room_and_a_narrow_one_lies_below(page: Page) -> None:
    page.drawer.open("Berlin")
    assert page.drawer.geometry().getRect() == (1064 - WIDTH, 0, WIDTH, 600)
    assert page.field.geometry().right() < page.drawer.geometry().left()
    page.resize(684, 500)
    assert page.drawer.geometry().getRect() == (684 - WIDTH, 0, WIDTH, 500)
    assert page.field.geometry().width() == 684, "the page keeps its width below the drawer"
    page.drawer.close_drawer()
    page.resize(1064, 600)
    assert page.field.geometry().width() == 1064


def test_it_lies_at_the_left_of_a_page_from_right_to_left(page: Page) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.drawer.open("برلين")
    assert page.drawer.geometry().getRect() == (0, 0, WIDTH, 600)
    assert page.field.geometry().left() == WIDTH
    page.resize(684, 500)
    assert page.field.geometry().left() == 0


def test_opening_takes_the_focus_and_escape_gives_it_back(qtbot: QtBot, page: Page) -> None:
    page.drawer.open("Berlin")
    assert QApplication.focusWidget() is page.drawer
    qtbot.keyClick(page.drawer, Qt.Key.Key_Escape)
    assert not page.drawer.is_open
    assert QApplication.focusWidget() is page.field


def test_escape_closes_it_from_the_rows_behind_it(qtbot: QtBot, page: Page) -> None:
    page.drawer.open("Berlin", takes_focus=False)
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert not page.drawer.is_open
    assert QApplication.focusWidget() is page.field


def test_arrows_ask_for_the_rows_behind_it(qtbot: QtBot, page: Page) -> None:
    steps: list[int] = []
    page.drawer.stepped.connect(steps.append)
    page.drawer.open("Berlin")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(page.drawer, key)
    assert steps == [1, -1]


def test_its_edge_is_dragged_or_moved_by_keys_within_bounds(qtbot: QtBot, page: Page) -> None:
    widths: list[int] = []
    page.drawer.resized.connect(widths.append)
    page.drawer.open("Berlin")
    handle = page.drawer.findChild(QWidget, "drawer_handle")
    assert handle is not None
    qtbot.keyClick(handle, Qt.Key.Key_Left)
    assert page.drawer.width() == widths[-1] > WIDTH
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(0, 50))
    qtbot.mouseMove(handle, QPoint(600, 50))
    qtbot.keyClick(handle, Qt.Key.Key_Right)
    page.drawer.set_width(10)
    assert page.drawer.width() == LEAST_WIDTH
    page.drawer.set_width(5_000)
    assert page.drawer.width() < page.width()
