"""Sidebar: site picker and page buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton

from app.api.wire import WebsiteReply
from app.ui.pages_table import PAGES, PageSpec, group_name
from app.ui.style.icons import NORMAL, icon
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import column, label, row
from app.ui.widgets.pickers.site_picker import SitePicker
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH = 54 * SPACE


class Sidebar(QFrame):
    """Buttons of the pages below the site picker. page_chosen carries a key of PAGES."""

    page_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sidebar")
        self.setObjectName("sidebar")
        self.setFixedWidth(_WIDTH)
        self.picker = SitePicker()
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        layout = column(_brand(), 1, self.picker, gap=1, margins=(3, 3, 3, 3))
        group = ""
        for page in PAGES:
            if page.group != group:
                group = page.group
                heading = label(group_name(group), "caption", f"nav_group_{group}")
                heading.setContentsMargins(2 * SPACE, 3 * SPACE, 0, 0)
                layout.addWidget(heading)
            layout.addWidget(self._nav(page))
        layout.addStretch(1)
        self.setLayout(layout)

    def show_websites(self, websites: Sequence[WebsiteReply], shown: WebsiteReply | None) -> None:
        """Fill the picker. Pages of a website are disabled until there is one."""
        self.picker.show_websites(websites, shown)
        for page in PAGES:
            self._buttons[page.key].setEnabled(shown is not None or not page.needs_site)

    def show_page(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def _nav(self, page: PageSpec) -> QToolButton:
        nav = QToolButton()
        nav.setObjectName(f"nav_{page.key}")
        nav.setProperty("role", "nav")
        nav.setText(f" {page.title()}")
        nav.setAccessibleName(page.title())
        nav.setIcon(icon(page.icon_name))
        nav.setIconSize(QSize(NORMAL, NORMAL))
        nav.setCheckable(True)
        nav.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        nav.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        nav.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        nav.clicked.connect(lambda: self.page_chosen.emit(page.key))
        self._group.addButton(nav)
        self._buttons[page.key] = nav
        return nav


def _brand() -> QFrame:
    mark = ThemedIcon("logo", size=NORMAL + SPACE)
    brand = QFrame()
    brand.setLayout(row(mark, label("Sparklytics", "heading"), None, margins=(1, 0, 0, 0)))
    return brand
