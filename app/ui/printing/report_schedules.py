"""Reports on a schedule: made while the program runs, one after another, each period once."""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.reports.periods import parse_zone
from app.domain.reports.presets import DateRange, Every
from app.domain.reports.request import ReportRequest
from app.domain.server_status import ServerStatus
from app.report.files import FileKind
from app.report.gather import Answers, gather
from app.report.schedule import FolderError, FolderProblem, ReportSchedule, file_name, write_new
from app.ui.printing.report_content import report_content
from app.ui.texts import sentence_of
from app.ui.translation import filled, translator
from app.ui.window_context import WindowContext
from app.ui.window_state import WindowState

_tr = translator("report_schedules")

Stage = Literal["no_site", "unconnected", "making", "waiting", "made"]  # of a schedule, first one that holds
CHECK_EVERY_MS = 60_000
RETRY_S = 600.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Saved:
    """A report that was written. last_day: of its period."""

    schedule_id: str
    last_day: date
    path: Path


class _Making:
    """A report on its way to its file: written or withdrawn, whichever comes first. A withdrawn one leaves no file."""

    def __init__(self, schedule: ReportSchedule, site: WebsiteReply, days: DateRange) -> None:
        self._schedule, self._site, self._days = schedule, site, days
        self._lock = threading.Lock()  # held for assignments only
        self._is_withdrawn = False
        self._saved: _Saved | None = None

    async def run(self, client: ApiClient, now: datetime) -> _Saved:
        """Ask for the report and write it."""
        answers = await gather(client, self._site, ReportRequest(*self._days), now)
        return await asyncio.to_thread(self._write, answers)

    def withdraw(self) -> _Saved | None:
        """Leave no file. Returns the report if it is written already: then it stays."""
        with self._lock:
            self._is_withdrawn = True
            return self._saved

    def _write(self, answers: Answers) -> _Saved:
        """Compose and write the report. A thread cannot be cancelled, so it looks whether the report was withdrawn."""
        kind = self._schedule.kind
        content = report_content(answers, kind)
        if self._is_withdrawn:
            raise asyncio.CancelledError
        path = write_new(Path(self._schedule.folder), file_name(self._site.domain, self._days, kind), content)
        saved = _Saved(self._schedule.id, self._days[1], path)
        with self._lock:
            if not self._is_withdrawn:
                self._saved = saved
                return saved
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("Report %s was withdrawn and cannot be removed: %s", path, error)
        raise asyncio.CancelledError


class ReportSchedules(QObject):
    """Keeper of the schedules, one a window. Each looks after those of the server it shows.

    Nothing is made while the server doubts its clock: the days of a report could be the wrong ones.
    changed: the list, or what is known about one of them; notice: a sentence about a report that could not be saved.
    """

    _taken: ClassVar[set[str]] = set()  # ids of those whose report is being made, by any window
    _problems: ClassVar[dict[str, str]] = {}  # by id: why the report could not be made
    _retry_at: ClassVar[dict[str, float]] = {}
    changed = Signal()
    notice = Signal(str)

    def __init__(self, context: WindowContext, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._bridge, self._link, self._workspace = context.bridge, context.link, context.workspace
        self._window_state, self._clock = context.window_state, clock
        self._call: Future[_Saved] | None = None
        self._making = ""  # id of the schedule that the call is for
        self._is_clock_in_doubt = not context.link.is_remote  # the own server says at once that it is not
        self._timer = QTimer(self, interval=CHECK_EVERY_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()
        context.workspace.loaded.connect(self.check)
        context.workspace.loaded.connect(self.changed)
        context.link.state_changed.connect(self.changed)
        context.link.client_changed.connect(self._on_client)
        context.bridge.server_status.connect(self._on_status)

    @property
    def schedules(self) -> tuple[ReportSchedule, ...]:
        """Those of the server on screen."""
        return tuple(one for one in self._window_state.report_schedules if one.server == self._server)

    def stage(self, schedule: ReportSchedule) -> Stage:
        """Return how far a schedule of the server on screen is."""
        sites = {site.id for site in self._workspace.websites}
        if self._link.state != "running" or not sites:
            return "unconnected"
        if schedule.website_id not in sites:
            return "no_site"
        if schedule.id in self._taken:
            return "making"
        return "waiting" if schedule.last_day is None else "made"

    def problem(self, schedule: ReportSchedule) -> str:
        """Return why the last report could not be made, blank when it could."""
        return self._problems.get(schedule.id, "")

    def add(self, site: WebsiteReply, every: Every, kind: FileKind, folder: Path) -> bool:
        """Add a schedule; False when there is one that makes the same files.

        The report of the last whole period is made at once.
        """
        new = ReportSchedule(secrets.token_hex(8), self._server, site.id, site.domain, every, kind, str(folder))
        if any(_files_of(one) == _files_of(new) for one in self.schedules):
            return False
        self._keep((*self._window_state.report_schedules, new))
        self.check()
        return True

    def remove(self, schedule: ReportSchedule) -> None:
        """Remove a schedule. Its files stay."""
        self._keep(tuple(one for one in self._window_state.report_schedules if one.id != schedule.id))

    def try_again(self) -> None:
        """Make now what could not be made before."""
        self._retry_at.clear()
        self.check()

    @Slot()
    def check(self) -> None:
        """Begin the next report that is due, unless one is being saved."""
        client, now = self._link.client, self._workspace.now()
        is_busy = self._call is not None and not self._call.done()
        if is_busy or client is None or self._link.state != "running" or self._is_clock_in_doubt:
            return
        sites = {site.id: site for site in self._workspace.websites}
        for schedule in self.schedules:
            site = sites.get(schedule.website_id)
            if site is None or schedule.id in self._taken or self._retry_at.get(schedule.id, 0.0) > self._clock():
                continue
            if due := schedule.due(now.astimezone(parse_zone(None, site.timezone)).date()):
                self._making = schedule.id
                self._taken.add(schedule.id)
                making = _Making(schedule, site, due[0])
                self._call = self._bridge.run(making.run(client, now), self._on_saved, self._on_failed)
                self._call.add_done_callback(partial(_let_go, self._taken, schedule.id, making, self._window_state))
                self.changed.emit()
                return

    @Slot()
    def _on_client(self) -> None:
        self._is_clock_in_doubt = not self._link.is_remote  # a remote one tells its status to administrators only

    @Slot(object)
    def _on_status(self, status: ServerStatus) -> None:
        was_in_doubt, self._is_clock_in_doubt = self._is_clock_in_doubt, status.is_clock_in_doubt
        if was_in_doubt:
            self.check()

    def _on_saved(self, saved: _Saved) -> None:
        log.info("Report %s made", saved.path)
        self._problems.pop(saved.schedule_id, None)
        _keep_last_day(self._window_state, saved)
        self.changed.emit()
        self.check()

    def _on_failed(self, error: AppError) -> None:
        log.info("A report on a schedule was not made: %s", error.message)
        sentence = _sentence(error)
        self._retry_at[self._making] = self._clock() + RETRY_S
        if self._problems.get(self._making) != sentence:
            self._problems[self._making] = sentence
            self.notice.emit(_tr("A report on a schedule could not be saved. %1").replace("%1", sentence))
            self.changed.emit()
        self.check()

    @property
    def _server(self) -> str:
        address = self._link.address
        return address.url if self._link.is_remote and address is not None else ""

    def _keep(self, schedules: tuple[ReportSchedule, ...]) -> None:
        self._window_state.report_schedules = schedules
        self._window_state.save()
        self.changed.emit()


def _files_of(schedule: ReportSchedule) -> tuple[str, ...]:
    """Return what decides about the files of a schedule, on one server."""
    return schedule.website_id, schedule.every, schedule.kind, schedule.folder


def _let_go(taken: set[str], key: str, making: _Making, window_state: WindowState, call: Future[_Saved]) -> None:
    """Leave a schedule to the next check, also after a call that was withdrawn with its window."""
    taken.discard(key)
    if call.cancelled() and (saved := making.withdraw()) is not None:
        _keep_last_day(window_state, saved)


def _keep_last_day(window_state: WindowState, saved: _Saved) -> None:
    """Note for the next start that a report was made."""
    window_state.report_schedules = tuple(
        msgspec.structs.replace(one, last_day=saved.last_day) if one.id == saved.schedule_id else one
        for one in window_state.report_schedules
    )
    window_state.save()


def _sentence(error: AppError) -> str:
    """Return an error as a sentence, one of a folder in the language of the window."""
    if not isinstance(error, FolderError):
        return sentence_of(error)
    texts: dict[FolderProblem, str] = {
        "missing": _tr("The folder %1 does not exist."),
        "refused": _tr("Nothing can be written to the folder %1: permission denied."),
        "full": _tr("Nothing can be written to the folder %1: its disk is full."),
        "crowded": _tr("The folder %1 has too many files of one name."),
        "failed": _tr("Nothing can be written to the folder %1."),
    }
    return filled(texts[error.problem], str(error.folder))
