"""Saving of a report of the site and the days on screen, as PDF or HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.report.files import kind_of, write_report
from app.report.gather import gather
from app.report.schedule import file_name
from app.ui.bridge import Bridge
from app.ui.printing.report_content import report_content
from app.ui.texts import sentence_of
from app.ui.translation import translator
from app.ui.widgets.save_dialog import ask_file
from app.ui.widgets.toast import Toast
from app.ui.workspace import Workspace

_tr = translator("report_saving")

_ENDINGS = (".pdf", ".html")


class ReportSaving(QObject):
    """Asks for a file, has the report made off the GUI thread, and tells where it is.

    client: of the server on screen, None while there is none.
    """

    def __init__(
        self,
        bridge: Bridge,
        client: Callable[[], ApiClient | None],
        workspace: Workspace,
        toast: Toast,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._client, self._workspace = bridge, client, workspace
        self._toast, self._window = toast, window

    def ask(self) -> None:
        """Ask for the file, then save."""
        site, client = self._workspace.website, self._client()
        if site is None or client is None:
            return
        request = self._workspace.request()
        filters = {ending: f"{ending[1:].upper()} (*{ending})" for ending in _ENDINGS}
        name = file_name(site.domain, (request.start, request.end), "pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = ask_file(self._window, _tr("Save report"), str(Path(folder) / name), filters, aliases=(".htm",))
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Save the report of the site and the days on screen."""
        site, client = self._workspace.website, self._client()
        if site is None or client is None:
            return
        self._toast.show_text(_tr("Making the report…"))
        work = _save(client, site, self._workspace.request(), self._workspace.now(), path)
        self._bridge.run(work, self._on_saved, self._on_failed)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        text = _tr("Saved %1.").replace("%1", path.name)
        self._toast.show_text(text, "up", _tr("Open"), lambda: open_file(path))

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._toast.show_text(sentence_of(error), "down")


async def _save(client: ApiClient, site: WebsiteReply, request: ReportRequest, now: datetime, path: Path) -> Path:
    answers = await gather(client, site, request, now)
    await asyncio.to_thread(lambda: write_report(path, report_content(answers, kind_of(path))))
    return path


def open_file(path: Path) -> None:
    """Open a file with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
