"""The query parameters that reports share: how a handler reads them, and how the API's description shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from app.domain.errors import ErrorCode
from app.domain.reports.filters import DIMENSIONS, PROPERTY
from app.domain.reports.periods import DateStyle
from app.domain.reports.query import ReportQuery, parse_report_query
from app.domain.websites import Website
from app.server.context import CONTEXT
from app.server.http.replies import query_params

# Name, annotated type and, unless required, default, as msgspec.defstruct takes them. Any: a type is no object to mypy.
Parameter = tuple[str, Any] | tuple[str, Any, Any]

REPORT_ERRORS: tuple[ErrorCode, ...] = ("not_found", "query_timeout", "storage_unavailable")
REPORT_LIMIT_S = 20.0  # a big site on a small computer may need some of it; no report may hold a reader for longer


def parameter(name: str, description: str) -> Parameter:
    """A parameter that may be left out."""
    return name, Annotated[str | None, Meta(description=description)], None


RANGE = (
    parameter("start_date", "first day, YYYY-MM-DD; without it the range has seven days"),
    parameter("end_date", "last day, YYYY-MM-DD, included; today when left out"),
    parameter("timezone", "IANA name of the zone the days are in; the website's own when left out"),
)
REQUIRED_RANGE: tuple[Parameter, ...] = (
    ("start_date", Annotated[str, Meta(description="first day, YYYY-MM-DD")]),
    ("end_date", Annotated[str, Meta(description="last day, YYYY-MM-DD, included")]),
    RANGE[-1],
)
BOTS = (parameter("include_bots", "true, false, 1 or 0; the website's bot policy when left out"),)
FILTERS: tuple[Parameter, ...] = (
    *(
        parameter(
            f"filter_{name}",
            f"only events with this {name.replace('_', ' ')}; several with a comma between them, a leading ! excludes,"
            " (none) is no value, a backslash makes the next character literal"
            + (", * stands for any text" if dimension.is_page else ""),
        )
        for name, dimension in DIMENSIONS.items()
    ),
    (
        "filter_event_data_key",
        Annotated[
            str | None,
            Meta(description="key: any, to the end of the name; only events whose event_data has this value under it"),
        ],
        msgspec.field(default=None, name=f"filter_{PROPERTY}key"),
    ),
    parameter("segment", "id of a segment: only events that pass its filters too"),
)
COMPARISON = (
    parameter("compare_mode", "none, previous_period, previous_year or custom"),
    parameter("compare_start_date", "first day to compare with, for custom"),
    parameter("compare_end_date", "last day to compare with, for custom"),
)
GRANULARITY = (parameter("granularity", "hour, day, week, month or auto"),)


def query_shape(name: str, *groups: Iterable[Parameter]) -> type[Struct]:
    """A struct for the `query` of an endpoint that reads these parameters."""
    return msgspec.defstruct(name, [field for group in groups for field in group])


def asked_website(request: web.Request) -> tuple[Website, dict[str, str]]:
    """The website a request is about and its query parameters. Raises NotFound; BadRequest for one given twice."""
    params = query_params(request)
    return request.app[CONTEXT].directory.require(request.match_info["id"]), params


def asked_report(request: web.Request, *, style: DateStyle = "lenient") -> tuple[ReportQuery, dict[str, str]]:
    """What a request wants to know of a website, and its query parameters."""
    website, params = asked_website(request)
    return parse_report_query(params, website, datetime.now(UTC), style=style), params
