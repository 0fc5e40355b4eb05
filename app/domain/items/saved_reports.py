"""Saved reports: named configs, each of which stands for the query parameters of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from app.domain.errors import AppError, BadRequest
from app.domain.items.kind import ItemKind, by_name
from app.domain.reports.attribution import parse_rows_type
from app.domain.reports.batch import param_text
from app.domain.reports.filters import DIMENSIONS, dimension
from app.domain.reports.periods import parse_date, parse_zone
from app.domain.reports.query import ReportedWebsite
from app.domain.reports.request import CompareMode
from app.domain.reports.results import CompareInfo, OffsetPage, SeriesAnnotation

ReportType = Literal[
    "stats",
    "pageviews",
    "metrics",
    "events",
    "goals",
    "funnel",
    "journey",
    "retention",
    "attribution",
    "revenue",
]
DateRangeType = Literal["relative", "absolute"]
Text = str | None
_AS_PARAMETER = Meta(description="as the query parameter of this name")
ParameterText = Annotated[Text, _AS_PARAMETER]
T = TypeVar("T")

MAX_REPORTS = 100  # of one website
MAX_NAME_LENGTH = 100
MAX_DESCRIPTION_LENGTH = 10_000
MAX_CONFIG_BYTES = 16_384  # as JSON
DEFAULT_RELATIVE_DAYS = 30
MAX_RELATIVE_DAYS = 365
METRICS_ROWS = 25  # of a breakdown, unless the config says otherwise

# Name in the report registry of each type.
REPORT_NAMES: Mapping[ReportType, str] = {
    "stats": "stats",
    "pageviews": "pageviews",
    "metrics": "metrics",
    "events": "events",
    "goals": "goal-stats",
    "funnel": "funnel",
    "journey": "journey",
    "retention": "retention",
    "attribution": "attribution",
    "revenue": "revenue/summary",
}


def _with_filters(config: type[T]) -> type[T]:
    """Add a key `filter_<name>` for every dimension."""
    for name in DIMENSIONS:
        config.__annotations__[f"filter_{name}"] = ParameterText
        setattr(config, f"filter_{name}", None)
    return config


@dataclass(frozen=True, slots=True)
@_with_filters
class ReportConfig:
    """The parameters of a saved report. All keys but the first three may be null."""

    version: Annotated[int, Meta(ge=0, description="number chosen by the client; has no effect")]
    report_type: Annotated[ReportType, Meta(description="report to run")]
    date_range_type: Annotated[
        DateRangeType, Meta(description="relative: `relative_days`; absolute: `start_date` to `end_date`")
    ]
    relative_days: Annotated[
        int | None,
        Meta(
            description=f"length of a relative range, which ends today: 1 to {MAX_RELATIVE_DAYS};"
            f" defaults to {DEFAULT_RELATIVE_DAYS}"
        ),
    ] = None
    start_date: Annotated[Text, Meta(description="first day of an absolute range, YYYY-MM-DD")] = None
    end_date: Annotated[Text, Meta(description="last day of an absolute range, YYYY-MM-DD, inclusive")] = None
    compare_mode: Annotated[CompareMode | None, _AS_PARAMETER] = None
    compare_start_date: ParameterText = None
    compare_end_date: ParameterText = None
    timezone: Annotated[Text, Meta(description="IANA name; defaults to the website's time zone")] = None
    metric_type: Annotated[
        Text, Meta(description="dimension of the rows; required for `metrics`, optional for `attribution`")
    ] = None
    granularity: ParameterText = None
    include_bots: Annotated[bool | None, _AS_PARAMETER] = None
    limit: Annotated[
        int | None, Meta(description=f"as the query parameter of this name; defaults to {METRICS_ROWS} for `metrics`")
    ] = None
    sort: ParameterText = None
    order: ParameterText = None
    goal_id: Annotated[Text, Meta(description="id of a goal; required for `attribution` and `revenue`")] = None
    model: ParameterText = None
    funnel_id: Annotated[Text, Meta(description="id of a funnel; required for `funnel`")] = None
    anchor_type: ParameterText = None
    anchor_value: ParameterText = None
    direction: ParameterText = None
    max_depth: Annotated[int | None, _AS_PARAMETER] = None
    pages_only: Annotated[bool | None, _AS_PARAMETER] = None
    merge_repeats: Annotated[bool | None, _AS_PARAMETER] = None
    cohort_granularity: ParameterText = None
    max_periods: Annotated[int | None, _AS_PARAMETER] = None
    segment: ParameterText = None


# Keys that are no query parameters, or become some by a rule of their own.
_RULED = (
    "version",
    "report_type",
    "date_range_type",
    "relative_days",
    "start_date",
    "end_date",
    "timezone",
    "metric_type",
)
_PARAMETERS = tuple(field.name for field in fields(ReportConfig) if field.name not in _RULED)


@dataclass(frozen=True, slots=True)
class SavedReport:
    """A saved report as stored and as clients see it. last_run_at: null until its first run."""

    id: str
    website_id: str
    name: str
    description: str | None
    config: ReportConfig
    last_run_at: datetime | None
    created_at: datetime
    updated_at: datetime


SAVED_REPORTS = ItemKind("report", SavedReport, MAX_REPORTS, order=by_name, is_in_reports=False)


@dataclass(frozen=True, slots=True)
class SavedReportItem:
    """A saved report in a list."""

    id: str
    name: str
    description: str | None
    report_type: ReportType
    last_run_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ReportRun:
    """Result of a saved report. report_id: null for a preview.

    The other keys are those of the reply of the report's own endpoint. compare: null without comparison, and repeated
    in `data` if that is an object; pagination: only of reports with rows; annotations: only of pageviews.
    """

    report_id: str | None
    config: ReportConfig
    ran_at: datetime
    data: Any  # each type's own
    compare: CompareInfo | None
    pagination: OffsetPage | UnsetType = UNSET
    annotations: tuple[SeriesAnnotation, ...] | UnsetType = UNSET


def with_compare(data: Any, compare: CompareInfo | None) -> Any:  # Any: each type's own
    """Return the data of a report as plain values, with `compare` in it if it is an object: some clients look there."""
    plain = msgspec.to_builtins(data)
    return {**plain, "compare": msgspec.to_builtins(compare)} if isinstance(plain, dict) else plain


@dataclass(frozen=True, slots=True)
class SavedReportChange:
    """New values of a saved report; None, or UNSET for the description, keeps a value."""

    name: str | None = None
    description: str | None | UnsetType = UNSET
    config: ReportConfig | None = None


def item_of(report: SavedReport) -> SavedReportItem:
    """Return the report as it appears in a list."""
    return SavedReportItem(
        report.id,
        report.name,
        report.description,
        report.config.report_type,
        report.last_run_at,
        report.created_at,
        report.updated_at,
    )


def changed(report: SavedReport, change: SavedReportChange, now: datetime) -> SavedReport:
    """Return the report with new values; the config is replaced as a whole. now: aware."""
    return replace(
        report,
        name=report.name if change.name is None else change.name,
        description=report.description if change.description is UNSET else change.description,
        config=change.config or report.config,
        updated_at=now,
    )


def check_texts(name: str | None, description: str | None | UnsetType) -> None:
    """Raise BadRequest for an invalid name or description. Both are stored unchanged."""
    if name is not None and not name.strip():
        raise BadRequest("name must not be empty", field="name")
    if name is not None and len(name) > MAX_NAME_LENGTH:
        raise BadRequest(f"name must be {MAX_NAME_LENGTH} characters or fewer", field="name")
    if isinstance(description, str) and len(description) > MAX_DESCRIPTION_LENGTH:
        raise BadRequest(f"description must be {MAX_DESCRIPTION_LENGTH:,} characters or fewer", field="description")


def check_size(config: ReportConfig) -> None:
    """Raise AppError `limit_exceeded` for a config that is too large to be stored."""
    if len(msgspec.json.encode(config)) > MAX_CONFIG_BYTES:
        raise AppError("limit_exceeded", f"a config has at most {MAX_CONFIG_BYTES:,} bytes", field="config")


def report_params(config: ReportConfig, website: ReportedWebsite, now: datetime) -> dict[str, str]:
    """Return the query parameters that a config stands for. now: aware. Raises BadRequest, naming the key at fault.

    The report's own parameters are left for its parser to check.
    """
    timezone = (config.timezone or "").strip() or None
    zone = parse_zone(timezone, website.timezone)
    params = {name: param_text(value) for name in _PARAMETERS if (value := getattr(config, name)) is not None}
    params |= {} if timezone is None else {"timezone": timezone}
    if config.date_range_type == "relative":
        params |= _relative(config, now.astimezone(zone))
    else:
        params |= _absolute(config)
    if config.report_type == "metrics":
        if config.metric_type is None:
            raise BadRequest("metric_type is required for metrics reports", field="metric_type")
        dimension(config.metric_type, field="metric_type")
        params.setdefault("limit", str(METRICS_ROWS))
    if config.report_type == "attribution":
        parse_rows_type(config.metric_type, field="metric_type")
    return params if config.metric_type is None else params | {"type": config.metric_type}


def _relative(config: ReportConfig, now: datetime) -> dict[str, str]:
    days = DEFAULT_RELATIVE_DAYS if config.relative_days is None else config.relative_days
    if not 1 <= days <= MAX_RELATIVE_DAYS:
        raise BadRequest(f"relative_days must be between 1 and {MAX_RELATIVE_DAYS}", field="relative_days")
    today = now.date()
    return {"start_date": (today - timedelta(days=days - 1)).isoformat(), "end_date": today.isoformat()}


def _absolute(config: ReportConfig) -> dict[str, str]:
    given = {"start_date": config.start_date, "end_date": config.end_date}
    for name, text in given.items():
        if text is None:
            raise BadRequest(f"{name} is required for absolute range", field=name)
    start, end = (_day(name, text) for name, text in given.items())
    if end < start:
        raise BadRequest("end_date must be on or after start_date", field="end_date")
    return {"start_date": start.isoformat(), "end_date": end.isoformat()}


def _day(name: str, text: str | None) -> date:
    if (day := parse_date(text)) is None:
        raise BadRequest(f"invalid {name} (expected YYYY-MM-DD)", field=name)
    return day
