"""Form fields: a line below its title, a secret that can be shown, a new password typed twice; and the form's error."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.domain.access import MIN_PASSWORD_LENGTH, check_new_password, is_hashable
from app.domain.errors import BadRequest
from app.ui.style.icons import icon
from app.ui.translation import translator
from app.ui.widgets.parts import column, label, paragraph, reveal, set_tone
from app.ui.widgets.segmented import SegmentedControl

_tr = translator("NewPassword")

_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class LineField(QLineEdit):
    """A one-line field that shows the beginning of a long text while nobody types in it."""

    def __init__(self) -> None:
        super().__init__()
        self._is_at_rest = False  # at its beginning, where no user has put the cursor

    def setText(self, text: str | None) -> None:
        super().setText(text)
        if not self.hasFocus():
            self._rest()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._is_at_rest and event.reason() != Qt.FocusReason.MouseFocusReason and not self.hasSelectedText():
            self.end(False)
        self._is_at_rest = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._rest()

    def _rest(self) -> None:
        self.home(False)
        self._is_at_rest = True


def line(name: str, title: str, example: str = "") -> QLineEdit:
    """Return a one-line field. title: its accessible name; example: its placeholder."""
    field = LineField()
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


class FormError(QLabel):
    """A sentence in red that says why a form was refused. It goes when a field that it watches is changed.

    cleared: it has gone.
    """

    cleared = Signal()

    def __init__(self, name: str, *, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setObjectName(name)
        set_tone(self, "down")
        self.hide()

    def watch(self, *parts: QWidget) -> None:
        """Go when one of these fields, or a field inside these parts, is changed."""
        for part in parts:
            for field in (part, *part.findChildren(QWidget)):
                for changed in changes_of(field):
                    changed.connect(self._on_changed)

    def show_text(self, text: str) -> None:
        """Show a sentence, and scroll to it; without one, hide."""
        self.setText(text)
        self.setVisible(bool(text))
        if text:
            reveal(self)
        else:
            self.cleared.emit()

    def _on_changed(self, *_: object) -> None:
        if self.text():
            self.show_text("")


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
    """A new password, typed twice, with a hint about the rule it still breaks."""

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
            if is_hashable(self._new.text()):
                return _tr("At least %1 characters.").replace("%1", str(MIN_PASSWORD_LENGTH))
            return _tr("This password is too long.")
        return "" if self._new.text() == self._again.text() else _mismatch()

    def point_out(self, problem: str) -> bool:
        """Turn the hint red. problem: why the form cannot be sent; False when that is not about this password."""
        if not problem or problem != self.problem():
            return False
        set_tone(self._hint, "down")
        reveal(self._hint)
        (self._again if problem == _mismatch() else self._new).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear(self) -> None:
        for field in (self._new, self._again):
            field.clear_secret()

    def _on_typed(self) -> None:
        problem = self.problem()
        self._hint.setText(problem or _tr("The passwords match."))
        set_tone(self._hint, "" if problem else "up")


def leave_wheel(field: QWidget) -> None:
    """Leave the wheel to the page while a field has no focus: scrolling past must not change a value."""
    if isinstance(field, QComboBox | QAbstractSpinBox):
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(_WheelFilter(field))


class _WheelFilter(QObject):
    """Ignores the wheel over a field without the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def changes_of(field: QWidget) -> Iterator[SignalInstance]:
    """Yield the signals of a field that say that its value has changed."""
    if isinstance(field, QLineEdit | QPlainTextEdit):
        yield field.textChanged
    elif isinstance(field, QSpinBox | QDoubleSpinBox):
        yield field.valueChanged
    elif isinstance(field, QDateTimeEdit):
        yield field.dateTimeChanged
    elif isinstance(field, QComboBox):
        yield field.currentIndexChanged
    elif isinstance(field, QCheckBox | QRadioButton):
        yield field.toggled
    elif isinstance(field, SegmentedControl):
        yield field.chosen


def _mismatch() -> str:
    return _tr("The passwords do not match yet.")
