"""Form card: a record of the server that is edited in place, with its saved state next to the buttons."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from app.domain.errors import AppError
from app.ui.pages.page import WindowPage
from app.ui.style import theme
from app.ui.style.tones import Tone
from app.ui.translation import translator
from app.ui.widgets.form import Form
from app.ui.widgets.parts import Card, button, column, follow_text, label, paragraph, row, set_tone

_tr = translator("FormCard")

T = TypeVar("T")
_FORM_WIDTH = 480


class FormCard(Card, Generic[T]):
    """Edits a record of the website on screen. What was typed stays while the same website is loaded again.

    saved: carries the record as the server stored it. Subclasses write `id_of`, `fill`, `is_changed` and `call`.
    """

    saved = Signal(object)

    def __init__(self, page: WindowPage, form: Form, name: str, title: str, about: str = "") -> None:
        super().__init__(f"{name}_card")
        self._page, self._form = page, form
        self._record: T | None = None
        self._is_saving = self._is_saved = False
        self._is_typed = False  # while it was saved
        follow_text(form, lambda: form.setMaximumWidth(theme.current().sized(_FORM_WIDTH)))
        self._save_button: QPushButton = button(_tr("Save"), f"{name}_save", self._save, role="primary")
        self._discard: QPushButton = button(_tr("Discard changes"), f"{name}_discard", self._on_discard)
        self._note = label("", "caption", f"{name}_note")
        self.buttons: QHBoxLayout = row(self._save_button, self._discard, self._note, None)
        texts = (label(title, "heading"), paragraph(about, "muted")) if about else (label(title, "heading"),)
        self.setLayout(column(*texts, form, self.buttons, gap=3, margins=4))
        form.submitted.connect(self._save)
        form.changed.connect(self._on_changed)

    @property
    def record(self) -> T | None:
        """Record as the server has it; None while it is unknown."""
        return self._record

    def show_record(self, record: T) -> None:
        """Show a record. Values that were typed and not saved stay, unless they were typed for another website."""
        old, self._record = self._record, record
        if old is None or self.id_of(old) != self.id_of(record):
            self._is_saving = self._is_saved = False
            self._form.clear_errors()
            self.fill(record)
        elif not self.is_changed(old):
            self.fill(record)
        self._show_state()

    @abstractmethod
    def id_of(self, record: T) -> str:
        """Return the id of the website of a record."""

    @abstractmethod
    def fill(self, record: T) -> None:
        """Put a record into the form."""

    @abstractmethod
    def is_changed(self, record: T) -> bool:
        """Return whether the form has other values than a record."""

    @abstractmethod
    def call(self, record: T) -> Coroutine[Any, Any, T]:
        """Return the call that saves what is in the form. record: as the server has it."""

    def send(self, record: T, call: Coroutine[Any, Any, T]) -> None:
        """Make a change. It goes on when another website or page is shown."""
        website_id = self.id_of(record)
        self._is_saving, self._is_typed = True, False
        self._form.clear_errors()
        self._show_state()
        self._page.bridge.run(call, self._on_saved, lambda error: self._on_failed(website_id, error))

    def _save(self) -> None:
        record = self._record
        if record is not None and self._save_button.isEnabled() and self._form.check():
            self.send(record, self.call(record))

    def _on_saved(self, record: T) -> None:
        if self._is_about(self.id_of(record)):
            self._is_saving, self._is_saved = False, True
            self._record = record
            if not self._is_typed:
                self.fill(record)
            self._show_state()
        self.saved.emit(record)

    def _on_failed(self, website_id: str, error: AppError) -> None:
        if not self._is_about(website_id):
            self._page.bridge.failed.emit(error)
            return
        self._is_saving = False
        self._form.show_error(error)
        self._show_state()

    def _on_discard(self) -> None:
        if self._record is not None:
            self._form.clear_errors()
            self.fill(self._record)
            self._show_state()
            self._form.setFocus()

    def _is_about(self, website_id: str) -> bool:
        return self._record is not None and self.id_of(self._record) == website_id

    def _on_changed(self) -> None:
        self._is_typed = True
        self._show_state()

    def _show_state(self) -> None:
        is_changed = self._record is not None and self.is_changed(self._record)
        for push in (self._save_button, self._discard):
            push.setEnabled(is_changed and not self._is_saving)
        if self._is_saving:
            self._show_note(_tr("Saving\N{HORIZONTAL ELLIPSIS}"))
        elif is_changed:
            self._show_note(_tr("Not saved yet"), "warning")
        else:
            self._show_note(_tr("Saved") if self._is_saved else "", "up")

    def _show_note(self, text: str, tone: Tone = "") -> None:
        self._note.setText(text)
        set_tone(self._note, tone)
