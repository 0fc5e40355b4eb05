"""State of the window between starts: geometry, theme, size of the text, view, servers, schedules of reports."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, get_args

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from app.report.schedule import ReportSchedule
from app.ui.process.language import LanguageChoice
from app.ui.style.theme import ZOOMS, Mode
from app.ui.view import View

log = logging.getLogger(__name__)
T = TypeVar("T")
OnClose = Literal["ask", "background", "quit"]

MOST_SERVERS = 6
_MOST_STORIES = 100
_MODES: tuple[Mode, ...] = ("system", "dark", "light")
_ON_CLOSE: tuple[OnClose, ...] = ("ask", "background", "quit")


class WindowState:
    """Reads and writes the ini file. A value that cannot be read counts as missing.

    number: of the window, from 1 for the first. Geometry, view and server belong to it, the rest to all windows.
    """

    def __init__(self, path: Path, number: int = 1) -> None:
        self.path = path
        self._file = QSettings(str(path), QSettings.Format.IniFormat)
        self._group = f"window{number}/" if number > 1 else ""

    @property
    def geometry(self) -> QByteArray:
        """See `QWidget.saveGeometry`; empty at the first start."""
        geometry = self._file.value(f"{self._group}geometry")
        return geometry if isinstance(geometry, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue(f"{self._group}geometry", value)

    @property
    def view(self) -> View:
        return self._decoded(f"{self._group}view", View, View())

    @view.setter
    def view(self, value: View) -> None:
        self._encode(f"{self._group}view", value)

    @property
    def server(self) -> str:
        """URL of the remote server that a further window showed; blank for the local one."""
        return str(self._file.value(f"{self._group}server", ""))

    @server.setter
    def server(self, value: str) -> None:
        self._file.setValue(f"{self._group}server", value)

    @property
    def further_windows(self) -> tuple[int, ...]:
        """Numbers of the further windows that were open."""
        words = str(self._file.value("windows", "")).split()
        numbers = dict.fromkeys(int(word) for word in words if word.isascii() and word.isdecimal() and len(word) <= 2)
        return tuple(number for number in numbers if number > 1)

    @further_windows.setter
    def further_windows(self, value: tuple[int, ...]) -> None:
        self._file.setValue("windows", " ".join(map(str, value)))

    @property
    def theme(self) -> Mode:
        return self._one_of("theme", _MODES, "system")

    @theme.setter
    def theme(self, value: Mode) -> None:
        self._file.setValue("theme", value)

    @property
    def language(self) -> LanguageChoice:
        return self._one_of("language", get_args(LanguageChoice), "system")

    @language.setter
    def language(self, value: LanguageChoice) -> None:
        self._file.setValue("language", value)

    @property
    def zoom(self) -> int:
        """Size of the text, in percent of the system's."""
        return self._one_of("zoom", ZOOMS, 100)

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._file.setValue("zoom", value)

    @property
    def on_close(self) -> OnClose:
        """Action when the window is closed; `ask` until the user has chosen."""
        return self._one_of("on_close", _ON_CLOSE, "ask")

    @on_close.setter
    def on_close(self, value: OnClose) -> None:
        self._file.setValue("on_close", value)

    @property
    def has_notifications(self) -> bool:
        """Messages of the program on the desktop; on until the user has chosen."""
        return str(self._file.value("notifications", "on")) != "off"

    @has_notifications.setter
    def has_notifications(self, value: bool) -> None:
        self._file.setValue("notifications", "on" if value else "off")

    @property
    def drawer_width(self) -> int:
        """Width of drawers in pixels; 0 until the user has changed it."""
        text = str(self._file.value("drawer_width", ""))
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 5 else 0

    @drawer_width.setter
    def drawer_width(self, value: int) -> None:
        self._file.setValue("drawer_width", value)

    @property
    def measure(self) -> str:
        """Measure on the chart of the overview, as its page names it; empty until the user has chosen."""
        return str(self._file.value("measure", ""))

    @measure.setter
    def measure(self, value: str) -> None:
        self._file.setValue("measure", value)

    def has_shown_story(self, website_id: str, day: date) -> bool:
        """Return whether the story of a day was shown for a website."""
        return f"{day}/{website_id}" in str(self._file.value("stories", "")).split()

    def add_shown_story(self, website_id: str, day: date) -> None:
        """Note that the story of a day was shown for a website. The oldest note is dropped beyond the limit."""
        if self.has_shown_story(website_id, day):
            return
        notes = [*str(self._file.value("stories", "")).split(), f"{day}/{website_id}"]
        self._file.setValue("stories", " ".join(notes[-_MOST_STORIES:]))

    @property
    def collapsed_groups(self) -> frozenset[str]:
        """Groups of pages whose pages the sidebar hides."""
        return frozenset(str(self._file.value("collapsed_groups", "")).split())

    @collapsed_groups.setter
    def collapsed_groups(self, value: frozenset[str]) -> None:
        self._file.setValue("collapsed_groups", " ".join(sorted(value)))

    @property
    def servers(self) -> tuple[str, ...]:
        """URLs of remote servers, most recently used first. Credentials are in the keyring, never here."""
        return self._decoded("servers", tuple[str, ...], ())

    def add_server(self, url: str) -> None:
        """Put a server at the head of the list. The least recently used one is dropped beyond the limit."""
        self._encode("servers", (url, *(known for known in self.servers if known != url))[:MOST_SERVERS])

    def forget_server(self, url: str) -> None:
        self._encode("servers", tuple(known for known in self.servers if known != url))
        self._keep_emails(self._emails)

    def email_of(self, url: str) -> str:
        """Return the e-mail address that signed in to a server last, blank for none."""
        return self._emails.get(url, "")

    def keep_email(self, url: str, email: str) -> None:
        """Keep the e-mail address that signed in to a server of the list, as long as the server is in it."""
        self._keep_emails(self._emails | {url: email})

    @property
    def _emails(self) -> dict[str, str]:
        return self._decoded("emails", dict[str, str], {})

    def _keep_emails(self, emails: dict[str, str]) -> None:
        self._encode("emails", {url: emails[url] for url in self.servers if url in emails})

    @property
    def report_schedules(self) -> tuple[ReportSchedule, ...]:
        """Schedules of reports of all servers."""
        return self._decoded("report_schedules", tuple[ReportSchedule, ...], (), level=logging.WARNING)

    @report_schedules.setter
    def report_schedules(self, value: tuple[ReportSchedule, ...]) -> None:
        self._encode("report_schedules", value)

    def save(self) -> None:
        """Write unsaved values to the file."""
        self._file.sync()

    def _one_of(self, name: str, choices: Sequence[T], usual: T) -> T:
        """Return the saved one of some choices; `usual` when there is none."""
        saved = str(self._file.value(name))
        return next((choice for choice in choices if str(choice) == saved), usual)

    def _encode(self, name: str, value: object) -> None:
        """Save a value in hexadecimal digits: an ini file has its own meaning for the commas and quotes of JSON."""
        self._file.setValue(name, msgspec.json.encode(value).hex())

    def _decoded(self, name: str, kind: type[T], usual: T, level: int = logging.INFO) -> T:
        """Return a value that was encoded; `usual` when there is none, or one of another version or by hand."""
        text = str(self._file.value(name, ""))
        if not text:
            return usual
        try:
            return msgspec.json.decode(bytes.fromhex(text), type=kind)
        except (ValueError, msgspec.DecodeError) as error:
            log.log(level, "The saved %s cannot be read and is ignored: %s", name, error)
            return usual
