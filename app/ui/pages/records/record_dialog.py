"""Record dialog: a form in a window of its own, which stays open until the server has stored its record."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import AppError
from app.ui.bridge import Bridge
from app.ui.widgets.form import Form
from app.ui.widgets.parts import button, column, row
from app.ui.windows.fitted_dialog import FittedDialog

Save = Callable[[], Coroutine[Any, Any, Any]]  # Any: pages have records of their own types


class RecordDialog(FittedDialog):
    """Saves what is in `form` by `save`. saved carries the record of the server's reply."""

    saved = Signal(object)

    def __init__(self, bridge: Bridge, form: Form, save: Save, title: str, width: int, parent: QWidget | None) -> None:
        super().__init__("record_dialog", width, parent)
        self._bridge, self._form, self._save_call = bridge, form, save
        self.setWindowTitle(title)
        form.submitted.connect(self._save)
        cancel = button(self.tr("Cancel"), "record_cancel", self.reject)
        self._save_button: QPushButton = button(self.tr("Save"), "record_save", self._save, role="primary")
        self.setLayout(column(form, row(None, cancel, self._save_button), gap=4, margins=5))
        for push in self.findChildren(QPushButton):
            push.setAutoDefault(False)  # otherwise Enter would press the first one
        self._save_button.setDefault(True)
        form.setFocus()

    def _save(self) -> None:
        if not self._save_button.isEnabled() or not self._form.check():
            return
        self._save_button.setEnabled(False)
        self._bridge.run(self._save_call(), self._on_saved, self._on_failed)

    def _on_saved(self, record: object) -> None:
        self.saved.emit(record)
        self.accept()

    def _on_failed(self, error: AppError) -> None:
        self._save_button.setEnabled(True)
        self._form.show_error(error)
