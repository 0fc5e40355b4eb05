"""Rows section: a table panel whose rows are a list of the server, read by offset or cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import Signal

from app.api.reports.question import Call, Question
from app.domain.errors import AppError
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.models.row_files import save_rows
from app.ui.pages.reports.sections.panel import PanelSection
from app.ui.pages.reports.sections.section import Ask, Questions
from app.ui.pages.rows_feed import saved_text
from app.ui.widgets.tables.table_panel import TablePanel

T = TypeVar("T")
_FIRST, _NEXT = "first", "next"  # names of questions: for the first page of rows, for a later one


class RowsSection(PanelSection, Generic[T]):
    """A list of the server in a panel.

    call: the client's method that asks for the list; read: the page of rows in a reply; limit: rows a page.
    answered carries every reply, None for a question that failed and left no rows.
    """

    answered = Signal(object)

    def __init__(
        self,
        panel: TablePanel[T],
        call: Call,
        read: Callable[[Any], RowsPage[T]],
        limit: int,
        *,
        position: Literal["offset", "cursor"] = "offset",
    ) -> None:
        super().__init__(panel)
        self._call, self._read = call, read
        self._limit, self._position = limit, position

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        for name, reply in replies.items():
            self.panel.show_page(self._read(reply), is_next=name == _NEXT)
            self.answered.emit(reply)

    def show_error(self, error: AppError) -> None:
        super().show_error(error)
        if self.panel.stack.state == "error":
            self.answered.emit(None)

    def asked(self, query: RowsQuery) -> Questions:
        name = _NEXT if query.position else _FIRST
        return {name: Question(self._call, query.params(self._limit, self._position))}

    def save(self, path: Path) -> None:
        self.walk.emit(partial(self._save, self.panel.query, path))

    async def _save(self, query: RowsQuery, path: Path, ask: Ask) -> str:
        """Write all rows of a query, and return a sentence that names the file."""

        async def fetch(of: RowsQuery) -> RowsPage[T]:
            (reply,) = (await ask(self.asked(of))).values()
            if isinstance(reply, AppError):
                raise reply
            return self._read(reply)

        count, is_all = await save_rows(fetch, query, self.panel.file_columns, path)
        return saved_text(count, path, is_all=is_all)
