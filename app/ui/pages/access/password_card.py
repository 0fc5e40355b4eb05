"""Card that changes the administrator's password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import AppError
from app.ui.pages.page import WindowPage
from app.ui.widgets.forms import FormError, NewPassword, SecretLine, titled
from app.ui.widgets.parts import Card, button, column, label, paragraph, reveal, row
from app.ui.windows.refusals import refusal

_FORM_WIDTH = 420


class PasswordCard(Card):
    """changed: the password was changed, and all other sessions have ended."""

    changed = Signal()

    def __init__(self, page: WindowPage) -> None:
        super().__init__("password_card")
        self._page = page
        self._current = SecretLine("password_current", self.tr("Current password"))
        self._new = NewPassword("password")
        self._error = FormError("password_error")
        self._error.watch(self._current, self._new)
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
        self._error.show_text("")
        if is_shown:
            self._current.setFocus()
            reveal(self)

    def _on_ok(self) -> None:
        if not self._current.text():
            self._error.show_text(self.tr("Enter the current password."))
            self._current.setFocus()
            return
        if self._new.point_out(self._new.problem()):
            return
        self._error.show_text("")
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
        self._error.show_text(refusal(error, self.tr("The current password is incorrect.")))
        self._current.setFocus()
        self._current.selectAll()
