"""Saving of files that the window makes: what is in them is settled at once, and a thread writes them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.models.table_files import FILE_KINDS, FileKind, write_table
from app.ui.translation import filled, translator
from app.ui.widgets.save_dialog import ask_file, file_filters

_tr = translator("saving")


class NewFile(NamedTuple):
    """File to write. write: runs on any thread and raises OSError with the reason in words; saved: the outcome."""

    path: Path
    write: Callable[[], None]
    saved: str


SaveFile = Callable[[NewFile], object]  # runs `saved_file`, off the GUI thread


async def saved_file(file: NewFile) -> str:
    """Write a file and return a sentence about the outcome. A large one takes a second."""
    try:
        await asyncio.to_thread(file.write)
    except OSError as error:
        return filled(_tr("Could not write %1: %2"), file.path.name, str(error))
    return file.saved


def table_file(path: Path, names: Sequence[str], rows: Sequence[Sequence[object]], saved: str = "") -> NewFile:
    """Return a file of named columns, of the kind that the suffix of `path` says."""
    usual = _tr("Saved the table as %1.").replace("%1", path.name)
    return NewFile(path, partial(write_table, path, names, rows), saved or usual)


def ask_table_path(parent: QWidget, name: str, kind: FileKind) -> Path | None:
    """Ask for the file that all rows of a table are saved to. name: suggested, without its ending."""
    return ask_file(parent, _tr("Save all rows"), f"{name}.{kind}", file_filters(kind))


def add_file_actions(menu: QMenu, save: Callable[[FileKind], object]) -> None:
    """Add an entry for each kind of file to a menu. save: asks for a path and has the rows written."""
    text = QCoreApplication.translate("file_actions", "Save all rows as %1\N{HORIZONTAL ELLIPSIS}")
    for kind, name in FILE_KINDS.items():
        menu.addAction(text.replace("%1", name), partial(save, kind))
