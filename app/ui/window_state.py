"""State of the window between starts: geometry, theme, size of the text, view, servers, schedules of reports."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from app.report.schedule import ReportSchedule
from app.ui.process.language import LanguageChoice
from app.ui.style.theme import ZOOMS, Mode
from app.ui.view import View

log = logging.getLogger(__name__)
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
        # In hexadecimal digits: an ini file has its own meaning for the commas and quotes of JSON.
        text = str(self._file.value(f"{self._group}view", ""))
        if not text:
            return View()
        try:
            return msgspec.json.decode(bytes.fromhex(text), type=View)
        except (ValueError, msgspec.DecodeError) as error:  # written by another version, or by hand
            log.info("The saved view cannot be read and is ignored: %s", error)
            return View()

    @view.setter
    def view(self, value: View) -> None:
        self._file.setValue(f"{self._group}view", msgspec.json.encode(value).hex())

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
        return next((mode for mode in _MODES if mode == self._file.value("theme")), "system")

    @theme.setter
    def theme(self, value: Mode) -> None:
        self._file.setValue("theme", value)

    @property
    def language(self) -> LanguageChoice:
        return next((choice for choice in get_args(LanguageChoice) if choice == self._file.value("language")), "system")

    @language.setter
    def language(self, value: LanguageChoice) -> None:
        self._file.setValue("language", value)

    @property
    def zoom(self) -> int:
        """Size of the text, in percent of the system's."""
        return next((zoom for zoom in ZOOMS if str(zoom) == str(self._file.value("zoom"))), 100)

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._file.setValue("zoom", value)

    @property
    def on_close(self) -> OnClose:
        """Action when the window is closed; `ask` until the user has chosen."""
        return next((choice for choice in _ON_CLOSE if choice == self._file.value("on_close")), "ask")

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
        try:
            return msgspec.json.decode(
                bytes.fromhex(str(self._file.value("servers", ""))) or b"[]", type=tuple[str, ...]
            )
        except (ValueError, msgspec.DecodeError) as error:
            log.info("The saved servers cannot be read and are ignored: %s", error)
            return ()

    def add_server(self, url: str) -> None:
        """Put a server at the head of the list. The least recently used one is dropped beyond the limit."""
        self._set_servers((url, *(known for known in self.servers if known != url))[:MOST_SERVERS])

    def forget_server(self, url: str) -> None:
        self._set_servers(tuple(known for known in self.servers if known != url))

    def _set_servers(self, urls: tuple[str, ...]) -> None:
        self._file.setValue("servers", msgspec.json.encode(urls).hex())

    @property
    def report_schedules(self) -> tuple[ReportSchedule, ...]:
        """Schedules of reports of all servers."""
        try:
            return msgspec.json.decode(
                bytes.fromhex(str(self._file.value("report_schedules", ""))) or b"[]", type=tuple[ReportSchedule, ...]
            )
        except (ValueError, msgspec.DecodeError) as error:
            log.warning("The saved schedules of reports cannot be read and are ignored: %s", error)
            return ()

    @report_schedules.setter
    def report_schedules(self, value: tuple[ReportSchedule, ...]) -> None:
        self._file.setValue("report_schedules", msgspec.json.encode(value).hex())

    def save(self) -> None:
        """Write unsaved values to the file."""
        self._file.sync()
