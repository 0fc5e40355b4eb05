"""Commands of the window about reports to keep: one that is saved now, and those on a schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from app.ui.printing.report_saving import ReportSaving
from app.ui.printing.report_schedules import ReportSchedules
from app.ui.printing.schedule_dialog import ScheduleDialog
from app.ui.widgets.toast import Toast
from app.ui.window_context import WindowContext


class Reports(QObject):
    """Reports of a window, which owns them."""

    def __init__(self, context: WindowContext, toast: Toast, tell: Callable[[str], object]) -> None:
        """tell: shows a sentence about a report that could not be saved, also while the window is hidden."""
        super().__init__(context.window)
        link, self._workspace, self._window = context.link, context.workspace, context.window
        self._saving = ReportSaving(context.bridge, lambda: link.client, self._workspace, toast, self._window)
        self.schedules = ReportSchedules(context, self)
        self.schedules.notice.connect(tell)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return the handlers of the commands, by name."""
        return {"save_report": self._saving.ask, "schedule_reports": self.open_schedules}

    def open_schedules(self) -> None:
        """Open the dialog of the schedules, for the site on screen."""
        if self._workspace.website is not None:
            ScheduleDialog(self.schedules, self._workspace.website, self._window).open()
