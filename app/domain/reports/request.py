"""What a report is asked: range, zone, filters, comparison, bots. The same for every report of a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

CompareMode = Literal["none", "previous_period", "previous_year", "custom"]
Granularity = Literal["auto", "hour", "day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter chip. dimension: a `metrics` type such as `country`; value: as it stands in a breakdown row."""

    dimension: str
    value: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """start, end: days in `timezone` (None: the website's own), inclusive. include_bots None: the policy decides."""

    start: date
    end: date
    timezone: str | None = None
    filters: tuple[Filter, ...] = ()
    compare: CompareMode = "none"
    compare_start: date | None = None
    compare_end: date | None = None
    include_bots: bool | None = None
    granularity: Granularity = "auto"
