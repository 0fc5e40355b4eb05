"""File actions: the entries of a menu that save all rows of a table, one a kind of file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from app.ui.models.table_files import FILE_KINDS, FileKind


def add_file_actions(menu: QMenu, save: Callable[[FileKind], object]) -> None:
    """Add an entry for each kind of file to a menu. save: asks for a path and writes the rows."""
    text = QCoreApplication.translate("file_actions", "Save all rows as %1\N{HORIZONTAL ELLIPSIS}")
    for kind, name in FILE_KINDS.items():
        menu.addAction(text.replace("%1", name), partial(save, kind))
