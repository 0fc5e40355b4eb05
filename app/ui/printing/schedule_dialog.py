"""Dialog for reports on a schedule: a new one for the site on screen, and the list of those there are."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.api.wire import WebsiteReply
from app.domain.reports.presets import Every
from app.report.files import FileKind
from app.report.schedule import ReportSchedule
from app.ui import format
from app.ui.models.cells import Cell, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.printing.report_schedules import ReportSchedules, Stage
from app.ui.translation import translator
from app.ui.widgets.forms import FormError, line
from app.ui.widgets.parts import button, column, label, paragraph, row
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.windows.fitted_dialog import FittedDialog

_tr = translator("schedule_dialog")

_WIDTH = 620
_SHOWN_ROWS = 5


class ScheduleDialog(FittedDialog):
    """Schedules of the server on screen. site: whose reports a new one makes."""

    def __init__(self, schedules: ReportSchedules, site: WebsiteReply, parent: QWidget | None) -> None:
        super().__init__("schedule_dialog", _WIDTH, parent)
        self.setWindowTitle(_tr("Reports on a schedule"))
        self._schedules, self._site = schedules, site
        self._every = SegmentedControl(
            (("day", _tr("Day")), ("week", _tr("Week")), ("month", _tr("Month"))), "schedule_every", _tr("Every")
        )
        self._every.set_value("month")
        self._kind = SegmentedControl((("pdf", "PDF"), ("html", "HTML")), "schedule_kind", _tr("As"))
        self._folder = line("schedule_folder", _tr("Folder"), "")
        self._folder.setText(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._error = FormError("schedule_error")
        columns = cell_columns(((_tr("Site"), 3), (_tr("Every"), 2), (_tr("Folder"), 5)), self._cells)
        self._table = DataTable("schedules", self.windowTitle(), columns, attrgetter("id"), row_height=TWO_LINES)
        self._remove: QPushButton = button(_tr("Remove"), "schedule_remove", self._on_remove, icon_name="trash")
        self._again: QPushButton = button(_tr("Try again"), "schedule_again", schedules.try_again, icon_name="refresh")
        self._lay_out()
        self._table.set_use("double_click")
        self._table.show_whole(_SHOWN_ROWS)
        self._table.row_changed.connect(lambda _: self._show_buttons())
        self._table.delete_requested.connect(self._on_remove)
        schedules.changed.connect(self.show_schedules)
        self.show_schedules()

    def show_schedules(self) -> None:
        """Show the list, with what could not be made and why."""
        self._table.rows.show_first(RowsPage(self._schedules.schedules))
        self._table.viewport().update()  # what is known about a schedule is no part of it
        self._show_buttons()

    def _lay_out(self) -> None:
        about = _tr(
            "A report of each day, week or month that is over, saved to a folder by itself. Reports are made while "
            "Sparklytics runs, also in the tray, and is connected to the server; what was missed is made up for later."
        )
        browse = button(_tr("Browse\N{HORIZONTAL ELLIPSIS}"), "schedule_browse", self._on_browse)
        add = button(_tr("Add"), "schedule_add", self._on_add, role="primary", icon_name="plus")
        add.setDefault(True)
        close = button(_tr("Close"), "schedule_close", self.close)
        for push in (browse, close, self._remove, self._again):
            push.setAutoDefault(False)
        title = label(_tr("Reports of %1").replace("%1", self._site.domain), "heading")
        choices = row(label(_tr("Every")), self._every, 2, label(_tr("As")), self._kind, None)
        folder = row(label(_tr("Folder")), self._folder, browse, add)
        folder.setStretch(1, 1)
        parts = (title, paragraph(about, "muted"), choices, folder, self._error, self._table)
        self.setLayout(column(*parts, row(self._remove, self._again, None, close), gap=3, margins=5))

    def _cells(self, schedule: ReportSchedule) -> tuple[Cell, ...]:
        every = {"day": _tr("Day"), "week": _tr("Week"), "month": _tr("Month")}[schedule.every]
        return Cell(schedule.domain, tip=schedule.domain), Cell(every, schedule.kind.upper()), self._state(schedule)

    def _state(self, schedule: ReportSchedule) -> Cell:
        """Return the folder of a schedule, with what was made or why nothing is."""
        stage = self._schedules.stage(schedule)
        problem = self._schedules.problem(schedule)
        if stage == "no_site":
            problem = _tr("This site is gone: no report is made.")
        if problem:
            return Cell(schedule.folder, problem, "down", tip=problem)
        if schedule.last_day is not None:
            until = _tr("Made until %1").replace("%1", format.day(schedule.last_day))
            return Cell(schedule.folder, until, tip=schedule.folder)
        texts: dict[Stage, str] = {
            "unconnected": _tr("The first one will be made once the server is connected."),
            "making": _tr("The first one is being made\N{HORIZONTAL ELLIPSIS}"),
            "waiting": _tr("The first one will be made shortly."),
        }
        return Cell(schedule.folder, texts[stage], tip=schedule.folder)

    def _show_buttons(self) -> None:
        self._remove.setEnabled(self._table.current is not None)
        self._remove.setVisible(bool(self._table.rows.rows))
        self._again.setVisible(any(map(self._schedules.problem, self._table.rows.rows)))

    def _on_browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _tr("Folder of the reports"), self._folder.text())
        if folder:
            self._folder.setText(folder)

    def _on_add(self) -> None:
        folder = Path(self._folder.text().strip()).expanduser()
        if not self._folder.text().strip() or not folder.is_absolute():
            self._error.show_text(_tr("Enter the whole path of a folder."))
            self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        every, kind = cast(Every, self._every.value), cast(FileKind, self._kind.value)
        is_new = self._schedules.add(self._site, every, kind, folder)
        self._error.show_text("" if is_new else _tr("There is such a schedule already."))

    def _on_remove(self) -> None:
        if self._table.current is not None:
            self._schedules.remove(self._table.current)
