"""Lines of a course over time: a name and a colour for each line, and the scale of its numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.reports.axes import CoursePoint, count_ticks, duration_ticks
from app.ui import format
from app.ui.translation import translator

_tr = translator("lines")


@dataclass(frozen=True, slots=True)
class Scale:
    """Notation of a kind of number. write: with every digit; tick: on the axis; ticks: from 0 to at least the highest.

    is_rate: a fraction, whose change is one in percentage points.
    """

    write: Callable[[float], str]
    tick: Callable[[float], str]
    ticks: Callable[[float], Sequence[float]]
    is_rate: bool = False


COUNTS = Scale(format.exact, format.count, count_ticks)
MEANS = Scale(format.decimal, format.count, count_ticks)
DURATIONS = Scale(format.duration, format.duration, duration_ticks)
RATES = Scale(
    lambda fraction: format.share(fraction, 1),
    format.share,
    lambda highest: [tick / 100 for tick in count_ticks(highest * 100)],
    is_rate=True,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart. name: field of the points; colour: a field of `Colours`.

    is_alone: never drawn beside others, whose scale is another one. mean_of: field of the points that counts what the
    number is a mean of, so that there is no number where it is 0. is_inverted: lower is better.
    """

    name: str
    title: Callable[[], str]
    colour: str
    scale: Scale = COUNTS
    is_alone: bool = False
    mean_of: str = ""
    is_inverted: bool = False


def number_of(point: CoursePoint, line: Line) -> float | None:
    """Return the number of a line at a point, None for a mean of nothing."""
    if line.mean_of and not getattr(point, line.mean_of):
        return None
    value: float = getattr(point, line.name)
    return value


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
