"""What the window shows: site, page, range, comparison, filters. One value that is kept between two starts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.reports.periods import MAX_BUCKETS
from app.domain.reports.request import Filter, Granularity, ReportRequest
from app.ui.ranges import DEFAULT_PRESET, PRESETS, CompareChoice, DateRange, length, preset_of, problem_of, shifted

# Most buckets one day can have; finer buckets than fit into a series are not offered.
_BUCKETS_A_DAY: dict[Granularity, float] = {"auto": 0, "hour": 25, "day": 1, "week": 1 / 7, "month": 1 / 28}


@dataclass(frozen=True, slots=True)
class View:
    """preset: name of a range that moves with the day, empty when `start` and `end` were chosen by hand.

    website_id: empty when there is none yet. include_bots None: as the website's own policy says.
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

    def question(self, today: date) -> ReportRequest:
        """Return what reports are asked. A comparison that cannot be asked and buckets too many are left out."""
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
        """Show another website. Filters name its pages and visitors, so they go."""
        return self if website_id == self.website_id else replace(self, website_id=website_id, filters=())

    def with_preset(self, preset: str) -> View:
        return replace(self, preset=preset, start=None, end=None)

    def with_days(self, days: DateRange, today: date) -> View:
        """Show these days; when they are a preset of today they will move with the day."""
        if preset := preset_of(days, today):
            return self.with_preset(preset)
        return replace(self, preset="", start=days[0], end=days[1])

    def moved(self, steps: int, today: date) -> View:
        """Shift the range by its own length, never past today."""
        days = shifted(self.days(today), steps)
        if steps > 0 and days[1] > today:
            return self
        return self.with_days(days, today)

    def with_filter(self, wanted: Filter) -> View:
        """Add a filter; one for the same value, the other way round, gives way to it."""
        others = [known for known in self.filters if (known.dimension, known.value) != (wanted.dimension, wanted.value)]
        return replace(self, filters=(*others, wanted))

    def without_filter(self, unwanted: Filter) -> View:
        return replace(self, filters=tuple(known for known in self.filters if known != unwanted))


def granularities(days: DateRange) -> tuple[Granularity, ...]:
    """Return the bucket sizes a range can be shown in."""
    return tuple(size for size, most in _BUCKETS_A_DAY.items() if length(days) * most <= MAX_BUCKETS)
