"""Sidebar: every page can be reached at every height, groups collapse, and a narrow window shows icons alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.pages_table import PAGES
from app.ui.shell.sidebar import Sidebar
from tests.ui.fakes import BLOG
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    sidebar = Sidebar()
    qtbot.addWidget(sidebar)
    sidebar.show_websites((SITE, BLOG), SITE)
    sidebar.show_page(PAGES[0].key)
    sidebar.resize(sidebar.width(), 560)
    sidebar.show()
    return sidebar


def nav(sidebar: Sidebar, key: str) -> QToolButton:
    return sidebar.findChild(QToolButton, f"nav_{key}")


def is_in_view(sidebar: Sidebar, part: QToolButton) -> bool:
    top = part.y() + sidebar.pages.widget().y()
    return part.isVisible() and 0 <= top <= sidebar.pages.viewport().height() - part.height()


def test_the_button_of_the_shown_page_is_in_view_however_low_the_window(qtbot: QtBot, sidebar: Sidebar) -> None:
    sidebar.resize(sidebar.width(), 300)
    last = PAGES[-1].key
    sidebar.show_page(last)
    qtbot.waitUntil(lambda: is_in_view(sidebar, nav(sidebar, last)))
    save_screen(sidebar, "sidebar-low", (sidebar.width(), 300))


def test_the_button_of_the_shown_page_stays_in_view_when_the_window_is_made_lower(
    qtbot: QtBot, sidebar: Sidebar
) -> None:
    sidebar.resize(sidebar.width(), 1_200)
    sidebar.show_page("site")
    for is_folded, height in ((False, 560), (False, 400), (True, 400), (True, 300), (False, 300)):
        sidebar.resize(sidebar.width(), height)
        sidebar.fold(is_folded=is_folded)
        qtbot.waitUntil(lambda: is_in_view(sidebar, nav(sidebar, "site")))


def test_a_collapsed_group_hides_its_pages_until_one_of_them_is_shown(qtbot: QtBot, sidebar: Sidebar) -> None:
    heading = sidebar.findChild(QToolButton, "nav_group_system")
    heading.setFocus()
    with qtbot.waitSignal(sidebar.collapsed_changed) as collapsed:
        qtbot.keyClick(heading, Qt.Key.Key_Space)
    assert collapsed.args == [frozenset({"system"})]
    assert not nav(sidebar, "server").isVisible()
    save_screen(sidebar, "sidebar-collapsed", (sidebar.width(), 620))
    sidebar.show_page("server")
    assert nav(sidebar, "server").isVisible()


def test_groups_that_were_collapsed_before_start_collapsed(qtbot: QtBot) -> None:
    sidebar = Sidebar(("settings",))
    qtbot.addWidget(sidebar)
    sidebar.show()
    assert not nav(sidebar, "sharing").isVisible()
    assert nav(sidebar, "server").isVisible()


def test_folded_to_icons_every_page_has_its_title_as_a_tooltip(sidebar: Sidebar) -> None:
    sidebar.findChild(QToolButton, "nav_group_system").click()
    sidebar.fold(is_folded=True)
    assert all(nav(sidebar, page.key).isVisible() for page in PAGES)
    assert [nav(sidebar, page.key).toolTip() for page in PAGES] == [page.title() for page in PAGES]
    assert not sidebar.findChild(QLabel, "site_picker_name").isVisible()
    save_screen(sidebar, "sidebar-folded", (sidebar.width(), 620))
    sidebar.fold(is_folded=False)
    assert not nav(sidebar, "server").isVisible()
    assert nav(sidebar, "overview").toolTip() == ""
