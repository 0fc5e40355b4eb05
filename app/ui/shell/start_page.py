"""What the window shows before there is a server to show: that it starts, or why it did not and what to do."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget

from app.domain.errors import AppError
from app.ui.style.theme import SPACE
from app.ui.texts import as_sentence
from app.ui.widgets.parts import button, column, frame, label, paragraph, row
from app.ui.widgets.themed_icon import ThemedIcon

_WIDTH = 520
_LOGO = 56
_ELSEWHERE = ("unreachable", "unauthorized", "forbidden", "bad_request")  # codes of servers that are not ours
_URL = re.compile(r"https?://[^\s\"'<>]+")


class StartPage(QWidget):
    """Each signal is a way out of a failure."""

    retry_requested = Signal()
    port_requested = Signal(int)
    connect_requested = Signal(str)  # URL of the server that has the data folder; empty: ask for one
    log_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("start_page")
        self.setProperty("role", "page")
        self._port = 0
        self._url = ""
        self._error: AppError | None = None
        self._icon = ThemedIcon("logo", size=_LOGO)
        self._title: QLabel = label("", "title", "start_title")
        self._text: QLabel = paragraph("", "muted", "start_text")
        self._advice: QLabel = paragraph("", "", "start_advice")
        for text in (self._title, self._text, self._advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._busy = QProgressBar()
        self._busy.setObjectName("start_busy")
        self._busy.setAccessibleName(self.tr("Starting"))
        self._busy.setTextVisible(False)
        self._busy.setRange(0, 0)
        self._use_port: QPushButton = button(
            "", "start_use_port", lambda: self.port_requested.emit(self._port), role="primary"
        )
        self._connect: QPushButton = button(
            "", "start_connect", lambda: self.connect_requested.emit(self._url), role="primary"
        )
        self._retry: QPushButton = button(
            self.tr("Try again"), "start_retry", self.retry_requested.emit, icon_name="refresh"
        )
        self._log: QPushButton = button(
            self.tr("Show details in the log"), "start_log", self.log_requested.emit, role="link"
        )
        buttons = row(None, self._use_port, self._connect, self._retry, None, gap=2)
        content = column(
            row(None, self._icon, None), self._title, self._text, self._advice, self._busy, 1, buttons,
            row(None, self._log, None), gap=3, margins=6,
        )  # fmt: skip
        card = frame("", "start_card", content)
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(None, row(None, card, None), None, gap=0, margins=SPACE))
        self.show_starting()

    @property
    def error(self) -> AppError | None:
        """What is shown, None while it starts."""
        return self._error

    def show_starting(self, url: str = "") -> None:
        """url: of the server elsewhere that is asked, empty while the own one starts."""
        self._error = None
        self._icon.show_icon("logo", "accent")
        self._title.setText("Sparklytics")
        asking = self.tr("Connecting to %1\N{HORIZONTAL ELLIPSIS}").replace("%1", url)
        self._text.setText(asking if url else self.tr("Starting\N{HORIZONTAL ELLIPSIS}"))
        self._busy.show()
        for widget in (self._advice, self._use_port, self._connect, self._retry, self._log):
            widget.hide()

    def show_failure(self, error: AppError, *, has_log: bool) -> None:
        """Show a sentence and the ways out. has_log: there is a log to look into."""
        self._error = error
        self._icon.show_icon("warning", "warning")
        self._title.setText(self._title_of(error))
        self._text.setText(as_sentence(error.message))
        advice = self._advice_of(error)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._busy.hide()
        self._use_port.hide()
        self._show_connect(error)
        self._retry.show()
        self._log.setVisible(has_log)
        (self._retry if self._connect.isHidden() else self._connect).setFocus(Qt.FocusReason.OtherFocusReason)
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()}")

    def offer_port(self, port: int) -> None:
        """Offer a free port, once one was found."""
        if self._error is not None and self._error.code == "address_in_use":
            self._port = port
            self._use_port.setText(self.tr("Use port %1").replace("%1", str(port)))
            self._use_port.show()
            self._advice.setText(self.tr("Close the other program and try again, or let Sparklytics use another port."))
            self._use_port.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_connect(self, error: AppError) -> None:
        found = _URL.search(error.message) if error.code == "data_folder_in_use" else None
        self._url = found.group().rstrip(".,") if found else ""
        self._connect.setText(self.tr("Connect to it") if found else self.tr("Connect\N{HORIZONTAL ELLIPSIS}"))
        self._connect.setVisible(found is not None or error.code in _ELSEWHERE)

    def _title_of(self, error: AppError) -> str:
        titles = {
            "address_in_use": self.tr("The port is taken"),
            "data_folder_in_use": self.tr("Sparklytics already runs here"),
            "bad_settings": self.tr("A setting needs a look"),
            "storage_unavailable": self.tr("The data cannot be opened"),
            "unreachable": self.tr("The server does not answer"),
            "bad_request": self.tr("This is no address"),
            "unauthorized": self.tr("The server asks who you are"),
            "forbidden": self.tr("The server does not let you in"),
        }
        return titles.get(error.code, self.tr("The server did not start"))

    def _advice_of(self, error: AppError) -> str:
        advice = {
            "address_in_use": self.tr("Close the other program and try again."),
            "bad_settings": self.tr("Correct it where it is set, then try again."),
            "unreachable": self.tr("Check that it is running and that its address is right."),
            "unauthorized": self.tr("Connect with its password or with an API key."),
            "forbidden": self.tr("Connect with an API key of that server."),
        }
        return advice.get(error.code, "")
