"""Commands of the window about reports to keep: one that is saved now, and those on a schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.bridge import Bridge
from app.ui.printing.report_saving import ReportSaving
from app.ui.printing.report_schedules import ReportSchedules
from app.ui.printing.schedule_dialog import ScheduleDialog
from app.ui.servers.server_link import ServerLink
from app.ui.widgets.toast import Toast
from app.ui.window_state import WindowState
from app.ui.workspace import Workspace


class Reports(QObject):
    """Reports of a window, which owns them."""

    def __init__(
        self,
        bridge: Bridge,
        link: ServerLink,
        workspace: Workspace,
        window_state: WindowState,
        toast: Toast,
        window: QWidget,
        tell: Callable[[str], object],
    ) -> None:
        """tell: shows a sentence about a report that could not be saved, also while the window is hidden."""
        super().__init__(window)
        self._workspace, self._window = workspace, window
        self._saving = ReportSaving(bridge, lambda: link.client, workspace, toast, window)
        self.schedules = ReportSchedules(bridge, link, workspace, window_state, self)
        self.schedules.notice.connect(tell)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the handlers of the commands, by name."""
        return {"save_report": self._saving.ask, "schedule_reports": self.open_schedules}

    def open_schedules(self) -> None:
        """Open the dialog of the schedules, for the site on screen."""
        if self._workspace.website is not None:
            ScheduleDialog(self.schedules, self._workspace.website, self._window).open()
