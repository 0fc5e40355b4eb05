"""Columns of rows whose cells are made together, each a text with an optional quieter line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.ui.models.columns import TableColumn

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. detail: the quieter line; ink: a field of `Colours`, empty for the default; tip: tooltip."""

    text: str
    detail: str = ""
    ink: str = ""
    tip: str = ""


def cell_columns(
    columns: Sequence[tuple[str, int]], cells: Callable[[T], Sequence[Cell]]
) -> tuple[TableColumn[T], ...]:
    """Return columns by their titles and relative widths. cells: returns those of a row, in the same order."""
    return tuple(_column(at, title, share, cells) for at, (title, share) in enumerate(columns))


def _column(at: int, title: str, share: int, cells: Callable[[T], Sequence[Cell]]) -> TableColumn[T]:
    return TableColumn(
        title,
        lambda: title,
        lambda row: cells(row)[at].text,
        look="two_lines",
        share=share,
        detail=lambda row: cells(row)[at].detail,
        ink=lambda row: cells(row)[at].ink,
        tip=lambda row: cells(row)[at].tip,
    )
