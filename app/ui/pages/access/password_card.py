"""Card that changes the administrator's password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from app.domain.errors import AppError
from app.ui.pages.page import WindowPage
from app.ui.widgets.forms import NewPassword, SecretLine, titled
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone
from app.ui.windows.refusals import refusal

_FORM_WIDTH = 420


class PasswordCard(QFrame):
    """changed: the password was changed, and all other sessions have ended. grew: the form was opened."""

    changed = Signal()
    grew = Signal()

    def __init__(self, page: WindowPage) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setObjectName("password_card")
        self._page = page
        self._current = SecretLine("password_current", self.tr("Current password"))
        self._new = NewPassword("password")
        self._error: QLabel = paragraph("", "", "password_error")
        set_tone(self._error, "down")
        self._error.hide()
        self._ok: QPushButton = button(self.tr("Change password"), "password_ok", self._on_ok)
        self._form = QWidget()
        self._form.setMaximumWidth(_FORM_WIDTH)
        self._form.setLayout(column(titled(self._current), self._new, self._error, row(self._ok, None), gap=3))
        self._form.hide()
        self._open: QPushButton = button(self.tr("Change\N{HORIZONTAL ELLIPSIS}"), "password_open", self._on_open)
        text = paragraph(self.tr("Changing it ends all other sessions. API keys keep working."), "muted")
        head = row(label(self.tr("Password"), "heading"), None, self._open)
        self.setLayout(column(head, text, self._form, gap=3, margins=4))
        for field in self._form.findChildren(SecretLine):
            field.returnPressed.connect(self._on_ok)

    def hideEvent(self, event: QHideEvent) -> None:
        """Clear the form when the page is left, but not when the window is minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._show_form(False)

    def _on_open(self) -> None:
        self._show_form(self._form.isHidden())

    def _show_form(self, is_shown: bool) -> None:
        self._form.setVisible(is_shown)
        self._open.setText(self.tr("Cancel") if is_shown else self.tr("Change\N{HORIZONTAL ELLIPSIS}"))
        self._current.clear_secret()
        self._new.clear()
        self._error.hide()
        if is_shown:
            self._current.setFocus()
            self.grew.emit()

    def _on_ok(self) -> None:
        problem = self._new.problem() if self._current.text() else self.tr("Enter the current password.")
        if problem:
            self._show_error(problem)
            return
        self._error.hide()
        self._form.setEnabled(False)
        call = self._page.client.change_password(self._current.text(), self._new.text)
        self._page.ask("password", call, self._on_changed, self._on_failed)

    def _on_changed(self, _: None) -> None:
        self._form.setEnabled(True)
        self._show_form(False)
        self._page.notice.emit(self.tr("Password changed. All other sessions have ended."))
        self.changed.emit()

    def _on_failed(self, error: AppError) -> None:
        self._form.setEnabled(True)
        self._show_error(refusal(error, self.tr("The current password is incorrect.")))
        self._current.setFocus()
        self._current.selectAll()

    def _show_error(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()
        self.grew.emit()
