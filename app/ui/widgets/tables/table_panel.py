"""Table panel: a table with its title or tabs, a search over all rows, their count, copying, and saving all of them.

The panel asks for rows by signal and shows those it receives; its page fetches them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTabBar, QWidget

from app.domain.errors import AppError
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.models.columns import RowsPage, RowsQuery, TableColumn
from app.ui.models.table_files import FileKind
from app.ui.style.theme import ROW_HEIGHT, SPACE
from app.ui.texts import plain_tip, sentence_of
from app.ui.widgets.fields import SearchField
from app.ui.widgets.files.pictures import add_picture_actions, table_picture
from app.ui.widgets.files.saving import add_file_actions, ask_table_path
from app.ui.widgets.parts import column, frame, icon_button, label, passing_menu, popup_below, reveal, row
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import DataTable

T = TypeVar("T")
EmptyText = Callable[[], tuple[str, str]]  # title and advice

SHOWN_ROWS = 9  # without scrolling


class TablePanel(QFrame, Generic[T]):
    """Rows of one kind.

    needed carries a RowsQuery, to be followed by `show_page` or `show_error`; chosen the row that was clicked or on
    which Enter was pressed; current_changed the row that the arrow keys moved to; filter_requested a Filter; saving the
    path of a file for all rows; file_saving a NewFile to write. clicks_filter: choosing a row filters by the
    first filter of its columns, with Ctrl excludes it.
    """

    needed = Signal(object)
    chosen = Signal(object)
    current_changed = Signal(object)
    filter_requested = Signal(object)
    saving = Signal(object)
    file_saving = Signal(object)
    shown = Signal()  # rows came in

    def __init__(
        self,
        title: str,
        name: str,
        columns: Sequence[TableColumn[T]],
        key: Callable[[T], Hashable],
        *,
        search: str = "",
        row_height: int = ROW_HEIGHT,
        shown_rows: int = SHOWN_ROWS,
        tabs: Sequence[tuple[str, str]] = (),
    ) -> None:
        """search: text of the empty search field, blank without a search; tabs: (key, text) instead of the title."""
        super().__init__()
        self.setProperty("role", "panel")
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.empty_text: EmptyText = self._nothing
        self.clicks_filter = False
        self.query = self._asked = RowsQuery()  # of the first page
        self.tab = tabs[0][0] if tabs else ""
        self._is_other = True  # the next first page is one of another list
        self.table: DataTable[T] = DataTable(
            f"{name}_table", title, columns, key, row_height=row_height, shown_rows=shown_rows
        )
        self.model = self.table.rows
        self.file_columns: Sequence[TableColumn[T]] = columns
        self._search_hint = search
        self._search: SearchField | None = None  # made when it is opened, with the part it is in
        self._search_part = QWidget()
        self._search_part.hide()
        self._count = label("", "caption", f"{name}_count")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.stack = StateStack(self.table, f"{name}_state")
        self.foot = row(self._count, margins=(2, 1, 2, 1))
        self.foot.setStretch(0, 1)
        self.head = self._new_head(title, name, tabs)
        self._lay_out()
        self._connect()

    @property
    def sorted_by(self) -> str:
        """Name of the order that the rows are in."""
        return self.query.sort or self.usual_sort()

    def usual_sort(self) -> str:
        """Return the order of the server when none is asked for, blank when no column has it."""
        return ""

    def set_columns(self, columns: Sequence[TableColumn[T]]) -> None:
        """Show and save the rows in other columns."""
        self.file_columns = columns
        self.model.set_columns(columns)
        self.table.fit()

    def lay_bare(self) -> None:
        """Take the frame away: the panel is inside another one, in line with the texts of a drawer."""
        self.setProperty("role", "")
        self.setContentsMargins(2 * SPACE - 1, 0, 2 * SPACE, 0)

    def ask(self, *, is_other: bool = False) -> RowsQuery:
        """Return the query of the first page, to be followed by `show_page`. is_other: of another list than before."""
        self._is_other |= is_other
        self._asked = self.query
        self.model.stop_waiting()
        return self._asked

    def reload(self) -> None:
        """Ask for the first page again."""
        self.stack.show_loading()
        self.needed.emit(self.ask())

    def show_loading(self) -> None:
        self.stack.show_loading()

    def show_page(self, page: RowsPage[T], *, is_next: bool | None = None) -> None:
        """Show the page that was asked for last. is_next: it follows the rows shown; None to go by what was asked."""
        with self.table.held():
            if bool(self._asked.position) if is_next is None else is_next:
                self.model.show_next(page)
            elif self._is_other:
                self.model.show_other(page)
                self.table.scrollToTop()
            else:
                self.model.show_first(page)
        self._is_other = False
        self.model.set_sorted(self.sorted_by, self.query.order or "desc")
        self._show_state()
        self.table.settle()
        self.shown.emit()

    def show_error(self, error: AppError) -> None:
        """Show why rows could not be loaded. Rows already shown stay."""
        self.model.stop_waiting()
        if self.model.rows and not self._is_other:
            self.stack.show_content()
            self._count.setText(sentence_of(error))
            self._count.setToolTip(plain_tip(sentence_of(error)))
        else:
            self.stack.show_error(error)

    def forget(self) -> None:
        """Remove all rows and the search: another website follows."""
        self._close_search()
        self.query = replace(self.query, search="")
        self._is_other = True
        self.model.show_other(RowsPage(()))
        self._count.setText("")
        self.stack.forget()

    def open_search(self) -> bool:
        """Show the search field and scroll to it. False without a search."""
        if not self._search_hint:
            return False
        if self._search is None:
            self._search = SearchField(self._search_hint, f"{self.objectName()}_search")
            self._search.searched.connect(self._on_searched)
            self._search_part.setLayout(row(self._search, margins=(2, 1, 2, 1)))
        self._search_part.show()
        reveal(self._search, self)
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def whole_height(self) -> int:
        """Return the height at which all rows that are loaded are in view, 0 before the first ones."""
        if self.stack.state == "first_loading":
            return 0
        layout = self.layout()
        assert layout is not None
        parts = (layout.itemAt(at) for at in range(layout.count()))
        others = sum(part.sizeHint().height() for part in parts if part is not None and part.widget() is not self.stack)
        frame = self.contentsMargins().top() + self.contentsMargins().bottom()
        return frame + others + max(self.table.minimumHeight(), self.table.whole_height())

    def clear_search(self) -> None:
        self._close_search()
        self._on_searched("")

    def sort_by(self, sort: str, order: str = "desc") -> None:
        """Show the rows in another order, the largest first at the second time."""
        self.query = replace(self.query, sort=sort, order=order)
        self._is_other = True
        self.reload()

    def picture(self) -> QPixmap:
        """Return the rows that are loaded, with title and count."""
        title = self.tabs.tabText(self.tabs.currentIndex()) if self.tabs is not None else self.accessibleName()
        return table_picture(self.table, title, self._count.text())

    def _close_search(self) -> None:
        """Empty the search field and hide it, without asking for other rows."""
        if self._search is not None:
            self._search.reset()
            self._search_part.hide()

    def _lay_out(self) -> None:
        layout = column(self.head, frame("hairline"), self._search_part, self.stack, self.foot, gap=0)
        layout.setStretch(layout.indexOf(self.stack), 1)  # heads side by side are alike
        self.setLayout(layout)

    def _new_head(self, title: str, name: str, tabs: Sequence[tuple[str, str]]) -> QWidget:
        self.tabs = self._new_tabs(title, name, tabs) if tabs else None
        start = self.tabs or label(title, "heading", f"{name}_title")
        start.setContentsMargins(0 if tabs else 1, 0, 0, 0)  # in line with the text of the first column
        self.more = icon_button("more", self.tr("More"), f"{name}_more", self._on_more_menu, panel=title)
        save = self.tr("Save all rows")
        files = icon_button("download", save, f"{name}_files", lambda: self._on_files_menu(files), panel=title)
        buttons = [files, self.more]
        if self._search_hint:
            search = icon_button("search", self.tr("Search"), f"{name}_search_button", self.open_search, panel=title)
            buttons.insert(0, search)
        head = QWidget()
        head.setLayout(row(start, None, *buttons, gap=1, margins=(2, 1, 2, 0)))
        return head

    def _new_tabs(self, title: str, name: str, tabs: Sequence[tuple[str, str]]) -> QTabBar:
        bar = QTabBar()
        bar.setObjectName(f"{name}_tabs")
        bar.setAccessibleName(title)
        bar.setExpanding(False)
        bar.setDrawBase(False)
        for _, text in tabs:
            bar.addTab(text)
        keys = [key for key, _ in tabs]
        bar.currentChanged.connect(lambda at: self._on_tab(keys[at]))
        return bar

    def _connect(self) -> None:
        table = self.table
        table.chosen.connect(self._on_chosen)
        table.row_changed.connect(self._on_row_changed)
        table.sort_requested.connect(self._on_sort)
        table.menu_requested.connect(lambda at, section, place: self.menu(at, section).popup(place))
        self.model.more_requested.connect(self._on_more)
        self.stack.retry.connect(self.reload)
        self.stack.action.connect(self.clear_search)

    def _on_row_changed(self, at: int) -> None:
        if 0 <= at < self.model.rowCount():
            self.current_changed.emit(self.model.row_at(at))

    def _on_chosen(self, at: int, is_excluded: bool) -> None:
        chosen = self.model.row_at(at)
        self.chosen.emit(chosen)
        if self.clicks_filter:
            self._request_filter(chosen, is_excluded)

    def _request_filter(self, chosen: T, is_excluded: bool) -> None:
        _, new = next(self._filters(chosen), (None, None))
        if new is not None:
            self.filter_requested.emit(replace(new, is_excluded=is_excluded))

    def _filters(self, shown: T) -> Iterator[tuple[TableColumn[T], Filter]]:
        """Return the filters by the values of a row, with their columns."""
        for known in self.model.columns:
            new = known.filter(shown) if known.filter is not None else None
            if new is not None:
                yield known, new

    def _on_tab(self, key: str) -> None:
        self.tab = key
        self._close_search()
        self.query = RowsQuery()
        self._is_other = True
        self.reload()

    def _on_more(self, position: str) -> None:
        self._asked = replace(self.query, position=position)
        self.needed.emit(self._asked)

    def _on_searched(self, text: str) -> None:
        if text != self.query.search:
            self.query = replace(self.query, search=text)
            self._is_other = True
            self.reload()

    def _on_sort(self, sort: str) -> None:
        is_again = sort == self.sorted_by and (self.query.order or "desc") == "desc"
        self.sort_by(sort, "asc" if is_again else "desc")

    def _show_state(self) -> None:
        self._count.setText(self._count_text())
        self._count.setToolTip("")
        if self.model.rows:
            self.stack.show_content()
        elif self.query.search:
            advice = self.tr("No row contains “%1”.").replace("%1", self.query.search)
            self.stack.show_empty(self.tr("No matches"), advice, self.tr("Clear search"), "search")
        else:
            self.stack.show_empty(*self.empty_text(), "", "info")

    def _nothing(self) -> tuple[str, str]:
        return self.tr("No data yet"), self.tr("There is nothing to show here.")

    def _count_text(self) -> str:
        shown, total = self.model.rowCount(), self.model.total
        if not shown:
            return ""
        if total is None:
            if self.model.has_more:
                return self.tr("%1 rows loaded, scroll for more", n=shown).replace("%1", format.exact(shown))
            total = shown
        whole = self.tr("%1 rows", n=total).replace("%1", format.exact(total))
        if shown >= total:
            return whole
        return (
            self.tr("%1 rows, %2 loaded", n=total).replace("%1", format.exact(total)).replace("%2", format.exact(shown))
        )

    def _on_more_menu(self) -> None:
        popup_below(self.menu(), self.more)

    def _on_files_menu(self, button: QWidget) -> None:
        menu = passing_menu(self)
        self._add_files(menu)
        popup_below(menu, button)

    def menu(self, at: int = -1, section: int = -1) -> QMenu:
        """Return the context menu of a cell, or of the panel when `at` is -1."""
        menu = passing_menu(self)
        if at >= 0:
            shown = self.model.row_at(at)
            self._add_filters(menu, shown)
            text = self.model.columns[section].text(shown)
            menu.addAction(self.tr("Copy value"), partial(_copy, text)).setEnabled(bool(text))
            menu.addAction(self.tr("Copy row"), partial(_copy, self.table.row_text(at)))  # rows move below the menu
            menu.addSeparator()
        sorts = [known for known in self.model.columns if known.sort]
        if sorts:
            sort_menu = menu.addMenu(self.tr("Sort by"))
            for known in sorts:
                sort_menu.addAction(self.model.heading(known), partial(self._on_sort, known.sort))
        if self._search_hint:
            menu.addAction(self.tr("Search all rows"), self.open_search)
        menu.addAction(self.tr("Copy the rows shown"), lambda: _copy(self.table.rows_text()))
        self._add_files(menu)
        return menu

    def _add_files(self, menu: QMenu) -> None:
        add_file_actions(menu, self._on_save)
        add_picture_actions(menu, self, self.picture, self.tab or self.objectName(), self.file_saving.emit)

    def _add_filters(self, menu: QMenu, shown: T) -> None:
        """Add the filters of a row, by its values."""
        if self.clicks_filter:
            menu.addAction(self.tr("Show only this"), partial(self._request_filter, shown, False))
            menu.addAction(self.tr("Exclude this"), partial(self._request_filter, shown, True))
            menu.addSeparator()
            return
        for known, new in self._filters(shown):
            value = _menu_text(format.value_name(new.dimension, new.value))
            only, other = self.tr("Show only %1"), self.tr("Exclude %1")
            submenu = menu.addMenu(f"{known.title()}: {value}")
            submenu.addAction(only.replace("%1", value), partial(self.filter_requested.emit, new))
            excluded = replace(new, is_excluded=True)
            submenu.addAction(other.replace("%1", value), partial(self.filter_requested.emit, excluded))
        if not menu.isEmpty():
            menu.addSeparator()

    def _on_save(self, kind: FileKind) -> None:
        path = ask_table_path(self, self.tab or self.objectName(), kind)
        if path is not None:
            self.saving.emit(path)


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _menu_text(text: str) -> str:
    """Return a stranger's text for a menu: short, and without the sign for a key."""
    return (text if len(text) <= 40 else f"{text[:39]}\N{HORIZONTAL ELLIPSIS}").replace("&", "&&")
