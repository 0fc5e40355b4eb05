"""Lines of a course over time: the shape of the values, and a name and a colour for each line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec import UnsetType
from PySide6.QtCore import QCoreApplication

from app.domain.reports.periods import BucketSize


class CoursePoint(Protocol):
    """Numbers of one bucket, a field for each line. compare_date: label of the bucket it is compared with."""

    @property
    def date(self) -> str: ...
    @property
    def compare_date(self) -> str | None | UnsetType: ...


class CourseValues(Protocol):
    """Buckets in order without gaps, and those of the comparison at the same places."""

    @property
    def series(self) -> Sequence[CoursePoint]: ...
    @property
    def granularity(self) -> BucketSize: ...
    @property
    def compare_series(self) -> Sequence[CoursePoint] | None: ...
    @property
    def timezone(self) -> str: ...


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
CONVERSIONS = (
    Line("converting_sessions", lambda: _tr("Sessions that converted"), "accent"),
    Line("conversions", lambda: _tr("Conversions"), "second"),
)
