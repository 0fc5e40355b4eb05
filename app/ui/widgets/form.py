"""Form: fields one below the other that show at each field why the server refused it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.domain.errors import AppError
from app.ui.style import theme
from app.ui.texts import sentence_of
from app.ui.widgets.forms import FormError, changes_of, leave_wheel
from app.ui.widgets.parts import column, label, paragraph, row, set_tone


class Form(QWidget):
    """Fields of a record. name: prefix of the object names.

    submitted: Enter was pressed in a line; changed: the value of a field was changed.

    Each field has one line below it: its hint, or the error in its place, so that nothing moves when an error comes
    and goes. Subclasses add their fields and may write `problems`; the server checks the rest.
    """

    submitted = Signal()
    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_form")
        self._name = name
        self._fields: dict[str, QWidget] = {}
        self._hints: dict[str, QLabel] = {}
        self._errors: dict[str, FormError] = {}
        self._key_of: dict[str, str] = {}  # by the name of a field in an error of the server
        self._layout = column(gap=3)
        self._whole = FormError(f"{name}_form_error", role="caption")
        self._columns = row(column(self._layout, self._whole, gap=2), gap=5)
        self._columns.setStretch(0, 1)
        self.setLayout(self._columns)

    def add(
        self, key: str, field: QWidget, hint: str = "", *, also: Sequence[str] = (), trailing: Sequence[QWidget] = ()
    ) -> QWidget:
        """Add a field below its accessible name, and return the whole. trailing: widgets at its right.

        key, also: names by which errors of the server mean this field.
        """
        title = label(field.accessibleName(), "", f"{self._name}_{key}_label")
        title.setBuddy(field)
        note, error = paragraph(hint, "caption", f"{self._name}_{key}_hint"), self._error_of(key)
        field.setAccessibleDescription(hint)
        inputs = QWidget() if trailing else field
        if trailing:
            inputs.setLayout(row(field, *trailing))
        whole = QWidget()
        whole.setLayout(column(title, inputs, note, error, gap=1))
        self._fields[key], self._hints[key] = field, note
        self._show_note(key)
        self._key_of |= dict.fromkeys((key, *also), key)
        error.watch(inputs)
        self._whole.watch(inputs)
        error.cleared.connect(partial(self._show_mended, key))
        for part in (inputs, *inputs.findChildren(QWidget)):
            leave_wheel(part)
            for changed in changes_of(part):
                changed.connect(self._on_changed)
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self.submitted)
        self._layout.addWidget(whole)
        if len(self._fields) == 1:
            self.setFocusProxy(field)
        return whole

    def add_below(self, part: QWidget) -> None:
        """Add a part without a value below the fields there are, as wide as it needs to be."""
        self._layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignLeading)

    def add_beside(self, part: QWidget) -> None:
        """Add a part without a value at the end of the lines, as high as the form."""
        self._columns.addWidget(part, 1)

    def set_hint(self, key: str, hint: str) -> None:
        """Change the hint of a field."""
        self._hints[key].setText(hint)
        self._show_note(key)
        self._fields[key].setAccessibleDescription(self._errors[key].text() or hint)

    def problems(self) -> Mapping[str, str]:
        """Return, by field, sentences about what is missing before the form can be sent."""
        return {}

    def check(self, *, without: Sequence[str] = ()) -> bool:
        """Show what is missing, the first fault with the focus. True when nothing is. without: fields not needed."""
        self.clear_errors()
        problems = {key: text for key, text in self.problems().items() if key not in without}
        for key, text in problems.items():
            self._show_fault(key, text)
        self._focus_first(problems)
        return not problems

    def show_error(self, error: AppError) -> None:
        """Show the message of the server at the field it names, otherwise below the form."""
        self.clear_errors()
        text = sentence_of(error)
        key = self._key_of.get(error.field or "")
        if key is None or self._fields[key].isHidden():
            self._whole.show_text(text)
        else:
            self._show_fault(key, text)
            self._focus_first((key,))

    def clear_errors(self) -> None:
        for error in (self._whole, *self._errors.values()):
            error.show_text("")

    def clear_error(self, key: str) -> None:
        """Remove the error of a field whose value was changed in another way than by typing."""
        self._errors[key].show_text("")
        self._whole.show_text("")

    def _on_changed(self, *_: object) -> None:
        self.changed.emit()

    def _error_of(self, key: str) -> FormError:
        error = FormError(f"{self._name}_{key}_error", role="caption")
        error.setMinimumHeight(QFontMetrics(theme.current().font("caption")).height())
        self._errors[key] = error
        policy = error.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        error.setSizePolicy(policy)
        return error

    def _show_fault(self, key: str, text: str) -> None:
        self._errors[key].show_text(text)
        self._show_note(key)
        set_tone(self._fields[key], "down")
        self._fields[key].setAccessibleDescription(text)

    def _show_mended(self, key: str) -> None:
        self._show_note(key)
        set_tone(self._fields[key], "")
        self._fields[key].setAccessibleDescription(self._hints[key].text())

    def _show_note(self, key: str) -> None:
        """Show the hint or the error of a field: one takes the place of the other."""
        hint, error = self._hints[key], self._errors[key]
        hint.setVisible(bool(hint.text()) and not error.text())
        policy = error.sizePolicy()
        policy.setRetainSizeWhenHidden(not hint.text())
        error.setSizePolicy(policy)

    def _focus_first(self, keys: Mapping[str, str] | Sequence[str]) -> None:
        first = next((key for key in self._fields if key in keys), None)
        if first is not None:
            self._fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
