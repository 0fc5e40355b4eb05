"""Ranges of days in a zone: their parsing, UTC bounds, buckets and comparisons.

The parameters common to all reports (dates, zone, booleans, granularity) are parsed here as well, so that every
endpoint reads them the same way. Texts are those of the query string; None means "not given".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from app.domain.errors import BadRequest
from app.domain.reports.request import CompareMode, Granularity
from app.domain.zones import zone_name

DateStyle = Literal["strict", "required"]
BucketSize = Literal["hour", "day", "week", "month"]

MAX_BUCKETS = 3_700
DEFAULT_DAYS = 7
# Dates outside these years count as invalid, which keeps all date arithmetic within the range of `date`.
FIRST_YEAR, LAST_YEAR = 1900, 2999
# No event is older or newer; this bounds tables of time for any range.
EVENTS_FROM, EVENTS_UNTIL = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_BUCKET_SIZES: dict[str, BucketSize] = {"hour": "hour", "day": "day", "week": "week", "month": "month"}
# (longest range in days, size) of `auto`; longer ranges get months.
_AUTO: tuple[tuple[int, BucketSize], ...] = ((2, "hour"), (92, "day"), (400, "week"))
_COMPARE_MODES: tuple[CompareMode, ...] = ("none", "previous_period", "previous_year", "custom")


@dataclass(frozen=True, slots=True)
class Period:
    """The days `start` to `end`, both inclusive, in `zone`."""

    start: date
    end: date
    zone: ZoneInfo

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def utc_start(self) -> datetime:
        """The first instant of the first day, aware, in UTC."""
        return day_start(self.start, self.zone)

    @property
    def utc_end(self) -> datetime:
        """The first instant after the last day, aware, in UTC."""
        return day_start(self.end + _DAY, self.zone)

    def previous(self) -> Period:
        """Return the range of equal length that ends the day before this one starts."""
        return Period(self.start - timedelta(days=self.days), self.start - _DAY, self.zone)

    def previous_year(self) -> Period:
        return Period(_year_before(self.start), _year_before(self.end), self.zone)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A primary range and the range it is compared with. The mode is never `none`."""

    mode: CompareMode
    primary: Period
    other: Period


@dataclass(frozen=True, slots=True)
class OffsetSpan:
    """Time from `start` until just before `end`, in UTC, without a change of clocks. offset: local time minus UTC."""

    start: datetime
    end: datetime
    offset: timedelta


@dataclass(frozen=True, slots=True)
class Bucket:
    """One step of a series: from `start` until just before `end`, in UTC. label: as on the wire, see `buckets`."""

    label: str
    start: datetime
    end: datetime


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant of a local day in UTC; of two midnights the earlier one.

    A day whose midnight was skipped starts where the clocks landed; a day skipped whole starts where the next one does.
    """
    midnight = datetime.combine(day, time(), zone)
    instant = midnight.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return instant
    # Midnight falls in a gap. `fold=1` reads it with the offset after the gap, which lands before the clocks changed.
    return _change(midnight.replace(fold=1).astimezone(UTC), instant, zone)


def offset_spans(period: Period) -> list[OffsetSpan]:
    """Return the period in spans of one UTC offset, in order, as far as there can be events.

    Clocks change at most once within 24 hours in every zone since 2000, so looking at every day finds all changes.
    """
    start, last = max(period.utc_start, EVENTS_FROM), min(period.utc_end, EVENTS_UNTIL)
    spans: list[OffsetSpan] = []
    at, offset = start, _offset(start, period.zone)
    while at < last:
        following = min(at + _DAY, last)
        if (changed := _offset(following, period.zone)) != offset:
            following = _change(at, following, period.zone)
            spans.append(OffsetSpan(start, following, offset))
            start, offset = following, changed
        at = following
    return [*spans, OffsetSpan(start, last, offset)] if start < last else spans


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant, to the second, at which the clocks change between two others in UTC; `after` when they do not."""
    old_offset = _offset(before, zone)

    def has_changed(seconds: int) -> bool:
        return _offset(before + timedelta(seconds=seconds), zone) != old_offset

    seconds = bisect_left(range(int((after - before).total_seconds())), True, key=has_changed)
    return before + timedelta(seconds=seconds)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def parse_zone(text: str | None, website_zone: str) -> ZoneInfo:
    """Return the zone of a `timezone` parameter: an IANA name in its exact case, the website's zone when not given."""
    if text is None:
        return _zone(website_zone) or ZoneInfo("UTC")
    if not text.strip():
        raise BadRequest("timezone cannot be empty when provided", field="timezone")
    if (zone := _zone(zone_name(text))) is None:
        raise BadRequest("invalid timezone", field="timezone")
    return zone


def parse_date(text: str | None) -> date | None:
    """Read `YYYY-MM-DD`, trimmed; single digits are allowed. None for an invalid date."""
    match = _DATE.fullmatch((text or "").strip())
    if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_period(
    start: str | None,
    end: str | None,
    zone: ZoneInfo,
    now: datetime,
    *,
    style: DateStyle,
    default_days: int = DEFAULT_DAYS,
) -> Period:
    """Read `start_date` and `end_date`; without them the last `default_days` days, today in `zone` included.

    now: aware. What is given and no such date is refused; with the style `required` a missing date is as well.
    """
    today = now.astimezone(zone).date()
    first = _bound("start_date", start, today - timedelta(days=default_days - 1), style)
    last = _bound("end_date", end, today, style)
    if last < first:
        raise BadRequest("end_date must be on or after start_date", field="end_date")
    return Period(first, last, zone)


def parse_comparison(mode: str | None, start: str | None, end: str | None, primary: Period) -> Comparison | None:
    """Read `compare_mode`, `compare_start_date`, `compare_end_date`; None without a comparison."""
    word = (mode or "").strip() or "none"
    chosen = next((known for known in _COMPARE_MODES if known == word), None)
    if chosen is None:
        raise BadRequest(f"compare_mode must be one of: {', '.join(_COMPARE_MODES)}", field="compare_mode")
    if chosen == "none":
        return None
    first = _compare_bound("compare_start_date", start)
    last = _compare_bound("compare_end_date", end)
    if chosen == "previous_period":
        return Comparison(chosen, primary, primary.previous())
    if chosen == "previous_year":
        return Comparison(chosen, primary, primary.previous_year())
    return Comparison(chosen, primary, _custom_period(first, last, primary))


def parse_bool(name: str, text: str | None) -> bool | None:
    """Read true, false, 1 or 0 in any case; None when not given."""
    if text is None:
        return None
    if (value := _BOOLEANS.get(text.strip().lower())) is None:
        raise BadRequest(f"{name} must be one of: true, false, 1, 0", field=name)
    return value


def parse_granularity(text: str | None) -> Granularity:
    """Read a bucket size in any case; blank or absent is `auto`. Anything else is refused, naming the choices."""
    word = (text or "").strip().lower()
    if word in ("", "auto"):
        return "auto"
    if (size := _BUCKET_SIZES.get(word)) is None:
        raise BadRequest("granularity must be one of: hour, day, week, month, auto", field="granularity")
    return size


def bucket_size(granularity: Granularity, days: int) -> BucketSize:
    """Return the bucket size, resolving `auto` for a range of this many days."""
    if granularity != "auto":
        return granularity
    return next((size for longest, size in _AUTO if days <= longest), "month")


def buckets(
    period: Period, size: BucketSize, at_most: int | None = None, *, field: str = "granularity"
) -> list[Bucket]:
    """Return the buckets of the period in order, the first `at_most` when given; the last one ends with the period.

    Labels: hour `2026-02-10T09:00:00Z`, the UTC instant the local hour starts at (so it may carry minutes and is never
    ambiguous); day `2026-02-10`; week the ISO week's Monday, even when it lies before the period; month `2026-02`.
    Hours are counted from each local midnight: a day has 23 to 25 of them where clocks change.
    Raises BadRequest above MAX_BUCKETS buckets, naming `field`.
    """
    starts = list(islice(_hours(period) if size == "hour" else _spans(period, size), (at_most or MAX_BUCKETS) + 1))
    if at_most is None and len(starts) > MAX_BUCKETS:
        raise BadRequest(f"the range has more than {MAX_BUCKETS} buckets; choose a coarser granularity", field=field)
    ends = [start for _, start in starts[1:]] + [period.utc_end]
    return [Bucket(label, start, end) for (label, start), end in zip(starts, ends, strict=False)][:at_most]


def _hours(period: Period) -> Iterator[tuple[str, datetime]]:
    for offset in range(period.days):
        instant = day_start(period.start + timedelta(days=offset), period.zone)
        end = day_start(period.start + timedelta(days=offset + 1), period.zone)
        while instant < end:
            yield instant.strftime("%Y-%m-%dT%H:%M:%SZ"), instant
            instant += _HOUR


def _spans(period: Period, size: BucketSize) -> Iterator[tuple[str, datetime]]:
    """Yield days, weeks or months; the first one starts with the period."""
    day = period.start
    while day <= period.end:
        yield _label(day, size), day_start(day, period.zone)
        day = _next_start(day, size)


def _next_start(day: date, size: BucketSize) -> date:
    """Return the first day of the bucket that follows the one of `day`."""
    if size == "month":
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return day + timedelta(days=7 - day.weekday() if size == "week" else 1)


def _label(day: date, size: BucketSize) -> str:
    if size == "month":
        return f"{day:%Y-%m}"
    return (day - timedelta(days=day.weekday()) if size == "week" else day).isoformat()


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a plain name; a folder of the zone database
        return None


def _bound(name: str, text: str | None, default: date, style: DateStyle) -> date:
    if (day := parse_date(text)) is not None:
        return day
    if text is not None:
        raise BadRequest(f"invalid {name} (expected YYYY-MM-DD)", field=name)
    if style == "required":
        raise BadRequest(f"{name} is required", field=name)
    return default


def _compare_bound(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    if (day := parse_date(text)) is None:
        raise BadRequest(f"invalid {name} (expected YYYY-MM-DD)", field=name)
    return day


def _custom_period(first: date | None, last: date | None, primary: Period) -> Period:
    if first is None:
        raise BadRequest("compare_start_date is required for custom compare", field="compare_start_date")
    if last is None:
        raise BadRequest("compare_end_date is required for custom compare", field="compare_end_date")
    if last < first:
        raise BadRequest("compare_end_date must be on or after compare_start_date", field="compare_end_date")
    period = Period(first, last, primary.zone)
    if period.days > 2 * primary.days:
        raise BadRequest("comparison range cannot exceed primary range duration x 2", field="compare_end_date")
    return period


def _year_before(day: date) -> date:
    """Return the same date a year earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
