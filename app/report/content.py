"""Content of a report as texts and proportions, ready to be written as a file of any kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["up", "down", "flat"]
Colour = Literal["accent", "second"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure. change, before: empty when there is nothing to compare with; tone: good, bad or neither."""

    title: str
    value: str
    change: str = ""
    tone: Tone = "flat"
    before: str = ""


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A line of the course. values: of the buckets that have begun; others: of the comparison, None where it ended."""

    title: str
    colour: Colour
    values: tuple[int, ...]
    others: tuple[int | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportCourse:
    """Lines over time. names: of all buckets; is_filling: the last value still grows.

    times: position of a bucket and text of each tick; counts: value and text of each tick, from 0 up.
    """

    lines: tuple[CourseLine, ...]
    names: tuple[str, ...]
    times: tuple[tuple[int, str], ...]
    counts: tuple[tuple[int, str], ...]
    is_filling: bool

    @property
    def top(self) -> int:
        """The value at the upper edge."""
        highest = max((value for line in self.lines for value in (*line.values, *line.others) if value), default=0)
        return max(self.counts[-1][0], highest)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of a table. bar: length of the bar behind the label, 0 to 1."""

    label: str
    cells: tuple[str, ...]
    bar: float


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table. columns: titles of the cells; more: the number of rows left out, as a sentence, else empty."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class SiteReport:
    """A whole report. Names of the site, labels of rows and notes hold text of strangers: always plain text.

    notes: sentences below the title; nothing: the sentence in place of tables when there was no visit, else empty.
    """

    language: str
    site: str
    domain: str
    period: str
    compared: str
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    course: ReportCourse
    course_title: str
    course_numbers: str
    course_period: str
    course_compared: str
    tables: tuple[ReportTable, ...]
    nothing: str
    footer: tuple[str, ...]
    page_of: str
