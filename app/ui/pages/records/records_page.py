"""Records page: the list of what a website owns, with an editor, and deletion that can be undone.

A deleted record leaves the list at once and the server only when the time to undo it has passed: undo brings back the
very record, with its id, by which saved reports and other programs know it. When the program ends in between, the
record is still there, so nothing is lost that was not meant to be.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.ui import format
from app.ui.models.cells import Cell, Heading, cell_columns
from app.ui.models.columns import RowsPage
from app.ui.models.table_files import FileKind
from app.ui.pages.leaving import OwnedRecord
from app.ui.pages.page import PageContext, WindowPage
from app.ui.pages.records.record_dialog import RecordDialog
from app.ui.pages.rows_feed import saved_text
from app.ui.texts import no_site, sentence_of
from app.ui.translation import filled, translator
from app.ui.widgets.files.pictures import add_picture_actions, table_picture
from app.ui.widgets.files.saving import add_file_actions, ask_table_path, table_file
from app.ui.widgets.form import Form
from app.ui.widgets.grid import Sides, readable
from app.ui.widgets.parts import button, column, frame, icon_button, label, passing_menu, popup_below, row, scroll_area
from app.ui.widgets.state_stack import StateStack
from app.ui.widgets.tables.table import TWO_LINES, DataTable
from app.ui.widgets.toast import Banner, UndoOffer

_tr = translator("RecordsPage")

_ALL = 100  # stretch of what takes the height that is left
_WIDE_ROWS = 15  # of a list beside what it is about, where those below it may be hidden otherwise

T = TypeVar("T", bound=OwnedRecord)


class RecordsPage(WindowPage, Generic[T]):
    """List of records with a bar of actions above it. Subclasses say what a record is.

    name: prefix of the object names. columns: headings of the list. shown_rows: rows of the list above what `detail`
    creates, beside which it stands on a wide screen; 0 when the list has the page for itself.
    """

    width_of_editor = 520

    def __init__(self, context: PageContext, name: str, columns: Sequence[Heading], *, shown_rows: int = 0) -> None:
        super().__init__(context)
        self.setObjectName(f"{name}_page")
        self.now = context.now
        self._name = name
        self._records: tuple[T, ...] = ()
        self._undo_key = ""  # id of the record that can still be brought back
        self._chosen_id = ""
        self._changed_id = ""  # id of a record whose new values are not in the list yet
        self._is_filling = False
        body = QWidget()
        layout = column(gap=3, margins=4 if shown_rows else 0)
        body.setLayout(layout)
        content = scroll_area(body, f"{name}_scroll") if shown_rows else readable(body)
        self.stack = StateStack(content, f"{name}_state")
        self.stack.retry.connect(self.refresh)
        self.stack.action.connect(self._on_action)
        self.setLayout(column(self.stack))
        self.leaving.changed.connect(self._on_leaving)
        self.create_parts(self._parts(layout, columns, shown_rows))

    # Written by the subclasses

    @abstractmethod
    def title(self) -> str:
        """Return the accessible name of the list."""

    @abstractmethod
    def texts(self) -> Mapping[str, str]:
        """Return the texts of the page, and the name of its icon.

        icon, new, edit, count (of `records`, with %1), none (title of the empty page), advice (below it), deleted (with
        %1); open, open_icon: of a button for `open_chosen`, if there is one besides the editor.
        """

    @abstractmethod
    def fetch(self) -> Coroutine[Any, Any, Sequence[T]]:
        """Return the call that gets the records of `site`."""

    @abstractmethod
    def cells(self, record: T) -> tuple[Cell, ...]:
        """Return the row of a record."""

    @abstractmethod
    def exported(self, record: T) -> Mapping[str, object]:
        """Return the values of a record for a file, by their names in the API."""

    @abstractmethod
    def name_of(self, record: T) -> str:
        """Return the name by which a record is known, for notices."""

    @abstractmethod
    def form(self, record: T | None) -> Form:
        """Return a filled form for a record, or an empty one for a new record."""

    @abstractmethod
    def save(
        self, client: ApiClient, website_id: str, record: T | None, form: Form
    ) -> Coroutine[Any, Any, Any]:  # Any: the page knows its records
        """Return the call that changes a record of a website, or adds a new one, by the values in its form.

        The website on screen may be another one by now.
        """

    @abstractmethod
    def remove(self, website_id: str, record: T) -> Coroutine[Any, Any, None]:
        """Return the call that deletes a record for good."""

    def detail(self) -> Iterator[QWidget]:
        """Create the parts below the list that show more about the chosen record, one a step, the highest last."""
        return iter(())

    def show_detail(self, record: T) -> None:
        """Show more about the chosen record below the list."""

    # Loading

    @property
    def records(self) -> tuple[T, ...]:
        """The records in the list, without those that were deleted a moment ago."""
        return self.leaving.without(self._records)

    @property
    def chosen(self) -> T | None:
        """The record of the chosen row."""
        current = self.table.current
        return next((record for record in self.records if current is not None and record.id == current.id), None)

    def load(self, *, is_other_site: bool) -> None:
        if is_other_site:
            self._end_undo()
            self._records, self._chosen_id, self._changed_id = (), "", ""
            self.stale.hide()
            self.stack.forget()
        if self.site is None:
            self.stack.show_empty(*no_site(), icon_name="sites")
            return
        self.stack.show_loading()
        self.ask("records", self.fetch(), self._on_records, self._on_failed)

    def _on_records(self, records: Sequence[T]) -> None:
        self._records, self._changed_id = tuple(records), ""
        self.stale.hide()
        self._show_records()

    def _on_failed(self, error: AppError) -> None:
        """Show why the list cannot be loaded. An older one stays, marked as such."""
        if self._records:
            text = _tr("%1 This list may be out of date.").replace("%1", sentence_of(error))
            self.stale.show_text(text, _tr("Try again"))
            self.stack.show_content()
        else:
            self.stack.show_error(error)

    @Slot()
    def _on_leaving(self) -> None:
        """Show the list again if it has one less, or one more: to show it asks the server about the chosen record."""
        if self._records and self.table.rows.rows != self.records:
            self._show_records()

    def _show_records(self) -> None:
        records, texts = self.records, self.texts()
        if not records:
            self.table.rows.show_first(RowsPage(()))
            new = texts["new"] if self.link.can_manage else ""
            self.stack.show_empty(texts["none"], texts["advice"], new, texts["icon"])
            return
        self._count.setText(texts["count"].replace("%1", format.exact(len(records))))
        self._is_filling = True
        self.table.rows.show_first(RowsPage(records))
        self.table.selectRow(max(0, self.table.rows.row_of(self._chosen_id)))
        self._is_filling = False
        self._on_chosen()
        self.stack.show_content()

    def _on_chosen(self) -> None:
        if self._is_filling:
            return
        record = self.chosen
        for push in (self._open, self._edit, self._delete):
            push.setEnabled(record is not None)
        self._edit.setEnabled(self._may_edit)
        for push in (self._edit, self._delete, self._new):
            push.setVisible(self.link.can_manage)
        if record is not None:
            self._chosen_id = record.id
            self.show_detail(record)

    # Actions

    def edit_new(self) -> None:
        """Open the editor for a new record."""
        self._open_editor(None)

    def edit_chosen(self) -> None:
        """Open the editor for the chosen record, unless it was just changed and its new values are still on the way."""
        if self._may_edit and self.link.can_manage:
            self._open_editor(self.chosen)

    @property
    def _may_edit(self) -> bool:
        """True when the chosen record is as the server has it: old values would be saved again."""
        return self.chosen is not None and self.chosen.id != self._changed_id

    def open_chosen(self) -> None:
        """Do what Enter and a double click do: open the editor, unless a subclass has something nearer."""
        self.edit_chosen()

    def delete_chosen(self) -> None:
        """Take the chosen record out of the list, and offer to bring it back."""
        record, site = self.chosen, self.site
        if record is None or site is None or not self.link.can_manage:
            return
        self._end_undo()
        at = self.table.rows.row_of(record.id)
        self._undo_key = record.id
        rest = tuple(other for other in self.records if other.id != record.id)
        self._chosen_id = rest[min(at, len(rest) - 1)].id if rest else ""
        self.leaving.add(record.id)
        text = self.texts()["deleted"].replace("%1", self.name_of(record))
        self.undo_offered.emit(UndoOffer(text, self.undo, partial(self._remove, self.client, site.id, record)))

    def undo(self) -> None:
        """Bring back the record that was deleted last, while that is offered."""
        key, self._undo_key = self._undo_key, ""
        if key in self.leaving:
            self._chosen_id = key
            self.leaving.discard(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self._undo_key:
            self.undo()
            self.undo_offered.emit(None)
        else:
            super().keyPressEvent(event)

    def save_table(self, path: Path) -> None:
        """Have all records written, as the kind of file that the suffix of `path` says."""
        rows = [self.exported(record) for record in self.records]
        names = tuple(rows[0]) if rows else ()
        self.save_file(table_file(path, names, [tuple(line.values()) for line in rows], saved_text(len(rows), path)))

    def _parts(self, layout: QVBoxLayout, columns: Sequence[Heading], shown_rows: int) -> Iterator[None]:
        """Create the parts of the page in a layout, one a step."""
        self.stale = Banner(f"{self._name}_stale", "warning")
        self.stale.acted.connect(self.refresh)
        layout.addWidget(self.stale)
        table = column(self._new_table(columns), margins=1)
        panel = frame("panel", f"{self._name}_panel", table)
        self.table.show_whole(shown_rows)
        if not shown_rows:
            table.setSizeConstraint(QLayout.SizeConstraint.SetMaximumSize)  # the panel ends where the list does
            layout.addLayout(self._bar())
            layout.addWidget(panel, _ALL)
            layout.addStretch(1)
            return
        parts = column(gap=3)
        sides = Sides(column(self._bar(), panel, None, gap=3), parts)
        sides.turned.connect(lambda is_wide: self.table.show_whole(_WIDE_ROWS if is_wide else shown_rows))
        layout.addWidget(sides)
        yield
        for part in self.detail():
            parts.addWidget(part)
            yield
        parts.setStretch(parts.count() - 1, _ALL)  # as high as it can use; the rest stays empty
        parts.addStretch(1)

    def _new_table(self, columns: Sequence[Heading]) -> DataTable[T]:
        name, shown = f"{self._name}_table", cell_columns(columns, self.cells)
        table: DataTable[T] = DataTable(name, self.title(), shown, attrgetter("id"), row_height=TWO_LINES)
        table.set_use("double_click")
        table.row_changed.connect(lambda _: self._on_chosen())
        table.chosen.connect(lambda *_: self.open_chosen())
        table.delete_requested.connect(self.delete_chosen)
        table.menu_requested.connect(lambda at, column, place: self.menu().popup(place))
        self.table = table
        return table

    def _bar(self) -> QHBoxLayout:
        """Return the line above the list, with what can be done."""
        self._count = label("", "muted", f"{self._name}_count")
        texts = self.texts()
        save = _tr("Save all rows")
        self._export = icon_button("download", save, f"{self._name}_export", self._on_files, role="bordered")
        self._edit: QPushButton = button(
            _tr("Edit\N{HORIZONTAL ELLIPSIS}"), f"{self._name}_edit", self.edit_chosen, icon_name="edit"
        )
        self._delete: QPushButton = button(_tr("Delete"), f"{self._name}_delete", self.delete_chosen, icon_name="trash")
        self._new = button(texts["new"], f"{self._name}_new", self.edit_new, role="primary", icon_name="plus")
        self._open: QPushButton = button(
            texts.get("open", ""), f"{self._name}_open", self.open_chosen, icon_name=texts.get("open_icon", "")
        )
        self._open.setVisible("open" in texts)
        return row(self._count, None, self._export, self._open, self._delete, self._edit, self._new)

    def menu(self) -> QMenu:
        """Return the context menu of the chosen row."""
        menu = passing_menu(self)
        if (record := self.chosen) is not None:
            with_record = partial(self._with_record, record.id)
            if "open" in self.texts():
                menu.addAction(self.texts()["open"], partial(with_record, self.open_chosen))
            if self.link.can_manage:
                menu.addAction(self.texts()["edit"], partial(with_record, self.edit_chosen))
                menu.addAction(_tr("Delete"), partial(with_record, self.delete_chosen))
            menu.addSeparator()
        self._add_files(menu)
        return menu

    def _with_record(self, record_id: str, act: Callable[[], object]) -> None:
        """Choose the record that a menu was opened on and act on it, unless it has left the list meanwhile."""
        if self.table.rows.row_of(record_id) >= 0:
            self.table.select(record_id)
            act()

    def _on_files(self) -> None:
        menu = passing_menu(self)
        self._add_files(menu)
        popup_below(menu, self._export)

    def _add_files(self, menu: QMenu) -> None:
        add_file_actions(menu, self._on_export)
        picture = partial(table_picture, self.table, self.title(), self._count.text())
        add_picture_actions(menu, self, picture, self._name, self.save_file)

    def _open_editor(self, record: T | None) -> None:
        """Open the editor of a record of the website on screen: it saves there, whatever is shown meanwhile."""
        if self.site is None:
            return
        self._end_undo()  # a name is free again only when its record is gone
        form, texts = self.form(record), self.texts()
        title = texts["new" if record is None else "edit"].removesuffix("\N{HORIZONTAL ELLIPSIS}")
        save = partial(self._save, self.client, self.site.id, record, form)
        dialog = RecordDialog(self.bridge, form, save, title, self.width_of_editor, self)
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _save(
        self, client: ApiClient, website_id: str, record: T | None, form: Form
    ) -> Coroutine[Any, Any, Any]:  # Any: the page knows its records
        """Return the call of `save` on the server that a client is of."""
        return self.save(self.client if self._is_same_server(client) else client, website_id, record, form)

    def _is_same_server(self, client: ApiClient) -> bool:
        """Return whether a client is of the server on screen, which has another client after each sign-in."""
        return client.base_url == self.client.base_url

    def _on_saved(self, record: T) -> None:
        self._chosen_id = self._changed_id = record.id
        self._edit.setEnabled(False)
        self.load(is_other_site=False)

    def _remove(self, client: ApiClient, website_id: str, record: T) -> None:
        """Delete a record for good: the time to bring it back has passed. client: of the server that it is on."""
        if record.id == self._undo_key:
            self._undo_key = ""
        if not self._is_same_server(client):
            self.leaving.discard(record.id)  # the window has left that server: the record stays
        elif record.id in self.leaving:
            call = self.remove(website_id, record)  # not by `ask`, whose calls another website withdraws
            self.bridge.run(call, lambda _: None, partial(self._on_not_removed, record))  # it has long left the list

    def _end_undo(self) -> None:
        """End the time to undo the last deletion on this page."""
        if self._undo_key:
            self.undo_offered.emit(None)

    def _on_not_removed(self, record: T, error: AppError) -> None:
        """Show the record again: the server still has it."""
        self.leaving.discard(record.id)
        self.notice.emit(filled(_tr("%1 could not be deleted: %2"), self.name_of(record), sentence_of(error)))

    def _on_action(self) -> None:
        (self.add_site_requested.emit if self.site is None else self.edit_new)()

    def _on_export(self, kind: FileKind) -> None:
        path = ask_table_path(self, self._name, kind)
        if path is not None:
            self.save_table(path)
