"""Sidebar: site picker and list of pages, folded to icons where the window is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.api.wire import WebsiteReply
from app.ui.shell.page_list import PageList
from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.icons import NORMAL
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import column, follow_text, label, row
from app.ui.widgets.pickers.site_picker import SitePicker
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH, _MOST_WIDTH = 54 * SPACE, 72 * SPACE  # pixels: at a scale of 1; at any
_FOLDED_WIDTH = 18 * SPACE


class Sidebar(QFrame):
    """Site picker above the pages. collapsed: keys of the groups of pages that start collapsed."""

    page_chosen = Signal(str)  # key of PAGES
    collapsed_changed = Signal(object)  # frozenset of group keys

    def __init__(self, collapsed: Iterable[str] = ()) -> None:
        super().__init__()
        dress(self)
        self.setProperty("role", "sidebar")
        self.setObjectName("sidebar")
        self._is_folded = False
        self.picker = SitePicker()
        self.pages = PageList(collapsed)
        self.pages.page_chosen.connect(self.page_chosen)
        self.pages.collapsed_changed.connect(self.collapsed_changed)
        self._name = label("Sparklytics", "heading")
        self._brand = row(ThemedIcon("logo", size=NORMAL + SPACE), self._name, None, margins=(1, 0, 0, 0))
        self._layout = column(self._brand, 1, self.picker, 1, self.pages, gap=1, margins=3)
        self._layout.setStretchFactor(self.pages, 1)
        self.setLayout(self._layout)
        follow_text(self, self._fit_text)

    def show_websites(
        self, websites: Sequence[WebsiteReply], shown: WebsiteReply | None, *, can_add: bool = True
    ) -> None:
        """Fill the picker. Pages of a website are disabled until there is one."""
        self.picker.show_websites(websites, shown, can_add=can_add)
        self.pages.set_enabled(has_site=shown is not None)

    def show_page(self, key: str) -> None:
        self.pages.show_page(key)

    def fold(self, *, is_folded: bool) -> None:
        """Show icons alone, or icons with texts."""
        side = (2 if is_folded else 3) * SPACE
        self._layout.setContentsMargins(side, 3 * SPACE, side, 3 * SPACE)
        self._is_folded = is_folded
        self._fit_text()
        self._brand.setContentsMargins(4 * SPACE if is_folded else SPACE, 0, 0, 0)
        self._name.setVisible(not is_folded)
        self.picker.fold(is_folded=is_folded)
        self.pages.fold(is_folded=is_folded)

    def _fit_text(self) -> None:
        """Set the width, which depends on the size of the text."""
        width = min(theme.current().sized(_WIDTH), _MOST_WIDTH)
        self.setFixedWidth(_FOLDED_WIDTH if self._is_folded else width)
