"""About dialog: name, version and licence of the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from app import __version__
from app.ui.style.dress import dress
from app.ui.style.icons import icon
from app.ui.translation import translator

_tr = translator("AboutDialog")


def about_dialog(parent: QWidget | None) -> QMessageBox:
    """Return the dialog, not yet open."""
    box = QMessageBox(parent)
    dress(box)
    box.setObjectName("about_dialog")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(_tr("About Sparklytics Desktop"))
    box.setIconPixmap(icon("logo").pixmap(48, 48))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"Sparklytics Desktop {__version__}")
    box.setInformativeText(
        _tr(
            "Web analytics for small sites, on your own computer. No cookies, no stored IP addresses, no cloud.\n\n"
            "Free software under the MIT licence. Built with Qt %1 and DuckDB."
        ).replace("%1", qVersion())
    )
    return box
