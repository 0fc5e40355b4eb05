"""Custom events: their names, what they carry, how often they happened. Names are those of the wire."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import UNSET, UnsetType

from app.domain.errors import BadRequest
from app.domain.reports.periods import BucketSize
from app.domain.reports.query import Params
from app.domain.reports.results import OffsetPage, SeriesPoint

MAX_NAMES = 200  # rows
MAX_NAME_BYTES = 255
SAMPLE_SIZE = 10_000  # newest occurrences whose data is read
MAX_PAIRS = 500
MAX_VALUES_A_KEY = 100


@dataclass(frozen=True, slots=True)
class EventNameRow:
    """A custom event. count: occurrences; prev_count: those in the range of equal length just before, left out when
    there were none; is_new: there were none."""

    event_name: str
    count: int
    visitors: int
    is_new: bool
    prev_count: int | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class EventNames:
    """Some of the custom events. total: how many there are."""

    rows: tuple[EventNameRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class EventNamesReport:
    """Custom events with their paging."""

    data: EventNames
    pagination: OffsetPage


@dataclass(frozen=True, slots=True)
class EventProperty:
    """How many occurrences of the sample carry a value: text as it is, anything else as JSON. null is no value."""

    property_key: str
    property_value: str
    count: int


@dataclass(frozen=True, slots=True)
class NumberSummary:
    """The numbers under one key; other values of it are left out."""

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
    """What an event carries. sample_size: how many of its occurrences, the newest, were looked at.

    properties: by key, then the most frequent values first; every key has its share of the places. keys: those listed.
    """

    event_name: str
    total_occurrences: int
    sample_size: int
    properties: tuple[EventProperty, ...]
    keys: tuple[EventKey, ...]


@dataclass(frozen=True, slots=True)
class EventSeries:
    """Occurrences by bucket (`pageviews`, for the sake of one shape) and the visitors who caused them."""

    series: tuple[SeriesPoint, ...]
    granularity: BucketSize
    timezone: str


def parse_event_names(params: Params) -> tuple[str, ...]:
    """Read `event_name`: the name without blanks around it, and the name as it was sent where that is another.

    Names are stored as they came, so blanks may belong to one.
    """
    sent = params.get("event_name")
    if sent is None:
        raise BadRequest("event_name query parameter is required", field="event_name")
    if not (name := sent.strip()):
        raise BadRequest("event_name must not be empty", field="event_name")
    if len(name.encode("utf-8", "surrogatepass")) > MAX_NAME_BYTES:
        raise BadRequest(f"event_name must be {MAX_NAME_BYTES} characters or fewer", field="event_name")
    return (name,) if sent == name else (name, sent)
