"""Table panel: a table with its title or tabs, a search over all rows, their count, copying, and saving all of them.

The panel asks for rows by signal and shows those it receives; its page fetches them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTabBar, QWidget

from app.domain.errors import AppError
from app.ui import format
from app.ui.models.columns import RowsPage, RowsQuery, TableColumn
from app.ui.models.table_files import FileKind
from app.ui.style import theme
from app.ui.style.theme import CONTROL_HEIGHT, ROW_HEIGHT, SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.fields import SearchField
from app.ui.widgets.files.file_actions import add_file_actions
from app.ui.widgets.files.pictures import add_picture_actions, table_picture
from app.ui.widgets.parts import column, follow_text, frame, icon_button, label, reveal, row
from app.ui.widgets.save_dialog import ask_file, file_filters
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import DataTable

T = TypeVar("T")
EmptyText = Callable[[], tuple[str, str]]  # title and advice

SHOWN_ROWS = 9  # without scrolling


class TablePanel(QFrame, Generic[T]):
    """Rows of one kind.

    needed carries a RowsQuery, to be followed by `show_page` or `show_error`; chosen the row that was clicked or on
    which Enter was pressed; current_changed the row that the arrow keys moved to; filter_requested a Filter; saving the
    path of a file for all rows; tab_chosen the key of a tab; notice a sentence for a toast.
    """

    needed = Signal(object)
    chosen = Signal(object)
    current_changed = Signal(object)
    filter_requested = Signal(object)
    saving = Signal(object)
    tab_chosen = Signal(str)
    notice = Signal(str)
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
        self.query = RowsQuery()  # of the first page
        self._asked = self.query
        self._is_other = True  # the next first page is one of another list
        self.table: DataTable[T] = DataTable(f"{name}_table", title, columns, key, row_height=row_height)
        least = CONTROL_HEIGHT + shown_rows * row_height
        follow_text(self.table, lambda: self.table.setMinimumHeight(theme.current().sized(least)))
        self.model = self.table.rows
        self.file_columns: Sequence[TableColumn[T]] = columns
        self._search = SearchField(search or self.tr("Search all rows"), f"{name}_search")
        self._search_part = self._new_search_part(name, is_there=bool(search))
        self._count = label("", "caption", f"{name}_count")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.stack = StateStack(self.table, f"{name}_state")
        self.foot = row(self._count, margins=(2, 1, 2, 1))
        self.foot.setStretch(0, 1)
        self.head = self._new_head(title, name, tabs)
        self.setLayout(column(self.head, frame("hairline"), self._search_part, self.stack, self.foot, gap=0))
        self._connect()

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

    def show_page(self, page: RowsPage[T]) -> None:
        """Show the page that was asked for last."""
        with self.table.held():
            if self._asked.position:
                self.model.show_next(page)
            elif self._is_other:
                self.model.show_other(page)
                self.table.scrollToTop()
            else:
                self.model.show_first(page)
        self._is_other = False
        self.model.set_sorted(self.query.sort, self.query.order or "desc")
        self._show_state()
        self.shown.emit()

    def show_error(self, error: AppError) -> None:
        """Show why rows could not be loaded. Rows already shown stay."""
        self.model.stop_waiting()
        if self.model.rows and not self._is_other:
            self.stack.show_content()
            self._count.setText(error.message)
            self._count.setToolTip(plain_tip(error.message))
        else:
            self.stack.show_error(error)

    def forget(self) -> None:
        """Remove all rows and the search: another website follows."""
        self._search.reset()
        self._search_part.setVisible(self._is_search_open)
        self.query = replace(self.query, search="")
        self._is_other = True
        self.model.show_other(RowsPage(()))
        self._count.setText("")
        self.stack.forget()

    def open_search(self) -> bool:
        """Show the search field and scroll to it. False without a search."""
        if not self._has_search:
            return False
        self._search_part.show()
        reveal(self._search, self)
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def clear_search(self) -> None:
        self._search.reset()
        self._search_part.setVisible(self._is_search_open)
        self._on_searched("")

    def sort_by(self, sort: str, order: str = "desc") -> None:
        """Show the rows in another order, the largest first at the second time."""
        self.query = replace(self.query, sort=sort, order=order)
        self._is_other = True
        self.reload()

    def picture(self) -> QPixmap:
        """Return the rows that are loaded, with title and count."""
        return table_picture(self.table, self.accessibleName(), self._count.text())

    def _new_search_part(self, name: str, *, is_there: bool) -> QWidget:
        self._has_search, self._is_search_open = is_there, False
        part = QWidget()
        part.setLayout(row(self._search, margins=(2, 1, 2, 1)))
        part.hide()
        return part

    def _new_head(self, title: str, name: str, tabs: Sequence[tuple[str, str]]) -> QWidget:
        start = self._new_tabs(title, name, tabs) if tabs else label(title, "heading", f"{name}_title")
        start.setContentsMargins(0 if tabs else 1, 0, 0, 0)  # in line with the text of the first column
        self.more = icon_button("more", self.tr("More"), f"{name}_more", self._on_more_menu)
        head = QWidget()
        layout = row(start, None, self.more, gap=1, margins=(2, 1, 2, 1))
        if self._has_search:
            search = icon_button("search", self.tr("Search"), f"{name}_search_button", self.open_search)
            layout.insertWidget(2, search)
        head.setLayout(layout)
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
        bar.currentChanged.connect(lambda at: self.tab_chosen.emit(keys[at]))
        return bar

    def _connect(self) -> None:
        table = self.table
        table.chosen.connect(lambda at, _: self.chosen.emit(self.model.rows[at]))
        table.row_changed.connect(self._on_row_changed)
        table.sort_requested.connect(self._on_sort)
        table.menu_requested.connect(lambda at, section, place: self._menu(at, section).popup(place))
        self.model.more_requested.connect(self._on_more)
        self._search.searched.connect(self._on_searched)
        self.stack.retry.connect(self.reload)
        self.stack.action.connect(self.clear_search)

    def _on_row_changed(self, at: int) -> None:
        if 0 <= at < self.model.rowCount():
            self.current_changed.emit(self.model.rows[at])

    def _on_more(self, position: str) -> None:
        self._asked = replace(self.query, position=position)
        self.needed.emit(self._asked)

    def _on_searched(self, text: str) -> None:
        if text != self.query.search:
            self.query = replace(self.query, search=text)
            self._is_other = True
            self.reload()

    def _on_sort(self, sort: str) -> None:
        is_again = sort == self.query.sort and (self.query.order or "desc") == "desc"
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
        self._menu(-1, -1).popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _menu(self, at: int, section: int) -> QMenu:
        """Return the context menu of a cell, or of the panel when `at` is -1."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if at >= 0:
            self._add_filters(menu, self.model.rows[at])
            text = self.model.columns[section].text(self.model.rows[at])
            menu.addAction(self.tr("Copy value"), lambda: QGuiApplication.clipboard().setText(text)).setEnabled(
                bool(text)
            )
            menu.addAction(self.tr("Copy row"), partial(self._copy_row, at))
            menu.addSeparator()
        sorts = [known for known in self.model.columns if known.sort]
        if sorts:
            sort_menu = menu.addMenu(self.tr("Sort by"))
            for known in sorts:
                sort_menu.addAction(known.title(), partial(self._on_sort, known.sort))
        if self._has_search:
            menu.addAction(self.tr("Search all rows"), self.open_search)
        add_file_actions(menu, self._on_save)
        add_picture_actions(menu, self, self.picture, self.objectName(), self.notice.emit)
        return menu

    def _add_filters(self, menu: QMenu, shown: T) -> None:
        """Add the filters of a row, by its values."""
        for known in self.model.columns:
            new = known.filter(shown) if known.filter is not None else None
            if new is None:
                continue
            value = _menu_text(format.value_name(new.dimension, new.value))
            only, other = self.tr("Show only %1"), self.tr("Exclude %1")
            submenu = menu.addMenu(f"{known.title()}: {value}")
            submenu.addAction(only.replace("%1", value), partial(self.filter_requested.emit, new))
            excluded = replace(new, is_excluded=True)
            submenu.addAction(other.replace("%1", value), partial(self.filter_requested.emit, excluded))
        if not menu.isEmpty():
            menu.addSeparator()

    def _copy_row(self, at: int) -> None:
        QGuiApplication.clipboard().setText(self.table.row_text(at))

    def _on_save(self, kind: FileKind) -> None:
        path = ask_file(self, self.tr("Save all rows"), f"{self.objectName()}.{kind}", file_filters(kind))
        if path is not None:
            self.saving.emit(path)


def _menu_text(text: str) -> str:
    """Return a stranger's text for a menu: short, and without the sign for a key."""
    return (text if len(text) <= 40 else f"{text[:39]}\N{HORIZONTAL ELLIPSIS}").replace("&", "&&")
