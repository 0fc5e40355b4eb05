"""Page list of the sidebar: a button a page under headings that collapse, scrolled where the window is low."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.pages_table import PAGES, PageSpec, group_name
from app.ui.style.icons import NORMAL, SMALL, icon
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.parts import column, hairline


class PageList(QScrollArea):
    """Buttons of PAGES. page_chosen carries a key; collapsed_changed the keys of the groups that are collapsed."""

    page_chosen = Signal(str)
    collapsed_changed = Signal(object)  # frozenset of group keys

    def __init__(self, collapsed: Iterable[str]) -> None:
        super().__init__()
        self.setObjectName("page_list")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_folded = False
        self._shown_key = ""
        self._buttons: dict[str, QToolButton] = {}
        self._headings: dict[str, _Heading] = {}
        self._lines: list[QWidget] = []
        self._chosen = QButtonGroup(self)
        layout = column(gap=1)
        for page in PAGES:
            if page.group not in self._headings:
                self._add_heading(page.group, layout, is_open=page.group not in collapsed)
            layout.addWidget(self._nav(page))
        layout.addStretch(1)
        content = QWidget()
        content.setProperty("role", "sidebar_part")
        content.setLayout(layout)
        self.setWidget(content)
        self._show_groups()
        # The height of the list or of its content has changed: the window was made lower, or folded.
        self.verticalScrollBar().rangeChanged.connect(self._scroll_to_shown)

    def set_enabled(self, *, has_site: bool) -> None:
        """Disable the pages of a website while there is none."""
        for page in PAGES:
            self._buttons[page.key].setEnabled(has_site or not page.needs_site)

    def show_page(self, key: str) -> None:
        """Mark the page that is shown and scroll to it; its group opens."""
        if key == self._shown_key:
            return
        self._shown_key = key
        heading = self._headings[next(page.group for page in PAGES if page.key == key)]
        if not heading.isChecked():
            heading.setChecked(True)
        self._buttons[key].setChecked(True)
        self._scroll_to_shown()

    def fold(self, *, is_folded: bool) -> None:
        """Show icons alone, or icons with titles under their headings."""
        self._is_folded = is_folded
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_folded else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for page in PAGES:
            self._buttons[page.key].setToolButtonStyle(style)
            self._buttons[page.key].setToolTip(plain_tip(page.title()) if is_folded else "")
        self._show_groups()

    @Slot()
    def _scroll_to_shown(self) -> None:
        if (shown := self._buttons.get(self._shown_key)) is not None:
            self.ensureWidgetVisible(shown, 0, 2 * SPACE)

    def _add_heading(self, group: str, layout: QVBoxLayout, *, is_open: bool) -> None:
        line = hairline()
        line.setVisible(False)
        self._lines.append(line)
        self._headings[group] = heading = _Heading(group, is_open=is_open)
        heading.toggled.connect(self._on_toggled)
        layout.addWidget(line)
        layout.addWidget(heading)

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
        self._chosen.addButton(nav)
        self._buttons[page.key] = nav
        return nav

    def _on_toggled(self) -> None:
        self._show_groups()
        self.collapsed_changed.emit(frozenset(key for key, head in self._headings.items() if not head.isChecked()))

    def _show_groups(self) -> None:
        """Show the pages of the open groups; folded to icons, all pages, with lines between the groups."""
        for page in PAGES:
            self._buttons[page.key].setVisible(self._is_folded or self._headings[page.group].isChecked())
        for heading in self._headings.values():
            heading.setVisible(not self._is_folded)
        for at, line in enumerate(self._lines):
            line.setVisible(self._is_folded and at > 0)


class _Heading(QToolButton):
    """Heading of a group that opens and collapses it. Checked while it is open."""

    def __init__(self, group: str, *, is_open: bool) -> None:
        super().__init__()
        self.setObjectName(f"nav_group_{group}")
        self.setProperty("role", "nav_group")
        self.setText(group_name(group))
        self.setAccessibleName(self.tr("%1, group of pages").replace("%1", group_name(group)))
        self.setCheckable(True)
        self.setChecked(is_open)
        self.setIconSize(QSize(SMALL - SPACE, SMALL - SPACE))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self.setIcon(icon("chevron-down" if is_open else "chevron-right", "faint"))
