"""Query parameters that reports share, as the API description shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from app.domain.errors import ErrorCode
from app.domain.reports.filters import DIMENSIONS, PROPERTY

# Name, annotated type and, unless required, default, as msgspec.defstruct takes them. Any: a type is no object to mypy.
Parameter = tuple[str, Any] | tuple[str, Any, Any]

REPORT_ERRORS: tuple[ErrorCode, ...] = ("not_found", "rate_limited", "query_timeout", "storage_unavailable")


def parameter(name: str, description: str) -> Parameter:
    """Return an optional parameter."""
    return name, Annotated[str | None, Meta(description=description)], None


def required(name: str, description: str) -> Parameter:
    return name, Annotated[str, Meta(description=description)]


END_DATE = parameter("end_date", "last day, YYYY-MM-DD, inclusive; defaults to today")
TIMEZONE = parameter("timezone", "IANA name of the time zone of the days; defaults to the website's time zone")
START_DATE = parameter("start_date", "first day, YYYY-MM-DD; defaults to the last seven days")
RANGE = (
    START_DATE,
    END_DATE,
    TIMEZONE,
)
REQUIRED_RANGE: tuple[Parameter, ...] = (
    required("start_date", "first day, YYYY-MM-DD"),
    required("end_date", "last day, YYYY-MM-DD, inclusive"),
    TIMEZONE,
)
BOTS = (parameter("include_bots", "true, false, 1 or 0; defaults to the website's bot policy"),)
FILTERS: tuple[Parameter, ...] = (
    *(
        parameter(
            f"filter_{name}",
            f"only events with this {name.replace('_', ' ')}; separate several values by commas, exclude with a leading"
            " !, match a missing value with (none), escape a character with a backslash"
            + (", match any text with *" if dimension.is_page else ""),
        )
        for name, dimension in DIMENSIONS.items()
    ),
    (
        "filter_event_data_key",
        Annotated[
            str | None,
            Meta(description="only events with this value under a key of event_data; the key is the rest of the name"),
        ],
        msgspec.field(default=None, name=f"filter_{PROPERTY}key"),
    ),
    parameter("segment", "segment id: only events that pass the segment's filters as well"),
)
COMPARISON = (
    parameter("compare_mode", "none, previous_period, previous_year or custom"),
    parameter("compare_start_date", "first day of a custom comparison, YYYY-MM-DD"),
    parameter("compare_end_date", "last day of a custom comparison, YYYY-MM-DD"),
)
GRANULARITY = (parameter("granularity", "hour, day, week, month or auto; defaults to auto"),)
ORDER = parameter("order", "desc or asc; defaults to desc")
COMMON = (*RANGE, *BOTS, *FILTERS)
COMPARED = (*RANGE, *BOTS, *COMPARISON, *FILTERS)


def paging(rows: str, *, default: int, highest: int) -> tuple[Parameter, ...]:
    """Return limit and offset. rows: noun of what a page lists, in the plural."""
    return (
        parameter("limit", f"{rows} per page, 1 to {highest}; defaults to {default}"),
        parameter("offset", f"{rows} to skip"),
    )


def search(field: str) -> Parameter:
    """Return the search of a table. field: noun of what is searched."""
    return parameter("search", f"text that the {field} contains; case is ignored")


def query_shape(name: str, *groups: Iterable[Parameter]) -> type[Struct]:
    """Return a struct for the `query` of an endpoint that reads these parameters."""
    return msgspec.defstruct(name, [field for group in groups for field in group])
