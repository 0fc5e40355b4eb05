"""Breakdown panel: tabs for related dimensions, a table of values, search over all rows, click to filter.

The panel requests rows by signal and shows those it receives; the page fetches them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QSizePolicy, QTabBar, QWidget

from app.domain.errors import AppError
from app.domain.reports.exports import TableFormat
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.request import Filter
from app.domain.reports.results import MetricsReport, MetricsRow, SortOrder
from app.ui import format
from app.ui.models.breakdown import BreakdownColumn, BreakdownModel, column_of, sort_of
from app.ui.roles import ROW_ROLE
from app.ui.style import theme
from app.ui.style.theme import CONTROL_HEIGHT, ROW_HEIGHT, SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.attribution import AttributionLink
from app.ui.widgets.fields import SearchField
from app.ui.widgets.files.file_actions import add_file_actions
from app.ui.widgets.files.pictures import add_picture_actions, table_picture
from app.ui.widgets.parts import column, follow_text, frame, icon_button, label, reveal, row
from app.ui.widgets.save_dialog import ask_file, file_filters
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.row_table import RowTable

PAGE_ROWS = 100  # the most the server returns at once
SHOWN_ROWS = 9  # without scrolling
_NUMBER_WIDTH = 76  # pixels at a scale of 1
_VALUE_WIDTH = 150  # minimum; number columns are hidden to keep it


@dataclass(frozen=True, slots=True)
class BreakdownRequest:
    """Rows a panel needs. type: the dimension; sort, order: empty for the default of the server."""

    type: str
    search: str = ""
    sort: str = ""
    order: str = ""
    offset: int = 0
    limit: int = PAGE_ROWS

    @property
    def is_plain(self) -> bool:
        """True for the first rows in default order, which the overview report contains as well."""
        return not (self.search or self.sort or self.order or self.offset)


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file to write: all rows of a breakdown, with the search and the order of `request`. total: their number."""

    request: BreakdownRequest
    format: TableFormat
    path: Path
    total: int


class BreakdownPanel(QFrame):
    """One or more dimensions of a report.

    needed carries a BreakdownRequest, to be followed by `show_rows` or `show_error`; filter_requested a Filter;
    file_requested a TableFile; notice a sentence for a toast.
    """

    needed = Signal(object)
    filter_requested = Signal(object)
    file_requested = Signal(object)
    notice = Signal(str)

    def __init__(self, title: str, types: Sequence[str], name: str, *, shown_rows: int = SHOWN_ROWS) -> None:
        """types: dimensions, one tab each, the first is shown; shown_rows: height of the table in rows."""
        super().__init__()
        self.setProperty("role", "panel")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = title
        self.types = tuple(types)
        self._request = BreakdownRequest(self.types[0])
        self._model = BreakdownModel(self)
        self._model.rows_requested.connect(self._on_rows_requested)
        self._table = self._make_table(name, title, shown_rows)
        self._tabs = self._make_tabs(name, title)
        self._search = SearchField(self.tr("Search all rows"), f"{name}_search")
        self._search.searched.connect(self._on_searched)
        self._search_part = QWidget()
        self._search_part.setLayout(row(self._search, margins=(2, 1, 2, 1)))
        self._search_part.hide()
        self._search_button = icon_button("search", self.tr("Search"), f"{name}_search_button", self.open_search)
        self._files = icon_button("download", self.tr("Save all rows"), f"{name}_files", self._on_files_menu)
        self._more = icon_button("more", self.tr("More"), f"{name}_more", self._on_more_menu)
        self._count = label("", "caption", f"{name}_count")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.stack = StateStack(self._table, f"{name}_state")
        self.stack.retry.connect(self.reload)
        self.stack.action.connect(self.clear_search)
        head = row(self._tabs, None, self._search_button, self._files, self._more, gap=1, margins=(2, 1, 2, 0))
        self.attribution = AttributionLink(f"{name}_attribution")
        foot = row(self._count, self.attribution, margins=(2, 1, 2, 1))
        foot.setStretch(0, 1)
        self.setLayout(column(head, frame("hairline"), self._search_part, self.stack, foot, gap=0))
        self._add_keys()

    @property
    def request(self) -> BreakdownRequest:
        """The request for the first rows shown."""
        return self._request

    @property
    def model(self) -> BreakdownModel:
        return self._model

    @property
    def has_more_than_first(self) -> bool:
        """True when the user scrolled beyond the first rows; a refresh should leave such a panel alone."""
        return len(self._model.rows) > self._request.limit

    def reload(self) -> None:
        """Ask for the first rows again."""
        self.stack.show_loading()
        self.needed.emit(self._request)

    def show_loading(self) -> None:
        self.stack.show_loading()

    def show_rows(self, report: MetricsReport) -> None:
        """Show a report: rows from offset 0 replace those shown, later rows are appended."""
        page = report.pagination
        if page.offset:
            self._model.append_rows(report.data.rows, page.total)
        else:
            measure = self._request.sort or DIMENSIONS[self._request.type].order
            self._model.set_rows(report.data.type, report.data.rows, page.total, measure)  # type: ignore[arg-type]
            self._fit_columns()
            self._show_sort()
        self._show_state()

    def show_error(self, error: AppError) -> None:
        """Show why rows could not be loaded. Rows already shown stay."""
        self._model.stop_waiting()
        if self._model.rows and self._request.offset == 0 and self.stack.state == "content":
            self._count.setText(error.message)
            self._count.setToolTip(plain_tip(error.message))
        else:
            self.stack.show_error(error)

    def set_all_visitors(self, visitors: int) -> None:
        """Set the visitors of the whole range, the base of the shares."""
        self._model.set_all_visitors(visitors)

    def picture(self) -> QPixmap:
        """Return the rows that are loaded, with the name of their tab and their count."""
        return table_picture(self._table, format.tab_name(self._request.type), self._count.text())

    def open_search(self) -> None:
        """Show and focus the search field, and scroll to it."""
        self._search_part.show()
        reveal(self._search, self)
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear_search(self) -> None:
        self._search.reset()
        self._search_part.hide()
        self._on_searched("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _make_table(self, name: str, title: str, shown_rows: int) -> RowTable:
        table = RowTable(f"{name}_table", title)
        table.setModel(self._model)
        follow_text(table, lambda: self._fit_table(table, shown_rows))
        table.chosen.connect(self._on_chosen)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_context_menu)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(BreakdownColumn.VALUE, QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(40)
        header.sectionClicked.connect(self._on_header_clicked)
        return table

    def _fit_table(self, table: RowTable, shown_rows: int) -> None:
        """Set the sizes that depend on the size of the text."""
        sized = theme.current().sized
        table.setMinimumHeight(sized(CONTROL_HEIGHT + shown_rows * ROW_HEIGHT))
        for number in BreakdownColumn:
            if number != BreakdownColumn.VALUE:
                table.setColumnWidth(number, sized(_NUMBER_WIDTH))

    def _make_tabs(self, name: str, title: str) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName(f"{name}_tabs")
        tabs.setAccessibleName(title)
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        tabs.setUsesScrollButtons(True)
        for kind in self.types:
            tabs.addTab(format.tab_name(kind))
        tabs.currentChanged.connect(self._on_tab)
        return tabs

    def _add_keys(self) -> None:
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self._copy_row)

    def _on_tab(self, at: int) -> None:
        self._search.reset()
        self._search_part.hide()
        self._request = BreakdownRequest(self.types[at])
        self._table.scrollToTop()
        self.reload()

    def _on_searched(self, text: str) -> None:
        if text != self._request.search:
            self._request = replace(self._request, search=text)
            self._table.scrollToTop()
            self.reload()

    def _on_header_clicked(self, section: int) -> None:
        sort = sort_of(section)
        if sort is None:
            return
        shown, order = self._sorted_by()
        other: SortOrder = "asc" if shown == section and order == "desc" else "desc"
        self._request = replace(self._request, sort=sort, order=other)
        self._table.scrollToTop()
        self.reload()

    def _sorted_by(self) -> tuple[BreakdownColumn, str]:
        sort = self._request.sort or DIMENSIONS[self._request.type].order
        return column_of(sort), self._request.order or "desc"

    def _show_sort(self) -> None:
        self._model.set_sorted(*self._sorted_by())

    def _on_rows_requested(self, offset: int) -> None:
        self.needed.emit(replace(self._request, offset=offset))

    def _on_chosen(self, at: int, is_excluded: bool) -> None:
        value = self._model.index(at, BreakdownColumn.VALUE).data(ROW_ROLE).value
        self.filter_requested.emit(Filter(self._request.type, value, is_excluded))

    def _show_state(self) -> None:
        self._count.setText(self._count_text())
        self._count.setToolTip("")
        if self._model.rows:
            self.stack.show_content()
        elif self._request.search:
            self.stack.show_empty(
                self.tr("No matches"),
                self.tr("No row contains “%1”.").replace("%1", self._request.search),
                self.tr("Clear search"),
                "search",
            )
        else:
            self.stack.show_empty(
                self.tr("No data yet"), self.tr("No visit in this range has a value here."), "", "info"
            )

    def _count_text(self) -> str:
        total, shown = self._model.total, len(self._model.rows)
        if not total:
            return ""
        whole = self.tr("%1 rows", n=total).replace("%1", format.exact(total))
        if shown == total:
            return whole
        return (
            self.tr("%1 rows, %2 loaded", n=total).replace("%1", format.exact(total)).replace("%2", format.exact(shown))
        )

    def _fit_columns(self) -> None:
        """Show as many number columns as fit next to the values, hiding the least important first."""
        columns = self._model.columns()
        sized = theme.current().sized
        room = max(1, (self.width() - sized(_VALUE_WIDTH) - 6 * SPACE) // sized(_NUMBER_WIDTH))
        first = (BreakdownColumn.VALUE, *self._first_numbers())
        order = [*first, *(number for number in columns if number not in first)]
        visible = [number for number in order if number in columns][: room + 1]
        for number in BreakdownColumn:
            self._table.setColumnHidden(number, number not in visible)

    def _first_numbers(self) -> tuple[BreakdownColumn, ...]:
        """Return the columns to hide last: visitors, the sort column, the comparison, pageviews."""
        return (
            BreakdownColumn.VISITORS,
            self._sorted_by()[0],
            BreakdownColumn.CHANGE,
            BreakdownColumn.PREVIOUS,
            BreakdownColumn.PAGEVIEWS,
        )

    def _on_more_menu(self) -> None:
        self._menu(-1).popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_context_menu(self, place: QPoint) -> None:
        self._menu(self._table.rowAt(place.y())).popup(self._table.viewport().mapToGlobal(place))

    def _menu(self, at: int) -> QMenu:
        """Return the context menu of row `at`, or of the panel when it is -1."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if at >= 0:
            menu.addAction(self.tr("Show only this"), lambda: self._on_chosen(at, False))
            menu.addAction(self.tr("Exclude this"), lambda: self._on_chosen(at, True))
            menu.addSeparator()
            menu.addAction(self.tr("Copy value"), lambda: self._copy(self._row(at).value))
            menu.addAction(self.tr("Copy row"), lambda: self._copy(self._as_text(at)))
            menu.addSeparator()
        sorts = menu.addMenu(self.tr("Sort by"))
        for number in BreakdownColumn:
            if sort_of(number) is not None:
                title = self._model.headerData(number, Qt.Orientation.Horizontal)
                sorts.addAction(title, partial(self._on_header_clicked, int(number)))
        menu.addAction(self.tr("Search all rows"), self.open_search)
        menu.addAction(self.tr("Copy the rows shown"), self._copy_rows)
        self._add_files(menu)
        return menu

    def _on_files_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_files(menu)
        menu.popup(self._files.mapToGlobal(self._files.rect().bottomLeft()))

    def _add_files(self, menu: QMenu) -> None:
        add_file_actions(menu, self._on_save)
        add_picture_actions(menu, self, self.picture, self._request.type, self.notice.emit)

    def _row(self, at: int) -> MetricsRow:
        return self._model.rows[at]

    def _as_text(self, at: int) -> str:
        return "\t".join(self._model.text(self._row(at), number) for number in self._model.columns())

    def _copy_row(self) -> None:
        if self._table.currentIndex().isValid():
            self._copy(self._as_text(self._table.currentIndex().row()))

    def _copy_rows(self) -> None:
        """Copy heading and rows that are loaded, as a spreadsheet takes them."""
        across = Qt.Orientation.Horizontal
        titles = [str(self._model.headerData(number, across)) for number in self._model.columns()]
        self._copy("\n".join(["\t".join(titles), *map(self._as_text, range(len(self._model.rows)))]))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _on_save(self, kind: TableFormat) -> None:
        name = f"{self._request.type}.{kind}"
        path = ask_file(self, self.tr("Save all rows"), name, file_filters(kind))
        if path is not None:
            self.file_requested.emit(TableFile(self._request, kind, path, self._model.total))
