"""Question for the file to save to: its name ends as the kind chosen says, and no file is replaced unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.ui.translation import translator

_tr = translator("save_dialog")


def ask_file(
    parent: QWidget, title: str, suggested: str, filters: Mapping[str, str], *, aliases: Collection[str] = ()
) -> Path | None:
    """Return the file that the user names, None when the question is dismissed.

    filters: of the dialog, by the ending of their files, such as `.csv`; aliases: other endings that a name may have.
    """
    while True:
        text, chosen = QFileDialog.getSaveFileName(parent, title, suggested, ";;".join(filters.values()))
        if not text:
            return None
        ending = next((ending for ending, shown in filters.items() if shown == chosen), next(iter(filters)))
        path = with_ending(Path(text), ending, (*filters, *aliases))
        # The dialog asked about the name as it was typed, not about the one that the ending makes of it.
        if path == Path(text) or not path.exists() or _may_replace(parent, title, path):
            return path
        suggested = str(path)


def file_filters(*kinds: str) -> Mapping[str, str]:
    """Return the filters of kinds of files, named by their endings without the dot."""
    texts = {
        "csv": _tr("CSV files (*.csv)"),
        "json": _tr("JSON files (*.json)"),
        "parquet": _tr("Parquet files (*.parquet)"),
        "png": _tr("PNG images (*.png)"),
        "svg": _tr("SVG images (*.svg)"),
    }
    return {f".{kind}": texts[kind] for kind in kinds}


def with_ending(path: Path, ending: str, known: Collection[str]) -> Path:
    """Return a path that names a kind of file: its own when it is a known one, else `ending`."""
    return path if path.suffix.lower() in known else path.with_name(path.name + ending)


def _may_replace(parent: QWidget, title: str, path: Path) -> bool:
    question = _tr("%1 is there already. Replace it?").replace("%1", path.name)
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    box = QMessageBox(QMessageBox.Icon.Question, title, question, yes | no, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)  # the name of the file may look like HTML
    box.setDefaultButton(no)
    return box.exec() == yes
