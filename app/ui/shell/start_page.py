"""Start page: shown while the server starts, when it fails, with the remedies of the window, and without a website."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from app.domain.errors import AppError, WrongSetting
from app.ui.models.settings import setting_title
from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.theme import SPACE
from app.ui.texts import no_site, sentence_of
from app.ui.widgets.parts import button, column, follow_text, frame, label, paragraph, row
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH = 520
_LOGO = 56
_ELSEWHERE = ("unreachable", "unauthorized", "forbidden", "bad_request")  # error codes of remote servers
_URL = re.compile(r"https?://[^\s\"'<>]+")


class StartPage(QWidget):
    """Page with a progress bar, or with an error. Each signal is a remedy for a failure."""

    retry_requested = Signal()
    port_requested = Signal(int)
    new_database_requested = Signal()
    default_requested = Signal(str)  # name of a setting to restore
    settings_requested = Signal()
    connect_requested = Signal(str)  # URL of the server that uses the data folder; empty: ask for one
    log_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.setObjectName("start_page")
        self.setProperty("role", "page")
        self._port = 0
        self._url = ""
        self._setting = ""
        self._error: AppError | None = None
        self._icon = ThemedIcon("logo", size=_LOGO)
        self._title: QLabel = label("", "title", "start_title")
        self._text: QLabel = paragraph("", "muted", "start_text")
        self._advice: QLabel = paragraph("", "", "start_advice")
        for text in (self._title, self._text, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._busy = self._progress_bar()
        self._remedies = self._make_remedies()
        self._log: QPushButton = button(
            self.tr("Open the log folder"), "start_log", self.log_requested.emit, role="link"
        )
        buttons = row(None, *self._remedies, None, gap=2)
        content = column(
            row(None, self._icon, None), self._title, self._text, self._advice, self._busy, 1, buttons,
            row(None, self._log, None), gap=3, margins=6,
        )  # fmt: skip
        card = frame("", "start_card", content)
        follow_text(card, lambda: card.setFixedWidth(theme.current().sized(_WIDTH)))
        self.setLayout(column(None, row(None, card, None), None, gap=0, margins=SPACE))
        self.show_starting()

    def _make_remedies(self) -> tuple[QPushButton, ...]:
        self._use_port: QPushButton = button(
            "", "start_use_port", lambda: self.port_requested.emit(self._port), role="primary"
        )
        self._connect: QPushButton = button(
            "", "start_connect", lambda: self.connect_requested.emit(self._url), role="primary"
        )
        self._default: QPushButton = button(
            "", "start_default", lambda: self.default_requested.emit(self._setting), role="primary"
        )
        self._settings: QPushButton = button(self.tr("Server settings"), "start_settings", self.settings_requested.emit)
        self._begin_anew: QPushButton = button(
            self.tr("Begin with an empty database"), "start_begin_anew", self.new_database_requested.emit
        )
        self._retry: QPushButton = button(
            self.tr("Try again"), "start_retry", self.retry_requested.emit, icon_name="refresh"
        )
        return (self._use_port, self._default, self._connect, self._settings, self._begin_anew, self._retry)

    def _progress_bar(self) -> QProgressBar:
        bar = QProgressBar()
        bar.setObjectName("start_busy")
        bar.setAccessibleName(self.tr("Starting"))
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        return bar

    @property
    def error(self) -> AppError | None:
        """Error on screen, None while the server starts."""
        return self._error

    def show_starting(self, url: str = "") -> None:
        """Show the progress bar. url: of the remote server, empty while the local one starts."""
        self._error = None
        self._icon.show_icon("logo", "accent")
        self._title.setText("Sparklytics")
        connecting = self.tr("Connecting to %1\N{HORIZONTAL ELLIPSIS}").replace("%1", url)
        self._text.setText(connecting if url else self.tr("Starting\N{HORIZONTAL ELLIPSIS}"))
        self._busy.show()
        for widget in (self._advice, *self._remedies, self._log):
            widget.hide()

    def show_failure(self, error: AppError, *, has_log: bool, can_reset: bool = True) -> None:
        """Show an error and its remedies.

        has_log: there is a log folder to open; can_reset: the window may change the setting at fault.
        """
        self._error = error
        self._icon.show_icon("warning", "warning")
        self._title.setText(self._title_of(error))
        self._text.setText(sentence_of(error))
        advice = self._advice_of(error)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._busy.hide()
        self._use_port.hide()
        self._show_default(error, can_reset=can_reset)
        self._show_connect(error)
        self._settings.setVisible(error.code == "address_in_use")
        self._begin_anew.setVisible(_is_database_missing(error))
        self._retry.show()
        self._log.setVisible(has_log)
        best = [remedy for remedy in (self._default, self._connect) if not remedy.isHidden()]
        (best[0] if best else self._retry).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()}")

    def show_without_sites(self, place: str) -> None:
        """Show that a tenant has no website, to someone who may not add one. place: the tenant and its server."""
        self.show_starting()
        title, advice, _ = no_site(can_add=False)
        self._icon.show_icon("sites", "muted")
        self._title.setText(title)
        self._text.setText(place)
        self._advice.setText(advice)
        self._advice.show()
        self._busy.hide()
        self._retry.show()
        self._retry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(f"{title}. {advice}")

    def offer_port(self, port: int) -> None:
        """Offer a free port in place of one that is in use."""
        if self._error is not None and _is_port_taken(self._error):
            self._port = port
            self._use_port.setText(self.tr("Use port %1").replace("%1", str(port)))
            self._use_port.show()
            self._advice.setText(self.tr("Free the port and try again, or let Sparklytics use another one."))
            self._use_port.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_default(self, error: AppError, *, can_reset: bool) -> None:
        """Offer the default of the setting that is at fault."""
        is_host = error.code == "address_in_use" and error.field == "host"
        is_offered = can_reset and (is_host or (isinstance(error, WrongSetting) and error.is_in_file))
        self._setting = (error.field or "") if is_offered else ""
        text = self.tr("Restore the default of “%1”").replace("%1", setting_title(self._setting))
        self._default.setText(self.tr("Listen on this computer only") if is_host else text)
        self._default.setVisible(is_offered)

    def _show_connect(self, error: AppError) -> None:
        match = _URL.search(error.message) if error.code == "data_folder_in_use" else None
        self._url = match.group().rstrip(".,") if match else ""
        self._connect.setText(self.tr("Connect to it") if match else self.tr("Connect\N{HORIZONTAL ELLIPSIS}"))
        self._connect.setVisible(match is not None or error.code in _ELSEWHERE)

    def _title_of(self, error: AppError) -> str:
        titles = {
            "address_in_use": self.tr("The port cannot be used")
            if _is_port_taken(error)
            else self.tr("The address cannot be used"),
            "data_folder_in_use": self.tr("Sparklytics is already running here"),
            "bad_settings": self.tr("A setting is not valid"),
            "storage_unavailable": self.tr("The data cannot be opened"),
            "unreachable": self.tr("The server is not responding"),
            "bad_request": self.tr("Not a server address"),
            "unauthorized": self.tr("Sign-in required"),
            "forbidden": self.tr("Access denied"),
        }
        return titles.get(error.code, self.tr("The server did not start"))

    def _advice_of(self, error: AppError) -> str:
        if _is_database_missing(error):
            return self.tr(
                "Or begin with an empty database: the events in the journal are then set aside until the database with "
                "their websites is back."
            )
        if error.field == "data_dir":
            return self.tr(
                "Check that the folder's disk is connected and not full, and that your account may write to it."
            )
        is_in_file = isinstance(error, WrongSetting) and error.is_in_file
        advice = {
            "address_in_use": self.tr("Free the port and try again.")
            if _is_port_taken(error)
            else self.tr("Let only this computer connect for now, or choose another address in the settings."),
            "bad_settings": self.tr("You can set it again on the Server page once the server runs.")
            if is_in_file
            else self.tr("Correct it where it is set, then try again."),
            "unreachable": self.tr("Check that it is running and that the address is correct."),
            "unauthorized": self.tr("Connect with the password or an API key."),
            "forbidden": self.tr("Connect with an API key of that server."),
        }
        return advice.get(error.code, "")


def _is_port_taken(error: AppError) -> bool:
    return error.code == "address_in_use" and error.field != "host"


def _is_database_missing(error: AppError) -> bool:
    return error.code == "storage_unavailable" and error.field == "new_database"
