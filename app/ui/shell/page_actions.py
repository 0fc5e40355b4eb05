"""Actions of the page on screen, as entries of the command palette: every button that can be pressed now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget

from app.ui.windows.palette_search import PaletteEntry

MOST_ACTIONS = 100  # of a page: beyond that they are rows in disguise


def page_actions(page: QWidget | None) -> Iterator[PaletteEntry]:
    """Yield an entry for each button of a page by its name, in the order in which the page has them."""
    names: set[str] = set()
    for button in page.findChildren(QAbstractButton) if page is not None else ():
        name = (button.accessibleName() or button.text()).replace("&&", "&").strip()
        if name and name not in names and button.isVisible() and button.isEnabled() and len(names) < MOST_ACTIONS:
            names.add(name)
            kind = QCoreApplication.translate("palette", "On this page")
            yield PaletteEntry(name, kind, "arrow-right", partial(_press, button))


def _press(button: QAbstractButton) -> None:
    """Press a button, if it is still there. One with a menu opens it."""
    if not shiboken6.isValid(button) or not button.isVisible() or not button.isEnabled():
        return
    if isinstance(button, QToolButton) and button.menu() is not None:
        button.showMenu()
    else:
        button.click()
