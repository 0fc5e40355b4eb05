"""Columns of numbers: right-aligned, with the exact number as tooltip, and columns of their change."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeVar

from app.ui import format
from app.ui.models.columns import Look, TableColumn

T = TypeVar("T")
Title = Callable[[], str]
Number = int | float | None


def number_column(
    key: str,
    title: Title,
    value: Callable[[T], Number] | None = None,
    write: Callable[[Any], str] = format.count,  # Any: takes what `value` returns
    *,
    width: int,
    sort: str = "",
    look: Look = "plain",
    hide_below: int = 0,
    hint: Title | None = None,
    is_quiet: bool = False,
) -> TableColumn[T]:
    """Return a column of numbers. value: of a row, its field `key` by default; counts have the exact one as tooltip."""
    read = attrgetter(key) if value is None else value

    def exact(row: T) -> str:
        number = read(row)
        return format.exact(number) if write is format.count and number is not None else write(number)

    return TableColumn(
        key,
        title,
        read,
        write,
        look,
        "right",
        sort,
        width,
        hide_below,
        tip=exact,
        hint=hint,
        is_quiet=is_quiet,
    )


def change_column(
    title: Title,
    current: Callable[[T], int],
    before: Callable[[T], int],
    *,
    width: int,
    hint: Title | None = None,
) -> TableColumn[T]:
    """Return the column of the change of a number that is good when it goes up, in percent."""
    return TableColumn(
        "change",
        title,
        lambda row: format.change(current(row), before(row), 1) or format.NOTHING,
        look="delta",
        align="right",
        width=width,
        tone=lambda row: format.direction(current(row), before(row), 1),
        hint=hint,
    )
