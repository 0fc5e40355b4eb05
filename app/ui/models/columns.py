"""Columns of a table as descriptions, and the pages of rows that a server returns for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtGui import QIcon

from app.domain.reports.request import Filter
from app.domain.reports.results import OffsetPage
from app.ui.style.tones import Tone

T = TypeVar("T")
Look = Literal["plain", "bar", "delta", "icon", "two_lines", "spark", "badge"]
Cell = str | int | float | bool | date | datetime | tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[T]):
    """One column of a table.

    key: its name in files; value: of a row, as files have it; write: the text for a value. look: bar paints the share
    of the largest value, or of the largest `measure`, behind the text; delta colours the text by `tone`; icon puts
    `mark` before it; two_lines has `detail` below it, other looks at the end of the line; spark draws a tuple of
    numbers; badge puts the text on a ground by `tone`. sort: name of this order on the server, blank for none. width:
    pixels, 0 for `share` parts of the room that is left; least: pixels to which it gives way before others are hidden,
    while those without a width have no room. hide_below: pixels of the table below which the column is
    hidden; rank: columns with one are hidden, the highest first, while those without a width have no room. mark: an
    icon, or the name and colour of a line icon; mark_name: for screen readers. filter: of the value, None for a value
    that cannot be filtered by. hint: tooltip of the heading. ink: field of `Colours`, blank for the usual one.
    is_quiet: less important. is_shown: False leaves the cell blank, as under a cell with the same value.
    """

    key: str
    title: Callable[[], str]
    value: Callable[[T], Cell]
    write: Callable[[Any], str] = str  # Any: takes what `value` returns
    look: Look = "plain"
    align: Literal["left", "right"] = "left"
    sort: str = ""
    width: int = 0
    hide_below: int = 0
    rank: int = 0
    share: int = 1
    least: int = 0
    measure: Callable[[T], float] | None = None
    detail: Callable[[T], str] | None = None
    mark: Callable[[T], tuple[str, str] | QIcon | None] | None = None
    mark_name: Callable[[T], str] | None = None
    tone: Callable[[T], Tone] | None = None
    ink: Callable[[T], str] | None = None
    tip: Callable[[T], str] | None = None
    filter: Callable[[T], Filter | None] | None = None
    hint: Callable[[], str] | None = None
    is_quiet: bool = False
    is_shown: Callable[[T], bool] | None = None

    def text(self, row: T) -> str:
        """Return the text of a cell as it is shown."""
        return "" if self.is_shown is not None and not self.is_shown(row) else self.spoken(row)

    def spoken(self, row: T) -> str:
        """Return the text of a cell also where it is left blank on screen."""
        return "" if self.look == "spark" else self.write(self.value(row))

    def whole(self, row: T) -> str:
        """Return all of a cell for screen readers, with the title of the column."""
        name = self.title() if self.mark_name is None else self.mark_name(row)
        spoken = ". ".join(filter(None, (self.spoken(row), self.details(row))))
        return f"{name}: {spoken}" if spoken else name

    def copied(self, row: T) -> str:
        """Return the text of a cell for the clipboard."""
        return " ".join(filter(None, (self.spoken(row), self.details(row) if self.look == "two_lines" else "")))

    def measured(self, row: T) -> float:
        """Return what the bar of a cell measures, 0 for what is no number."""
        value = self.value(row) if self.measure is None else self.measure(row)
        return value if isinstance(value, int | float) else 0.0

    def details(self, row: T) -> str:
        """Return the second, quieter text of a cell."""
        return self.detail(row) if self.detail is not None else ""


@dataclass(frozen=True, slots=True)
class RowsQuery:
    """Rows that a table needs. sort, order: blank for the default of the server; position: blank for the first page."""

    search: str = ""
    sort: str = ""
    order: str = ""
    position: str = ""

    def params(self, limit: int, position: str) -> dict[str, str]:
        """Return the parameters of a request. position: name of the parameter, `offset` or `cursor`."""
        named = {"search": self.search, "sort": self.sort, "order": self.order, position: self.position}
        return {"limit": str(limit)} | {name: text for name, text in named.items() if text}


@dataclass(frozen=True, slots=True)
class RowsPage(Generic[T]):
    """One page of rows. following: position of the next one, blank on the last; total: None when it is not counted."""

    rows: tuple[T, ...]
    following: str = ""
    total: int | None = None

    @classmethod
    def by_offset(cls, rows: tuple[T, ...], page: OffsetPage) -> RowsPage[T]:
        """Return the page of a list that is read by offset."""
        return cls(rows, str(page.offset + len(rows)) if page.has_more and rows else "", page.total)
