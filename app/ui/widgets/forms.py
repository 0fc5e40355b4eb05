"""Form fields: a line below its title, a secret that can be shown, a new password typed twice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.access import MIN_PASSWORD_LENGTH, check_new_password
from app.domain.errors import BadRequest
from app.ui.style.icons import icon
from app.ui.widgets.parts import column, label, paragraph, set_tone


def line(name: str, title: str, example: str = "") -> QLineEdit:
    """Return a one-line field. title: its accessible name; example: its placeholder."""
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setPlaceholderText(example)
    return field


def titled(field: QWidget, hint: str = "") -> QVBoxLayout:
    """Return a field below its accessible name, with `hint` in small print below it."""
    title = label(field.accessibleName(), "", f"{field.objectName()}_label")
    title.setBuddy(field)
    layout = column(title, field, gap=1)
    if hint:
        layout.addWidget(paragraph(hint, "caption", f"{field.objectName()}_hint"))
        field.setAccessibleDescription(hint)
    return layout


class SecretLine(QLineEdit):
    """A field for a secret, shown as dots until its eye is clicked."""

    def __init__(self, name: str, title: str, example: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setPlaceholderText(example)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.addAction(icon("eye", "faint"), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setToolTip(self.tr("Show the text"))
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_eye)

    def clear_secret(self) -> None:
        """Clear the secret and its undo history."""
        self.setText("")
        self._eye.setChecked(False)

    def _on_eye(self, is_shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye", "accent" if is_shown else "faint"))


class NewPassword(QWidget):
    """A new password, typed twice, with a hint about the rule it still breaks. changed: either text changed."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._new = SecretLine(f"{name}_new", self.tr("New password"))
        self._again = SecretLine(f"{name}_again", self.tr("Repeat password"))
        self._hint = label("", "caption", f"{name}_hint")
        for field in (self._new, self._again):
            field.textChanged.connect(self._on_typed)
        self.setLayout(column(column(*(titled(field) for field in (self._new, self._again)), gap=3), self._hint, gap=1))
        self.setFocusProxy(self._new)
        self._on_typed()

    @property
    def text(self) -> str:
        return self._new.text()

    def problem(self) -> str:
        """Return why the password cannot be used yet, as a sentence; empty when it can."""
        try:
            check_new_password(self._new.text(), "")
        except BadRequest:
            return _tr("At least %1 characters.").replace("%1", str(MIN_PASSWORD_LENGTH))
        return "" if self._new.text() == self._again.text() else _tr("The passwords do not match yet.")

    def clear(self) -> None:
        for field in (self._new, self._again):
            field.clear_secret()

    def _on_typed(self) -> None:
        problem = self.problem()
        self._hint.setText(problem or _tr("Looks good."))
        set_tone(self._hint, "" if problem else "up")
        self.changed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewPassword", text)
