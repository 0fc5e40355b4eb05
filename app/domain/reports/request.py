"""Report request: range, zone, filters, comparison and bots, as a client chooses them for all reports of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

CompareMode = Literal["none", "previous_period", "previous_year", "custom"]
Granularity = Literal["auto", "hour", "day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. dimension: name such as `country`; value: as in a row of the breakdown."""

    dimension: str
    value: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Options that all reports share.

    start, end: days in `timezone` (None for the website's), inclusive. include_bots: None for the website's policy.
    """

    start: date
    end: date
    timezone: str | None = None
    filters: tuple[Filter, ...] = ()
    compare: CompareMode = "none"
    compare_start: date | None = None
    compare_end: date | None = None
    include_bots: bool | None = None
    granularity: Granularity = "auto"
