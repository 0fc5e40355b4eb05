"""Site form: name, domain and time zone, with the error of the server below each field."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QWidget

from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.websites import MAX_NAME_LENGTH, NewWebsite, WebsiteChange
from app.ui.style.dress import dress
from app.ui.texts import as_sentence
from app.ui.widgets.forms import FormError, line
from app.ui.widgets.parts import column, label, set_tone


class SiteForm(QWidget):
    """Fields of a site. submitted: Enter was pressed in a field. The server checks the values."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("site_form")
        self._name = line("site_name", self.tr("Name"), self.tr("Corner Shop"))
        self._name.setMaxLength(MAX_NAME_LENGTH)
        self._domain = line("site_domain", self.tr("Domain"), self.tr("shop.example.com"))
        self._zone = _zone_field(self.tr("Time zone"))
        self._fields: dict[str, QWidget] = {"name": self._name, "domain": self._domain, "timezone": self._zone}
        self._errors = {key: FormError(f"site_{key or 'form'}_error", role="caption") for key in (*self._fields, "")}
        hints = {
            "name": "",
            "domain": self.tr("Without https:// or a path"),
            "timezone": self.tr("Determines when a day starts and ends"),
        }
        titles = {"name": self._name, "domain": self._domain, "timezone": self._zone}
        layout = column(gap=3)
        for key, field in titles.items():
            title = label(field.accessibleName(), "", f"site_{key}_label")
            title.setBuddy(field)
            part = column(title, field, gap=1)
            if hints[key]:
                part.addWidget(label(hints[key], "caption"))
            part.addWidget(self._errors[key])
            layout.addLayout(part)
        layout.addWidget(self._errors[""])
        self.setLayout(layout)
        for key, error in self._errors.items():
            error.watch(*([self._fields[key]] if key else self._fields.values()))
            error.cleared.connect(partial(self._show_mended, key))
        for field in (self._name, self._domain):
            field.returnPressed.connect(self.submitted)
        self.setFocusProxy(self._name)

    def show_website(self, website: WebsiteReply) -> None:
        self._name.setText(website.name)
        self._domain.setText(website.domain)
        self._zone.setCurrentText(website.timezone)

    def new_website(self) -> NewWebsite:
        return NewWebsite(self._name.text().strip(), host_of(self._domain.text()), self._zone.currentText().strip())

    def change(self) -> WebsiteChange:
        website = self.new_website()
        return WebsiteChange(website.name, website.domain, website.timezone)

    def show_error(self, error: AppError) -> None:
        """Show the message below the field it names, otherwise below the form."""
        self.clear_errors()
        key = error.field if error.field in self._fields else ""
        self._errors[key or ""].show_text(as_sentence(error.message))
        if field := self._fields.get(key or ""):
            set_tone(field, "down")
            field.setAccessibleDescription(as_sentence(error.message))
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_errors(self) -> None:
        for error in self._errors.values():
            error.show_text("")

    def _show_mended(self, key: str) -> None:
        if field := self._fields.get(key):
            set_tone(field, "")
            field.setAccessibleDescription("")


def host_of(text: str) -> str:
    """Return the host of a pasted URL, other text unchanged."""
    trimmed = text.strip()
    if trimmed.startswith(("http://", "https://")):
        return urlsplit(trimmed).hostname or trimmed
    return trimmed.rstrip("/")


def _zone_field(title: str) -> QComboBox:
    """Return a list of zones, searchable by any part of a name, preset to the zone of the system."""
    field = QComboBox()
    field.setObjectName("site_timezone")
    field.setAccessibleName(title)
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    names = sorted({str(zone.data(), "ascii") for zone in QTimeZone.availableTimeZoneIds()})
    field.addItems(["UTC", *(name for name in names if "/" in name and not name.startswith("Etc/"))])
    completer = QCompleter(field.model(), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    popup = QListView()
    popup.setProperty("role", "popup")  # a window of its own, outside the list of the field
    dress(popup)
    completer.setPopup(popup)
    field.setCompleter(completer)
    field.setCurrentText(system_zone())
    field.setMinimumSize(QSize(240, 0))
    return field


def system_zone() -> str:
    """Return the IANA name of the time zone of the system, UTC when unknown."""
    name = str(bytes(QTimeZone.systemTimeZoneId().data()), "ascii")
    return name if "/" in name and not name.startswith("Etc/") else "UTC"
