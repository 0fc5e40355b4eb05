"""Arguments of the tools, whose JSON schemas clients see. Names and meanings are those of the API's parameters."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from app.domain.errors import BadRequest
from app.domain.reports.batch import param_text
from app.domain.reports.filters import DIMENSIONS, PROPERTY
from app.domain.reports.query import MAX_ROWS
from app.domain.reports.request import CompareMode, Granularity
from app.domain.reports.results import MetricsSort
from app.domain.reports.retention import CohortGranularity

MAX_FILTERS = 16
FILTERS_TEXT = (
    'only events that match, by dimension (as for breakdown, or event_data.KEY), such as {"country": "DE", "page":'
    ' "/blog/*"}; several values separated by commas, a leading ! excludes, (none) matches a missing value'
)

FirstDay = Annotated[str | None, Meta(description="first day, YYYY-MM-DD; the last seven days by default")]
LastDay = Annotated[str | None, Meta(description="last day, YYYY-MM-DD, inclusive; today by default")]
Zone = Annotated[str | None, Meta(description="IANA name of the time zone of the days; the website's by default")]
Filters = Annotated[dict[str, str], Meta(description=FILTERS_TEXT, extra_json_schema={"maxProperties": MAX_FILTERS})]
Comparison = Annotated[CompareMode, Meta(description="days to compare with; custom takes the two further dates")]
CompareDay = Annotated[str | None, Meta(description="of a custom comparison, YYYY-MM-DD")]
Rows = Annotated[int, Meta(ge=1, le=MAX_ROWS, description="most rows")]
Offset = Annotated[int, Meta(ge=0, description="rows to skip")]
DimensionName = Annotated[str, Meta(description="property to group by", extra_json_schema={"enum": list(DIMENSIONS)})]
Search = Annotated[str | None, Meta(description="only rows whose text contains this; case is ignored")]


class NoArguments(Struct, forbid_unknown_fields=True):
    """Nothing."""


class WebsiteArguments(Struct, forbid_unknown_fields=True, kw_only=True):
    """The website that a tool is about."""

    website: Annotated[str, Meta(description="id of the website, from list_websites")]


class PeriodArguments(WebsiteArguments, forbid_unknown_fields=True, kw_only=True):
    """A website, days and filters."""

    start_date: FirstDay = None
    end_date: LastDay = None
    timezone: Zone = None
    filters: Filters = {}


class ComparedArguments(PeriodArguments, forbid_unknown_fields=True, kw_only=True):
    """Days with others to compare them with."""

    compare_mode: Comparison = "none"
    compare_start_date: CompareDay = None
    compare_end_date: CompareDay = None


class OverviewArguments(ComparedArguments, forbid_unknown_fields=True, kw_only=True):
    """An overview."""

    granularity: Annotated[Granularity, Meta(description="length of the points of the series")] = "auto"


class BreakdownArguments(ComparedArguments, forbid_unknown_fields=True, kw_only=True):
    """A breakdown."""

    dimension: DimensionName
    limit: Rows = 10
    offset: Offset = 0
    search: Search = None
    sort: Annotated[MetricsSort | None, Meta(description="column to order by, highest first")] = None


class EventsArguments(PeriodArguments, forbid_unknown_fields=True, kw_only=True):
    """Custom events."""

    limit: Rows = 50
    offset: Offset = 0
    search: Search = None


class FunnelArguments(PeriodArguments, forbid_unknown_fields=True, kw_only=True):
    """A funnel, or the list of them."""

    start_date: Annotated[str | None, Meta(description="first day, YYYY-MM-DD; the last 30 days by default")] = None
    funnel_id: Annotated[str | None, Meta(description="id of a funnel; without it the funnels are listed")] = None


class RetentionArguments(PeriodArguments, forbid_unknown_fields=True, kw_only=True):
    """Cohorts."""

    start_date: Annotated[str, Meta(description="first day of the first visits, YYYY-MM-DD")]
    end_date: Annotated[str, Meta(description="last day of the first visits, YYYY-MM-DD, inclusive")]
    cohort_granularity: Annotated[CohortGranularity, Meta(description="length of a period")] = "week"


def params_of(arguments: WebsiteArguments) -> dict[str, str]:
    """Return arguments as the query parameters of a report. Raises BadRequest for a filter that does not exist."""
    values = {name: getattr(arguments, name) for name in arguments.__struct_fields__ if name != "website"}
    filters: dict[str, str] = values.pop("filters", {})
    if len(filters) > MAX_FILTERS:
        raise BadRequest(f"There are too many filters (max {MAX_FILTERS}).", field="filters")
    for name in filters:
        if name not in DIMENSIONS and not name.startswith(PROPERTY):
            raise BadRequest(f"There is no dimension {name[:64]}.", field="filters")
    texts = {name: param_text(value) for name, value in values.items() if value is not None}
    return texts | {f"filter_{name}": text for name, text in filters.items()}
