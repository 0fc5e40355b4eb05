"""Dialog with a secret that is shown once: it asks before it closes unless the secret was kept."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.ui.style import theme
from app.ui.widgets.fields import CopyButton
from app.ui.widgets.parts import button, column, label, paragraph, row, set_tone
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog
from app.ui.windows.fitted_dialog import FittedDialog


class SecretPart(QWidget):
    """A secret to copy. name: prefix of the object names; title: of the field; note, copy: texts.

    It marks the secret of its dialog as kept once it was copied, and closes the dialog.
    """

    def __init__(self, dialog: ShownOnceDialog, name: str, title: str, note: str, copy: str) -> None:
        super().__init__()
        self._text = QLineEdit()
        self._text.setObjectName(f"{name}_text")
        self._text.setAccessibleName(title)
        self._text.setReadOnly(True)
        self._text.setFont(theme.current().fixed_font("text"))
        self._ready: QLabel = label("", "title", f"{name}_ready")
        once = paragraph(note, "", f"{name}_once")
        set_tone(once, "warning")
        copy_button = CopyButton(self._text.text, f"{name}_copy", copy, role="primary")
        copy_button.copied.connect(dialog.mark_kept)
        done = button(self.tr("Done"), f"{name}_done", dialog.accept)
        done.setAutoDefault(False)
        self.setLayout(column(self._ready, once, self._text, row(None, copy_button, done), gap=4))
        self.setFocusProxy(copy_button)

    @property
    def secret(self) -> str:
        """The secret on screen, empty while there is none."""
        return self._text.text()

    def show_secret(self, secret: str, ready: str) -> None:
        """Show a secret. ready: the heading above it."""
        self._ready.setText(ready)
        self._text.setText(secret)

    def clear(self) -> None:
        self._text.clear()


class ShownOnceDialog(FittedDialog):
    """Escape, the close button of the window, and every button that closes it lead through the question.

    Subclasses write `secret` and `question`.
    """

    def __init__(self, name: str, width: int, parent: QWidget | None) -> None:
        super().__init__(name, width, parent)
        self._is_kept = False
        self._is_coming = False

    @property
    @abstractmethod
    def secret(self) -> str:
        """The secret on screen, empty while there is none."""

    @abstractmethod
    def question(self) -> tuple[str, str]:
        """Return the question to ask before the secret is lost, and the details below it."""

    def mark_kept(self) -> None:
        """Record that the secret was copied or saved."""
        self._is_kept = True

    def expect_secret(self, is_coming: bool) -> None:
        """Stay open while the server makes the secret: it would never be seen otherwise."""
        self._is_coming = is_coming

    def accept(self) -> None:
        if self._may_close():
            super().accept()

    def reject(self) -> None:
        if self._may_close():
            super().reject()

    def _may_close(self) -> bool:
        """Return whether nothing would be lost; otherwise ask."""
        if self._is_coming:
            return False
        # Selected and copied with the keyboard, or by the menu of the field.
        is_in_clipboard = self.secret and QGuiApplication.clipboard().text().strip() == self.secret.strip()
        if not self.secret or self._is_kept or is_in_clipboard:
            return True
        title, detail = self.question()
        answers = (
            Choice("lose_confirm", self.tr("Close anyway"), self._close_anyway, role="danger"),
            Choice("lose_cancel", self.tr("Go back"), is_default=True),
        )
        ConfirmDialog("lose_dialog", self.windowTitle(), title, detail, answers, self, "warning").open()
        return False

    def _close_anyway(self) -> None:
        self.mark_kept()
        self.reject()
