"""Rows feed: fetches the rows that a panel asks for, and saves all of them to a file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from app.ui import format
from app.ui.models.columns import RowsPage, RowsQuery
from app.ui.models.row_files import Fetch, save_rows
from app.ui.pages.page import WindowPage
from app.ui.translation import filled, translator
from app.ui.widgets.tables.table_panel import TablePanel

_tr = translator("rows")

T = TypeVar("T")


class RowsFeed(QObject, Generic[T]):
    """Rows of a panel that has questions of its own. source: returns the reader of the list as it is asked for now.

    The reader runs on the asyncio thread: it must hold all that it reads, and touch no widget. A source returns None
    while there is nothing to ask for.
    """

    def __init__(
        self, page: WindowPage, panel: TablePanel[T], name: str, source: Callable[[], Fetch[T] | None]
    ) -> None:
        """name: of the calls, see `WindowPage.ask`."""
        super().__init__(page)
        self._page, self._panel, self._name, self._source = page, panel, name, source
        panel.needed.connect(self._on_needed)
        panel.saving.connect(self._on_saving)
        panel.file_saving.connect(page.save_file)

    def _on_needed(self, query: RowsQuery) -> None:
        if (fetch := self._source()) is not None:
            self._page.ask(self._name, _page(fetch(query)), self._panel.show_page, self._panel.show_error)

    def _on_saving(self, path: Path) -> None:
        if (fetch := self._source()) is not None:
            save_panel(self._page, self._panel, fetch, path)


def save_panel(page: WindowPage, panel: TablePanel[T], fetch: Fetch[T], path: Path) -> None:
    """Save all rows of a panel as they are asked for now. The outcome becomes a notice of the page."""

    work = save_rows(fetch, panel.query, panel.file_columns, path)
    page.bridge.run(_saved(work, path), page.show_notice, page.show_failure)


def saved_text(count: int, path: Path, *, is_all: bool = True) -> str:
    """Return the sentence about a saved file. is_all: no row is missing from it."""
    text = _tr("Saved %1 rows to %2.", count) if is_all else _tr("Saved the first %1 rows to %2.", count)
    return filled(text, format.exact(count), path.name)


async def _page(fetched: Awaitable[RowsPage[T]]) -> RowsPage[T]:
    return await fetched


async def _saved(work: Coroutine[Any, Any, tuple[int, bool]], path: Path) -> str:
    count, is_all = await work
    return saved_text(count, path, is_all=is_all)
