"""Formatting of numbers, times, dates and names in the locale of the user. Plain functions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimePattern, format_skeleton, parse_pattern
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_percent
from PySide6.QtCore import QLocale, QTime

from app.domain.ingest.urls import readable_host
from app.domain.reports.axes import bucket_day
from app.domain.reports.filters import PROPERTY
from app.domain.reports.periods import BucketSize
from app.domain.reports.request import Filter
from app.ui.dimension_names import CHANNELS, DEVICES, DIMENSIONS, TABS
from app.ui.translation import filled, translator

_tr = translator("format")

Direction = Literal["up", "down", "flat"]
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
NOTHING = DASH  # shown where there is no number
LARGEST_GROUPED = 9_999


def locale() -> QLocale:
    """Return the user's locale; the bare `C` of unset systems counts as US English, which groups thousands."""
    system = QLocale()
    return QLocale("en_US") if system.language() == QLocale.Language.C else system


def count(value: float) -> str:
    """Return 9,999 and below in full, then as the language shortens: 12.5K, 1.2M, 3.4B; 1,2 Mio.; 1.2万."""
    if abs(value) <= LARGEST_GROUPED:
        return exact(value)
    short = format_compact_decimal(value, format_type="short", locale=_cldr(), fraction_digits=1)
    has_unit = any(letter.isalpha() for letter in short)  # German has none below a million
    return short.replace("-", MINUS) if has_unit else exact(value)


def exact(value: float) -> str:
    """Return every digit, grouped: 1,234,567."""
    return locale().toString(round(value)).replace("-", MINUS)


def decimal(value: float, places: int = 1) -> str:
    """Return a number with exactly so many decimals: 3.4."""
    return locale().toString(float(value), "f", places).replace("-", MINUS)


def percent(value: float, places: int = 0) -> str:
    """Return `41%` for 41, in some languages with a space. The unit of breakdown rows; see `share` for fractions."""
    return _percent_pattern(_cldr()).replace("0", decimal(value, places), 1)


def share(fraction: float, places: int = 0) -> str:
    """Return `41%` for 0.41. The unit of the stats."""
    return percent(fraction * 100, places)


def money(amount: float, currency: str) -> str:
    """Return an amount with its currency as the owner wrote it: 1,234.50 EUR."""
    return f"{decimal(amount, 2)} {currency}"


def money_lines(by_currency: Mapping[str, float]) -> list[str]:
    """Return the amount of each currency, the largest first. Currencies are never added up."""
    amounts = sorted(by_currency.items(), key=lambda entry: (-entry[1], entry[0]))
    return [money(amount, currency) for currency, amount in amounts]


def duration(seconds: float) -> str:
    """Return m:ss, or h:mm:ss from one hour."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def change(current: float, previous: float, places: int = 0) -> str:
    """Return the signed change in percent; `new` when there was nothing before, empty when there is nothing at all."""
    if previous == 0:
        return "" if current == 0 else _tr("new")
    return signed_percent((current - previous) / previous * 100, places)


def points(current: float, previous: float, places: int = 0) -> str:
    """Return the difference of two fractions, as `share` writes them, in percentage points: +3 pts, −1 pt, 0 pts."""
    difference = as_shown(current, places) - as_shown(previous, places)
    unit = _tr("pts", 1 if abs(difference) == 1 else 2)
    return f"{'+' if difference > 0 else ''}{decimal(difference, places)} {unit}"


def as_shown(fraction: float, places: int = 0) -> float:
    """Return the number that `share` writes for a fraction, rounded as there."""
    return float(QLocale.c().toString(fraction * 100, "f", places))


def signed_percent(value: float, places: int = 0) -> str:
    """Return +25%, −8% or 0%; what rounds to zero carries no sign."""
    rounded = round(value, places)
    if rounded == 0:
        return percent(0, places)
    return ("+" if rounded > 0 else "") + percent(rounded, places)


def signed(value: float) -> str:
    """Return a difference with its sign: +12, −3, 0."""
    return ("+" if value > 0 else "") + count(value)


def direction(current: float, previous: float, places: int = 0) -> Direction:
    """Return the direction of a change at the precision `change` shows it in.

    For bounce rates the caller inverts the colour, not the arrow.
    """
    if current == previous or (previous and round((current - previous) / previous * 100, places) == 0):
        return "flat"
    return "up" if current > previous else "down"


def data_size(size_bytes: float) -> str:
    """Return 512 bytes, 1.5 MB, 2.3 GB, in steps of 1024."""
    return locale().formattedDataSize(round(size_bytes), 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def rate(per_second: float) -> str:
    """Return events per second: 0, 0.4, 12, 1.2K."""
    return decimal(per_second, 1) if 0 < per_second < 10 else count(per_second)


def age(seconds: float) -> str:
    """Return how long ago something was: just now, 12 s ago, 5 min ago, 3 h ago, 2 d ago."""
    whole = int(max(0.0, seconds))
    for size, text in ((86_400, _tr("%1 d ago")), (3_600, _tr("%1 h ago")), (60, _tr("%1 min ago"))):
        if whole >= size:
            return text.replace("%1", exact(whole // size))
    return _tr("%1 s ago").replace("%1", str(whole)) if whole >= 2 else _tr("just now")


def span(seconds: float) -> str:
    """Return a length of time in its two largest units: 3 d 4 h, 5 min 2 s, 12 s."""
    units = ((86_400, _tr("d")), (3_600, _tr("h")), (60, _tr("min")), (1, _tr("s")))
    rest, parts = int(max(0.0, seconds)), []
    for size, name in units:
        amount, rest = divmod(rest, size)
        if amount:
            parts.append(f"{amount} {name}")
    return " ".join(parts[:2]) or f"0 {_tr('s')}"


def day(value: date, *, with_weekday: bool = False) -> str:
    """Return a date such as Jan 3, 2026, as the locale writes it."""
    if with_weekday:
        return _weekday_pattern(_cldr()).apply(value, _cldr())
    return _written("yMMMd", value)


def short_day(value: date) -> str:
    """Return a date without its year: 3 Jan."""
    return _written("MMMd", value)


def day_range(start: date, end: date) -> str:
    """Return `3 Jan – 9 Jan 2026`, one date when both are the same."""
    if start == end:
        return day(end)
    return f"{short_day(start) if start.year == end.year else day(start)} {DASH} {day(end)}"


def clock(value: datetime, zone: str | None = None, *, with_seconds: bool = False) -> str:
    """Return the time of day of an aware moment in `zone`, the system's own when None."""
    local = value.astimezone(_zone(zone))
    pattern = "HH:mm" if _is_24h() else "h:mm AP"
    if with_seconds:
        pattern = pattern.replace("mm", "mm:ss")
    return locale().toString(QTime(local.hour, local.minute, local.second), pattern)


def moment(value: datetime, zone: str | None = None) -> str:
    """Return the date and time of day of an aware moment in `zone`."""
    return f"{day(value.astimezone(_zone(zone)).date())}, {clock(value, zone)}"


def week() -> tuple[int, ...]:
    """Return the weekdays in the order of the locale. 1 is Monday."""
    first = locale().firstDayOfWeek().value
    return tuple((first + at - 1) % 7 + 1 for at in range(7))


def weekday(number: int, *, is_short: bool = False) -> str:
    """Return the name of a weekday, standing alone. 1 is Monday."""
    kind = QLocale.FormatType.ShortFormat if is_short else QLocale.FormatType.LongFormat
    return locale().standaloneDayName(number, kind)


def hour_of_day(hour: int) -> str:
    """Return an hour for a heading: 9 AM, or 09 where the day has 24 hours."""
    return f"{hour:02}" if _is_24h() else locale().toString(QTime(hour, 0), "h AP")


def hour_span(hour: int) -> str:
    """Return the hour that begins at `hour`: 09:00 – 10:00."""
    pattern = "HH:mm" if _is_24h() else "h:mm AP"
    start, end = (locale().toString(QTime(moment % 24, 0), pattern) for moment in (hour, hour + 1))
    return f"{start} {DASH} {end}"


def bucket_name(label: str, size: BucketSize, zone: str) -> str:
    """Return a bucket in full, for hover cards: Tuesday 10 Feb 2026, 09:00; Week of 9 Feb 2026; February 2026."""
    first = bucket_day(label, zone)
    if size == "hour":
        return f"{day(first, with_weekday=True)}, {_hour(label, zone)}"
    if size == "week":
        return _tr("Week of %1").replace("%1", day(first))
    if size == "month":
        return _written("yMMMM", first)
    return day(first, with_weekday=True)


def bucket_tick(label: str, size: BucketSize, zone: str, *, names_day: bool = False) -> str:
    """Return a bucket in short, for an axis: 9 AM, 10 Feb, Feb 2026. names_day: an hour tick that opens a new day."""
    first = bucket_day(label, zone)
    if size == "hour" and not names_day:
        return _hour(label, zone).replace(":00 ", " ")  # 9 AM is enough on an axis
    if size == "month":
        return _written("yMMM", first)
    return short_day(first)


def country_name(code: str) -> str:
    """Return the name of an ISO 3166 code, the code itself when it names no country."""
    return str(_cldr().territories.get(code, code))


def language_name(tag: str) -> str:
    """Return `German (Austria)` for `de-AT`, the tag itself when it names no language."""
    language, _, rest = tag.replace("_", "-").partition("-")
    name = _cldr().languages.get(language.lower())
    if name is None:
        return tag
    region = rest.rpartition("-")[2].upper()
    return f"{name} ({country_name(region)})" if rest and country_name(region) != region else name


def value_name(dimension: str, value: str) -> str:
    """Return the display name of a breakdown value: Germany for DE, Direct for (direct), hosts in letters."""
    if dimension == "country":
        return country_name(value)
    if dimension == "language":
        return language_name(value)
    if dimension == "device":
        return DEVICES.get(value, lambda: value)()
    if dimension == "channel" and value in CHANNELS:
        return CHANNELS[value]()
    if value == "(direct)":
        return _tr("Direct")
    if value == "(none)":
        return _tr("None")
    if dimension in ("hostname", "referrer", "source"):
        return readable_host(value) or _tr("(empty)")
    return value or _tr("(empty)")


def filter_text(filter_: Filter) -> str:
    """Return a filter in words: Country is Germany."""
    text = _tr("%1 is not %2") if filter_.is_excluded else _tr("%1 is %2")
    value = value_name(filter_.dimension, filter_.value)
    return filled(text, dimension_name(filter_.dimension), value)


def dimension_name(dimension: str) -> str:
    """Return the heading of a breakdown, also the first word of a filter chip; the key of a property of events."""
    if dimension.startswith(PROPERTY) and len(dimension) > len(PROPERTY):
        return dimension.removeprefix(PROPERTY)
    name = DIMENSIONS.get(dimension)
    return name() if name is not None else dimension.replace("_", " ").capitalize()


def listed(parts: Sequence[str]) -> str:
    """Return parts as the language lists them: a, b, and c; a, b und c."""
    return format_list(list(parts), locale=_cldr())


def tab_name(dimension: str) -> str:
    """Return the short heading of a breakdown, for a tab among related dimensions."""
    name = TABS.get(dimension)
    return name() if name is not None else dimension_name(dimension)


def _cldr() -> Locale:
    """Return the user's locale with the data of CLDR, which names and shortens what Qt's does not."""
    return _cldr_of(locale().name())


@lru_cache(maxsize=8)
def _cldr_of(name: str) -> Locale:
    try:
        return Locale.parse(name)
    except (UnknownLocaleError, ValueError):  # Qt knows some that CLDR does not
        return Locale.parse("en_US")


@lru_cache(maxsize=8)
def _percent_pattern(cldr: Locale) -> str:
    """Return how the locale writes a percentage of 0."""
    return format_percent(0, locale=cldr)


def _written(skeleton: str, value: date) -> str:
    """Return a date with the parts of a skeleton of CLDR, in the order and with the marks of the locale."""
    return format_skeleton(skeleton, datetime.combine(value, time()), locale=_cldr())


@lru_cache(maxsize=8)
def _weekday_pattern(cldr: Locale) -> DateTimePattern:
    """Return the pattern of a date with its weekday in full, which few locales have among their skeletons."""
    return parse_pattern(re.sub("E+", "EEEE", cldr.datetime_skeletons["yMMMEd"].pattern))


def _zone(name: str | None) -> ZoneInfo | None:
    return ZoneInfo(name) if name else None


def _is_24h() -> bool:
    return "AP" not in locale().timeFormat(QLocale.FormatType.ShortFormat).upper()


def _hour(label: str, zone: str) -> str:
    return clock(datetime.fromisoformat(label), zone)
