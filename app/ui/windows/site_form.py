"""Site form: name, domain and time zone, with the error of the server below each field."""

from __future__ import annotations

import threading
from functools import cache
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, QTimeZone
from PySide6.QtWidgets import QComboBox, QCompleter, QListView

from app.api.wire import WebsiteReply
from app.domain.websites import MAX_NAME_LENGTH, NewWebsite, WebsiteChange
from app.ui.style.dress import dress
from app.ui.widgets.form import Form
from app.ui.widgets.forms import line

# Qt fills its table of zones under a lock of its own, at the first question, and has an error translated meanwhile, in
# Python: a second thread that asks would wait for that lock, and never let the first go on.
_qt_zones = threading.Lock()


class SiteForm(Form):
    """Fields of a site. The server checks the values."""

    def __init__(self) -> None:
        super().__init__("site")
        self._site_name = line("site_name", self.tr("Name"), self.tr("Corner Shop"))
        self._site_name.setMaxLength(MAX_NAME_LENGTH)
        self._domain = line("site_domain", self.tr("Domain"), self.tr("shop.example.com"))
        self._zone = zone_field("site_timezone", self.tr("Time zone"))
        self._zone.setCurrentText(system_zone())
        self._zone.setMinimumSize(QSize(240, 0))
        self.add("name", self._site_name)
        self.add("domain", self._domain, self.tr("Without https:// or a path"))
        self.add("timezone", self._zone, self.tr("Determines when a day starts and ends"))

    def show_website(self, website: WebsiteReply) -> None:
        self._site_name.setText(website.name)
        self._domain.setText(website.domain)
        self._zone.setCurrentText(website.timezone)

    def new_website(self) -> NewWebsite:
        name = self._site_name.text().strip()
        return NewWebsite(name, host_of(self._domain.text()), self._zone.currentText().strip())

    def change(self) -> WebsiteChange:
        website = self.new_website()
        return WebsiteChange(website.name, website.domain, website.timezone)


def host_of(text: str) -> str:
    """Return the host of a pasted URL, other text unchanged."""
    trimmed = text.strip()
    if trimmed.startswith(("http://", "https://")):
        return urlsplit(trimmed).hostname or trimmed
    return trimmed.rstrip("/")


def zone_field(name: str, title: str, when_blank: str = "") -> QComboBox:
    """Return a list of zones, searchable by any part of a name. when_blank: shown while none is chosen."""
    field = QComboBox()
    field.setObjectName(name)
    field.setAccessibleName(title)
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.addItems(zone_names())
    completer = QCompleter(field.model(), field)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    popup = QListView()
    popup.setProperty("role", "popup")  # a window of its own, outside the list of the field
    dress(popup)
    completer.setPopup(popup)
    field.setCompleter(completer)
    line_of_field = field.lineEdit()
    assert line_of_field is not None  # the field is editable
    line_of_field.setPlaceholderText(when_blank)
    return field


@cache
def zone_names() -> tuple[str, ...]:
    """Return the IANA names of all time zones, UTC first. Collecting them takes longer than creating the form."""
    with _qt_zones:
        names = sorted({str(zone.data(), "ascii") for zone in QTimeZone.availableTimeZoneIds()})
    return "UTC", *(name for name in names if "/" in name and not name.startswith("Etc/"))


def system_zone() -> str:
    """Return the IANA name of the time zone of the system, UTC when unknown."""
    with _qt_zones:
        name = str(bytes(QTimeZone.systemTimeZoneId().data()), "ascii")
    return name if "/" in name and not name.startswith("Etc/") else "UTC"
