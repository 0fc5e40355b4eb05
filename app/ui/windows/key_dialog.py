"""API key dialog: name, scope, site and expiry of a new key, then the key itself, shown once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDateEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.api.access import NewApiKeyBody, NewApiKeyReply
from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.access import MAX_KEY_NAME_LENGTH, KeyScope
from app.domain.errors import AppError
from app.domain.ingest.urls import readable_host
from app.ui.bridge import Bridge
from app.ui.texts import sentence_of
from app.ui.widgets.fields import ComboBox
from app.ui.widgets.forms import FormError, line, titled
from app.ui.widgets.parts import button, column, label, padded, row
from app.ui.windows.shown_once_dialog import SecretPart, ShownOnceDialog

_WIDTH = 520
_ON_A_DAY = -1


class KeyDialog(ShownOnceDialog):
    """Creates an API key. created carries the NewApiKeyReply. websites: choices for a key limited to one site."""

    created = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        client: ApiClient,
        websites: Sequence[WebsiteReply],
        parent: QWidget | None,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__("key_dialog", _WIDTH, parent)
        self._bridge, self._client, self._now = bridge, client, now
        self.setWindowTitle(self.tr("New API key"))
        self._name = line("key_name", self.tr("Name"), self.tr("Monthly report"))
        self._name.setMaxLength(MAX_KEY_NAME_LENGTH)
        self._scopes = QButtonGroup(self)
        self._site = self._site_field(websites)
        self._end = self._end_field()
        self._day = padded(QDateEdit(self._today().addMonths(1)))
        self._day.setObjectName("key_day")
        self._day.setAccessibleName(self.tr("Last day"))
        self._day.setCalendarPopup(True)
        self._day.setMinimumDate(self._today())
        self._day.hide()
        self._error = FormError("key_error")
        self._form_part = self._form()
        self._key_part = SecretPart(
            self,
            "key",
            self.tr("The new API key"),
            self.tr("Copy it now: it will not be shown again. Anyone who has it can use it."),
            self.tr("Copy key"),
        )
        self._error.watch(self._form_part)
        self._key_part.hide()
        self.setLayout(column(self._form_part, self._key_part, margins=5))
        self._name.setFocus()

    def done(self, result: int) -> None:
        self._key_part.clear()  # shown once only, even if the dialog lives on for a moment
        super().done(result)

    @property
    def secret(self) -> str:
        return self._key_part.secret

    def question(self) -> tuple[str, str]:
        return (
            self.tr("Close without the key?"),
            self.tr("You have not copied it, and it cannot be shown again. You would have to create another key."),
        )

    def _form(self) -> QWidget:
        self._create: QPushButton = button(self.tr("Create key"), "key_make", self._on_create, role="primary")
        self._create.setDefault(True)
        cancel = button(self.tr("Cancel"), "key_cancel", self.reject)
        cancel.setAutoDefault(False)
        end_row = row(titled(self._end), self._day, None)
        end_row.setAlignment(self._day, Qt.AlignmentFlag.AlignBottom)
        form = QWidget()
        form.setLayout(
            column(
                label(self.tr("New API key"), "title"),
                titled(self._name, self.tr("Where you will use it, so you know later which key to revoke.")),
                self._scope_field(),
                titled(self._site),
                end_row,
                self._error,
                row(None, cancel, self._create),
                gap=4,
            )
        )
        return form

    def _scope_field(self) -> QVBoxLayout:
        texts: tuple[tuple[KeyScope, str, str], ...] = (
            ("read", self.tr("Read reports (read)"), self.tr("Reports and the list of sites")),
            ("write", self.tr("Read and edit (write)"), self.tr("Also edit sites and what belongs to them")),
            (
                "admin",
                self.tr("Full access (admin)"),
                self.tr("Also live events and the server status"),
            ),
        )
        layout = column(label(self.tr("Permissions")), gap=1)
        for at, (scope, text, detail) in enumerate(texts):
            choice = QRadioButton(text)
            choice.setObjectName(f"key_scope_{scope}")
            choice.setAccessibleDescription(detail)
            choice.setChecked(scope == "read")
            self._scopes.addButton(choice, at)
            layout.addLayout(row(choice, label(detail, "caption"), None, gap=2))
        self._scopes.idToggled.connect(self._show_choices)
        return layout

    def _site_field(self, websites: Sequence[WebsiteReply]) -> QComboBox:
        field = ComboBox()
        field.setObjectName("key_site")
        field.setAccessibleName(self.tr("Site"))
        field.addItem(self.tr("All sites"), None)
        for website in websites:
            field.addItem(f"{website.name} ({readable_host(website.domain)})", website.id)
        field.currentIndexChanged.connect(self._show_choices)
        return field

    def _end_field(self) -> QComboBox:
        field = ComboBox()
        field.setObjectName("key_end")
        field.setAccessibleName(self.tr("Expires"))
        choices = (
            (self.tr("Never"), None),
            (self.tr("In 30 days"), 30),
            (self.tr("In 90 days"), 90),
            (self.tr("In a year"), 365),
            (self.tr("After a date\N{HORIZONTAL ELLIPSIS}"), _ON_A_DAY),
        )
        for text, days in choices:
            field.addItem(text, days)
        field.currentIndexChanged.connect(self._show_choices)
        return field

    def _show_choices(self) -> None:
        """Disable choices that exclude each other: a key for one site cannot have the scope admin."""
        self._day.setVisible(self._end.currentData() == _ON_A_DAY)
        self._site.setEnabled(self._scope() != "admin")
        self._scopes.button(2).setEnabled(self._site.currentData() is None)

    def _scope(self) -> KeyScope:
        scopes: tuple[KeyScope, ...] = ("read", "write", "admin")
        return scopes[self._scopes.checkedId()]

    def _expires_at(self) -> datetime | None:
        days = self._end.currentData()
        if days is None:
            return None
        if days == _ON_A_DAY:
            shown = self._day.date()
            after = date(shown.year(), shown.month(), shown.day()) + timedelta(days=1)
            return datetime.combine(after, time()).astimezone()
        return self._now() + timedelta(days=days)

    def _today(self) -> QDate:
        today = self._now().astimezone().date()
        return QDate(today.year, today.month, today.day)

    def _on_create(self) -> None:
        if not self._name.text().strip():
            self._show_error(self.tr("Enter a name."))
            return
        site = self._site.currentData() if self._site.isEnabled() else None
        new_key = NewApiKeyBody(self._name.text().strip(), self._scope(), site, self._expires_at())
        self._error.show_text("")
        self._form_part.setEnabled(False)
        self.expect_secret(True)
        self._bridge.run(self._client.add_api_key(new_key), self._on_created, self._on_failed)

    def _on_created(self, key: NewApiKeyReply) -> None:
        self.expect_secret(False)
        self._key_part.show_secret(key.key, self.tr("“%1” is ready").replace("%1", key.name))
        self._form_part.hide()
        self._key_part.show()
        self._key_part.setFocus(Qt.FocusReason.OtherFocusReason)
        self.created.emit(key)

    def _on_failed(self, error: AppError) -> None:
        self.expect_secret(False)
        self._form_part.setEnabled(True)
        self._show_error(sentence_of(error))

    def _show_error(self, text: str) -> None:
        self._error.show_text(text)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)
