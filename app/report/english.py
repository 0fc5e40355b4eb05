"""Writing of reports in English where no window is: the same as `app.ui.format` in its English, without Qt."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from app.domain.ingest.urls import readable_host
from app.domain.reports.axes import bucket_day
from app.domain.reports.periods import BucketSize
from app.report.writing import Direction
from app.resources import read_text

COUNTRY_NAMES = "places/country-names.json"

_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"
_LARGEST_GROUPED = 9_999
_SHORT_UNITS = ((1e3, "K"), (1e6, "M"), (1e9, "B"), (1e12, "T"))
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def count(value: float) -> str:
    if abs(value) <= _LARGEST_GROUPED:
        return exact(value)
    unit, letter = next(((unit, sign) for unit, sign in _SHORT_UNITS if abs(value) / unit < 999.95), _SHORT_UNITS[-1])
    return decimal(value / unit).removesuffix(".0") + letter


def exact(value: float) -> str:
    return f"{round(value):,}".replace("-", _MINUS)


def decimal(value: float, places: int = 1) -> str:
    return f"{_rounded(value, places):,}".replace("-", _MINUS)


def percent(value: float, places: int = 0) -> str:
    return f"{decimal(value, places)}%"


def share(fraction: float, places: int = 0) -> str:
    return percent(fraction * 100, places)


def duration(seconds: float) -> str:
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def change(current: float, previous: float, places: int = 0) -> str:
    if previous == 0:
        return "" if current == 0 else "new"
    value = (current - previous) / previous * 100
    rounded = round(value, places)
    return percent(0, places) if rounded == 0 else ("+" if rounded > 0 else "") + percent(rounded, places)


def points(current: float, previous: float, places: int = 0) -> str:
    difference = as_shown(current, places) - as_shown(previous, places)
    unit = "pt" if abs(difference) == 1 else "pts"
    return f"{'+' if difference > 0 else ''}{decimal(difference, places)} {unit}"


def as_shown(fraction: float, places: int = 0) -> float:
    return float(_rounded(fraction * 100, places))


def direction(current: float, previous: float, places: int = 0) -> Direction:
    if current == previous or (previous and round((current - previous) / previous * 100, places) == 0):
        return "flat"
    return "up" if current > previous else "down"


def day_range(start: date, end: date) -> str:
    if start == end:
        return _day(end)
    return f"{_short_day(start) if start.year == end.year else _day(start)} {_DASH} {_day(end)}"


def moment(value: datetime, zone: str | None = None) -> str:
    local = value.astimezone(ZoneInfo(zone) if zone else None)
    return f"{_day(local.date())}, {_clock(local)}"


def bucket_name(label: str, size: BucketSize, zone: str) -> str:
    first = bucket_day(label, zone)
    if size == "week":
        return f"Week of {_day(first)}"
    if size == "month":
        return f"{_LONG_MONTHS[first.month - 1]} {first.year}"
    name = f"{_WEEKDAYS[first.weekday()]}, {_day(first)}"
    return f"{name}, {_hour(label, zone)}" if size == "hour" else name


def bucket_tick(label: str, size: BucketSize, zone: str, *, names_day: bool = False) -> str:
    first = bucket_day(label, zone)
    if size == "hour" and not names_day:
        return _hour(label, zone).replace(":00 ", " ")
    return f"{_MONTHS[first.month - 1]} {first.year}" if size == "month" else _short_day(first)


def value_name(dimension: str, value: str) -> str:
    if dimension == "country":
        return _country_names().get(value, value)
    if dimension == "device":
        return value.capitalize() if value in ("desktop", "mobile", "tablet") else value
    if value in ("(direct)", "(none)"):
        return value[1:-1].capitalize()
    if dimension in ("hostname", "referrer", "source"):
        return readable_host(value) or "(empty)"
    return value or "(empty)"


def dimension_name(dimension: str) -> str:
    special = {"os": "Operating system", "page_url": "Full address", "event_name": "Event"}
    return special.get(dimension) or dimension.replace("_", " ").capitalize().replace("Utm", "UTM")


def tab_name(dimension: str) -> str:
    names = {
        "page": "Pages",
        "source": "Sources",
        "channel": "Channels",
        "country": "Countries",
        "browser": "Browsers",
        "os": "Systems",
        "device": "Devices",
    }
    return names.get(dimension) or dimension_name(dimension)


def listed(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


@functools.cache
def _country_names() -> dict[str, str]:
    names: dict[str, str] = json.loads(read_text(COUNTRY_NAMES))
    return names


def _rounded(value: float, places: int) -> Decimal:
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded  # zero has no sign


def _day(value: date) -> str:
    return f"{_short_day(value)}, {value.year}"


def _short_day(value: date) -> str:
    return f"{_MONTHS[value.month - 1]} {value.day}"


def _clock(value: datetime) -> str:
    return f"{value.hour % 12 or 12}:{value.minute:02} {'AM' if value.hour < 12 else 'PM'}"


def _hour(label: str, zone: str) -> str:
    return _clock(datetime.fromisoformat(label).astimezone(ZoneInfo(zone)))
