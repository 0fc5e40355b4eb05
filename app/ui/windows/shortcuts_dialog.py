"""Keyboard shortcuts dialog: every key of the window on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.ui.commands import COMMANDS, menu_title, page_key, preset_keys
from app.ui.focus.reading_order import step
from app.ui.pages_table import PAGES
from app.ui.style.dress import dress
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import button, column, label, row, scroll_area

_NARROW, _WIDE = 8 * SPACE, 24 * SPACE  # pixels of the column of keys


class ShortcutsDialog(QDialog):
    """Lists the keys of commands, pages and ranges."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        dress(self)
        self.setObjectName("shortcuts_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        groups: dict[str, list[tuple[str, str]]] = {}
        for command in COMMANDS:
            if command.keys:
                keys = "  ".join(key_text(key) for key in command.keys)
                groups.setdefault(command.menu, []).append((keys, command.text().rstrip("\N{HORIZONTAL ELLIPSIS}")))
        pages = groups.setdefault("view", [])
        pages[:0] = [(key_text(key), page.title()) for at, page in enumerate(PAGES) if (key := page_key(at))]
        ranges = groups.setdefault("range", [])
        ranges[:0] = [(key, name) for key, _, name in preset_keys()]
        tables = self.tr("In tables: click filters, Ctrl+click excludes, / searches, Ctrl+C copies.")
        charts = self.tr("In charts: \N{UPWARDS ARROW} and \N{DOWNWARDS ARROW} read single values, Enter zooms in.")
        rest = self.tr("Everything else that a page can do is found by its name: press %1 and type.").replace(
            "%1", key_text("Ctrl+K")
        )
        left = column(_group("range", groups.pop("range"), _NARROW), None)
        right = column(*(_group(menu, rows, _WIDE) for menu, rows in groups.items()), None, gap=4)
        close = button(self.tr("Close"), "shortcuts_close", self.accept)
        notes = column(label(tables, "caption"), label(charts, "caption"), label(rest, "caption"), gap=1)
        self._keys = QWidget()
        self._keys.setLayout(row(left, right, gap=8, margins=(0, 0, 4, 0)))
        self._area = scroll_area(self._keys, "shortcuts_scroll")  # a low screen has no room for all of them
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self._area, notes, row(None, close), gap=4, margins=5))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return step(self, is_next=is_next)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the list as wide as its keys, now that they have their style."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self._keys.minimumSizeHint().width() + bar)
        super().showEvent(event)


def key_text(key: str) -> str:
    """Return a key in the notation of the system."""
    names = {"Left": "\N{LEFTWARDS ARROW}", "Right": "\N{RIGHTWARDS ARROW}"}
    return names.get(key) or QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _group(menu: str, rows: list[tuple[str, str]], key_width: int) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(4 * SPACE)
    grid.setVerticalSpacing(SPACE)
    grid.addWidget(label(menu_title(menu).replace("&", ""), "heading"), 0, 0, 1, 2)
    for at, (keys, text) in enumerate(rows, 1):
        badge = label(keys, "badge")
        badge.setAccessibleName(f"{text}: {keys}")
        grid.addWidget(badge, at, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(text), at, 1)
    grid.setColumnMinimumWidth(0, key_width)
    grid.setColumnStretch(1, 1)
    widget = QWidget()
    widget.setLayout(grid)
    return widget
