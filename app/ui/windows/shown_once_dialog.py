"""Dialog with a secret that is shown once: it asks before it closes unless the secret was kept."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.ui.windows.confirm_dialog import Choice, ConfirmDialog
from app.ui.windows.fitted_dialog import FittedDialog


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
