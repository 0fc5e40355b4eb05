"""QR dialog: an address for another device to scan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import button, column, label, paragraph, row
from app.ui.widgets.qr_code import QrCode
from app.ui.windows.fitted_dialog import FittedDialog

_WIDTH = 360


class QrDialog(FittedDialog):
    """Shows a QR code. url: its content; note: instructions below it."""

    def __init__(self, url: str, note: str, parent: QWidget | None) -> None:
        super().__init__("qr_dialog", _WIDTH, parent)
        self.setWindowTitle(self.tr("Address as QR code"))
        code = QrCode(url, "qr_code", self.tr("QR code of %1").replace("%1", url))
        text = label(url, "heading", "qr_text")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        done = button(self.tr("Close"), "qr_close", self.accept, role="primary")
        done.setDefault(True)
        copy = CopyButton(lambda: url, "qr_copy")
        copy.setAutoDefault(False)
        content = column(row(None, code, None), row(None, text, None), paragraph(note, "muted", "qr_note"), gap=4)
        done.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setLayout(column(content, row(None, copy, done), gap=4, margins=5))
