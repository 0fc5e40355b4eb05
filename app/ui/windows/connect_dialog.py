"""Which server elsewhere the window shall show, and with which key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from app.domain.errors import AppError
from app.ui.server_link import remote_address
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone

_WIDTH = 460


class ConnectDialog(QDialog):
    """chosen carries address and API key; the key is empty when none was given. The key is not kept."""

    chosen = Signal(str, str)

    def __init__(self, url: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("connect_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Connect to server"))
        self.setMinimumWidth(_WIDTH)
        self._url = _line("connect_url", self.tr("Address"), "http://192.168.1.20:3000")
        self._url.setText(url)
        self._key = _line("connect_key", self.tr("API key"), "spk_selfhosted_\N{HORIZONTAL ELLIPSIS}")
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._error: QLabel = paragraph("", "caption", "connect_error")
        set_tone(self._error, "down")
        self._error.hide()
        connect = button(self.tr("Connect"), "connect_ok", self._on_connect, role="primary")
        connect.setDefault(True)
        fields = column(gap=1)
        for field in (self._url, self._key):
            title = label(field.accessibleName())
            title.setBuddy(field)
            fields.addWidget(title)
            fields.addWidget(field)
            fields.addSpacing(8)
        note = paragraph(self.tr("Leave the key empty when the server asks for none."), "caption")
        cancel = button(self.tr("Cancel"), "connect_cancel", self.reject)
        cancel.setAutoDefault(False)
        self.setLayout(column(fields, note, self._error, row(None, cancel, connect), gap=3, margins=5))

    def _on_connect(self) -> None:
        url, key = self._url.text().strip(), self._key.text().strip()
        try:
            remote_address(url, key or None)
        except AppError as error:
            self._error.setText(error.message)
            self._error.show()
            self._url.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.chosen.emit(url, key)
        self.accept()


def _line(name: str, title: str, example: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(title)
    made.setPlaceholderText(example)
    return made
