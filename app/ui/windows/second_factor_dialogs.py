"""Second factor dialogs: turn it on in three steps, or off."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app.api.access import EnrolmentReply, RecoveryCodesReply
from app.api.client import ApiClient
from app.domain.errors import AppError
from app.ui.bridge import Bridge
from app.ui.style import theme
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.forms import FormError, SecretLine, line, titled
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone
from app.ui.widgets.qr_code import QrCode
from app.ui.windows.fitted_dialog import FittedDialog
from app.ui.windows.refusals import refusal, wrong_password
from app.ui.windows.shown_once_dialog import ShownOnceDialog

_WIDTH = 500
_GROUP = 4  # characters of a secret between two spaces
_LINES = 10
FILE_NAME = "sparklytics-recovery-codes.txt"


class StartSecondFactorDialog(ShownOnceDialog):
    """Asks for the password, shows a QR code, asks for a code, shows recovery codes. changed: the factor is on."""

    changed = Signal()

    def __init__(self, bridge: Bridge, client: ApiClient, parent: QWidget | None) -> None:
        super().__init__("second_factor_dialog", _WIDTH, parent)
        self._bridge, self._client = bridge, client
        self.setWindowTitle(self.tr("Second factor"))
        self._title: QLabel = label(self.tr("Turn on the second factor"), "title", "second_factor_title")
        self._error = FormError("second_factor_error")
        self._cancel: QPushButton = button(self.tr("Cancel"), "second_factor_cancel", self.reject)
        self._cancel.setAutoDefault(False)
        self._ok: QPushButton = button("", "second_factor_ok", self._on_ok, role="primary")
        self._ok.setDefault(True)
        self._steps = (self._password_step(), self._scan_step(), self._codes_step())
        self._error.watch(*self._steps)
        self._at = 0
        layout = column(self._title, *self._steps, self._error, row(None, self._cancel, self._ok), gap=4, margins=5)
        self.setLayout(layout)
        self._show_step(0)

    def done(self, result: int) -> None:
        """Clear every secret, in case the dialog lives on for a moment."""
        self._password.clear_secret()
        self._secret.clear()
        self._codes.clear()
        super().done(result)

    @property
    def secret(self) -> str:
        return self._codes.toPlainText()

    def question(self) -> tuple[str, str]:
        return (
            self.tr("Close without the recovery codes?"),
            self.tr(
                "You have neither copied nor saved them, and they cannot be shown again. Without them and without your "
                "phone you cannot sign in."
            ),
        )

    def _password_step(self) -> QWidget:
        self._password = SecretLine("second_factor_password", self.tr("Password"))
        text = paragraph(
            self.tr("You need an authenticator: an app on your phone, or the one in your password manager."),
            "muted",
        )
        return _step(column(text, titled(self._password), gap=4), self._password)

    def _scan_step(self) -> QWidget:
        self._picture = QVBoxLayout()
        self._secret: QLabel = label("", "code", "second_factor_secret")
        self._secret.setFont(theme.current().fixed_font("text"))
        self._secret.setProperty("code_size", "text")
        self._secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        copy = CopyButton(lambda: self._secret.text().replace(" ", ""), "second_factor_copy_secret", role="quiet")
        copy.setAutoDefault(False)
        self._code = line("second_factor_code", self.tr("Code from the authenticator"), "123456")
        scan = paragraph(self.tr("Scan this code with your authenticator."), "muted")
        type_ = label(self.tr("Or enter this secret:"), "muted")
        secret = column(type_, row(self._secret, copy, None), gap=1)
        return _step(column(scan, row(None, self._picture, None), secret, titled(self._code), gap=4), self._code)

    def _codes_step(self) -> QWidget:
        text = paragraph(
            self.tr(
                "Store these recovery codes where you can find them without your phone. Each one works once in place "
                "of a code. They will not be shown again."
            ),
            "",
            "second_factor_once",
        )
        set_tone(text, "warning")
        self._codes = QPlainTextEdit()
        self._codes.setObjectName("second_factor_codes")
        self._codes.setProperty("role", "code")
        self._codes.setAccessibleName(self.tr("Recovery codes"))
        self._codes.setReadOnly(True)
        self._codes.setTabChangesFocus(True)
        self._codes.setFont(theme.current().fixed_font("text"))
        self._codes.setProperty("code_size", "text")
        box = QWidget()
        box.setLayout(column(self._codes))
        box.setFixedHeight(self._codes.fontMetrics().lineSpacing() * (_LINES + 1) + 24)
        copy = CopyButton(self._codes.toPlainText, "second_factor_copy_codes", self.tr("Copy codes"))
        copy.copied.connect(self.mark_kept)
        self._save: QPushButton = button(
            self.tr("Save as a file\N{HORIZONTAL ELLIPSIS}"), "second_factor_save", self._on_save, icon_name="download"
        )
        for push in (copy, self._save):
            push.setAutoDefault(False)
        return _step(column(text, box, row(copy, self._save, None), gap=4), copy)

    def _show_step(self, at: int) -> None:
        self._at = at
        for number, step in enumerate(self._steps):
            step.setVisible(number == at)
        verbs = (self.tr("Continue"), self.tr("Turn on"), self.tr("I have saved them"))
        self._ok.setText(verbs[at])
        self._cancel.setVisible(at < len(self._steps) - 1)
        self._error.show_text("")
        self._steps[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ok(self) -> None:
        if self._at == len(self._steps) - 1:
            self.accept()
            return
        self._error.show_text("")
        self._ok.setEnabled(False)
        if self._at == 0:
            call = self._client.start_second_factor(self._password.text())
            self._bridge.run(call, self._on_started, self._on_failed)
        else:
            code = self._code.text().strip()
            self.expect_secret(True)
            self._bridge.run(self._client.confirm_second_factor(code), self._on_confirmed, self._on_failed)

    def _on_started(self, enrolment: EnrolmentReply) -> None:
        self._ok.setEnabled(True)
        self._password.clear_secret()
        self._picture.addWidget(QrCode(enrolment.otpauth_uri, "second_factor_qr", self.tr("QR code of the secret")))
        groups = range(0, len(enrolment.secret), _GROUP)
        self._secret.setText(" ".join(enrolment.secret[at : at + _GROUP] for at in groups))
        self._show_step(1)

    def _on_confirmed(self, reply: RecoveryCodesReply) -> None:
        self.expect_secret(False)
        self._ok.setEnabled(True)
        self._title.setText(self.tr("The second factor is on"))
        self._codes.setPlainText("\n".join(reply.recovery_codes))
        self._show_step(2)
        self.changed.emit()

    def _on_failed(self, error: AppError) -> None:
        self.expect_secret(False)
        self._ok.setEnabled(True)
        self._error.show_text(refusal(error, wrong_password()))
        field = self._password if self._at == 0 else self._code
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save recovery codes"), str(Path(folder) / FILE_NAME))
        if path:
            self.save_codes(Path(path))

    def save_codes(self, path: Path) -> None:
        """Write the recovery codes to a file that only its owner can read."""
        self._bridge.run(_write(path, self._codes.toPlainText() + "\n"), self._on_saved, self._on_failed)

    def _on_saved(self, _: None) -> None:
        self.mark_kept()
        self._error.show_text("")
        self._save.setText(self.tr("Saved"))


class StopSecondFactorDialog(FittedDialog):
    """Asks for the password and a code. changed: the factor is off."""

    changed = Signal()

    def __init__(self, bridge: Bridge, client: ApiClient, parent: QWidget | None) -> None:
        super().__init__("second_factor_stop_dialog", _WIDTH, parent)
        self._bridge, self._client = bridge, client
        self.setWindowTitle(self.tr("Second factor"))
        self._password = SecretLine("second_factor_stop_password", self.tr("Password"))
        self._code = line("second_factor_stop_code", self.tr("Authenticator code"), "123456")
        self._error = FormError("second_factor_stop_error")
        self._error.watch(self._password, self._code)
        self._ok: QPushButton = button(self.tr("Turn off"), "second_factor_stop_ok", self._on_ok, role="danger")
        self._ok.setAutoDefault(False)
        cancel = button(self.tr("Keep it on"), "second_factor_stop_cancel", self.reject)
        cancel.setAutoDefault(False)
        fields = column(titled(self._password), titled(self._code, self.tr("Or use a recovery code.")), gap=3)
        note = self.tr("Your password alone will then be enough, and your recovery codes will stop working.")
        title = label(self.tr("Turn off the second factor?"), "title")
        self.setLayout(
            column(title, paragraph(note, "muted"), fields, self._error, row(None, cancel, self._ok), gap=4, margins=5)
        )
        for field in (self._password, self._code):
            field.returnPressed.connect(self._on_ok)
        self._password.setFocus()

    def _on_ok(self) -> None:
        if self._ok.isEnabled():
            self._error.show_text("")
            self._ok.setEnabled(False)
            call = self._client.stop_second_factor(self._password.text(), self._code.text().strip())
            self._bridge.run(call, self._on_stopped, self._on_failed)

    def _on_stopped(self, _: None) -> None:
        self.changed.emit()
        self.accept()

    def _on_failed(self, error: AppError) -> None:
        self._ok.setEnabled(True)
        self._error.show_text(refusal(error, wrong_password()))
        field = self._code if error.field == "code" else self._password
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()


async def _write(path: Path, text: str) -> None:
    def write() -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)

    try:
        await asyncio.to_thread(write)
    except OSError as error:
        raise AppError("storage_unavailable", f"Could not write the file: {error.strerror}.") from error


def _step(layout: QVBoxLayout, focus: QWidget) -> QWidget:
    step = QWidget()
    step.setLayout(layout)
    step.setFocusProxy(focus)
    return step
