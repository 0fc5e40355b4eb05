"""Lines of a course over time: a name and a colour for each line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart. name: field of the points; colour: a field of `Colours`."""

    name: str
    title: Callable[[], str]
    colour: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("lines", text)


# The first line is drawn on top.
TRAFFIC = (
    Line("visitors", lambda: _tr("Visitors"), "accent"),
    Line("pageviews", lambda: _tr("Pageviews"), "second"),
)
OCCURRENCES = (  # of a custom event, which the server calls pageviews
    Line("visitors", lambda: _tr("Visitors"), "accent"),
    Line("pageviews", lambda: _tr("Occurrences"), "second"),
)
CONVERSIONS = (
    Line("converting_sessions", lambda: _tr("Sessions that converted"), "accent"),
    Line("conversions", lambda: _tr("Conversions"), "second"),
)
