"""Count list: names with a number each, and a bar behind the name for its share of the largest."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from app.ui.models.columns import RowsPage, TableColumn
from app.ui.models.number_columns import number_column
from app.ui.translation import translator
from app.ui.widgets.tables.table import DataTable

_tr = translator("CountList")

Count = tuple[str, int]

_MOST_ROWS = 20  # without scrolling
_NUMBER_WIDTH = 56


class CountList(DataTable[Count]):
    """A short list of counts without a header. `set_rows` takes (name, number), largest first."""

    def __init__(self, title: str, name: str) -> None:
        name_of: TableColumn[Count] = TableColumn(
            "name", lambda: title, itemgetter(0), look="bar", measure=itemgetter(1)
        )
        number: TableColumn[Count] = number_column("number", lambda: _tr("Number"), itemgetter(1), width=_NUMBER_WIDTH)
        super().__init__(name, title, (name_of, number), itemgetter(0))
        self.horizontalHeader().hide()
        self.set_use("read")
        self.empty_text = _tr("Nothing yet")
        self.show_whole(_MOST_ROWS)

    def set_rows(self, rows: Sequence[Count]) -> None:
        if tuple(rows) != self.rows.rows:
            self.rows.show_first(RowsPage(tuple(rows)))
