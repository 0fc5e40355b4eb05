"""Custom events: names, properties and time series. Field names are those of the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from msgspec import UNSET, UnsetType

from app.domain.errors import BadRequest
from app.domain.reports.periods import BucketSize
from app.domain.reports.query import Page, Params, parse_page
from app.domain.reports.results import OffsetPage, SeriesPoint

NamesSort = Literal["count", "visitors", "event_name"]

MAX_NAMES = 200  # rows
MAX_NAME_BYTES = 255
SAMPLE_SIZE = 10_000  # newest occurrences whose data is read
MAX_PAIRS = 500
MAX_VALUES_A_KEY = 100


@dataclass(frozen=True, slots=True)
class EventNameRow:
    """A custom event. count: occurrences; prev_count: occurrences in the range of equal length before,
    left out if there were none; is_new: there were none."""

    event_name: str
    count: int
    visitors: int
    is_new: bool
    prev_count: int | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class EventNames:
    """One page of the custom events. total: custom events on all pages."""

    rows: tuple[EventNameRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EventNamesReport:
    """Custom events with their paging."""

    data: EventNames
    pagination: OffsetPage


@dataclass(frozen=True, slots=True)
class EventProperty:
    """A value of a property and its occurrences in the sample: text as it is, other values as JSON, never null."""

    property_key: str
    property_value: str
    count: int


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """Statistics of the numbers under one key; other values are ignored."""

    count: int
    min: float
    max: float
    mean: float


@dataclass(frozen=True, slots=True)
class EventKey:
    """One key in the sample. count: occurrences that have it; distinct_values: of which some may not be listed.

    numbers: null when no value is a number.
    """

    property_key: str
    count: int
    distinct_values: int
    numbers: NumberSummary | None


@dataclass(frozen=True, slots=True)
class EventProperties:
    """The properties of a custom event. sample_size: newest occurrences that were examined.

    properties: by key, most frequent values first; the rows are shared evenly among the keys. keys: those listed.
    """

    event_name: str
    total_occurrences: int
    sample_size: int
    properties: tuple[EventProperty, ...]
    keys: tuple[EventKey, ...]


@dataclass(frozen=True, slots=True)
class EventSeries:
    """Occurrences by bucket, called `pageviews` as in other series, and their visitors."""

    series: tuple[SeriesPoint, ...]
    granularity: BucketSize
    timezone: str


def parse_names_page(params: Params) -> Page:
    """Read page, search and order of the list of custom events."""
    return parse_page(params, default=MAX_NAMES, highest=MAX_NAMES, sorts=get_args(NamesSort), default_sort="count")


def parse_event_names(params: Params) -> tuple[str, ...]:
    """Read `event_name`: the trimmed name, and the name as sent if it differs.

    Names are stored unchanged, so blanks may be part of one.
    """
    sent = params.get("event_name")
    if sent is None:
        raise BadRequest("event_name query parameter is required", field="event_name")
    if not (name := sent.strip()):
        raise BadRequest("event_name must not be empty", field="event_name")
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES:
        raise BadRequest(f"event_name must be {MAX_NAME_BYTES} characters or fewer", field="event_name")
    return (name,) if sent == name else (name, sent)
