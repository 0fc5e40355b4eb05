"""The sentence at the top of the Server page: how the server is, and what to click when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from app.domain.server_control import ServerState
from app.domain.server_status import HealthCheck, ServerStatus
from app.ui import format
from app.ui.servers.health_texts import check_text
from app.ui.style.tones import Tone
from app.ui.translation import translator
from app.ui.widgets.gauge import DANGER_AT
from app.ui.widgets.parts import Card, button, label, paragraph, row, set_tone

_tr = translator("ServerHeadline")

Remedy = Literal["", "start", "log", "settings", "clock", "requeue"]
_DOT = "\N{BLACK CIRCLE}"


@dataclass(frozen=True, slots=True)
class Headline:
    """text: one or two sentences. remedy: what its button does, blank without one."""

    text: str
    tone: Tone
    remedy: Remedy = ""


def headline_of_state(state: ServerState, *, is_remote: bool) -> Headline:
    """Return the sentence about a server whose figures are not known. is_remote: the window cannot start it."""
    if is_remote and state in ("stopped", "failed"):
        return Headline(_tr("There is no connection to the server."), "down")
    texts: dict[ServerState, Headline] = {
        "stopped": Headline(_tr("The server is stopped: no visits are counted."), "flat", "start"),
        "starting": Headline(_tr("The server is starting\N{HORIZONTAL ELLIPSIS}"), "warning"),
        "running": Headline(_tr("The server is running."), "up"),
        "stopping": Headline(_tr("The server is stopping\N{HORIZONTAL ELLIPSIS}"), "warning"),
        "failed": Headline(_tr("The server could not be started: no visits are counted."), "down", "start"),
    }
    return texts[state]


def headline_of_silence(*, has_log: bool) -> Headline:
    """Return the sentence about a running server that does not answer. has_log: the window may see its log."""
    return Headline(_tr("The server is not responding."), "warning", "log" if has_log else "")


def headline_of_status(status: ServerStatus) -> Headline:
    """Return the sentence about a running server: its first problem, else what it did today."""
    if status.pause_left_s:
        return Headline(_tr("Collecting is paused: visits are not counted."), "warning")  # a banner resumes it
    problems = [check for check in status.checks if check.is_serious]
    if problems:
        text = check_text(problems[0])
        if len(problems) > 1:
            more = _tr("There are %1 other problems, see Health.", len(problems) - 1)
            text += " " + more.replace("%1", format.exact(len(problems) - 1))
        return Headline(text, "warning", _remedy(problems[0], status))
    queue = status.queue
    if queue.capacity and queue.depth / queue.capacity >= DANGER_AT:
        text = _tr("The server can hardly keep up: %1 events are waiting to be stored, and it refuses more than %2.")
        figures = text.replace("%1", format.exact(queue.depth)).replace("%2", format.exact(queue.capacity))
        return Headline(figures, "warning", "log")
    if queue.refused:
        text = _tr("%1 events were refused since the start.", queue.refused)
        return Headline(text.replace("%1", format.exact(queue.refused)), "warning", "settings")  # the limits are there
    return Headline(_all_is_well(status), "up")


def _all_is_well(status: ServerStatus) -> str:
    stored, depth = status.stored_today, status.queue.depth
    today = _tr("All is well: %1 events stored today.", stored).replace("%1", format.exact(stored))
    if not depth:
        return today
    return f"{today} {_tr('%1 events are waiting to be stored.', depth).replace('%1', format.exact(depth))}"


def _remedy(problem: HealthCheck, status: ServerStatus) -> Remedy:
    if problem.name == "clock" and status.is_clock_in_doubt:
        return "clock"
    if problem.name == "quarantine" and status.set_aside:
        return "requeue"
    if problem.name == "disk":
        return ""  # nothing in the window makes room
    return "settings" if problem.name == "tls" else "log"


class HeadlineCard(Card):
    """Shows the sentence with a dot of its tone and a button. remedy_chosen: carries what the button does."""

    remedy_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("server_headline_card")
        self._headline: Headline | None = None
        self._dot = label(_DOT, "", "server_headline_dot")
        self._text = paragraph("", "heading", "server_headline")
        self._act: QPushButton = button("", "server_remedy", self._on_act, role="primary")
        layout = row(self._dot, self._text, self._act, gap=2, margins=(4, 3, 4, 3))
        layout.setAlignment(self._dot, Qt.AlignmentFlag.AlignVCenter)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_headline(self, headline: Headline) -> None:
        if headline == self._headline:
            return
        texts: dict[Remedy, str] = {
            "": "",
            "start": self.tr("Start the server"),
            "log": self.tr("Show the log"),
            "settings": self.tr("Show the settings"),
            "clock": self.tr("The clock is right"),
            "requeue": self.tr("Take them in again"),
        }
        self._act.setText(texts[headline.remedy])
        self._act.setVisible(bool(headline.remedy))
        self._headline = headline
        self._text.setText(headline.text)
        set_tone(self._dot, headline.tone)
        self.setAccessibleName(headline.text)

    def _on_act(self) -> None:
        if self._headline is not None:
            self.remedy_chosen.emit(self._headline.remedy)
