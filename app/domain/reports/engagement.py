"""When in the week people come: the hours of the seven weekdays, by the clocks of a zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.reports.periods import Stretch

HOURS = 24
CELLS = 7 * HOURS
_EPOCH_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
_HOUR_S = 3_600
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One hour of one weekday. weekday: 1 is Monday; hour: 0 to 23.

    visitors: distinct in the cell. hours: how much time of the range fell into it, in hours, so that counts can be set
    against each other: where clocks go forward a cell has one less, where they go back one more.
    """

    weekday: int
    hour: int
    pageviews: int
    visitors: int
    hours: float


@dataclass(frozen=True, slots=True)
class HeatMap:
    """All 168 hours of the week, Monday's first hour first."""

    timezone: str
    cells: tuple[HeatCell, ...]


def seconds_by_cell(pieces: Iterable[Stretch]) -> list[int]:
    """Return how many seconds fall into each cell (weekday * 24 + hour, Monday is 0)."""
    found = [0] * CELLS
    for piece in pieces:
        start = (piece.start - _EPOCH_MONDAY + piece.offset) // _SECOND
        weeks, rest = divmod((piece.end - piece.start) // _SECOND, CELLS * _HOUR_S)
        found = [seconds + weeks * _HOUR_S for seconds in found]
        end = start + rest
        while start < end:
            following = min((start // _HOUR_S + 1) * _HOUR_S, end)
            found[start // _HOUR_S % CELLS] += following - start
            start = following
    return found
