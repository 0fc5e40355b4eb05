"""Words of a report: the fixed texts, and the writing of numbers, dates and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from app.domain.reports.periods import BucketSize

_MARK = re.compile("%([12])")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")

Direction = Literal["up", "down", "flat"]


class Writing(Protocol):
    """Numbers, dates and names in one language, each as `app.ui.format` describes it. That module is one."""

    def count(self, value: float) -> str: ...
    def exact(self, value: float) -> str: ...
    def decimal(self, value: float, places: int = 1) -> str: ...
    def percent(self, value: float, places: int = 0) -> str: ...
    def share(self, fraction: float, places: int = 0) -> str: ...
    def duration(self, seconds: float) -> str: ...
    def change(self, current: float, previous: float, places: int = 0) -> str: ...
    def points(self, current: float, previous: float, places: int = 0) -> str: ...
    def as_shown(self, fraction: float, places: int = 0) -> float: ...
    def direction(self, current: float, previous: float, places: int = 0) -> Direction: ...
    def day_range(self, start: date, end: date) -> str: ...
    def moment(self, value: datetime, zone: str | None = None) -> str: ...
    def bucket_name(self, label: str, size: BucketSize, zone: str) -> str: ...
    def bucket_tick(self, label: str, size: BucketSize, zone: str, *, names_day: bool = False) -> str: ...
    def value_name(self, dimension: str, value: str) -> str: ...
    def dimension_name(self, dimension: str) -> str: ...
    def tab_name(self, dimension: str) -> str: ...
    def listed(self, parts: Sequence[str]) -> str: ...


@dataclass(frozen=True, slots=True)
class ReportTexts:
    """Fixed texts of a report. `%1` and `%2` stand for what is put in."""

    language: str = "en"
    pageviews: str = "Pageviews"
    visitors: str = "Visitors"
    sessions: str = "Sessions"
    bounce_rate: str = "Bounce rate"
    avg_duration_seconds: str = "Avg. duration"
    pages_per_session: str = "Pages / session"
    before: str = "before: %1"
    compared: str = "compared with %1"
    nothing_before: str = "nothing was counted in %1"
    course: str = "Visitors and pageviews"
    course_numbers: str = "The numbers of this chart"
    period: str = "Period"
    share: str = "Share"
    change: str = "Change"
    entry_pages: str = "Entry pages"
    exit_pages: str = "Exit pages"
    campaigns: str = "Campaigns"
    events: str = "Events"
    occurrences: str = "Count"
    goals: str = "Goals"
    conversions: str = "Conversions"
    rate: str = "Rate"
    revenue: str = "Revenue"
    more: str = "%1 of %2 shown"
    filter_is: str = "%1 is %2"
    filter_is_not: str = "%1 is not %2"
    only: str = "Only visits where %1"
    with_bots: str = "Bots are counted."
    still_growing: str = "The last day is not over: its numbers still grow."
    nothing: str = "Nobody visited in these days."
    days_in: str = "Days of the time zone %1"
    written: str = "Written by Sparklytics Desktop on %1"
    page_of: str = "Page %1 of %2"


def filled(text: str, *values: str) -> str:
    """Put values where a text has `%1`, `%2`. A value may hold such a mark itself: only those of the text count."""
    return _MARK.sub(lambda mark: values[int(mark[1]) - 1], text)


def visible(text: str) -> str:
    """Return a text with a mark in place of each control character, which no file of a report may contain."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
