"""Results of a report as a table with the days that they are of, and the preview of a report that is not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from operator import itemgetter
from typing import Any, Literal

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.items.saved_reports import DEFAULT_RELATIVE_DAYS, ReportConfig, ReportRun
from app.domain.reports.periods import parse_date
from app.ui import format
from app.ui.bridge import Bridge
from app.ui.models.columns import RowsPage, TableColumn
from app.ui.pages.records.report_form import ReportForm
from app.ui.pages.records.report_results import ResultTable, table_of
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.translation import translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import button, column, label, row
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import DataTable

_tr = translator("saved_reports")

Row = tuple[int, tuple[str, ...]]  # number and texts of a row of results

_PREVIEWED = 4  # rows of a preview, at least
_WIDTH, _LEAST_WIDTH = 440, 200  # pixels of a preview at a scale of 1, at least: usually; on a narrow screen
_GAP = 5 * SPACE  # between form and preview
_WIDEST = 320  # pixels of a column at a scale of 1
_FEW, _ROOMY = 5, 150  # so few columns are so wide: their numbers stand near the names that they belong to


class ReportView(QWidget):
    """A title, the days, and the results as a table.

    name: prefix of the object names; shown_rows: at least; roomy: pixels of each column where there are few; ends: no
    higher than all rows need.
    """

    def __init__(self, name: str, shown_rows: int, *, roomy: int = _ROOMY, ends: bool = False) -> None:
        super().__init__()
        self._roomy, self._ends = roomy, ends
        self.heading = ElidedLabel("heading", f"{name}_heading")
        self._days = label("", "muted", f"{name}_days_shown")
        results = _tr("Results")
        self.results: DataTable[Row] = DataTable(f"{name}_results", results, (), itemgetter(0), shown_rows=shown_rows)
        self.results.set_use("read")
        self.results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.stack = StateStack(self.results, f"{name}_results_state")
        head = row(self.heading, self._days, gap=3)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.stack, gap=2))

    def show_run(self, run: ReportRun, names: Mapping[str, str]) -> None:
        """Show the results of a report. names: of goals and funnels, by their ids."""
        config = run.config
        shown = days_of(config)
        if run.compare is not None:
            compared = _tr("compared with %1").replace("%1", format.day_range(*run.compare.comparison_range))
            shown = f"{shown} \N{MIDDLE DOT} {compared}"
        self._days.setText(shown)
        table = table_of(config, run.data, names)
        self._fill(table)
        if table.rows:
            self.stack.show_content()
        else:
            self.stack.show_empty(_tr("Nothing in these days"), _tr("The report has no rows."), "", "report")

    def event(self, event: QEvent) -> bool:
        """End below the last row: the heading may have become higher."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._limit_height()
        return is_done

    def _limit_height(self) -> None:
        if self._ends and (layout := self.layout()) is not None:
            results = layout.itemAt(layout.count() - 1)
            assert results is not None
            others = layout.sizeHint().height() - results.sizeHint().height()
            self.setMaximumHeight(others + max(self.results.minimumHeight(), self.results.whole_height()))

    def _fill(self, table: ResultTable) -> None:
        shown = self.results.rows
        shown.show_other(RowsPage(()))  # rows of another report have other columns
        shown.set_columns([_column(table, at, self._roomy) for at in range(len(table.titles))])
        shown.show_other(RowsPage(tuple(enumerate(table.rows))))
        self.results.fit()
        self._limit_height()


class ReportPreview(QWidget):
    """Results of what is in the form of a report, without saving it, from the first press of `button` on."""

    def __init__(
        self, bridge: Bridge, client: ApiClient, website_id: str, form: ReportForm, names: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._bridge, self._client, self._website_id = bridge, client, website_id
        self._form, self._names = form, names
        self._call: Future[Any] | None = None
        self._asked: ReportConfig | None = None
        self.view = ReportView("report_preview", _PREVIEWED, roomy=0)
        self.view.heading.setText(_tr("Preview"))
        self.view.stack.action.connect(self.run)
        self.view.stack.retry.connect(self.run)
        self.button = button(_tr("Preview"), "report_preview", self.run, icon_name="play")
        self.setLayout(column(self.view))
        self.hide()
        form.changed.connect(self._on_changed)

    @Slot()
    def run(self) -> None:
        """Ask for what the form says; a report needs no name for that."""
        if not self._form.check(without=("name",)):
            return
        self._withdraw()
        self.view.stack.show_loading()
        self._open()
        self._asked = self._form.config()
        call = self._client.preview_report(self._website_id, self._asked)
        self._call = self._bridge.run(call, self._on_run, self._on_failed)

    def _open(self) -> None:
        """Stand beside the fields, in a window that is wide enough for both, as far as the screen is."""
        window, area = self.window(), self.screen().availableGeometry()
        if self.isHidden():
            usual, least = map(theme.current().sized, (_WIDTH, _LEAST_WIDTH))
            self.setMinimumWidth(min(usual, max(least, area.width() - window.frameGeometry().width() - _GAP)))
        self.show()
        if (layout := window.layout()) is not None:
            layout.activate()
        window.resize(max(window.width(), window.minimumSizeHint().width()), window.height())
        frame = window.frameGeometry()
        window.move(max(area.left(), min(frame.left(), area.left() + area.width() - frame.width())), frame.top())

    def _on_run(self, run: ReportRun) -> None:
        self.view.show_run(run, self._names)

    def _on_failed(self, error: AppError) -> None:
        """Show what is wrong at the field that is meant, and here what is wrong otherwise."""
        if error.field is None:
            self.view.stack.show_error(error)
        else:
            self._show_none()
            self._form.show_error(error)

    def _on_changed(self) -> None:
        """Take away results that are no longer those of the form."""
        if self._asked is not None and self._form.config() != self._asked:
            self._withdraw()
            self._show_none(_tr("The fields have changed since the last preview."))

    def _withdraw(self) -> None:
        if self._call is not None:
            self._call.cancel()

    def _show_none(self, advice: str = "") -> None:
        self._asked = None
        self.view.stack.show_empty(_tr("No preview"), advice, _tr("Preview"), "report")


def days_of(config: ReportConfig) -> str:
    """Return the days of a report in words, blank when they cannot be read."""
    if config.date_range_type == "relative":
        days = config.relative_days or DEFAULT_RELATIVE_DAYS
        return _tr("last %1 days", days).replace("%1", format.exact(days))
    first, last = parse_date(config.start_date), parse_date(config.end_date)
    return format.day_range(first, last) if first and last else ""


def _column(table: ResultTable, at: int, roomy: int) -> TableColumn[Row]:
    """Return the column of one text of each row, as wide as the longest; the first one takes the room that is left."""
    look = theme.current()
    advance = QFontMetrics(look.font()).horizontalAdvance
    longest = max((advance(row[at]) for row in table.rows), default=0) / look.scale
    least = roomy if len(table.titles) <= _FEW else 0
    width = min(_WIDEST, max(least, round(longest) + 4 * SPACE)) if at else 0
    title = table.titles[at]
    align: Literal["left", "right"] = "right" if at in table.numbers else "left"
    return TableColumn(title, lambda: title, lambda row: row[1][at], align=align, width=width)
