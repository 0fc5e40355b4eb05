"""View of the window: website, page, range, comparison and filters, as one value that is saved between starts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.reports.request import Filter, Granularity, ReportRequest
from app.ui.ranges import DEFAULT_PRESET, PRESETS, CompareChoice, DateRange, length, preset_of, problem_of, shifted

MAX_POINTS = 2_000  # of a line: more than a screen has pixels for; the server adds them up to larger steps
# Maximum buckets of one day. Sizes that would exceed the limit are not offered.
_BUCKETS_A_DAY: dict[Granularity, float] = {"auto": 0, "hour": 25, "day": 1, "week": 1 / 7, "month": 1 / 28}


@dataclass(frozen=True, slots=True)
class View:
    """Frozen view. website_id: empty when there is no website yet.

    preset: range relative to today, empty when `start` and `end` were chosen. include_bots: None for the policy of the
    website.
    """

    website_id: str = ""
    page: str = "overview"
    preset: str = DEFAULT_PRESET
    start: date | None = None
    end: date | None = None
    compare: CompareChoice = field(default_factory=CompareChoice)
    filters: tuple[Filter, ...] = ()
    include_bots: bool | None = None
    granularity: Granularity = "auto"

    def days(self, today: date) -> DateRange:
        """Return the first and last day shown."""
        if self.preset in PRESETS:
            return PRESETS[self.preset](today)
        if self.start is None or self.end is None or self.end < self.start:
            return PRESETS[DEFAULT_PRESET](today)
        return self.start, self.end

    def request(self, today: date) -> ReportRequest:
        """Return the request for reports, without a comparison or bucket size that is invalid for the range."""
        days = self.days(today)
        compare = CompareChoice() if problem_of(days, self.compare) else self.compare
        return ReportRequest(
            *days,
            filters=self.filters,
            compare=compare.mode,
            compare_start=compare.start if compare.mode == "custom" else None,
            compare_end=compare.end if compare.mode == "custom" else None,
            include_bots=self.include_bots,
            granularity=self.granularity if self.granularity in granularities(days) else "auto",
        )

    def with_site(self, website_id: str) -> View:
        """Show another website, without the filters: they name pages and visitors of this one."""
        return self if website_id == self.website_id else replace(self, website_id=website_id, filters=())

    def with_preset(self, preset: str) -> View:
        return replace(self, preset=preset, start=None, end=None)

    def with_days(self, days: DateRange, today: date) -> View:
        """Show these days. Days that equal a preset become that preset."""
        if preset := preset_of(days, today):
            return self.with_preset(preset)
        return replace(self, preset="", start=days[0], end=days[1])

    def moved(self, steps: int, today: date) -> View:
        """Shift the range by its own length, never past today."""
        days = shifted(self.days(today), steps)
        if steps > 0 and days[1] > today:
            return self
        return self.with_days(days, today)

    def with_filter(self, new: Filter) -> View:
        """Add a filter. It replaces one for the same dimension and value."""
        others = [known for known in self.filters if (known.dimension, known.value) != (new.dimension, new.value)]
        return replace(self, filters=(*others, new))

    def without_filter(self, old: Filter) -> View:
        return replace(self, filters=tuple(known for known in self.filters if known != old))


def with_page(view: View, key: str) -> View:
    """Show another page of the window."""
    return replace(view, page=key)


def granularities(days: DateRange) -> tuple[Granularity, ...]:
    """Return the bucket sizes available for a range."""
    return tuple(size for size, most in _BUCKETS_A_DAY.items() if length(days) * most <= MAX_POINTS)
