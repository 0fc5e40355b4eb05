"""Columns of rows whose cells are made together, each a text with an optional quieter line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from app.ui.models.columns import TableColumn

T = TypeVar("T")
Heading = tuple[str, int] | tuple[str, int, Literal["right"]]  # title, relative width, side of numbers


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. detail: the quieter line; ink: a field of `Colours`, empty for the default; tip: tooltip."""

    text: str
    detail: str = ""
    ink: str = ""
    tip: str = ""


def cell_columns(columns: Sequence[Heading], cells: Callable[[T], Sequence[Cell]]) -> tuple[TableColumn[T], ...]:
    """Return columns by their headings. cells: returns those of a row, in the same order."""
    return tuple(_column(at, heading, cells) for at, heading in enumerate(columns))


def _column(at: int, heading: Heading, cells: Callable[[T], Sequence[Cell]]) -> TableColumn[T]:
    title, share = heading[:2]
    return TableColumn(
        title,
        lambda: title,
        lambda row: cells(row)[at].text,
        look="two_lines",
        align="right" if heading[2:] else "left",
        share=share,
        detail=lambda row: cells(row)[at].detail,
        ink=lambda row: cells(row)[at].ink,
        tip=lambda row: cells(row)[at].tip,
    )
