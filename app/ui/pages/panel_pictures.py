"""Panel pictures: the panel under the mouse or with the focus, on any page, is copied or saved as a picture."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QContextMenuEvent, QPixmap
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from app.ui.charts.chart import Chart
from app.ui.models.table_files import FileKind
from app.ui.translation import translator
from app.ui.widgets.files.pictures import add_picture_actions, copy_picture, table_picture, widget_picture
from app.ui.widgets.files.saving import SaveFile, add_file_actions, ask_table_path, table_file
from app.ui.widgets.parts import passing_menu
from app.ui.widgets.tables.table import DataTable
from app.ui.widgets.tables.table_panel import TablePanel

_tr = translator("panel_pictures")

_ROLES = ("panel", "card")


class PanelPictures:
    """Pictures of the panels below `pages`. tell: takes a sentence for a toast; save: writes a file."""

    def __init__(self, pages: QWidget, tell: Callable[[str], object], save: SaveFile) -> None:
        self._pages, self._tell, self._save = pages, tell, save

    def copy(self) -> None:
        """Copy the panel with the focus, or the page when none has it."""
        focus = self._pages.window().focusWidget()
        panel = self._panel_of(focus) if focus is not None else None
        copy_picture(picture_of(panel if panel is not None else self._pages))
        self._tell(_tr("Copied the panel as a picture.") if panel is not None else _tr("Copied the page as a picture."))

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu of the panel under the mouse, or with the focus when a key was pressed."""
        focus = self._pages.window().focusWidget()
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        start = focus if is_key else self._pages.childAt(event.pos())
        panel = self._panel_of(start) if start is not None else None
        if panel is None:
            event.ignore()
            return
        place = panel.mapToGlobal(panel.rect().center()) if is_key else event.globalPos()
        self.menu(panel).popup(place)

    def menu(self, panel: QWidget) -> QMenu:
        """Return the menu of a panel: that of its table, if it has its own.

        Rows are saved from here only where all of them are loaded: a page knows how to ask for the others.
        """
        table = _only_table(panel)
        owner = _table_panel(panel if table is None else table)
        if owner is not None:
            return owner.menu()
        menu = passing_menu(self._pages)
        name = panel.objectName() or "panel"
        if isinstance(table, DataTable) and not table.rows.has_more:
            add_file_actions(menu, partial(self._save_table, table, name))
        add_picture_actions(menu, self._pages, partial(picture_of, panel), name, self._save)
        return menu

    def _panel_of(self, widget: QWidget) -> QWidget | None:
        """Return the panel that a widget is in, None outside of all panels."""
        at: QWidget | None = widget
        while at is not None and at is not self._pages:
            if at.property("role") in _ROLES:
                return at
            at = at.parentWidget()
        return None

    def _save_table(self, table: DataTable[Any], name: str, kind: FileKind) -> None:
        path = ask_table_path(self._pages, name, kind)
        if path is not None:
            self._save(table_file(path, *_rows_of(table)))


def picture_of(panel: QWidget) -> QPixmap:
    """Return a panel or a page at twice its size, a panel of one table with all loaded rows up to a bound."""
    if isinstance(panel, TablePanel):
        return panel.picture()
    table = _only_table(panel) if panel.property("role") in _ROLES else None
    if table is not None:
        return table_picture(table, table.accessibleName())
    charts = [part for part in panel.findChildren(QWidget) if isinstance(part, Chart) and part.isVisible()]
    for chart in charts:
        chart.set_dots(2.0)
    picture = widget_picture(panel)
    for chart in charts:
        chart.set_dots(chart.devicePixelRatioF())
    return picture


def _rows_of(table: DataTable[Any]) -> tuple[list[str], list[list[object]]]:  # Any: rows of any kind
    """Return the names of the columns and all rows, the second line of a cell as a column of its own."""
    names: list[str] = []
    rows: list[list[object]] = [[] for _ in table.rows.rows]
    for column in table.rows.columns:
        details = [column.details(row) for row in table.rows.rows]
        names += [column.key, f"{column.key} 2"] if any(details) else [column.key]
        for cells, row, detail in zip(rows, table.rows.rows, details, strict=True):
            cells += [column.value(row), detail] if any(details) else [column.value(row)]
    return names, rows


def _table_panel(widget: QWidget) -> TablePanel[Any] | None:  # Any: rows of any kind
    """Return the table panel that a widget is or belongs to, None for others."""
    at: QWidget | None = widget
    while at is not None and not isinstance(at, TablePanel):
        at = at.parentWidget()
    return at


def _only_table(panel: QWidget) -> QTableView | None:
    """Return the table that a panel consists of, None when it shows other things as well."""
    tables = [table for table in panel.findChildren(QTableView) if table.isVisible()]
    return tables[0] if len(tables) == 1 else None
