"""Exports: of events, with the steps in which they are read, and of the rows of a breakdown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeVar, get_args

from app.domain.errors import BadRequest
from app.domain.files import parquet
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL, parse_date
from app.domain.reports.query import (
    MetricsQuery,
    Params,
    ReportedWebsite,
    ReportQuery,
    parse_metrics_query,
    parse_report_query,
)

ExportFormat = Literal["csv", "ndjson", "parquet"]
TableFormat = Literal["csv", "json", "parquet"]
F = TypeVar("F", bound=str)

CONTENT_TYPES: dict[ExportFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
TABLE_TYPES: dict[TableFormat, str] = {
    "csv": CONTENT_TYPES["csv"],
    "json": "application/json",
    "parquet": CONTENT_TYPES["parquet"],
}
MAX_TABLE_ROWS = 200_000  # of a breakdown in a file; some 100 MB in memory while it is written
MAX_SHOWN_FORMAT = 64  # characters of an unknown format that an error message repeats

# In order; scripts rely on the first fifteen columns of a CSV file.
COLUMNS = (
    *("id", "website_id", "event_type", "url", "referrer_domain", "event_name", "country", "browser", "os"),
    *("device_type", "language", "utm_source", "utm_medium", "utm_campaign", "created_at"),
    *("visitor_id", "session_id", "event_data", "title", "hostname", "path", "referrer_url", "region", "city"),
    *("screen", "browser_version", "os_version", "utm_term", "utm_content", "is_bot"),
)
CSV_HEADER = (",".join(COLUMNS) + "\n").encode()
# Columns that Parquet stores as another type than text.
_TYPED: Mapping[str, parquet.Kind] = {"created_at": "time", "is_bot": "boolean"}
PARQUET_COLUMNS = tuple(parquet.Column(name, _TYPED.get(name, "text")) for name in COLUMNS)

FIRST_SPAN = timedelta(hours=1)
SHORTEST_SPAN = timedelta(microseconds=1)
LONGEST_SPAN = timedelta(days=3_660)


@dataclass(frozen=True, slots=True)
class ExportQuery:
    """An export: the events and the format. website_id: the public id."""

    website_id: str
    report: ReportQuery
    format: ExportFormat

    @property
    def file_name(self) -> str:
        period = self.report.period
        return f"events-{self.website_id}-{period.start}-{period.end}.{self.format}"


@dataclass(frozen=True, slots=True)
class TableQuery:
    """The rows of a breakdown as a file."""

    breakdown: MetricsQuery
    format: TableFormat

    @property
    def file_name(self) -> str:
        return f"{self.breakdown.dimension.name}.{self.format}"


@dataclass(frozen=True, slots=True)
class ExportCursor:
    """Position of the next chunk of an export: events at time `at` (UTC) with numbers from `seq` on, and later ones.

    span: time range to read at once.
    """

    at: datetime
    seq: int = 0
    span: timedelta = FIRST_SPAN

    def until(self, end: datetime) -> datetime:
        """Return the end of the time range to read, at most `end`."""
        return min(self.at + self.span, end)

    def after_full(self, at: datetime, seq: int) -> ExportCursor:
        """Return the cursor after a full chunk that ended with this event."""
        return ExportCursor(at, seq + 1, max(self.span / 2, SHORTEST_SPAN))

    def after_all(self, end: datetime) -> ExportCursor | None:
        """Return the cursor after the whole span, None at `end`. The span grows where events are rare."""
        until = self.until(end)
        return None if until >= end else ExportCursor(until, 0, min(self.span * 2, LONGEST_SPAN))


@dataclass(frozen=True, slots=True)
class ExportChunk:
    """A part of an export. group: its entry in a Parquet footer. following: cursor of the next chunk, if any."""

    body: bytes
    group: parquet.RowGroup | None
    following: ExportCursor | None


def first_cursor(query: ReportQuery) -> ExportCursor | None:
    """Return the start of an export, None if the range can contain no event."""
    start, end = bounds(query)
    return ExportCursor(start) if start < end else None


def bounds(query: ReportQuery) -> tuple[datetime, datetime]:
    """Return the range in which there can be events, its end exclusive; UTC, aware."""
    period = query.period
    return max(period.utc_start.astimezone(UTC), EVENTS_FROM), min(period.utc_end.astimezone(UTC), EVENTS_UNTIL)


def parse_export(params: Params, website_id: str, website: ReportedWebsite, now: datetime) -> ExportQuery:
    """Parse the dates, time zone, filters, bots and format of an export. now: aware. Raises BadRequest."""
    for name in ("start_date", "end_date"):
        if (text := params.get(name)) is None:
            raise BadRequest(f"{name} is required", field=name)
        if parse_date(text) is None:
            raise BadRequest(f"invalid {name} format, expected YYYY-MM-DD", field=name)
    report = parse_report_query(params, website, now, style="required")
    return ExportQuery(website_id, report, _format(params.get("format"), get_args(ExportFormat), "csv"))


def parse_table(params: Params) -> TableQuery:
    """Parse the dimension, search, order and format of a breakdown as a file: all rows. Raises BadRequest."""
    breakdown = replace(parse_metrics_query(params), limit=MAX_TABLE_ROWS, offset=0)
    return TableQuery(breakdown, _format(params.get("format"), get_args(TableFormat), "csv"))


def _format(text: str | None, formats: Collection[F], default: F) -> F:
    if text is None:
        return default
    for known in formats:
        if text == known:
            return known
    choices = ", ".join(formats)
    raise BadRequest(f"unsupported format: {text[:MAX_SHOWN_FORMAT]}; it must be one of: {choices}", field="format")
